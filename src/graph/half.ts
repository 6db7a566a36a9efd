import { graphsIn } from './names';
import { TensorProto_DataType as Type, type GraphProto } from './proto/onnx_pb';

/** Fewer than the 23 bits of mantissa of float32. */
const HALF: ReadonlySet<number> = new Set([
  ...[Type.FLOAT16, Type.BFLOAT16, Type.FLOAT8E4M3FN, Type.FLOAT8E4M3FNUZ, Type.FLOAT8E5M2, Type.FLOAT8E5M2FNUZ],
]);

/** Whether anything in a graph, or in a graph within it, is computed or stored in half precision or less. */
export function isInHalfPrecision(graph: GraphProto): boolean {
  return [graph, ...graphsIn(graph)].some(
    ({ initializer, input, output, valueInfo, node }) =>
      initializer.some(({ dataType }) => HALF.has(dataType)) ||
      [...input, ...output, ...valueInfo].some(
        ({ type }) => type?.value.case === 'tensorType' && HALF.has(type.value.value.elemType),
      ) ||
      node.some(({ opType, attribute }) =>
        attribute.some(
          ({ name, i, t }) => (opType === 'Cast' && name === 'to' && HALF.has(Number(i))) || HALF.has(t?.dataType ?? 0),
        ),
      ),
  );
}
