import { create } from '@bufbuild/protobuf';
import { readsOf } from '../names';
import { attributeOf, nodeOf } from '../parts';
import { ADDED } from '../patch-input';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from '../proto/onnx_pb';

type Attributes = Readonly<Record<string, number | { float: number } | string | readonly number[] | readonly string[]>>;

/** Adds operators and constants to a graph, under names that no exporter gives; {@link inOrder} puts them in their places. */
export class Building {
  private last = 0;

  constructor(
    readonly graph: GraphProto,
    private readonly what: string,
  ) {}

  name(): string {
    return `${ADDED}${this.what} ${++this.last}`;
  }

  /** @param output the name of what it gives; a new one if undefined */
  add(opType: string, input: string[], attributes: Attributes = {}, output = this.name()): string {
    this.graph.node.push(operator(opType, input, [output], attributes));
    return output;
  }

  /** The same numbers in other sizes; 0 keeps one, -1 is what is left. */
  reshape(input: string, sizes: readonly number[], output?: string): string {
    return this.add('Reshape', [input, this.whole(sizes)], {}, output);
  }

  /** Equal parts of the last axis. */
  split(input: string, parts: number, axis: number): string[] {
    const names = Array.from({ length: parts }, () => this.name());
    this.graph.node.push(operator('Split', [input], names, { axis, num_outputs: parts }));
    return names;
  }

  whole(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant({ dataType: Type.INT64, int64Data: values.map(BigInt) }, dims);
  }

  float(values: readonly number[] | Float32Array, dims: readonly number[] = [values.length]): string {
    const { buffer } = Float32Array.from(values);
    return this.constant({ dataType: Type.FLOAT, rawData: new Uint8Array(buffer) }, dims);
  }

  private constant(data: { dataType: number; int64Data?: bigint[]; rawData?: Uint8Array }, dims: readonly number[]) {
    const name = this.name();
    this.graph.initializer.push(create(TensorProtoSchema, { name, dims: dims.map(BigInt), ...data }));
    return name;
  }
}

export function operator(opType: string, input: string[], output: string[], attributes: Attributes = {}): NodeProto {
  const node = nodeOf(opType, input, output);
  for (const [name, value] of Object.entries(attributes))
    node.attribute.push(create(AttributeProtoSchema, { name, ...valueOfAttribute(value) }));
  return node;
}

export function graphAttribute(name: string, g: GraphProto): AttributeProto {
  return create(AttributeProtoSchema, { name, type: Kind.GRAPH, g });
}

function valueOfAttribute(value: Attributes[string]) {
  if (typeof value === 'string') return { type: Kind.STRING, s: Buffer.from(value) };
  if (typeof value === 'number') return { type: Kind.INT, i: BigInt(value) };
  if ('float' in value) return { type: Kind.FLOAT, f: value.float };
  const texts = value.filter((one) => typeof one === 'string');
  if (texts.length > 0) return { type: Kind.STRINGS, strings: texts.map((text) => Buffer.from(text)) };
  return { type: Kind.INTS, ints: value.map(BigInt) };
}

/** Whether an operator changes the first two axes, and leaves the others. */
export function isTurn(node: NodeProto | undefined): boolean {
  if (node?.opType !== 'Transpose') return false;
  const [first, second, ...rest] = attributeOf(node, 'perm')?.ints ?? [];
  return first === 1n && second === 0n && rest.every((axis, at) => axis === BigInt(at + 2));
}

/** Puts the nodes of a graph in an order in which each stands after those that make what it reads. */
export function inOrder(graph: GraphProto): void {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const placed = new Set<NodeProto>();
  const ordered: NodeProto[] = [];
  for (const root of graph.node) {
    // By hand, since a chain of operators may be longer than the stack.
    const open: { node: NodeProto; left: NodeProto[] }[] = [];
    const enter = (node: NodeProto): void => {
      if (placed.has(node)) return;
      placed.add(node);
      const left = [...readsOf(node)].flatMap((name) => makers.get(name) ?? []);
      open.push({ node, left });
    };
    enter(root);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.left.pop();
      if (next) enter(next);
      else {
        ordered.push(top.node);
        open.pop();
      }
    }
  }
  graph.node = ordered;
}

/** The whole numbers of a small constant; undefined for what is none. */
export function wholeNumbers(graph: GraphProto, name: string): number[] | undefined {
  const tensor = graph.initializer.find((one) => one.name === name);
  if (tensor?.dataType !== (Type.INT64 as number)) return undefined;
  if (tensor.int64Data.length > 0) return tensor.int64Data.map(Number);
  const { rawData } = tensor;
  if (rawData.length === 0 && countOf(tensor) > 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: rawData.length / 8 }, (_, at) => Number(view.getBigInt64(8 * at, true)));
}

/** The numbers of a constant of float32; undefined for what is none, or one that is not read. */
export function floatNumbers(graph: GraphProto, name: string): number[] | undefined {
  const tensor = graph.initializer.find((one) => one.name === name);
  if (tensor?.dataType !== (Type.FLOAT as number)) return undefined;
  if (tensor.floatData.length > 0) return [...tensor.floatData];
  const { rawData } = tensor;
  if (rawData.length === 0 && countOf(tensor) > 0) return undefined;
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: rawData.length / 4 }, (_, at) => view.getFloat32(4 * at, true));
}

function countOf({ dims }: TensorProto): number {
  return dims.reduce((product, size) => product * Number(size), 1);
}

/** Sizes of a constant; undefined for what is none. */
export function dimsOf(graph: GraphProto, name: string): number[] | undefined {
  return graph.initializer.find((one) => one.name === name)?.dims.map(Number);
}

/** Axes of an operator, from its input or, in older versions, its attribute; undefined where they are not known. */
export function axesOf(graph: GraphProto, node: NodeProto, input = 1): number[] | undefined {
  const given = node.input[input];
  if (given !== undefined && given !== '') return wholeNumbers(graph, given);
  return attributeOf(node, 'axes')?.ints.map(Number);
}

export function integer(node: NodeProto, name: string, otherwise: number): number {
  const attribute = attributeOf(node, name);
  return attribute ? Number(attribute.i) : otherwise;
}
