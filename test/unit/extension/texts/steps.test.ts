import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { encodeChess } from '../../../../src/reductions/chess';
import type { Answers } from '../../../../src/extension/texts/answers';
import type { Texts } from '../../../../src/extension/texts/texts';
import { FakeDocument, FakeUri } from '../fake-vscode';

describe('what a step is', () => {
  let texts: Texts;
  let answers: Answers;
  const kept = new Map<string, unknown>();
  const memento = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value)))),
  };
  before(async () => {
    const { Texts } = await import('../../../../src/extension/texts/texts');
    const { Answers } = await import('../../../../src/extension/texts/answers');
    const { Choices } = await import('../../../../src/extension/texts/choices');
    answers = new Answers(memento);
    texts = new Texts({} as never, new Choices(memento), answers);
  });
  after(() => texts.dispose());

  const opened = (text: string, name: string, language = 'plaintext') =>
    new FakeDocument(new FakeUri('untitled', name), language, text) as unknown as vscode.TextDocument;

  it('is an element of the word that a game tells, or a move, as the person chose for the file', async () => {
    const { Answers } = await import('../../../../src/extension/texts/answers');
    const document = opened(encodeChess([[2, 1, 0, 3, 4]]).uciText, 'word.uci');
    const text = await texts.of(document);
    assert.ok(text);
    const word = await texts.read(text);
    assert.deepEqual([word.trace.steps.length, word.inputs], [1, undefined]);
    await answers.keep(document, { steps: 'moves' });
    const board = await texts.read(text);
    // A probe keeps it, and is read again with it.
    assert.deepEqual([board.trace.steps.length, board.inputs], [12, { steps: 'moves' }]);
    assert.equal((await texts.read({ ...text, inputs: {} })).trace.steps.length, 1);
    assert.deepEqual(await new Answers(memento).of(document), { steps: 'moves' });
  });

  it('does not keep a plain text from being known for a story', async () => {
    const story = readFileSync(join(__dirname, '../../../../samples/coins.txt'), 'utf8');
    const text = await texts.of(opened(story, 'coins.txt'));
    assert.equal(text?.language, 'narrative');
  });
});
