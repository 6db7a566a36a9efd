import { cycles, isPermutation } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';
import type { Verdict } from '../algebra/verdict';
import { movingSlots } from '../trace/moving-slots';
import { changedSlots, isTable, type Remark, type State, type Step, type Trace } from '../trace/trace';
import { tableText } from '../page/notation';
import { printable } from '../text/printable';

/** Worlds with more slots than this are shown by what changes in them. */
const MOST_SLOTS = 12;

/** The objects in slot order, `a b c`; chess's null state is `illegal`. */
export function stateText(state: State, objects: readonly string[]): string {
  if (!state) return 'illegal';
  const names = state.slice(0, MOST_SLOTS).map((object) => printable(objects[object] ?? '?'));
  return names.join(' ') + (state.length > MOST_SLOTS ? ` … (${state.length - MOST_SLOTS} more)` : '');
}

/** The state after a step; in a large world only the slots that changed, `e2: empty e4, e4: white pawn e2`. */
export function changeText(trace: Trace, step: Step, after: State): string {
  if (!after || trace.slots.length <= MOST_SLOTS) return stateText(after, trace.objects);
  const changed = changedSlots(trace, step);
  const texts = changed.slice(0, MOST_SLOTS).map((slot) => {
    return printable(`${trace.slots[slot] ?? '?'}: ${trace.objects[after[slot] ?? -1] ?? '?'}`);
  });
  return texts.join(', ') + (changed.length > MOST_SLOTS ? ', …' : '');
}

/** The step in cycle notation, by slot names in a large world; for a reset, how many slots it overwrites for good; for
 * a cell, its table. */
export function moveText(trace: Trace, step: Step): string {
  if (isTable(step)) return printable(tableText(trace, step));
  const { map } = step;
  if (!map) return 'illegal';
  if (!isPermutation(map)) return `resets ${map.length - new Set(map).size}`;
  if (trace.slots.length <= MOST_SLOTS) return formatCycles(map);
  return cycles(map)
    .map((cycle) => `(${cycle.map((slot) => printable(trace.slots[slot] ?? '?')).join(' ')})`)
    .join('');
}

/** Which slots models follow of a world that is larger than theirs. */
export function movingText(trace: Trace): string {
  const moving = movingSlots(trace);
  const names = moving.slice(0, MOST_SLOTS).map((slot) => printable(trace.slots[slot] ?? '?'));
  const more = moving.length > MOST_SLOTS ? `, … (${moving.length - MOST_SLOTS} more)` : '';
  return `the ${moving.length} of ${trace.slots.length} slots that move: ${names.join(', ')}${more}`;
}

/** Why a model that follows five objects does not say what is asked. */
export function noAnswerText(trace: Trace): string {
  const moving = movingSlots(trace).length;
  return `${moving} slots move, and a model of five follows in which order five objects stand, not in which slots`;
}

/** @param read the verdict on what models read of a world larger than theirs: another problem, which stands first */
export function traceSummary(trace: Trace, read?: Verdict): string {
  const world = `${trace.slots.length} slots, ${trace.steps.length} steps`;
  const whole = trace.verdict ? `${read ? 'The whole world: ' : ''}${trace.verdict.sentence}` : undefined;
  const sentences = [read && `As models read it, five objects followed: ${read.sentence}`, whole];
  const verdict = sentences.map((sentence) => (sentence ? `\n${sentence}` : '')).join('');
  const illegal = trace.illegal
    ? `\nillegal at step ${trace.illegal.step + 1}: ${printable(trace.illegal.reason)}`
    : '';
  const remarks = (trace.remarks ?? []).map((remark) => `\n${printable(remarkText(remark))}`).join('');
  const assumed = (trace.assumed ?? []).map((one) => `\n${printable(remarkText(one, 'assumed'))}`).join('');
  return printable(`${trace.source.uri}: ${trace.domain}, ${world}`) + verdict + illegal + assumed + remarks;
}

function remarkText({ text, range }: Remark, what = 'remark'): string {
  return range ? `${what} at ${range.start.line + 1}:${range.start.character + 1}: ${text}` : `${what}: ${text}`;
}
