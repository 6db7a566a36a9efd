import { GraphError } from './graph-error';
import { insertAfter, rename, sourceOf } from './names';
import { nodeOf, tensorOf, valueOf } from './parts';
import { ADDED, layerInputs, type PatchInput } from './patch-input';
import { TensorProto_DataType, type GraphProto } from './proto/onnx_pb';

const BOOL: number = TensorProto_DataType.BOOL;
const FLOAT: number = TensorProto_DataType.FLOAT;

/**
 * Replaces what an output, or a tensor within, `[batch, length, width]` shows, for all that reads it: `Where(mask, value, tensor)`.
 *
 * @throws GraphError where the output is not there, or has other sizes
 */
export function patchLayer(graph: GraphProto, output: string): PatchInput {
  const declared = tensorOf(
    [...graph.output, ...graph.valueInfo].find(({ name, type }) => name === output && type)?.type,
  );
  if (!declared) throw new GraphError(`it has no tensor "${output}" whose sizes its file says`);
  const { elemType, sizes } = declared;
  if (sizes.length !== 3)
    throw new GraphError(`its "${output}" is [${sizes.join(', ')}]: what is replaced must be [batch, length, width]`);
  // An exporter may show a copy under another name, which nothing reads.
  const tensor = sourceOf(graph, output);
  const { mask, value } = layerInputs(output);
  const patched = `${ADDED}patched ${output}`;
  const [batch = '', length = ''] = sizes;
  graph.input.push(valueOf(mask, BOOL, [batch, length, 1]), valueOf(value, FLOAT, sizes));
  rename(graph, tensor, patched);
  const given = elemType === FLOAT ? value : `${value} cast`;
  insertAfter(graph, tensor, nodeOf('Where', [mask, given, tensor], [patched]));
  if (given !== value) insertAfter(graph, tensor, nodeOf('Cast', [value], [given], { to: elemType }));
  return { output, mask, value, by: 'tokens', sizes: sizes.slice(2).map(known) };
}

export function known(size: number | string): number | null {
  return typeof size === 'number' ? size : null;
}
