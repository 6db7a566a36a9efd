import { carriedState, type CarriedState } from './carried-state';
import { insertAfter, rename } from './names';
import { attributeOf, nodeOf, valueOf } from './parts';
import { known } from './patch-layer';
import { ADDED, type PatchInput } from './patch-input';
import { TensorProto_DataType, type GraphProto } from './proto/onnx_pb';

const BOOL: number = TensorProto_DataType.BOOL;
const FLOAT: number = TensorProto_DataType.FLOAT;

/**
 * Replaces a state that a `Scan` carries, behind any of its steps, within the one run: a mask for each step goes into the body,
 * and the value is captured from outside. So nothing has to be carried over a cut, whatever else reads earlier tokens
 * (a convolution, attention), and no tensor of the word's length is needed.
 *
 * @param slots how many values a word can get, each at a step of its own
 * @throws GraphError as {@link carriedState}
 */
export function patchState(graph: GraphProto, output: string, slots: number): PatchInput[] {
  const carried = carriedState(graph, output);
  const { body, state, scan } = carried;
  const last = `${ADDED}patched ${output}`;
  // One after another: what reads the state reads the last.
  const names = Array.from({ length: slots }, (_, slot) => (slot === slots - 1 ? last : `${last} ${slot}`));
  rename(body, state, last);
  for (const one of body.output) if (one.name === state) one.name = last;
  const inputs = names.map((patched, slot) => {
    const before = names[slot - 1] ?? state;
    return addSlot(graph, carried, { output, slot, before, patched });
  });
  const count = attributeOf(scan, 'num_scan_inputs');
  if (count) count.i += BigInt(slots);
  return inputs;
}

interface Slot {
  output: string;
  slot: number;
  before: string;
  patched: string;
}

function addSlot(graph: GraphProto, carried: CarriedState, { output, slot, before, patched }: Slot): PatchInput {
  const { scan, body, batch, sizes, elemType } = carried;
  const [mask, value] = [`${ADDED}mask ${output} ${slot}`, `${ADDED}value ${output} ${slot}`];
  const ones = sizes.map(() => 1);
  graph.input.push(valueOf(mask, BOOL, [`${ADDED}steps`, batch, ...ones]), valueOf(value, FLOAT, [batch, ...sizes]));
  const given = elemType === FLOAT ? value : `${value} cast`;
  if (given !== value) graph.node.unshift(nodeOf('Cast', [value], [given], { to: elemType }));
  scan.input.push(mask);
  for (const name of ['scan_input_directions', 'scan_input_axes']) attributeOf(scan, name)?.ints.push(0n);
  body.input.push(valueOf(`${mask} now`, BOOL, [batch, ...ones]));
  insertAfter(body, before, nodeOf('Where', [`${mask} now`, given, before], [patched]));
  return { output, mask, value, by: 'steps', sizes: sizes.map(known) };
}
