import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Model, Probe, Run } from '../../../../src/protocol/messages';
import { drawing } from '../../../../src/extension/marks/drawing';
import { explainSteps } from '../../../../src/extension/marks/explain';
import { errorMarks, stateMarks, type Look } from '../../../../src/extension/marks/marks';
import { firstErrors } from '../../../../src/extension/probes/first-errors';
import { StepIndex } from '../../../../src/extension/probes/step-index';
import { Timeline } from '../../../../src/extension/probes/timeline';
import { pageProbe } from '../../../../src/page/probe';
import { makeTrace, states, type Trace } from '../../../../src/trace/trace';
import { permutation } from '../../arbitraries';

const at = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 9 } });

/** Three swaps of the first two cells on line 1, one of the last two on line 2. */
const trace = makeTrace({
  domain: 'code',
  source: { uri: 'swaps.py', language: 'python' },
  slots: ['a[0]', 'a[1]', 'a[2]'],
  objects: ['10', '20', '<b>30</b>'],
  initial: [0, 1, 2],
  steps: [1, 1, 1, 2].map((line) => ({
    map: line === 1 ? [1, 0, 2] : [0, 2, 1],
    text: line === 1 ? 'a[0], a[1] = a[1], a[0]' : 'swap(*a*)',
    range: at(line),
  })),
});

function model(name: string, right: boolean[]): Model {
  const run: Run = {
    view: 0,
    predicted: Int16Array.from(right.flatMap(() => [0, 1, -2])),
    outcome: Uint8Array.from(right, (is) => (is ? 1 : 0)),
    confidence: new Float32Array(right.length).fill(0.5),
    firstWrong: right.includes(false) ? right.indexOf(false) : null,
    accuracy: right.filter((is) => is).length / right.length,
    rightAtEnd: right.at(-1) ?? false,
    provider: 'cpu',
    milliseconds: 1,
  };
  return { id: name, name, architecture: 'test', layers: [], state: { kind: 'done', run } };
}

function probeWith(models: Model[], of: Trace = trace): Probe {
  return { ...pageProbe(of, { id: '1', title: 't', name: 'n', models: [], cuts: [] }), models };
}

describe('marks of true states', () => {
  const index = StepIndex.of(trace.steps);
  const marksAt = (playhead: number, lines = [0, 1, 2, 3]) => stateMarks(new Timeline(trace), index, lines, playhead);

  it('stand at the end of a line, after its step', () => {
    assert.deepEqual(marksAt(0)[1], { line: 2, text: 'a = [20, <b>30</b>, 10]' });
  });

  it('show the visit of a loop where the playhead is', () => {
    const first = 'a = [20, 10, <b>30</b>]  visit 1 of 3';
    const second = 'a = [10, 20, <b>30</b>]  visit 2 of 3';
    const last = 'a = [20, 10, <b>30</b>]  visit 3 of 3';
    assert.deepEqual(
      [0, 1, 2, 3].map((playhead) => marksAt(playhead)[0]?.text),
      [first, second, last, last],
    );
  });

  it('show the first visit of a loop that the playhead has not come to', () => {
    const later = StepIndex.of([{ map: null, text: '', range: at(0) }, ...trace.steps]);
    const marks = stateMarks(
      new Timeline(makeTrace({ ...trace, steps: [trace.steps[3]!, ...trace.steps] })),
      later,
      [1],
      0,
    );
    assert.match(marks[0]?.text ?? '', /visit 1 of 3$/);
  });

  it('are made only for the lines asked for', () => {
    assert.deepEqual(
      marksAt(0, [2]).map(({ line }) => line),
      [2],
    );
  });

  /** `count` swaps on one line, side by side. */
  const word = (count: number) =>
    makeTrace({
      ...trace,
      steps: Array.from({ length: count }, (_, k) => ({
        map: [1, 0, 2],
        text: 's',
        range: { start: { line: 0, character: 2 * k }, end: { line: 0, character: 2 * k + 1 } },
      })),
    });

  it('stand at the end of a line of many steps alone, after the last of them or the one at the playhead', () => {
    const many = word(30);
    const marks = (playhead: number) => stateMarks(new Timeline(many), StepIndex.of(many.steps), [0], playhead);
    assert.deepEqual(marks(12), [{ line: 0, text: 'a = [20, 10, <b>30</b>]  after step 13' }]);
    assert.deepEqual(marks(99), [{ line: 0, text: 'a = [10, 20, <b>30</b>]  after step 30' }]);
  });
});

describe('the timeline', () => {
  it('has the states of the trace at every step', () => {
    fc.assert(
      fc.property(fc.array(permutation(5), { minLength: 250, maxLength: 600 }), (maps) => {
        const long = makeTrace({ ...trace, initial: [4, 3, 2, 1, 0], steps: maps.map((map) => ({ map, text: '' })) });
        const timeline = new Timeline(long);
        states(long).forEach((state, step) => {
          if (step < maps.length) assert.deepEqual(timeline.before(step), state);
          if (step > 0) assert.deepEqual(timeline.after(step - 1), state);
        });
      }),
      { seed: 20260101, numRuns: 10 },
    );
  });
});

describe('marks of first errors', () => {
  const index = StepIndex.of(trace.steps);
  const nobody = { playhead: 0, model: undefined };
  const marksOf = (probe: Probe, of: StepIndex, look: Look = nobody) => errorMarks(probe, of, look);
  const models = [
    model('Mamba, 2 layers', [true, false, true, true]),
    model('right', [true, true, true, true]),
    model('S4', [true, true, true, false]),
    model('Transformer', [true, false, false, false]),
  ];

  it('name one model that first goes wrong there, by a sign and words, and how many others', () => {
    const texts = marksOf(probeWith(models), index).map(({ line, text }) => [line, text]);
    assert.deepEqual(texts, [
      [1, '✗ Mamba lost <b>30</b> in a[2] at step 2 (1 more wrong from there)'],
      [2, '✗ S4 lost 20, <b>30</b>, 10, believes a = [10, 20, nothing]'],
    ]);
  });

  it('tell beside the true state of the playhead what the looked-at model believes', () => {
    const [mamba, , s4, transformer] = models;
    assert.ok(mamba && s4 && transformer);
    const texts = (look: Look) => marksOf(probeWith(models), index, look).map(({ text }) => text);
    // Its first error, seen from there.
    assert.equal(
      texts({ playhead: 1, model: transformer })[0],
      '✗ Transformer lost <b>30</b>, believes a = [10, 20, nothing] (1 more wrong from here)',
    );
    // A later one.
    assert.equal(
      texts({ playhead: 2, model: transformer })[0],
      '✗ Transformer lost <b>30</b> in a[2] at step 2 (1 more wrong from there); Transformer believes a = [10, 20, nothing]',
    );
    assert.deepEqual(texts({ playhead: 2, model: s4 }), texts(nobody), 'it is right there');
  });

  it('have all names in the hover, as literal text', () => {
    const hostile = model('[x](command:y), 3 layers', [true, true, true, false]);
    const [first, second] = marksOf(probeWith([...models, hostile]), index);
    const decoded = (text = '') => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    assert.match(decoded(first?.hover), /^- step 2: Mamba, 2 layers\n- step 2: Transformer$/m);
    assert.match(decoded(second?.hover), /- step 4: \[x\]\(command:y\), 3 layers$/);
    assert.doesNotMatch((second?.hover ?? '').replace(/&#\d+;/g, ''), /[[\]()]/);
  });

  it('keep the depth where names differ in nothing else', () => {
    const twins = ['Mamba, 2 layers', 'Mamba, 4 layers', 'S4, 1 layer'].map((name) => model(name, [false]));
    assert.deepEqual(firstErrors(probeWith(twins))[0]?.brief, ['Mamba, 2 layers', 'Mamba, 4 layers', 'S4']);
  });

  it('name two steps of a line that has many, and count the models of the others', () => {
    const steps = Array.from({ length: 6 }, () => ({ map: [1, 0, 2], text: 's', range: at(0) }));
    const late = [1, 2, 3, 3].map((wrong, k) =>
      model(
        `M${k}`,
        steps.map((_, step) => step !== wrong),
      ),
    );
    const [mark, ...more] = marksOf(probeWith(late, makeTrace({ ...trace, steps })), StepIndex.of(steps));
    assert.match(mark?.text ?? '', /^✗ M0 lost .* at step 2; M1 lost .* at step 3; 2 more$/);
    assert.deepEqual(mark?.ranges, [], 'all stand at one place');
    assert.deepEqual(more, []);
  });

  it('are in the order of time', () => {
    assert.deepEqual(
      firstErrors(probeWith(models)).map(({ step }) => step),
      [1, 3],
    );
  });

  it('are none for models that did not run', () => {
    const failed: Model = { ...model('x', [false]), state: { kind: 'failed', reason: 'no' } };
    assert.deepEqual(marksOf(probeWith([failed]), index), []);
  });
});

describe('the hover of a step', () => {
  const decoded = (markdown: string) =>
    markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const timeline = new Timeline(trace);
  const index = StepIndex.of(trace.steps);

  it('says what the step does and what each model believes', () => {
    const probe = probeWith([model('Mamba', [true, true, true, false]), model('S4', [true, true, true, true])]);
    const text = decoded(explainSteps(timeline, probe, index, [3], 0));
    assert.match(text, /Step 4 of 4/);
    assert.match(text, /Does: \(a\[1\] a\[2\]\)/);
    assert.match(text, /Before: a = \[20, 10, <b>30<\/b>\]/);
    assert.match(text, /After: a = \[20, <b>30<\/b>, 10\]/);
    assert.match(text, /✗ \| Mamba \| a = \[10, 20, nothing\] \| 50%/);
    assert.match(text, /✓ \| S4/);
  });

  it('puts models that believe the same into one row', () => {
    const probe = probeWith(['Mamba', 'S4'].map((name) => model(name, [true, true, true, true])));
    assert.match(
      decoded(explainSteps(timeline, probe, index, [0], 0)),
      /✓ \| Mamba; S4 \| a = \[10, 20, nothing\] \| 50% \|/,
    );
  });

  it('never lets names or texts become mark-up', () => {
    const hostile = '](command:x) <img src=x> | ![a](http://b.c) `$(bug)`\n# h';
    const bad = makeTrace({
      ...trace,
      slots: [hostile, 'b', 'c'],
      objects: [hostile, 'y', 'z'],
      steps: [{ map: [1, 0, 2], text: hostile, range: at(0) }],
    });
    const failed: Model = { ...model(hostile, [true]), state: { kind: 'failed', reason: hostile } };
    const text = explainSteps(
      new Timeline(bad),
      probeWith([model(hostile, [false]), failed], bad),
      StepIndex.of(bad.steps),
      [0],
      0,
    );
    const bare = text.replace(/&#\d+;/g, '');
    assert.doesNotMatch(bare, /[<>[\]`!$()/]/);
    // What is left of pipes and stars is the hover's own table and emphasis.
    assert.equal(bare.split('\n').filter((line) => line.startsWith('#')).length, 0);
  });

  it('explains the steps from the playhead on where a place has many', () => {
    const text = explainSteps(timeline, probeWith([]), index, [0, 1, 2], 1);
    assert.match(text, /Step 1 of 4, visit 1 of 3[^]*Step 2 of 4, visit 2 of 3[^]*Step 3 of 4, visit 3 of 3/);
    const many = makeTrace({
      ...trace,
      steps: Array.from({ length: 9 }, () => ({ map: [1, 0, 2], text: 's', range: at(0) })),
    });
    const some = explainSteps(
      new Timeline(many),
      probeWith([], many),
      StepIndex.of(many.steps),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      4,
    );
    assert.match(some, /^\*\*Step 5 of 9/);
    const wrong = (from: number) =>
      model(
        'M',
        many.steps.map((_, step) => step < from),
      );
    const begun = (from: number, playhead: number) =>
      explainSteps(
        new Timeline(many),
        probeWith([wrong(from)], many),
        StepIndex.of(many.steps),
        [0, 2, 4, 6, 8],
        playhead,
      );
    assert.match(begun(5, 2), /^\*\*Step 7 of 9/, 'the first that is wrong');
    assert.match(begun(5, 8), /^\*\*Step 9 of 9/, 'that of the playhead, which is wrong too');
    assert.match(begun(99, 4), /^\*\*Step 5 of 9/);
    assert.match(some, /6 more steps stand here/);
  });

  it('draws the world after the step that it begins with, true and as the model that is wrong there believes it', () => {
    const mamba = model('<Mamba>', [true, true, true, false]);
    const probe = probeWith([model('S4', [true, true, true, true]), mamba]);
    const draw = (step: number) => drawing(probe, probe.models[0], step, 'dark');
    const text = explainSteps(timeline, probe, index, [3], 0, draw);
    const [, said = '', data = ''] = /!\[(.*?)\]\(data:image\/svg\+xml;base64,([\w+/=]+)\)/.exec(text) ?? [];
    assert.equal(decoded(said), 'a[0] 20, believed 10; a[1] <b>30</b>, believed 20; a[2] 10, believed ?');
    const picture = Buffer.from(data, 'base64').toString();
    assert.match(picture, /&lt;b&gt;30&lt;\/b&gt;/);
    // What is opened is closed, and nothing else is there.
    const tags = [...picture.matchAll(/<(\/?)(\w+)[^<>]*>/g)];
    assert.equal(tags.filter(([, end]) => end === '/').length * 2, tags.length);
    assert.deepEqual(new Set(tags.map(([, , tag]) => tag)), new Set(['svg', 'rect', 'path', 'text']));
    assert.match(decoded(text), /Believed by <Mamba>/);
  });
});
