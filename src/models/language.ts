import { z } from 'zod';
import { counterRuleOver, type CounterRule } from './counters';

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
const RULES = { dfa: dfaRule, counters: counterRuleOver };

/** The schema of a kind of rule, or undefined for a kind that is only listed. */
export function ruleSchema(kind: string, symbols: number): z.ZodType<Dfa | CounterRule> | undefined {
  return Object.hasOwn(RULES, kind) ? RULES[kind as keyof typeof RULES](symbols) : undefined;
}

/** The rule of a language task, or undefined when it is of another kind. */
export function ruleOf(task: { alphabet: readonly string[]; rule: { kind: string } }): Dfa | CounterRule | undefined {
  return ruleSchema(task.rule.kind, task.alphabet.length)?.parse(task.rule);
}
