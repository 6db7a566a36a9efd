import { changedSlots, isTable, type Step, type Trace } from '../../trace/trace';

/** What a telling needs to know of a world. */
export type World = Pick<Trace, 'domain' | 'source' | 'slots' | 'objects' | 'cells' | 'initial' | 'steps'>;

const CONSTANT = 'const ';

/** What a slot stands for that never changes, as the text writes it; undefined for another slot. */
export function constantOf(slot: string): string | undefined {
  return slot.startsWith(CONSTANT) ? slot.slice(CONSTANT.length) : undefined;
}

/** Whether an object stands for nothing. */
export function isEmpty(object: string): boolean {
  return object === 'empty' || object.startsWith('empty ');
}

/** Slots that some step changes, ascending: those of which there is something to ask. */
export function changingSlots(world: World): number[] {
  const slots = new Set<number>();
  const seen = new Set<unknown>();
  for (const step of world.steps) {
    const acts = isTable(step) ? step : step.map;
    if (seen.has(acts)) continue;
    seen.add(acts);
    for (const slot of changedSlots(world, step)) slots.add(slot);
  }
  return [...slots].sort((a, b) => a - b);
}

/** Objects that a slot can hold: of a cell its values, of another one all. */
export function objectsOf({ cells, objects, slots }: World, slot: number): number[] {
  const values = cells?.[slots[slot] ?? ''];
  return values ? values.map((value) => objects.indexOf(value)) : [...objects.keys()];
}

/** Which slot each changed slot takes its object from. */
export function takes({ slots }: World, step: Step): { to: number; from: number }[] {
  if (isTable(step)) return [];
  return changedSlots({ slots }, step).map((to) => ({ to, from: step.map?.[to] ?? to }));
}
