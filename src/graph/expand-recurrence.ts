import { create } from '@bufbuild/protobuf';
import { attributeOf, nodeOf, valueOf } from './parts';
import { ADDED } from './patch-input';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
} from './proto/onnx_pb';

const FLOAT: number = TensorProto_DataType.FLOAT;
const INT64: number = TensorProto_DataType.INT64;

/** Gates in the order in which ONNX has their weights. */
const GATES: Readonly<Record<string, readonly string[]>> = {
  RNN: ['h'],
  GRU: ['z', 'r', 'h'],
  LSTM: ['i', 'o', 'f', 'c'],
};

/**
 * Writes the operators `RNN`, `GRU` and `LSTM` as a `Scan` that computes the same, so that their states can be replaced, rounded or stopped
 * between two steps. Those that run backwards, or otherwise than by default, stay as they are.
 */
export function expandRecurrences(graph: GraphProto): void {
  for (const [number, node] of [...graph.node].entries()) {
    const gates = GATES[node.opType];
    if (!gates || !isPlain(node)) continue;
    const nodes = expanded(graph, node, gates, number);
    graph.node = graph.node.flatMap((one) => (one === node ? nodes : [one]));
  }
}

function isPlain(node: NodeProto): boolean {
  const [, , , , lengths, , , peepholes] = node.input;
  const direction = textOf(node, 'direction') ?? 'forward';
  const isUsual = !['activations', 'activation_alpha', 'activation_beta', 'clip', 'input_forget'].some((name) => {
    const attribute = attributeOf(node, name);
    const names = attribute?.strings.map((one) => Buffer.from(one).toString()) ?? [];
    const usual = { RNN: 'Tanh', GRU: 'Sigmoid,Tanh', LSTM: 'Sigmoid,Tanh,Tanh' }[node.opType];
    const isSame = name === 'activations' && (names.length === 0 || names.join() === usual);
    return attribute !== undefined && !isSame && !(name === 'input_forget' && attribute.i === 0n);
  });
  const isLaid = (attributeOf(node, 'layout')?.i ?? 0n) === 0n;
  return (
    direction === 'forward' &&
    isUsual &&
    isLaid &&
    !lengths &&
    !peepholes &&
    attributeOf(node, 'hidden_size') !== undefined
  );
}

function textOf(node: NodeProto, name: string): string | undefined {
  const attribute = attributeOf(node, name);
  return attribute && Buffer.from(attribute.s).toString();
}

function expanded(graph: GraphProto, node: NodeProto, gates: readonly string[], number: number): NodeProto[] {
  const own = (name: string): string => `${ADDED}${node.opType} ${number} ${name}`;
  const size = Number(attributeOf(node, 'hidden_size')?.i ?? 0n);
  const [input = '', weights = '', recurrent = '', bias = '', , first = '', firstCell = ''] = node.input;
  const whole = (name: string, dims: number[], values: number[]): string => {
    graph.initializer.push(
      create(TensorProtoSchema, { name, dataType: INT64, dims: dims.map(BigInt), int64Data: values.map(BigInt) }),
    );
    return name;
  };
  const zero = whole(own('zero'), [], [0]);
  const nothing = own('nothing');
  graph.initializer.push(create(TensorProtoSchema, { name: nothing, dataType: FLOAT, dims: [], floatData: [0] }));
  const nodes: NodeProto[] = [];
  const add = (opType: string, inputs: string[], name: string, integers: Record<string, number> = {}): string => {
    nodes.push(nodeOf(opType, inputs, [own(name)], integers));
    return own(name);
  };
  const turned = (from: string, rows: string, name: string): string => {
    const part = add('Gather', [from, rows], `${name} part`, { axis: 0 });
    const result = add('Transpose', [part], name);
    nodes.at(-1)?.attribute.push(integers('perm', [1, 0]));
    return result;
  };
  const [w, r] = [add('Gather', [weights, zero], 'W', { axis: 0 }), add('Gather', [recurrent, zero], 'R', { axis: 0 })];
  const b = bias === '' ? undefined : add('Gather', [bias, zero], 'B', { axis: 0 });
  const biasOf = (place: number): string | undefined => {
    const rows = Array.from({ length: size }, (_, at) => place * size + at);
    return b && add('Gather', [b, whole(own(`rows of bias ${place}`), [size], rows)], `bias ${place}`, { axis: 0 });
  };
  const isResetAfter = node.opType === 'GRU' && (attributeOf(node, 'linear_before_reset')?.i ?? 0n) !== 0n;
  const driven = gates.map((gate, place) => {
    const rows = Array.from({ length: size }, (_, at) => place * size + at);
    const indices = whole(own(`rows ${gate}`), [size], rows);
    const [fromInput, fromState] = [turned(w, indices, `W ${gate}`), turned(r, indices, `R ${gate}`)];
    const ownBias = biasOf(place);
    const stateBias = biasOf(gates.length + place);
    let drive = add('MatMul', [input, fromInput], `drive ${gate}`);
    if (ownBias) drive = add('Add', [drive, ownBias], `drive ${gate} biased`);
    // The bias that is reset with the state goes into the step.
    const isInner = isResetAfter && gate === 'h';
    if (stateBias && !isInner) drive = add('Add', [drive, stateBias], `drive ${gate} twice biased`);
    return { gate, drive, fromState, inner: isInner ? stateBias : undefined };
  });
  const start = (given: string, name: string): string => {
    if (given !== '') return add('Gather', [given, zero], name, { axis: 0 });
    return add('Mul', [add('Gather', [driven[0]?.drive ?? '', zero], `${name} sized`, { axis: 0 }), nothing], name);
  };
  const states = node.opType === 'LSTM' ? ['H', 'C'] : ['H'];
  const starts = [start(first, 'first H'), ...(states.length > 1 ? [start(firstCell, 'first C')] : [])];
  const body = bodyOf(node.opType, own, driven, { size, states, isResetAfter });
  const scan = nodeOf(
    'Scan',
    [...starts, ...driven.map(({ drive }) => drive)],
    [...states.map((name) => own(`last ${name}`)), own('all')],
    { num_scan_inputs: driven.length },
  );
  scan.attribute.push(
    create(AttributeProtoSchema, { name: 'body', type: AttributeProto_AttributeType.GRAPH, g: body }),
  );
  nodes.push(scan);
  const [all = '', lastState = '', lastCell = ''] = node.output;
  const shaped = (from: string, to: string, shape: number[]): void => {
    if (to === '') return;
    nodes.push(nodeOf('Reshape', [from, whole(own(`shape of ${to}`), [shape.length], shape)], [to]));
  };
  shaped(own('all'), all, [0, 1, -1, size]);
  shaped(own('last H'), lastState, [1, -1, size]);
  shaped(own('last C'), lastCell, [1, -1, size]);
  bypass(graph, all, own('all'));
  return nodes;
}

/**
 * What takes the axis of directions away again becomes a copy of what has none, so that the state is found behind it: a `Squeeze`, or a
 * transposition and a `Reshape` to three axes.
 */
function bypass(graph: GraphProto, all: string, collected: string): void {
  const readers = (name: string): NodeProto[] => graph.node.filter(({ input }) => name !== '' && input[0] === name);
  const isTurn = (node: NodeProto, axes: string): boolean =>
    node.opType === 'Transpose' && String(attributeOf(node, 'perm')?.ints) === axes;
  const copies = readers(all).flatMap((node) => {
    if (node.opType === 'Squeeze') return [node];
    if (!isTurn(node, '0,2,1,3')) return [];
    return readers(node.output[0] ?? '').filter(
      ({ opType, output: [name = ''] }) => opType === 'Reshape' && readers(name).some((one) => isTurn(one, '1,0,2')),
    );
  });
  for (const copy of copies) [copy.opType, copy.input, copy.attribute] = ['Identity', [collected], []];
}

interface Driven {
  gate: string;
  drive: string;
  fromState: string;
  inner: string | undefined;
}

function bodyOf(
  opType: string,
  own: (name: string) => string,
  driven: readonly Driven[],
  { size, states, isResetAfter }: { size: number; states: readonly string[]; isResetAfter: boolean },
): GraphProto {
  const nodes: NodeProto[] = [];
  const now = (name: string): string => own(`${name} now`);
  const add = (opType_: string, inputs: string[], name: string): string => {
    nodes.push(nodeOf(opType_, inputs, [now(name)]));
    return now(name);
  };
  const [h, c] = [now('H before'), now('C before')];
  const recalled = (of: Driven, state: string): string => add('MatMul', [state, of.fromState], `recalled ${of.gate}`);
  const sum = (of: Driven, state = h): string =>
    add('Add', [now(`drive ${of.gate}`), recalled(of, state)], `sum ${of.gate}`);
  const by = new Map(driven.map((of) => [of.gate, of]));
  const gate = (name: string, activation: string, state = h): string => {
    const of = by.get(name);
    return of ? add(activation, [sum(of, state)], name) : '';
  };
  const after: string[] = [];
  if (opType === 'RNN') after.push(gate('h', 'Tanh'));
  else if (opType === 'LSTM') {
    const [i, o, f] = [gate('i', 'Sigmoid'), gate('o', 'Sigmoid'), gate('f', 'Sigmoid')];
    const entering = add('Mul', [i, gate('c', 'Tanh')], 'entering');
    const cell = add('Add', [add('Mul', [f, c], 'kept'), entering], 'C');
    after.push(add('Mul', [o, add('Tanh', [cell], 'shown')], 'H'), cell);
  } else {
    const [z, r] = [gate('z', 'Sigmoid'), gate('r', 'Sigmoid')];
    const of = by.get('h');
    let candidate = '';
    if (of && isResetAfter) {
      const inner = recalled(of, h);
      const biased = of.inner ? add('Add', [inner, of.inner], 'recalled biased') : inner;
      candidate = add('Tanh', [add('Add', [now('drive h'), add('Mul', [r, biased], 'reset')], 'sum h')], 'candidate');
    } else candidate = gate('h', 'Tanh', add('Mul', [r, h], 'reset'));
    // (1 − z) · candidate + z · H
    const difference = add('Sub', [h, candidate], 'difference');
    after.push(add('Add', [candidate, add('Mul', [z, difference], 'moved')], 'H'));
  }
  const collected = add('Identity', [after[0] ?? ''], 'collected');
  const sizes = ['', size].map((one, at) => (at === 0 ? own('batch') : one));
  const told = (name: string) => valueOf(name, FLOAT, sizes);
  return create(GraphProtoSchema, {
    name: own('body'),
    node: nodes,
    input: [...states.map((name) => told(now(`${name} before`))), ...driven.map((of) => told(now(`drive ${of.gate}`)))],
    output: [...after, collected].map(told),
  });
}

function integers(name: string, values: readonly number[]) {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INTS, ints: values.map(BigInt) });
}
