import { create } from '@bufbuild/protobuf';
import { attributeOf, tensorOf, valueOf } from '../parts';
import { GraphProtoSchema, TensorProto_DataType as Type, type GraphProto, type NodeProto } from '../proto/onnx_pb';
import { Building, floatNumbers, graphAttribute, inOrder, integer, operator, wholeNumbers } from './building';
import { diagonalKernels, type DiagonalKernels, type Sizes } from './diagonal-kernels';
import { any, axisPatterns, matched, op, opWhen, type Operation, type Pattern } from './pattern';
import { byWord, readerOf, recurrenceOf, type Recurrence } from './recurrence';

/** Steps that one matrix product takes together. */
const STEPS = 32;

/**
 * A recurrence `h = a h + u` by complex numbers `a` that are the same at each step (S4D: Gu, Gupta, Goel and Re 2022), of which only
 * `y = Re(c h)` is read: within a chunk of steps `y` is a Toeplitz matrix times `u`, and what a chunk leaves in the state is carried to the
 * next one.
 */
export function convolveDiagonals(graph: GraphProto, isForFew: boolean): void {
  for (const node of [...graph.node]) {
    const recurrence = recurrenceOf(graph, node);
    const found = recurrence && diagonalOf(graph, recurrence);
    // Of few states that are collected anyway `y` is read as it was.
    if (!recurrence || !found || (isForFew && found.isReadElse)) continue;
    const build = new Building(graph, `chunks ${graph.node.indexOf(node)}`);
    const input = byWord(graph, recurrence.inputs[0]?.outer ?? '', 3, build);
    graph.node = graph.node.filter((one) => one !== found.reader && (one !== node || found.isReadElse));
    writeChunks(build, found, {
      input,
      first: recurrence.states[0]?.initial ?? '',
      output: found.reader.output[0] ?? '',
    });
    inOrder(graph);
  }
}

interface Found {
  sizes: Sizes;
  kernels: DiagonalKernels;
  /** What reads all states. */
  reader: NodeProto;
  /** Whether states are looked at too, which the Scan collects then as before. */
  isReadElse: boolean;
}

function diagonalOf(graph: GraphProto, recurrence: Recurrence): Found | undefined {
  const { body, states, inputs, collected, isOuter } = recurrence;
  const [state, input, shown] = [states[0], inputs[0], collected[0]];
  if (!state || !input || !shown || states.length + inputs.length + collected.length !== 3) return undefined;
  const [, parts, channels, entries, ...more] = tensorOf(body.input[0]?.type)?.sizes ?? [];
  if (parts !== 2 || typeof channels !== 'number' || typeof entries !== 'number' || more.length > 0) return undefined;
  const step = matched(body, state.after, stepOf(graph));
  if (step?.['state'] !== state.before || step['u'] !== input.inner || shown.inner !== state.after) return undefined;
  const { sum } = axisPatterns(graph, 4);
  const part = partsOf(graph, any('states'), 2);
  const read = readerOf(graph, shown.outer, () =>
    sum(3, op('Sub', op('Mul', part(0), any('c')), op('Mul', part(1), any('d')))),
  );
  const { real: a = '', imaginary: b = '' } = step;
  if (!read || !isOuter(a) || !isOuter(b)) return undefined;
  const names = [a, b, read.by['c'] ?? '', read.by['d'] ?? ''];
  const [real, imaginary, readReal, readImaginary] = names.map((name) => floatNumbers(graph, name));
  if (!real || !imaginary || !readReal || !readImaginary) return undefined;
  const isWhole = [real, imaginary, readReal, readImaginary].every(({ length }) => length === channels * entries);
  const sizes = { channels, entries, steps: STEPS };
  const kernels = isWhole ? diagonalKernels({ real, imaginary, readReal, readImaginary }, sizes) : undefined;
  return kernels && { sizes, kernels, ...read };
}

/** Real (0) or imaginary (1) parts, along an axis. */
function partsOf(graph: GraphProto, of: Pattern, axis: number): (part: number) => Operation {
  return (part) =>
    opWhen(
      'Gather',
      (node) => integer(node, 'axis', 0) === axis && String(wholeNumbers(graph, node.input[1] ?? '')) === String(part),
      of,
    );
}

function stepOf(graph: GraphProto): Operation {
  const part = partsOf(graph, any('state'), 1);
  const [a, b] = [any('real'), any('imaginary')];
  const real = op(
    'Add',
    op('Sub', op('Mul', a, part(0)), op('Mul', b, part(1))),
    axisPatterns(graph, 3).apart(2, any('u')),
  );
  const imaginary = op('Add', op('Mul', a, part(1)), op('Mul', b, part(0)));
  const { apart } = axisPatterns(graph, 4);
  const isStacked = (node: NodeProto): boolean => attributeOf(node, 'axis')?.i === 1n && node.input.length === 2;
  return opWhen('Concat', isStacked, apart(1, real), apart(1, imaginary));
}

/**
 * Channels come first, for each has matrices of its own, and steps last: so both are turned as one axis against the others, which the runtime
 * does fast.
 *
 * @param input `[batch, length, channels]`; `output` has the same sizes
 */
function writeChunks(
  build: Building,
  { sizes: { channels, entries }, kernels }: Found,
  { input, first, output }: { input: string; first: string; output: string },
): void {
  const wide = 2 * entries;
  const length = build.add('Shape', [input], { start: 1, end: 2 });
  // What fills the last chunk up comes after all that is read.
  const filling = build.add('Mod', [build.add('Neg', [length]), build.whole([STEPS])]);
  const pads = build.add('Concat', [build.whole([0, 0, 0, 0]), filling, build.whole([0])], { axis: 0 });
  const laid = build.add('Transpose', [build.add('Pad', [input, pads])], { perm: [2, 0, 1] });
  const batch = build.add('Shape', [laid], { start: 1, end: 2 });
  const apart = (name: string, ...inner: number[]): string =>
    build.add('Reshape', [
      name,
      build.add('Concat', [build.whole([channels]), batch, build.whole(inner)], { axis: 0 }),
    ]);
  // [channels, batch and chunks, steps]: the same matrices for all rows.
  const rows = build.reshape(laid, [channels, -1, STEPS]);
  const leave = build.float(turned(kernels.leave, wide, STEPS), [channels, STEPS, wide]);
  const left = apart(build.add('MatMul', [rows, leave]), -1, wide);
  const start = build.reshape(build.add('Transpose', [first], { perm: [2, 0, 1, 3] }), [channels, -1, wide]);
  const before = carryOver(build, start, build.add('Transpose', [left], { perm: [2, 0, 1, 3] }), kernels, [
    channels,
    wide,
  ]);
  const memory = build.reshape(build.add('Transpose', [before], { perm: [1, 2, 0, 3] }), [0, -1, wide]);
  const seen = build.add('Concat', [rows, memory], { axis: 2 });
  const see = build.float(turned(kernels.see, STEPS, STEPS + wide), [channels, STEPS + wide, STEPS]);
  const y = apart(build.add('MatMul', [seen, see]), -1);
  const words = build.add('Transpose', [y], { perm: [1, 2, 0] });
  build.add('Slice', [words, build.whole([0]), length, build.whole([1])], {}, output);
}

/** Matrices `[…, rows, columns]` as `[…, columns, rows]`. */
function turned(matrices: Float32Array, rows: number, columns: number): Float32Array {
  const size = rows * columns;
  return matrices.map((_, at) => {
    const within = at % size;
    return matrices[at - within + (within % rows) * columns + Math.floor(within / rows)] ?? 0;
  });
}

/** The states before each chunk, `[chunks, channels, batch, 2 entries]`, from the first one and from what each chunk leaves. */
function carryOver(
  build: Building,
  start: string,
  left: string,
  { keep, cross }: DiagonalKernels,
  [channels, wide]: readonly [number, number],
): string {
  const told = (name: string) => valueOf(name, Type.FLOAT, [channels, 'batch', wide]);
  const [state, own] = [build.name(), build.name()];
  const body = create(GraphProtoSchema, { name: build.name(), input: [told(state), told(own)] });
  const within = new Building(body, `${build.name()} step`);
  const factors = new Float32Array(channels * wide * wide);
  for (let at = 0; at < channels * wide; at++) {
    const [channel, row] = [Math.floor(at / wide), at % wide];
    factors[(channel * wide + row) * wide + row] = keep[at] ?? 0;
    factors[(channel * wide + ((row + wide / 2) % wide)) * wide + row] = cross[at] ?? 0;
  }
  const kept = within.add('MatMul', [state, build.float(factors, [channels, wide, wide])]);
  const after = within.add('Add', [kept, own]);
  const shown = within.add('Identity', [state]);
  body.output.push(told(after), told(shown));
  const all = build.name();
  const scan = operator('Scan', [start, left], [build.name(), all], { num_scan_inputs: 1 });
  scan.attribute.push(graphAttribute('body', body));
  build.graph.node.push(scan);
  return all;
}
