import { isMap } from '../algebra/maps';
import { formalFault } from './formal';
import type { Fault } from './json-place';
import type { Range } from './source';
import { cellPlaces, isTable, makeTrace, type CellPlace, type Step, type Trace } from './trace';

/**
 * The first promise that a trace breaks, of those that its types do not say: every index is in range, maps are null
 * exactly from an illegal move on, cells change by tables alone, and `final` is what the steps lead to. (Its verdict may be about more than its steps:
 * a trace that is cut keeps the one of the whole.)
 */
export function traceFault(trace: Trace): Fault | undefined {
  const { slots, objects, initial, steps, illegal } = trace;
  if (!isArrangement(initial, trace))
    return {
      path: ['initial'],
      reason: `must give one of the ${objects.length} objects for each of the ${slots.length} slots`,
    };
  if (illegal && trace.domain !== 'chess') return { path: ['illegal'], reason: 'only chess has illegal moves' };
  if (illegal && illegal.step >= steps.length)
    return { path: ['illegal', 'step'], reason: `there are only ${steps.length} steps` };
  const places = cellPlaces(trace);
  const unlike = cellFault(trace, places);
  if (unlike) return unlike;
  const cells = new Set([...places.values()].map(({ slot }) => slot));
  const nulls = illegal?.step ?? steps.length;
  for (const [at, step] of steps.entries()) {
    const fault = stepFault(step, at >= nulls, slots.length, places, cells);
    if (fault) return { path: ['steps', at, ...fault.path], reason: fault.reason };
  }
  const { final } = makeTrace(trace);
  if (JSON.stringify(final) !== JSON.stringify(trace.final))
    return { path: ['final'], reason: `is not what the steps lead to, ${JSON.stringify(final)}` };
  return formalFault(trace);
}

function cellFault({ initial }: Trace, places: ReadonlyMap<string, CellPlace>): Fault | undefined {
  for (const [name, { slot, values }] of places) {
    if (slot < 0) return { path: ['cells', name], reason: 'is not among the slots' };
    if (values.includes(-1) || new Set(values).size < values.length)
      return { path: ['cells', name], reason: 'must be different objects, each listed among them' };
    if (!values.includes(initial[slot] ?? -1))
      return { path: ['initial', slot], reason: `is none of the values of the cell ${name}` };
  }
  return undefined;
}

function stepFault(
  step: Step,
  isIllegal: boolean,
  slots: number,
  places: ReadonlyMap<string, CellPlace>,
  cells: ReadonlySet<number>,
): Fault | undefined {
  if (isTable(step)) {
    const size = places.get(step.cell)?.values.length;
    if (size === undefined) return { path: ['cell'], reason: 'is no cell of this world' };
    if (isIllegal) return { path: ['cell'], reason: 'changes after an illegal step' };
    if (!isMap(step.table, size)) return { path: ['table'], reason: `must give one of the ${size} values for each` };
  } else {
    const { map } = step;
    if ((map === null) !== isIllegal) return { path: ['map'], reason: 'is null exactly from the illegal step on' };
    if (map && !isMap(map, slots))
      return { path: ['map'], reason: `must give one of the ${slots} slots for each of them` };
    if (cells.size > 0 && map?.some((from, slot) => from !== slot && (cells.has(from) || cells.has(slot))))
      return { path: ['map'], reason: 'moves what a cell holds: cells change by tables alone' };
  }
  const fault = step.range && rangeFault(step.range);
  return fault && { path: ['range', ...fault.path], reason: fault.reason };
}

export function rangeFault({ start, end }: Range): Fault | undefined {
  const isForward = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isForward ? undefined : { path: ['end'], reason: 'stands before the start' };
}

function isArrangement(state: readonly number[], { slots, objects }: Pick<Trace, 'slots' | 'objects'>): boolean {
  return state.length === slots.length && state.every((object) => object < objects.length);
}
