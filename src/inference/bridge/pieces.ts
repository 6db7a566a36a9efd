import { ContractError } from '../contract';
import type { Tensor } from '../protocol';

type Tensors = Record<string, Tensor>;

/** The first `size` of an axis: 0 for words, 1 for tokens; of attention both axes of tokens. */
export function cut(tensors: Tensors, axis: 0 | 1, size: number): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      if (axis === 0) return [name, slice(tensor, 0, size)];
      return [name, name.startsWith('attention.') ? slice(slice(tensor, 2, size), 3, size) : slice(tensor, 1, size)];
    }),
  );
}

/** What stands after the last token, `[batch, 1, …]`. */
export function lastOf(tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      slice(tensor, 1, 1, Math.max(0, (tensor.dims[1] ?? 0) - 1)),
    ]),
  );
}

/** Ids `[batch, n]` with as many more for each word behind them. */
export function appended(ids: Int32Array, more: Int32Array, batch: number): Int32Array<ArrayBuffer> {
  const [own, added] = [ids.length / batch, more.length / batch];
  const row = new Int32Array(ids.length + more.length);
  for (let word = 0; word < batch; word++) {
    row.set(ids.subarray(word * own, (word + 1) * own), word * (own + added));
    row.set(more.subarray(word * added, (word + 1) * added), word * (own + added) + own);
  }
  return row;
}

/** Ids `[batch, n]` token by token. */
export function columnsOf(ids: Int32Array, batch: number): Int32Array[] {
  const size = ids.length / batch;
  return Array.from({ length: size }, (_, at) =>
    Int32Array.from({ length: batch }, (__, word) => ids[word * size + at] ?? 0),
  );
}

function slice({ dims, data }: Tensor, axis: number, size: number, from = 0): Tensor {
  const own = dims[axis] ?? 0;
  // What has no such axis, or a shorter one, is said by the check of outputs.
  if (own <= size) return { dims, data };
  const inner = dims.slice(axis + 1).reduce((product, one) => product * one, 1);
  const outer = dims.slice(0, axis).reduce((product, one) => product * one, 1);
  const kept = new Float32Array(outer * size * inner);
  for (let at = 0; at < outer; at++)
    kept.set(data.subarray((at * own + from) * inner, (at * own + from + size) * inner), at * size * inner);
  return { dims: dims.map((one, at) => (at === axis ? size : one)), data: kept };
}

/** Pieces one after another along an axis. */
export function join(parts: readonly Tensors[], axis: 0 | 1): Tensors {
  const [first, ...more] = parts;
  if (!first) return {};
  if (more.length === 0) return first;
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      joined(
        name,
        parts.map((part) => part[name] ?? { dims: [], data: new Float32Array() }),
        axis,
      ),
    ]),
  );
}

function joined(name: string, parts: readonly Tensor[], axis: number): Tensor {
  const dims = [...(parts[0]?.dims ?? [])];
  const others = (tensor: Tensor): string => tensor.dims.filter((_, at) => at !== axis).join(' ');
  const odd = parts.find(
    (part) => part.dims.length !== dims.length || others(part) !== others({ dims, data: new Float32Array() }),
  );
  if (odd)
    throw new ContractError(
      `its output "${name}" came out as [${dims.join(', ')}] and as [${odd.dims.join(', ')}] for one word`,
    );
  dims[axis] = parts.reduce((sum, part) => sum + (part.dims[axis] ?? 0), 0);
  const outer = dims.slice(0, axis).reduce((product, one) => product * one, 1);
  const data = new Float32Array(dims.reduce((product, one) => product * one, 1));
  const row = data.length / Math.max(1, outer);
  let to = 0;
  for (const part of parts) {
    const size = part.data.length / Math.max(1, outer);
    for (let at = 0; at < outer; at++) data.set(part.data.subarray(at * size, (at + 1) * size), at * row + to);
    to += size;
  }
  return { dims, data };
}
