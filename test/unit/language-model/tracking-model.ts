import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { compose } from '../../../src/algebra/maps';
import { elementId, elementOf } from '../../../src/algebra/elements';
import { nodeOf, valueOf } from '../../../src/graph/parts';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  type NodeProto,
} from '../../../src/graph/proto/onnx_pb';

const OBJECTS = ['pea', 'coin', 'ring'];
const STATES = 6;
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** Tokens are lines, and the parts of a question: a beginning for each arrangement, a swap for each pair. */
const heads = Array.from({ length: STATES }, (_, id) => {
  const names = elementOf(3, BigInt(id)).map((object) => `'${OBJECTS[object]}'`);
  return `cups = [${names.join(', ')}]`;
});
const swaps = PAIRS.map(([i, j]) => `cups[${i}], cups[${j}] = cups[${j}], cups[${i}]`);
const questions = [0, 1, 2].map((slot) => `# cups[${slot}] is`);
const answers = OBJECTS.map((object) => ` '${object}'`);
const TOKENS = ['[UNK]', '\n', ...heads, ...swaps, ...questions, ...answers];
export const WIDTH = TOKENS.length + STATES;

/** A program of swaps of three cups, as the model reads it. */
export function program(pairs: readonly number[]): string {
  return `${[heads[0], ...pairs.map((pair) => swaps[pair])].join('\n')}\n`;
}

/** What each token does to each state. */
function leads(): number[] {
  return TOKENS.flatMap((token) =>
    Array.from({ length: STATES }, (_, state) => {
      const head = heads.indexOf(token);
      const pair = PAIRS[swaps.indexOf(token)];
      if (head >= 0) return head;
      if (!pair) return state;
      const map = [0, 1, 2];
      [map[pair[0]], map[pair[1]]] = [pair[1], pair[0]];
      return Number(elementId(compose(elementOf(3, BigInt(state)), map)));
    }),
  );
}

/**
 * A language model that tracks by construction: its first layer does nothing, its second one walks an automaton over the tokens and
 * adds the state to the stream, and its head answers questions from there.
 *
 * @param changes fields of config.json
 * @param positions rows of a table of positions, which bounds a text; there is none if absent
 * @returns the folder
 */
export function writeTrackingModel(parent: string, changes: object = {}, positions?: number): string {
  const folder = join(parent, 'tracking-lm');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.onnx'), graph(positions));
  const config = { model_type: 'automaton', vocab_size: TOKENS.length, num_hidden_layers: 2, hidden_size: WIDTH };
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...changes }));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer()));
  return folder;
}

function tokenizer(): object {
  const Regex = "\\n|# cups\\[\\d\\] is| '\\w+'(?=\\n)|[^\\n#]+";
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(TOKENS.map((token, id) => [token, id])), unk_token: '[UNK]' },
  };
}

function graph(positions?: number): Uint8Array {
  const V = TOKENS.length;
  const onDiagonal = (row: number, column: number): number => Number(row === column);
  const pairs = 3 * STATES;
  const step = create(GraphProtoSchema, {
    name: 'step',
    input: [valueOf('state', Type.INT64, ['batch']), valueOf('token', Type.INT64, ['batch'])],
    node: [
      nodeOf('Mul', ['token', 'states'], ['row']),
      nodeOf('Add', ['row', 'state'], ['place']),
      nodeOf('Gather', ['leads', 'place'], ['next']),
      nodeOf('Identity', ['next'], ['shown']),
    ],
    output: [valueOf('next', Type.INT64, ['batch']), valueOf('shown', Type.INT64, ['batch'])],
  });
  const scan = nodeOf('Scan', ['initial', 'by step'], ['last', 'states by step'], { num_scan_inputs: 1 });
  scan.attribute.push(create(AttributeProtoSchema, { name: 'body', type: Kind.GRAPH, g: step }));
  const placed = [
    nodeOf('CumSum', ['attention_mask', 'one'], ['numbers']),
    nodeOf('Sub', ['numbers', 'one'], ['positions']),
    nodeOf('Gather', ['model.positions.weight', 'positions'], ['position'], { axis: 0 }),
    nodeOf('Add', ['read', 'position'], ['x0']),
  ];
  const questionAt = (slot: number): number => TOKENS.indexOf(questions[slot] ?? '');
  const model = create(GraphProtoSchema, {
    name: 'tracking',
    input: [
      valueOf('input_ids', Type.INT64, ['batch', 'length']),
      valueOf('attention_mask', Type.INT64, ['batch', 'length']),
    ],
    initializer: [
      floats('model.embed.weight', V, WIDTH, onDiagonal),
      floats('model.layers.0.mix.weight', WIDTH, WIDTH, () => 0),
      floats('model.layers.1.out.weight', STATES, WIDTH, (state, at) => Number(at === V + state)),
      // A pair of a question and a state is there where both are.
      floats('lm_head.pairs', WIDTH, pairs, (at, pair) =>
        Number(at === questionAt(Math.floor(pair / STATES)) || at === V + (pair % STATES)),
      ),
      floats('lm_head.less', 1, pairs, () => -1.5),
      floats('lm_head.out', pairs, V, (pair, token) => {
        const held = elementOf(3, BigInt(pair % STATES))[Math.floor(pair / STATES)] ?? 0;
        return Number(token === TOKENS.indexOf(answers[held] ?? '')) * 20;
      }),
      ...(positions === undefined ? [] : [floats('model.positions.weight', positions, WIDTH, () => 0)]),
      whole('one', [], [1]),
      whole('states', [], [STATES]),
      whole('leads', [V * STATES], leads()),
      whole('none', [], [0]),
      whole('how many states', [1], [STATES]),
      create(TensorProtoSchema, { name: 'off and on', dataType: Type.FLOAT, dims: [2n], floatData: [0, 1] }),
    ],
    node: [
      nodeOf('Gather', ['model.embed.weight', 'input_ids'], [positions === undefined ? 'x0' : 'read'], { axis: 0 }),
      ...(positions === undefined ? [] : placed),
      nodeOf('MatMul', ['x0', 'model.layers.0.mix.weight'], ['mixed']),
      nodeOf('Add', ['x0', 'mixed'], ['x1']),
      nodeOf('ArgMax', ['x1'], ['which'], { axis: 2, keepdims: 0 }),
      turned('which', 'by step'),
      nodeOf('Gather', ['by step', 'none'], ['first'], { axis: 0 }),
      nodeOf('Sub', ['first', 'first'], ['initial']),
      scan,
      turned('states by step', 'visited'),
      nodeOf('OneHot', ['visited', 'how many states', 'off and on'], ['state there']),
      nodeOf('MatMul', ['state there', 'model.layers.1.out.weight'], ['added']),
      nodeOf('Add', ['x1', 'added'], ['x2']),
      nodeOf('MatMul', ['x2', 'lm_head.pairs'], ['both']),
      nodeOf('Add', ['both', 'lm_head.less'], ['enough']),
      nodeOf('Relu', ['enough'], ['there']),
      nodeOf('MatMul', ['there', 'lm_head.out'], ['logits']),
    ],
    output: [valueOf('logits', Type.FLOAT, ['batch', 'length', V])],
  });
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, { irVersion: 8n, opsetImport: [{ domain: '', version: 17n }], graph: model }),
  );
}

function turned(from: string, to: string): NodeProto {
  const node = nodeOf('Transpose', [from], [to]);
  node.attribute.push(create(AttributeProtoSchema, { name: 'perm', type: Kind.INTS, ints: [1n, 0n] }));
  return node;
}

function floats(name: string, rows: number, columns: number, value: (row: number, column: number) => number) {
  const floatData = Array.from({ length: rows * columns }, (_, k) => value(Math.floor(k / columns), k % columns));
  return create(TensorProtoSchema, { name, dataType: Type.FLOAT, dims: [rows, columns].map(BigInt), floatData });
}

function whole(name: string, dims: readonly number[], numbers: readonly number[]) {
  const sizes = dims.map(BigInt);
  return create(TensorProtoSchema, { name, dataType: Type.INT64, dims: sizes, int64Data: numbers.map(BigInt) });
}
