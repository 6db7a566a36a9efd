import { insertAfter, makerOf, readsOf, rename } from './names';
import { nodeOf, valueOf } from './parts';
import { ADDED } from './patch-input';
import { TensorProto_DataType, type GraphProto } from './proto/onnx_pb';

/** The input of a view that says which places of each word are wanted: `[batch, places, 1]`, whole numbers from zero. */
export const PLACES = `${ADDED}places`;
/** The oldest version of the operator that takes them. */
export const PLACES_OPSET = 12n;

/** Operators that stand behind a head's matrix: of one tensor, and perhaps of numbers that scale it. */
const BEHIND: ReadonlySet<string> = new Set(['Identity', 'Cast', 'Add', 'Sub', 'Mul', 'Div', 'Tanh']);

/**
 * What a head's matrix, the last before an answer and as large as the vocabulary, is multiplied with.
 *
 * @returns undefined where the answer does not come from such a product
 */
export function headInput(graph: GraphProto, answer: string): string | undefined {
  const known = new Set(graph.initializer.map(({ name }) => name));
  for (const { opType, input, output } of graph.node)
    if (opType === 'Constant' || (opType === 'Transpose' && known.has(input[0] ?? '')))
      for (const name of output) known.add(name);
  let tensor = answer;
  for (;;) {
    const maker = makerOf(graph, tensor);
    if (!maker) return undefined;
    const [first, second] = maker.input;
    if (maker.opType === 'MatMul') return second !== undefined && known.has(second) ? first : undefined;
    const unknown = maker.input.filter((name) => !known.has(name));
    const [next] = unknown;
    if (!BEHIND.has(maker.opType) || next === undefined || unknown.length > 1) return undefined;
    tensor = next;
  }
}

/** What shows a tensor at the wanted places. */
export function nameAtPlaces(tensor: string): string {
  return `${ADDED}at places ${tensor}`;
}

/**
 * A tensor `[batch, length, width]` at the wanted places alone.
 *
 * @returns the name of what is `[batch, places, width]`
 */
export function atPlaces(graph: GraphProto, tensor: string): string {
  const gathered = nameAtPlaces(tensor);
  if (!graph.input.some(({ name }) => name === PLACES))
    graph.input.push(valueOf(PLACES, TensorProto_DataType.INT64, ['batch', 'places', 1]));
  insertAfter(graph, tensor, nodeOf('GatherND', [tensor, PLACES], [gathered], { batch_dims: 1 }));
  return gathered;
}

/**
 * From now on what reads a tensor reads it at the wanted places alone, as a head that is asked about some tokens of a text. Whether it
 * computes the same there has to be tried: it does where nothing behind the tensor goes from one token to another.
 */
export function readAtPlaces(graph: GraphProto, tensor: string): void {
  rename(graph, tensor, nameAtPlaces(tensor));
  const changed = new Set([atPlaces(graph, tensor)]);
  for (const node of graph.node)
    if ([...readsOf(node)].some((name) => changed.has(name))) for (const name of node.output) changed.add(name);
  // The sizes that the file says of what follows are those of whole words.
  graph.valueInfo = graph.valueInfo.filter(({ name }) => !changed.has(name));
  for (const { name, type } of graph.output) {
    if (!changed.has(name) || type?.value.case !== 'tensorType') continue;
    const length = type.value.value.shape?.dim[1];
    if (length) length.value = { case: 'dimParam', value: 'places' };
  }
}
