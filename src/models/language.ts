import { z } from 'zod';

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

/** The table of a language task, or undefined when its rule is of another kind. */
export function dfaOf(task: { alphabet: readonly string[]; rule: { kind: string } }): Dfa | undefined {
  return task.rule.kind === 'dfa' ? dfaRule(task.alphabet.length).parse(task.rule) : undefined;
}
