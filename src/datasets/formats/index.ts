import { csv } from './csv';
import type { Format } from './format';
import { jsonl } from './jsonl';
import { npy } from './npy';
import { parquet } from './parquet';

export type { FileOf, Format, MergedFile, PieceFiles, Taker } from './format';

/** Every format of a data set, in the order in which data sets name theirs. */
export const FORMATS: readonly Format[] = [jsonl, csv, parquet, npy];

/** @throws RangeError for a name that is none of theirs */
export function formatNamed(wanted: string): Format {
  const format = FORMATS.find(({ name }) => name === wanted);
  if (!format) throw new RangeError(`'${wanted}' is not one of ${FORMATS.map(({ name }) => name).join(', ')}`);
  return format;
}
