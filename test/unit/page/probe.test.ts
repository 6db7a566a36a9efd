import assert from 'node:assert/strict';
import { pageProbe, retold, stepCuts } from '../../../src/page/probe';
import type { Manifest } from '../../../src/models/manifest';
import { makeTrace, states, type Trace } from '../../../src/trace/trace';
import { withVerdict } from '../../../src/trace/verdict';

/** A world of `size` places whose step `t` swaps places `t` and `t + 1`. */
function swaps(size: number, count: number): Trace {
  const names = Array.from({ length: size }, (_, slot) => `s${slot}`);
  return makeTrace({
    domain: 'word',
    source: { uri: 'x.word', language: 'word' },
    slots: names,
    objects: names,
    initial: names.map((_, slot) => slot),
    steps: Array.from({ length: count }, (_, t) => {
      const map = names.map((_, slot) => slot);
      const [i, j] = [t % size, (t + 1) % size];
      [map[i], map[j]] = [j, i];
      return { map, text: `${i} ${j}` };
    }),
  });
}

const parts = { id: '1', title: 't', name: 'n', models: [], cuts: [] };

const reader = (degree: number, architecture: string): Manifest => ({
  ...{ format: 1, id: architecture, name: architecture, architecture, layers: 1, width: 4 },
  task: {
    kind: 'monoid',
    name: `S${degree}`,
    degree,
    tokens: swaps(degree, degree - 1).steps.map(({ map }) => [...map!]),
    classes: [],
  },
});

describe('a probe as the page shows it', () => {
  it('says of the word that models read how hard it is, and of the whole world in a second line', () => {
    // Seven things are moved around; of the five that are followed only two ever change places.
    const step = (...moved: number[]) => {
      const map = [0, 1, 2, 3, 4, 5, 6];
      moved.forEach((slot, at) => (map[slot] = moved[(at + 1) % moved.length]!));
      return { map, text: moved.join(' ') };
    };
    const world = swaps(7, 0);
    const steps = [step(0, 1), step(5, 6), step(2, 5, 6), step(2, 6, 5), step(0, 1)];
    const trace = withVerdict(makeTrace({ ...world, steps }));
    const models = [reader(5, 'mamba'), reader(5, 'deltanet'), reader(7, 'mamba')].map((manifest) => ({
      ...{ path: '/m.onnx', bytes: 1, manifest },
    }));
    const probe = pageProbe(trace, { ...parts, models, objects: ['s0', 's1', 's3', 's4', 's2'] });
    assert.equal(probe.verdict?.name, 'Z6');
    assert.equal(probe.wholeVerdict?.order, '12');
    assert.deepEqual([...(probe.views[0]?.rests ?? [])], [0, 1, 0, 0, 0]);
    assert.equal(probe.views[1]?.rests, undefined);
    assert.deepEqual(
      probe.models.map(({ theory }) => theory?.says),
      ['cannot', 'cannot', 'cannot'],
    );
    const small = pageProbe(withVerdict(swaps(5, 3)), parts);
    assert.equal(small.verdict?.name, 'S4');
    assert.equal(small.wholeVerdict, undefined);
  });

  it('tell what theory says of a model beside what its own measurements say', () => {
    const manifest: Manifest = {
      ...{ format: 1, id: 'm', name: 'm', architecture: 'mamba', layers: 1, width: 4 },
      task: { kind: 'monoid', name: 'S5', degree: 1, tokens: [[0]], classes: [[0]] },
      metrics: [
        { length: 4, sequences: 10, full: 1, steps: 1 },
        { length: 8, sequences: 10, full: 0.5, steps: 0.8 },
      ],
    };
    const model = { path: '/m.onnx', bytes: 1, manifest };
    const [shown] = pageProbe(swaps(5, 3), { ...parts, models: [model] }).models;
    assert.deepEqual(shown?.measured, {
      reach: 4,
      beyond: { length: 8, full: 0.5 },
      line: 'at least 90% of words right up to length 4; 50% at 8',
    });
    const [bare] = pageProbe(swaps(5, 3), {
      ...parts,
      models: [{ ...model, manifest: { ...manifest, metrics: [] } }],
    }).models;
    assert.equal(bare?.measured, undefined);
  });

  it('has the true states of a small world, and only that world', () => {
    const trace = swaps(4, 7);
    const { views } = pageProbe(trace, parts);
    assert.equal(views.length, 1);
    assert.deepEqual([...(views[0]?.truth ?? [])], states(trace).flat());
  });

  it('shows five objects of a large world first, and says so', () => {
    const { views } = pageProbe(swaps(9, 7), parts);
    assert.deepEqual(
      views.map(({ slots }) => slots.length),
      [5, 9],
    );
    assert.match(views[0]?.note ?? '', /^Five of 9 objects are followed, those that move the most: (\w+, ){4}\w+\./);
    const { objects } = swaps(9, 7);
    const chosen = objects.slice(4);
    const followed = pageProbe(swaps(9, 7), { ...parts, objects: chosen }).views[0];
    assert.deepEqual(followed?.objects.toSorted(), chosen.toSorted());
    assert.match(followed.note ?? '', /are followed, as you chose: /);
  });

  it('shows the slots that move first where they are few, and those that a larger model reads beside five objects', () => {
    const slots = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const turning = (moving: number) =>
      makeTrace({
        ...{ domain: 'word', source: { uri: 'x', language: 'word' }, slots, objects: slots },
        initial: [0, 1, 2, 3, 4, 5, 6, 7],
        steps: [{ map: slots.map((_, slot) => (slot < moving ? (slot + 1) % moving : slot)), text: 'x' }],
      });
    const few = pageProbe(turning(3), parts).views;
    assert.deepEqual(
      few.map((view) => [view.view, view.slots.length]),
      [
        ['moving-slots', 3],
        ['whole', 8],
      ],
    );
    assert.equal(pageProbe(withVerdict(turning(3)), parts).wholeVerdict, undefined, 'one problem has one verdict');
    assert.equal(
      few[0]?.note,
      'Models follow the 3 of 8 places in which something changes; all others hold what they held.',
    );
    const manifest: Manifest = {
      ...{ format: 1, id: 'm', name: 'm', architecture: 'x', layers: 1, width: 4 },
      task: {
        kind: 'monoid',
        name: 'Z7',
        degree: 7,
        tokens: [[0, 1, 2, 3, 4, 5, 6]],
        classes: [[0, 1, 2, 3, 4, 5, 6]],
      },
    };
    const seven = pageProbe(turning(7), { ...parts, models: [{ path: '/m.onnx', bytes: 1, manifest }] });
    const views = ['five-objects', 'whole', 'moving-slots'];
    assert.deepEqual(
      seven.views.map(({ view }) => view),
      views,
    );
    assert.deepEqual(
      retold(seven, turning(7), parts).views.map(({ view }) => view),
      views,
    );
    assert.equal(seven.others, undefined);
    const offering = pageProbe(turning(7), { ...parts, others: [{ path: '/m.onnx', bytes: 1, manifest }] });
    for (const probe of [offering, retold(offering, turning(7), parts)])
      assert.deepEqual(
        probe.others,
        [{ id: 'm', name: 'm' }],
        'models that are offered stay, as the text is told anew',
      );
  });

  it('has no state after an illegal move', () => {
    const legal = swaps(3, 2);
    const trace = makeTrace({
      ...legal,
      steps: [...legal.steps, { map: null, text: 'x' }],
      illegal: { step: 2, reason: 'no' },
    });
    const probe = pageProbe(trace, parts);
    assert.deepEqual([...(probe.views[0]?.truth.slice(-3) ?? [])], [-1, -1, -1]);
    assert.deepEqual(probe.illegal, { step: 2, reason: 'no' });
  });
});

describe('a probe that leaves steps out', () => {
  it('says how many', () => {
    const cuts = stepCuts({ trace: swaps(5, 30), total: 100 });
    assert.deepEqual(
      cuts.map(({ what, shown, total }) => [what, shown, total]),
      [['steps', 30, 100]],
    );
  });

  it('says nothing when it leaves none out', () => {
    assert.deepEqual(stepCuts({ trace: swaps(5, 30), total: 30 }), []);
  });
});

describe('remarks of a reader', () => {
  const remarksOf = (count: number) => {
    const remarks = Array.from({ length: count }, (_, index) => ({ text: `remark ${index + 1}` }));
    const trace = makeTrace({
      domain: 'word',
      source: { uri: 'a.word', language: 'word' },
      slots: ['1', '2'],
      objects: ['1', '2'],
      initial: [0, 1],
      steps: [{ map: [1, 0], text: '(1 2)' }],
      remarks,
    });
    return pageProbe(trace, { id: 'p', title: 'a.word', name: 'a.word', models: [], cuts: [] }).remarks;
  };

  it('are all shown where they are few, and counted where they are many', () => {
    assert.deepEqual(remarksOf(20)?.at(-1), 'remark 20');
    assert.deepEqual(remarksOf(23)?.slice(-2), ['remark 20', '3 more (the trace lists all)']);
  });
});
