import assert from 'node:assert/strict';
import type { StepWord } from '../../../src/inference/looks';
import { openView } from '../../../src/inference/open-view';
import { transitionSpectra } from '../../../src/inference/patch/eigenvalues';
import { openModel } from '../../../src/inference/session';
import { readModelFiles } from '../../../src/models/model-files';
import { fileOf } from '../graph/bundled-views';

const LENGTH = 24;

async function spectraOf(id: string, { length = LENGTH, output = 'state.1', vocabulary = 11 } = {}) {
  const files = await readModelFiles(fileOf(id));
  const tokens = Int32Array.from({ length }, (_, step) => (3 * step * step + 5 * step + 1) % vocabulary);
  const word: StepWord = {
    ...{ name: 'a word', model: fileOf(id), providers: ['cpu'], vocabulary, classes: 120 },
    ...{ tokens, first: 0, after: new Int32Array(), truth: new Int32Array() },
  };
  const found = await transitionSpectra(
    (view) => openView(files, view, 2 ** 30),
    word,
    { output },
    () => undefined,
  );
  const plain = await openModel(files, ['cpu'], 2 ** 30);
  /** Another output of the same model, which PyTorch's graph computes by itself. */
  const own = async (name: string) => (await plain.run(tokens, 1, length, [name]))[name]!.data;
  return { found, own, release: () => plain.release() };
}

function near(a: number, b: number, bound = 1e-3): void {
  assert.ok(Math.abs(a - b) <= bound, `${a} and ${b}`);
}

describe('eigenvalues of the transitions of a recurrence', function () {
  this.timeout(120_000);

  it('are in [0, 1] for Mamba, as its decays say, and each value of its state goes its own way', async () => {
    const { found, own, release } = await spectraOf('s5-mamba-2');
    const { coupled, isLinear, steps, word } = found;
    assert.deepEqual([coupled, isLinear, steps.count, steps.imaginary], [1, true, LENGTH * 2048, 0]);
    assert.ok(steps.real[0] > -1e-4 && steps.real[1] <= 1 + 1e-4);
    assert.ok(word!.real[0] > -1e-4 && word!.real[1] <= 1 + 1e-4);
    const decay = await own('decay.1');
    const mean = decay.reduce((sum, value) => sum + value, 0) / decay.length;
    const points = steps.points;
    let sum = 0;
    for (let at = 0; at < points.length; at += 3) sum += points[at]! * points[at + 2]!;
    near(sum / steps.count, mean);
    await release();
  });

  it('are on the line from −1 to 1 for its negative kin', async () => {
    const { found, release } = await spectraOf('s5-mamba-negative-2');
    const { steps } = found;
    assert.equal(steps.imaginary, 0);
    assert.ok(steps.real[0] < -0.5 && steps.real[0] >= -1 - 1e-4 && steps.real[1] <= 1 + 1e-4);
    assert.ok(steps.negative > 0);
    await release();
  });

  it('are on the circle for IDS4, at every step and for the whole word', async () => {
    const { found, release } = await spectraOf('s5-ids4-1');
    const { coupled, steps, word } = found;
    assert.deepEqual([coupled, steps.count, word!.count], [16, LENGTH * 16, 16]);
    for (const spectrum of [steps, word!]) {
      near(spectrum.modulus[0], 1);
      near(spectrum.modulus[1], 1);
      assert.equal(spectrum.onCircle, 1);
    }
    // A transposition is a reflection: its eigenvalues are 1 and −1. Products of them turn.
    near(steps.real[0], -1);
    assert.ok(steps.imaginary < 0.2 && word!.imaginary > 0.5);
    await release();
  });

  it('reach −1 for a DeltaNet that may reflect, and stay in [0, 1] for the other; all but one of each head are 1', async () => {
    for (const id of ['s5-deltanet-1', 's5-deltanet-negative-1']) {
      const { found, own, release } = await spectraOf(id);
      const { coupled, isLinear, steps } = found;
      assert.deepEqual([coupled, isLinear], [32, true]);
      near(steps.imaginary, 0);
      const decay = await own('decay.1');
      near(
        steps.real[0],
        decay.reduce((least, value) => Math.min(least, value), 1),
      );
      near(steps.real[1], 1);
      assert.ok(id === 's5-deltanet-1' ? steps.real[0] > -1e-3 : steps.real[0] < -0.98, String(steps.real[0]));
      assert.ok(steps.onCircle > 0.9);
      await release();
    }
  });

  it('are pairs of complex numbers within the circle for S4, whose moduli are its decays', async () => {
    const { found, own, release } = await spectraOf('s5-s4-1');
    const { coupled, steps } = found;
    assert.equal(coupled, 2);
    assert.ok(steps.imaginary > 0.1 && steps.modulus[1] <= 1 + 1e-4);
    const decay = await own('decay.1');
    const mean = decay.reduce((sum, value) => sum + value, 0) / decay.length;
    const { points } = steps;
    let sum = 0;
    for (let at = 0; at < points.length; at += 3) sum += Math.hypot(points[at]!, points[at + 1]!) * points[at + 2]!;
    near(sum / steps.count, mean, 3e-3);
    await release();
  });

  it('are those of the derivative where a recurrence is not linear, and refused where a state is too large for that', async () => {
    const { found, release } = await spectraOf('s5-elman-rnn-1', { length: 4 });
    assert.deepEqual([found.isLinear, found.word, found.coupled], [false, null, 256]);
    assert.ok(found.steps.count > 0 && Number.isFinite(found.steps.modulus[1]));
    await release();
    await assert.rejects(spectraOf('s5-rnn-ssm'), /not linear and has 1321 values/);
    await assert.rejects(spectraOf('s5-transformer-2'), /no output "state\.1"/);
  });
});
