/** Two inputs of a view that replace a tensor: where the mask is true, by the value. */
export interface PatchInput {
  /** The output that shows what is replaced, by the file's name. */
  output: string;
  mask: string;
  value: string;
  /**
   * `tokens`: mask `[batch, length, 1]` and value `[batch, length, width]`. `steps`: mask `[length, batch, 1, …]` and one value
   * `[batch, …]` for each word, that of the step at which its mask is true.
   */
  by: 'tokens' | 'steps';
  /** Sizes of what one step has: `[width]`, `[128, 16]`; null where the file does not say them. */
  sizes: (number | null)[];
  /** The answer does not depend on it: it is a copy that nothing reads. */
  isIdle?: true;
}

/** Added names begin so, which no exporter's do. */
export const ADDED = 'state-probe/';

/** Names of the two inputs that replace a layer; a server that lets its layers be replaced has them too. */
export function layerInputs(output: string): { mask: string; value: string } {
  return { mask: `${ADDED}mask ${output}`, value: `${ADDED}value ${output}` };
}
