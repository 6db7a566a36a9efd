import assert from 'node:assert/strict';
import type { Model, Probe, Run } from '../../../../src/protocol/messages';
import { lensText, modelsText, outcomeDetails, outcomeText } from '../../../../src/extension/probes/outcome';
import type { TextState } from '../../../../src/extension/probes/probed';

function model(name: string, firstWrong: number | null): Model {
  const run: Run = {
    view: 0,
    predicted: new Int16Array(),
    outcome: new Uint8Array(),
    confidence: new Float32Array(),
    firstWrong,
    accuracy: 1,
    rightAtEnd: firstWrong === null,
    provider: 'cpu',
    milliseconds: 1,
  };
  return { id: name, name, architecture: 'test', layers: [], state: { kind: 'done', run } };
}

function probe(models: Model[], count = 49): Probe {
  return {
    ...{ id: '1', title: 't', domain: 'word', source: { name: 'n', language: 'word' } },
    steps: { count, texts: [], notations: [] },
    ...{ views: [], models, cuts: [] },
  };
}

describe('what a probe came to', () => {
  it('is the steps, the models that stay right, and the first error', () => {
    const models = [model('Mamba, 4 layers', 7), model('RNN', null), model('S4', 9), model('Transformer', 7)];
    const text = '1 of 4 models right to the end · first wrong: Mamba and 1 more at step 8';
    assert.equal(outcomeText(probe(models)), `49 steps · ${text}`);
    assert.equal(modelsText(probe(models)), text);
    assert.equal(outcomeText(probe([model('RNN', null)], 1)), '1 step · 1 of 1 model right to the end');
  });

  it('claims no more of a text that was cut than of its first steps', () => {
    const cut = {
      ...probe([model('RNN', null), model('S4', 9)], 4096),
      cuts: [{ what: 'steps' as const, shown: 4096, total: 5000 }],
    };
    const some = 'the first 4,096 of 5,000 steps';
    assert.equal(outcomeText(cut), `${some} · 1 of 2 models right through ${some} · first wrong: S4 at step 10`);
    assert.deepEqual(outcomeDetails(cut).split('\n').slice(0, 2), [some, `Right through ${some}: RNN`]);
  });

  it('names every model where there is room', () => {
    const failed: Model = { ...model('x', null), state: { kind: 'failed', reason: 'no' } };
    const models = [model('Mamba, 4 layers', 7), model('RNN', null), model('S4', 9), model('Transformer', 7), failed];
    assert.deepEqual(outcomeDetails(probe(models)).split('\n'), [
      '49 steps',
      'Right to the end: RNN',
      'First wrong at step 8: Mamba, 4 layers; Transformer',
      'First wrong at step 10: S4',
      'Did not run: x',
    ]);
  });

  it('names the last step that changed something in what a model reads', () => {
    const late = (name: string, firstWrong: number, lastChange: number | null): Model => {
      const one = model(name, firstWrong);
      return one.state.kind === 'done'
        ? { ...one, state: { ...one.state, run: { ...one.state.run, lastChange } } }
        : one;
    };
    const shown = probe([late('Mamba', 16, 13), late('S4', 16, 16)]);
    assert.equal(
      outcomeText(shown),
      '49 steps · 0 of 2 models right to the end · first wrong: Mamba at step 17 (last change: step 14)',
    );
    assert.deepEqual(outcomeDetails(shown).split('\n').slice(1), [
      'First wrong at step 17 (last change: step 14): Mamba',
      'First wrong at step 17: S4',
    ]);
  });

  it('counts only models that ran, and says while some have not', () => {
    const failed: Model = { ...model('x', null), state: { kind: 'failed', reason: 'no' } };
    assert.equal(outcomeText(probe([failed, model('RNN', null)])), '49 steps · 1 of 1 model right to the end');
    assert.equal(outcomeText(probe([failed])), '49 steps · no model ran');
    const cancelled: Model = { ...failed, state: { kind: 'cancelled' } };
    assert.equal(
      outcomeText(probe([cancelled, model('RNN', null), model('S4', 3), cancelled])),
      '49 steps · cancelled after 2 of 4 models · first wrong: S4 at step 4',
    );
    const waiting: Model = { ...failed, state: { kind: 'waiting' } };
    assert.equal(outcomeText(probe([waiting, model('RNN', null)])), '49 steps · 1 of 2 models done');
  });
});

describe('the lens above a probed text', () => {
  it('says that models run, whichever are done', () => {
    const some = probe([{ ...model('S4', null), state: { kind: 'running' } }, model('RNN', null)]);
    assert.equal(lensText({ text: 'same', unreadable: undefined, probe: some }, false), 'running 2 models …');
  });

  const done = probe([model('RNN', null)]);
  const says = (text: TextState, live: boolean, unreadable?: string) =>
    lensText({ text, unreadable, probe: done }, live);

  it('says what the probe came to only of the text that was read', () => {
    for (const live of [false, true]) {
      assert.match(says('same', live), /right to the end/);
      for (const text of ['older', 'reading', 'away'] as const) assert.doesNotMatch(says(text, live), /right/);
      assert.equal(says('reading', live), 'reading the text …');
      assert.match(says('older', live, 'no such slot'), /changed since, and cannot be read as it is: no such slot/);
    }
    assert.equal(says('older', false), 'the text has changed since');
    assert.equal(says('older', true), 'reading what you type …');
  });
});
