import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../../../../src/readers/code/core/limits';
import { ReadingThread } from '../../../../src/readers/thread/reading-thread';
import { stateProbe } from '../../cli/run-cli';
import { errorOf, read } from './read';

const DOCUMENT = readFileSync(join(__dirname, '../../../../docs/reading-code.md'), 'utf8');

/** What the document calls each bound. */
const TOLD: Readonly<Record<string, keyof typeof LIMITS>> = {
  'length of the text': 'text',
  'statements run, rounds of loops included': 'statements',
  'cells written': 'writes',
  'calls inside calls': 'depth',
  'cells and constants of the world': 'slots',
  steps: 'steps',
  'different maps × slots': 'numbers',
};

const recursion = (depth: number) => `def down(row, n):
    if n == 0:
        row[0], row[1] = row[1], row[0]
        return 0
    for one in [n]:
        if one > 0:
            return 0 + max(down(row, one - 1), 0)

row = [1, 2]
down(row, ${depth})
`;

describe('the bounds of code', () => {
  it('are what docs/reading-code.md says', () => {
    const [, table = ''] = DOCUMENT.split('## Bounds');
    const rows = [...table.matchAll(/^\| (.+?) +\| ([\d,]+)/gm)].map(([, what = '', bound = '']) => [what, bound]);
    for (const [what, key] of Object.entries(TOLD)) {
      const bound = rows.find(([name]) => name === what)?.[1];
      assert.equal(bound?.replaceAll(',', ''), String(LIMITS[key]), what);
    }
  });

  it('let calls nest so deep, in the editor and in the terminal', async () => {
    const thread = new ReadingThread();
    try {
      const deepest = { uri: 'x', language: 'python', text: recursion(LIMITS.depth - 1) };
      assert.equal((await thread.read(deepest)).total, 1);
      const beyond = { ...deepest, text: recursion(LIMITS.depth) };
      await assert.rejects(thread.read(beyond), /calls nest more than 1000 deep/);
      const { code, err } = await stateProbe(['trace', '-', '--language', 'python', '--json'], deepest.text);
      assert.equal(code, 0, err);
    } finally {
      thread.dispose();
    }
  });

  it('let a text of many steps be read whole', async () => {
    const swaps = 'a[0], a[1] = a[1], a[0]\n'.repeat(16_000);
    const { steps } = await read('python', `a = [1, 2]\n${swaps}`);
    assert.equal(steps.length, 16_000);
    assert.match(await errorOf('python', 'a'.repeat(LIMITS.text + 1)), /longer than 1000000 characters/);
  });

  it('let thousands of functions have one name', async () => {
    const types = ['int', 'boolean', 'String'];
    const all = Array.from({ length: 3 ** 7 }, (_, index) => {
      const given = Array.from({ length: 7 }, (_, at) => `${types[Math.floor(index / 3 ** at) % 3] ?? ''} p${at}`);
      return `static void f(${given.join(', ')}) { }`;
    }).join('\n');
    const text = (call: string) =>
      `class A {\n${all}\nstatic void f(int[] a) { int t = a[0]; a[0] = a[1]; a[1] = t; }\npublic static void main(String[] s) { int[] a = {1, 2}; ${call}; } }`;
    assert.equal((await read('java', text('f(a)'))).steps.length, 1);
    assert.match(await errorOf('java', text('f(a, a)')), /none of the 2188 functions called f takes these values/);
  });
});
