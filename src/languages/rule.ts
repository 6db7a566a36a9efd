import * as z from 'zod';
import * as counters from './counters';
import { MAX_STATES } from './automaton';

/** What may come next in a word, as the models' manifests tell it: an automaton's table, or counters. */

const index = z.number().int().nonnegative();

const dfaRule = z.object({
  kind: z.literal('dfa'),
  start: index,
  /** `transitions[state][symbol]`, the end of the word being the last symbol; null where no word goes on. */
  transitions: z
    .array(z.array(index.nullable()))
    .min(1)
    .max(MAX_STATES + 1),
  /** The symbols that may come next. */
  next: z.array(z.array(index)),
});

/** The rule of a language over an alphabet whose last symbol is the end of the word. */
export const ruleSchema = z.discriminatedUnion('kind', [dfaRule, counters.counterRule]);

export const languageSchema = z.object({
  name: z.string(),
  /** The last one is the end of the word. */
  alphabet: z.array(z.string()).min(2),
  rule: ruleSchema,
  /** How often each symbol but the end is drawn, of those that may come next. */
  weights: z.array(z.number().positive()),
  /** What the states of an automaton are called, where they have names. */
  states: z.array(z.string()).exactOptional(),
});

export type Language = z.infer<typeof languageSchema>;
/** What words follow from. */
export type Rules = Pick<Language, 'rule'>;

export function startOf({ rule }: Rules): counters.Configuration {
  return rule.kind === 'counters' ? counters.startOf(rule) : [rule.start];
}

/** Symbols that may come next, ascending; the end of the word among them where it may end. */
export function nextSymbols({ rule }: Rules, at: counters.Configuration): number[] {
  return rule.kind === 'counters' ? counters.nextSymbols(rule, at) : (rule.next[at[0] ?? 0] ?? []);
}

/** The configuration after a symbol that may come next and is not the end. */
export function after({ rule }: Rules, at: counters.Configuration, symbol: number): counters.Configuration {
  if (rule.kind === 'counters') return counters.after(rule, at, symbol);
  const [state = 0] = at;
  return [rule.transitions[state]?.[symbol] ?? state];
}
