import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Probe, RequestName, Requests } from '../../../src/protocol/messages';
import { Inside } from '../../../src/analysis/inside';
import { probe as runModels, type ProbedModel } from '../../../src/analysis/probe';
import { InferenceClient } from '../../../src/inference/client';
import type { Progress } from '../../../src/inference/protocol';
import { readModel, type Model } from '../../../src/models/catalogue';
import { pageProbes, pageTrajectories } from '../../../src/page/inside';
import { ranProbe } from '../../../src/page/run';
import { stateLabels } from '../../../src/analysis/state-labels';
import { gatherView, type GatherOptions } from '../../../src/page/saved/gather';
import { readText } from '../../../src/readers';
import type { Trace } from '../../../src/trace/trace';
import { ELSEWHERE, savedAnswers } from '../../../webview/saved/answers';
import { decode } from '../../../webview/saved/decode';
import type { SavedBlock, SavedView } from '../../../src/protocol/saved-format';
import type { AnswerTo } from '../../../webview/stand-in/reply';
import { useKeptProcesses } from '../kept-processes';

const MODELS = join(__dirname, '../../../models');
/** With recurrent states, with attention, with transition matrices; of none is a training kept, which would be run for each page. */
const IDS = ['s5-mamba-1', 's5-hybrid-2', 's5-wfa-ssm'];

async function modelOf(id: string): Promise<Model> {
  const found = await readModel(join(MODELS, `${id}.onnx`));
  assert.ok('manifest' in found);
  return found;
}

describe('a saved view', function () {
  this.timeout(120_000);
  useKeptProcesses();
  const client = new InferenceClient();
  after(() => client.dispose());
  let trace: Trace;
  let probe: Probe;
  let entries: Map<string, ProbedModel>;
  let insides: Map<ProbedModel, Inside>;

  before(async () => {
    const swaps = Array.from({ length: 20 }, (_, at) => `(${(at % 4) + 1} ${((at * 3) % 5) + 1 || 5})`);
    const text = swaps.filter((swap) => new Set(swap.match(/\d/g)).size === 2).join(' ');
    trace = await readText({ uri: 'a.word', language: 'word', text }, {});
    const models = await Promise.all(IDS.map(modelOf));
    const ran = await runModels(trace, models, client, { providers: ['cpu'] });
    entries = new Map();
    for (const entry of ran.entries) {
      assert.ok('run' in entry, JSON.stringify(entry));
      entries.set(entry.model.manifest.id, entry);
    }
    insides = new Map([...entries.values()].map((entry) => [entry, new Inside(entry, 'p', ['cpu'], client)]));
    probe = ranProbe(trace, ran.entries, [], { id: 'p', title: 'a.word', name: 'a.word', cuts: [] });
  });

  const insideOf = (entry: ProbedModel): Inside => insides.get(entry) ?? assert.fail();
  const gather = (options: GatherOptions = {}, shown = probe): Promise<string[]> =>
    gatherView(
      {
        ...{ probe: shown, entries, accuracy: [], version: '1.2.3', date: new Date(0) },
        insideOf: (entry) => Promise.resolve(insideOf(entry)),
      },
      options,
    );
  const open = (blocks: readonly string[], saved: string[] = []): { view: SavedView; answers: AnswerTo } => {
    const view = decode(blocks[0] ?? '') as SavedView;
    const block = (number: number): SavedBlock => decode(blocks[number] ?? assert.fail()) as SavedBlock;
    return { view, answers: savedAnswers(view, block, (name) => saved.push(name)) };
  };
  const entryOf = (id: string): ProbedModel => entries.get(id) ?? assert.fail(id);

  it('answers as the inference process does, to the last bit', async () => {
    const { view, answers } = open(await gather());
    assert.deepEqual(view.probe.cuts, []);
    assert.deepEqual(view.probe.views, probe.views);
    const steps = trace.steps.length;
    const same = async <K extends RequestName>(name: K, ask: Requests[K]['ask'], expected: object): Promise<void> => {
      const answer = (await answers(name, ask)) as object;
      for (const [key, value] of Object.entries(expected))
        if (key in answer) assert.deepEqual((answer as Record<string, unknown>)[key], value, `${name} ${key}`);
      assert.ok(Object.keys(answer).length > 0);
    };
    for (const id of IDS) {
      const inside = insideOf(entryOf(id));
      const page = probe.models.find((model) => model.id === id) ?? assert.fail();
      const key = { probe: 'p', model: id };
      const outputs = [...inside.layers, ...(page.inside ?? []).map(({ output }) => output)];
      for (const output of outputs.filter((name) => !name.startsWith('attention.'))) {
        for (const form of ['raw', 'centred', 'change'] as const) {
          const ask = { output, form, from: 3, to: steps, stride: 2 };
          await same('rows', { ...key, ...ask }, await inside.look('rows', { ...ask, most: 2048 }));
          const facts = await inside.look('neurons', { output, form, most: 2048 });
          await same('neurons', { ...key, output, form }, facts);
          const course = await inside.look('neuron', { output, form, neuron: 1 });
          assert.deepEqual(await answers('neuron', { ...key, output, form, neuron: 1 }), course);
        }
        await same('tensor', { ...key, output, step: 5 }, await inside.look('tensor', { output, step: 5 }));
      }
      for (const output of outputs.filter((name) => name.startsWith('attention.'))) {
        for (const window of [
          { from: 0, to: steps },
          { from: 4, to: 11 },
        ]) {
          const ask = { output, head: 1, ...window };
          await same('attention', { ...key, ...ask }, await inside.look('attention', { ...ask, most: 512 }));
        }
      }
      const output = inside.layers.at(-1) ?? assert.fail();
      const window = { output, from: 0, to: steps };
      const compared = await inside.look('similarity', { ...window, outputs: inside.layers, most: 512 });
      await same('similarity', { ...key, ...window }, compared);
      const entry = entryOf(id);
      assert.deepEqual(
        await answers('linearProbes', key),
        pageProbes(entry, await inside.probes(), stateLabels(entry)),
      );
      for (const reference of ['run', 'words'] as const) {
        const components = pageTrajectories(entry, inside, reference, await inside.components(reference));
        assert.deepEqual(await answers('trajectories', { ...key, reference }), components);
      }
    }
  });

  it('says of what needs a model where to have it, and saves pictures', async () => {
    const saved: string[] = [];
    const { answers } = open(await gather(), saved);
    const refused = (make: () => unknown): void => assert.throws(make, { message: ELSEWHERE });
    refused(() => answers('freshAccuracy', { model: 's5-mamba-1', lengths: [2], count: 1, seed: 0 }));
    refused(() => answers('command', { name: 'showLog' }));
    refused(() => answers('openStep', { probe: 'p', step: 0 }));
    refused(() => answers('linearProbes', { probe: 'p', model: 'gone' }));
    assert.equal(await answers('save', { name: 'a.png', data: new Uint8Array(1) }), true);
    assert.deepEqual(saved, ['a.png']);
  });

  it('keeps to its bound, layers and the chosen model first, and says what is cut', async () => {
    const whole = await gather();
    const size = (blocks: readonly string[]): number => blocks.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const chosen = 's5-hybrid-2';
    for (const share of [0.9, 0.5]) {
      const most = Math.round(share * size(whole));
      const blocks = await gather({ most }, { ...probe, chosenModel: chosen });
      assert.ok(size(blocks) <= most);
      const { view, answers } = open(blocks);
      const cut = view.probe.cuts.find(({ what }) => what === 'parts') ?? assert.fail('a cut is said');
      const kept = view.models.flatMap(({ outputs, answers }) =>
        [...Object.values(outputs), ...Object.values(answers)].map((what) => 'block' in what),
      );
      assert.equal(cut.total, kept.length);
      assert.equal(cut.shown, kept.filter(Boolean).length);
      assert.ok(cut.shown < cut.total);
      assert.equal(view.models[0]?.id, chosen);
      const layers = view.models.flatMap(({ outputs }) =>
        Object.entries(outputs).filter(([name]) => /^hidden/.test(name)),
      );
      assert.ok(layers.length >= 6 && layers.every(([, what]) => 'block' in what), 'what else is inside is cut before');
      for (const { id, outputs } of view.models)
        for (const [output, what] of Object.entries(outputs))
          if ('reason' in what && !output.startsWith('attention.'))
            assert.throws(
              () => answers('rows', { probe: 'p', model: id, output, form: 'raw', from: 0, to: 1, stride: 1 }),
              {
                message: what.reason,
              },
            );
    }
    await assert.rejects(gather({ most: 2000 }), /^RangeError: The lanes alone take more than/);
  });

  it('is the same when several processes work at it, whichever is ready first', async () => {
    const asked = new Set<number>();
    const blocks = await gatherView({
      ...{ probe, entries, accuracy: [], version: '1.2.3', date: new Date(0), workers: 2 },
      async insideOf(entry, worker) {
        asked.add(worker);
        if (worker === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        return insideOf(entry);
      },
    });
    assert.deepEqual([...asked].sort(), [0, 1]);
    assert.deepEqual(blocks, await gather());
  });

  it('stops when it is cancelled, and says how far it is', async () => {
    const controller = new AbortController();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      seen.push(progress);
      if (seen.length === 4) controller.abort(new Error('enough'));
    };
    await assert.rejects(gather({ signal: controller.signal, onProgress }), /enough/);
    assert.deepEqual(
      seen.map(({ done }) => done),
      [0, 1, 2, 3],
    );
    assert.match(seen[0]?.message ?? '', /: principal components$/);
  });

  it('shows no model as running', async () => {
    const models = probe.models.map((model, at) =>
      at === 0 ? { ...model, state: { kind: 'running' as const } } : model,
    );
    const { view } = open(await gather({}, { ...probe, models }));
    assert.equal(view.probe.models[0]?.state.kind, 'failed');
  });
});
