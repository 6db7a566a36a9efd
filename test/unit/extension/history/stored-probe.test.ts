import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProbedModel } from '../../../../src/analysis/probe';
import { judge } from '../../../../src/analysis/model-run';
import { bounded } from '../../../../src/extension/history/bounds';
import { parseRecords, type HistoryRecord } from '../../../../src/extension/history/records';
import { pageProbe } from '../../../../src/page/probe';
import { ranModel } from '../../../../src/page/run';
import { restoreProbe, storeProbe } from '../../../../src/extension/history/stored-probe';
import { Timeline } from '../../../../src/extension/probes/timeline';
import type { Model } from '../../../../src/models/catalogue';
import { encoderOf } from '../../../../src/models/encoding';
import { isMonoid } from '../../../../src/models/manifest';
import { makeTrace } from '../../../../src/trace/trace';
import { seenIn } from '../../../../src/trace/views';

const model: Model = {
  path: '/m.onnx',
  bytes: 77,
  manifest: {
    format: 1,
    id: 'm',
    name: '<b>M</b>',
    architecture: 'test',
    layers: 1,
    width: 4,
    task: {
      ...{
        kind: 'monoid',
        name: 'S2',
        degree: 2,
        tokens: [
          [0, 1],
          [1, 0],
        ],
      },
      classes: [
        [0, 1],
        [1, 0],
      ],
    },
  },
};

const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 4 } });
const trace = makeTrace({
  domain: 'word',
  source: { uri: 't.word', language: 'word' },
  slots: ['x', 'y'],
  objects: ['p', 'q'],
  initial: [0, 1],
  steps: [1, 0, 1].map((swaps, line) => ({ map: swaps ? [1, 0] : [0, 1], text: '<i>s</i>', range: range(line) })),
});

/** Right at the first two steps, wrong at the last. */
function entry(): ProbedModel {
  assert.ok(isMonoid(model.manifest));
  const encoder = encoderOf(model.manifest.task);
  const encoding = encoder.encode(
    2,
    trace.steps.map(({ map }) => map ?? null),
  );
  assert.ok(!('problem' in encoding));
  const data = Float32Array.of(0, 2, 0, 3, 0, 1);
  const run = judge(trace, encoder, encoding, { dims: [1, 3, 2], data });
  assert.ok(!('problem' in run));
  const facts = { provider: 'cpu' as const, inputs: ['tokens'], outputs: ['logits', 'hidden.0', 'hidden.1'] };
  return { model, trace, view: 'whole', encoding, run, facts, milliseconds: 3 };
}

const ID = '00000000-0000-4000-8000-000000000001';

const SCOPE = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
const PART = { text: '(1 2)', before: '\n', after: '\n(1 3)' };

function stored(): { text: string; probe: ReturnType<typeof pageProbe> } {
  const ran = entry();
  const waiting = pageProbe(trace, { id: ID, title: 't.word', name: 't.word', models: [model], cuts: [] });
  const probe = { ...waiting, models: waiting.models.map((one) => ranModel(waiting, one, ran, trace)) };
  const text = storeProbe({
    ...{ probe, timeline: new Timeline(trace), entries: new Map([['m', ran]]) },
    ...{ part: { scope: SCOPE, ...PART }, objects: undefined },
  });
  assert.ok(text !== undefined);
  return { text, probe };
}

describe('a probe on disk', () => {
  it('comes back as it was, ready to be looked into', () => {
    const { text, probe } = stored();
    const back = restoreProbe(text, [model]);
    assert.deepEqual(back.trace, trace);
    assert.deepEqual(back.probe, probe);
    assert.deepEqual(back.part, PART);
    // Probabilities are kept in single precision, which is what the page shows.
    const ran = entry();
    const steps = ran.run.steps.map((step) => {
      assert.ok(step);
      const [confidence, probabilityOfTruth] = [Math.fround(step.confidence), Math.fround(step.probabilityOfTruth)];
      return { ...step, confidence, probabilityOfTruth };
    });
    assert.deepEqual(back.entries, [{ ...ran, run: { ...ran.run, steps } }]);
    assert.equal(back.entries[0]?.run.firstWrong, 2);
  });

  it('comes back with what a model read through the slots that move', () => {
    const slots = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const steps = trace.steps.map(({ map, text }) => ({
      map: slots.map((_, slot) => (map?.[0] === 1 && [2, 5].includes(slot) ? 7 - slot : slot)),
      text,
    }));
    const large = makeTrace({ ...trace, slots, objects: slots, initial: [0, 1, 2, 3, 4, 5, 6], steps });
    const ran: ProbedModel = { ...entry(), trace: seenIn('moving-slots', large), view: 'moving-slots' };
    const waiting = pageProbe(large, { id: ID, title: 't.word', name: 't.word', models: [model], cuts: [] });
    const probe = { ...waiting, models: waiting.models.map((one) => ranModel(waiting, one, ran, large)) };
    const text = storeProbe({
      ...{ probe, timeline: new Timeline(large), entries: new Map([['m', ran]]) },
      ...{ part: { scope: undefined }, objects: undefined },
    });
    const back = restoreProbe(text ?? '', [model]);
    assert.deepEqual(back.probe, probe);
    assert.deepEqual([back.entries[0]?.view, back.entries[0]?.trace.slots], ['moving-slots', ['c', 'f']]);
  });

  it('leaves out models that are gone, and says so', () => {
    const { probe } = restoreProbe(stored().text, []);
    assert.deepEqual(probe.models, []);
    assert.deepEqual(
      probe.cuts.map(({ what, shown, total }) => [what, shown, total]),
      [['models', 0, 1]],
    );
  });

  it('does not read another model’s classes into what was kept', () => {
    const { probe, entries } = restoreProbe(stored().text, [{ ...model, bytes: 78 }]);
    assert.deepEqual(entries, []);
    assert.equal(probe.models[0]?.state.kind, 'failed');
  });

  it('has models that are still to run where the window was closed before they had', () => {
    const waiting = pageProbe(trace, { id: ID, title: 't.word', name: 't.word', models: [model], cuts: [] });
    for (const state of [{ kind: 'waiting' }, { kind: 'running', done: 1, total: 3 }] as const) {
      const probe = { ...waiting, models: waiting.models.map((one) => ({ ...one, state })) };
      const parts = { probe, timeline: new Timeline(trace), part: { scope: undefined }, objects: undefined };
      const text = storeProbe({ ...parts, entries: new Map() });
      assert.deepEqual(restoreProbe(text ?? '', [model]).probe, waiting);
    }
  });

  it('is refused, or harmless, when something in it was changed', () => {
    const { text } = stored();
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', '9', '"', '}', 'x', '-1', 'null'), (at, other) => {
        try {
          const { probe, trace: read } = restoreProbe(text.slice(0, at) + other + text.slice(at + 1), [model]);
          assert.ok(probe.models.length <= 1 && read.steps.length === 3);
        } catch (error) {
          // Broken JSON, or what the schemas do not admit.
          assert.ok(
            error instanceof SyntaxError || (error as Error).name === 'ZodError' || error instanceof RangeError,
          );
          refused++;
        }
      }),
      { seed: 20260101, numRuns: 500 },
    );
    assert.ok(refused > 100);
  });
});

const record: HistoryRecord = {
  ...{ id: ID, time: 1, title: 't', uri: 'file:///t.word', language: 'word', outcome: '3 steps' },
  ...{ bytes: 10, shown: 'yes', playhead: 0 },
};

describe('records of the history', () => {
  it('are read, and what is none is left out', () => {
    assert.deepEqual(parseRecords([record]), [record]);
    const bad = [
      null,
      3,
      {},
      { ...record, id: '../../etc/passwd' },
      { ...record, time: 'now' },
      { ...record, playhead: -1 },
    ];
    assert.deepEqual(parseRecords([...bad, record, record]), [record]);
  });

  it('are bounded in number and in bytes, the newest kept', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => ({ ...record, id }));
    const { kept, emptied } = bounded(many, { most: 3, bytes: 25 });
    assert.deepEqual(
      kept.map(({ id, bytes }) => [id, bytes]),
      [
        ['a', 10],
        ['b', 10],
        ['c', 0],
      ],
    );
    assert.deepEqual(emptied.sort(), ['c', 'd']);
  });
});
