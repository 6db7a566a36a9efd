import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Call, RequestName, Requests } from '../../../../src/protocol/messages';
import type { AnswerParts } from '../../../../src/extension/visualizer/answers/parts';
import type { Answers } from '../../../../src/extension/visualizer/answers/table';
import type { Model } from '../../../../src/models/catalogue';
import { glassClient, glassEntry, glassModel } from '../../inference/glass-model';
import { parityManifest } from '../../models/tiny-models';
import { editor, FakeUri } from '../fake-vscode';

const call = (): Call => ({ signal: new AbortController().signal, report: () => undefined });

async function* piecesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(await Promise.resolve(text));
}

describe('answers to the page', () => {
  let answers: Answers;
  let warnings: string[];
  let asked: { quick: string[]; slow: string[] };
  let folder: string;

  const metrics = [
    { length: 4, sequences: 100, full: 1, steps: 1 },
    { length: 8, sequences: 0, full: 0, steps: 0 },
  ];
  const catalogue = [
    parityManifest({ id: 'glass', metrics }),
    parityManifest({ id: 'twin' }),
    parityManifest({ id: 'other', task: { ...parityManifest().task, name: 'S2 otherwise' } }),
  ].map((manifest): Model => ({ path: `/${manifest.id}.onnx`, bytes: 1, manifest }));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'state-probe-answers-'));
    Object.assign(editor, { settings: {}, folder: undefined, target: undefined, asked: [], written: [] });
    warnings = [];
    const { model } = glassModel();
    const [quick, slow] = [glassClient(model), glassClient(model)];
    asked = { quick: quick.asked, slow: slow.asked };
    const entry = glassEntry(model);
    const { steps } = entry.trace;
    const probed = (id: string, entries: [string, typeof entry][]) => ({
      probe: { id, title: `swaps: ${id}`, steps: { count: steps.length }, models: [{ id: 'glass' }] },
      entries: new Map(entries),
      playhead: 2,
      chosenModel: id === 'one' ? 'glass' : undefined,
    });
    // One of its layers is wider than probes and components allow.
    const wide = glassEntry(model);
    entry.facts = { ...entry.facts, outputs: entry.facts.outputs.filter((name) => name !== 'hidden.2') };
    const all = [probed('one', [['glass', entry]]), probed('two', [['glass', wide]]), probed('empty', [])];
    const parts = {
      store: { all: () => all, byId: (id: string) => all.find(({ probe }) => probe.id === id) },
      inference: { client: () => Promise.resolve(quick.client), background: () => Promise.resolve(slow.client) },
      library: { catalogue: () => Promise.resolve({ models: catalogue, problems: [] }) },
      log: { warn: (line: string) => warnings.push(line) },
    } as unknown as AnswerParts;
    const { answersTo } = await import('../../../../src/extension/visualizer/answers/table');
    answers = answersTo(parts);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ask = <K extends Exclude<RequestName, 'command' | 'openStep' | 'openDocs' | 'stepCall' | 'follow'>>(
    name: K,
    body: Requests[K]['ask'],
    of = call(),
  ) => (answers[name] as (body: Requests[K]['ask'], of: Call) => Promise<Requests[K]['answer']>)(body, of);
  const run = { probe: 'one', model: 'glass' };

  it('tell how any model does on the text, and run only those that have not', async () => {
    const { outcome, firstWrong, accuracy, rightAtEnd } = await ask('runOnText', run);
    assert.equal(outcome.includes(0), firstWrong !== null);
    assert.equal(rightAtEnd, outcome.at(-1) === 1);
    assert.ok(accuracy >= 0 && accuracy <= 1);
    assert.deepEqual([...asked.quick, ...asked.slow], []);
    await assert.rejects(ask('runOnText', { ...run, model: 'nowhere' }), /not there any more/);
  });

  it('look inside the model that ran', async () => {
    const rows = await ask('rows', { ...run, output: 'hidden.1', form: 'raw', from: 0, to: 4, stride: 1 });
    assert.deepEqual([rows.neurons, [...rows.data], rows.cut], [3, [2, 1, 1, 4, 1, 1, 2, 1, 1], undefined]);
    const course = await ask('neuron', { ...run, output: 'hidden.1', form: 'raw', neuron: 0 });
    assert.deepEqual([...course], [2, 4, 2, NaN]);
    const { similar } = await ask('neurons', { ...run, output: 'hidden.1', form: 'raw' });
    assert.equal(similar.length, 3);
    const { shape } = await ask('tensor', { ...run, output: 'state.1', step: 0 });
    assert.deepEqual(shape, [2, 3]);
    const { heads } = await ask('attention', { ...run, output: 'attention.1', head: 1, from: 0, to: 4 });
    assert.equal(heads, 2);
    const { agreement } = await ask('similarity', { ...run, output: 'hidden.1', from: 0, to: 4 });
    assert.deepEqual(
      agreement.map(({ output }) => output),
      ['hidden.0', 'hidden.1'],
    );
    assert.deepEqual(asked.slow, []);
  });

  it('give rows up to the last step that has a state, however many are asked for', async () => {
    const ask_ = { ...run, output: 'hidden.1', form: 'raw', from: 0, to: 1e9, stride: 1 } as const;
    assert.equal((await ask('rows', ask_)).data.length, 9);
    assert.equal((await ask('rows', { ...ask_, stride: 2 })).data.length, 6);
  });

  it('fit on random words in the second process, and not for components of the run', async () => {
    const { layers } = await ask('trajectories', { ...run, reference: 'run' });
    assert.ok(layers.length === 2 && layers.every(({ sample }) => !sample));
    assert.deepEqual([asked.quick, asked.slow], [['components'], []]);
    const { layers: ofWords } = await ask('trajectories', { ...run, reference: 'words' });
    assert.ok(ofWords.every(({ sample }) => sample && sample.states.length > 100));
    const { layers: probes } = await ask('linearProbes', run);
    assert.deepEqual([...probes[1]!.outcome], [1, 1, 1, 2]);
    assert.deepEqual([asked.quick, asked.slow], [['components'], ['components', 'probes']]);
    await assert.rejects(ask('linearProbes', { ...run, probe: 'two' }), /"hidden\.2" has 1025 values/);
  });

  it('measure what layers remember in the second process, over words about as long as the text', async () => {
    const { horizon, sums } = await ask('memory', run);
    assert.deepEqual([horizon.tokens, sums.layers.length > 2], [16, true]);
    assert.equal(horizon.layers[1]!.state[0], 1);
    assert.deepEqual([asked.quick, asked.slow], [[], ['superposition', 'memory', 'memory']]);
    await assert.rejects(ask('likeness', { ...run, other: 'nobody' }), /no run to look into/);
    await assert.rejects(ask('precision', { ...run, probe: 'empty' }), /no run to look into/);
  });

  it('say when a probe or a run is gone', async () => {
    const rows = { output: 'hidden.1', form: 'raw', from: 0, to: 4, stride: 1 } as const;
    await assert.rejects(ask('rows', { probe: 'gone', model: 'glass', ...rows }), /A newer probe has taken the place/);
    await assert.rejects(ask('rows', { probe: 'one', model: 'twin', ...rows }), /no run to look into/);
    await assert.rejects(ask('probe', { probe: 'gone' }), /A newer probe/);
  });

  it('list the other probes that have a run, the newest first, and give one with its playhead', async () => {
    assert.deepEqual(await ask('otherProbes', { probe: 'two' }), [{ id: 'one', title: 'swaps: one', steps: 4 }]);
    assert.deepEqual(
      (await ask('otherProbes', { probe: 'empty' })).map(({ id }) => id),
      ['two', 'one'],
    );
    const { playhead, chosenModel } = await ask('probe', { probe: 'one' });
    assert.deepEqual([playhead, chosenModel], [2, 'glass']);
    assert.ok(!('chosenModel' in (await ask('probe', { probe: 'two' }))));
  });

  it('tell how right all models of the same task are, as far as it was measured', async () => {
    const known = await ask('accuracy', { probe: 'one' });
    assert.deepEqual(
      known.map(({ model }) => model),
      ['glass', 'twin'],
    );
    const [glass, twin] = known;
    assert.deepEqual(
      glass?.published.map(({ length, full }) => [length, full]),
      [[4, 1]],
    );
    const [low, high] = glass.published[0]!.fullInterval!;
    // Wilson's interval of 100 in 100: from 1 / (1 + 1.96² / 100).
    assert.ok(Math.abs(low - 1 / (1 + 1.96 ** 2 / 100)) < 1e-4 && Math.abs(high - 1) < 1e-12);
    assert.deepEqual(twin?.published, []);
    await assert.rejects(
      ask('freshAccuracy', { model: 'gone', lengths: [2], count: 1, seed: 1 }),
      /not there any more/,
    );
  });

  it('save what the page made, where a person wants it, or nowhere', async () => {
    const data = Uint8Array.of(1, 2, 3);
    assert.equal(await ask('save', { name: 'a.png', data }), false);
    assert.deepEqual(editor.written, []);
    editor.target = FakeUri.file('/there/a.png');
    editor.folder = FakeUri.file('/work');
    assert.equal(await ask('save', { name: '../../.evil: name?.png', data }), true);
    assert.deepEqual(editor.written, [{ path: '/there/a.png', data }]);
    assert.deepEqual(
      editor.asked.map(({ defaultUri, filters }) => [defaultUri?.path, filters]),
      [
        [undefined, { PNG: ['png'] }],
        ['/work/evil- name-.png', { PNG: ['png'] }],
      ],
    );
  });

  it('save hidden states, and nothing when it is cancelled', async () => {
    const path = join(folder, 'states.safetensors');
    const states = { ...run, outputs: ['hidden.1'], format: 'safetensors' } as const;
    assert.equal(await ask('saveStates', states), false);
    editor.target = FakeUri.file(path);
    assert.equal(await ask('saveStates', states), true);
    const file = readFileSync(path);
    const header = file.toString('utf8', 8, 8 + Number(file.readBigUInt64LE(0)));
    assert.deepEqual(Object.keys(JSON.parse(header) as object), [
      ...['__metadata__', 'tokens', 'after', 'truth', 'predicted', 'hidden.1'],
    ]);
    const cancelled: Call = { signal: AbortSignal.abort(), report: () => undefined };
    await assert.rejects(ask('saveStates', states, cancelled), { name: 'AbortError' });
    assert.deepEqual(readFileSync(path), file);
    assert.deepEqual(readdirSync(folder), ['states.safetensors']);
  });
});

describe('names of files that are offered', () => {
  it('are taken by every system', async () => {
    const { fileName } = await import('../../../../src/extension/visualizer/answers/files');
    assert.equal(fileName('swaps.py, lines 3–9 s5.npz'), 'swaps.py, lines 3–9 s5.npz');
    assert.equal(fileName('a/b\\c:d*e?f"g<h>i|j\u0000k.csv'), 'a-b-c-d-e-f-g-h-i-j-k.csv');
    assert.equal(fileName(' ..hidden'), 'hidden');
    assert.equal(fileName('...'), 'state-probe');
    const long = fileName(`${'x'.repeat(500)}.npz`);
    assert.ok(long.length === 120 && long.endsWith('.npz'));
  });
});

describe('files that come in pieces', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'state-probe-pieces-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = async (target: FakeUri, pieces: AsyncIterable<Uint8Array>, signal = new AbortController().signal) => {
    const { writePieces } = await import('../../../../src/extension/workbench/write-pieces');
    await writePieces(target as unknown as vscode.Uri, pieces, signal);
  };

  it('are on the disk whole', async () => {
    const path = join(folder, 'whole');
    await write(FakeUri.file(path), piecesOf('one ', 'two'));
    assert.equal(readFileSync(path, 'utf8'), 'one two');
    assert.deepEqual(readdirSync(folder), ['whole']);
  });

  it('leave what was there when they are cancelled or fail in the middle', async () => {
    const path = join(folder, 'old');
    writeFileSync(path, 'old');
    const cancel = new AbortController();
    async function* cancelled(): AsyncGenerator<Uint8Array> {
      yield* piecesOf('half');
      cancel.abort();
      yield* piecesOf('more');
    }
    await assert.rejects(write(FakeUri.file(path), cancelled(), cancel.signal), { name: 'AbortError' });
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield* piecesOf('half');
      throw new Error('the model died');
    }
    await assert.rejects(write(FakeUri.file(path), failing()), /the model died/);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['old']);
  });

  it('go to another file system in one piece, from copies', async () => {
    editor.written = [];
    const buffer = Buffer.alloc(3);
    async function* reused(): AsyncGenerator<Uint8Array> {
      for (const text of ['one', 'two']) {
        buffer.write(text);
        yield await Promise.resolve(buffer);
      }
    }
    await write(new FakeUri('memfs', '/a'), reused());
    assert.deepEqual(
      editor.written.map(({ path, data }) => [path, Buffer.from(data).toString()]),
      [['/a', 'onetwo']],
    );
    const cancel = new AbortController();
    cancel.abort();
    await assert.rejects(write(new FakeUri('memfs', '/b'), piecesOf('x'), cancel.signal), { name: 'AbortError' });
    assert.equal(editor.written.length, 1);
  });
});
