import { writeSync } from 'node:fs';
import { csvCell } from '../../text/csv';
import { MOST_DIGITS, Numbers, TextRoom } from '../blocks/text';
import { rowsByLength, type Rows } from '../blocks/rows';
import { columnsOf } from '../tables/columns';
import type { WordExample } from '../examples/example';
import { appendAll } from '../run/folders';
import { fileName } from '../plan/parts';
import type { Plan } from '../plan/plan';
import type { Format } from './format';
import { mergedByName } from './merged';

const ENDING = '.csv';

/**
 * Words are told as in the data sets of *The Illusion of State in State-Space Models*: ids of the elements and of the
 * products of all prefixes, a file for each length. Other kinds have a column for each field, what is nested as JSON.
 */
export const csv: Format = {
  name: 'csv',
  label: 'CSV',
  help: 'of words exactly as the paper’s trainer wants them',
  path: (split) => `${split}/*.csv`,
  take(plan, piece) {
    const columns = columnsOf(plan);
    return {
      add(example) {
        if (example.kind === 'word')
          piece.line(nameOf(example.group, example.tokens.length), paperRow(example, plan.seed));
        else piece.line('examples.csv', columns.map(({ of }) => cell(of(example))).join(','));
      },
      close: () => undefined,
    };
  },
  takeRows(rows, { source, seed }, piece) {
    if (source.kind !== 'word') return;
    for (const [length, own] of rowsByLength(rows))
      piece.bytes(nameOf(source.group, length), paperRows(rows, own, seed));
  },
  files(split, { plan, facts }) {
    const start = `${split}.`;
    const names = new Set(facts.flatMap(({ bytes }) => Object.keys(bytes)));
    const own = [...names].filter((name) => name.startsWith(start) && name.endsWith(ENDING));
    return own
      .map((name) => name.slice(start.length))
      .sort()
      .map((name) => ({ path: `${split}/${fileName(plan, name.slice(0, -ENDING.length), ENDING)}`, name }));
  },
  merged: (split, plan, paths) => mergedByName(`${split}/`, paths, () => Buffer.byteLength(head(plan)) + 1),
  write({ file, plan, parts }) {
    writeSync(file, `${head(plan)}\n`);
    appendAll(file, parts);
  },
};

function head(plan: Plan): string {
  if (plan.source.kind === 'word') return 'seed,input,target';
  return columnsOf(plan)
    .map(({ name }) => name)
    .join(',');
}

function paperRow({ tokens, states }: WordExample, seed: number): string {
  return `${seed},${tokens.join(' ')},${states.join(' ')}`;
}

/** The same for some rows of a block. */
function paperRows({ starts, tokens, states }: Rows, rows: readonly number[], seed: number): Uint8Array {
  const numbers = new Numbers(' ', tokens, states);
  const start = `${seed},`;
  const length = rows.reduce((sum, row) => sum + (starts[row + 1] ?? 0) - (starts[row] ?? 0), 0);
  const room = new TextRoom(rows.length * (MOST_DIGITS + 3) + length * 2 * numbers.most);
  const add = (from: number, to: number): void => {
    room.text(start);
    room.list(numbers, tokens, from, to);
    room.text(',');
    room.list(numbers, states, from, to);
    room.text('\n');
  };
  for (const row of rows) add(starts[row] ?? 0, starts[row + 1] ?? 0);
  return room.written;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return csvCell(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A file of a split holds words of one length, named as the paper's trainer looks for them. */
function nameOf(group: string, length: number): string {
  return `${group}=${length}.csv`;
}
