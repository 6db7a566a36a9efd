import assert from 'node:assert/strict';
import { read, story } from './read';

/** Three values given as literals, two exchanges of neighbours. */
const MIXED = ['1 2 3', '2 1 3', '2 3 1'];
const PARAMETERS: readonly [language: string, text: string][] = [
  ['python', 'def mix(a, b, c):\n    a, b = b, a\n    b, c = c, b\n    return a, b, c\n\nresult = mix(1, 2, 3)'],
  ['python', 'def mix(a, b, c=3):\n    a, b = b, a\n    b, c = c, b\n    return a\nmix(1, b=2)'],
  ['javascript', 'function mix(a, b, c = 3) { [a, b] = [b, a]; [b, c] = [c, b]; return a; }\nmix(1, 2);'],
  [
    'typescript',
    'const mix = (a: number, b: number, c: number) => { [a, b] = [b, a]; [b, c] = [c, b]; };\nmix(1, 2, 3);',
  ],
  [
    'c',
    'void mix(int a, int b, int c) { int t = a; a = b; b = t; t = b; b = c; c = t; }\nint main(void) { mix(1, 2, 3); }',
  ],
  ['cpp', 'void mix(int a, int b, int c = 3) { std::swap(a, b); std::swap(b, c); }\nint main() { mix(1, 2); }'],
  [
    'java',
    'class A { static void mix(int a, int b, int c) { int t = a; a = b; b = t; t = b; b = c; c = t; }\n' +
      'public static void main(String[] args) { mix(1, 2, 3); } }',
  ],
  ['go', 'package main\nfunc mix(a, b, c int) { a, b = b, a; b, c = c, b }\nfunc main() { mix(1, 2, 3) }'],
  [
    'rust',
    'fn mix(mut a: i32, mut b: i32, mut c: i32) { (a, b) = (b, a); (b, c) = (c, b); }\nfn main() { mix(1, 2, 3); }',
  ],
];

/** A list given as a literal: turned round, then its first two exchanged. */
const TURNED = ['4 5 6', '6 5 4', '5 6 4'];
const LISTS: readonly [language: string, text: string][] = [
  [
    'python',
    'def turn(row):\n    row.reverse()\n    row[0], row[1] = row[1], row[0]\n    return row\n\ndone = turn([4, 5, 6])',
  ],
  ['javascript', 'function turn(row) { row.reverse(); [row[0], row[1]] = [row[1], row[0]]; }\nturn([4, 5, 6]);'],
  ['javascript', 'function turn(...row) { row.reverse(); [row[0], row[1]] = [row[1], row[0]]; }\nturn(4, 5, 6);'],
  [
    'typescript',
    'class Row { constructor(row: number[]) { row.reverse(); [row[0], row[1]] = [row[1], row[0]]; } }\nnew Row([4, 5, 6]);',
  ],
  [
    'cpp',
    'void turn(std::vector<int> row) { std::reverse(row.begin(), row.end()); std::swap(row[0], row[1]); }\n' +
      'int main() { turn({4, 5, 6}); }',
  ],
  [
    'java',
    'class A { static void turn(int[] row) { int t = row[0]; row[0] = row[2]; row[2] = t; t = row[0]; row[0] = row[1]; row[1] = t; }\n' +
      'public static void main(String[] args) { turn(new int[]{4, 5, 6}); } }',
  ],
  [
    'go',
    'package main\nfunc turn(row []int) { row[0], row[2] = row[2], row[0]; row[0], row[1] = row[1], row[0] }\n' +
      'func main() { turn([]int{4, 5, 6}) }',
  ],
  ['rust', 'fn turn(mut row: Vec<i32>) { row.reverse(); row.swap(0, 1); }\nfn main() { turn(vec![4, 5, 6]); }'],
];

describe('what a function is called with', () => {
  for (const [language, text] of PARAMETERS)
    it(`stands in its parameters before the first statement: ${language}, ${text.slice(0, 40)}`, async () => {
      assert.deepEqual(
        story(await read(language, text)).map((state) => state.replace(/ \([^)]*\)/g, '')),
        MIXED,
      );
    });

  for (const [language, text] of LISTS)
    it(`stands in its list before the first statement: ${language}, ${text.slice(0, 40)}`, async () => {
      assert.deepEqual(story(await read(language, text)), TURNED);
    });

  it('is followed in every call where its function is called several times, or in the one that is named', async () => {
    const text =
      'def total(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n\ntotal(3)\ntotal(4)\n';
    const both = await read('python', text, undefined, { track: ['t'] });
    assert.deepEqual(both.slots.slice(0, 2), ['total#1.t', 'total#2.t']);
    assert.match(story(both).at(-1) ?? '', /3 6$/);
    const second = await read('python', text, undefined, { track: ['total#2.t'] });
    assert.equal(second.slots[0], 'total#2.t');
    assert.deepEqual(story(second), ['0', '0', '1', '3', '6']);
  });
});
