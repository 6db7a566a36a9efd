import { writeSync } from 'node:fs';
import type { Format } from './format';

/** The last state of every word, for NumPy: a column of int32, -1 where there is none. */
export const npy: Format = {
  name: 'npy',
  label: 'NumPy',
  help: 'the last state of every word, as one array',
  path: (split) => `${split}.npy`,
  files: (split) => [{ path: `${split}.npy` }],
  write({ file, examples }) {
    const finals = [...examples()].map((example) => (example.kind === 'word' ? (example.states.at(-1) ?? -1) : -1));
    writeSync(file, npyHeader(finals.length));
    writeSync(file, new Uint8Array(Int32Array.from(finals).buffer));
  },
};

/** Of version 1.0: a magic word, the length of what follows, and a dictionary of Python, filled up to a multiple of 64. */
function npyHeader(count: number): Buffer {
  const about = `{'descr': '<i4', 'fortran_order': False, 'shape': (${count},), }`;
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 0, 0]);
  const filled = about.padEnd(64 * Math.ceil((start.length + about.length + 1) / 64) - start.length - 1);
  start.writeUInt16LE(filled.length + 1, 8);
  return Buffer.concat([start, Buffer.from(`${filled}\n`)]);
}
