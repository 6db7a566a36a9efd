import assert from 'node:assert/strict';
import { compose, identity } from '../../../../src/algebra/maps';
import { states, type Trace } from '../../../../src/trace/trace';

/** Places of a world: no constants. */
export function placesOf({ slots }: Trace): string[] {
  return slots.filter((slot) => !/^(const |empty$)/.test(slot));
}

/** What an object is, without what tells equal ones apart. */
function valueOf(object: string | undefined): string {
  return (object ?? '?').replace(/ \([^()]*\)$|^const /g, '');
}

/** What stands in some places of a world, state by state. */
export function shown(trace: Trace, places: readonly string[]): string[][] {
  const slots = places.map((place) => trace.slots.indexOf(place));
  return states(trace).map((state) => slots.map((slot) => valueOf(trace.objects[state?.[slot] ?? -1])));
}

/**
 * That a trace with the steps inside of calls tells the same of the world as the one without: its states are there, in
 * their order, and what the steps come to is the same.
 *
 * @returns false where the world is told by other places, so that there is nothing to compare
 */
export function agree(outer: Trace, inner: Trace): boolean {
  const places = placesOf(outer);
  if (!places.every((place) => inner.slots.includes(place))) return false;
  const seen = shown(inner, places).map((state) => JSON.stringify(state));
  let at = -1;
  // What is first made inside of a call is there from the start where that is one step, and else empty until then.
  for (const state of shown(outer, places).slice(1)) {
    const next = seen.indexOf(JSON.stringify(state), at + 1);
    assert.ok(next >= 0 || hasLate(inner, places), `${JSON.stringify(state)} is not among\n${seen.join('\n')}`);
    if (next >= 0) at = next;
  }
  assert.deepEqual(shown(inner, places).at(-1), shown(outer, places).at(-1));
  if (!outer.cells && !inner.cells) sameProduct(outer, inner, places);
  return true;
}

function hasLate(inner: Trace, places: readonly string[]): boolean {
  return places.some((place) => inner.objects[inner.initial[inner.slots.indexOf(place)] ?? -1] === 'empty');
}

function sameProduct(outer: Trace, inner: Trace, places: readonly string[]): void {
  const product = ({ steps, slots }: Trace): readonly number[] =>
    steps.reduce<readonly number[]>((map, step) => compose(map, step.map ?? []), identity(slots.length));
  const [whole, parts] = [product(outer), product(inner)];
  for (const place of places) {
    const from = inner.slots[parts[inner.slots.indexOf(place)] ?? -1] ?? '';
    if (places.includes(from)) assert.equal(from, outer.slots[whole[outer.slots.indexOf(place)] ?? -1], place);
  }
}
