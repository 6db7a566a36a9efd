import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { read, story } from './read';

/** What the real compilers' programs print at the end (python3, node, gcc, g++, javac, go, rustc). */
const ENDS: readonly [file: string, language: string, end: string, steps: number][] = [
  ['cards.py', 'python', `'queen' 'ace' 'ten' 'king' 'jack'`, 44],
  ['insertion_sort.py', 'python', '8 17 23 35 42', 4],
  ['hanoi.py', 'python', 'empty empty empty empty empty 3 2 1', 7],
  ['switch.py', 'python', `'off'`, 12],
  ['rotate.js', 'javascript', `'rain' 'sun' 'moon' 'star' 'cloud'`, 25],
  ['queue.ts', 'typescript', `'Cleo' 'Bob' 'Eve' 'Dan' 'Ann'`, 8],
  ['sorting_network.c', 'c', '10 20 30 40 50', 4],
  ['next_permutation.cpp', 'cpp', `'d' 'c' 'b' 'a'`, 34],
  ['Seats.java', 'java', '"Ada" "Elif" "Dora" "Cem" "Ben"', 11],
  ['heap.go', 'go', '"Lee" "Mo" "Noor" "Kim"', 23],
  ['juggle.rs', 'rust', '"y" "g" "w" "r" "b"', 23],
];

describe('samples of code', () => {
  for (const [file, language, end, steps] of ENDS) {
    it(`${file} ends as it does when it is run`, async () => {
      const text = readFileSync(path.join(__dirname, '../../../../samples', file), 'utf8');
      const trace = await read(language, text);
      assert.equal(story(trace).at(-1), end);
      assert.equal(trace.steps.length, steps);
    });
  }
});
