import assert from 'node:assert/strict';
import { Inside } from '../../../src/analysis/inside';
import { isProbed, probe } from '../../../src/analysis/probe';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { pagePatched } from '../../../src/page/patched';
import type { LookedAt } from '../../../src/page/looked-at';
import { readText } from '../../../src/readers';
import { fileOf } from '../graph/bundled-views';
import { useKeptProcesses } from '../kept-processes';

const WORD = '# group: S5\n(1 2)\n(2 3 4)\n(1 5)\n(3 4)\n';

describe('a text that the page has read once more', function () {
  this.timeout(60_000);
  useKeptProcesses();
  const client = new InferenceClient();
  let looked: LookedAt;
  before(async () => {
    const model = await readModel(fileOf('s5-wfa-ssm'));
    if ('reason' in model) throw new Error(model.reason);
    const trace = await readText({ uri: 'a.word', language: 'word', text: WORD }, {});
    const { entries } = await probe(trace, [model], client, { providers: ['cpu'] });
    const [entry] = entries;
    if (!entry || !isProbed(entry)) throw new Error(entry?.reason);
    looked = { entry, inside: new Inside(entry, 'a', ['cpu'], client) };
  });
  after(() => client.dispose());
  const ask = (step: number, from: string) =>
    pagePatched(looked, { probe: 'p', model: 'm', patches: [{ output: 'state.1', step, from }] }, {});

  it('tells where the model believes otherwise, before and after', async () => {
    const { changed, judged, rows, moved, lane, patchedLane } = await ask(2, 'state 1 2 3 4 5');
    assert.deepEqual([changed, judged, rows.length, moved.length], [2, 4, 2, 1]);
    assert.deepEqual([lane.firstWrong, patchedLane.firstWrong, patchedLane.rightAtEnd], [null, 2, false]);
    assert.deepEqual(Array.from(patchedLane.outcome), [1, 1, 0, 0]);
    assert.deepEqual(lane.predicted.slice(0, 10), patchedLane.predicted.slice(0, 10));
    assert.match(rows[0]!.after, /1, 2, 3, 4, 5/);
    assert.ok(moved[0]! > 0 && rows[0]!.sureAfter > 0.9 && rows[0]!.before !== rows[0]!.after);
  });

  it('shows the place of a patch that changes nothing', async () => {
    const { changed, rows, moved } = await ask(2, 'step 3');
    assert.deepEqual([changed, rows.map(({ step }) => step), moved], [0, [2], [0]]);
  });

  it('says what may be put in where it is something else', async () => {
    for (const from of ['', 'sideways', 'step', 'step 0', 'zero 1', 'state'])
      await assert.rejects(ask(1, from), /one of step N, word, state STATE, zero, mean, not/);
  });
});
