import { ContractError, type Sizes, type ValueInfo } from '../contract';
import { holdsWhole, whole, type Value } from './values';

/** Where a run stands in its words. */
export interface Place extends Sizes {
  /** Tokens that the carried state has seen already. */
  before: number;
  /** Tokens that are words; the others up to `length` fill them up. */
  real: number;
}

type Row = (place: Place) => number[];

const upTo = (size: number): number[] => Array.from({ length: size }, (_, at) => at);

/** Inputs beside the tokens that say nothing of the words: what one row of each holds. */
const ROWS: Readonly<Record<string, Row>> = {
  attention_mask: ({ before, length, real }) => upTo(before + length).map((at) => Number(at < before + real)),
  position_ids: ({ before, length }) => upTo(length).map((at) => before + at),
  token_type_ids: ({ length }) => upTo(length).map(() => 0),
};

export const FILLED = Object.keys(ROWS);

/** What is wrong with an input that would be filled in. */
export function fillerFault(name: string, { type, shape = [] }: ValueInfo): string | undefined {
  if (holdsWhole(type) && (shape.length === 1 || shape.length === 2)) return undefined;
  return `its input "${name}" must hold numbers [batch, length] or [length], not ${type ?? 'something else'} [${shape.join(', ')}]`;
}

export function filled(what: string, { name, type, shape = [] }: ValueInfo, place: Place): Value {
  const row = ROWS[what]?.(place);
  if (!row || !holdsWhole(type)) throw new ContractError(`its input "${name}" cannot be filled in`);
  // A mask of a fixed size is one of what the model sees at once.
  const size = typeof shape.at(-1) === 'number' ? Number(shape.at(-1)) : row.length;
  if (size < row.length) throw new ContractError(`its input "${name}" takes ${size} places, not ${row.length}`);
  const numbers = [...row, ...new Array<number>(size - row.length).fill(0)];
  if (shape.length === 1) return whole(type, numbers, [size]);
  return whole(
    type,
    upTo(place.batch).flatMap(() => numbers),
    [place.batch, size],
  );
}
