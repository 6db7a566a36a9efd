import { spanText } from '../analysis/evaluation';
import { compareResults, type Compared, type Comparison, type Pooled } from '../analysis/results';
import { existsSync } from 'node:fs';
import { print } from './output';
import { reportLine } from './report';
import { readResults } from './results-file';
import { percent } from '../text/percent';
import { table } from './table';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

export const compare: Verb = {
  usage: ['A.jsonl B.jsonl'],
  does: 'what has changed from the results in A to those in B (eval --out), with intervals',
  notes: [
    'Models are told apart by their ids; where each file has one model, they are compared whatever their ids. Of a model the newest digest counts.',
  ],
  options: [{ name: 'fail-on-worse', help: 'exit code 1 where fewer words are right, beyond chance' }],
  run: (args) => Promise.resolve(compareFiles(args)),
};

function compareFiles(args: Arguments): number {
  const [before, after, ...more] = args.positionals;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('compare reads two files of results (eval --out)');
  const comparison = compareResults(read(before), read(after));
  if (args.flag('json')) print(reportLine('compare', { before, after, ...comparison }));
  else print(text(comparison));
  if (comparison.rows.length === 0) return 1;
  return args.flag('fail-on-worse') && comparison.rows.some(({ verdict }) => verdict === 'worse') ? 1 : 0;
}

function read(path: string) {
  if (!existsSync(path)) throw new Error(`${path}: error: there is no such file`);
  return readResults(path);
}

const VERDICTS: Readonly<Record<Compared['verdict'], string>> = {
  better: 'better',
  worse: 'worse',
  same: 'no difference seen',
};

function text({ rows, alone }: Comparison): string {
  const columns = ['model', 'task', 'length', 'before', 'after', 'change', '95% interval', ''];
  const lines = rows.map((row) => [
    row.id,
    row.task,
    spanText(row),
    pooledText(row.before),
    pooledText(row.after),
    points(row.change),
    row.interval.map(points).join(' to '),
    VERDICTS[row.verdict],
  ]);
  const only = alone.map(
    ({ id, task, of, ...what }) => `${id} (${task}) at length ${spanText(what)} stands only in the file ${of}`,
  );
  const head = rows.length > 0 ? table(columns, lines) : 'The files have no model and length in common.';
  return [head, ...only].join('\n');
}

function pooledText({ full, words }: Pooled): string {
  return `${percent(full)} of ${words.toLocaleString('en')}`;
}

/** A difference of shares, in points of per cent. */
function points(change: number): string {
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(100 * change).toFixed(1)}`;
}
