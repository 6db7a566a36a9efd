import type { CallOptions } from '../inference/client';
import type { Choice, Inside, MeasuredLayer } from './inside';
import type { Reading } from './readings';

/** One row of the grid: what is read from a layer after each step. */
export interface GridLayer {
  output: string;
  /** Class; -1 where there is no state. */
  predicted: Int32Array;
  /** Of the true state; `NaN` where there is none, or the probe never saw it. */
  probability: Float32Array;
  /** Of a probe, on words that it was not fitted on. */
  heldOut?: MeasuredLayer['heldOut'];
  /** Of a control: by how much the probe's held-out accuracy is above it (Hewitt and Liang 2019). */
  selectivity?: number;
}

/**
 * Layers × steps by one reading. The lens leaves out layers of another width than the last one.
 *
 * @throws InferenceError, GradingError; the signal's reason when it is aborted
 */
export async function grid(
  inside: Inside,
  reading: Reading,
  { layers: outputs = inside.layers, ...options }: CallOptions & Choice = {},
): Promise<GridLayer[]> {
  if (reading === 'lens') return inside.look('lens', { outputs, last: inside.layers.at(-1) ?? '' }, options);
  const probes = (await inside.probes({ ...options, layers: outputs })).layers;
  if (reading === 'probe') return probes.map(rowOf);
  const controls = await inside.control(reading, { ...options, layers: outputs });
  return controls.map((control) => {
    const probe = probes.find(({ output }) => output === control.output);
    const selectivity = (probe?.heldOut.accuracy ?? NaN) - control.heldOut.accuracy;
    return { ...rowOf(control), ...(Number.isFinite(selectivity) && { selectivity }) };
  });
}

function rowOf({ output, predicted, probability, heldOut }: MeasuredLayer): GridLayer {
  return { output, predicted, probability, heldOut };
}
