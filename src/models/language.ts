import * as z from 'zod';
import { counterRuleOver, queueRuleOver, type MachineRule } from '../languages/schema';

const MAX_STATES = 10_000;
const id = z.number().int().nonnegative();

/**
 * The rule `kind: 'dfa'` of a language task over an alphabet of `symbols` symbols: `transitions[state][symbol]` is the
 * next state, or null where the symbol leads out of the language; `next[state]` are the symbols that may come next.
 * A symbol that may come next but leads nowhere ends the word.
 */
export function dfaRule(symbols: number) {
  return z
    .object({
      kind: z.literal('dfa'),
      start: id,
      transitions: z.array(z.array(id.nullable()).length(symbols)).min(1).max(MAX_STATES),
      next: z.array(z.array(id.max(symbols - 1))),
    })
    .superRefine((rule, context) => {
      const states = rule.transitions.length;
      const issue = (path: (string | number)[], message: string): void =>
        context.addIssue({ code: 'custom', path, message });
      if (rule.start >= states) issue(['start'], `there are only ${states} states`);
      if (rule.next.length !== states) issue(['next'], `must have one list for each of the ${states} states`);
      const bad = rule.transitions.findIndex((row) => row.some((state) => state !== null && state >= states));
      if (bad >= 0) issue(['transitions', bad], `there are only ${states} states`);
    });
}

export type Dfa = z.infer<ReturnType<typeof dfaRule>>;

/** The rules that words can be drawn by, each with the schema that a manifest must meet. */
const RULES = { dfa: dfaRule, counters: counterRuleOver, queue: queueRuleOver };

/** A rule that words can be drawn by. */
export type KnownRule = Dfa | MachineRule;

/** The schema of a kind of rule, or undefined for a kind that is only listed. */
export function ruleSchema(kind: string, symbols: number): z.ZodType<KnownRule> | undefined {
  return Object.hasOwn(RULES, kind) ? RULES[kind as keyof typeof RULES](symbols) : undefined;
}

/** The rule of a language task, or undefined when it is of another kind. */
export function ruleOf(task: { alphabet: readonly string[]; rule: { kind: string } }): KnownRule | undefined {
  return ruleSchema(task.rule.kind, task.alphabet.length)?.parse(task.rule);
}

/**
 * What each letter does to the states that a word can be in, as maps over them: what the automaton's monoid is generated
 * by. The end of a word, which leads nowhere, is no letter; where a letter leads out of the language there is one more
 * state, which nothing leaves. Undefined for an automaton of more than `most` entries.
 */
export function letterMaps(
  { start, transitions }: Pick<Dfa, 'start' | 'transitions'>,
  most = Infinity,
): number[][] | undefined {
  const symbols = transitions[0]?.length ?? 0;
  const letters = Array.from({ length: symbols }, (_, symbol) => symbol).filter((symbol) =>
    transitions.some((row) => (row[symbol] ?? null) !== null),
  );
  // A map is walked in the order in which its keys came, those that come meanwhile among them.
  const place = new Map([[start, 0]]);
  for (const state of place.keys()) {
    for (const letter of letters) {
      const target = transitions[state]?.[letter] ?? null;
      if (target !== null && !place.has(target)) place.set(target, place.size);
    }
  }
  if ((place.size + 1) * letters.length > most) return undefined;
  const out = place.size;
  const maps = letters.map((letter) =>
    [...place.keys()].map((state) => place.get(transitions[state]?.[letter] ?? -1) ?? out),
  );
  return maps.some((map) => map.includes(out)) ? maps.map((map) => [...map, out]) : maps;
}
