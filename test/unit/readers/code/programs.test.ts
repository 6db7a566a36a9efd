import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { read, story } from './read';

/**
 * What the compiled programs print of what is tracked (gcc 12.2, g++ -std=c++17, java 17, go 1.26, rustc 1.95):
 * each goes through corners of its language that samples do not.
 */
const ENDS: readonly [file: string, language: string, track: string, end: string][] = [
  ['structs.c', 'c', 'v', '30 20 40 50 10'],
  ['structs.c', 'c', 's', '2 1'],
  ['references.cpp', 'cpp', 'v', '2 4 3 5 1'],
  ['references.cpp', 'cpp', 'd', '2 3 1'],
  ['Texts.java', 'java', 'a', '5 2 3 4 1'],
  ['Texts.java', 'java', 'l', '"x" "z" "y"'],
  ['Texts.java', 'java', 'd', '7 8 6'],
  ['Cases.java', 'java', 'a', '5 4 2 1 3'],
  ['sorts.go', 'go', 'a', '4 1 2 3 5'],
  ['sorts.go', 'go', 'c', '1 "a" 2 "b" 2 "c"'],
  ['orders.rs', 'rust', 'v', '7 2 3 5 9'],
  ['orders.rs', 'rust', 'd', '3 1 8'],
];

describe('programs of compiled languages', () => {
  for (const [file, language, track, end] of ENDS) {
    it(`${file} leaves ${track} as it does when it is run`, async () => {
      const text = readFileSync(path.join(__dirname, 'programs', file), 'utf8');
      const trace = await read(language, text, undefined, { track: [track] });
      const told = story(trace).at(-1) ?? '';
      // What has the same value as something else is told apart by where it came from: `2 (v[1])`.
      assert.equal(told.replaceAll(/ \([^)]*\)/g, '').replaceAll(/ empty/g, ''), end);
    });
  }

  it('a name of a macro with parameters is not known, a definition alone does no harm', async () => {
    const swap = '#define SWAP(a, b) { int t = a; a = b; b = t; }\n';
    const trace = await read('c', `${swap}int main() { int v[2] = {1, 2}; int t = v[0]; v[0] = v[1]; v[1] = t; }`);
    assert.ok(trace.steps.length > 0);
    await assert.rejects(
      read('c', `${swap}int main() { int v[2] = {1, 2}; SWAP(v[0], v[1]); }`),
      /SWAP is not defined here/,
    );
  });

  it('a sort that may leave equal elements in any order is refused', async () => {
    const go = 'func main() { a := []int{1, 1}; sort.Slice(a, func(i, j int) bool { return a[i] < a[j] }) }';
    await assert.rejects(read('go', `package main\nimport "sort"\n${go}`), /any order/);
    await assert.rejects(
      read('rust', 'fn main() { let mut v = vec![1, 1]; v.sort_unstable_by(|a, b| a.cmp(b)); }'),
      /any order/,
    );
  });

  it('designators and places in one list are refused', async () => {
    const text = 'typedef struct { int a, b; } P; int main() { P p = { .b = 1, 2 }; }';
    await assert.rejects(read('c', text), /initializer pair is not followed/);
  });
});
