import { deepEqual, equal } from 'node:assert/strict';
import { frontOf, grammarOf } from '../../../../src/readers/code/languages';
import { partsOf } from '../../../../src/readers/code/parts';
import type { Syntax } from '../../../../src/readers/code/syntax';

const ADDED: Readonly<Record<string, readonly [own: string, added: string]>> = {
  python: ['class A:\n    def f(self, a):\n        return a[::-1]', 's = A()\nrow = [3, 1]\nrow = s.f(row)'],
  javascript: ['const f = (a) => {\n  a.reverse()\n}\nlet n = 1', 'const row = [3, 1];\nf(row);'],
  typescript: ['export function f(a: number[]): void { a.reverse(); }', 'const row = [3, 1];\nf(row);'],
  c: ['static void f(int *a, int n) { a[0] = n; }', 'int row[] = {3, 1};\nf(row, 2);'],
  cpp: ['template <class T> void f(T &a) { a[0] = 1; }', 'std::vector<int> row = {3, 1};\nf(row);'],
  java: ['class A { static void f(int[] a) { a[0] = 1; } }', 'int[] row = {3, 1};\nA.f(row);'],
  go: ['package main\nfunc f(a []int) { a[0] = 1 }', 'row := []int{3, 1}\nf(row)'],
  rust: ['fn f(a: &mut [i32]) { a[0] = 1; }', 'let mut row = vec![3, 1];\nf(&mut row);'],
};

/** A tree as lines, with the places and the texts of its nodes. */
function shown({ type, start, end, field, text, children }: Syntax): unknown {
  return [type, start, end, field, text, children.map(shown)];
}

describe('what is added behind a text', () => {
  for (const [language, [own, added]] of Object.entries(ADDED))
    it(`${language}: is parsed by itself as it is behind the text`, async () => {
      const front = (await frontOf(language)) ?? fail();
      const text = `${own}\n${added}\n`;
      const at = { start: own.length + 1, end: text.length };
      const copied = async (from: number | undefined) => {
        const parts = await partsOf(grammarOf(language), text, from);
        const last = parts.at(-1) ?? parts[0];
        const { statements, at: where } = last.select(at, front);
        const found = { where, statements: statements.map((one) => shown(last.copy(one))) };
        for (const { tree } of parts) tree.delete();
        return { found, parts: parts.length };
      };
      const [whole, behind] = [await copied(undefined), await copied(own.length)];
      deepEqual([whole.parts, behind.parts], [1, 2]);
      deepEqual(behind.found, whole.found);
    });

  it('is parsed with the text where one of them has an error', async () => {
    const text = 'def f(a:\n    return a\nf([3, 1])\n';
    const parts = await partsOf('python', text, text.indexOf('\nf('));
    equal(parts.length, 1);
    for (const { tree } of parts) tree.delete();
  });
});

function fail(): never {
  throw new Error('there is no such language');
}
