import assert from 'node:assert/strict';
import { Inside } from '../../../src/analysis/inside';
import { isProbed, probe } from '../../../src/analysis/probe';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { pageAblated, pageCauses } from '../../../src/page/interventions';
import type { LookedAt } from '../../../src/page/looked-at';
import { REQUESTS } from '../../../src/protocol/requests';
import { readText } from '../../../src/readers';
import { fileOf } from '../graph/bundled-views';
import { useKeptProcesses } from '../kept-processes';

const WORD = '# group: S5\n(1 2)\n(2 3 4)\n(1 5)\n(3 4)\n';

describe('interventions that the page shows', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());

  async function lookedAt(id: string): Promise<LookedAt> {
    const model = await readModel(fileOf(id));
    if ('reason' in model) throw new Error(model.reason);
    const trace = await readText({ uri: 'a.word', language: 'word', text: WORD }, {});
    const { entries } = await probe(trace, [model], client, { providers: ['cpu'] });
    const [entry] = entries;
    if (!entry || !isProbed(entry)) throw new Error(entry?.reason);
    return { entry, inside: new Inside(entry, id, ['cpu'], client) };
  }

  it('say in a sentence which state carries the belief, as an answer of the protocol', async () => {
    const answer = await pageCauses(await lookedAt('s5-wfa-ssm'), { probe: 'p', model: 'm' }, {});
    assert.match(answer.sentence, /^From step 1 on the belief is carried in the recurrent state of layer 1/);
    assert.deepEqual(REQUESTS.causes.answer.parse(answer), {
      ...answer,
      cells: answer.cells.map(({ output, step, share, interval, pairs, follow }) => ({
        ...{ output, step, share, interval, pairs, follow },
      })),
    });
    assert.ok(answer.cells.some(({ output, share }) => output === 'state.1' && share === 1));
  });

  it('tell what is right without each part, of the text too', async () => {
    const looked = await lookedAt('s5-transformer-2');
    const answer = await pageAblated(looked, { probe: 'p', model: 'm', kinds: ['head', 'layer'] }, {});
    assert.deepEqual(REQUESTS.ablated.answer.parse(answer), answer);
    assert.deepEqual([answer.parts.length, answer.measured, answer.left], [10, 10, 0]);
    assert.equal(answer.whole.text!.judged, 4);
    const named = answer.parts.map(({ name }) => name);
    assert.ok(named.includes('layer 2, head 4') && named.includes('layer 1, the layer'));
    assert.ok(answer.parts.every(({ harm }, at) => at === 0 || harm <= answer.parts[at - 1]!.harm));
    // The first layer moves the tokens together: without it hardly a state is right.
    assert.ok(answer.parts.find(({ name }) => name === 'layer 1, the layer')!.accuracy < 0.1);
  });
});
