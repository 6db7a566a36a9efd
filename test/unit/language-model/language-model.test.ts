import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { examine } from '../../../src/analysis/language-model/examine';
import { examinedText } from '../../../src/analysis/language-model/examined-text';
import { ModelProtoSchema } from '../../../src/graph/proto/onnx_pb';
import type { LanguageClient } from '../../../src/analysis/language-model/client';
import type { Cost } from '../../../src/analysis/language-model/plan';
import { probeText } from '../../../src/analysis/language-model/probes';
import { probeLines } from '../../../src/analysis/language-model/probes-text';
import { randomAccuracy } from '../../../src/analysis/language-model/random-texts';
import { askModel, isAsked } from '../../../src/analysis/language-model/run';
import { labelsOf } from '../../../src/analysis/language-model/text-labels';
import { InferenceError } from '../../../src/inference/client';
import type { Progress } from '../../../src/inference/protocol';
import { readLanguageModel, type LanguageModel } from '../../../src/models/language-model/folder';
import { NOT_RUN, RIGHT, WRONG } from '../../../src/analysis/readable';
import { restoreProbe, storeProbe } from '../../../src/extension/history/stored-probe';
import { Timeline } from '../../../src/extension/probes/timeline';
import { readCatalogue } from '../../../src/models/catalogue';
import { withLanguage } from '../../../src/page/language-run';
import { pageProbe } from '../../../src/page/probe';
import { pageTextLayers } from '../../../src/page/text-layers';
import { readText } from '../../../src/readers';
import { makeTrace, states, type Trace } from '../../../src/trace/trace';
import { temporaryFolder } from '../models/tiny-models';
import { client } from './client';
import { program, WIDTH, writeTrackingModel } from './tracking-model';

/** The same graph, with the mask in the place of the tokens: what exporters make of one example for both. */
function readingMask(path: string): Uint8Array {
  const model = fromBinary(ModelProtoSchema, readFileSync(path));
  for (const { input } of model.graph?.node ?? [])
    for (const [at, name] of input.entries()) if (name === 'input_ids') input[at] = 'attention_mask';
  return toBinary(ModelProtoSchema, model);
}

describe('language models', () => {
  const folder = temporaryFolder();
  const text = program([0, 2, 1, 0, 1, 2, 2, 0, 1]);
  let trace: Trace;
  let model: LanguageModel;

  async function modelIn(place: string): Promise<LanguageModel> {
    const read = await readLanguageModel(place);
    assert.ok(!('reason' in read), 'reason' in read ? read.reason : '');
    return read;
  }

  before(async () => {
    trace = await readText({ uri: 'cups.py', language: 'python', text }, {});
    model = await modelIn(writeTrackingModel(folder.path));
  });

  it('that track by construction answer every step of the text itself', async () => {
    const run = await askModel(trace, model, client, { text });
    assert.ok(isAsked(run), JSON.stringify(run));
    assert.equal(run.telling.text, text.trimEnd());
    assert.deepEqual([run.accuracy, run.judged, run.firstWrong, run.notes], [1, 9, null, []]);
    // Each line is two tokens, of which the second ends it.
    assert.deepEqual([...(run.facts.texts[0]?.after ?? [])], [2, 4, 6, 8, 10, 12, 14, 16, 18]);
    for (const step of run.steps) assert.ok((step?.confidenceInTruth ?? 0) > 0.99);
  });

  it('hold the state in the layer that computes it, at every step, which a bag of words does not', async () => {
    const costs: Cost[] = [];
    const onCost = (cost: Cost): unknown => costs.push(cost);
    const probes = await probeText(trace, model, client, { text, texts: 160, steps: 9, seed: 3, onCost });
    // Ten lines each, of two tokens but the last one.
    assert.deepEqual(
      costs.map(({ tokens }) => tokens),
      [161 * 19],
    );
    const [embedding, first, second] = probes.layers;
    assert.ok(embedding && first && second && probes.layers.length === 3);
    assert.deepEqual([second.share, second.firstWrong], [1, null]);
    assert.ok(second.after.every(({ share, texts }) => share === 1 && texts === 40));
    for (const other of [embedding, first, probes.words]) {
      assert.ok(other.share < 0.6, `${other.layer}: ${other.share}`);
      assert.notEqual(other.firstWrong, null);
    }
    // Labels in another order are a guess of one in three.
    for (const { share } of second.shuffled) assert.ok(share < 0.7);
    // The whole state is one of the six arrangements, read at once: in the same layer alone.
    const { whole } = probes;
    assert.ok('states' in whole);
    assert.deepEqual(new Set(whole.states.map(String)).size, 6);
    const truth = states(trace).slice(1);
    assert.deepEqual(
      second.whole?.own.map((read) => whole.states[read]),
      truth,
    );
    assert.deepEqual([second.whole.share, second.whole.firstWrong], [1, null]);
    // Labels in another order are of the same step, and so of the same parity: a guess of one in three.
    for (const { share } of second.whole.shuffled) assert.ok(share < 0.6);
    for (const other of [embedding, first, probes.words]) {
      assert.ok((other.whole?.share ?? 1) < 0.5, `${other.layer}: ${other.whole?.share}`);
      assert.notEqual(other.whole?.firstWrong, null);
    }
    // The same texts of the same files are not read again.
    const only: LanguageClient = {
      language: (of, what, ask) =>
        what === 'facts' ? client.language(of, what, ask, {}) : Promise.reject(new Error('asked again')),
    };
    assert.deepEqual(await probeText(trace, model, only, { text, texts: 160, steps: 9, seed: 3, onCost }), probes);
    assert.equal(costs.length, 1);
    await assert.rejects(probeText(trace, model, only, { text, texts: 160, steps: 9, seed: 4 }), /asked again/);
    const said = probeLines(trace, probes, 3).join('\n');
    assert.match(said, /the whole state at once, one of 6, from the same texts; right by number of steps:\nread from/);
  });

  it('are probed for whole states where there are few', () => {
    const visited = (count: number): number[][][] =>
      Array.from({ length: count }, (_, at) => [
        [at, 7, 3 * at],
        [at, 8, 0],
      ]);
    const few = labelsOf(visited(60), { slots: [0, 2], kinds: [] }, 200);
    // Two states a text, but of the first one both are the same in the places that change.
    assert.ok('states' in few.whole && few.whole.states.length === 119);
    assert.deepEqual(few.classes, [200, 200, 119]);
    assert.deepEqual([...(few.labels[2] ?? [])], [2, 6, 3, 2, 0, 4]);
    const many = labelsOf(visited(61), { slots: [0, 2], kinds: [] }, 200);
    assert.deepEqual(many.classes, [200, 200]);
    assert.deepEqual([...(many.labels[2] ?? [])], [2, 6, 2, 0]);
    assert.match('reason' in many.whole ? many.whole.reason : '', /visit 121 states, .* at most 120$/);
  });

  it('are right over random texts of every length, with an interval', async () => {
    const found = await randomAccuracy(trace, model, client, { texts: 12, longest: 3, seed: 1 });
    assert.deepEqual(
      found.map(({ steps, texts, right }) => [steps, texts, right]),
      [1, 2, 3].map((steps) => [steps, 12, 12]),
    );
    for (const { low, high, guess } of found) assert.ok(low > 0.7 && high === 1 && guess < 1);
  });

  it('are not asked about random texts that are longer than they read, which is said and counted', async () => {
    const few = { ...model, context: 6 };
    const beyond = { random: 5, longest: 3, seed: 3 };
    const found = await examine(trace, few, client, beyond, { text });
    assert.ok('random' in found);
    // A beginning and a step are three tokens, a line end and a question two.
    assert.deepEqual(
      found.random.map(({ texts, tooLong }) => [texts, tooLong]),
      [
        [5, 0],
        [0, 5],
        [0, 5],
      ],
    );
    const said = examinedText(trace, [found], { isShown: false, seed: 3 });
    assert.doesNotMatch(said, /the probes read/);
    assert.match(said, /a question each \(seed 3\):/);
    assert.match(said, /\n3 {6}0 {6}– +– +–\n/);
    assert.match(said, /10 of 15 texts were not asked about: with the question they are longer than the 6 tokens/);
    const none = await askModel(trace, { ...model, context: 4 }, client, { text });
    assert.ok(!isAsked(none));
    assert.match(none.reason, /up to its first step is longer, with a question, than the 4 tokens that it reads/);
  });

  it('keep their answers where their layers cannot be probed', async () => {
    const failing: LanguageClient = {
      language: (of, what, ask) =>
        what === 'probes' ? Promise.reject(new InferenceError('of another width')) : client.language(of, what, ask, {}),
    };
    const found = await examine(trace, model, failing, { probes: 20, longest: 2, seed: 1 }, { text });
    assert.ok('run' in found);
    assert.deepEqual([found.run.accuracy, found.probes], [1, { reason: 'of another width' }]);
  });

  it('read a text as far as their context reaches, and say where it is cut', async () => {
    const run = await askModel(trace, { ...model, context: 14 }, client, { text });
    assert.ok(isAsked(run));
    // Six steps end within 14 tokens; a question is two more.
    assert.deepEqual(run.notes, [
      'cut after step 5 of 9, where text and question pass the 14 tokens that the model reads',
    ]);
    assert.equal(run.steps.filter((step) => step !== null).length, 5);
    assert.equal(run.accuracy, 1);
  });

  it('are asked as far as their file reads, though their configuration says more, which is said', async () => {
    const few = await modelIn(writeTrackingModel(join(folder.path, 'few'), { n_positions: 4096 }, 14));
    const run = await askModel(trace, few, client, { text });
    assert.ok(isAsked(run), JSON.stringify(run));
    // Six steps end within 14 tokens; a question is two more.
    assert.deepEqual([run.judged, run.accuracy], [5, 1]);
    assert.match(run.notes[0] ?? '', /^cut after step 5 of 9, .* pass the 14 tokens that the model reads$/);
    assert.match(
      run.notes[1] ?? '',
      /^its file reads 14 tokens and no more, though its config\.json says 4,096 \(.*out of data bounds/,
    );
    const probes = await probeText(trace, few, client, { text, texts: 40, steps: 9, seed: 3 });
    const said = examinedText(trace, [{ model: few, run, probes }], { isShown: false, seed: 3 });
    assert.match(said, /of this text the probes read 6 of 9 steps, as far as the model reads it/);
    // What is behind the end holds nothing that is read.
    assert.deepEqual(
      probes.layers[2]?.after.map(({ steps }) => steps),
      [1, 2, 3, 4, 5, 6],
    );
  });

  it('have a lane like any model, which is kept with the probe', async () => {
    const run = await askModel(trace, { ...model, context: 14 }, client, { text });
    const waiting = pageProbe(trace, {
      ...{ id: 'a', title: 't', name: 't' },
      models: [],
      languages: [model],
      cuts: [],
    });
    const [lane] = waiting.models;
    assert.ok(lane);
    const shown = withLanguage(waiting, lane, trace, run);
    assert.ok(shown.state.kind === 'done' && shown.readsText);
    const { predicted, outcome, firstWrong, accuracy, rightAtEnd, tokens } = shown.state.run;
    assert.deepEqual([...predicted.subarray(0, 6)], [1, 0, 2, 1, 2, 0]);
    assert.deepEqual([...outcome], [RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN]);
    assert.deepEqual([firstWrong, accuracy, rightAtEnd, tokens?.[0]], [null, 1, false, 3]);
    assert.match(shown.beside ?? '', /^asked about a text of 19 tokens; cut after step 5 of 9/);
    assert.deepEqual(
      shown.layers.map(({ name, neurons }) => [name, neurons]),
      ['embedding', 'layer 1', 'layer 2'].map((name) => [name, WIDTH]),
    );
    const probe = { ...waiting, models: [shown] };
    const part = { scope: undefined, text: '', before: '', after: '' };
    const kept = storeProbe({ probe, part, timeline: new Timeline(trace), entries: new Map(), objects: undefined });
    assert.deepEqual(restoreProbe(kept ?? '', []).probe.models, [shown]);
    // Of another text nothing of it is shown.
    const other = JSON.stringify({ ...(JSON.parse(kept ?? '') as object), trace: makeTrace({ ...trace, steps: [] }) });
    assert.equal(restoreProbe(other, []).probe.models[0]?.state.kind, 'failed');
  });

  it('are drawn as layers and steps: the layer that tracks is right at every step, and says what is there', async () => {
    const said: string[] = [];
    const telling: LanguageClient = {
      language: (of, what, ask, options) => {
        options?.onProgress?.({ done: 1, total: 2, message: what });
        return client.language(of, what, ask, options);
      },
    };
    const onProgress = ({ message }: Progress): unknown => said.push(message);
    const { rows, fitted, heldOut, note, noWhole } = await pageTextLayers(trace, model, telling, text, { onProgress });
    assert.deepEqual([fitted, heldOut, note, noWhole], [225, 75, undefined, undefined]);
    assert.deepEqual(
      rows.map(({ layer }) => layer),
      [0, 1, 2, null],
    );
    const truth = states(trace).slice(1).flat();
    for (const reading of [rows[2]?.places, rows[2]?.whole]) {
      assert.ok(reading);
      assert.deepEqual([...reading.predicted], truth);
      assert.deepEqual([...reading.right], new Array(9).fill(1));
      assert.ok(reading.outcome.every((code) => code === RIGHT));
      assert.deepEqual([reading.heldOut.accuracy, reading.heldOut.interval[1]], [1, 1]);
      assert.ok(reading.shuffled < 0.6);
    }
    for (const { places } of [rows[0], rows[3]].flatMap((row) => row ?? [])) {
      assert.ok(places.outcome.includes(WRONG) && places.heldOut.accuracy < 0.6);
      for (const [step, share] of places.right.entries()) assert.equal(share === 1, places.outcome[step] === RIGHT);
    }
    // The cost is said while the model reads, not before it is known.
    assert.match(said.join(), /^facts,probes \(5,119 tokens, about .* s(econd)?\)$/);
  });

  it('stand in a catalogue by their folder', async () => {
    const { models, languages, problems } = await readCatalogue([model.folder]);
    assert.deepEqual([models, languages, problems], [[], [model], []]);
    const refused = await readCatalogue([model.folder], (path) => (path.endsWith('.onnx') ? 'not here' : undefined));
    assert.deepEqual([refused.languages, refused.problems], [[], [{ path: model.folder, reason: 'not here' }]]);
  });

  it('are given steps of a loop as straight lines', async () => {
    const loop = `cups = ['pea', 'coin', 'ring']\nfor i in [0, 1, 0]:\n    cups[i], cups[i + 1] = cups[i + 1], cups[i]\n`;
    const looped = await readText({ uri: 'loop.py', language: 'python', text: loop }, {});
    const run = await askModel(looped, model, client, { text: loop });
    assert.ok(isAsked(run));
    assert.equal(run.telling.text, program([0, 2, 0]).trimEnd());
    assert.match(run.notes[0] ?? '', /written out as straight lines/);
    const probes = await probeText(looped, model, client, { text: loop, texts: 20, steps: 3, seed: 3 });
    assert.equal(probes.note, run.notes[0]);
    assert.equal(run.accuracy, 1);
  });

  it('that are not whole say what is missing', async () => {
    const spoilt = (name: string, spoil: (place: string) => void): string => {
      const place = join(folder.path, name);
      cpSync(model.folder, place, { recursive: true });
      spoil(place);
      return place;
    };
    const reason = async (place: string): Promise<string> => {
      const read = await readLanguageModel(place);
      if ('reason' in read) return read.reason;
      return askModel(trace, read, client, { text }).then(
        (run) => (isAsked(run) ? 'it ran' : run.reason),
        (error: unknown) => (error as Error).message,
      );
    };
    const config = (fields: object) => (place: string) =>
      writeFileSync(
        join(place, 'config.json'),
        JSON.stringify({ vocab_size: 17, n_layer: 2, n_embd: WIDTH, ...fields }),
      );
    type Written = Record<string, unknown> & {
      model: { vocab: Record<string, number>; type?: string; merges?: unknown };
    };
    const tokenizer = (change: (written: Written) => unknown) => (place: string) => {
      const path = join(place, 'tokenizer.json');
      const written = JSON.parse(readFileSync(path, 'utf8')) as Written;
      change(written);
      writeFileSync(path, JSON.stringify(written));
    };
    const tokens = (change: (vocab: Record<string, number>) => unknown) =>
      tokenizer(({ model: { vocab } }) => change(vocab));
    const added = (token: object) => tokenizer((written) => (written['added_tokens'] = [token]));
    const cases: [name: string, spoil: (place: string) => void, said: RegExp][] = [
      ['no-config', (place) => rmSync(join(place, 'config.json')), /config\.json: cannot be opened \(no such file\)/],
      ['no-tokenizer', (place) => rmSync(join(place, 'tokenizer.json')), /there is no tokenizer\.json in it/],
      ['no-graph', (place) => rmSync(join(place, 'model.onnx')), /there is no model\.onnx/],
      ['no-sizes', config({ n_layer: null }), /does not say its number of layers/],
      ['encoder', config({ is_encoder_decoder: true }), /an encoder with a decoder/],
      [
        'small',
        config({ vocab_size: 5 }),
        /its tokenizer gives the token \d+, but its config\.json says a vocabulary of 5/,
      ],
      [
        'large',
        config({ vocab_size: 500 }),
        /gives 17 logits for each token, but its config\.json says a vocabulary of 500/,
      ],
      ['huge', config({ vocab_size: 1e12 }), /config\.json: vocab_size: must be at most 10000000, not 1000000000000/],
      ['deep', config({ n_layer: 88_888_888 }), /config\.json: n_layer: must be at most 10000/],
      ['twice', tokens((vocab) => (vocab['[UNK]'] = 1)), /gives two tokens the id 1: "\[UNK\]" and "\\n"/],
      ['parts', tokens((vocab) => (vocab['[UNK]'] = 0.5)), /gives the token "\[UNK\]" no id: it is to be a whole/],
      [
        'mixed',
        (place) => writeFileSync(join(place, 'model.onnx'), readingMask(join(place, 'model.onnx'))),
        /nothing of its input "input_ids" reaches its logits/,
      ],
      ['no-vocab', tokenizer((written) => (written['model'] = {} as never)), /holds no vocabulary/],
      [
        'no-merges',
        tokenizer((written) => Object.assign(written.model, { type: 'BPE', merges: [1] })),
        /a part of it is missing/,
      ],
      ['other-splits', tokenizer((written) => (written['pre_tokenizer'] = { type: 'Foo' })), /Unknown PreTokenizer/],
      ['word-as-id', added({ content: 'cups', id: 'x' }), /gives the token "cups" no id/],
      ['same-id', added({ content: 'cups', id: 1 }), /gives two tokens the id 1: "cups" and "\\n"/],
      ['no-content', added({ id: 1 }), /names an added token without "content"/],
      ['unknown', tokens((vocab) => delete vocab['\n']), /has no token for "\\n"/],
      ['broken', (place) => writeFileSync(join(place, 'tokenizer.json'), '{"model": '), /tokenizer\.json is not JSON/],
      ['other', (place) => writeFileSync(join(place, 'tokenizer.json'), '{"a": 1}'), /holds no tokenizer/],
    ];
    for (const [name, spoil, said] of cases) assert.match(await reason(spoilt(name, spoil)), said, name);
  });
});
