import { makerOf, readsOf } from '../names';
import { tensorOf, valueOf } from '../parts';
import { TensorProto_DataType as Type, type GraphProto, type NodeProto } from '../proto/onnx_pb';
import { axesOf, Building, dimsOf, inOrder, integer } from './building';
import { recurrenceOf, type Recurrence } from './recurrence';

/** How much of what a step computes from what it reads alone is computed for all steps at once. */
export type Hoisted = 'views' | 'all';

const VIEWS = new Set(['Squeeze', 'Unsqueeze']);
/** Of float32, number by number, as many as they read. */
const UNARY = new Set(['Abs', 'Exp', 'Log', 'Neg', 'Reciprocal', 'Relu', 'Sigmoid', 'Softplus', 'Sqrt', 'Tanh']);
const BINARY = new Set(['Add', 'Div', 'Max', 'Min', 'Mul', 'Pow', 'Sub']);
const MEANS = new Set(['ReduceMean', 'ReduceSum']);

/** A tensor of all steps, whose axes but the first are those that it has within a step. */
interface Outside {
  name: string;
  /** Within a step. */
  rank: number;
}

/**
 * Takes out of the steps of a recurrence what does not depend on its state. Each operator of a step costs the runtime a microsecond beside its work; but
 * what is kept for all steps no longer stays in the processor's cache, so that of many words only views are worth it.
 */
export function hoist(graph: GraphProto, what: Hoisted): void {
  for (const node of [...graph.node]) {
    const recurrence = recurrenceOf(graph, node);
    if (recurrence && isHoisted(graph, recurrence, what)) inOrder(graph);
  }
}

function isHoisted(graph: GraphProto, recurrence: Recurrence, what: Hoisted): boolean {
  const { scan, body, states, inputs, collected } = recurrence;
  const build = new Building(graph, `hoisted ${graph.node.indexOf(scan)}`);
  const outside = new Map<string, Outside>();
  const declared = body.input.slice(states.length);
  for (const [at, { outer, inner }] of inputs.entries()) {
    const tensor = tensorOf(declared[at]?.type);
    if (tensor?.elemType === (Type.FLOAT as number)) outside.set(inner, { name: outer, rank: tensor.sizes.length });
  }
  const before = graph.node.length;
  const rest = body.node.filter((node) => {
    const [output] = node.output;
    const copied = output === undefined ? undefined : copyOf({ graph, recurrence, build, outside, what }, node);
    if (output === undefined || !copied) return true;
    outside.set(output, copied);
    return false;
  });
  if (rest.length === body.node.length) return false;
  const ofStates = body.output.slice(0, states.length).map(({ name }) => name);
  const shown = body.output.slice(states.length).map(({ name }) => name);
  const isAside = (at: number): boolean => outside.has(shown[at] ?? '');
  const read = new Set([...rest.flatMap((node) => [...readsOf(node)]), ...shown.filter((_, at) => !isAside(at))]);
  const kept = [...outside].filter(([name]) => read.has(name));
  const others = inputs.filter(({ inner }) => !outside.has(inner));
  // A state that is no step's own, or steps that read nothing, are left as they are.
  if (ofStates.some((name) => outside.has(name)) || kept.length + others.length === 0) {
    graph.node.splice(before);
    return false;
  }
  const told = new Map(body.input.map((one) => [one.name, one]));
  const free = (name: string, rank: number) =>
    valueOf(
      name,
      Type.FLOAT,
      Array.from({ length: rank }, (_, axis) => `${name} axis ${axis}`),
    );
  body.node = rest;
  body.input = [
    ...body.input.slice(0, states.length),
    ...kept.map(([name, { rank }]) => told.get(name) ?? free(name, rank)),
    ...others.flatMap(({ inner }) => told.get(inner) ?? []),
  ];
  scan.input = [
    ...scan.input.slice(0, states.length),
    ...kept.map(([, { name }]) => name),
    ...others.map(({ outer }) => outer),
  ];
  for (const [at, { outer }] of collected.entries()) {
    const aside = outside.get(shown[at] ?? '');
    if (aside) build.add('Identity', [aside.name], {}, outer);
  }
  const isKept = (at: number): boolean => at < states.length || !isAside(at - states.length);
  scan.output = scan.output.filter((_, at) => isKept(at));
  body.output = body.output.filter((_, at) => isKept(at));
  // All of them say that the first axis is gone through from its beginning, which is what is meant without them.
  scan.attribute = scan.attribute.filter(({ name }) => !/^scan_.*_(axes|directions)$/.test(name));
  for (const one of scan.attribute) if (one.name === 'num_scan_inputs') one.i = BigInt(kept.length + others.length);
  return true;
}

interface Places {
  graph: GraphProto;
  recurrence: Recurrence;
  build: Building;
  outside: ReadonlyMap<string, Outside>;
  what: Hoisted;
}

/** An operator of a step once more, for all steps; undefined where it reads a state, or where it is not known how. */
function copyOf({ graph, recurrence, build, outside, what }: Places, node: NodeProto): Outside | undefined {
  const { body, isOuter } = recurrence;
  const { opType, input } = node;
  const [first = '', second = ''] = input;
  const own = outside.get(first);
  if (node.output.length !== 1 || (node.domain !== '' && node.domain !== 'ai.onnx')) return undefined;
  if (VIEWS.has(opType)) {
    const axes = axesOf(body, node) ?? axesOf(graph, node);
    if (!own || !axes) return undefined;
    const name = build.add(opType, [own.name, build.whole(axes.map(shifted))]);
    return { name, rank: own.rank + (opType === 'Unsqueeze' ? axes.length : -axes.length) };
  }
  if (what === 'views') return undefined;
  if (UNARY.has(opType)) return own && { name: build.add(opType, [own.name]), rank: own.rank };
  if (MEANS.has(opType)) {
    const axes = axesOf(body, node) ?? axesOf(graph, node);
    const keepdims = integer(node, 'keepdims', 1);
    if (!own || !axes || axes.length === 0) return undefined;
    const name = build.add(opType, [own.name, build.whole(axes.map(shifted))], { keepdims });
    return { name, rank: keepdims === 1 ? own.rank : own.rank - axes.length };
  }
  if (!BINARY.has(opType) && opType !== 'MatMul') return undefined;
  const sides = [first, second].map((name) => outside.get(name));
  const rank = sides.find((one) => one)?.rank;
  if (rank === undefined || (opType === 'MatMul' && rank < 2)) return undefined;
  // What is the same at each step has no axis of them, and has to end before it.
  const isAligned = sides.every((one, at) => {
    const name = input[at] ?? '';
    if (one) return one.rank === rank;
    const own = isOuter(name) ? rankOfConstant(graph, name) : undefined;
    return own !== undefined && own <= rank && (opType !== 'MatMul' || own > 1);
  });
  if (!isAligned) return undefined;
  return {
    name: build.add(
      opType,
      sides.map((one, at) => one?.name ?? input[at] ?? ''),
    ),
    rank,
  };
}

function rankOfConstant(graph: GraphProto, name: string): number | undefined {
  const maker = makerOf(graph, name);
  return maker?.opType === 'Transpose' ? rankOfConstant(graph, maker.input[0] ?? '') : dimsOf(graph, name)?.length;
}

/** Counted from the first, an axis of a step comes after that of the steps. */
function shifted(axis: number): number {
  return axis < 0 ? axis : axis + 1;
}
