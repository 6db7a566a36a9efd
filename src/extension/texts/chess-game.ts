import { extend, isPermutation, type SlotMap } from '../../algebra/maps';
import { FIVE_SLOTS } from '../../trace/five-objects';
import { SourceError, type Range } from '../../trace/source';
import { isTable, type Trace } from '../../trace/trace';
import { seenIn, usualView } from '../../trace/views';

/** Each element becomes up to 48 plies; the game of a longer word would be larger than an editor shows well. */
export const MOST_ELEMENTS = 5_000;

/**
 * The word over S5 that a trace plays: its own steps in a world of five slots or fewer, else those of the slots that move,
 * or what five of its objects do.
 * @throws SourceError at the first step that no permutation of five is, or when the word is too long.
 */
export function wordOfFive(trace: Trace): SlotMap[] {
  const view = seenIn(usualView(trace), trace);
  const start: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const fail = (step: number, reason: string): never => {
    throw new SourceError(trace.source.uri, trace.steps[step]?.range ?? start, reason);
  };
  if (view.slots.length > FIVE_SLOTS.length) {
    fail(0, `a world of ${view.slots.length} places in which fewer than five things are told apart`);
  }
  if (view.steps.length > MOST_ELEMENTS)
    fail(MOST_ELEMENTS, `only words of up to ${MOST_ELEMENTS} steps become a game`);
  return view.steps.map((taken, step) => {
    if (isTable(taken)) return fail(step, `this step computes ${taken.cell} anew: only moves become chess moves`);
    const { map } = taken;
    if (!map) return fail(step, 'an illegal move has no permutation');
    if (!isPermutation(map)) return fail(step, 'this step overwrites something: only permutations become chess moves');
    return extend(map, FIVE_SLOTS.length);
  });
}
