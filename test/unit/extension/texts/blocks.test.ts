import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Text, Texts } from '../../../../src/extension/texts/texts';
import { editor, FakeDocument, FakeUri } from '../fake-vscode';

describe('documents that hold several texts, or say nothing of theirs', () => {
  let texts: Texts;
  before(async () => {
    const { Texts } = await import('../../../../src/extension/texts/texts');
    const { Answers } = await import('../../../../src/extension/texts/answers');
    const { Choices } = await import('../../../../src/extension/texts/choices');
    const memento = { get: () => undefined, update: () => Promise.resolve() };
    texts = new Texts({} as never, new Choices(memento), new Answers(memento));
  });
  after(() => texts.dispose());
  afterEach(() => (editor.notebooks = []));

  const documentOf = (fake: FakeDocument) => fake as unknown as vscode.TextDocument;
  const opened = (text: string, language = 'plaintext', name = 'Untitled-1') =>
    new FakeDocument(new FakeUri('untitled', name), language, text);
  const of = async (fake: FakeDocument): Promise<Text> => {
    const text = await texts.of(documentOf(fake));
    assert.ok(text);
    return text;
  };
  const told = async (text: Text) => {
    const { trace } = await texts.read(text);
    const show = (state: readonly number[] | null) => (state ?? []).map((object) => trace.objects[object]).join(' ');
    return { moved: `${show(trace.initial)} → ${show(trace.final)}`, trace };
  };

  it('a cell is read with the cells above it, at its own places', async () => {
    const cells = [
      '%magic\nrow = [3, 1, 2]\ndef flip(i, j):\n    row[i], row[j] = row[j], row[i]',
      'row[0], row[1] = row[1], row[0]\nflip(1, 2)',
      'row = 1',
    ].map((text, index) => opened(text, 'python', `cell-${index}`));
    editor.notebooks = [cells];
    const { moved, trace } = await told(await of(cells[1]!));
    assert.equal(moved, '3 1 2 → 1 2 3');
    // The second step is made by a function of the cell above.
    assert.deepEqual(
      trace.steps.map(({ range }) => range?.start),
      [{ line: 0, character: 0 }, undefined],
    );
    cells[1]!.replace(0, 0, 'mystery(row)\n');
    await assert.rejects(told(await of(cells[1]!)), /:1:1: error: mystery is not defined here/);
  });

  it('Markdown is read by its fences, and asked about outside of them', async () => {
    const fenced = opened('Text.\n\n```js\nconst a = [1, 2];\na.reverse();\n```\n', 'markdown');
    assert.equal((await of(fenced)).language, 'markdown');
    assert.equal((await told(await of(fenced))).moved, '1 2 → 2 1');
    assert.equal((await of(opened('1. e4 e5 2. Nf3 Nc6 *', 'markdown'))).language, 'chess');
  });

  it('an untitled text is read in the one language that it can be read in', async () => {
    assert.equal((await of(opened('(1 3)(2 5)'))).language, 'word');
    assert.equal(
      (await of(opened('a = [1, 2]\na[0], a[1] = a[1], a[0]\n', 'plaintext', 'Untitled-2'))).language,
      'python',
    );
  });
});
