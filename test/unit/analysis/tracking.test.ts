import assert from 'node:assert/strict';
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { evaluate, type Measurement } from '../../../src/analysis/evaluation';
import type { Tracked } from '../../../src/analysis/tracked';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { guessing, keeping, tracked } from './believers';
import { useKeptProcesses } from '../kept-processes';

describe('what a model tracks instead', () => {
  useKeptProcesses();
  it('is nothing else where it keeps the state', () => {
    const { kept, sentence } = tracked((truth) => truth);
    assert.deepEqual(
      kept.map(({ name, to, all }) => [name, to, all]),
      [['the whole state', 40, true]],
    );
    assert.equal(
      sentence,
      'keeps the whole state to all 40 tokens (no error in at least 90% of 200 random words of 40 tokens)',
    );
  });

  it('is found: the state, then where an object is, then the sign', () => {
    const [where, sign] = [keeping('the sign and where object 3 is'), keeping('the sign')];
    const { kept, sentence } = tracked((truth, tokens, random) => {
      if (tokens <= 7) return truth;
      return (tokens <= 20 ? where : sign)(truth, tokens, random);
    });
    assert.deepEqual(
      kept.map(({ name, to, all }) => [name, to, all]),
      [
        ['the whole state', 7, false],
        ['the sign and where object 3 is', 20, false],
        ['the sign', 40, true],
      ],
    );
    const words = 'keeps the sign to all 40 tokens, the sign and where object 3 is to 20, the whole state to 7';
    assert.ok(sentence.startsWith(words), sentence);
  });

  it('is where three objects are once the other two are no longer told apart', () => {
    const swapped = keeping('where objects 1, 2 and 3 are');
    const { kept } = tracked((truth, tokens, random) => (tokens <= 5 ? truth : swapped(truth, tokens, random)));
    assert.deepEqual(
      kept.map(({ name, to }) => [name, to]),
      [
        ['the whole state', 5],
        ['where objects 1, 2 and 3 are', 40],
      ],
    );
  });

  it('is nothing for a model that guesses, whichever the seed', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { kept } = tracked(guessing, { words: 60, length: 12, seed });
      assert.deepEqual([seed, kept.map(({ name }) => name)], [seed, ['the whole state']]);
    }
  });

  it('is nothing where a coarser answer is right by luck alone', () => {
    // Right in the state in 88 of 100 words from token 6 on: a fifth of the rest has the place of an object by luck.
    for (let seed = 1; seed <= 10; seed++) {
      const { kept } = tracked(
        (truth, tokens, random) =>
          tokens <= 5 || uniformInt(random, 1, 1000) > 45 ? truth : guessing(truth, tokens, random),
        { words: 600, length: 10, seed },
      );
      assert.deepEqual([seed, kept.map(({ name }) => name)], [seed, ['the whole state']]);
    }
  });

  it('is the sign for the two-layer Mamba with eigenvalues in [−1, 1], as theory says', async () => {
    const client = new InferenceClient();
    try {
      const model = await readModel(join(__dirname, '../../../models/s5-mamba-negative-2.onnx'));
      assert.ok('manifest' in model);
      let found: Tracked | undefined;
      const options = { lengths: [32], count: 200, seed: 7, providers: ['cpu' as const] };
      const onTracked = (tracked: Tracked): void => void (found = tracked);
      const [measured] = (await evaluate(model, { ...options, onTracked }, client)) as Measurement[];
      assert.ok(measured && measured.full < 0.02);
      const [sign] = measured.quotients ?? [];
      assert.ok(sign && sign.name === 'the sign' && sign.full > 0.97 && sign.last > 0.97 && sign.chance < 0.51);
      const [state, other] = found?.kept ?? [];
      assert.equal(state?.name, 'the whole state');
      assert.ok(state.to >= 7 && state.to < 12);
      assert.deepEqual([other?.name, other?.to], ['the sign', 32]);
    } finally {
      client.dispose();
    }
  });
});
