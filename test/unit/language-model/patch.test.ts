import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { patchLanguage, type LanguageOrigin } from '../../../src/analysis/language-model/patch';
import type { LanguageStep } from '../../../src/analysis/language-model/run';
import { ModelProtoSchema, TensorProto_DataType, TensorProtoSchema } from '../../../src/graph/proto/onnx_pb';
import type { LanguagePatch } from '../../../src/inference/language-model/asks';
import { readLanguageModel, type LanguageModel } from '../../../src/models/language-model/folder';
import { readText } from '../../../src/readers';
import type { Trace } from '../../../src/trace/trace';
import { temporaryFolder } from '../models/tiny-models';
import { client } from './client';
import { program, WIDTH, writeTrackingModel } from './tracking-model';

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** What the cups hold after each of these swaps; null is a step that does nothing. */
function held(pairs: readonly (number | null)[]): number[][] {
  const cups = [0, 1, 2];
  return pairs.map((pair) => {
    const [i, j] = (pair === null ? undefined : PAIRS[pair]) ?? [0, 0];
    [cups[i], cups[j]] = [cups[j] ?? 0, cups[i] ?? 0];
    return [...cups];
  });
}

const believed = (steps: readonly (LanguageStep | null)[]) => steps.map((step) => step?.predicted ?? null);
const reading = (text: string): Promise<Trace> => readText({ uri: 'cups.py', language: 'python', text }, {});

describe('a language model that transformers exported', () => {
  const folder = temporaryFolder();

  it('answers as before where a state is put in its own place, and otherwise from there on where it is another', async () => {
    const words = ['[UNK]', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const vocab = Object.fromEntries(words.map((token, id) => [token, id]));
    copyFileSync('test/unit/graph/recorded/exports/gpt2.onnx', join(folder.path, 'model.onnx'));
    const tokenizer = { version: '1.0', added_tokens: [], normalizer: null, post_processor: null, decoder: null };
    const splits = { pre_tokenizer: { type: 'WhitespaceSplit' } };
    const told = { ...tokenizer, ...splits, model: { type: 'WordLevel', vocab, unk_token: '[UNK]' } };
    writeFileSync(join(folder.path, 'tokenizer.json'), JSON.stringify(told));
    const sizes = { folder: folder.path, path: join(folder.path, 'model.onnx'), layers: 2, width: 16, vocabulary: 11 };
    const text = 'a b c d e a b';
    const candidates = words.slice(1).map((word) => ` ${word}`);
    const questions = [3, 7, 13].map((told) => ({ text: text.slice(0, told), told, candidates }));
    for (const layer of [0, 1, 2]) {
      const asked = async (value: LanguagePatch['value']) => {
        const ask = { text, questions, patches: [{ layer, end: 5, value }] };
        const { before, after } = await client.language(sizes, 'patched', ask);
        return [before, after].map((answers) => answers.map((answer) => [...(answer?.logProbabilities ?? [])]));
      };
      const [before, own] = await asked({ kind: 'text', text, end: 5 });
      const [, other] = await asked({ kind: 'text', text, end: 9 });
      const changed = (after: number[][] = []): boolean[] =>
        questions.map((_, at) => after[at]!.some((one, k) => Math.abs(one - before![at]![k]!) > 1e-4));
      assert.deepEqual(changed(own), [false, false, false]);
      // The first question was asked before the patch; of the last layer nothing goes to other tokens.
      assert.deepEqual(changed(other), [false, layer < 2, layer < 2]);
    }
  });
});

describe('a language model that tracks by construction, with a state replaced', () => {
  const folder = temporaryFolder();
  const pairs = [0, 2, 1, 0, 1, 2];
  const text = program(pairs);
  let model: LanguageModel;
  let trace: Trace;

  before(async () => {
    const read = await readLanguageModel(writeTrackingModel(folder.path));
    assert.ok(!('reason' in read));
    model = read;
    trace = await reading(text);
  });

  const patch = (at: number[], layer: number, from: LanguageOrigin) =>
    patchLanguage(trace, model, client, { text, patches: at.map((step) => ({ layer, step, from })) });

  it('reads below its second layer another step there, and goes on from where that leads', async () => {
    // Up to there a state is the token that was read: another one there is another step.
    for (const layer of [0, 1])
      for (const [at, from] of [
        [0, 2],
        [2, 0],
        [5, 0],
      ] as const) {
        const { before, after, sizes } = await patch([at], layer, { kind: 'step', step: from });
        const asked = (states: readonly number[][]) => states.map((state, step) => (step < at ? null : state));
        assert.deepEqual(believed(before), asked(held(pairs)));
        assert.deepEqual(believed(after), asked(held(pairs.map((pair, step) => (step === at ? pairs[from]! : pair)))));
        // Two tokens are at right angles, and one long.
        assert.deepEqual(
          sizes.map(({ own, distance }) => [own, distance.toFixed(6)]),
          [[1, Math.SQRT2.toFixed(6)]],
        );
      }
  });

  it('reads several at once, of another text too, and nothing where zeros stand', async () => {
    const other = program([1, 1, 1, 2]);
    const from = { kind: 'text', trace: await reading(other), text: other } as const;
    const last = await patch([1, 3], 1, from);
    assert.deepEqual(
      believed(last.after).slice(1),
      held(pairs.map((p, at) => (at === 1 || at === 3 ? 2 : p))).slice(1),
    );
    const second = await patch([1], 1, { ...from, step: 1 });
    assert.deepEqual(believed(second.after).slice(1), held(pairs.map((p, at) => (at === 1 ? 1 : p))).slice(1));
    const two = await patchLanguage(trace, model, client, {
      text,
      patches: [
        { layer: 1, step: 1, from: { ...from, step: 1 } },
        { layer: 0, step: 3, from: { kind: 'zero' } },
      ],
    });
    const read = pairs.map((pair, at) => (at === 1 ? 1 : at === 3 ? null : pair));
    assert.deepEqual(believed(two.after).slice(1), held(read).slice(1));
    const zero = await patch([0], 1, { kind: 'zero' });
    assert.deepEqual(believed(zero.after), held(pairs.map((p, at) => (at === 0 ? null : p))));
    assert.deepEqual(zero.sizes, [{ own: 1, distance: 1 }]);
    const values = await patch([0], 0, { kind: 'values', values: new Float32Array(WIDTH) });
    assert.deepEqual(believed(values.after), believed(zero.after));
  });

  it('answers as before where its last layer is replaced at a step: a question reads the state at its own token', async () => {
    const { before, after, sizes } = await patch([2], 2, { kind: 'step', step: 0 });
    assert.deepEqual(after, before);
    assert.ok((sizes[0]?.distance ?? 0) > 1);
  });

  it('says what cannot be put where', async () => {
    const refused = (at: number[], layer: number, from: LanguageOrigin, said: RegExp) =>
      assert.rejects(patch(at, layer, from), said);
    await refused([6], 1, { kind: 'zero' }, /there is no step 7: the text has 6/);
    await refused([0], 3, { kind: 'zero' }, /the model has no layer 3, only 0, its embedding, to 2/);
    await refused([0], 1, { kind: 'step', step: 9 }, /there is no step 10/);
    await refused([0], 1, { kind: 'values', values: new Float32Array(3) }, /has \d+ values, not 3/);
    const two = await reading("a = ['pea', 'coin']\na[0], a[1] = a[1], a[0]\n");
    await refused([0], 1, { kind: 'text', trace: two, text: undefined }, /another world \(2 slots, this one 3\)/);
    const half = await readLanguageModel(writeTrackingModel(join(folder.path, 'half')));
    assert.ok(!('reason' in half));
    const written = fromBinary(ModelProtoSchema, readFileSync(half.path));
    const weight = { name: 'half', dataType: TensorProto_DataType.FLOAT16, dims: [1n], rawData: new Uint8Array(2) };
    written.graph?.initializer.push(create(TensorProtoSchema, weight));
    writeFileSync(half.path, toBinary(ModelProtoSchema, written));
    await assert.rejects(
      patchLanguage(trace, half, client, { text, patches: [{ layer: 1, step: 0, from: { kind: 'zero' } }] }),
      /weights in half precision, .* export it in single precision/,
    );
    const short = { ...model, context: 6 };
    await assert.rejects(
      patchLanguage(trace, short, client, { text, patches: [{ layer: 1, step: 4, from: { kind: 'zero' } }] }),
      /does not read as far as a state is replaced or taken from/,
    );
  });
});
