import { wilson } from '../../../src/statistics/wilson';
import { random } from '../sample';
import type { LengthAccuracy, Model } from '../../../src/protocol/messages';
import type { Answering } from '../answering';

const LENGTHS = [4, 8, 16, 32, 64, 128, 256, 512];
/** Length at which a model of the sample is right on half of the words. */
const REACH: Readonly<Record<string, number>> = {
  wfa: Infinity,
  'rnn-exact': Infinity,
  elman: 300,
  'transformer-1': 6,
  transformer: 24,
  'transformer-4': 60,
  'mamba-1': 5,
  mamba: 40,
  'mamba-4': 90,
};

const ARCHITECTURES: Readonly<Record<string, string>> = {
  elman: 'elman-rnn',
  transformer: 'transformer',
  mamba: 'mamba',
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
  (probe?.models ?? []).flatMap(({ id, name, architecture, layers }: Model) => {
    const of = (model: string, depth: number) => ({
      model,
      name: name.replace(/\d+ layers?/, depth === 1 ? '1 layer' : `${depth} layers`),
      architecture: ARCHITECTURES[id] ?? architecture,
      ...{ depth, task: 'S5' },
      published: LENGTHS.map((length) => measure(model, length, 400, 5)),
    });
    const own = of(id, layers.length - 1);
    // Two are there in other depths, too, which were not chosen to run.
    return /\d layers/.test(name) ? [of(`${id}-1`, 1), own, of(`${id}-4`, 4)] : [own];
  });

/** A model of another depth on the text: it is right a little further with each layer. */
export const runOnText: Answering<'runOnText'> = ({ model }, probe) => {
  const depth = Number(model.split('-').at(-1));
  const steps = probe?.steps.count ?? 0;
  const firstWrong = Math.min(steps - 1, 4 + 6 * depth);
  const outcome = Uint8Array.from({ length: steps }, (_, step) => Number(step < firstWrong || step % 5 === 0));
  return { outcome, firstWrong, accuracy: outcome.filter((code) => code === 1).length / steps, rightAtEnd: false };
};

const MOST = 1024;

export const freshAccuracy: Answering<'freshAccuracy'> = ({ model, lengths, count, seed }) => ({
  measured: lengths.filter((length) => length <= MOST).map((length) => measure(model, length, count, seed)),
  missing: lengths
    .filter((length) => length > MOST)
    .map((length) => ({ length, reason: `attention over ${length} tokens takes more than the 1.0 GiB allowed` })),
});
