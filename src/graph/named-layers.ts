import type { Size } from './parts';

/** Layers that share a name but for their number, such as `model.layers.0` to `model.layers.3`. */
export interface NamedLayers {
  /** What stands before the number. */
  name: string;
  numbers: number[];
  /** Weights that are named so, and their values. */
  weights: number;
  values: number;
}

interface Named {
  name: string;
  from: 'input' | 'weight' | { operator: string };
  shape?: readonly Size[];
}

/**
 * Layers by the names of tensors: exporters write the module of a weight or an operator there, `model.layers.0.norm.weight` or
 * `/model/layers.0/Add_output_0`, and the model contract has `hidden.0`. The outermost number counts, and only where numbers run
 * on from 0 or 1.
 */
export function layersNamed(tensors: readonly Named[]): NamedLayers[] {
  const found = new Map<string, { numbers: Set<number>; weights: number; values: number }>();
  for (const { name, from, shape } of tensors) {
    const parts = name.split(/[./]/).filter((part) => part !== '');
    const at = parts.findIndex((part, place) => place > 0 && /^\d{1,4}$/.test(part));
    if (at < 0) continue;
    const stem = parts.slice(0, at).join('.');
    const group = found.get(stem) ?? { numbers: new Set<number>(), weights: 0, values: 0 };
    found.set(stem, group);
    group.numbers.add(Number(parts[at]));
    if (from !== 'weight') continue;
    group.weights++;
    group.values += (shape ?? []).reduce<number>((total, size) => total * Number(size), 1);
  }
  return [...found].flatMap(([name, { numbers: set, ...rest }]) => {
    const numbers = [...set].sort((a, b) => a - b);
    const [first = 0] = numbers;
    return first <= 1 && numbers.every((number, at) => number === first + at) ? [{ name, numbers, ...rest }] : [];
  });
}
