import assert from 'node:assert/strict';
import { evaluate, type EvaluationOptions, type Measurement, type NotMeasured } from '../../../src/analysis/evaluation';
import { generatorFor, uniformWord } from '../../../src/models/random-words';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import type { Manifest } from '../../../src/models/manifest';
import type { ModelSpec } from '../models/onnx-fixture';
import { lookupSpec, parityManifest, paritySpec, temporaryFolder } from '../models/tiny-models';
import { useKeptProcesses } from '../kept-processes';

describe('accuracy by length', () => {
  useKeptProcesses();
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());

  async function measure(
    spec: ModelSpec,
    options: Partial<EvaluationOptions> = {},
  ): Promise<(Measurement | NotMeasured)[]> {
    const model = await readModel(folder.write('model.onnx', spec));
    assert.ok('manifest' in model, 'reason' in model ? model.reason : '');
    return evaluate(model, { lengths: [1, 9, 33], count: 150, seed: 5, providers: ['cpu'], ...options }, client);
  }
  const figures = (results: (Measurement | NotMeasured)[]): Measurement[] =>
    results.map((result) => {
      assert.ok('full' in result, 'reason' in result ? result.reason : '');
      return result;
    });
  const reason = async (spec: ModelSpec): Promise<string> => {
    const [result] = await measure(spec);
    assert.ok(result && 'reason' in result);
    return result.reason;
  };
  /** Always believes that the number of swaps so far is that of the last token alone. */
  const forgetful = () =>
    lookupSpec(
      [
        [1, 0],
        [0, 1],
      ],
      parityManifest({ id: 'forgetful' }),
    );

  it('is one for a model that counts', async () => {
    for (const { full, steps, fullInterval, firstWrongMedian, sequences } of figures(await measure(paritySpec()))) {
      assert.deepEqual([full, steps, fullInterval[1], firstWrongMedian, sequences], [1, 1, 1, null, 150]);
      assert.ok(fullInterval[0] > 0.97);
    }
  });

  it('says that a model is verified before its first run', async () => {
    const told: string[] = [];
    const onProgress = ({ done, message }: { done: number; message: string }): number =>
      told.push(`${done} ${message}`);
    const spec = paritySpec(parityManifest({ id: 'fresh-words', name: 'Never seen' }));
    await measure(spec, { lengths: [4, 5], count: 10, onProgress });
    assert.deepEqual(told, [
      '0 Never seen, length 4',
      '0 Never seen, verifying the model',
      '10 Never seen, length 4',
      '10 Never seen, length 5',
      '20 Never seen, length 5',
    ]);
  });

  it('agrees with counting by hand for a model that forgets', async () => {
    for (const measured of figures(await measure(forgetful()))) {
      const { length } = measured;
      const random = generatorFor(5, length);
      let [full, steps] = [0, 0];
      const firstWrong: number[] = [];
      for (let word = 0; word < 150; word++) {
        let odd = 0;
        const right = Array.from(uniformWord(random, 2, length), (token) => (odd ^= token) === token);
        if (right.every(Boolean)) full++;
        firstWrong.push(right.includes(false) ? right.indexOf(false) + 1 : Infinity);
        steps += right.filter(Boolean).length;
      }
      const median = firstWrong.sort((a, b) => a - b)[74]!;
      assert.equal(measured.full, full / 150);
      assert.equal(measured.steps, steps / (150 * length));
      assert.equal(measured.firstWrongMedian, Number.isFinite(median) ? median : null);
      assert.ok(measured.stepsInterval[0] <= measured.steps && measured.steps <= measured.stepsInterval[1]);
    }
  });

  it('gives the same figures for a seed, whichever other lengths are asked for', async () => {
    const strip = (results: (Measurement | NotMeasured)[]) =>
      figures(results).map((measured) => ({ ...measured, milliseconds: undefined }));
    const all = strip(await measure(forgetful()));
    assert.deepEqual(strip(await measure(forgetful())), all);
    assert.deepEqual(strip(await measure(forgetful(), { lengths: [33] })), [all[2]]);
    assert.notDeepEqual(strip(await measure(forgetful(), { seed: 6 })), all);
  });

  it('skips the place of the token that starts a sequence', async () => {
    // One row more than there are steps: right everywhere only if each step is read from its own.
    const { task } = parityManifest();
    const results = await measure(paritySpec(parityManifest({ task: { ...task, bos: 0 } as Manifest['task'] })));
    assert.deepEqual(
      figures(results).map(({ full }) => full),
      [1, 1, 1],
    );
  });

  describe('of a language', () => {
    // (ab)*: after a comes b, after b comes a. The fixture's logits are looked up from the last symbol.
    const rule = {
      kind: 'dfa',
      start: 0,
      transitions: [
        [1, null],
        [null, 0],
      ],
      next: [[0], [1]],
    };
    const task = { kind: 'language', name: '(ab)*', alphabet: ['a', 'b'], rule };
    const language = (table: number[][], more: object = {}) =>
      lookupSpec(table, { ...parityManifest({ id: 'language' }), task: { ...task, ...more } });

    it('is one where exactly the symbols that may come next are above zero', async () => {
      const results = figures(
        await measure(
          language([
            [-1, 2],
            [2, -1],
          ]),
        ),
      );
      assert.deepEqual(
        results.map(({ full, steps }) => [full, steps]),
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      );
    });

    it('is less where one symbol too many is', async () => {
      const results = figures(
        await measure(
          language([
            [1, 2],
            [2, -1],
          ]),
        ),
      );
      assert.deepEqual(
        results.map(({ full }) => full),
        [0, 0, 0],
      );
      // Of abab…a the a steps are wrong: 1 of 1, 5 of 9, 17 of 33.
      assert.deepEqual(
        results.map(({ steps }) => steps),
        [0, 4 / 9, 16 / 33],
      );
    });

    it('is not measured where there is no such word, or no rule to draw it by', async () => {
      const finite = {
        rule: {
          ...rule,
          transitions: [
            [1, null],
            [null, null],
          ],
        },
      };
      const results = await measure(
        language(
          [
            [-1, 2],
            [2, -1],
          ],
          finite,
        ),
      );
      assert.deepEqual(
        results.map((result) => 'reason' in result && result.reason),
        [false, 'the language has no word of 9 symbols', 'the language has no word of 33 symbols'],
      );
      assert.match(
        await reason(
          language(
            [
              [0, 0],
              [0, 0],
            ],
            { rule: { kind: 'counter' } },
          ),
        ),
        /rule "counter" cannot be drawn/,
      );
    });
  });

  it('says why a model cannot be measured', async () => {
    assert.match(
      await reason(
        lookupSpec(
          [
            [NaN, 0],
            [0, 0],
          ],
          parityManifest(),
        ),
      ),
      /not finite numbers/,
    );
    assert.match(
      await reason(
        lookupSpec(
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
          parityManifest(),
        ),
      ),
      /gives 3 logits/,
    );
    const { task } = parityManifest();
    const open = (classes: number[][]) =>
      lookupSpec(
        [classes.map(() => 0), classes.map(() => 0)],
        parityManifest({ task: { ...task, classes } as Manifest['task'] }),
      );
    assert.match(await reason(open([[0, 1]])), /do not hold every product/);
    assert.match(await reason(open([[1, 0]])), /no class for the identity/);
  });

  it('can be cancelled, tells how far it is, and refuses what has no bounds', async () => {
    const seen: [number, number][] = [];
    await measure(paritySpec(), { onProgress: ({ done, total }) => seen.push([done, total]) });
    assert.deepEqual(seen.at(-1), [450, 450]);
    assert.ok(seen.every(([done], i) => i === 0 || done >= seen[i - 1]![0]));
    await assert.rejects(measure(paritySpec(), { signal: AbortSignal.abort() }), { name: 'AbortError' });
    for (const bad of [{ lengths: [0] }, { lengths: [1.5] }, { lengths: [1e9] }, { count: 0 }])
      await assert.rejects(measure(paritySpec(), bad), RangeError);
  });
});
