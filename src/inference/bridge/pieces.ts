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

function slice({ dims, data }: Tensor, axis: number, size: number): Tensor {
  const own = dims[axis] ?? 0;
  // What has no such axis, or a shorter one, is said by the check of outputs.
  if (own <= size) return { dims, data };
  const inner = dims.slice(axis + 1).reduce((product, one) => product * one, 1);
  const outer = dims.slice(0, axis).reduce((product, one) => product * one, 1);
  const kept = new Float32Array(outer * size * inner);
  for (let at = 0; at < outer; at++)
    kept.set(data.subarray(at * own * inner, (at * own + size) * inner), at * size * inner);
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
