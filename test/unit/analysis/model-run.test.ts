import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, identity, type SlotMap } from '../../../src/algebra/maps';
import { elementOf } from '../../../src/algebra/elements';
import { judge, type ModelRun } from '../../../src/analysis/model-run';
import { readRow } from '../../../src/analysis/softmax';
import { MonoidEncoder, type Encoding } from '../../../src/models/encoding';
import type { MonoidTask } from '../../../src/models/manifest';
import { makeTrace, type Trace } from '../../../src/trace/trace';
import { permutation } from '../arbitraries';
import { symmetricManifest } from '../models/tiny-models';

const S3 = Array.from({ length: 6 }, (_, id) => elementOf(3, BigInt(id)));
const encoder = new MonoidEncoder(symmetricManifest(3, S3).task as MonoidTask);

function world(maps: (SlotMap | null)[], initial = identity(3)): Trace {
  const names = initial.map(String);
  return makeTrace({
    domain: 'word',
    source: { uri: 'test', language: 'word' },
    slots: names,
    objects: names,
    initial,
    steps: maps.map((map) => ({ map, text: '' })),
  });
}

function encode(trace: Trace, by = encoder): Encoding {
  const encoding = by.encode(
    trace.slots.length,
    trace.steps.map(({ map }) => map ?? null),
  );
  assert.ok(!('problem' in encoding));
  return encoding;
}

/** Logits that predict class `answer(token index)` with probability `confidence`, the others sharing the rest. */
function logits(length: number, answer: (token: number) => number, confidence = 0.9, classes = 6) {
  const data = new Float32Array(length * classes).fill(Math.log((1 - confidence) / (classes - 1)));
  for (let token = 0; token < length; token++) data[token * classes + answer(token)] = Math.log(confidence);
  return { dims: [1, length, classes], data };
}

function judged(run: ReturnType<typeof judge>): ModelRun {
  assert.ok(!('problem' in run), 'problem' in run ? run.problem : '');
  return run;
}

describe("a model's run beside the truth", () => {
  it('is right everywhere for a model that knows, and wrong exactly where one errs', () => {
    const words = fc.array(fc.tuple(permutation(3), fc.boolean()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, permutation(3), (steps, initial) => {
        const trace = world(
          steps.map(([map]) => map),
          initial,
        );
        const encoding = encode(trace);
        // The class after every token, right or one too high, decided by hand from the steps.
        const answers = new Map<number, number>();
        let product: SlotMap = identity(3);
        steps.forEach(([map, right], t) => {
          product = compose(product, map);
          const truth = S3.findIndex((element) => element.join() === product.join());
          answers.set(encoding.after[t]!, right ? truth : (truth + 1) % 6);
        });
        const run = judged(
          judge(
            trace,
            encoder,
            encoding,
            logits(encoding.tokens.length, (t) => answers.get(t) ?? 0),
          ),
        );
        const first = steps.findIndex(([, right]) => !right);
        assert.deepEqual(
          run.steps.map((step) => step?.right),
          steps.map(([, right]) => right),
        );
        assert.equal(run.firstWrong, first < 0 ? null : first);
        assert.equal(run.accuracy, steps.filter(([, right]) => right).length / steps.length);
        assert.deepEqual(run.trueFinal, compose(initial, product));
        assert.equal(String(run.predictedFinal) === String(run.trueFinal), steps.at(-1)![1]);
      }),
      { seed: 20260101, numRuns: 200 },
    );
  });

  it('gives the probabilities of what was predicted and of what is true', () => {
    const trace = world([[1, 0, 2]]);
    const run = judged(
      judge(
        trace,
        encoder,
        encode(trace),
        logits(1, () => 0, 0.75),
      ),
    );
    const [step] = run.steps;
    assert.equal(step?.predicted, 0);
    assert.equal(step.truth, 2);
    assert.ok(Math.abs(step.confidence - 0.75) < 1e-6);
    assert.ok(Math.abs(step.probabilityOfTruth - 0.05) < 1e-6);
  });

  it('does not judge the null state', () => {
    const trace = world([[1, 0, 2], null]);
    const run = judged(
      judge(
        trace,
        encoder,
        encode(trace),
        logits(1, () => 2),
      ),
    );
    assert.deepEqual(
      run.steps.map((step) => step?.right),
      [true, undefined],
    );
    assert.deepEqual([run.judged, run.accuracy, run.predictedFinal, run.trueFinal], [1, 1, null, null]);
  });

  it('does not judge a rest that the model never reads, before its first token', () => {
    const task = symmetricManifest(3, S3).task as MonoidTask;
    const swaps = new MonoidEncoder({ ...task, tokens: task.tokens.slice(1) });
    const trace = world([identity(3), [1, 0, 2], identity(3)]);
    const run = judged(
      judge(
        trace,
        swaps,
        encode(trace, swaps),
        logits(1, () => 2),
      ),
    );
    assert.deepEqual(
      run.steps.map((step) => step?.right),
      [undefined, true, true],
    );
    const onlyRest = world([identity(3)]);
    const nothing = judged(
      judge(
        onlyRest,
        swaps,
        encode(onlyRest, swaps),
        logits(0, () => 0),
      ),
    );
    assert.deepEqual([nothing.accuracy, nothing.predictedFinal], [null, null]);
  });

  it('refuses logits that are no numbers, and states without a class', () => {
    const trace = world([[1, 0, 2]]);
    const nan = logits(1, () => 0);
    nan.data[3] = NaN;
    const outcome = judge(trace, encoder, encode(trace), nan);
    assert.deepEqual(outcome, { problem: 'its logits after step 1 are not finite numbers', step: 0 });
    const few = new MonoidEncoder(symmetricManifest(3, [identity(3)]).task as MonoidTask);
    assert.deepEqual(
      judge(
        trace,
        few,
        encode(trace),
        logits(1, () => 0, 0.9, 1),
      ),
      {
        problem: 'it has no class for the state after step 1',
        step: 0,
      },
    );
  });
});

describe('a row of logits', () => {
  const row = (...values: number[]) => readRow(Float32Array.from(values), 0, values.length, 0);

  it('has probabilities that add up to one, however large the logits are', () => {
    const values = fc.array(fc.float({ noNaN: true, min: Math.fround(-1e30), max: Math.fround(1e30) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(values, (logits) => {
        const rows = logits.map((_, asked) => readRow(Float32Array.from(logits), 0, logits.length, asked)!);
        const sum = rows.reduce((total, { probability }) => total + probability, 0);
        assert.ok(Math.abs(sum - 1) < 1e-9);
        assert.equal(rows[0]!.confidence, Math.max(...rows.map(({ probability }) => probability)));
      }),
      { seed: 20260101, numRuns: 300 },
    );
  });

  it('may mask classes with minus infinity, but not all of them', () => {
    assert.deepEqual(row(-Infinity, 3), { predicted: 1, confidence: 1, probability: 0 });
    assert.equal(row(-Infinity, -Infinity), undefined);
    assert.equal(row(Infinity, 0), undefined);
    assert.equal(row(0, NaN), undefined);
  });

  it('predicts the first of equals', () => {
    assert.deepEqual(row(1, 1), { predicted: 0, confidence: 0.5, probability: 0.5 });
  });
});
