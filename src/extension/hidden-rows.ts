import type { HiddenAsk, HiddenPiece } from '../../webview/messages';
import type { Tensor } from '../inference/protocol';

/** A layer's output over a word, by steps of the trace. */
export interface LayerStates {
  neurons: number;
  data: Float32Array;
  /** For each step the row of `data` that belongs to it; -1 where the model read no token for it. */
  rows: Int32Array;
  min: number;
  max: number;
  typical: number;
}

/** Rows that a sample for the percentile looks at; the percentile of all values would need them sorted. */
const SAMPLE = 65_536;

/** @param tensor `[1, tokens, width]` @throws Error when it has another shape */
export function layerStates(tensor: Tensor, rows: Int32Array): LayerStates {
  const [batch, tokens, neurons] = tensor.dims;
  if (tensor.dims.length !== 3 || batch !== 1 || !tokens || !neurons) {
    throw new Error(`the layer's output is [${tensor.dims.join(', ')}], not [1, tokens, width]`);
  }
  let [min, max] = [Infinity, -Infinity];
  for (const row of rows) {
    if (row < 0) continue;
    for (let at = row * neurons; at < (row + 1) * neurons; at++) {
      const value = tensor.data[at] ?? NaN;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const known = Number.isFinite(min) && Number.isFinite(max);
  return {
    neurons,
    data: tensor.data,
    rows,
    min: known ? min : 0,
    max: known ? max : 0,
    typical: typicalSize(tensor.data),
  };
}

/** 99th percentile of the absolute values, from evenly spaced ones. */
function typicalSize(data: Float32Array): number {
  const stride = Math.max(1, Math.floor(data.length / SAMPLE));
  const sizes = new Float32Array(Math.ceil(data.length / stride));
  for (let k = 0; k < sizes.length; k++) sizes[k] = Math.abs(data[k * stride] ?? 0);
  sizes.sort();
  const value = sizes[Math.floor(0.99 * (sizes.length - 1))] ?? 0;
  return Number.isFinite(value) ? value : 0;
}

/** Rows of one message; the page asks for no more. */
const MOST_ROWS = 512;

/** The rows asked for; `NaN` for a step without a token, and none at all from the null state of chess on. */
export function hiddenPiece(layer: LayerStates, { from, to, stride }: HiddenAsk): HiddenPiece {
  const { neurons, data, rows, min, max, typical } = layer;
  const end = Math.min(to, lastKnown(rows) + 1);
  const count = Math.max(0, Math.min(MOST_ROWS, Math.ceil((end - from) / stride)));
  const piece = new Float32Array(count * neurons).fill(NaN);
  for (let k = 0; k < count; k++) {
    const row = rows[from + k * stride] ?? -1;
    if (row >= 0) piece.set(data.subarray(row * neurons, (row + 1) * neurons), k * neurons);
  }
  return { neurons, data: piece, min, max, typical };
}

function lastKnown(rows: Int32Array): number {
  let last = rows.length - 1;
  while (last >= 0 && (rows[last] ?? -1) < 0) last--;
  return last;
}
