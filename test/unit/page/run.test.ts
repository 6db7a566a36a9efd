import assert from 'node:assert/strict';
import type { Run } from '../../../src/protocol/messages';
import type { ProbedModel } from '../../../src/analysis/probe';
import { pageProbe } from '../../../src/page/probe';
import { ranModel } from '../../../src/page/run';
import { answered } from '../../../src/trace/question';
import type { Model } from '../../../src/models/catalogue';
import { makeTrace } from '../../../src/trace/trace';
import { seenIn } from '../../../src/trace/views';

/** Three cells for the models here: the classes are the identity, a swap of the first two, a swap with a spare cell. */
const model: Model = {
  path: '/m.onnx',
  bytes: 1,
  manifest: {
    format: 1,
    id: 'm',
    name: 'M',
    architecture: 'test',
    layers: 3,
    width: 8,
    task: {
      kind: 'monoid',
      name: 'S3',
      degree: 3,
      tokens: [[1, 0, 2]],
      classes: [
        [0, 1, 2],
        [1, 0, 2],
        [2, 1, 0],
      ],
    },
  },
};

const trace = makeTrace({
  domain: 'code',
  source: { uri: 't.py', language: 'python' },
  slots: ['x', 'y'],
  objects: ['p', 'q'],
  initial: [1, 0],
  steps: [0, 1, 2].map(() => ({ map: [1, 0], text: 'swap' })),
});

const step = (predicted: number, truth: number) => ({
  predicted,
  truth,
  confidence: 0.75,
  probabilityOfTruth: predicted === truth ? 0.75 : 0.25,
  right: predicted === truth,
});

const entry: ProbedModel = {
  model,
  trace,
  view: 'whole',
  encoding: { tokens: Int32Array.of(0, 0, 0), after: Int32Array.of(0, 1, 2), products: [] },
  run: {
    steps: [step(1, 1), step(2, 0), null],
    firstWrong: 1,
    accuracy: 0.5,
    judged: 2,
    predictedFinal: null,
    trueFinal: [0, 1],
  },
  facts: {
    provider: 'webgpu',
    cpuOperators: ['Scan'],
    inputs: ['tokens'],
    outputs: ['logits', 'hidden.0', 'hidden.1', 'hidden.3'],
  },
  milliseconds: 2,
};

const parts = { id: '1', title: 't', name: 'n', models: [model], cuts: [] };

function runOf(entryOf: ProbedModel, of = trace): Run {
  const probe = pageProbe(of, parts);
  const { state } = ranModel(probe, probe.models[0]!, entryOf, of);
  assert.ok(state.kind === 'done');
  return state.run;
}

describe('a run as the page shows it', () => {
  it('names the objects of the world, the model’s spare places, and nothing where there is no state', () => {
    const { predicted } = runOf(entry);
    // From [1, 0]: swapped; the spare place's content in x; not run.
    assert.deepEqual([...predicted], [0, 1, -2, 0, -1, -1]);
  });

  it('tells right from wrong from not run', () => {
    const run = runOf(entry);
    assert.deepEqual([...run.outcome], [1, 0, 2]);
    assert.deepEqual([...run.confidence], [0.75, 0.75, 0]);
    assert.deepEqual([...(run.confidenceInTruth ?? [])], [0.75, 0.25, 0]);
    assert.deepEqual([run.firstWrong, run.accuracy, run.rightAtEnd], [1, 0.5, false]);
    assert.match(run.provider, /webgpu.*Scan/);
  });

  it('answers what the text asks by the state that the model ends in, and nothing where it has none or the text was cut', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const asked = { text: 'What is in x?', range, slot: 0, options: [{ label: 'A', text: trace.objects[1]! }] };
    const of = { ...trace, questions: [answered(asked, trace)] };
    assert.deepEqual(of.questions[0]?.answer, trace.objects[0]);
    const believing = { ...entry, run: { ...entry.run, predictedFinal: [1, 0] } };
    assert.deepEqual(runOf(believing, of).answers, [{ answer: trace.objects[1], right: 'A' }]);
    assert.equal(runOf(entry, of).answers, undefined);
    assert.equal(runOf({ ...believing, view: 'five-objects' }, of).answers, undefined);
    assert.equal(runOf(believing).answers, undefined);
    const cut = pageProbe(of, { ...parts, cuts: [{ what: 'steps', shown: 3, total: 9, reason: 'a setting' }] });
    const { state } = ranModel(cut, cut.models[0]!, believing, of);
    assert.ok(state.kind === 'done' && state.run.answers === undefined);
  });

  it('has the layers that the model gives, without a gap', () => {
    const probe = pageProbe(trace, parts);
    const { layers } = ranModel(probe, probe.models[0]!, entry, trace);
    assert.deepEqual(
      layers.map(({ name }) => name),
      ['embedding', 'layer 1'],
    );
  });

  it('has the width of each layer where the file tells it, else that of the manifest', () => {
    const probe = pageProbe(trace, parts);
    const facts = { ...entry.facts, widths: { logits: 3, 'hidden.1': 1321 } };
    const { layers } = ranModel(probe, probe.models[0]!, { ...entry, facts }, trace);
    assert.deepEqual(
      layers.map(({ neurons }) => neurons),
      [8, 1321],
    );
  });

  it('belongs to the view that the model read', () => {
    const slots = ['a', 'b', 'c', 'd', 'e', 'f'];
    const large = makeTrace({
      ...trace,
      slots,
      objects: slots,
      initial: [0, 1, 2, 3, 4, 5],
      steps: trace.steps.map(({ text }) => ({ map: [1, 0, 2, 3, 4, 5], text })),
    });
    const probe = pageProbe(large, parts);
    const moving = runOf({ ...entry, trace: seenIn('moving-slots', large), view: 'moving-slots' }, large);
    assert.deepEqual(probe.views[moving.view]?.slots, ['a', 'b']);
    const whole = runOf({ ...entry, trace: large }, large);
    assert.equal(probe.views[whole.view]?.slots.length, 6);
  });
});
