import assert from 'node:assert/strict';
import { readText } from '../../../../src/readers';
import { LIMITS } from '../../../../src/readers/code/core/limits';
import { SourceError } from '../../../../src/trace/source';

interface Case {
  language: string;
  /** Repeated before and after. */
  filler: string;
  /** With what is selected between the bars. */
  text: string;
}

/** Real functions are longer than those of this test, which are as many as a text of that size has. */
const COMMENT = 'what a function of a large file says of itself '.repeat(12);

const CASES: readonly Case[] = [
  {
    language: 'python',
    filler: `def f(a):\n    # ${COMMENT}\n    return a\n\n`,
    text: 'class A:\n    def g(self):\n|        a = [1, 2, 3]\n        a[0], a[1] = a[1], a[0]\n        swap(a)\n|        return a\n\ndef swap(b):\n    b[0], b[2] = b[2], b[0]\n\n',
  },
  {
    language: 'javascript',
    filler: `function f(a) {\n  // ${COMMENT}\n  return a;\n}\n\n`,
    text: 'function g() {\n|  const a = [1, 2, 3];\n  [a[0], a[1]] = [a[1], a[0]];\n  swap(a);\n|}\n\nfunction swap(b) {\n  [b[0], b[2]] = [b[2], b[0]];\n}\n\n',
  },
  {
    language: 'c',
    filler: `int f(int a) {\n  // ${COMMENT}\n  return a;\n}\n\n`,
    text: 'void swap(int *b) {\n  int t = b[0]; b[0] = b[2]; b[2] = t;\n}\n\nvoid g(void) {\n|  int a[3] = {1, 2, 3};\n  int t = a[0]; a[0] = a[1]; a[1] = t;\n  swap(a);\n|}\n\n',
  },
  {
    language: 'java',
    filler: '  int f(int a) {\n    return a;\n  }\n\n',
    text: '  void g() {\n|    int[] a = {1, 2, 3};\n    int t = a[0]; a[0] = a[1]; a[1] = t;\n|  }\n\n',
  },
];

const TOO_LONG = new RegExp(`the text is longer than ${LIMITS.text} characters`);

describe('a selection of a text that is too large', () => {
  for (const { language, filler, text } of CASES)
    it(`is read with what stands around it, at its place: ${language}`, async () => {
      const [before = '', selected = '', after = ''] = text.split('|');
      const count = Math.ceil((2 * LIMITS.text) / filler.length);
      const fill = Array.from({ length: count }, (_, index) => filler.replace('f(', `f${index}(`)).join('');
      const read = (around: string) => {
        const [head, tail] = [around + before, around + before + selected].map((part) => part.split('\n'));
        const place = (lines: string[] = []) => ({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
        const source = { uri: 'large', language, text: around + before + selected + after + around };
        return readText({ ...source, selection: { start: place(head), end: place(tail) } }, {});
      };
      const [small, large] = await Promise.all([read(''), read(fill)]);
      assert.ok(small.steps.length > 0);
      const lines = fill.split('\n').length - 1;
      const told = (by: number, { steps, slots }: typeof small) => ({
        slots,
        steps: steps.map(({ map, text, range }) => ({
          map,
          text,
          line: (range?.start.line ?? 0) + by,
          character: range?.start.character,
        })),
      });
      assert.deepEqual(told(0, large), told(lines, small));
      assert.match(
        large.remarks?.at(-1)?.text ?? '',
        new RegExp(`^the text is longer than ${LIMITS.text} characters: only lines \\d+ to \\d+ of it are known here$`),
      );
    });

  it('is refused where it is too large itself, and so is all of the text', async () => {
    const text = 'a = [1, 2]\n'.repeat(LIMITS.text);
    const source = { uri: 'large', language: 'python', text };
    const selection = { start: { line: 1, character: 0 }, end: { line: LIMITS.text - 1, character: 0 } };
    await assert.rejects(readText(source, {}), TOO_LONG);
    await assert.rejects(readText({ ...source, selection }, {}), TOO_LONG);
  });

  it('has its errors where they stand in the whole text', async () => {
    const filler = `def f(a):\n    # ${COMMENT}\n    return a\n\n`;
    const fill = filler.repeat(Math.ceil(LIMITS.text / filler.length) + 1);
    const line = fill.split('\n').length - 1;
    const text = `${fill}def g():\n    a = [1, 2]\n    a[0], a[5] = a[5], a[0]\n`;
    const selection = { start: { line: line + 1, character: 0 }, end: { line: line + 3, character: 0 } };
    await assert.rejects(readText({ uri: 'large', language: 'python', text, selection }, {}), (error: Error) => {
      assert.ok(error instanceof SourceError);
      assert.equal(error.range.start.line, line + 2);
      return true;
    });
  });
});
