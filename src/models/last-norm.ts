import { PbfReader } from 'pbf';
import { append } from '../lists/append';

/** The normalisation between a model's last layer and its output layer. */
export interface LastNorm {
  /** Of the states that it reads, such as `hidden.2`. */
  input: string;
  /** ONNX operator: `LayerNormalization` or `RMSNormalization`. */
  operator: string;
  /** By value of a state. */
  scale: Float32Array;
  bias?: Float32Array;
  epsilon: number;
}

/** Fields of `GraphProto`, `NodeProto`, `TensorProto` and `AttributeProto` (onnx.proto of ONNX 1.x). */
const GRAPH = 7;
const NODE = 1;
const INITIALIZER = 5;
const FLOAT = 1;

interface Node {
  inputs: string[];
  outputs: string[];
  operator: string;
  floats: Map<string, number>;
  ints: Map<string, number>;
}

const NORMS: ReadonlySet<string> = new Set(['LayerNormalization', 'RMSNormalization', 'SimplifiedLayerNormalization']);
/** What an output layer consists of: a linear map, and what hands values on. */
const LINEAR: ReadonlySet<string> = new Set(['MatMul', 'Gemm', 'Add', 'Identity', 'Cast']);

/**
 * Finds the normalisation through which the logits read the last hidden states, by the model's own graph: from `logits`
 * back through a linear map to a node that normalises an output of that name over its last axis.
 *
 * @param bytes of an ONNX file
 * @param output such as `hidden.2`; this and the logits by the file's names
 * @returns undefined where there is none, or its weights are not in the file
 */
export function lastNorm(bytes: Uint8Array, output: string, logits = 'logits'): LastNorm | undefined {
  const { nodes, weights } = graphOf(bytes);
  const maker = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const open = [logits];
  for (const name of open) {
    const node = maker.get(name);
    if (!node) continue;
    if (NORMS.has(node.operator) && node.inputs[0] === output) return normOf(node, weights, output);
    if (LINEAR.has(node.operator))
      append(
        open,
        node.inputs.filter((input) => !open.includes(input)),
      );
  }
  return undefined;
}

/** States as the model's output layer reads them; `data` are rows of `width` values. */
export function normed({ operator, scale, bias, epsilon }: LastNorm, data: Float32Array, width: number): Float32Array {
  const result = new Float32Array(data.length);
  const isCentred = operator === 'LayerNormalization';
  for (let row = 0; row < data.length; row += width) {
    let mean = 0;
    for (let i = 0; isCentred && i < width; i++) mean += (data[row + i] ?? 0) / width;
    let square = 0;
    for (let i = 0; i < width; i++) square += ((data[row + i] ?? 0) - mean) ** 2 / width;
    const size = Math.sqrt(square + epsilon);
    for (let i = 0; i < width; i++)
      result[row + i] = (((data[row + i] ?? 0) - mean) / size) * (scale[i] ?? 1) + (bias?.[i] ?? 0);
  }
  return result;
}

function normOf(node: Node, weights: Weights, input: string): LastNorm | undefined {
  const [, scaleName = '', biasName = ''] = node.inputs;
  const scale = weights(scaleName);
  const bias = biasName === '' ? undefined : weights(biasName);
  const isLast = (node.ints.get('axis') ?? -1) === -1 || node.ints.get('axis') === 2;
  if (!scale || (biasName !== '' && !bias) || !isLast) return undefined;
  const epsilon = node.floats.get('epsilon') ?? 1e-5;
  return { input, operator: node.operator, scale, ...(bias && { bias }), epsilon };
}

type Weights = (name: string) => Float32Array | undefined;

function graphOf(bytes: Uint8Array): { nodes: Node[]; weights: Weights } {
  const nodes: Node[] = [];
  const tensors = new Map<string, Float32Array | undefined>();
  new PbfReader(bytes).readFields((field, _, file) => {
    if (field !== GRAPH) return;
    file.readMessage((part, __, graph) => {
      if (part === NODE) nodes.push(readNode(graph));
      else if (part === INITIALIZER) {
        const { name, values } = readTensor(graph);
        tensors.set(name, values);
      }
    }, null);
  }, null);
  return { nodes, weights: (name) => tensors.get(name) };
}

function readNode(reader: PbfReader): Node {
  const node: Node = { inputs: [], outputs: [], operator: '', floats: new Map(), ints: new Map() };
  return reader.readMessage((field, result, part) => {
    if (field === 1) result.inputs.push(part.readString());
    else if (field === 2) result.outputs.push(part.readString());
    else if (field === 4) result.operator = part.readString();
    else if (field === 5) {
      const attribute = part.readMessage(
        (inner, found, value) => {
          if (inner === 1) found.name = value.readString();
          else if (inner === 2) found.float = value.readFloat();
          else if (inner === 3) found.int = value.readVarint(true);
        },
        { name: '', float: undefined as number | undefined, int: undefined as number | undefined },
      );
      if (attribute.float !== undefined) result.floats.set(attribute.name, attribute.float);
      if (attribute.int !== undefined) result.ints.set(attribute.name, attribute.int);
    }
  }, node);
}

/** Weights larger than those of a norm are not kept. */
const MOST_VALUES = 65_536;

function readTensor(reader: PbfReader): { name: string; values: Float32Array | undefined } {
  const tensor = { name: '', type: 0, floats: [] as number[], raw: undefined as Uint8Array | undefined };
  reader.readMessage((field, result, part) => {
    if (field === 2) result.type = part.readVarint();
    else if (field === 4) part.readPackedFloat(result.floats);
    else if (field === 8) result.name = part.readString();
    else if (field === 9) result.raw = part.readBytes();
  }, tensor);
  const { name, type, floats, raw } = tensor;
  if (type !== FLOAT) return { name, values: undefined };
  if (!raw) return { name, values: floats.length > 0 ? Float32Array.from(floats) : undefined };
  if (raw.byteLength > 4 * MOST_VALUES || raw.byteLength === 0) return { name, values: undefined };
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = Float32Array.from({ length: raw.byteLength >> 2 }, (_, at) => view.getFloat32(4 * at, true));
  return { name, values };
}
