import { inverse, isIdentity, isPermutation, type SlotMap } from '../algebra/maps';
import { encoderOf, type Encoding, type EncodingProblem } from '../models/encoding';
import type { Manifest, MonoidTask } from '../models/manifest';
import { nextState } from '../trace/formal';
import { symbolsIn } from '../languages/symbol-sets';
import { cellPlaces, isTable, type Trace } from '../trace/trace';

type World = Pick<Trace, 'cells' | 'slots' | 'objects' | 'initial' | 'steps' | 'formal'>;

const HELP = "a model whose task has `acts: 'values'` and these tables among its products follows it";

/** Of a language that counts or copies no table says what follows it. */
function helpFor({ formal }: World): string {
  return formal && formal.rule.kind !== 'dfa' ? `models of ${formal.name} follow it, where there are any` : HELP;
}

/** A trace as a model of this task reads it, or why it cannot. */
export function told(task: MonoidTask, trace: World): Encoding | EncodingProblem {
  const encoder = encoderOf(task);
  if (!trace.cells) {
    if (task.acts === 'values')
      return { problem: 'it follows the values of a cell, and here things move between places' };
    return encoder.encode(
      trace.slots.length,
      trace.steps.map(({ map }) => map ?? null),
    );
  }
  const found = onlyCell(trace);
  if ('problem' in found) return found;
  const tables: SlotMap[] = [];
  for (const [step, { table }] of trace.steps.entries()) {
    if (!table) tables.push(found.values.map((_, value) => value));
    else if (task.acts === 'values') tables.push(table);
    else if (isPermutation(table)) tables.push(inverse(table));
    else {
      const problem = `it follows moves between slots, and step ${step + 1} makes values of ${found.name} equal: ${helpFor(trace)}`;
      return { problem, step };
    }
  }
  return encoder.encode(found.values.length, tables);
}

/**
 * The arrangement that class `id` of the task means in this world; -1 for what belongs to nobody. Of a language it is the set
 * of the symbols that may come next.
 *
 * A group acts on the values of a cell as on the slots of a world in which one object stands where the value is: value
 * `v` becomes `f(v)`, and the object moves from slot `v` to slot `f(v)`, which is the map `f⁻¹`. Inverses turn the order of
 * a product around, so that a model of slots follows the permutations of a cell exactly.
 */
export function believed(task: Manifest['task'], trace: World, id: number): number[] {
  if (task.kind === 'language') return nextState(task.alphabet.length, symbolsIn(id));
  const found = trace.cells && onlyCell(trace);
  if (!found || 'problem' in found) return encoderOf(task).arrangement(id, trace.initial);
  const map = task.classes[id];
  if (!map) throw new RangeError(`the model has no class ${id}`);
  const { slot, values } = found;
  const first = values.indexOf(trace.initial[slot] ?? -1);
  const now = task.acts === 'values' ? (map[first] ?? -1) : map.indexOf(first);
  return trace.initial.map((object, at) => (at === slot ? (values[now] ?? -1) : object));
}

/** The one cell of a world in which nothing else changes. */
function onlyCell(trace: World): { name: string; slot: number; values: readonly number[] } | EncodingProblem {
  const acting = new Set(trace.steps.flatMap((step) => (isTable(step) ? [step.cell] : [])));
  const [name = Object.keys(trace.cells ?? {})[0] ?? '', other] = acting;
  const place = cellPlaces(trace).get(name);
  if (other !== undefined || !place)
    return { problem: `a model follows one cell, and here ${acting.size} change: track one of them` };
  const moving = trace.steps.findIndex(({ map }) => map && !isIdentity(map));
  if (moving >= 0)
    return {
      problem: `a model follows a cell or what moves, and here both change (${name}, and step ${moving + 1}): track one of them`,
      step: moving,
    };
  return { name, ...place };
}
