import assert from 'node:assert/strict';
import fc from 'fast-check';
import { announcement, cutText, laneDescription, ordinal, outcomeOf, percent, stepOf } from '../../../webview/describe';
import { probe } from '../../../webview/dev/sample';
import type { Model, Run, RunState } from '../../../src/protocol/messages';
import { defaultModel } from '../../../src/protocol/models';

const sample = probe('sample', 5, ['x', 'y', 'z']);
const [first] = sample.models as [Model];

function withRun(change: Partial<Run>): Model {
  assert.equal(first.state.kind, 'done');
  return { ...first, name: 'Elman RNN', state: { kind: 'done', run: { ...first.state.run, ...change } } };
}
const withState = (state: RunState): Model => ({ ...first, state });

describe('sentences about a probe', () => {
  it('call a share 100% or 0% only when it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const text = percent(share);
        assert.equal(text === '100%', share === 1);
        assert.equal(text === '0%', share === 0);
        assert.ok(Math.abs(parseFloat(text) - share * 100) <= 0.5 + 1e-9);
      }),
      { seed: 20260101, numRuns: 1000 },
    );
    assert.equal(percent(0.99999), '99.9%');
    assert.equal(percent(NaN), '–');
  });

  it('say how a model did', () => {
    assert.deepEqual(outcomeOf(withRun({ firstWrong: null, rightAtEnd: true, accuracy: 1 }), null), {
      icon: 'right',
      text: 'right at every step',
    });
    assert.deepEqual(outcomeOf(withRun({ firstWrong: 2, rightAtEnd: false, accuracy: 0.4 }), null), {
      icon: 'wrong',
      text: 'error at 3 · 40% right',
    });
    const cuts = [{ what: 'steps' as const, shown: 4096, total: 5000 }];
    assert.equal(
      outcomeOf(withRun({ firstWrong: null, rightAtEnd: true, accuracy: 1 }), { cuts }).text,
      'right through the first 4,096 of 5,000 steps',
    );
    assert.match(
      outcomeOf(withRun({ firstWrong: 2, rightAtEnd: true, accuracy: 0.8 }), { cuts }).text,
      /right after the first 4,096 of 5,000 steps$/,
    );
    assert.equal(outcomeOf(withRun({ firstWrong: 2, rightAtEnd: true, accuracy: 0.8 }), null).icon, 'partly');
    assert.equal(outcomeOf(withState({ kind: 'running', done: 1, total: 4 }), null).text, 'running, 25%');
    assert.equal(outcomeOf(withState({ kind: 'running' }), null).text, 'running');
    assert.equal(outcomeOf(withState({ kind: 'failed', reason: 'no kernel' }), null).reason, 'no kernel');
    assert.equal(outcomeOf(withState({ kind: 'not applicable', reason: 'six' }), null).icon, 'not applicable');
  });

  it('announce a step with its text, the truth and the chosen model', () => {
    const truth = Int16Array.from([0, 1, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2]);
    const own = {
      ...sample,
      steps: { ...sample.steps, texts: ['a[0], a[1] = a[1], a[0]', '', '', '', ''] },
      views: [{ slots: ['a[0]', 'a[1]', 'a[2]'], objects: ['x', 'y', 'z'], truth }],
    };
    const model = withRun({
      predicted: Int16Array.from([0, 1, 2, ...truth.slice(6)]),
      outcome: Uint8Array.from([0, 1, 2, 1, 1]),
      confidence: Float32Array.from([0.25, 1, 1, 1, 1]),
      confidenceInTruth: Float32Array.from([0.125, 1, 1, 1, 1]),
    });
    assert.equal(
      announcement(own, 0, model),
      'Step 1 of 5: a[0], a[1] = a[1], a[0]. True state y x z; Elman RNN x y z, wrong, confidence 25%, 13% in the true state.',
    );
    assert.match(announcement(own, 1, model), /Elman RNN right, confidence 100%\.$/);
    assert.match(announcement(own, 2, model), /Elman RNN gave no state\.$/);
    assert.match(announcement(own, 0, null), /True state y x z\.$/);
  });

  it('describe a lane by its stretches, as long as one can follow', () => {
    const few = withRun({ outcome: Uint8Array.from([1, 1, 0, 1, 2]), accuracy: 0.75 });
    assert.equal(
      laneDescription(few, sample),
      'Elman RNN: right from step 1 to 2, wrong at step 3, right at step 4, not run at step 5. 75% of steps right. Bars: confidence in the predicted state; line: in the true state.',
    );
    const many = withRun({ outcome: Uint8Array.from({ length: 40 }, (_, step) => step % 2) });
    assert.match(laneDescription(many, { ...sample, steps: { ...sample.steps, count: 40 } }), /then 34 more changes\./);
  });

  it('number steps as people do', () => {
    assert.equal(stepOf(99_999, 100_000), 'Step 100,000 of 100,000');
    const of = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 112, 1001];
    const named = ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '23rd', '112th', '1,001st'];
    assert.deepEqual(of.map(ordinal), named);
  });

  it('say what is cut', () => {
    assert.equal(cutText({ what: 'steps', shown: 1000, total: 70_000 }), 'Shows 1,000 of 70,000 steps.');
    assert.equal(
      cutText({ what: 'neurons', shown: 0, total: 1, reason: 'too wide.' }),
      'Shows 0 of 1 neuron: too wide.',
    );
  });
});

describe('the model shown at first', () => {
  const waiting = sample.models.map((model): Model => ({ ...model, state: { kind: 'waiting' } }));
  const lost = (model: Model): Model => ({ ...withRun({ firstWrong: 1 }), id: model.id });
  const [a, b, c] = waiting as [Model, Model, Model];

  it('is the one that was asked for, by the person before the extension', () => {
    const own = { ...sample, models: [a, lost(b), c], chosenModel: c.id };
    assert.equal(defaultModel(own, { picked: a.id, chosen: null }), a.id);
    assert.equal(defaultModel(own, { picked: 'gone', chosen: null }), c.id);
  });

  it('is else the one that lost track first: of several at one step the first in the list', () => {
    const lostAt = (model: Model, firstWrong: number): Model => ({ ...withRun({ firstWrong }), id: model.id });
    assert.equal(defaultModel({ ...sample, models: [a, b, lost(c)] }, { picked: null, chosen: a.id }), c.id);
    assert.equal(defaultModel({ ...sample, models: [a, lost(b), lost(c)] }, { picked: null, chosen: c.id }), b.id);
    const models = [lostAt(a, 4), lostAt(b, 2), lostAt(c, 3)];
    assert.equal(defaultModel({ ...sample, models }, { picked: null, chosen: a.id }), b.id);
  });

  it('is else any, or none', () => {
    assert.equal(defaultModel({ ...sample, models: [a, b] }, { picked: null, chosen: null }), a.id);
    assert.equal(defaultModel({ ...sample, models: [] }, { picked: null, chosen: null }), null);
  });
});
