import { PLACES } from '../../graph/at-places';
import { whole, type Value } from '../bridge/values';
import type { Tensor } from '../protocol';
import { greatest } from '../../lists/extremes';

/** Of each row of a batch the places at which something is wanted, from zero. */
export type Places = readonly (readonly number[])[];

/** All places of all rows. */
export function everywhere(batch: number, length: number): Places {
  const all = Array.from({ length }, (_, at) => at);
  return Array.from({ length: batch }, () => all);
}

/** How many there are in the row that has most; at least one, for the runtime takes no empty list. */
export function mostOf(places: Places): number {
  return greatest(
    places.map(({ length }) => length),
    1,
  );
}

/** The input that names them. What fills up a row is its first place, whose answer nobody reads. */
export function placesInput(places: Places): Record<string, Value> {
  const most = mostOf(places);
  const numbers = new Int32Array(places.length * most);
  for (const [row, own] of places.entries()) numbers.set(own, row * most);
  return { [PLACES]: whole('int64', numbers, [places.length, most, 1]) };
}

/** The same of a tensor `[batch, length, …]` that was given at all places: `[batch, places, …]`. */
export function chosenOf({ dims, data }: Tensor, places: Places): Tensor {
  const [batch = 0, length = 0, ...rest] = dims;
  const width = rest.reduce((product, size) => product * size, 1);
  const most = mostOf(places);
  const chosen = new Float32Array(batch * most * width);
  for (const [row, own] of places.entries())
    for (const [at, place] of own.entries()) {
      const start = (row * length + place) * width;
      chosen.set(data.subarray(start, start + width), (row * most + at) * width);
    }
  return { dims: [batch, most, ...rest], data: chosen };
}
