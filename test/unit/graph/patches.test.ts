import assert from 'node:assert/strict';
import type { OpenModel } from '../../../src/inference/open-model';
import { generatorFor, uniformWord } from '../../../src/models/random-words';
import { fileOf, MODELS, openBoth, runView, stepOf } from './bundled-views';
import { readModel } from '../../../src/models/catalogue';
import { vocabularyOf } from '../../../src/models/manifest';

const LENGTH = 24;

async function wordsOf(id: string, count: number): Promise<Int32Array[]> {
  const model = await readModel(fileOf(id));
  if ('reason' in model) throw new Error(model.reason);
  const random = generatorFor(20, LENGTH);
  const { task } = model.manifest;
  return Array.from({ length: count }, () => {
    const word = uniformWord(
      random,
      task.kind === 'monoid' ? task.tokens.length : vocabularyOf(model.manifest),
      LENGTH,
    );
    if (task.bos != null) word[0] = task.bos;
    return word;
  });
}

function largest(data: Float32Array): number {
  return data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function difference(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0);
}

for (const id of MODELS)
  describe(`a view of ${id}`, () => {
    let [plain, view]: (OpenModel | undefined)[] = [];
    let [shown, read]: string[][] = [[], []];
    let [word, other]: Int32Array[] = [];
    before(async () => {
      ({ plain, view, shown, read } = await openBoth(id));
      [word, other] = await wordsOf(id, 2);
    });
    after(async () => {
      await plain?.release();
      await view?.release();
    });

    it('computes what the model does where nothing is replaced', async () => {
      const own = await plain!.run(word!, 1, LENGTH, ['logits', ...shown!]);
      const found = await runView(view!, word!, ['logits', ...shown!]);
      for (const name of ['logits', ...shown!])
        assert.ok(difference(own[name]!.data, found[name]!.data) <= 1e-4 * largest(own[name]!.data), name);
    });

    it('changes nothing, to the bit, where a run’s own states are put in', async () => {
      const own = await runView(view!, word!, ['logits', ...shown!]);
      for (const output of read!)
        for (const token of [0, 7, LENGTH - 1]) {
          const placed = [{ output, word: 0, token, values: stepOf(own[output]!, token) }];
          const found = await runView(view!, word!, ['logits'], placed);
          assert.deepEqual(found['logits']!.data, own['logits']!.data, `${output} after token ${token + 1}`);
        }
    });

    it('changes what comes after a state of another word, and nothing before it', async () => {
      const own = await runView(view!, word!, ['logits', ...shown!]);
      const others = await runView(view!, other!, shown!);
      for (const output of read!) {
        const token = 11;
        const values = stepOf(others[output]!, token);
        // Of two states of parity one is mostly the other's.
        if (difference(values, stepOf(own[output]!, token)) === 0) continue;
        const placed = [{ output, word: 0, token, values }];
        const { logits } = await runView(view!, word!, ['logits'], placed);
        const classes = logits!.dims[2]!;
        const [from, to] = [token * classes, logits!.data.length];
        const early = difference(logits!.data.subarray(0, from), own['logits']!.data.subarray(0, from));
        assert.ok(early <= 1e-5 * largest(own['logits']!.data), `${output}: ${early} before the patch`);
        assert.ok(difference(logits!.data.subarray(from, to), own['logits']!.data.subarray(from, to)) > 0, output);
      }
    });
  });

describe('a state that nothing reads', () => {
  it('is not replaced in silence', async () => {
    const { plain, view, shown, read } = await openBoth('s5-wfa-ssm');
    assert.deepEqual(
      shown.filter((name) => !read.includes(name)),
      ['hidden.0'],
    );
    const placed = [{ output: 'hidden.0', word: 0, token: 0, values: new Float32Array(11) }];
    await assert.rejects(runView(view, new Int32Array(4), ['logits'], placed), /do not depend on "hidden.0"/);
    await plain.release();
    await view.release();
  });
});

for (const id of ['s5-wfa-ssm', 's5-rnn-ssm', 'parity-wfa-ssm', 'flip-flop-wfa-ssm', 'bounded-dyck-2-3-wfa-ssm'])
  describe(`the recurrent state of ${id}`, () => {
    it('of another word makes the tail that of the other word, exactly', async () => {
      const { plain, view } = await openBoth(id);
      const [word, other] = await wordsOf(id, 2);
      const { 'state.1': states } = await runView(view, other!, ['state.1']);
      for (const token of [0, 5, 12, LENGTH - 1]) {
        const spliced = Int32Array.from(word!, (own, at) => (at <= token ? other![at]! : own));
        const expected = await runView(view, spliced, ['logits']);
        const placed = [{ output: 'state.1', word: 0, token, values: stepOf(states!, token) }];
        const found = await runView(view, word!, ['logits'], placed);
        const tail = token * found['logits']!.dims[2]!;
        assert.deepEqual(found['logits']!.data.slice(tail), expected['logits']!.data.slice(tail));
      }
      await plain.release();
      await view.release();
    });
  });
