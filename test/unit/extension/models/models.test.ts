import assert from 'node:assert/strict';
import path from 'node:path';
import { chosenModels, modelPlaces, withChanges, withProblem } from '../../../../src/extension/models/choice';
import { modelFacts, modelTooltip } from '../../../../src/extension/models/facts';
import { percent } from '../../../../src/text/percent';
import type { Catalogue, Model } from '../../../../src/models/catalogue';
import type { Manifest } from '../../../../src/models/manifest';

const swap: Manifest['task'] = {
  kind: 'monoid',
  name: 'S2',
  degree: 2,
  tokens: [[1, 0]],
  classes: [
    [0, 1],
    [1, 0],
  ],
};
const parity: Manifest['task'] = { kind: 'language', name: 'parity', alphabet: ['0', '1'], rule: { kind: 'dfa' } };

function model(id: string, folder: string, more: Partial<Manifest> = {}): Model {
  const manifest: Manifest = {
    format: 1,
    id,
    name: id,
    architecture: 'test',
    layers: 2,
    width: 8,
    task: swap,
    ...more,
  };
  return { path: path.join(folder, `${id}.onnx`), manifest, bytes: 1500 };
}

const bundled = path.resolve('/bundled');
const own = path.resolve('/own');
const catalogue: Catalogue = {
  models: [
    model('a', bundled),
    model('b', bundled, { architecture: 's4' }),
    model('deep', bundled, { layers: 3 }),
    model('p', bundled, { task: parity }),
    model('mine', own, { layers: 9 }),
  ],
  languages: [],
  problems: [],
};
const ids = (models: readonly Model[]) => models.map(({ manifest }) => manifest.id);

describe('which models a probe runs', () => {
  it('is, without a choice, the deepest bundled one of each kind', async () => {
    assert.deepEqual(ids(await chosenModels(catalogue, undefined, bundled)), ['b', 'deep']);
  });

  it('is the choice in its order, without what is not there', async () => {
    assert.deepEqual(ids(await chosenModels(catalogue, ['mine', 'gone', 'a', 'mine'], bundled)), ['mine', 'a']);
    assert.deepEqual(await chosenModels(catalogue, [], bundled), []);
  });

  it('leaves out what turned out not to follow the contract, and says why', () => {
    const [first, second] = catalogue.models;
    const found = withProblem(catalogue, first!, 'it is not causal');
    assert.ok(!found.models.includes(first!) && found.models.includes(second!));
    assert.equal(found.models.length, catalogue.models.length - 1);
    assert.deepEqual(found.problems.at(-1), { path: first!.path, reason: 'it is not causal' });
    assert.ok(catalogue.models.includes(first!), 'the list before is as it was');
  });

  it('changes by ticks, and remembers models that are not here now', async () => {
    const choice = ['b', 'gone', 'a'];
    const chosen = await chosenModels(catalogue, choice, bundled);
    const changes = new Map([
      ['b', false],
      ['a', true],
      ['mine', true],
    ]);
    assert.deepEqual(withChanges(chosen, choice, changes), ['gone', 'a', 'mine']);
  });

  it('starts from the default when the first tick is changed', async () => {
    const chosen = await chosenModels(catalogue, undefined, bundled);
    assert.deepEqual(withChanges(chosen, undefined, new Map([['b', false]])), ['deep']);
  });
});

describe('where models are looked for', () => {
  it('is the bundled folder first, then the person’s, from home or the workspace', () => {
    const home = path.resolve('/home/x');
    const workspace = path.resolve('/work');
    assert.deepEqual(modelPlaces(['~/m', own, 'models', '~', '~user'], home, workspace), [
      path.join(home, 'm'),
      own,
      path.join(workspace, 'models'),
      home,
      path.join(workspace, '~user'),
    ]);
  });

  it('leaves relative folders out where there is no workspace', () => {
    assert.deepEqual(modelPlaces(['models'], '/home/x'), []);
  });
});

describe('what is said of a model', () => {
  it('has its figures', () => {
    const metrics = [{ length: 512, sequences: 1000, full: 0.5, steps: 0.9996 }];
    const facts = modelFacts(model('a', own, { metrics, training: { exact: true } }), 'cpu');
    const of = (label: string) => facts.find((fact) => fact.label === label)?.value;
    assert.equal(of('At length 512'), '99.9% of steps, 50% of 1,000 words without a fault');
    assert.equal(of('Training'), 'none: built from a theorem');
    assert.equal(of('Runs on'), 'cpu');
  });

  it('has what theory says of its architecture and its own task', () => {
    const task = {
      kind: 'monoid' as const,
      name: 'Z2',
      degree: 2,
      tokens: [
        [0, 1],
        [1, 0],
      ],
      classes: [
        [0, 1],
        [1, 0],
      ],
    };
    const facts = modelFacts(model('a', own, { architecture: 'mamba', task }));
    assert.match(facts.find(({ label }) => label === 'In theory')?.value ?? '', /^cannot: at finite precision/);
  });

  it('never becomes mark-up', () => {
    const hostile = '<b>[x](command:y) $(zap) | ![i](http://a.b)';
    const text = modelTooltip(model('a', own, { name: hostile, description: hostile, license: hostile }));
    assert.doesNotMatch(text.replace(/&#\d+;/g, ''), /[<>[\]`!$()/]/);
  });

  it('says 100% only when nothing is missing', () => {
    assert.deepEqual([1, 0.99999, 0.5, 0].map(percent), ['100%', '99.9%', '50%', '0%']);
  });
});
