import assert from 'node:assert/strict';
import { readExamples, readText } from '../../../../src/readers';
import { recognised } from '../../../../src/readers/recognise';
import { UnreadError } from '../../../../src/readers/reader';
import { Lines } from '../../../../src/trace/lines';
import type { Range } from '../../../../src/trace/source';
import type { Trace } from '../../../../src/trace/trace';

const NOTES = `# Notes

Some prose, with \`code\`.

\`\`\`python
row = [3, 1, 2]
\`\`\`

~~~ pycon
>>> row[0], row[1] = row[1], row[0]
>>> row
[1, 3, 2]
~~~

- in a list

  \`\`\`js
  const a = [1, 2];
  [a[0], a[1]] = [a[1], a[0]];
  \`\`\`

\`\`\`word
(1 2)
\`\`\`

\`\`\`text
row[0] = 7
\`\`\`
`;

const CELLS = [
  { cell_type: 'markdown', source: ['row = 1'] },
  {
    cell_type: 'code',
    source: [
      '%matplotlib inline\n',
      'row = ["ä\\t", "b", \'"c"\']\n',
      'def flip(i, j):\n',
      '    row[i], row[j] = row[j], row[i]',
    ],
  },
  { cell_type: 'code', source: ['%%bash\n', 'row[0] = 7'] },
  { cell_type: 'code', source: 'for i in range(2):\n    flip(i, i + 1)\n!ls' },
];
const NOTEBOOK = JSON.stringify(
  { cells: CELLS, metadata: { language_info: { name: 'python' } }, nbformat: 4 },
  null,
  1,
);

const kindOf = (fault: Error): string => (fault instanceof UnreadError ? fault.kind : 'another');

const line = (number: number, to = number): Range => ({
  start: { line: number - 1, character: 0 },
  end: { line: to, character: 0 },
});

const moved = (trace: Trace) =>
  [trace.initial, trace.final ?? []].map((state) => state.map((object) => trace.objects[object]).join(' ')).join(' → ');

const read = (language: string, text: string, selection?: Range) =>
  readText({ uri: 'x', language, text, ...(selection && { selection }) }, {});

/** What the places of the steps say in the text. */
const textsAt = ({ steps }: Trace, text: string): string[] => {
  const lines = new Lines(text);
  return steps.map(({ range }) => (range ? text.slice(lines.offset(range.start), lines.offset(range.end)) : ''));
};

describe('fenced blocks of Markdown', () => {
  it('are read by their tags, with the blocks of their language above them', async () => {
    const session = await read('markdown', NOTES, line(10));
    assert.equal(moved(session), '3 1 2 → 1 3 2');
    assert.deepEqual(textsAt(session, NOTES), ['row[0], row[1] = row[1], row[0]']);
    const script = await read('markdown', NOTES, line(18, 19));
    assert.equal(moved(script), '1 2 → 2 1');
    assert.deepEqual(textsAt(script, NOTES), ['[a[0], a[1]] = [a[1], a[0]];']);
    assert.equal((await read('markdown', NOTES, line(23))).domain, 'word');
  });

  it('are one text where all is read, which is said', async () => {
    const trace = await read('markdown', NOTES);
    assert.equal(moved(trace), '3 1 2 → 1 3 2');
    assert.equal(trace.assumed?.[0]?.text, 'its 2 blocks of python are read as one text');
    assert.equal(trace.assumed[1]?.text, 'its blocks of javascript, word are left out: select one to read it');
  });

  it('are examples of a data set, with what is told between them', async () => {
    const story = 'Ann has the ball. Bob has the key. Ann and Bob swap what they have.';
    const text = `${NOTES}\n${story}\n`;
    const found: string[] = [];
    for await (const passage of readExamples({ uri: 'x', language: 'markdown', text }))
      found.push(
        'fault' in passage
          ? kindOf(passage.fault)
          : `${passage.trace.domain} ${passage.text ?? text.slice(passage.at.start, passage.at.end)}`,
      );
    assert.deepEqual(found, [
      'no-moves',
      'code row[0], row[1] = row[1], row[0]\nrow\n',
      'code const a = [1, 2];\n[a[0], a[1]] = [a[1], a[0]];',
      'word (1 2)',
      `narrative ${story}`,
    ]);
  });

  it('tell what cannot be read at its place', async () => {
    const text = 'Text.\n\n  ```python\n  a = [1, 2]\n  mystery(a)\n  ```\n';
    await assert.rejects(read('markdown', text), /x:5:3: error: mystery is not defined here/);
  });

  it('that there are none of leave a story', async () => {
    assert.equal(
      (await read('markdown', 'Ann has the ball. Bob has the key. Ann and Bob swap what they have.')).domain,
      'narrative',
    );
  });
});

describe('a notebook', () => {
  it('is the program of its cells, without magic and cells in other languages', async () => {
    const trace = await read('notebook', NOTEBOOK);
    assert.equal(moved(trace), `'ä\\t' 'b' '"c"' → 'b' '"c"' 'ä\\t'`);
    assert.deepEqual(textsAt(trace, NOTEBOOK), Array(2).fill('row[i], row[j] = row[j], row[i]'));
  });

  it('is cut into examples: every cell with those above it', async () => {
    const found = [];
    for await (const passage of readExamples({ uri: 'x', language: 'notebook', text: NOTEBOOK })) found.push(passage);
    const [first, second, ...more] = found;
    assert.equal(more.length, 0);
    assert.ok(first && 'fault' in first && first.fault instanceof UnreadError && first.fault.kind === 'no-moves');
    assert.ok(second && 'trace' in second);
    assert.equal(moved(second.trace), `'ä\\t' 'b' '"c"' → 'b' '"c"' 'ä\\t'`);
    assert.match(second.trace.assumed?.[0]?.text ?? '', /^row: what /);
    assert.equal(second.text, 'for i in range(2):\n    flip(i, i + 1)\n');
  });

  it('that is none is refused, as is one without cells of code', async () => {
    await assert.rejects(read('notebook', '{"cells": ['), /its cells cannot be found/);
    await assert.rejects(read('notebook', '{"cells": []}'), /there are no cells here/);
    await assert.rejects(read('notebook', '[]'), /there are no cells here/);
  });
});

describe('a session of Python', () => {
  it('is read without its prompts and answers, at the places where it stands', async () => {
    const text = '>>> row = [1, 2]\n>>> for i in [0]:\n...     row[i], row[1] = row[1], row[i]\n...\n>>> row\n[2, 1]\n';
    const trace = await read('python', text);
    assert.equal(moved(trace), '1 2 → 2 1');
    assert.deepEqual(trace.steps[0]?.range?.start, { line: 2, character: 8 });
  });

  it('is not seen in a program whose strings have prompts', async () => {
    const text = 'text = """\n>>> row = [1]\n"""\nrow = [1, 2]\nrow.reverse()\n';
    assert.equal(moved(await read('python', text)), '1 2 → 2 1');
  });
});

describe('a text that says nothing of its language', () => {
  for (const [text, languages] of [
    ['row = [1, 2]\nrow[0], row[1] = row[1], row[0]\n', ['python']],
    ['const a = [1, 2];\n[a[0], a[1]] = [a[1], a[0]];\n', ['javascript']],
    ['const a: number[] = [1, 2];\n[a[0], a[1]] = [a[1]!, a[0]!];\n', ['typescript']],
    ['int main(void) { int a = 1, b = 2, t; t = a; a = b; b = t; }', ['c']],
    ['package main\n\nfunc main() {\n\ta := []int{1, 2}\n\ta[0], a[1] = a[1], a[0]\n}\n', ['go']],
    ['fn main() { let mut a = [1, 2]; a.swap(0, 1); }', ['rust']],
    [
      'class A { public static void main(String[] x) { int[] a = {1, 2}; int t = a[0]; a[0] = a[1]; a[1] = t; } }',
      ['java'],
    ],
    ['1. e4 e5 2. Nf3 Nc6 *', ['chess']],
    ['(1 3)(2 5) (1 2)', ['word']],
    ['Ann has the ball. Bob has the key. Ann and Bob swap what they have.', ['narrative']],
    ['nothing of all that', []],
  ] as const)
    it(`is recognised as ${languages.join() || 'none'}`, async () => {
      assert.deepEqual(await recognised({ uri: 'x', text }, readText), [...languages]);
    });

  it('may be more than one', async () => {
    const found = await recognised({ uri: 'x', text: 'x = y\nz = x\n' }, readText);
    assert.ok(found.length > 1 && found.includes('python'), found.join());
  });
});
