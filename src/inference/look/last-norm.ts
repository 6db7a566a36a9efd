import { stat } from 'node:fs/promises';
import { readBytes } from '../../files/read';
import { lastNorm, type LastNorm } from '../../models/last-norm';
import { readBridging } from '../../models/read-bridging';
import { layerOf } from '../../representation/outputs';
import type { StepWord } from '../looks';

/** Larger files are not read a second time, only to look for a norm. */
const MOST_BYTES = 512 * 2 ** 20;

const known = new Map<string, LastNorm | undefined>();

/**
 * The norm through which a model's output layer reads its last layer; undefined where its graph has none, or cannot be read
 * (any more): probes then read the layer as it is.
 */
export async function lastNormOf({ model }: StepWord, outputs: readonly string[]): Promise<LastNorm | undefined> {
  const hidden = outputs.filter((name) => /^hidden\.\d+$/.test(name)).sort((a, b) => layerOf(a) - layerOf(b));
  const last = hidden.at(-1);
  try {
    const { size, mtimeMs } = await stat(model);
    if (last === undefined || size > MOST_BYTES) return undefined;
    const { outputs: own = {} } = await readBridging(model);
    const [layer, logits] = [own[last] ?? last, own['logits'] ?? 'logits'];
    const key = JSON.stringify([model, size, mtimeMs, layer, logits]);
    if (!known.has(key)) known.set(key, lastNorm(await readBytes(model, MOST_BYTES), layer, logits));
    const norm = known.get(key);
    return norm && { ...norm, input: last };
  } catch {
    return undefined;
  }
}
