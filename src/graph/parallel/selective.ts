import { create } from '@bufbuild/protobuf';
import { makerOf, sourceOf } from '../names';
import { tensorOf, valueOf, type Size } from '../parts';
import { GraphProtoSchema, TensorProto_DataType as Type, type GraphProto } from '../proto/onnx_pb';
import { axesOf, Building, dimsOf, graphAttribute, inOrder, integer, operator } from './building';
import { any, axisPatterns, matched, op } from './pattern';
import { readerOf, recurrenceOf, type Recurrence } from './recurrence';

/** What may stand between a step's rates and its factors; other tensors among what it reads are single numbers. */
const ELEMENTWISE = new Set(['Add', 'Exp', 'Identity', 'Mul', 'Neg', 'Sigmoid', 'Sub', 'Tanh']);

/**
 * A selective scan (Gu and Dao 2023), whose step is `h = f(delta A) h + p bᵀ` for a state `[batch, channels, entries]`, and of which only
 * `y = h c` is read: then each step gives `y`, and its state lies with the channels last, where there are more of them than entries, so
 * that operators run over long rows.
 */
export function laySelectiveScans(graph: GraphProto): void {
  for (const node of [...graph.node]) {
    const recurrence = recurrenceOf(graph, node);
    const build = new Building(graph, `scan ${graph.node.indexOf(node)}`);
    if (!recurrence || !isLaid(graph, recurrence, build)) continue;
    graph.node = graph.node.filter((one) => one !== node);
    inOrder(graph);
  }
}

function isLaid(graph: GraphProto, recurrence: Recurrence, build: Building): boolean {
  const {
    body,
    states: [state, ...more],
    collected,
  } = recurrence;
  const shown = collected.find(({ inner }) => inner === state?.after);
  const sizes = tensorOf(body.input[0]?.type)?.sizes;
  const [batch = '', channels, entries] = sizes ?? [];
  if (!state || !shown || more.length > 0 || sizes?.length !== 3) return false;
  if (typeof channels !== 'number' || typeof entries !== 'number') return false;
  const { apart } = axisPatterns(graph, 3);
  const step = matched(
    body,
    state.after,
    op('Add', op('Mul', any('factor'), any('state')), op('Mul', apart(2, any('p')), apart(1, any('b')))),
  );
  if (step?.['state'] !== state.before) return false;
  const outer = (inner: string | undefined, size: number): string | undefined => {
    const at = recurrence.inputs.findIndex((input) => input.inner === inner);
    const own = tensorOf(body.input[1 + at]?.type)?.sizes;
    return at >= 0 && own?.length === 2 && own[1] === size ? recurrence.inputs[at]?.outer : undefined;
  };
  const factor = factorOf(graph, recurrence, step['factor'] ?? '');
  // Beside the states, how much of them a step keeps: the mean of the factors of each channel.
  const means = collected.filter((one) => one !== shown);
  if (!means.every(({ inner }) => isMean(graph, body, inner, step['factor'] ?? ''))) return false;
  const { apart: beside, sum } = axisPatterns(graph, 4);
  const read = readerOf(graph, shown.outer, (states) => sum(3, op('Mul', states, beside(2, any('c')))));
  const [delta, b] = [outer(factor?.delta, channels), outer(step['b'], entries)];
  const p = driveOf(body, step['p'] ?? '').map((inner) => outer(inner, channels));
  if (!factor || !read || delta === undefined || b === undefined || p.length === 0) return false;
  if (p.some((one) => one === undefined) || String(dimsOf(graph, factor.rates)) !== `${channels},${entries}`)
    return false;
  const drive = p.filter((one) => one !== undefined).reduce((left, right) => build.add('Mul', [left, right]));
  const c = build.add('Transpose', [read.by['c'] ?? ''], { perm: [1, 0, 2] });
  const inputs = [delta, drive, b, c].map((name, at) =>
    build.add('Unsqueeze', [name, build.whole([at === 2 ? 3 : 2])]),
  );
  const rates = build.add('Transpose', [factor.rates], { perm: [1, 0] });
  const scan = operator(
    'Scan',
    [build.add('Transpose', [state.initial], { perm: [0, 2, 1] }), ...inputs],
    [build.name(), build.name(), ...(read.isReadElse ? [shown.outer] : []), ...means.map(({ outer }) => outer)],
    { num_scan_inputs: 4 },
  );
  const g = stepOf(build, {
    ...{ batch, channels, entries, rates, factor },
    ...{ isShown: read.isReadElse, means: means.length },
  });
  scan.attribute.push(graphAttribute('body', g));
  const y = build.add('Transpose', [scan.output[1] ?? ''], { perm: [1, 0, 2, 3] });
  graph.node.push(scan);
  graph.node = graph.node.filter((one) => one !== read.reader);
  build.reshape(y, [0, 0, -1], read.reader.output[0]);
  return true;
}

/** The tensors whose product drives a step. */
function driveOf(body: GraphProto, name: string): string[] {
  const maker = makerOf(body, sourceOf(body, name));
  return maker?.opType === 'Mul' ? maker.input.flatMap((one) => driveOf(body, one)) : [name];
}

interface Factor {
  delta: string;
  rates: string;
  /** Operators that lead from the product of both to the factor, each with numbers where it reads others. */
  chain: { opType: string; input: (string | undefined)[] }[];
}

/** By what a step multiplies its state: some function, number by number, of `delta` times the rates. */
function factorOf(graph: GraphProto, { body, isOuter }: Recurrence, given: string): Factor | undefined {
  const chain: Factor['chain'] = [];
  for (let name = sourceOf(body, given); ;) {
    const found = matched(body, name, op('Mul', axisPatterns(graph, 3).apart(2, any('delta')), any('rates')));
    const { delta, rates } = found ?? {};
    if (delta !== undefined && rates !== undefined && isOuter(rates)) return { delta, rates, chain: chain.reverse() };
    const maker = makerOf(body, name);
    if (!maker || !ELEMENTWISE.has(maker.opType)) return undefined;
    const numbers = maker.input.map((one) => (isNumber(graph, one, isOuter) ? one : undefined));
    const own = maker.input.filter((_, at) => numbers[at] === undefined);
    const [only] = own;
    if (own.length !== 1 || only === undefined) return undefined;
    chain.push({ opType: maker.opType, input: numbers });
    name = sourceOf(body, only);
  }
}

function isNumber(graph: GraphProto, name: string, isOuter: (name: string) => boolean): boolean {
  return isOuter(name) && (dimsOf(graph, name)?.every((size) => size === 1) ?? false);
}

/** Whether it is the mean of such factors over the entries of a channel. */
function isMean(graph: GraphProto, body: GraphProto, name: string, factor: string): boolean {
  const maker = makerOf(body, name);
  if (maker?.opType !== 'ReduceMean' || integer(maker, 'keepdims', 1) !== 0) return false;
  const axes = axesOf(graph, maker) ?? axesOf(body, maker);
  return sourceOf(body, maker.input[0] ?? '') === factor && (String(axes) === '-1' || String(axes) === '2');
}

interface Step {
  batch: Size;
  channels: number;
  entries: number;
  rates: string;
  factor: Factor;
  /** Whether states are collected, as they lay before. */
  isShown: boolean;
  /** How often the mean of the factors is. */
  means: number;
}

function stepOf(outside: Building, { batch, channels, entries, rates, factor, isShown, means }: Step): GraphProto {
  const told = (name: string, sizes: readonly Size[]) => valueOf(name, Type.FLOAT, [batch, ...sizes]);
  const [state, delta, drive, b, c] = Array.from({ length: 5 }, () => outside.name()) as [
    ...[string, string, string],
    ...[string, string],
  ];
  const body = create(GraphProtoSchema, {
    name: outside.name(),
    input: [
      told(state, [entries, channels]),
      told(delta, [1, channels]),
      told(drive, [1, channels]),
      told(b, [entries, 1]),
      told(c, [1, entries]),
    ],
  });
  const build = new Building(body, `${outside.name()} step`);
  let by = build.add('Mul', [delta, rates]);
  for (const { opType, input } of factor.chain) {
    const before = by;
    by = build.add(
      opType,
      input.map((one) => one ?? before),
    );
  }
  const after = build.add('Add', [build.add('Mul', [by, state]), build.add('MatMul', [b, drive])]);
  const y = build.add('MatMul', [c, after]);
  body.output.push(told(after, [entries, channels]), told(y, [1, channels]));
  if (isShown) body.output.push(told(build.add('Transpose', [after], { perm: [0, 2, 1] }), [channels, entries]));
  for (let mean = 0; mean < means; mean++) {
    const name = build.add('ReduceMean', [by, outside.whole([1])], { keepdims: 0 });
    body.output.push(told(name, [channels]));
  }
  return body;
}
