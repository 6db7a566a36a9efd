import { readText } from '../files/read';
import { twiceNamed } from '../text/json-members';
import { printable } from '../text/printable';
import { MANIFEST_KEY } from './manifest-key';
import { MOST_MANIFEST, tooMuch } from './manifest-text';

/** The file beside a model that must not be rewritten: a manifest, or what is to be another in that of the file. */
export const SIDECAR_ENDING = '.state-probe.json';

export function sidecarOf(model: string): string {
  return model.replace(/\.onnx$/i, '') + SIDECAR_ENDING;
}

/** A manifest as it was written, with what stands beside the model; nothing of it is checked but that it is JSON. */
type ManifestData = { data: object } | { reason: string };

/** UTF-16 code units of a message. */
const MOST_QUOTED = 500;

/** @throws what the file system says of a sidecar that is there and cannot be read */
export async function manifestData(path: string, metadata: ReadonlyMap<string, string>): Promise<ManifestData> {
  const beside = await besideText(path);
  const text = metadata.get(MANIFEST_KEY);
  if (text === undefined && beside === undefined) return { reason: `no "${MANIFEST_KEY}" entry in its metadata_props` };
  const within = text === undefined ? { data: {} } : parsed(text, 'manifest');
  if ('reason' in within || beside === undefined) return within;
  const over = parsed(beside, `manifest beside it (*${SIDECAR_ENDING})`);
  return 'reason' in over ? over : { data: { ...within.data, ...over.data } };
}

async function besideText(path: string): Promise<string | undefined> {
  try {
    return await readText(sidecarOf(path), MOST_MANIFEST);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsed(text: string, what: string): ManifestData {
  const reason = tooMuch(text);
  if (reason !== undefined) return { reason: `${what}: ${reason}` };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const said = `${what}: it is not JSON: ${(error as Error).message}`;
    return { reason: printable(said.slice(0, MOST_QUOTED)) };
  }
  const twice = twiceNamed(text);
  if (twice)
    return { reason: `${what}: ${printable(JSON.stringify(twice.name.slice(0, 100)))} stands twice in one object` };
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { data };
  return { reason: `${what}: it: must be an object` };
}
