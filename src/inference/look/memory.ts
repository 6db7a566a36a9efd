import { fitProbe, readClass } from '../../representation/linear-probe';
import { Moments } from '../../representation/moments';
import type { Looks, SampleWords, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress } from '../protocol';
import { eachPiece } from './words';

/** What is to be read: the token, or the state, of so many steps ago. */
interface Task {
  lag: number;
  labels: Int32Array;
  classes: number;
}

/** States by layer, and for each task the sums of its classes. */
interface Layer {
  moments: Moments;
  sums: { counts: Float64Array; sums: Float64Array }[];
}

/**
 * How well the token and the state of some steps ago can be read from each layer. All is read at the same tokens, the last ones of the
 * words, so that figures of different distances can be compared.
 *
 * @throws ContractError, RangeError for a layer that is too wide
 */
export async function memory(
  model: OpenModel,
  word: StepWord,
  { outputs, words, lags }: Looks['memory']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['memory']['answer']> {
  const { first, classes, vocabulary } = word;
  const from = first + lags.reduce((most, lag) => Math.max(most, lag), 0);
  const tasks = lags.flatMap((lag): Task[] => [
    { lag, labels: words.tokens, classes: vocabulary },
    { lag, labels: words.labels, classes },
  ]);
  const labelOf = ({ lag, labels }: Task, place: number): number =>
    place % words.length < from ? -1 : (labels[place - lag] ?? -1);
  const layers = new Map<string, Layer>();
  const fitted = words.batch - words.heldOut;
  await eachPiece(model, word, outputs, words, [0, fitted], report, (name, data, width, place) => {
    const layer = layers.get(name) ?? {
      moments: new Moments(width, 0),
      sums: tasks.map((task) => ({
        counts: new Float64Array(task.classes),
        sums: new Float64Array(task.classes * width),
      })),
    };
    layers.set(name, layer);
    for (let row = 0; row < data.length / width; row++) {
      if ((place + row) % words.length < from) continue;
      layer.moments.add(data, row * width, -1);
      for (const [at, task] of tasks.entries()) {
        const label = labelOf(task, place + row);
        const own = layer.sums[at];
        if (label < 0 || !own) continue;
        own.counts[label] = (own.counts[label] ?? 0) + 1;
        for (let i = 0; i < width; i++)
          own.sums[label * width + i] = (own.sums[label * width + i] ?? 0) + (data[row * width + i] ?? 0);
      }
    }
  });
  const probes = new Map(
    [...layers].map(([name, { moments, sums }]) => [
      name,
      sums.map(({ counts, sums: own }) => fitProbe(moments.labelled(counts, own))),
    ]),
  );
  const right = new Map(outputs.map((name) => [name, new Float64Array(tasks.length)]));
  await eachPiece(model, word, outputs, words, [fitted, words.batch], report, (name, data, width, place) => {
    const counts = right.get(name);
    for (let row = 0; counts && row < data.length / width; row++)
      for (const [at, probe] of (probes.get(name) ?? []).entries()) {
        const task = tasks[at];
        const label = task ? labelOf(task, place + row) : -1;
        if (label >= 0 && readClass(probe, data, row * width) === label) counts[at] = (counts[at] ?? 0) + 1;
      }
  });
  const states = words.heldOut * (words.length - from);
  const guesses = tasks.map((task) => guessOf(task, words, labelOf) / states);
  const told = (values: readonly number[], of: number): number[] => lags.map((_, lag) => values[2 * lag + of] ?? 0);
  return {
    layers: outputs.map((output) => {
      const shares = Array.from(right.get(output) ?? [], (count) => count / states);
      return { output, token: told(shares, 0), state: told(shares, 1) };
    }),
    guess: { token: told(guesses, 0), state: told(guesses, 1) },
    states,
  };
}

/** What the best answer that does not look has right of the held-out words. */
function guessOf(task: Task, words: SampleWords, labelOf: (task: Task, place: number) => number): number {
  const counts = new Float64Array(task.classes);
  for (let place = (words.batch - words.heldOut) * words.length; place < words.batch * words.length; place++) {
    const label = labelOf(task, place);
    if (label >= 0) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
