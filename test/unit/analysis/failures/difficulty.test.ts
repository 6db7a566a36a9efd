import assert from 'node:assert/strict';
import { difficulty } from '../../../../src/analysis/failures/difficulty';
import { difficultyText } from '../../../../src/analysis/failures/difficulty-text';
import { isProbed, probe, type ProbedModel } from '../../../../src/analysis/probe';
import { InferenceClient } from '../../../../src/inference/client';
import { readModel } from '../../../../src/models/catalogue';
import { generatorFor, uniformWord } from '../../../../src/models/random-words';
import { makeTrace } from '../../../../src/trace/trace';
import type { ModelSpec } from '../../models/onnx-fixture';
import { lookupSpec, parityManifest, paritySpec, temporaryFolder } from '../../models/tiny-models';
import { useKeptProcesses } from '../../kept-processes';

describe('a text among random words of its length', () => {
  useKeptProcesses();
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  const OPTIONS = { providers: ['cpu'] as const, seed: 3 };
  const FORGETFUL = lookupSpec(
    [
      [1, 0],
      [0, 1],
    ],
    parityManifest({ id: 'forgetful' }),
  );

  /** @param word 0 to rest, 1 to swap */
  async function probed(spec: ModelSpec, word: readonly number[]): Promise<ProbedModel> {
    const model = await readModel(folder.write('model.onnx', spec));
    assert.ok('manifest' in model);
    const trace = makeTrace({
      ...{ domain: 'word' as const, source: { uri: 'w', language: 'word' }, slots: ['1', '2'], objects: ['a', 'b'] },
      initial: [0, 1],
      steps: word.map((swap) => ({ map: swap ? [1, 0] : [0, 1], text: '' })),
    });
    const [entry] = (await probe(trace, [model], client, OPTIONS)).entries;
    assert.ok(entry && isProbed(entry));
    return entry;
  }

  /** Of a model that believes that the number of swaps is that of the last token. */
  const rightIn = (word: ArrayLike<number>): number => {
    let odd = 0;
    return Array.from(word, (token) => (odd ^= token) === token).filter(Boolean).length;
  };

  it('is counted as by hand', async () => {
    for (const text of [
      [1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0],
      [0, 0, 0, 0, 0, 0, 0, 1, 1],
      [1, 0, 0, 0, 0, 0],
    ]) {
      const found = await difficulty(await probed(FORGETFUL, text), client, OPTIONS);
      assert.deepEqual([found.words, found.tokens, found.steps, found.cut], [200, text.length, text.length, false]);
      const own = rightIn(text);
      assert.equal(found.right, own / text.length);
      const random = generatorFor(3, text.length);
      const counts = Array.from({ length: 200 }, () => rightIn(uniformWord(random, 2, text.length)));
      assert.equal(found.harder, counts.filter((count) => count > own).length / 200);
      assert.equal(found.same, counts.filter((count) => count === own).length / 200);
      assert.equal(found.wrong, counts.filter((count) => count < text.length).length / 200);
      assert.ok(found.interval[0] <= found.wrong && found.wrong <= found.interval[1]);
      assert.match(found.sentence, /seed 3\)/);
    }
  });

  it('says where a model is right on all', async () => {
    const found = await difficulty(await probed(paritySpec(), [1, 1, 0, 1]), client, OPTIONS);
    assert.deepEqual([found.right, found.harder, found.same, found.wrong], [1, 0, 1, 0]);
    assert.equal(
      found.sentence,
      "right at all of this text's steps, as it is on all 200 random words of 4 tokens (seed 3)",
    );
  });

  it('is bounded for a long text, and says as far as what it is', async () => {
    const text = Array.from({ length: 700 }, (_, at) => at % 2);
    const found = await difficulty(await probed(FORGETFUL, text), client, OPTIONS);
    assert.deepEqual([found.tokens, found.words, found.steps, found.cut], [512, 64, 512, true]);
    assert.equal(found.right, rightIn(text.slice(0, 512)) / 512);
    assert.match(found.sentence, /of the steps of this text's first 512 tokens, /);
  });

  it('tells the text from the model by how many random words are wrong', () => {
    const found = { words: 200, tokens: 9, seed: 1, steps: 9, right: 0.5, cut: false, harder: 0.9, same: 0 };
    const whose = (wrong: number) => difficultyText({ ...found, wrong, interval: [0, 1] });
    assert.match(whose(1), /harder than 90% of 200 .*, of which it gets every one wrong, too: it is the model/);
    assert.match(whose(0.2), /20% wrong, too: it is both/);
    assert.match(whose(0.01), /1% wrong, too: it is the text/);
    assert.match(whose(0), /it gets none wrong: it is the text/);
  });
});
