import { wilson } from '../../../src/analysis/wilson';
import { random } from '../sample';
import type { LengthAccuracy, Model } from '../../../src/protocol/messages';
import type { Answering } from '../answering';

const LENGTHS = [4, 8, 16, 32, 64, 128, 256, 512];
/** Length at which a model of the sample is right on half of the words. */
const REACH: Readonly<Record<string, number>> = {
  wfa: Infinity,
  'rnn-exact': Infinity,
  elman: 300,
  transformer: 24,
  mamba: 40,
};

function measure(model: string, length: number, sequences: number, seed: number): LengthAccuracy {
  const next = random(seed + length);
  const share = 1 / (1 + (length / (REACH[model] ?? 30)) ** 4);
  let right = 0;
  for (let word = 0; word < sequences; word++) if (next() < share) right++;
  const full = right / sequences;
  return { length, sequences, full, fullInterval: wilson(full, sequences), steps: full + (1 - full) * 0.4 };
}

export const accuracy: Answering<'accuracy'> = (_, probe) =>
  (probe?.models ?? []).map(({ id, name, architecture, layers }: Model) => {
    const published = LENGTHS.map((length) => measure(id, length, 400, 5));
    return { model: id, name, architecture, depth: layers.length - 1, task: 'S5', published };
  });

const MOST = 1024;

export const freshAccuracy: Answering<'freshAccuracy'> = ({ model, lengths, count, seed }) => ({
  measured: lengths.filter((length) => length <= MOST).map((length) => measure(model, length, count, seed)),
  missing: lengths
    .filter((length) => length > MOST)
    .map((length) => ({ length, reason: `attention over ${length} tokens takes more than the 1.0 GiB allowed` })),
});
