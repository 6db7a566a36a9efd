import { isPermutation } from '../../algebra/maps';
import type { MonoidTask } from '../../models/manifest';
import { bareName } from '../../text/bare-name';
import { cellPlaces, states, type Trace } from '../../trace/trace';
import { believed } from '../told';
import { PatchError } from './patch-error';

/** `pea=cup 3`: an object and where it is to stand, or a cell and its value. */
const PLACED = /^([^=]+)=([^=]+)$/;

/**
 * The classes of a task that mean a state which a person names: all objects in the order of slots (`b a c`), or what is to be
 * otherwise than it is after the step (`pea=cup 3`: the pea and what stands there change places; `light=1` of a cell).
 *
 * @throws PatchError for what is no state of this world, or one that the model has no class for
 */
export function classesMeaning(task: MonoidTask, trace: Trace, step: number, text: string): Set<number> {
  const wanted = wantedState(trace, step, text, task.tokens.every(isPermutation));
  const classes = task.classes.flatMap((_, id) => (isSame(believed(task, trace, id), wanted) ? [id] : []));
  if (classes.length === 0) throw new PatchError(`the model has no state that means ${text}`);
  return new Set(classes);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((object, slot) => object === b[slot]);
}

/**
 * The state that a person names, as of {@link classesMeaning}.
 *
 * @param isMoving whether what happens only moves objects, so that none is ever there twice that was not at first
 * @throws PatchError for what is no state of this world
 */
export function wantedState(trace: Trace, step: number, text: string, isMoving: boolean): number[] {
  // The first one is that before the first step.
  const state = states(trace)[step + 1];
  if (!state) throw new PatchError(`there is no state after step ${step + 1}`);
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => PLACED.test(part)))
    return parts.reduce((arrangement, part) => placed(trace, arrangement, part), [...state]);
  const names = text.trim().split(/\s*,\s*|\s+/);
  if (names.length !== trace.slots.length)
    throw new PatchError(
      `a state is told as ${trace.slots.length} objects in the order of slots, or as OBJECT=SLOT, not as '${text}'`,
    );
  const objects = names.map((name) => objectOf(trace, name));
  const twice = objects.find((object, at) => objects.indexOf(object) !== at);
  // Copies may put an object where another one was.
  if (twice !== undefined && new Set(state).size === state.length && isMoving)
    throw new PatchError(`'${trace.objects[twice] ?? ''}' stands twice in '${text}'`);
  return objects;
}

function placed(trace: Trace, state: readonly number[], part: string): number[] {
  const [, name = '', place = ''] = (PLACED.exec(part) ?? []).map((one) => one.trim());
  const result = [...state];
  const cell = cellPlaces(trace).get(name);
  if (cell) {
    result[cell.slot] = objectOf(trace, place);
    return result;
  }
  const object = objectOf(trace, name);
  const [from, to] = [state.indexOf(object), slotOf(trace, place)];
  if (from < 0) throw new PatchError(`'${name}' stands nowhere after this step`);
  [result[from], result[to]] = [state[to] ?? -1, object];
  return result;
}

/** By its name, or without the quotes that a program writes around it where that names one alone. */
function objectOf({ objects }: Trace, name: string): number {
  const bare = [...objects.keys()].filter((at) => bareName(objects[at] ?? '') === name);
  const named = objects.indexOf(name);
  const object = named < 0 && bare.length === 1 ? (bare[0] ?? -1) : named;
  if (object < 0) throw new PatchError(`there is no '${name}' in this world, only: ${told(objects)}`);
  return object;
}

/** By its name, or its number from one where names are no numbers themselves. */
function slotOf({ slots }: Trace, name: string): number {
  const named = slots.indexOf(name);
  const isNumber = (text: string): boolean => /^\d+$/.test(text);
  const slot = named < 0 && isNumber(name) && !slots.some(isNumber) ? Number(name) - 1 : named;
  if (slot < 0 || slot >= slots.length)
    throw new PatchError(`there is no place '${name}' in this world, only: ${told(slots)}`);
  return slot;
}

const MOST_TOLD = 20;

function told(names: readonly string[]): string {
  return names.slice(0, MOST_TOLD).join(', ') + (names.length > MOST_TOLD ? ', …' : '');
}
