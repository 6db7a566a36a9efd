import { join } from 'node:path';
import * as z from 'zod';
import { keepFile, touch } from '../../files/kept-files';
import { readText } from '../../files/read';
import type { ProbedLayerOfText, ProbedStates, ProbesAnswer } from '../../inference/language-model/asks';

/** Another number where probes are fitted otherwise: what was kept before is then not taken. */
const FITTING = 1;
const PREFIX = 'probes-';
const MOST_FILES = 200;
/** Of one file, as text. */
const MOST_BYTES = 16 * 2 ** 20;

const numbers = <Numbers extends Int32Array | Int16Array>(of: new (buffer: ArrayBuffer) => Numbers, size: number) =>
  z.base64().transform((text, context): Numbers => {
    const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
    if (bytes.length % size === 0) return new of(bytes.buffer);
    context.addIssue('not whole numbers');
    return z.NEVER;
  });

const probed = z.object({ right: numbers(Int32Array, 4), total: numbers(Int32Array, 4) });
const layer = probed.extend({ shuffled: probed, own: numbers(Int16Array, 2) });
const count = z.number().int().nonnegative();
const kept = z.object({
  fitting: z.literal(FITTING),
  layers: z.array(layer).max(10_000),
  words: layer,
  steps: count,
  states: count,
  milliseconds: z.number().nonnegative(),
});

/** What probes read, in a file that outlasts the process; undefined where there is none, or none that can be read. */
export async function keptAnswer(folder: string, key: string): Promise<ProbesAnswer | undefined> {
  const path = pathOf(folder, key);
  try {
    const { layers, words, steps, states, milliseconds } = kept.parse(JSON.parse(await readText(path, MOST_BYTES)));
    await touch(path);
    return { layers, words, steps, states, milliseconds };
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, nothing is kept: the answer is there all the same. */
export async function keepAnswer(folder: string, key: string, answer: ProbesAnswer): Promise<void> {
  const ofStates = ({ right, total }: ProbedStates) => ({ right: base64(right), total: base64(total) });
  const ofLayer = (one: ProbedLayerOfText) => ({
    ...ofStates(one),
    shuffled: ofStates(one.shuffled),
    own: base64(one.own),
  });
  const text = JSON.stringify({
    ...answer,
    fitting: FITTING,
    layers: answer.layers.map(ofLayer),
    words: ofLayer(answer.words),
  });
  if (text.length > MOST_BYTES) return;
  await keepFile(pathOf(folder, key), text, PREFIX, MOST_FILES).catch(() => undefined);
}

function pathOf(folder: string, key: string): string {
  return join(folder, 'probes', `${PREFIX}${key}.json`);
}

function base64({ buffer, byteOffset, byteLength }: Int32Array | Int16Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
