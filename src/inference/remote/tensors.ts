import * as z from 'zod';
import { RemoteError } from '../../models/remote/address';
import type { Numbers, Value } from '../bridge/values';

/** The protocol's names of types that go in or come out, with those of the runtime. */
const TYPES: Readonly<Record<string, string>> = {
  INT64: 'int64',
  INT32: 'int32',
  BOOL: 'bool',
  FP64: 'float64',
  FP32: 'float32',
  FP16: 'float16',
  // Widened when it is read.
  BF16: 'float32',
};
const NAMES = new Map(Object.entries(TYPES).map(([name, type]) => [type, name === 'BF16' ? 'FP32' : name]));

export function typeOf(datatype: string): string {
  return TYPES[datatype] ?? datatype;
}

const MAKERS: Readonly<Record<string, (buffer: ArrayBuffer) => Numbers>> = {
  INT64: (buffer) => new BigInt64Array(buffer),
  INT32: (buffer) => new Int32Array(buffer),
  BOOL: (buffer) => new Uint8Array(buffer),
  FP64: (buffer) => new Float64Array(buffer),
  FP32: (buffer) => new Float32Array(buffer),
  FP16: (buffer) => new Uint16Array(buffer),
  BF16: (buffer) => {
    const halves = new Uint16Array(buffer);
    return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
  },
};
const BYTES: Readonly<Record<string, number>> = { INT64: 8, INT32: 4, BOOL: 1, FP64: 8, FP32: 4, FP16: 2, BF16: 2 };

const FROM_NUMBERS: Readonly<Record<string, (numbers: number[]) => Numbers>> = {
  INT64: (numbers) => BigInt64Array.from(numbers, BigInt),
  INT32: (numbers) => Int32Array.from(numbers),
  BOOL: (numbers) => Uint8Array.from(numbers),
  FP64: (numbers) => Float64Array.from(numbers),
};

export interface Request {
  feeds: Readonly<Record<string, Value>>;
  wanted: readonly string[];
  isBinary: boolean;
}

export interface Encoded {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

const HEADER = 'inference-header-content-length';

/** The body of a request: JSON, and behind it tensors as they are in memory where the server takes them so. */
export function encode({ feeds, wanted, isBinary }: Request): Encoded {
  const behind: Uint8Array[] = [];
  const inputs = Object.entries(feeds).map(([name, { type, dims, data }]) => {
    const about = { name, shape: dims, datatype: NAMES.get(type) ?? type };
    if (!isBinary) return { ...about, data: type === 'bool' ? Array.from(data, Boolean) : Array.from(data, Number) };
    behind.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return { ...about, parameters: { binary_data_size: data.byteLength } };
  });
  const outputs = wanted.map((name) => (isBinary ? { name, parameters: { binary_data: true } } : { name }));
  const json = Buffer.from(JSON.stringify({ inputs, outputs }));
  return {
    body: new Uint8Array(Buffer.concat([json, ...behind])),
    headers: isBinary
      ? { 'content-type': 'application/octet-stream', [HEADER]: String(json.length) }
      : { 'content-type': 'application/json' },
  };
}

const answerSchema = z.looseObject({
  outputs: z.array(
    z.looseObject({
      name: z.string(),
      datatype: z.string(),
      shape: z.array(z.number().int().nonnegative()).max(16),
      data: z.array(z.unknown()).optional(),
      parameters: z.looseObject({ binary_data_size: z.number().int().nonnegative().optional() }).nullish(),
    }),
  ),
});

/** @throws RemoteError for an answer that does not hold what it says, or not what was asked for */
export function decode(bytes: Uint8Array, headers: Headers, wanted: readonly string[]): Record<string, Value> {
  const until = Number(headers.get(HEADER) ?? bytes.length);
  if (!Number.isInteger(until) || until < 0 || until > bytes.length)
    throw wrong(`its JSON is said to have ${until} bytes`);
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(bytes.subarray(0, until)).toString('utf8'));
  } catch {
    throw wrong('it is not JSON');
  }
  const answer = answerSchema.safeParse(data);
  if (!answer.success) throw wrong('it has no outputs with name, datatype and shape');
  const found: Record<string, Value> = {};
  let at = until;
  for (const { name, datatype, shape, data: listed, parameters } of answer.data.outputs) {
    const size = parameters?.binary_data_size;
    const count = shape.reduce((product, one) => product * one, 1);
    const make = MAKERS[datatype];
    if (!make) {
      if (wanted.includes(name)) throw wrong(`"${name}" is ${datatype}, which is not read`);
      at += size ?? 0;
      continue;
    }
    if (size === undefined) {
      found[name] = { type: jsonTypeOf(datatype), dims: shape, data: fromJson(name, datatype, listed, count) };
      continue;
    }
    if (size !== count * (BYTES[datatype] ?? 0) || at + size > bytes.length)
      throw wrong(`"${name}" of ${datatype} [${shape.join(', ')}] has ${Math.min(size, bytes.length - at)} bytes`);
    // A copy, since numbers must lie at multiples of their size.
    found[name] = {
      type: typeOf(datatype),
      dims: shape,
      data: make(new Uint8Array(bytes.subarray(at, at + size)).buffer),
    };
    at += size;
  }
  const missing = wanted.find((name) => !Object.hasOwn(found, name));
  if (missing !== undefined) throw wrong(`it has no output "${missing}"`);
  return found;
}

/** In JSON half precision is numbers like others. */
function jsonTypeOf(datatype: string): string {
  return datatype in FROM_NUMBERS ? typeOf(datatype) : 'float32';
}

function fromJson(name: string, datatype: string, listed: unknown[] | undefined, count: number): Numbers {
  // Rows may be lists of their own.
  const numbers: unknown[] = listed?.some(Array.isArray) ? listed.flat(Infinity) : (listed ?? []);
  if (numbers.length !== count) throw wrong(`"${name}" has ${numbers.length} values, not ${count}`);
  if (!numbers.every((one) => typeof one === 'number' || typeof one === 'boolean'))
    throw wrong(`"${name}" holds what is no number`);
  const plain = numbers.map(Number);
  return FROM_NUMBERS[datatype]?.(plain) ?? Float32Array.from(plain);
}

function wrong(what: string): RemoteError {
  return new RemoteError(`the server's answer cannot be used: ${what}`);
}
