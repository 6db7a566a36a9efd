import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';
import { openFile } from '../files/read';
import { GraphError } from './graph-error';
import { graphsIn } from './names';
import {
  TensorProto_DataLocation,
  TensorProto_DataType as Type,
  type GraphProto,
  type TensorProto,
} from './proto/onnx_pb';
import type { Skeleton } from './skeleton';

/** Bytes of weights that are drawn anew; they are all held in memory. */
const MOST_BYTES = 128 * 2 ** 20;
/** Types of weights, with the bytes of one; wider whole numbers are sizes and places. */
const WEIGHTS = new Map<number, number>([
  [Type.FLOAT, 4],
  [Type.DOUBLE, 8],
  [Type.FLOAT16, 2],
  [Type.BFLOAT16, 2],
  [Type.INT8, 1],
  [Type.UINT8, 1],
]);
const WHOLE: ReadonlySet<number> = new Set<number>([Type.INT8, Type.UINT8]);
/** No weight is as large; what keeps attention from looking ahead is. */
const MASK = 1e4;
const NORMS: ReadonlySet<string> = new Set(['LayerNormalization', 'RMSNormalization', 'SimplifiedLayerNormalization']);

/**
 * Makes a model its untrained twin, in memory: the same graph, in which the values of every weight tensor stand in another, random
 * order. So each tensor keeps its shape and its scale (a decay stays a decay), and what training put where is gone. Tensors of
 * one shape are put into the same order: real and imaginary parts stay together. Weights of normalisations stay, and so
 * does what masks.
 *
 * @param seed the same one makes the same twin
 * @throws GraphError for a model whose weights are none of known types, too large, or not where its file says
 */
export async function drawAnew({ graph, folder }: Skeleton, seed: number): Promise<void> {
  const kept = normWeights(graph);
  const drawn = [graph, ...graphsIn(graph)]
    .flatMap(({ initializer }) => initializer)
    .filter(({ name, dataType, dims }) => WEIGHTS.has(dataType) && sizeOf(dims) > 1 && !kept.has(name));
  if (drawn.length === 0) throw new GraphError('it has no weights that could be drawn anew');
  const bytes = drawn.reduce((sum, { dims, dataType }) => sum + sizeOf(dims) * (WEIGHTS.get(dataType) ?? 0), 0);
  if (bytes > MOST_BYTES)
    throw new GraphError(`its weights have more than ${MOST_BYTES / 2 ** 20} MiB: no untrained twin is made of it`);
  for (const tensor of drawn) {
    await takeIn(tensor, folder);
    if (!isMask(tensor)) reorder(tensor, seed);
  }
}

function sizeOf(dims: readonly bigint[]): number {
  return dims.reduce((product, size) => product * Number(size), 1);
}

function normWeights({ node }: GraphProto): Set<string> {
  return new Set(node.filter(({ opType }) => NORMS.has(opType)).flatMap(({ input }) => input.slice(1)));
}

/** Reads a weight that is only named. */
async function takeIn(tensor: TensorProto, folder: string): Promise<void> {
  if (tensor.dataLocation !== TensorProto_DataLocation.EXTERNAL) return;
  const place = new Map(tensor.externalData.map(({ key, value }) => [key, value]));
  const room = await realpath(folder);
  const path = await realpath(join(room, place.get('location') ?? ''));
  if (!path.startsWith(room.endsWith(sep) ? room : room + sep))
    throw new GraphError(`its weight "${tensor.name}" lies outside of the model's folder`);
  const length = sizeOf(tensor.dims) * (WEIGHTS.get(tensor.dataType) ?? 0);
  const buffer = new Uint8Array(length);
  const file = await openFile(path);
  try {
    const from = Number(place.get('offset') ?? 0);
    for (let done = 0; done < length;) {
      const { bytesRead } = await file.read(buffer, done, length - done, from + done);
      if (bytesRead === 0) throw new GraphError(`its weight "${tensor.name}" is longer than the file that it lies in`);
      done += bytesRead;
    }
  } finally {
    await file.close();
  }
  tensor.rawData = buffer;
  tensor.dataLocation = TensorProto_DataLocation.DEFAULT;
  tensor.externalData = [];
}

/** What keeps attention from looking ahead: values that no weight has, or a triangle of one value beside one of another. */
function isMask(tensor: TensorProto): boolean {
  const value = valuesOf(tensor);
  const count = value ? sizeOf(tensor.dims) : 0;
  for (let at = 0; value && at < count; at++) if (!(Math.abs(value(at)) < MASK)) return true;
  return value !== undefined && isTriangle(tensor.dims.map(Number), value);
}

function isTriangle(dims: readonly number[], value: (at: number) => number): boolean {
  const [rows = 0, side = 0] = dims.slice(-2);
  if (dims.length < 2 || rows !== side || side < 2) return false;
  const [on, above] = [value(0), value(1)];
  const count = dims.reduce((product, size) => product * size, 1);
  for (let at = 0; at < count; at++) {
    const isAbove = at % side > Math.floor(at / side) % side;
    if (value(at) !== (isAbove ? above : on)) return false;
  }
  return on !== above;
}

/** A value of a tensor by its place; undefined where it has not as many as it says, which {@link reorder} complains of. */
function valuesOf({ dataType, dims, rawData, floatData, doubleData, int32Data }: TensorProto) {
  const count = sizeOf(dims);
  // Half-precision values stand among whole numbers as their bits, which are no values.
  const own = [floatData, doubleData, WHOLE.has(dataType) ? int32Data : []].find(({ length }) => length === count);
  if (own) return (at: number): number => own[at] ?? 0;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const each = WEIGHTS.get(dataType) ?? 1;
  const read = READ.get(dataType);
  return read && rawData.length === count * each ? (at: number): number => read(view, at * each) : undefined;
}

const READ = new Map<number, (view: DataView, at: number) => number>([
  [Type.FLOAT, (view, at) => view.getFloat32(at, true)],
  [Type.DOUBLE, (view, at) => view.getFloat64(at, true)],
  // Only how large it is: the exponent alone tells it.
  [Type.FLOAT16, (view, at) => 2 ** (((view.getUint16(at, true) >> 10) & 31) - 15)],
  [Type.BFLOAT16, (view, at) => 2 ** (((view.getUint16(at, true) >> 7) & 255) - 127)],
  [Type.INT8, (view, at) => view.getInt8(at)],
  [Type.UINT8, (view, at) => view.getUint8(at)],
]);

function reorder(tensor: TensorProto, seed: number): void {
  const count = sizeOf(tensor.dims);
  const order = orderOf(seed, tensor.dims);
  const each = WEIGHTS.get(tensor.dataType) ?? 1;
  for (const key of ['floatData', 'doubleData', 'int32Data'] as const) {
    const own = tensor[key];
    if (own.length === count) tensor[key] = Array.from(order, (from) => own[from] ?? 0);
  }
  const { rawData: own } = tensor;
  if (own.length === 0) return;
  if (own.length !== count * each)
    throw new GraphError(`its weight "${tensor.name}" does not have the size that it says`);
  const raw = new Uint8Array(own.length);
  for (const [to, from] of order.entries())
    for (let byte = 0; byte < each; byte++) raw[to * each + byte] = own[from * each + byte] ?? 0;
  tensor.rawData = raw;
}

/** A random order, the same for one shape and seed (Fisher and Yates). */
function orderOf(seed: number, dims: readonly bigint[]): Uint32Array {
  const shape = dims.reduce((hash, size) => Math.imul(hash, 0x01000193) ^ Number(size), 0x811c9dc5 | 0);
  const random = xoroshiro128plus(Math.imul(seed + 1, 0x9e3779b1) ^ shape);
  // The first outputs still show the bits of the seed.
  skipN(random, 64);
  const order = Uint32Array.from({ length: sizeOf(dims) }, (_, at) => at);
  for (let at = order.length - 1; at > 0; at--) {
    const other = uniformInt(random, 0, at);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
