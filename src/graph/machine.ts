import { create, toBinary } from '@bufbuild/protobuf';
import { nodeOf, valueOf } from './parts';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as Type,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from './proto/onnx_pb';

/** A finite machine, and what it says in each of its states. */
export interface Machine {
  start: number;
  /** `leads[symbol][state]`. */
  leads: readonly (readonly number[])[];
  /** Of each state a row of logits. */
  logits: readonly (readonly number[])[];
}

const [IR_VERSION, OPSET] = [8n, 17n];

/**
 * An ONNX model that is this machine: a recurrence whose transition the symbol chooses (Merrill, Petty and Sabharwal 2024,
 * Theorem 5.2), with the number of the state for the one-hot vector that it stands for. It follows the contract: `tokens` in,
 * `logits`, `hidden.0` (the symbol), `hidden.1` and `state.1` (the state, one-hot) out.
 *
 * @param metadata of the file
 */
export function machineModel({ start, leads, logits }: Machine, metadata: ReadonlyMap<string, string>): Uint8Array {
  const states = logits.length;
  const outputs = logits[0]?.length ?? 0;
  const step = create(GraphProtoSchema, {
    name: 'step',
    input: [valueOf('state', Type.INT64, ['batch']), valueOf('token', Type.INT64, ['batch'])],
    node: [
      nodeOf('Mul', ['token', 'states'], ['row']),
      nodeOf('Add', ['row', 'state'], ['place']),
      nodeOf('Gather', ['leads', 'place'], ['next']),
      nodeOf('Identity', ['next'], ['shown']),
    ],
    output: [valueOf('next', Type.INT64, ['batch']), valueOf('shown', Type.INT64, ['batch'])],
  });
  const graph = create(GraphProtoSchema, {
    name: 'machine',
    input: [valueOf('tokens', Type.INT64, ['batch', 'length'])],
    initializer: [
      whole('states', [], [states]),
      whole('leads', [leads.length * states], leads.flat()),
      whole('start', [], [start]),
      whole('none', [], [0]),
      whole('symbols', [1], [leads.length]),
      whole('width', [1], [states]),
      create(TensorProtoSchema, { name: 'off and on', dataType: Type.FLOAT, dims: [2n], floatData: [0, 1] }),
      create(TensorProtoSchema, {
        name: 'read',
        dataType: Type.FLOAT,
        dims: [BigInt(states), BigInt(outputs)],
        floatData: logits.flat(),
      }),
    ],
    node: [
      turned('tokens', 'by step'),
      nodeOf('Gather', ['by step', 'none'], ['first'], { axis: 0 }),
      nodeOf('Sub', ['first', 'first'], ['zero']),
      nodeOf('Add', ['zero', 'start'], ['initial']),
      walked(step),
      turned('states by step', 'visited'),
      nodeOf('Gather', ['read', 'visited'], ['logits'], { axis: 0 }),
      nodeOf('OneHot', ['tokens', 'symbols', 'off and on'], ['hidden.0']),
      nodeOf('OneHot', ['visited', 'width', 'off and on'], ['hidden.1']),
      nodeOf('Identity', ['hidden.1'], ['state.1']),
    ],
    output: [
      valueOf('logits', Type.FLOAT, ['batch', 'length', outputs]),
      valueOf('hidden.0', Type.FLOAT, ['batch', 'length', leads.length]),
      valueOf('hidden.1', Type.FLOAT, ['batch', 'length', states]),
      valueOf('state.1', Type.FLOAT, ['batch', 'length', states]),
    ],
  });
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: 'state-probe',
      opsetImport: [{ domain: '', version: OPSET }],
      graph,
      metadataProps: [...metadata].map(([key, text]) => ({ key, value: text })),
    }),
  );
}

/** Batch and length in each other's place. */
function turned(from: string, to: string): NodeProto {
  const perm = create(AttributeProtoSchema, { name: 'perm', type: Kind.INTS, ints: [1n, 0n] });
  return create(NodeProtoSchema, { opType: 'Transpose', input: [from], output: [to], attribute: [perm] });
}

function walked(step: GraphProto): NodeProto {
  const scan = nodeOf('Scan', ['initial', 'by step'], ['last', 'states by step'], { num_scan_inputs: 1 });
  scan.attribute.push(create(AttributeProtoSchema, { name: 'body', type: Kind.GRAPH, g: step }));
  return scan;
}

function whole(name: string, dims: readonly number[], numbers: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dataType: Type.INT64,
    dims: dims.map(BigInt),
    int64Data: numbers.map(BigInt),
  });
}
