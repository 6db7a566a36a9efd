import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graderFor } from '../../../src/models/grading/grader';
import { languageOfExpression } from '../../../src/datasets/plan/planning-languages';
import { languageNamed } from '../../../src/languages/definition';
import type { Manifest } from '../../../src/models/manifest';

/**
 * The Python package draws the words that `eval` measures on. Its tests hold it to this file, and this one holds the file
 * to the terminal; `STATE_PROBE_RECORD=1` writes it anew.
 */
const FILE = join(__dirname, '../../../python/tests/eval-words.json');

interface Drawn {
  task: Manifest['task'];
  lengths: [number, number];
  seed: number;
  words: number[][];
}

const swaps = (degree: number): number[][] =>
  Array.from({ length: degree }, (_, a) =>
    Array.from({ length: degree }, (__, b) => {
      const map = Array.from({ length: degree }, (___, slot) => slot);
      [map[a], map[b]] = [b, a];
      return map;
    }).slice(a),
  ).flat();

const monoid = (name: string, degree: number, tokens: number[][]): Manifest['task'] => ({
  kind: 'monoid',
  name,
  degree,
  tokens,
  classes: [Array.from({ length: degree }, (_, slot) => slot)],
});

const formal = (name: string): Manifest['task'] => {
  const { alphabet, rule } = languageNamed(name);
  return { kind: 'language', name, alphabet, rule };
};

const TASKS: readonly Manifest['task'][] = [
  monoid('two', 2, swaps(2)),
  monoid('swaps of five', 5, swaps(5)),
  monoid('one token', 1, [[0]]),
  { ...monoid('weighted', 5, swaps(5)), weights: [3, 0, 1, 1, 1, 40, 1, 1, 1, 7, 2, 2, 2, 2, 90] } as Manifest['task'],
  ...[
    'parity',
    'mod-3',
    'flip-flop',
    'dyck-1',
    'shuffle-dyck-2',
    'bounded-dyck-2-3',
    'anbncn',
    'tomita-3',
    'tomita-7',
  ].map(formal),
  ...['copy-2', 'selective-copy-4', 'switched-copy-8'].map(formal),
  (({ alphabet, rule }) => ({ kind: 'language' as const, name: 'expression', alphabet, rule }))(
    languageOfExpression('here', '(ab|c)*abb', 'abc'),
  ),
];

const SIZES: readonly [from: number, to: number, seed: number][] = [
  [1, 1, 7],
  [6, 6, 0],
  [40, 40, 4_000_000_123],
  [3, 9, 7],
];

function drawn(): Drawn[] {
  return TASKS.flatMap((task) =>
    SIZES.map(([from, to, seed]) => {
      const draw = graderFor({ task } as Manifest).words(seed, { from, to });
      return { task, lengths: [from, to], seed, words: Array.from({ length: 5 }, () => [...draw()]) };
    }),
  );
}

describe('words of the Python package', () => {
  it('are those that eval measures on', () => {
    const found = drawn();
    if (process.env['STATE_PROBE_RECORD'] !== undefined)
      writeFileSync(FILE, `[\n${found.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
    assert.deepEqual(JSON.parse(readFileSync(FILE, 'utf8')), found);
  });
});
