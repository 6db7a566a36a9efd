import { isAbsolute, normalize, sep } from 'node:path';
import { PbfReader } from 'pbf';
import { OnnxFileError } from './onnx-metadata';

/** A message of onnx.proto by the fields that lead to tensors; the numbers never change. */
interface Message {
  fields: Readonly<Record<number, () => Message>>;
}

const TENSOR: Message = { fields: {} };
const SPARSE: Message = { fields: { 1: () => TENSOR, 2: () => TENSOR } };
const GRAPH: Message = { fields: { 1: () => NODE, 5: () => TENSOR, 15: () => SPARSE } };
const ATTRIBUTE: Message = {
  fields: { 5: () => TENSOR, 6: () => GRAPH, 10: () => TENSOR, 11: () => GRAPH, 22: () => SPARSE, 23: () => SPARSE },
};
const NODE: Message = { fields: { 5: () => ATTRIBUTE } };
const FUNCTION: Message = { fields: { 7: () => NODE } };
const MODEL: Message = { fields: { 7: () => GRAPH, 25: () => FUNCTION } };

const EXTERNAL_DATA = 13;
const BYTES = 2;

/**
 * Where an ONNX model says that weights lie beside it: relative paths, sorted, each with the bytes that are asked for of it at least.
 *
 * @throws OnnxFileError when it is not an ONNX model
 */
export function externalData(model: Uint8Array): ReadonlyMap<string, number> {
  const locations = new Map<string, number>();
  try {
    walk(new PbfReader(model), MODEL, model.length, locations);
  } catch (error) {
    throw new OnnxFileError('not an ONNX model', { cause: error });
  }
  return new Map([...locations].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a place that a model names lies below the model's folder; links are another matter. */
export function isBelow(location: string): boolean {
  return !isAbsolute(location) && normalize(location).split(sep)[0] !== '..';
}

function walk(pbf: PbfReader, message: Message, end: number, locations: Map<string, number>): void {
  const entries = new Map<string, string>();
  for (let field = pbf.nextField(end); field > 0; field = pbf.nextField(end)) {
    const inner = pbf.type === BYTES ? message.fields[field]?.() : undefined;
    if (message === TENSOR && field === EXTERNAL_DATA && pbf.type === BYTES) {
      const [key, value] = pbf.readMessage<[string, string]>(readEntry, ['', '']);
      entries.set(key, value);
    } else if (inner) {
      const until = pbf.readVarint() + pbf.pos;
      if (until > end) throw new RangeError('a field is longer than what it stands in');
      walk(pbf, inner, until, locations);
    } else pbf.skip(pbf.type);
  }
  const location = entries.get('location');
  if (location === undefined) return;
  const bytes = Number(entries.get('offset') ?? 0) + Number(entries.get('length') ?? 0);
  locations.set(location, Math.max(locations.get(location) ?? 0, bytes));
}

function readEntry(field: number, entry: [string, string], pbf: PbfReader): void {
  if (field === 1) entry[0] = pbf.readString();
  else if (field === 2) entry[1] = pbf.readString();
}
