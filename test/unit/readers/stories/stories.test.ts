import assert from 'node:assert/strict';
import { readExamples, readText } from '../../../../src/readers';
import { itemsIn, readStory } from '../../../../src/readers/stories';
import { isTarget } from '../../../../src/readers/stories/read';
import { isLikeStories } from '../../../../src/datasets/files/start';
import { Lines } from '../../../../src/trace/lines';
import type { Trace } from '../../../../src/trace/trace';

const STORY =
  'In\u00eas, Bo, and Cy each have a ball: In\u00eas has a red ball, Bo has a blue ball, and Cy has a "white" ball.\nBo and Cy swap. At the end, Bo has the\nOptions:\n(A) red ball\n(B) blue ball\n(C) white ball';
const TOLD = STORY.replace('"white"', 'white');
const FILE = JSON.stringify(
  {
    canary: 'x',
    examples: [
      { input: TOLD, target: '(C)' },
      { input: TOLD, target: '(A)' },
    ],
  },
  undefined,
  1,
);

const read = (text: string, game?: number, offset?: number) => {
  const lines = new Lines(text);
  const selection = offset === undefined ? undefined : lines.range(offset, offset);
  return readText(
    { uri: 'b.json', language: 'stories', text, ...(selection && { selection }) },
    { ...(game && { game }) },
  );
};

async function checks(text: string): Promise<string[]> {
  const lines = new Lines(text);
  const found: string[] = [];
  for (const item of itemsIn(text, 'b.json', lines)) found.push((await readStory(item, 'b.json', lines)).target);
  return found;
}

/** What stands in the file where a step is said to be. */
function stepTexts({ steps }: Trace, text: string): string[] {
  const lines = new Lines(text);
  return steps.map(({ range }) => text.slice(lines.offset(range!.start), lines.offset(range!.end)));
}

describe('files of stories with their answers', () => {
  it('are read story by story, with places in the file', async () => {
    const trace = await read(FILE);
    assert.equal(trace.questions?.[0]?.right, 'C');
    assert.deepEqual(stepTexts(trace, FILE), ['Bo and Cy swap']);
    assert.equal(trace.remarks, undefined);
  });

  it('keep places behind escapes, of letters beyond ASCII too', async () => {
    const escaped = FILE.replace(
      /[^\x00-\x7f]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    assert.notEqual(escaped, FILE);
    const trace = await read(escaped);
    assert.deepEqual(trace.slots, ['Inês', 'Bo', 'Cy']);
    assert.deepEqual(stepTexts(trace, escaped), ['Bo and Cy swap']);
  });

  it('take a place with the word before it or without, but not with another one', () => {
    const asked = (answer: string) => ({ text: 'Where is the cat?', answer, right: null, options: [] });
    for (const target of ['the bed', 'on the bed', 'On top of the bed.', 'bed'])
      assert.ok(isTarget(target, asked('on the bed')), target);
    for (const target of ['under the bed', 'behind the bed', 'the sofa'])
      assert.ok(!isTarget(target, asked('on the bed')), target);
    assert.ok(isTarget('under the bed', asked('the bed')));
  });

  it('do not believe a target that contradicts its story', async () => {
    assert.deepEqual(await checks(FILE), ['agrees', 'contradicts']);
    const trace = await read(FILE, 2);
    assert.equal(
      trace.remarks?.at(-1)?.text,
      'the target "(A)" contradicts the story, in which the answer is white ball (C)',
    );
    const readings = [];
    for await (const each of readExamples({ uri: 'b.json', language: 'stories', text: FILE }))
      readings.push('fault' in each);
    assert.deepEqual(readings, [false, true]);
  });

  it('give the story at the cursor', async () => {
    const second = FILE.lastIndexOf('Bo and Cy');
    assert.deepEqual((await read(FILE, undefined, second)).steps[0]?.range?.start, new Lines(FILE).position(second));
    await assert.rejects(read(FILE, undefined, FILE.length), /no story at or after this place/);
    await assert.rejects(read(FILE, 3), /there are 2 stories here, and no story 3/);
  });

  const shapes: [string, string][] = [
    [
      'one object a line',
      '{"input": "Ann has a pen. Ben has a cup. Ann and Ben swap. Who has the pen?", "target": "Ben"}\n\n{"input": "Ann has a pen. Ben has a cup. Ann and Ben swap. Who has the pen?", "target": "ann"}\n',
    ],
    [
      'a list, a question beside it, lists of targets',
      JSON.stringify(
        [1, 2].map((k) => ({
          context: 'Ann has a pen. Ben has a cup. Ann and Ben swap.',
          question: 'Who has the pen?',
          answers: [k === 1 ? 'Ben' : 'Ann'],
        })),
      ),
    ],
    [
      'scores of every choice',
      JSON.stringify({
        examples: [1, 0].map((score) => ({
          input: 'Ann has a pen. Ben has a cup. Ann and Ben swap. Ann has the',
          target_scores: { cup: score, pen: 1 - score },
        })),
      }),
    ],
    [
      'yes and no',
      JSON.stringify(
        ['yes', 'no'].map((target) => ({
          input: 'A coin is heads up. Ka flips the coin. Jo does not flip the coin. Is the coin still heads up?',
          target: target === 'yes' ? 'No' : 'Yes',
        })),
      ),
    ],
    [
      'boxes with what is masked',
      '{"sentence": "Box 0 contains the book, Box 1 contains nothing. Put the tea into Box 0. Box 0 contains <extra_id_0> .", "masked_content": "<extra_id_0> the tea and the book"}\n{"sentence": "Box 0 contains the book, Box 1 contains nothing. Put the tea into Box 0. Box 0 contains <extra_id_0> .", "masked_content": "<extra_id_0> the book"}',
    ],
  ];
  for (const [name, text] of shapes) {
    it(`are of many shapes: ${name}`, async () => assert.deepEqual(await checks(text), ['agrees', 'contradicts']));
  }

  it('say where the text is no JSON, or holds no story', async () => {
    await assert.rejects(read('{"input": "Ann and Ben swap."'), /b\.json:1:1: error: not JSON/);
    await assert.rejects(read('{"input": "x", "target": "y"}\n{"input": '), /b\.json:2:1: error: not JSON/);
    await assert.rejects(read('{"name": "x"}'), /there is no story here/);
    await assert.rejects(
      read('[{"input": "Ann has a pen. Ann juggles the pen.", "target": "x"}]'),
      /b\.json:1:32: error: 'juggles' is not understood/,
    );
  });

  it('are told from other files by how they begin', () => {
    assert.ok(isLikeStories(FILE.slice(0, 400)));
    assert.ok(!isLikeStories('{"kind":"trace","id":0,"input":"x"}'));
    assert.ok(!isLikeStories('{"name": "package", "input": 3}'));
  });
});
