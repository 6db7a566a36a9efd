import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultModels, offeredModels } from '../../../src/analysis/default-models';
import { compose, identity } from '../../../src/algebra/maps';
import { encoderOf } from '../../../src/models/encoding';
import { isMonoid } from '../../../src/models/manifest';
import { makeTrace, type Trace } from '../../../src/trace/trace';
import { readCatalogue, type Model } from '../../../src/models/catalogue';
import type { Manifest } from '../../../src/models/manifest';
import { inOrder } from '../../../src/models/order';
import { parityManifest } from '../models/tiny-models';

const nothing: Manifest['task'] = { kind: 'monoid', name: 'S1', degree: 1, tokens: [[0]], classes: [[0]] };
const parity: Manifest['task'] = { kind: 'language', name: 'parity', alphabet: ['0', '1', '2'], rule: { kind: 'dfa' } };

function model(id: string, architecture: string, layers: number, more: Partial<Manifest> = {}): Model {
  return {
    path: `/models/${id}.onnx`,
    manifest: parityManifest({ id, name: id, architecture, layers, ...more }),
    bytes: 1,
  };
}

/** A world of so many slots, each with an object of its own, in which these maps are taken. */
function world(slots: number, maps: number[][]): Trace {
  const names = Array.from({ length: slots }, (_, slot) => `s${slot}`);
  return makeTrace({
    ...{ domain: 'code', source: { uri: 'a.py', language: 'python' }, slots: names, objects: names },
    ...{ initial: identity(slots), steps: maps.map((map) => ({ map, text: '' })) },
  });
}

/** `a[to] = a[from]` */
const copy = (slots: number, to: number, from: number): number[] =>
  identity(slots).map((slot) => (slot === to ? from : slot));
const bundled = async (): Promise<Model[]> =>
  inOrder((await readCatalogue([join(__dirname, '../../../models')])).models);

const ids = (models: readonly Model[]) => models.map(({ manifest }) => manifest.id);

describe('the models that run by default', () => {
  it('are the deepest of each kind, the first where several are as deep', () => {
    const models = [model('a1', 's4', 1), model('a2', 's4', 2), model('b', 'mine', 1), model('c', 'mine', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['a2', 'b']);
  });

  it('have one for architectures of which theory says the same', () => {
    const models = [model('elman', 'elman-rnn', 1), model('lstm', 'lstm', 2), model('transformer', 'transformer', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['lstm', 'transformer']);
  });

  it('have one that is built, and it does not stand for those that are trained', () => {
    const built = { training: { exact: true } };
    const models = [model('w', 'wfa-ssm', 1, built), model('r', 'rnn-ssm', 4, built), model('t', 'wfa-ssm', 1)];
    assert.deepEqual(ids(defaultModels(models)), ['w', 't']);
  });

  it('have none whose words are bounded, deep as it may be: it does much for each token', () => {
    const bounded = model('bounded', 's4', 9, { sizes: { longest: 64 } });
    assert.deepEqual(ids(defaultModels([bounded, model('plain', 's4', 1)])), ['plain']);
  });

  it('all follow the task with the most states, and no language', () => {
    const models = [model('small', 's4', 9, { task: nothing }), model('l', 'lstm', 9, { task: parity })];
    assert.deepEqual(ids(defaultModels([...models, model('s2', 's4', 1)])), ['s2']);
    assert.deepEqual(ids(defaultModels(models)), ['small']);
    assert.deepEqual(defaultModels(models.slice(1)), []);
  });

  it('of the bundled ones are a handful that shows every kind, all of S5', async () => {
    const chosen = defaultModels(await bundled()).map(({ manifest }) => manifest);
    assert.ok(chosen.length >= 6 && chosen.length <= 9, String(chosen.length));
    for (const { id, task } of chosen) assert.equal(task.name, 'S5', id);
    assert.equal(chosen.filter(({ training }) => training?.exact).length, 1);
    for (const name of ['elman-rnn', 'ids4', 'deltanet', 'transformer', 's4', 'mamba'])
      assert.equal(chosen.filter(({ architecture }) => architecture === name).length, 1, name);
  });

  it('are of the smallest task that reads a text with copies, through the slots that move where there are more', async () => {
    const models = await bundled();
    for (const [slots, moving, task] of [
      [2, 2, 'T3'],
      [3, 3, 'T3'],
      [4, 4, 'T4'],
      [5, 5, 'T5'],
      [30, 3, 'T3'],
      [30, 5, 'T5'],
    ] as const) {
      const maps = Array.from({ length: moving - 1 }, (_, slot) => copy(slots, slot, slot + 1));
      const chosen = defaultModels(models, { trace: world(slots, maps) });
      assert.deepEqual(new Set(chosen.map(({ manifest }) => manifest.task.name)), new Set([task]));
      assert.equal(chosen.filter(({ manifest }) => manifest.training?.exact).length, 1, task);
    }
  });

  it('stay those that permute for a text that only permutes, and for one that no model reads', async () => {
    const models = await bundled();
    const usual = ids(defaultModels(models));
    const swap = [1, 0, 2];
    assert.deepEqual(ids(defaultModels(models, { trace: world(3, [swap, swap]) })), usual);
    assert.deepEqual(ids(defaultModels(models, { trace: world(3, []) })), usual);
    // Six slots that move, some of which are overwritten, are seen through five objects, whose order only permutes.
    const six = world(6, [copy(6, 0, 1), [1, 2, 3, 4, 5, 0]]);
    assert.deepEqual(ids(defaultModels(models, { trace: six })), usual);
  });

  it('are offered where none of the chosen ones reads the text, and only there', async () => {
    const models = await bundled();
    const only = (name: string): Model[] => models.filter(({ manifest }) => manifest.id === name);
    const text = { trace: world(3, [copy(3, 0, 1)]) };
    assert.deepEqual(ids(offeredModels(only('s5-s4-1'), models, text)), ids(defaultModels(models, text)));
    assert.deepEqual(offeredModels(only('t4-wfa-ssm'), models, text), []);
    assert.deepEqual(offeredModels([...only('s5-s4-1'), ...only('t3-wfa-ssm')], models, text), []);
    assert.deepEqual(offeredModels(only('s5-s4-1'), models, { trace: world(3, [[1, 0, 2]]) }), []);
  });

  it('of every map over their slots make a word of swaps and copies that does the same, as short as there is', async () => {
    for (const { manifest } of (await bundled()).filter(({ manifest: { id } }) => /^t[34]-wfa/.test(id))) {
      assert.ok(isMonoid(manifest));
      const { degree, tokens, classes } = manifest.task;
      assert.equal(classes.length, degree ** degree);
      const encoder = encoderOf(manifest.task);
      for (const map of classes) {
        const told = encoder.encode(degree, [map]);
        assert.ok('tokens' in told);
        const made = [...told.tokens].reduce(
          (product, token) => compose(product, tokens[token] ?? []),
          identity(degree),
        );
        assert.deepEqual(made, map);
        // The identity is a token of its own.
        assert.equal(told.tokens.length, shortest(map) || 1, map.join());
      }
    }
  });
});

/** Every slot that changes takes a token, but the last swap of a cycle sets two of them right. */
function shortest(map: readonly number[]): number {
  const changed = map.filter((from, slot) => from !== slot).length;
  const cycles = new Set<number>();
  for (const start of map.keys()) {
    const seen = [start];
    for (let at = map[start] ?? start; !seen.includes(at); at = map[at] ?? at) seen.push(at);
    if (map[seen.at(-1) ?? start] === start && seen.length > 1) cycles.add(Math.min(...seen));
  }
  return changed - cycles.size;
}
