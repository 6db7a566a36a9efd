import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Inputs } from '../../../../src/readers/reader';
import type { Texts, Text } from '../../../../src/extension/texts/texts';
import { editor, FakeDocument, FakeUri } from '../fake-vscode';

const SORT = `def order(row):
    for i in range(len(row) - 1):
        if row[i] > row[i + 1]:
            row[i], row[i + 1] = row[i + 1], row[i]
`;

/** As the editor keeps it: what is written is told again in another window. */
class Memento {
  readonly kept = new Map<string, unknown>();
  get(key: string): unknown {
    return this.kept.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, structuredClone(value));
    return Promise.resolve();
  }
}

describe('example input', () => {
  let texts: Texts;
  let ask: (texts: Texts, text: Text) => Promise<Inputs | undefined>;
  let open: (text: string, name?: string) => Text;
  const memento = new Memento();
  const opened: Texts[] = [];
  let make: () => Texts;

  before(async () => {
    const { Texts } = await import('../../../../src/extension/texts/texts');
    const { Answers } = await import('../../../../src/extension/texts/answers');
    const { Choices } = await import('../../../../src/extension/texts/choices');
    const { askForInputs } = await import('../../../../src/extension/texts/example-input');
    make = () => {
      const one = new Texts(
        {} as never,
        new Choices({ get: () => undefined, update: () => Promise.resolve() }),
        new Answers(memento),
      );
      opened.push(one);
      return one;
    };
    texts = make();
    ask = askForInputs;
    open = (text, name = 'mine.py') => {
      const document = new FakeDocument(FakeUri.file(`/${name}`), 'python', text) as unknown as vscode.TextDocument;
      return { document, selection: undefined, language: 'python' };
    };
  });
  beforeEach(() => {
    editor.boxes.length = 0;
    editor.said.length = 0;
  });
  after(() => opened.forEach((one) => one.dispose()));

  const finalOf = async (reader: Texts, text: Text) => {
    const { trace } = await reader.read(text);
    return (trace.final ?? []).map((object) => trace.objects[object]).join(' ');
  };

  it('offers a call by the types and names of parameters, and is read with the answer', async () => {
    editor.typed = ['order([2, 1, 0])'];
    const text = open(SORT);
    const inputs = await ask(texts, text);
    assert.equal(editor.boxes[0]?.value, 'order([3, 1, 5, 2, 4])');
    assert.deepEqual(inputs, { call: 'order([2, 1, 0])' });
    assert.equal(await finalOf(texts, { ...text, inputs }), '1 0 2');
  });

  it('is kept for the file, in the next window too, and used where the text asks', async () => {
    const next = make();
    assert.equal(await finalOf(next, open(SORT)), '1 0 2');
    await assert.rejects(finalOf(next, open(SORT, 'other.py')), /not known here/);
    // The text itself comes before what was answered.
    assert.equal(await finalOf(next, open(`${SORT}\nrow = [9, 8]\norder(row)\n`)), '8 9');
  });

  it('asks for one line after the other, and for values by name', async () => {
    editor.typed = ['2', '8 9'];
    const reads = open(
      'n = int(input("how many? "))\nrow = input().split()\nrow[0], row[n - 1] = row[n - 1], row[0]\n',
      'in.py',
    );
    assert.deepEqual(await ask(texts, reads), { lines: ['2', '8 9'] });
    assert.match(editor.boxes[0]?.prompt ?? '', /A line of its input: how many\?/);
    editor.typed = ['', ''];
    const selected = open('if row[k] > 2:\n    row[k], row[0] = row[0], row[k]\n', 'part.py');
    assert.deepEqual(await ask(texts, selected), { set: { row: '[3, 1, 5, 2, 4]', k: '2' } });
  });

  it('does nothing where nothing is answered, and says so where nothing is asked', async () => {
    editor.typed = [undefined];
    assert.equal(await ask(texts, open(SORT, 'again.py')), undefined);
    assert.equal(await ask(texts, open('a = [1, 2]\na.reverse()\n', 'plain.py')), undefined);
    assert.match(editor.said.join(), /Nothing here asks/);
  });
});

describe('functions that are offered to be tried', () => {
  let lone: (text: string, language: string) => number[];
  before(async () => ({ loneFunctions: lone } = await import('../../../../src/extension/texts/lone-functions')));

  for (const [language, text, found] of [
    ['python', `import os\n\n${SORT}\ndef name(x):\n    return x + 1\n`, [2]],
    ['python', `${SORT}\nprint(order([1]))\n`, []],
    ['python', 'class A:\n    def back(self, a):\n        a.reverse()\n', [1]],
    [
      'javascript',
      'export function back(a) {\n  [a[0], a[1]] = [a[1], a[0]];\n}\nconst front = (b) => b.reverse();\n',
      [0, 3],
    ],
    ['typescript', 'function back(a: number[]): void {\n  a.reverse();\n}\nback([1]);\n', []],
    [
      'c',
      'void swap(int *x, int *y) { int t = *x; *x = *y; *y = t; }\nvoid back(int a[], int n) {\n  swap(&a[0], &a[n - 1]);\n}\nint main(void) { return 0; }\n',
      [1],
    ],
    ['java', 'class A {\n  public static void back(int[] a) {\n    a[0] = a[1];\n  }\n}\n', [1]],
    ['go', 'package p\n\nfunc Back(a []int) {\n\ta[0], a[1] = a[1], a[0]\n}\n', [2]],
    ['rust', 'pub fn back<T>(a: &mut [T]) {\n    a.swap(0, 1);\n}\n', [0]],
    ['plaintext', SORT, []],
  ] as const)
    it(`are those that nothing calls and that move something: ${language} ${found.join()}`, () => {
      assert.deepEqual(lone(text, language), [...found]);
    });
});
