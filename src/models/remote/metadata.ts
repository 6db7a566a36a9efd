import { createHash } from 'node:crypto';
import * as z from 'zod';
import { readText } from '../../files/read';
import { inWords } from '../../text/schema-words';
import { MANIFEST_KEY } from '../manifest-key';
import { MOST_MANIFEST } from '../manifest-text';
import { chatAddress, isChatAddress } from '../chat/address';
import { editorOrigin, isEditorPlace } from '../chat/editor';
import { addressOf, isAddress, RemoteError, type Address } from './address';
import { ask, type Asking } from './ask';

const MOST_METADATA = 4 * 2 ** 20;
const METADATA_MS = 30_000;

const tensorSchema = z.looseObject({
  name: z.string().max(300),
  datatype: z.string().max(40),
  shape: z.array(z.number().int()).max(16),
});

const metadataSchema = z.looseObject({
  name: z.string(),
  versions: z.array(z.string()).optional(),
  inputs: z.array(tensorSchema).max(1000),
  outputs: z.array(tensorSchema).max(10_000),
  parameters: z.record(z.string(), z.unknown()).nullish(),
});

const serverSchema = z.looseObject({ extensions: z.array(z.string()).optional() });

export type RemoteTensor = z.infer<typeof tensorSchema>;

/** What a server says of one of its models. */
export interface RemoteModel {
  address: Address;
  inputs: RemoteTensor[];
  outputs: RemoteTensor[];
  /** Whether tensors may follow the JSON as they are in memory. */
  isBinary: boolean;
  /** Nothing of it is checked. */
  manifest: object;
  /** SHA-256 of everything that was said, by which a model is known: its weights nobody sees. */
  digest: string;
}

/**
 * @param place an address, or a file `*.state-probe.json` whose `url` is one, and whose other fields count over the server's
 * @throws RemoteError; what the file system says; the signal's reason when it is aborted
 */
export async function readRemote(place: string, asking: Asking): Promise<RemoteModel> {
  const { url, ...over } = isAddress(place) ? { url: place } : await addressFile(place);
  const address = addressOf(url);
  if (asking.origin !== undefined && address.origin !== asking.origin)
    throw new RemoteError(
      `${address.origin} was not agreed to, and nothing was sent there; reload the models to be asked`,
    );
  const get = async (from: string): Promise<string> => {
    const { bytes } = await ask(address, { ...asking, url: from, most: MOST_METADATA, milliseconds: METADATA_MS });
    return Buffer.from(bytes).toString('utf8');
  };
  const text = await get(address.model);
  // A server that says nothing of itself has no extensions.
  const server = await get(address.server).catch((error: unknown) => {
    if (!(error instanceof RemoteError)) throw error;
    return '{}';
  });
  const { inputs, outputs, parameters } = checked(metadataSchema, text, address.model);
  const extensions = serverSchema.safeParse(jsonOf(server) ?? {}).data?.extensions ?? [];
  const own = parameters?.[MANIFEST_KEY];
  const manifest = { ...(typeof own === 'string' ? jsonOf(own) : (own ?? {})), ...over };
  return {
    address,
    inputs,
    outputs,
    isBinary: extensions.includes('binary_tensor_data'),
    manifest,
    digest: createHash('sha256')
      .update([address.model, text, JSON.stringify(over)].join('\n'))
      .digest('hex'),
  };
}

/**
 * The server that a place names, of which nothing is asked yet.
 *
 * @throws as {@link readRemote}
 */
export async function originOf(place: string): Promise<string> {
  if (isEditorPlace(place)) return editorOrigin(place);
  if (isChatAddress(place)) return chatAddress(place).origin;
  return addressOf(isAddress(place) ? place : (await addressFile(place)).url).origin;
}

const fileSchema = z.looseObject({ url: z.string() });

async function addressFile(path: string): Promise<{ url: string }> {
  const data = jsonOf(await readText(path, MOST_MANIFEST));
  if (data === undefined) throw new RemoteError('it is not JSON');
  const file = fileSchema.safeParse(data);
  if (!file.success)
    throw new RemoteError(
      'it has no "url", the address of a model on a server; beside NAME.onnx it belongs to that file',
    );
  return file.data;
}

function checked<T>(schema: z.ZodType<T>, text: string, from: string): T {
  const data = jsonOf(text);
  if (data === undefined) throw new RemoteError(`${from} answers with what is not JSON`);
  const found = schema.safeParse(data, { error: inWords });
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new RemoteError(
    `${from} does not speak the Open Inference Protocol: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}

function jsonOf(text: string): object | undefined {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
