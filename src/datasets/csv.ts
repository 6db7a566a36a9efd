import { columnsOf } from './columns';
import type { Example, Kind } from './example';
import type { Plan } from './plan';

/** The first line of the CSV files of a data set. */
export function csvHead(kind: Kind): string {
  return kind === 'word'
    ? 'seed,input,target'
    : columnsOf(kind)
        .map(({ name }) => name)
        .join(',');
}

/**
 * One row. A word's is that of the data sets of *The Illusion of State in State-Space Models*: ids of the elements and of
 * the products of all prefixes. Other kinds have a column for each field, lists as JSON, quoted after RFC 4180.
 */
export function csvRow(example: Example, { seed }: Pick<Plan, 'seed'>): string {
  if (example.kind === 'word') return `${seed},${example.tokens.join(' ')},${example.states.join(' ')}`;
  return columnsOf(example.kind)
    .map(({ of }) => cell(of(example)))
    .join(',');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file of a split holds words of one length, named as the paper's trainer looks for them, or everything. */
export function csvName(example: Example): string {
  return example.kind === 'word' ? `${example.group}=${example.tokens.length}.csv` : 'examples.csv';
}
