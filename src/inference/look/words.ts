import { fitProbe, readClass, type LinearProbe } from '../../representation/linear-probe';
import { MAX_WIDTH, Moments } from '../../representation/moments';
import { normed, type LastNorm } from '../../models/last-norm';
import { ContractError } from '../contract';
import type { ProbedLayer, SampleWords, StepWord } from '../looks';
import type { Progress } from '../protocol';
import { runModel } from '../run';
import { canKeep, keepLogits } from '../shared-words';
import type { OpenModel } from '../open-model';
import { SizedCache } from '../sized-cache';

type Report = (progress: Progress) => void;

/** What was learnt of a layer from random words. */
export interface LayerSample {
  moments: Moments;
  /** Some of its states, evenly spaced, with their classes. */
  points: Float32Array;
  labels: Int32Array;
  probe?: { fitted: LinearProbe; heldOut: ProbedLayer['heldOut'] };
}

const MOST_POINTS = 1000;
/** Tokens that are run at once: progress can be told, and memory stays small. */
const PIECE_TOKENS = 2048;

/** Rows as a probe reads them: those of the last layer go through the model's last norm, as its output layer reads them. */
export function asRead(norm: LastNorm | undefined, name: string, data: Float32Array, width: number): Float32Array {
  return norm?.input === name && norm.scale.length === width ? normed(norm, data, width) : data;
}

const samples = new SizedCache<LayerSample>({ bytes: 128 * 2 ** 20 });

/** How rows of a layer are taken: as they are, or as a probe reads them. */
type Taken = 'plain' | 'read';

/**
 * The moments of layers over the words that are fitted on. One run of the model serves all layers that are not known yet,
 * and both ways to take them: what is asked for first is mostly followed by the other.
 */
export async function sampleLayers(
  model: OpenModel,
  word: StepWord,
  names: readonly string[],
  words: SampleWords,
  report: Report,
  norm: LastNorm | undefined,
  taken: Taken,
): Promise<LayerSample[]> {
  const waysOf = (name: string): Taken[] => (norm?.input === name ? ['plain', 'read'] : ['plain']);
  const key = (name: string, way: Taken): string => `${keyOf(model, words, name)}\n${way}`;
  const known = new Map(
    names.flatMap((name) => waysOf(name).map((way) => [key(name, way), samples.get(key(name, way))])),
  );
  const missing = names.filter((name) => waysOf(name).some((way) => !known.get(key(name, way))));
  const fitted = words.batch - words.heldOut;
  const stride = Math.max(1, Math.ceil((fitted * words.length) / MOST_POINTS));
  const collected = new Map<string, { name: string; moments: Moments; points: number[]; labels: number[] }>();
  await eachPiece(model, word, missing, words, [0, fitted], report, (name, raw, width, place) => {
    for (const way of waysOf(name)) {
      const data = way === 'read' ? asRead(norm, name, raw, width) : raw;
      let layer = collected.get(key(name, way));
      if (!layer) {
        layer = { name, moments: new Moments(width, word.classes), points: [], labels: [] };
        collected.set(key(name, way), layer);
      }
      for (let row = 0; row < data.length / width; row++) {
        const label = words.labels[place + row] ?? -1;
        if (label < 0) continue;
        layer.moments.add(data, row * width, label);
        if ((place + row) % stride !== 0) continue;
        for (const value of data.subarray(row * width, (row + 1) * width)) layer.points.push(value);
        layer.labels.push(label);
      }
    }
  });
  for (const [kept, { name, moments, points, labels }] of collected) {
    if (moments.count === 0) throw new ContractError(`its output "${name}" has no finite state on any random word`);
    const sample = { moments, points: Float32Array.from(points), labels: Int32Array.from(labels) };
    known.set(kept, sample);
    const { width } = moments;
    samples.set(kept, sample, 8 * width * (width + 2 * word.classes) + 4 * points.length);
  }
  return names.map((name) => known.get(key(name, waysOf(name).includes(taken) ? taken : 'plain')) as LayerSample);
}

/** A probe for each layer, and how many states of words that it was not fitted on it reads right. */
export async function fitLayers(
  model: OpenModel,
  word: StepWord,
  names: readonly string[],
  words: SampleWords,
  report: Report,
  norm: LastNorm | undefined,
): Promise<Required<LayerSample>[]> {
  const layers = await sampleLayers(model, word, names, words, report, norm, 'read');
  const byName = new Map(names.map((name, at) => [name, layers[at] as LayerSample]));
  const missing = names.filter((name) => !byName.get(name)?.probe);
  for (const [done, name] of missing.entries()) {
    report({ done, total: missing.length, message: `fitting a probe to ${name}` });
    const layer = byName.get(name) as LayerSample;
    layer.probe = { fitted: fitProbe(layer.moments), heldOut: { right: 0, states: 0, byToken: [] } };
  }
  const { batch, heldOut } = words;
  await eachPiece(model, word, missing, words, [batch - heldOut, batch], report, (name, raw, width, place) => {
    const data = asRead(norm, name, raw, width);
    const probe = byName.get(name)?.probe;
    for (let row = 0; probe && row < data.length / width; row++) {
      const label = words.labels[place + row] ?? -1;
      const predicted = label < 0 ? undefined : readClass(probe.fitted, data, row * width);
      if (predicted === undefined) continue;
      const { byToken } = probe.heldOut;
      const token = ((place + row) % words.length) - word.first;
      const here = (byToken[token] ??= { right: 0, states: 0 });
      here.states++;
      probe.heldOut.states++;
      if (predicted !== label) continue;
      here.right++;
      probe.heldOut.right++;
    }
  });
  return layers as Required<LayerSample>[];
}

/** Runs the words `[first, end)` in pieces; `take` gets `data` of one output, whose first row is token `place` of the words. */
export async function eachPiece(
  model: OpenModel,
  word: StepWord,
  names: readonly string[],
  words: SampleWords,
  [first, end]: readonly [number, number],
  report: Report,
  take: (name: string, data: Float32Array, width: number, place: number) => void,
): Promise<void> {
  if (names.length === 0) return;
  const { length } = words;
  const size = Math.max(1, Math.floor(PIECE_TOKENS / length));
  const isShared = words.shared === true && canKeep(words, word.classes);
  for (let done = first; done < end;) {
    report({ done: done - first, total: end - first, message: 'running random words' });
    const batch = Math.min(size, end - done);
    const tokens = words.tokens.subarray(done * length, (done + batch) * length);
    const request = { ...word, tokens, batch, length, outputs: isShared ? [...names, 'logits'] : names };
    const { tensors } = await runModel(model, request, () => undefined);
    if (tensors['logits']) keepLogits(model, request, tensors['logits']);
    for (const name of names) {
      const { dims, data } = tensors[name] ?? { dims: [], data: new Float32Array() };
      const width = dims[2] ?? 0;
      if (dims.length !== 3 || width < 1)
        throw new ContractError(`its output "${name}" is [${dims.join(', ')}], not [batch, length, width]`);
      if (width > MAX_WIDTH)
        throw new ContractError(
          `its output "${name}" has ${width} values; linear probes and components of more than ${MAX_WIDTH} are not computed`,
        );
      take(name, data, width, done * length);
    }
    done += batch;
  }
}

function keyOf(model: OpenModel, { name, batch, length }: SampleWords, output: string): string {
  return [model.serial, name, batch, length, output].join('\n');
}
