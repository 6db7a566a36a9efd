import * as z from 'zod';

/** A language told by a machine with counters, such as Dyck-1 or aⁿbⁿcⁿ: the rule `kind: 'counters'`. */

const MAX_STATES = 1000;
const MAX_COUNTERS = 16;
const index = z.number().int().nonnegative();
/** So that no sum over a word is ever rounded. */
const amount = z.number().int().min(-1000).max(1000);

const condition = z.tuple([index, z.enum(['=0', '>0'])]);
const move = z.object({ to: index, add: z.array(amount), when: z.array(condition).max(MAX_COUNTERS) });

export const counterRule = z.object({
  kind: z.literal('counters'),
  counters: index.max(MAX_COUNTERS),
  start: index,
  /** `moves[state][symbol]`: allowed when all conditions hold; adds to the counters and leads to a state. */
  moves: z.array(z.array(move.nullable())).min(1).max(MAX_STATES),
  /** Under which conditions a word may end in a state; null where it may not. */
  ends: z.array(z.array(condition).max(MAX_COUNTERS).nullable()),
});

export type CounterRule = z.infer<typeof counterRule>;
type Condition = z.infer<typeof condition>;

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

/** Where in a word one is: the state, then the counters. */
export type Configuration = readonly number[];

export function startOf({ start, counters }: CounterRule): Configuration {
  return [start, ...new Array<number>(counters).fill(0)];
}

/** Symbols that may come next, ascending; the end of the word, the last symbol, among them where it may end. */
export function nextSymbols({ moves, ends }: CounterRule, at: Configuration): number[] {
  const [state = 0] = at;
  const holds = (when: readonly Condition[]): boolean =>
    when.every(([counter, sign]) => (at[1 + counter] ?? 0) > 0 === (sign === '>0'));
  const row = moves[state] ?? [];
  const allowed = row.flatMap((way, symbol) => (way && holds(way.when) ? [symbol] : []));
  const end = ends[state];
  return end && holds(end) ? [...allowed, row.length] : allowed;
}

/** The configuration after a symbol that may come next; the same one after the end. */
export function after({ moves }: CounterRule, at: Configuration, symbol: number): Configuration {
  const way = moves[at[0] ?? 0]?.[symbol];
  return way ? [way.to, ...way.add.map((number, counter) => (at[1 + counter] ?? 0) + number)] : at;
}
