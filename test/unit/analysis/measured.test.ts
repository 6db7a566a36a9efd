import assert from 'node:assert/strict';
import { placeText, tokensRead } from '../../../src/analysis/tokens';
import { besideText, fullText, measured, onThisText } from '../../../src/analysis/measured';
import { inOrder } from '../../../src/models/order';
import type { Model } from '../../../src/models/catalogue';
import type { Step, Trace } from '../../../src/trace/trace';

const metric = (length: number, full: number) => ({ length, full, sequences: 1000, steps: full });

describe('what a model was measured to do', () => {
  it('reaches the longest length before the first that fails, in order of length', () => {
    const found = measured({ metrics: [metric(16, 0.02), metric(8, 0.95), metric(4, 1), metric(32, 0.99)] });
    assert.equal(found?.reach, 8);
    assert.deepEqual(found.beyond, { length: 16, full: 0.02 });
    assert.equal(found.line, 'at least 90% of words right up to length 8; 2% at 16');
  });

  it('says when nothing fails, nothing works, and nothing is known', () => {
    assert.equal(
      measured({ metrics: [metric(512, 1)] })?.line,
      'at least 90% of words right up to length 512 (1,000 words), all that was measured',
    );
    const never = measured({ metrics: [{ ...metric(50, 0.4), shortest: 1 }] });
    assert.equal(never?.reach, 0);
    assert.equal(never.line, 'fewer than 90% of words right from the shortest length on: 40% at 1–50');
    assert.equal(measured({}), undefined);
  });

  it('shows several seeds by median and range', () => {
    const seeds = { count: 3, median: 0.5, low: 0.25, high: 0.75 };
    assert.equal(fullText({ ...metric(8, 0.75), seeds }), '75% (3 seeds: 25%–75%, median 50%)');
    assert.equal(fullText({ ...metric(8, 0.9999), seeds: { ...seeds, count: 1 } }), '99.9%');
  });

  it('stands beside what the model did on a text', () => {
    const on = (firstWrong: number | null, accuracy: number, resting: readonly number[] = [], perStep = 1) => {
      const run = { steps: [], predictedFinal: null, trueFinal: null, judged: 100, firstWrong, accuracy };
      const step = (index: number): Step => ({ map: resting.includes(index) ? [0, 1] : [1, 0], text: '' });
      const steps = Array.from({ length: 100 }, (_, index) => step(index));
      const after = Int32Array.from({ length: 100 }, (_, index) => perStep * (index + 1) - 1);
      const model = { manifest: { task: { kind: 'monoid' } } } as unknown as Model;
      const encoding = { tokens: new Int32Array(), after, products: [] };
      return onThisText({ run, trace: { steps } as unknown as Trace, model, encoding });
    };
    assert.equal(on(null, 1), 'right at all 100 steps');
    assert.equal(on(8, 0.1), 'first wrong at step 9; 10% of 100 steps right');
    assert.equal(on(8, 0.1, [7, 8]), 'first wrong at step 9 (last change: step 7); 10% of 100 steps right');
    assert.equal(on(8, 0.1, [], 2), 'first wrong at step 9 (token 18); 10% of 100 steps (200 tokens) right');
    assert.equal(
      on(8, 0.1, [7, 8], 2),
      'first wrong at step 9 (token 18, last change: step 7); 10% of 100 steps (200 tokens) right',
    );
    assert.equal(on(1, 0.1, [0, 1]), 'first wrong at step 2 (nothing has changed yet); 10% of 100 steps right');
  });

  it('says by which token half of the longest words are wrong', () => {
    const median = (length: number, full: number, firstWrongMedian: number | null) => ({
      ...{ ...metric(length, full), firstWrongMedian },
    });
    const found = measured({ metrics: [median(512, 1, null), median(1024, 0.6, null), median(4096, 0, 1234)] });
    assert.equal(found?.horizon, 1234);
    assert.equal(
      found.line,
      'at least 90% of words right up to length 512; 60% at 1,024, half of the words wrong by token 1,234',
    );
  });
});

describe('what stands beside an outcome', () => {
  const training = { lengths: [1, 15] };
  it('is what the model was trained on and how far it was measured to be right', () => {
    const metrics = [metric(10, 0.95), metric(12, 0.8)];
    assert.equal(besideText({ training, metrics }), 'trained on words up to 15 tokens, at least 90% right up to 10');
    assert.equal(besideText({ metrics: [metric(64, 1)] }), 'at least 90% right up to 64, all that was measured');
    assert.equal(
      besideText({ training, metrics: [metric(2, 0.5)] }),
      'trained on words up to 15 tokens, fewer than 90% right at every length measured',
    );
    assert.equal(besideText({ training }), 'trained on words up to 15 tokens');
    assert.equal(
      besideText({ training: { exact: true }, metrics: [metric(64, 1)] }),
      'built, not trained, at least 90% right up to 64, all that was measured',
    );
    for (const lengths of [undefined, [], 'short', [1, 'x'], [1, -3]])
      assert.equal(besideText({ training: { lengths } }), undefined);
  });

  it('counts tokens without the one that starts a word', () => {
    const after = Int32Array.of(1, 3, -1, 4);
    assert.deepEqual([...tokensRead({ bos: 0 }, { after })], [1, 3, 0, 4]);
    assert.deepEqual([...tokensRead({}, { after })], [2, 4, 0, 5]);
    assert.equal(placeText(1, tokensRead({ bos: 0 }, { after })), '2 (token 3)');
    assert.equal(placeText(0, tokensRead({ bos: 0 }, { after })), '1');
    assert.equal(placeText(2, tokensRead({ bos: 0 }, { after })), '3');
  });
});

describe('the order of models', () => {
  it('is S5 first, then groups, then languages; within a task by architecture and depth', () => {
    const model = (kind: string, name: string, architecture: string, layers: number, negative = false) =>
      ({ manifest: { task: { kind, name }, architecture, layers, negative } }) as unknown as Model;
    const wanted = [
      model('monoid', 'S5', 'wfa-ssm', 1),
      model('monoid', 'S5', 'mamba', 2, true),
      model('monoid', 'S5', 'mamba', 1),
      model('monoid', 'S5', 'mamba', 4),
      model('monoid', 'S5', 'my-own', 1),
      model('monoid', 'A5', 's4', 1),
      model('language', 'aa', 'mamba', 2),
      model('language', 'parity', 'mamba', 2),
    ];
    assert.deepEqual(inOrder([...wanted].reverse()), wanted);
  });
});
