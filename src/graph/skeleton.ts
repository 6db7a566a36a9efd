import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { create, fromBinary, mergeFromBinary } from '@bufbuild/protobuf';
import { openFile } from '../files/read';
import { Pieces, type Field } from './fields';
import { GraphError } from './graph-error';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  type GraphProto,
  type ModelProto,
  type TensorProto,
} from './proto/onnx_pb';

/** Fields of onnx.proto that lead to weights; the numbers never change. */
const GRAPH = 7;
const INITIALIZER = 5;
const FLOAT_DATA = 4;
const RAW_DATA = 9;

/** Weights with fewer bytes are read: the runtime wants small constants at hand. */
const MOST_INLINE = 1024;
/** All that is no large weight, in bytes; a bundled model has some fifty thousand. Parsed it takes several times as much. */
const MOST_READ = 32 * 2 ** 20;
/** Initializers and nodes of a graph; each takes memory of its own. */
const MOST_PARTS = 200_000;

/** A model without its large weights, which are named by their places in the files that hold them. */
export interface Skeleton {
  model: ModelProto;
  graph: GraphProto;
  /** Where the runtime finds the files that hold weights. */
  folder: string;
}

/**
 * Reads an ONNX file all but its large weights, whatever its size.
 *
 * @param most bytes of a weight that is read; with Infinity the file need not stay what it is, and is bounded by what else may be read
 * @throws GraphError for what is no ONNX model or beyond the bounds; what the file system says
 */
export async function readSkeleton(path: string, most = MOST_INLINE): Promise<Skeleton> {
  const real = await realpath(path);
  const file = await openFile(real);
  try {
    const { size } = await file.stat();
    const reading = new Reading(new Pieces(file, size), most);
    const { model, graph } = await reading.model(size).catch((error: unknown) => {
      throw error instanceof GraphError ? error : new GraphError(`its graph cannot be read: ${reasonOf(error)}`);
    });
    // The runtime follows no link out of a folder, so that a file which a link leads to is named where it lies; one whose
    // weights lie beside it stays beside them.
    const at = reading.isAlone(graph) ? real : path;
    reading.place(graph, basename(at));
    return { model, graph, folder: `${dirname(at)}/` };
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /call stack/.test(text) ? 'it nests too deeply' : text;
}

class Reading {
  private left = MOST_READ;
  private parts = 0;
  /** Places of the weights in this file. */
  private readonly places = new Map<TensorProto, { offset: number; length: number }>();

  constructor(
    private readonly pieces: Pieces,
    private readonly mostInline: number,
  ) {}

  /** Whether all weights lie in this file. */
  isAlone({ initializer }: GraphProto): boolean {
    return initializer.every(({ externalData }) => externalData.length === 0);
  }

  /** Weights are named, never copied. @param location the name of this file */
  place({ initializer }: GraphProto, location: string): void {
    for (const tensor of initializer) {
      const place = this.places.get(tensor);
      if (!place) continue;
      tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
      tensor.externalData = Object.entries({ location, ...place }).map(([key, value]) =>
        create(StringStringEntryProtoSchema, { key, value: String(value) }),
      );
    }
  }

  async model(size: number): Promise<{ model: ModelProto; graph: GraphProto }> {
    const model = create(ModelProtoSchema);
    let graph: GraphProto | undefined;
    for await (const field of this.pieces.fields(0, size)) {
      if (field.number === GRAPH) graph = await this.graph(field, graph ?? create(GraphProtoSchema));
      else mergeFromBinary(ModelProtoSchema, model, await this.take(field));
    }
    if (!graph) throw new GraphError('it is no ONNX model: there is no graph in it');
    model.graph = graph;
    return { model, graph };
  }

  private async graph({ body, end }: Field, graph: GraphProto): Promise<GraphProto> {
    for await (const field of this.pieces.fields(body, end)) {
      if (++this.parts > MOST_PARTS) throw new GraphError(`its graph has more than ${MOST_PARTS} parts`);
      if (field.number === INITIALIZER && field.end - field.body > this.mostInline)
        graph.initializer.push(await this.tensor(field));
      else mergeFromBinary(GraphProtoSchema, graph, await this.take(field));
    }
    return graph;
  }

  private async tensor({ body, end }: Field): Promise<TensorProto> {
    const kept: Uint8Array[] = [];
    const large: Field[] = [];
    for await (const field of this.pieces.fields(body, end))
      if ((field.number === RAW_DATA || field.number === FLOAT_DATA) && field.end - field.body > this.mostInline)
        large.push(field);
      else kept.push(await this.take(field));
    const tensor = fromBinary(TensorProtoSchema, Buffer.concat(kept));
    const [data, ...more] = large;
    if (!data) return tensor;
    // Packed floats lie in the file as raw ones do.
    const isPlain = data.number === RAW_DATA || tensor.dataType === (TensorProto_DataType.FLOAT as number);
    if (more.length > 0 || !isPlain || tensor.rawData.length + tensor.floatData.length > 0)
      throw new GraphError(`its weight "${tensor.name}" does not lie in one piece`);
    this.places.set(tensor, { offset: data.body, length: data.end - data.body });
    return tensor;
  }

  private async take({ start, end }: Field): Promise<Uint8Array> {
    this.left -= end - start;
    if (this.left < 0)
      throw new GraphError(
        `its graph without weights has more than ${MOST_READ / 2 ** 20} MiB: store weights as initializers, not in nodes`,
      );
    return this.pieces.bytes(start, end);
  }
}
