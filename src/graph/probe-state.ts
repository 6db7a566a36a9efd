import { carriedState } from './carried-state';
import { GraphError } from './graph-error';
import { rename } from './names';
import { attributeOf, valueOf } from './parts';
import { ADDED } from './patch-input';
import { TensorProto_DataType, type GraphProto } from './proto/onnx_pb';

/** An input of a view by which every step of a recurrence starts from a given state, `[length, batch, …sizes]`. */
export interface ProbedState {
  input: string;
  /** Of one state. */
  sizes: number[];
}

/**
 * Every step of a `Scan` starts from a state that is given, whatever the one before has left: the output then shows what each step
 * makes of it.
 *
 * @throws GraphError as {@link carriedState}, and for a state of free sizes or of whole numbers
 */
export function probeState(graph: GraphProto, output: string): ProbedState {
  const { scan, body, before, batch, sizes, elemType } = carriedState(graph, output);
  if (elemType !== (TensorProto_DataType.FLOAT as number)) throw new GraphError(`its "${output}" is not of float32`);
  const known = sizes.filter((size) => typeof size === 'number');
  if (known.length !== sizes.length) throw new GraphError(`its file does not say how large "${output}" is`);
  const [input, now] = [`${ADDED}before ${output}`, `${ADDED}before ${output} now`];
  graph.input.push(valueOf(input, elemType, [`${ADDED}steps`, batch, ...known]));
  scan.input.push(input);
  const count = attributeOf(scan, 'num_scan_inputs');
  if (count) count.i += 1n;
  for (const name of ['scan_input_directions', 'scan_input_axes']) attributeOf(scan, name)?.ints.push(0n);
  rename(body, before, now);
  body.input.push(valueOf(now, elemType, [batch, ...known]));
  return { input, sizes: known };
}
