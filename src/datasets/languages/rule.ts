import { z } from 'zod';
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

const condition = z.tuple([index, z.enum(['=0', '>0'])]);

const counterRule = z.object({
  kind: z.literal('counters'),
  counters: index,
  start: index,
  /** `moves[state][symbol]`: allowed when all conditions hold; adds to the counters and leads to a state. */
  moves: z.array(z.array(z.object({ to: index, add: z.array(z.number().int()), when: z.array(condition) }).nullable())),
  /** Under which conditions a word may end in a state; null where it may not. */
  ends: z.array(z.array(condition).nullable()),
});

export const languageSchema = z.object({
  name: z.string(),
  /** The last one is the end of the word. */
  alphabet: z.array(z.string()).min(2),
  rule: z.discriminatedUnion('kind', [dfaRule, counterRule]),
  /** How often each symbol but the end is drawn, of those that may come next. */
  weights: z.array(z.number().positive()),
});

export type Language = z.infer<typeof languageSchema>;
export type DfaRule = z.infer<typeof dfaRule>;
export type CounterRule = z.infer<typeof counterRule>;
export type Condition = z.infer<typeof condition>;

/** Where in a word one is: the state, then the counters. */
export type Configuration = readonly number[];

export function startOf({ rule }: Language): Configuration {
  return [rule.start, ...new Array<number>(rule.kind === 'counters' ? rule.counters : 0).fill(0)];
}

/** Symbols that may come next, ascending; the end of the word among them where it may end. */
export function nextSymbols({ rule }: Language, at: Configuration): number[] {
  const state = at[0] ?? 0;
  if (rule.kind === 'dfa') return rule.next[state] ?? [];
  const holds = (when: readonly Condition[]) =>
    when.every(([counter, sign]) => (at[1 + counter] ?? 0) > 0 === (sign === '>0'));
  const moves = rule.moves[state] ?? [];
  const allowed = moves.flatMap((move, symbol) => (move && holds(move.when) ? [symbol] : []));
  const end = rule.ends[state];
  return end && holds(end) ? [...allowed, moves.length] : allowed;
}

/** The configuration after a symbol that may come next and is not the end. */
export function after({ rule }: Language, at: Configuration, symbol: number): Configuration {
  const state = at[0] ?? 0;
  if (rule.kind === 'dfa') return [rule.transitions[state]?.[symbol] ?? state];
  const move = rule.moves[state]?.[symbol];
  return move ? [move.to, ...move.add.map((amount, counter) => (at[1 + counter] ?? 0) + amount)] : at;
}
