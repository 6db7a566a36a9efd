import type { FileHandle } from 'node:fs/promises';
import { PbfReader } from 'pbf';
import { openFile } from '../files/read';
import { FileError } from '../files/reasons';
import { isLfsPointer, LFS_REASON, POINTER_BYTES } from './lfs';

/** Fields of `ModelProto` and `StringStringEntryProto` (onnx.proto of ONNX 1.x; the numbers never change). */
const IR_VERSION = 1;
const GRAPH = 7;
const OPSET_IMPORT = 8;
const METADATA_PROPS = 14;
const KEY = 1;
const VALUE = 2;

/** Fields of `OperatorSetIdProto`. */
const DOMAIN = 1;
const VERSION = 2;

/** A tag and a length are two varints of at most ten bytes each. */
const HEADER_BYTES = 20;
/** A name and a number. */
const MAX_OPSET_BYTES = 1024;
/** Exporters write about ten top-level fields, and one for each local function. */
const MAX_FIELDS = 10_000;
/** All metadata together, in bytes: the largest bundled manifest has 12 kB. */
export const MAX_METADATA_BYTES = 4 * 1024 * 1024;

/** A file that is no ONNX model, or whose metadata are beyond the bounds. The message is for people. */
export class OnnxFileError extends Error {
  override name = 'OnnxFileError';
}

export interface OnnxMetadata {
  /** Size of the file. */
  bytes: number;
  metadata: Map<string, string>;
  /** The version of each set of operators that it uses, by domain; the empty one is ONNX itself. */
  opsets: Map<string, number>;
}

/**
 * The `metadata_props` of an ONNX file, its opsets, and its size in bytes. Reads only the headers of the top-level fields and the
 * metadata themselves, never the graph, so the time does not depend on the size of the model. (onnxruntime knows the
 * metadata too, but its Node binding does not hand them out.)
 *
 * @throws OnnxFileError when the file is not an ONNX model; a Node file-system error when it cannot be opened.
 */
export async function readOnnxMetadata(path: string): Promise<OnnxMetadata> {
  const file = await openFile(path).catch((error: unknown) => {
    throw error instanceof FileError ? new OnnxFileError(`not a file: ${error.message}`) : error;
  });
  try {
    const { size } = await file.stat();
    if (isLfsPointer(await readAt(file, 0, POINTER_BYTES))) throw new OnnxFileError(LFS_REASON);
    return { bytes: size, ...(await topLevelMetadata(file, size)) };
  } finally {
    await file.close();
  }
}

async function topLevelMetadata(file: FileHandle, size: number): Promise<Omit<OnnxMetadata, 'bytes'>> {
  const metadata = new Map<string, string>();
  const opsets = new Map<string, number>();
  const seen = new Set<number>();
  let budget = MAX_METADATA_BYTES;
  let fields = 0;
  for (let position = 0; position < size;) {
    if (++fields > MAX_FIELDS) throw new OnnxFileError(`more than ${MAX_FIELDS} top-level fields`);
    const header = readHeader(await readAt(file, position, Math.min(HEADER_BYTES, size - position)));
    const end = position + header.end;
    if (end > size) {
      // The first field of a file that is no ONNX model at all points anywhere; a known field first means a cut file.
      throw new OnnxFileError(seen.has(IR_VERSION) ? 'the file is cut short' : 'not an ONNX model');
    }
    seen.add(header.field);
    if (header.field === METADATA_PROPS) {
      budget -= header.end;
      if (budget < 0) throw new OnnxFileError(`metadata of more than ${MAX_METADATA_BYTES} bytes`);
      const [key, value] = readEntry(await readAt(file, position, header.end));
      metadata.set(key, value);
    }
    if (header.field === OPSET_IMPORT && header.end <= MAX_OPSET_BYTES) {
      const [domain, version] = readOpset(await readAt(file, position, header.end));
      opsets.set(domain, version);
    }
    position = end;
  }
  if (!seen.has(IR_VERSION) || !seen.has(GRAPH)) throw new OnnxFileError('not an ONNX model');
  return { metadata, opsets };
}

/** Number of the field at the start of `bytes` and the offset of the byte after it. */
function readHeader(bytes: Uint8Array): { field: number; end: number } {
  return orNotOnnx(() => {
    const reader = new PbfReader(bytes);
    const field = reader.nextField();
    reader.skip(reader.type);
    if (field === 0 || !Number.isSafeInteger(reader.pos)) throw new RangeError('field number 0');
    return { field, end: reader.pos };
  });
}

function readEntry(bytes: Uint8Array): [string, string] {
  return orNotOnnx(() => {
    const reader = new PbfReader(bytes);
    reader.nextField();
    return reader.readMessage<[string, string]>(
      (field, entry) => {
        if (field === KEY) entry[0] = reader.readString();
        else if (field === VALUE) entry[1] = reader.readString();
      },
      ['', ''],
    );
  });
}

function readOpset(bytes: Uint8Array): [string, number] {
  return orNotOnnx(() => {
    const reader = new PbfReader(bytes);
    reader.nextField();
    return reader.readMessage<[string, number]>(
      (field, entry) => {
        if (field === DOMAIN) entry[0] = reader.readString();
        else if (field === VERSION) entry[1] = reader.readVarint();
      },
      ['', 0],
    );
  });
}

function orNotOnnx<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new OnnxFileError('not an ONNX model', { cause: error });
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
