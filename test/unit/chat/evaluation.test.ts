import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateChat, wordsOfSwaps, type ChatEvaluation } from '../../../src/analysis/chat/evaluation';
import { askChat, isChatRun } from '../../../src/analysis/chat/run';
import { endpointAsker } from '../../../src/inference/chat';
import { chatModelAt } from '../../../src/models/chat/model';
import { readText } from '../../../src/readers';
import { reduce, type Dress } from '../../../src/reductions';
import { toldWord } from '../../../src/reductions/telling';
import { states } from '../../../src/trace/trace';
import { stateProbe } from '../cli/run-cli';
import { answerTo, heldAfter } from './answers';
import { FakeEndpoint } from './fake-endpoint';

const DRESSES: readonly Dress[] = ['python', 'javascript', 'narrative', 'chess'];

describe('chat models over random words', () => {
  const endpoint = new FakeEndpoint();
  before(() => endpoint.open());
  after(() => endpoint.close());
  beforeEach(() => void (endpoint.heard.length = 0));

  const measure = (options: Partial<ChatEvaluation> & { dress: Dress }) =>
    evaluateChat(chatModelAt(endpoint.place()), endpointAsker(endpoint.place(), {}), {
      ...{ length: 4, count: 3, seed: 5 },
      ...options,
    });

  it('are asked about swaps that are told as programs, stories and games, which do what the swaps do', async () => {
    const words = wordsOfSwaps(5, 4, 3);
    assert.ok(words.flat().every((map) => map.filter((from, slot) => from !== slot).length === 2));
    for (const dress of DRESSES) {
      let asked = 0;
      endpoint.answering = (question) => answerTo(question, heldAfter(words[asked++] ?? []));
      const found = await measure({ dress });
      assert.deepEqual([found.last, found.full, found.unread, found.questions], [1, 1, 0, 3], dress);
      assert.deepEqual(found.tokens, { read: 300, written: 21 });
    }
    // Nothing names the elements, which would be the answer in other words.
    const said = endpoint.heard.map(({ body }) => body.messages[0]?.content ?? '').join('\n');
    assert.doesNotMatch(said, /\(\d \d\)/);
    // What is told is read back as what is asked about.
    for (const dress of DRESSES.filter((one) => one !== 'chess')) {
      const { trace, telling } = await toldWord(words[0] ?? [], dress, 9);
      const again = await readText({ uri: 'told', language: dress, text: telling.text }, {});
      assert.deepEqual(states(again).at(-1), states(trace).at(-1), dress);
    }
  });

  it('are asked about a game of somebody else, where its steps stand in it', async () => {
    const word = wordsOfSwaps(3, 2, 1)[0] ?? [];
    const { text } = reduce(word, 'chess');
    const trace = await readText({ uri: 'a.pgn', language: 'chess', text }, { steps: 'elements' });
    endpoint.answering = (question) => answerTo(question, heldAfter(word));
    const model = chatModelAt(endpoint.place());
    const own = endpointAsker(endpoint.place(), {});
    const found = await askChat(trace, model, own, { text, every: 2, seed: 1 });
    assert.ok(isChatRun(found) && found.accuracy === 1, JSON.stringify(found));
    assert.match(
      endpoint.heard[0]?.body.messages[0]?.content ?? '',
      /stands the beginning of a game of chess, whose pieces are named/,
    );
    const without = await askChat(trace, model, own, { seed: 1 });
    assert.ok(!isChatRun(without) && /once in its own text/.test(without.reason), JSON.stringify(without));
  });

  it('are told to be wrong from the step on at which they are', async () => {
    const words = wordsOfSwaps(5, 4, 3);
    let asked = 0;
    endpoint.answering = (question) => {
      const [word, step] = [Math.floor(asked / 4), asked++ % 4];
      return answerTo(question, heldAfter((words[word] ?? []).slice(0, step < 2 ? step + 1 : step)));
    };
    // At the third step it says what was so before it, and at the last as well, which swaps something each time.
    const found = await measure({ dress: 'python', every: 1 });
    assert.deepEqual([found.full, found.last, found.firstWrongMedian, found.steps], [0, 0, 3, 0.5]);
  });

  it('whose server fails in the middle are not measured', async () => {
    let asked = 0;
    endpoint.answering = (_, response) => (asked++ === 0 ? '{}' : void response.writeHead(401).end());
    await assert.rejects(measure({ dress: 'python' }), /answers 401/);
    await assert.rejects(measure({ dress: 'python', length: 0 }), RangeError);
    // One that never answers is waited for as long as is said, and no longer.
    endpoint.answering = () => new Promise(() => undefined);
    const slow = endpointAsker(endpoint.place(), {}, 40);
    const one = { dress: 'python', length: 2, count: 1, seed: 5 } as const;
    await assert.rejects(evaluateChat(chatModelAt(endpoint.place()), slow, one), /gave no answer within 0\.04 s/);
  });

  it('are measured in the terminal, kept with how they were asked, and compared', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'eval-chat-'));
    try {
      const [file, other] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl')];
      const words = wordsOfSwaps(7, 2, 4);
      let asked = 0;
      endpoint.answering = (question) => answerTo(question, heldAfter(words[asked++] ?? []));
      const common = ['eval', '--models', endpoint.place(), '--lengths', '2', '--count', '4', '--dress', 'narrative'];
      const told = await stateProbe([...common, '--out', file]);
      assert.equal(told.code, 0, told.err);
      assert.match(told.out, /told as narrative, seed 7; asked after the last step, temperature 0\n/);
      assert.match(told.out, /\n2 +100% +51\.0–100\.0 +0 of 4\n/);
      const line = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & {
        asked: Record<string, unknown>;
      };
      assert.deepEqual([line['name'], line['told'], line['last'], line['seed']], ['org/tiny:1b', 'narrative', 1, 7]);
      assert.match(String(line.asked['template']), /\{shape\}/);
      assert.match(String(line.asked['date']), /^\d{4}-/);
      // What stands there is not asked again; what is asked in another way is.
      assert.equal((await stateProbe([...common, '--out', file])).code, 0);
      assert.equal(asked, 4);
      endpoint.answering = () => 'no idea';
      const second = await stateProbe([...common, '--out', other, '--temperature', '0.5']);
      assert.match(second.out, /4 of 4\n/);
      const compared = await stateProbe(['compare', file, other]);
      assert.match(compared.out, /chat-org-tiny-1b +swaps of five, told as narrative +2 +100% of 4 +0% of 4 +−100\.0/);
      const floor = await stateProbe([...common, '--fail-under', '0.5@2', '--json']);
      assert.equal(floor.code, 1);
      assert.match(floor.err, /chat-org-tiny-1b, narrative: 0% of words of 2 are right/);
      const idle = await stateProbe(['eval', '--models', 's5-gru-1', '--dress', 'chess']);
      assert.deepEqual([idle.code, /--dress is of chat models/.test(idle.err)], [2, true]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
