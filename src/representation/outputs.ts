/** Names of what a model shows of its inside (docs/model-contract.md). */

/**
 * What an architecture shows beside its layers: the recurrent state after every step, the factor by which a step keeps
 * it, the matrix that a step multiplies it with, or the weights of attention.
 */
export type InsideKind = 'state' | 'decay' | 'transition' | 'attention';

export interface InsideOutput {
  /** Such as `state.1`. */
  output: string;
  kind: InsideKind;
  /** Counted from one, as in {@link InsideOutput.output}. */
  layer: number;
}

/** `hidden.0`, `hidden.1`, … as far as there are all of them without a gap. */
export function hiddenLayers(outputs: readonly string[]): string[] {
  const known = new Set(outputs);
  const layers: string[] = [];
  while (known.has(`hidden.${layers.length}`)) layers.push(`hidden.${layers.length}`);
  return layers;
}

/** The layer that an output such as `hidden.2` is of. */
export function layerOf(output: string): number {
  return Number(output.split('.')[1]);
}

/** Layer `k` as people read it; `hidden.0` comes out of the embedding. */
export function layerName(k: number): string {
  return k === 0 ? 'embedding' : `layer ${k}`;
}

const INSIDE = /^(state|decay|transition|attention)\.([1-9]\d{0,2})$/;

/** What a model shows beside its layers, by layer. */
export function insideOutputs(outputs: readonly string[]): InsideOutput[] {
  const found = outputs.flatMap((output): InsideOutput[] => {
    const [, kind, layer] = INSIDE.exec(output) ?? [];
    return kind === undefined ? [] : [{ output, kind: kind as InsideKind, layer: Number(layer) }];
  });
  return found.sort((a, b) => a.layer - b.layer);
}
