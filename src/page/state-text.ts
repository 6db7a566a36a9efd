import type { State } from '../trace/trace';
import { clip } from './clip';

/** Names of a world's places and of what they hold. */
export interface World {
  slots: readonly string[];
  objects: readonly string[];
}

/** Places shown of a world; larger ones show what the last step changed. */
const MOST_SLOTS = 12;
/** UTF-16 code units of one name. */
const MOST_OF_A_NAME = 24;

/**
 * A state in one line of plain text, as the text's own language would write it: `a = [20, 10, 30], x = 1`. Constants
 * that the text writes into the world are left out, for they never change. Of a world too large for a line, the
 * places that the step before this state `changed`.
 */
export function stateText(world: World, state: State, changed: readonly number[] = []): string {
  if (!state) return 'no state: illegal move';
  const holds = (slot: number) => world.objects[state[slot] ?? -1];
  const isConstant = (slot: number) => isWritten(world.slots[slot] ?? '', holds(slot));
  const all = world.slots.map((_, slot) => slot).filter((slot) => !isConstant(slot));
  if (all.length <= MOST_SLOTS) return written(world, state, all);
  const moved = changed.filter((slot) => !isConstant(slot));
  // That a piece's square is empty after a move says nothing new.
  const told = moved.filter((slot) => !world.objects[state[slot] ?? -1]?.startsWith('empty '));
  if (told.length === 0) return `${all.length} places, none changed`;
  const shown = told.slice(0, MOST_SLOTS);
  const rest = told.length - shown.length;
  return written(world, state, shown) + (rest > 0 ? `, … (${rest} more)` : '');
}

export function nameOf(names: readonly string[], index: number): string {
  return clip(names[index] ?? '?', MOST_OF_A_NAME);
}

/** Of a slot that stands for a constant, or for nothing at all: it never holds another thing. */
function isWritten(slot: string, holds: string | undefined): boolean {
  return slot.startsWith('const ') || (slot === 'empty' && holds === 'empty');
}

/** Runs of `a[0]`, `a[1]`, … become one list; places that are only numbered (`1`, `1st`), one list without a name. */
function written(world: World, state: readonly number[], slots: readonly number[]): string {
  const parts: { name: string; list: boolean; next: number; values: string[] }[] = [];
  for (const slot of slots) {
    const value = nameOf(world.objects, state[slot] ?? -1);
    const full = world.slots[slot] ?? '?';
    const cell = /^(?:(.*)\[(\d+)\]|(\d+)(?:st|nd|rd|th)?)$/.exec(full);
    const [name, index] = [cell?.[1] ?? '', Number(cell?.[2] ?? cell?.[3])];
    const before = parts.at(-1);
    if (cell && before?.list && before.name === name && before.next === index) {
      before.values.push(value);
      before.next++;
    } else if (cell) parts.push({ name, list: true, next: index + 1, values: [value] });
    else parts.push({ name: full, list: false, next: 0, values: [value] });
  }
  return parts
    .map(({ name, list, next, values }) => {
      const held = list ? `[${values.join(', ')}]` : (values[0] ?? '?');
      // A run that does not start at the first cell says where it starts, or it would look like the whole list.
      const first = next - values.length;
      const where =
        list && name !== '' && first > 0 ? `${clip(name, MOST_OF_A_NAME)}[${first}…]` : clip(name, MOST_OF_A_NAME);
      return where === '' ? held : `${where} = ${held}`;
    })
    .join(', ');
}
