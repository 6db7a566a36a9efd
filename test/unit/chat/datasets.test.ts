import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { elementOf } from '../../../src/algebra/elements';
import type { Result } from '../../../src/analysis/results';
import { ROOT, stateProbe } from '../cli/run-cli';
import { temporaryFolder } from '../models/tiny-models';
import { answerTo } from './answers';
import { completion, FakeEndpoint } from './fake-endpoint';

/** What a line of `eval --json` says of a chat model on a data set. */
interface Said {
  dress: string;
  skipped: Record<string, number>;
  metrics: { length: number; sequences: number; last: number; questions: number; unread: number; reason?: string }[];
}

describe('chat models on data sets', function () {
  this.timeout(60_000);
  const endpoint = new FakeEndpoint();
  const folder = temporaryFolder();
  const words = join(folder.path, 'words', 'some.jsonl');
  let held: { length: number; final: number }[] = [];
  const format = (name: string): object => JSON.parse(readFileSync(join(ROOT, 'docs/formats', name), 'utf8')) as object;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  ajv.addSchema(format('common.schema.json'), 'file:///common.schema.json');
  const isSaid = ajv.compile({ ...format('eval-chat.schema.json'), $id: 'file:///eval-chat.schema.json' });
  const isKept = ajv.compile({ ...format('result.schema.json'), $id: 'file:///result.schema.json' });

  before(async () => {
    await endpoint.open();
    const asked = [
      '--group',
      'S5',
      '--length',
      '3-4',
      '--count',
      '60',
      '--seed',
      '3',
      '--out',
      join(folder.path, 'words'),
    ];
    assert.equal((await stateProbe(['dataset', ...asked])).code, 0);
    const made = readFileSync(join(folder.path, 'words/train.jsonl'), 'utf8').trim().split('\n');
    const rows = made.map((line) => JSON.parse(line) as { tokens: number[]; states: number[] });
    // The identity is one of the tokens, which no text tells.
    rows.unshift({ tokens: [0, 7, 0], states: [0, 7, 7] }, { tokens: [0, 0, 0], states: [0, 0, 0] });
    writeFileSync(words, rows.map((row) => JSON.stringify(row)).join('\n'));
    held = rows.map(({ tokens, states }) => ({ length: tokens.length, final: states.at(-1) ?? 0 }));
  });
  after(() => endpoint.close());
  beforeEach(() => void (endpoint.heard.length = 0));

  const lines = (text: string): string[] => text.trim().split('\n');
  const evaluate = async (...args: string[]): Promise<{ code: number | null; err: string; found: Said[] }> => {
    const { code, out, err } = await stateProbe(['eval', ...args, '--models', endpoint.place(), '--json']);
    const found = out === '' ? [] : lines(out).map((line) => JSON.parse(line) as Said);
    for (const line of found) assert.ok(isSaid(line), ajv.errorsText(isSaid.errors));
    return { code, err, found };
  };
  /** The texts of the first examples in the order in which they are asked about: short ones first. */
  const inOrder = (count: number): number[][] =>
    [3, 4].flatMap((length) =>
      held
        .slice(0, count)
        .filter((one, at) => one.length === length && at !== 1)
        .map(({ final }) => elementOf(5, BigInt(final))),
    );

  it('are asked about words in every dress, and what was measured is kept in parts', async () => {
    const states = inOrder(50);
    let asked = 0;
    endpoint.answering = (question) => answerTo(question, states[asked++ % states.length] ?? []);
    const out = join(folder.path, 'rows.jsonl');
    const common = [words, '--dress', 'python,chess', '--count', '50', '--out', out];
    const { code, found, err } = await evaluate(...common);
    assert.equal(code, 0, err);
    assert.deepEqual(
      found.map(({ dress, skipped }) => [dress, skipped]),
      [
        ['python', { 'no step changes anything here': 1 }],
        ['chess', { 'no step changes anything here': 1 }],
      ],
    );
    for (const { metrics } of found) {
      assert.deepEqual(
        metrics.map(({ length, last, unread }) => [length, last, unread]),
        [
          [3, 1, 0],
          [4, 1, 0],
        ],
      );
      assert.equal(
        metrics.reduce((sum, { sequences }) => sum + sequences, 0),
        states.length,
      );
    }
    const kept = lines(readFileSync(out, 'utf8')).map((line) => JSON.parse(line) as Result);
    for (const line of kept) assert.ok(isKept(line), ajv.errorsText(isKept.errors));
    assert.ok(
      kept.every(({ count, told, data, asked: how }) => count <= 20 && told && data && how?.template && how.date),
    );
    assert.ok(kept.length >= 6, 'in parts');
    // More of the same file asks what is new alone; what is cut off in a part loses that part.
    const before = asked;
    endpoint.answering = () => 'no idea';
    const again = await evaluate(...common);
    assert.deepEqual(
      [asked, again.found.map(({ metrics }) => metrics.map(({ last }) => last))],
      [
        before,
        [
          [1, 1],
          [1, 1],
        ],
      ],
    );
    writeFileSync(
      out,
      `${kept
        .slice(0, -1)
        .map((line) => JSON.stringify(line))
        .join('\n')}\n`,
    );
    endpoint.heard.length = 0;
    assert.equal((await evaluate(...common)).code, 0);
    assert.equal(endpoint.heard.length, kept.at(-1)?.count);
    const compared = await stateProbe(['compare', out, out]);
    assert.match(compared.out, /some\.jsonl, chess +4 /);
  });

  it('are asked about texts as they stand, where these are read again as the example says', async () => {
    const own = join(folder.path, 'texts');
    const [story, code] = [join(folder.path, 'story.txt'), join(folder.path, 'code.py')];
    writeFileSync(story, 'Ann has a pen. Ben has a cup. Cal has a hat. Ann and Ben swap. Ben and Cal swap.');
    writeFileSync(
      code,
      "cups = ['a', 'b', 'c']\nfor i in range(2):\n    cups[i], cups[i + 1] = cups[i + 1], cups[i]\n",
    );
    assert.equal((await stateProbe(['dataset', story, code, '--out', own])).code, 0);
    endpoint.answering = (question) =>
      question.includes('Ann')
        ? '{"Ann": "cup", "Ben": "hat", "Cal": "pen"}'
        : '{"cups[0]": "b", "cups[1]": "c", "cups[2]": "a"}';
    const { found, err } = await evaluate(join(own, 'train.jsonl'));
    assert.deepEqual(
      found.map(({ dress, metrics }) => [dress, metrics.map(({ last, sequences }) => [last, sequences])]),
      [['as it stands', [[1, 2]]]],
      err,
    );
    const questions = endpoint.heard.map(({ body }) => body.messages[0]?.content ?? '');
    assert.ok(questions.some((text) => text.includes('Ben and Cal swap.')));
    // Steps of a loop do not stand once each in its text: it is written out.
    assert.ok(
      questions.some((text) => text.includes('cups[1], cups[2] = cups[2], cups[1]') && !text.includes('for i')),
    );
  });

  it('leave out what cannot be asked, with the reason, and stories that their file contradicts', async () => {
    const stories = join(folder.path, 'stories.json');
    const story = 'Ann has a pen. Ben has a cup. Cal has a hat. Ann and Ben swap. Who has the pen?';
    writeFileSync(stories, JSON.stringify({ examples: ['Ben', 'Ann'].map((target) => ({ input: story, target })) }));
    endpoint.answering = () => '{"Ann": "cup", "Ben": "pen"}';
    const [found] = (await evaluate(stories)).found;
    assert.deepEqual(found?.skipped, { 'the target in the file contradicts the story': 1 });
    assert.deepEqual(
      found.metrics.map(({ length, sequences, last }) => [length, sequences, last]),
      [[1, 1, 1]],
    );
    assert.doesNotMatch(endpoint.heard[0]?.body.messages[0]?.content ?? '', /Who has/);
    const parity = join(folder.path, 'parity');
    await stateProbe(['dataset', '--formal', 'parity', '--length', '3', '--count', '4', '--out', parity]);
    const formal = await evaluate(join(parity, 'train.jsonl'));
    assert.deepEqual(formal.found[0]?.metrics, [], formal.err);
    assert.match(Object.keys(formal.found[0].skipped).join(), /formal languages/);
  });

  it('whose server talks nonsense are wrong, and whose server fails keep what was measured', async () => {
    endpoint.answering = () => 'The state is beautiful.';
    const nonsense = await evaluate(words, '--dress', 'python', '--count', '5');
    assert.deepEqual(
      nonsense.found[0]?.metrics.map(({ last, unread, questions }) => [last, unread === questions]),
      [
        [0, true],
        [0, true],
      ],
    );
    endpoint.answering = (_, response) => void response.end(JSON.stringify(completion('{"cups[0]":', 'length')));
    const cut = await evaluate(words, '--dress', 'python', '--count', '5');
    assert.ok(cut.found[0]?.metrics.every(({ last, unread, questions }) => last === 0 && unread === questions));
    const threes = inOrder(50).length - held.slice(0, 50).filter(({ length }) => length === 4).length;
    let asked = 0;
    endpoint.answering = (question, response) => {
      if (asked++ >= threes) return void response.writeHead(401).end();
      return answerTo(question, [0, 1, 2, 3, 4]);
    };
    const out = join(folder.path, 'broken.jsonl');
    const broken = await evaluate(words, '--dress', 'python', '--count', '50', '--out', out);
    assert.equal(broken.code, 1);
    assert.match(broken.found[0]?.metrics.at(-1)?.reason ?? '', /401/);
    const kept = lines(readFileSync(out, 'utf8')).map((line) => JSON.parse(line) as Result);
    assert.equal(
      kept.reduce((sum, { count }) => sum + count, 0),
      threes,
    );
  });

  it('refuse what is of random words, and more than is asked', async () => {
    for (const [args, reason] of [
      [['--lengths', '2'], /--lengths and --density are those of random words/],
      [['--fail-under', '0.5@3'], /--fail-under is for random words/],
      [['--count', '1001'], /at most 1000 examples/],
    ] as const) {
      const { code, err } = await evaluate(words, ...args);
      assert.deepEqual([code, reason.test(err)], [2, true], err);
    }
    const mixed = await stateProbe(['eval', words, '--models', `${endpoint.place()},s5-gru-1`, '--out', 'x.jsonl']);
    assert.match(mixed.err, /--out is for random words, and for what chat models are asked about files/);
    assert.equal(endpoint.heard.length, 0);
  });
});
