import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled } from '../../../src/inference/bridge/fillers';
import { asFloat } from '../../../src/inference/bridge/values';
import { checkModelFile, checkSummary, isAccepted } from '../../../src/inference/check-file';
import { InferenceClient } from '../../../src/inference/client';
import type { Tensor } from '../../../src/inference/protocol';
import { MANIFEST_KEY, type Manifest } from '../../../src/models/manifest';
import { stateProbe } from '../cli/run-cli';
import { TYPES, type ElementType, type ModelSpec, type NodeSpec, type ValueSpec } from '../models/onnx-fixture';
import { output, parityManifest, temporaryFolder } from '../models/tiny-models';

const TABLE = [1.5, -0.25, -2, 0.875];
const EMBEDDING = [0.5, 1, -1.25, 3];

/** Parity with numbers of its own: what it reads are `ids`, and `start` swaps came before. */
function spec(manifest: Partial<Manifest>, nodes: NodeSpec[] = [], ids = 'tokens', start = 'zero'): ModelSpec {
  return {
    inputs: [{ name: 'tokens', type: 'int64', shape: ['batch', 'length'] }],
    outputs: [output('logits', 2), output('hidden.0', 2)],
    metadata: { [MANIFEST_KEY]: JSON.stringify(parityManifest({ id: 'bridged', ...manifest })) },
    initializers: [
      { name: 'axis', type: 'int64', dims: [1], data: [1] },
      { name: 'zero', type: 'int64', dims: [1], data: [0] },
      { name: 'one', type: 'int64', dims: [1], data: [1] },
      { name: 'two', type: 'int64', dims: [1], data: [2] },
      { name: 'last', type: 'int64', dims: [1], data: [-1] },
      { name: 'end', type: 'int64', dims: [1], data: [2 ** 40] },
      { name: 'table', type: 'float32', dims: [2, 2], data: TABLE },
      { name: 'embedding', type: 'float32', dims: [2, 2], data: EMBEDDING },
    ],
    nodes: [
      ...nodes,
      { op: 'CumSum', inputs: [ids, 'axis'], outputs: ['within'] },
      { op: 'Add', inputs: ['within', start], outputs: ['count'] },
      { op: 'Mod', inputs: ['count', 'two'], outputs: ['parity'] },
      { op: 'Gather', inputs: ['table', 'parity'], outputs: ['logits'] },
      { op: 'Gather', inputs: ['embedding', ids], outputs: ['hidden.0'] },
    ],
  };
}

type Change = (model: ModelSpec) => void;

const shaped =
  (...shape: (number | string)[]): Change =>
  ({ inputs }) =>
    void (inputs[0]!.shape = shape);

const ofType =
  (type: ElementType): Change =>
  ({ nodes, outputs }) => {
    for (const value of outputs) {
      value.type = type;
      for (const node of nodes) node.outputs = node.outputs.map((name) => (name === value.name ? `${name} raw` : name));
      nodes.push({ op: 'Cast', inputs: [`${value.name} raw`], outputs: [value.name], attributes: { to: TYPES[type] } });
    }
  };

const renamed: Change = ({ inputs, outputs, nodes }) => {
  const own: Record<string, string> = { tokens: 'input_ids', logits: 'scores', 'hidden.0': 'embedded' };
  const name = (one: string): string => own[one] ?? one;
  for (const value of [...inputs, ...outputs]) value.name = name(value.name);
  for (const node of nodes) [node.inputs, node.outputs] = [node.inputs.map(name), node.outputs.map(name)];
};
const NAMES = { inputs: { tokens: 'input_ids' }, outputs: { logits: 'scores', 'hidden.0': 'embedded' } };

const whole = (name: string, ...shape: (number | string)[]): ValueSpec => ({ name, type: 'int64', shape });

/** What comes in and goes out as a state: the number of swaps so far, `[1, batch, 1]`. */
function withState(manifest: Partial<Manifest>, change: Change = () => undefined): ModelSpec {
  const model = spec(
    { states: { h0: 'hn' }, ...manifest },
    [{ op: 'Squeeze', inputs: ['h0', 'zero'], outputs: ['start'] }],
    'tokens',
    'start',
  );
  model.inputs.push(whole('h0', 1, 'batch', 1));
  model.outputs.push(whole('hn', 1, 'batch', 1));
  model.nodes.push(
    { op: 'Slice', inputs: ['count', 'last', 'end', 'axis'], outputs: ['ends'] },
    { op: 'Unsqueeze', inputs: ['ends', 'zero'], outputs: ['hn'] },
  );
  change(model);
  return model;
}

/** One token a run, without an axis of length. */
function step(): ModelSpec {
  const model = withState({}, shaped('batch'));
  model.nodes.unshift({ op: 'Unsqueeze', inputs: ['tokens', 'axis'], outputs: ['column'] });
  for (const node of model.nodes.slice(1))
    node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'column' : name));
  for (const value of model.outputs.slice(0, 2)) {
    value.shape = ['batch', 2];
    for (const node of model.nodes)
      node.outputs = node.outputs.map((name) => (name === value.name ? `${name} raw` : name));
    model.nodes.push({ op: 'Squeeze', inputs: [`${value.name} raw`, 'axis'], outputs: [value.name] });
  }
  return model;
}

/** As files of the `transformers` world: a mask, places, and a past that is empty at first. */
function transformers(): ModelSpec {
  const model = spec(
    { inputs: { tokens: 'input_ids' } },
    [
      { op: 'Mul', inputs: ['input_ids', 'attention_mask'], outputs: ['seen'] },
      { op: 'Sub', inputs: ['position_ids', 'position_ids'], outputs: ['nothing'] },
      { op: 'Add', inputs: ['nothing', 'one'], outputs: ['ones'] },
      { op: 'CumSum', inputs: ['ones', 'axis'], outputs: ['from one'] },
      { op: 'Sub', inputs: ['from one', 'one'], outputs: ['places'] },
      // Nothing, where the places are right.
      { op: 'Sub', inputs: ['position_ids', 'places'], outputs: ['apart'] },
      { op: 'Add', inputs: ['seen', 'apart'], outputs: ['ids'] },
      { op: 'Unsqueeze', inputs: ['ids', 'sides'], outputs: ['now'] },
      { op: 'Concat', inputs: ['past_key_values.0.key', 'now'], outputs: ['present.0.key'], attributes: { axis: 2 } },
      { op: 'ReduceSum', inputs: ['past_key_values.0.key', 'inner'], outputs: ['sum'], attributes: { keepdims: 0 } },
      { op: 'Unsqueeze', inputs: ['sum', 'axis'], outputs: ['start'] },
    ],
    'ids',
    'start',
  );
  model.initializers?.push(
    { name: 'sides', type: 'int64', dims: [2], data: [1, 3] },
    { name: 'inner', type: 'int64', dims: [3], data: [1, 2, 3] },
  );
  model.inputs = [
    whole('input_ids', 'batch', 'length'),
    whole('attention_mask', 'batch', 'past + length'),
    whole('position_ids', 'batch', 'length'),
    whole('past_key_values.0.key', 'batch', 1, 'past', 1),
  ];
  model.outputs.push(whole('present.0.key', 'batch', 1, 'past + length', 1));
  return model;
}

const changed = (change: Change, manifest: Partial<Manifest> = {}): ModelSpec => {
  const model = spec(manifest);
  change(model);
  return model;
};

interface Bridged {
  what: string;
  model: ModelSpec;
  /** What the check says of it, by line. */
  notes: Record<string, RegExp>;
  /** The most tokens of a word. */
  most?: number;
}

const int32: Change = ({ inputs, nodes }) => {
  inputs[0]!.type = 'int32';
  for (const node of nodes) node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'wide' : name));
  nodes.unshift({ op: 'Cast', inputs: ['tokens'], outputs: ['wide'], attributes: { to: TYPES.int64 } });
};

const BRIDGED: readonly Bridged[] = [
  { what: 'a batch of four', model: changed(shaped(4, 'length')), notes: { 'free sizes': /filled up to 4 words/ } },
  { what: 'a batch of one', model: changed(shaped(1, 'length')), notes: { 'free sizes': /one by one/ } },
  {
    what: 'words of eight',
    model: changed(shaped('batch', 8)),
    notes: { 'free sizes': /filled up to 8 tokens, and longer ones are not run/ },
    most: 8,
  },
  { what: 'both', model: changed(shaped(3, 8)), notes: { 'free sizes': /3 words; .*8 tokens/ }, most: 8 },
  {
    what: 'a length that only the manifest tells',
    model: changed(
      (model) => {
        model.initializers?.push({ name: 'five', type: 'int64', dims: [2], data: [-1, 5] });
        for (const node of model.nodes) node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'fives' : name));
        model.nodes.unshift({ op: 'Reshape', inputs: ['tokens', 'five'], outputs: ['fives'] });
      },
      { sizes: { length: 5 } },
    ),
    notes: { 'free sizes': /5 tokens/ },
    most: 5,
  },
  { what: 'tokens of 32 bits', model: changed(int32), notes: { types: /tokens are given as int32/ } },
  { what: 'half precision', model: changed(ofType('float16')), notes: { types: /"logits" is read from float16/ } },
  { what: 'double precision', model: changed(ofType('float64')), notes: { types: /"hidden.0" is read from float64/ } },
  {
    what: 'other names',
    model: changed(renamed, NAMES),
    notes: { names: /"tokens" is its "input_ids"; "logits" is its "scores"/ },
  },
  {
    what: 'a state',
    model: withState({}),
    notes: { names: /the state "h0" is carried from "hn"/ },
  },
  {
    what: 'a state and words of four',
    model: withState({}, shaped('batch', 4)),
    notes: { names: /carried/, 'free sizes': /fed in windows of 4 tokens/ },
  },
  {
    what: 'a state and one word of one token',
    model: withState({}, (model) => {
      shaped(1, 1)(model);
      for (const value of [...model.inputs, ...model.outputs])
        value.shape = value.shape.map((size) => (size === 'batch' ? 1 : size));
    }),
    notes: { names: /carried/, 'free sizes': /one by one; words are fed token by token/ },
  },
  { what: 'a state and no axis of length', model: step(), notes: { names: /carried/, 'free sizes': /token by token/ } },
  {
    what: 'the inputs of a language model',
    model: transformers(),
    notes: { names: /"attention_mask" is filled in; "position_ids" is filled in; the state "past_key_values\.0\.key"/ },
  },
];

describe('a model file that is bridged', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const client = new InferenceClient();
  after(() => client.dispose());
  const twin = folder.write('twin.onnx', spec({ id: 'twin' }));

  async function run(model: string, words: number[][]): Promise<Record<string, Tensor>> {
    const [batch, length] = [words.length, words[0]?.length ?? 0];
    const tokens = Int32Array.from(words.flat());
    const asked = { model, providers: ['cpu'] as const, vocabulary: 2, classes: 2, outputs: ['logits', 'hidden.0'] };
    return (await client.run({ ...asked, tokens, batch, length })).tensors;
  }

  /** Other words each time, the same ones in each run of the tests. */
  let seed = 7;
  const word = (length: number): number[] =>
    Array.from({ length }, () => ((seed = (seed * 1103515245 + 12345) % 2 ** 31) >> 16) & 1);

  async function equalToTwin(path: string, most = 40): Promise<void> {
    for (const [batch, length] of [
      [1, 1],
      [1, 3],
      [2, 5],
      [5, 4],
      [9, 2],
      [4, 8],
      [3, 9],
      [2, 40],
    ] as const) {
      if (length > most) continue;
      const words = Array.from({ length: batch }, () => word(length));
      const [own, expected] = [await run(path, words), await run(twin, words)];
      for (const [name, { dims, data }] of Object.entries(expected)) {
        assert.deepEqual(own[name]?.dims, dims, `${name} of ${batch} × ${length}`);
        data.forEach((value, at) => assert.ok(Math.abs(value - (own[name]?.data[at] ?? NaN)) < 1e-5, `${name}[${at}]`));
      }
    }
  }

  for (const [at, { what, model, notes, most }] of BRIDGED.entries())
    it(`for ${what} says what its twin says, and the check says how`, async () => {
      const path = folder.write(`${at}.onnx`, model);
      const result = await checkModelFile(path, client);
      assert.ok(isAccepted(result), checkSummary(result));
      const said = new Map(result.checks.map(({ name, note }) => [name, note]));
      for (const [name, note] of Object.entries(notes)) assert.match(said.get(name) ?? 'nothing', note);
      for (const [name, note] of said) assert.ok(note === undefined || name in notes, `${name}: ${note ?? ''}`);
      await equalToTwin(path, most);
      if (most !== undefined)
        await assert.rejects(run(path, [word(most + 1)]), new RegExp(`words of at most ${most} tokens`));
    });

  it('is told of by a file beside it, where it must not be rewritten', async () => {
    const model = changed(renamed);
    const path = folder.write('untouched.onnx', { ...model, metadata: {} });
    await assert.rejects(client.load({ model: path, providers: ['cpu'] }), /no "state-probe" entry/);
    const beside = join(folder.path, 'untouched.state-probe.json');
    writeFileSync(beside, JSON.stringify({ ...parityManifest({ id: 'beside' }), ...NAMES }));
    await equalToTwin(path);
    const { code, out, err } = await stateProbe([
      'eval',
      '--models',
      path,
      '--lengths',
      '4',
      '--count',
      '20',
      '--json',
    ]);
    assert.equal(code, 0, err);
    assert.equal((JSON.parse(out) as { id: string }).id, 'beside');
    const { checks } = await checkModelFile(path, client);
    assert.match(checks.find(({ name }) => name === 'names')?.note ?? '', /"tokens" is its "input_ids"/);
    writeFileSync(beside, JSON.stringify({ ...parityManifest(), inputs: { tokens: 'ids' } }));
    await assert.rejects(run(path, [[0, 1]]), /names the input "ids" for tokens, but the file has "input_ids"/);
    writeFileSync(beside, '{');
    await assert.rejects(run(path, [[0, 1]]), /manifest beside it.*not JSON/);
  });

  it('takes from the file beside it only what stands there', async () => {
    const path = folder.write('both.onnx', changed(renamed, { id: 'within' }));
    writeFileSync(join(folder.path, 'both.state-probe.json'), JSON.stringify({ ...NAMES, name: 'Renamed' }));
    await equalToTwin(path);
    const { out } = await stateProbe(['eval', '--models', path, '--lengths', '2', '--count', '2', '--json']);
    const { id, name } = JSON.parse(out) as { id: string; name: string };
    assert.deepEqual([id, name], ['within', 'Renamed']);
  });

  it('is still refused where it reads later tokens', async () => {
    const model = changed(shaped('batch', 8));
    for (const node of model.nodes) node.outputs = node.outputs.map((name) => (name === 'logits' ? 'clean' : name));
    model.nodes.push(
      { op: 'Slice', inputs: ['clean', 'last', 'end', 'axis'], outputs: ['leak'] },
      { op: 'Add', inputs: ['clean', 'leak'], outputs: ['logits'] },
    );
    const { checks } = await checkModelFile(folder.write('leak.onnx', model), client);
    assert.match(checks.find(({ passed }) => passed === false)?.reason ?? '', /not causal/);
  });
});

describe('what is filled in', () => {
  const place = { batch: 2, length: 4, before: 8, real: 3 };
  const input = (...shape: (number | string)[]) => ({ name: 'x', isTensor: true, type: 'int64', shape });
  const rows = (what: string, ...shape: (number | string)[]) =>
    Array.from(filled(what, input(...shape), place).data, Number);

  it('goes on in a later window', () => {
    assert.deepEqual(rows('position_ids', 'b', 't'), [8, 9, 10, 11, 8, 9, 10, 11]);
    assert.deepEqual(rows('position_ids', 't'), [8, 9, 10, 11]);
    assert.deepEqual(rows('attention_mask', 'b', 't').slice(0, 12), [...new Array<number>(11).fill(1), 0]);
    assert.deepEqual(rows('token_type_ids', 'b', 't'), new Array<number>(8).fill(0));
  });

  it('reads every kind of half precision number', () => {
    const bits = Uint16Array.from([0x0000, 0x8000, 0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x7e00]);
    const { data } = asFloat('x', { type: 'float16', dims: [bits.length], data: bits });
    const expected = [0, -0, 1, -2, 0.333251953125, 2 ** -24, 65504, Infinity, -Infinity, NaN];
    assert.deepEqual([...data], expected);
  });
});
