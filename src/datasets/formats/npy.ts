import { statSync, writeSync } from 'node:fs';
import { finalsOf } from '../blocks/rows';
import { columnsOf } from '../tables/columns';
import { appendAll } from '../run/folders';
import { bytesOf, integerTypeFor, type IntegerType } from '../tables/integers';
import { head, headSize, itemSize } from '../tables/npy-file';
import { fileName } from '../plan/parts';
import type { Plan } from '../plan/plan';
import type { Format } from './format';
import { mergedByName } from './merged';

const ENDING = '.npy';

/**
 * NumPy arrays, one for each column, that can be mapped into memory: words of one length are the rows of a matrix; of
 * several, they lie one behind the other, and `lengths` tells how long each is.
 */
export const npy: Format = {
  name: 'npy',
  label: 'NumPy',
  help: 'arrays of words of a group, to be mapped into memory',
  takeRows(rows, plan, piece) {
    for (const { name, type } of arraysOf(plan)) {
      const values =
        name === 'tokens'
          ? rows.tokens
          : name === 'states'
            ? rows.states
            : name === 'id'
              ? rows.ids
              : name === 'final'
                ? finalsOf(rows)
                : Int32Array.from(
                    { length: rows.count },
                    (_, row) => (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0),
                  );
      piece.bytes(`${name}${ENDING}`, bytesOf(values, type));
    }
  },
  files: (split, { plan }) =>
    arraysOf(plan).map(({ name }) => ({
      path: `${split}/${fileName(plan, name, ENDING)}`,
      name: `${name}${ENDING}`,
    })),
  merged: (split, _, paths) => mergedByName(`${split}/`, paths, headSize),
  write({ file, plan, name, parts }) {
    const array = arraysOf(plan).find((one) => `${one.name}${ENDING}` === name);
    if (!array) throw new Error(`there is no array ${name}`);
    const values =
      parts.reduce((sum, { path, start = 0 }) => sum + statSync(path).size - start, 0) / itemSize(array.type);
    writeSync(file, head(array.type, values, array.width));
    appendAll(file, parts);
  },
};

interface NumPyArray {
  name: string;
  type: IntegerType;
  /** Of a matrix. */
  width?: number | undefined;
}

function arraysOf(plan: Plan): NumPyArray[] {
  const arrays = columnsOf(plan).map(({ name, type }): NumPyArray => {
    if (typeof type === 'string') return { name, type: type as IntegerType };
    if (!('list' in type)) throw new Error(`${name} is no list of whole numbers`);
    return { name, type: type.list as IntegerType, width: type.length };
  });
  const { source } = plan;
  const isRagged = source.kind === 'word' && source.lengths.least < source.lengths.most;
  return isRagged ? [...arrays, { name: 'lengths', type: integerTypeFor(source.lengths.most) }] : arrays;
}
