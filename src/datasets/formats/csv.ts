import { writeSync } from 'node:fs';
import { csvCell } from '../../text/csv';
import { columnsOf } from '../columns';
import type { Example, Kind } from '../example';
import type { Format } from './format';

/**
 * Words are told as in the data sets of *The Illusion of State in State-Space Models*: ids of the elements and of the
 * products of all prefixes, a file for each length. Other kinds have a column for each field, lists as JSON.
 */
export const csv: Format = {
  name: 'csv',
  label: 'CSV',
  help: 'of words exactly as the paper’s trainer wants them',
  path: (split) => `${split}/*.csv`,
  line: (example, { seed }) => ({ name: nameOf(example), line: row(example, seed) }),
  files(split, { facts }) {
    const start = `${split}.`;
    const names = new Set(facts.flatMap(({ bytes }) => Object.keys(bytes)));
    const own = [...names].filter((name) => name.startsWith(start) && name.endsWith('.csv'));
    return own
      .map((name) => name.slice(start.length))
      .sort()
      .map((name) => ({ path: `${split}/${name}`, name }));
  },
  write({ file, plan, join }) {
    writeSync(file, `${head(plan.source.kind)}\n`);
    join();
  },
};

function head(kind: Kind): string {
  return kind === 'word'
    ? 'seed,input,target'
    : columnsOf(kind)
        .map(({ name }) => name)
        .join(',');
}

function row(example: Example, seed: number): string {
  if (example.kind === 'word') return `${seed},${example.tokens.join(' ')},${example.states.join(' ')}`;
  return columnsOf(example.kind)
    .map(({ of }) => cell(of(example)))
    .join(',');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return csvCell(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A file of a split holds words of one length, named as the paper's trainer looks for them, or everything. */
function nameOf(example: Example): string {
  return example.kind === 'word' ? `${example.group}=${example.tokens.length}.csv` : 'examples.csv';
}
