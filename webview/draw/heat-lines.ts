/** Where values of a heat map lie: neurons in lines of pixels, steps in columns. */
import { PIECE_ROWS } from '../../src/protocol/limits';

/** Which line of pixels each neuron is drawn in; several share one where there are more neurons than lines. */
export interface Lines {
  count: number;
  /** By neuron. */
  of: Uint16Array;
  /** The neurons, from the top line down. */
  order: Uint32Array;
}

/**
 * @param height device pixels there are
 * @param order neurons from the top down; null for their own order
 */
export function linesOf(neurons: number, height: number, order: Uint32Array | null): Lines {
  const count = Math.max(1, Math.min(neurons, Math.floor(height)));
  const known = order?.length === neurons ? order : Uint32Array.from({ length: neurons }, (_, neuron) => neuron);
  const of = new Uint16Array(neurons);
  known.forEach((neuron, place) => (of[neuron] = Math.floor((place * count) / neurons)));
  return { count, of, order: known };
}

/** The neurons of a line. */
export function neuronsOf({ count, order }: Lines, line: number): Uint32Array {
  const edge = (at: number): number => Math.ceil((at * order.length) / count);
  return order.subarray(edge(line), edge(line + 1));
}

/** The power of two of rows to a column, so that a column is at least a device pixel wide. */
export function levelFor(pixelsForRow: number): number {
  return Math.min(Math.log2(PIECE_ROWS), Math.max(0, Math.ceil(-Math.log2(pixelsForRow))));
}

/** The strongest value (largest magnitude, with its sign) of each line, added into `into`, which holds that so far. */
export function strongestInto(into: Float32Array, data: Float32Array, start: number, lineOf: Uint16Array): void {
  for (let neuron = 0; neuron < lineOf.length; neuron++) {
    const value = data[start + neuron] ?? 0;
    const line = lineOf[neuron] ?? 0;
    const before = into[line] ?? 0;
    if (value < 0 ? -value > Math.abs(before) : value > Math.abs(before)) into[line] = value;
  }
}
