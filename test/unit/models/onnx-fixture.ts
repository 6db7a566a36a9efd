import { PbfWriter } from 'pbf';

/**
 * Writes small ONNX files (onnx.proto of ONNX 1.x), so that tests need no Python and can make what no exporter would:
 * a model with a wrong input, a hostile manifest, an output as large as the disk.
 */
export const TYPES = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 } as const;
export type ElementType = keyof typeof TYPES;

export interface ValueSpec {
  name: string;
  type: ElementType;
  /** A number, or the name of a free size. */
  shape: (number | string)[];
}

export interface Initializer {
  name: string;
  type: ElementType;
  dims: number[];
  data: number[];
  /** The file beside the model that holds the numbers instead. */
  external?: string;
}

/** The body of an operator such as `Loop`. */
interface Body {
  body: ModelSpec;
}

type Attribute = number | number[] | Initializer | Body;

export interface NodeSpec {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes?: Record<string, Attribute>;
}

export interface ModelSpec {
  inputs: ValueSpec[];
  outputs: ValueSpec[];
  nodes: NodeSpec[];
  initializers?: Initializer[];
  metadata?: Record<string, string>;
}

export function onnxFile(spec: ModelSpec): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 8); // ir_version
  pbf.writeStringField(2, 'state-probe tests');
  pbf.writeMessage(7, writeGraph, spec);
  pbf.writeMessage(8, (version: number, opset) => opset.writeVarintField(2, version), 17);
  for (const entry of Object.entries(spec.metadata ?? {})) pbf.writeMessage(14, writePair, entry);
  return pbf.finish();
}

function writePair([key, value]: [string, string], pbf: PbfWriter): void {
  // As bytes: pbf 5.1's own UTF-8 writer gets characters beyond U+1FFFF wrong.
  pbf.writeBytesField(1, Buffer.from(key));
  pbf.writeBytesField(2, Buffer.from(value));
}

function writeGraph(spec: ModelSpec, pbf: PbfWriter): void {
  for (const node of spec.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, 'graph');
  for (const initializer of spec.initializers ?? []) pbf.writeMessage(5, writeTensor, initializer);
  for (const input of spec.inputs) pbf.writeMessage(11, writeValue, input);
  for (const output of spec.outputs) pbf.writeMessage(12, writeValue, output);
}

function writeNode(node: NodeSpec, pbf: PbfWriter): void {
  for (const name of node.inputs) pbf.writeStringField(1, name);
  for (const name of node.outputs) pbf.writeStringField(2, name);
  pbf.writeStringField(4, node.op);
  for (const entry of Object.entries(node.attributes ?? {})) pbf.writeMessage(5, writeAttribute, entry);
}

function writeAttribute([name, value]: [string, Attribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, 2); // INT
  } else if (Array.isArray(value)) {
    for (const item of value) pbf.writeVarintField(8, item);
    pbf.writeVarintField(20, 7); // INTS
  } else if ('body' in value) {
    pbf.writeMessage(6, writeGraph, value.body);
    pbf.writeVarintField(20, 5); // GRAPH
  } else {
    pbf.writeMessage(5, writeTensor, value);
    pbf.writeVarintField(20, 4); // TENSOR
  }
}

function writeTensor({ name, type, dims, data, external }: Initializer, pbf: PbfWriter): void {
  pbf.writePackedVarint(1, dims);
  pbf.writeVarintField(2, TYPES[type]);
  pbf.writeStringField(8, name);
  if (external !== undefined) {
    pbf.writeMessage(13, writePair, ['location', external]);
    pbf.writeVarintField(14, 1); // EXTERNAL
    return;
  }
  const raw = type === 'float32' ? new Float32Array(data) : BigInt64Array.from(data, BigInt);
  pbf.writeBytesField(9, new Uint8Array(raw.buffer));
}

function writeValue({ name, type, shape }: ValueSpec, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(
    2,
    (_: null, typeProto) =>
      typeProto.writeMessage(
        1,
        (__: null, tensor) => {
          tensor.writeVarintField(1, TYPES[type]);
          tensor.writeMessage(
            2,
            (___: null, shapeProto) => {
              for (const size of shape) shapeProto.writeMessage(1, writeDimension, size);
            },
            null,
          );
        },
        null,
      ),
    null,
  );
}

function writeDimension(size: number | string, pbf: PbfWriter): void {
  if (typeof size === 'number') pbf.writeVarintField(1, size);
  else pbf.writeStringField(2, size);
}
