import * as z from 'zod';
import { MAX_STATES } from './automaton';

/**
 * What may come next in a word, as the models' manifests tell it: an automaton's table, counters, or a queue. The forms are apart from what is
 * done with them: the editor's window begins with the latter, and needs no checks for it.
 */

const index = z.number().int().nonnegative();

const MAX_COUNTER_STATES = 1000;
const MAX_COUNTERS = 16;
/** So that no sum over a word is ever rounded. */
const amount = z.number().int().min(-1000).max(1000);

const condition = z.tuple([index, z.enum(['=0', '>0'])]);
const move = z.object({ to: index, add: z.array(amount), when: z.array(condition).max(MAX_COUNTERS) });

export const counterRule = z.object({
  kind: z.literal('counters'),
  counters: index.max(MAX_COUNTERS),
  start: index,
  /** `moves[state][symbol]`: allowed when all conditions hold; adds to the counters and leads to a state. */
  moves: z.array(z.array(move.nullable())).min(1).max(MAX_COUNTER_STATES),
  /** Under which conditions a word may end in a state; null where it may not. */
  ends: z.array(z.array(condition).max(MAX_COUNTERS).nullable()),
});

export type CounterRule = z.infer<typeof counterRule>;
export type Condition = z.infer<typeof condition>;

/** The rule over an alphabet whose last symbol, of `symbols`, is the end of the word. */
export function counterRuleOver(symbols: number) {
  return counterRule.superRefine(({ counters, start, moves, ends }, context) => {
    const issue = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const known = (when: readonly Condition[]): boolean => when.every(([counter]) => counter < counters);
    const few = `there are only ${moves.length} states`;
    if (start >= moves.length) issue(['start'], few);
    if (ends.length !== moves.length) issue(['ends'], `must have one entry for each of the ${moves.length} states`);
    for (const [state, row] of moves.entries()) {
      if (row.length !== symbols - 1)
        issue(['moves', state], `must have ${symbols - 1} entries: no symbol follows the end`);
      if (row.some((way) => way && way.to >= moves.length)) issue(['moves', state], few);
      if (row.some((way) => way && (way.add.length !== counters || !known(way.when))))
        issue(['moves', state], `there are ${counters} counters`);
    }
    const bad = ends.findIndex((when) => when && !known(when));
    if (bad >= 0) issue(['ends', bad], `there are ${counters} counters`);
  });
}

/** What a symbol does to the queue: nothing, it is put behind the others, or it is the first one there, which it takes out. */
const queued = z.object({ to: index, queue: z.enum(['keep', 'push', 'pop']) });

const queueRule = z.object({
  kind: z.literal('queue'),
  start: index,
  /** `moves[state][symbol]`; null where it may never come. The queue is empty at first. */
  moves: z.array(z.array(queued.nullable())).min(1).max(MAX_COUNTER_STATES),
  /** Whether a word may end in a state, where nothing is queued. */
  ends: z.array(z.boolean()),
});

export type QueueRule = z.infer<typeof queueRule>;

/** The rule over an alphabet whose last symbol, of `symbols`, is the end of the word. */
export function queueRuleOver(symbols: number) {
  return queueRule.superRefine(({ start, moves, ends }, context) => {
    const issue = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const few = `there are only ${moves.length} states`;
    if (start >= moves.length) issue(['start'], few);
    if (ends.length !== moves.length) issue(['ends'], `must have one entry for each of the ${moves.length} states`);
    const pushed = new Set(
      moves.flatMap((row) => row.flatMap((way, symbol) => (way?.queue === 'push' ? [symbol] : []))),
    );
    for (const [state, row] of moves.entries()) {
      if (row.length !== symbols - 1)
        issue(['moves', state], `must have ${symbols - 1} entries: no symbol follows the end`);
      if (row.some((way) => way && way.to >= moves.length)) issue(['moves', state], few);
      // So that how long a word can go on depends on how much is queued alone.
      if (!row.some((way) => way?.queue === 'pop')) continue;
      const isPlain = row.every((way, symbol) => (way ? way.queue === 'pop' && way.to === state : !pushed.has(symbol)));
      if (!isPlain)
        issue(
          ['moves', state],
          'a state that takes out of the queue takes out whatever is put there, stays, and does nothing else',
        );
    }
  });
}

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

/** A machine whose configurations have no end: a state, with counters or a queue. */
export type MachineRule = CounterRule | QueueRule;

/** The rule of a language over an alphabet whose last symbol is the end of the word. */
export const ruleSchema = z.discriminatedUnion('kind', [dfaRule, counterRule, queueRule]);

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
