import { carriedState } from './carried-state';
import { insertAfter, rename } from './names';
import { nodeOf, valueOf } from './parts';
import { ADDED } from './patch-input';
import { TensorProto_DataType, type GraphProto } from './proto/onnx_pb';
import type { Site } from './sites';

const BOOL: number = TensorProto_DataType.BOOL;
const FLOAT: number = TensorProto_DataType.FLOAT;

/** Inputs of a view that put parts of a site out of action, where the mask is true; the same at every token. */
export interface AblationInput extends Site {
  maskInput: string;
  /** Absent where what comes in stands there instead. */
  valueInput?: string;
  /** The answer does not depend on it. */
  isIdle?: true;
}

/** Puts `Where(mask, value, tensor)` behind a site: for a state within its `Scan`, at every step. */
export function ablate(graph: GraphProto, site: Site, number: number): AblationInput {
  const { tensor, mask, by } = site;
  const [maskInput, patched] = [`${ADDED}ablate ${number}`, `${ADDED}ablated ${number}`];
  graph.input.push(valueOf(maskInput, BOOL, mask));
  if (typeof by === 'object' && 'tensor' in by) {
    rename(graph, tensor, patched);
    insertAfter(graph, tensor, nodeOf('Where', [maskInput, by.tensor, tensor], [patched]));
    return { ...site, maskInput };
  }
  const valueInput = `${ADDED}instead ${number}`;
  graph.input.push(
    valueOf(
      valueInput,
      FLOAT,
      mask.map((_, axis) => `${valueInput} ${axis}`),
    ),
  );
  const input = { ...site, maskInput, valueInput };
  if (site.kind !== 'state') {
    rename(graph, tensor, patched);
    insertAfter(graph, tensor, nodeOf('Where', [maskInput, valueInput, tensor], [patched]));
    return input;
  }
  const { body, state, elemType } = carriedState(graph, tensor);
  const given = elemType === FLOAT ? valueInput : `${valueInput} cast`;
  if (given !== valueInput) graph.node.unshift(nodeOf('Cast', [valueInput], [given], { to: elemType }));
  rename(body, state, patched);
  for (const one of body.output) if (one.name === state) one.name = patched;
  insertAfter(body, state, nodeOf('Where', [maskInput, given, state], [patched]));
  return input;
}
