import { InferenceError, type CallOptions } from '../inference/client';
import type { HeadOnLayer, LayerComponents, StateSpectra } from '../inference/looks';
import { headReading, type HeadReading } from '../representation/attention';
import { insideOutputs, layerName, layerOf, type InsideKind, type InsideOutput } from '../representation/outputs';
import { GradingError } from '../models/grading/class-walk';
import { grid, type GridLayer } from './grid';
import type { Inside, Labelled, LayerProbes } from './inside';
import { memoryHorizon, superposition, type MemoryHorizon, type Superposition } from './memory';
import { READING_NAMES, READINGS, type Reading } from './readings';
import { NOT_RUN, outcomesOf, readableUntil, RIGHT } from './readable';

/** Steps that are compared with each other at most, evenly spaced where there are more; also those of attention. */
const MOST_SIDE = 512;

export interface InspectOptions extends CallOptions, Labelled {
  /** Such as `hidden.1`. */
  layers: readonly string[];
  /** Where principal components come from: the text's own states, or those of random words. */
  components: 'run' | 'words';
  /** Of the random words. */
  seed: number;
  /** Whether the model's own output head is put on each layer. */
  lens?: boolean;
  /** Whether all readings of the state are told for every layer and step. */
  grid?: boolean;
  /** Whether it is told how long layers remember, and how far their states are sums. */
  memory?: boolean;
  /** Whether eigenvalues of the transitions of recurrent states are told. */
  eigenvalues?: boolean;
}

/** What a linear probe of a layer says: of random words that it was not fitted on, and of the text. */
export interface ReadLayer {
  heldOut: LayerProbes['layers'][number]['heldOut'];
  /** Steps before the first one that is read wrong; null where none is. */
  readUntil: number | null;
  /** Share of the steps that have a state and are read right; null where none has one. */
  accuracy: number | null;
  /** Score of the true state less the best other one, over the steps; null where the probe never saw the true state. */
  margin: { least: number; median: number } | null;
  /** Of the probe that was fitted on words as long as the text, where this one was fitted on shorter ones. */
  ofText?: ReadLayer;
}

export interface InspectedLayer {
  output: string;
  name: string;
  width: number;
  probe?: ReadLayer;
  /** What the model's own output head reads from it, as if it were the last; absent where that was not asked for, or cannot be. */
  lens?: Pick<ReadLayer, 'readUntil' | 'accuracy'> & {
    /** Mean probability of the true state over the steps. */
    probability: number | null;
  };
  /** Shares of the variance along the first two principal components. */
  explained?: [number, number];
  /** How well equality of true states can be told from cosines, see `agreement`; null where it cannot be asked. */
  similarity?: number | null;
}

/** An output beside the layers, in summary. */
export interface InspectedOutput extends InsideOutput {
  /** Of one step, such as `[64, 16]`. */
  shape?: number[];
  min?: number;
  max?: number;
  /** 99 in 100 values are no larger, up to sign. */
  typical?: number;
  /** Of attention, over the first {@link MOST_SIDE} steps: a reading for each head. */
  heads?: (HeadReading | null)[];
}

/** What could not be measured, and why; the rest is there all the same. */
interface NotInspected {
  what: string;
  reason: string;
}

export interface Inspection {
  /** What the probes are, for people; the words of both, in tokens; and chance after each token. */
  method?: string;
  fitted?: Fitted;
  /** What they were fitted to tell, where that is not the state itself. */
  label?: { key: string; name: string; blocks: number; firstWrong: number | null };
  layers: InspectedLayer[];
  inside: InspectedOutput[];
  /** What is read from each layer after each step, by every reading that there is. */
  grid?: { reading: Reading; layers: GridLayer[] }[];
  /** How well the token and the state of some tokens ago can be read, of an untrained twin too. */
  memory?: MemoryHorizon;
  /** How far what a token leaves is the same whatever comes later. */
  superposition?: Superposition;
  /** Of each recurrent state. */
  eigenvalues?: StateSpectra[];
  problems: NotInspected[];
  /** What the figures are taken from. */
  found: { probes: LayerProbes['layers']; truth: Int32Array; components: readonly LayerComponents[] };
}

export type Fitted = Pick<LayerProbes, 'tokens' | 'tokensOfText' | 'chance'>;

/** Everything that the visualizer measures inside a model, in figures. @throws the signal's reason when it is aborted */
export async function inspect(inside: Inside, options: InspectOptions): Promise<Inspection> {
  const { layers: outputs, components: reference, seed, label, lens = false, grid: isGrid = false, ...rest } = options;
  const { memory: isMemory = false, eigenvalues: isEigenvalues = false, ...call } = rest;
  const problems: NotInspected[] = [];
  const attempt = async <T>(what: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof InferenceError || error instanceof GradingError)) throw error;
      problems.push({ what, reason: error.message });
      return undefined;
    }
  };
  const choice = { ...call, layers: outputs, seed };
  const layers: InspectedLayer[] = [];
  for (const output of outputs) {
    const facts = await attempt(output, () => valuesOf(inside, output, call));
    const width = facts?.shape.reduce((product, size) => product * size, 1);
    if (width !== undefined) layers.push({ output, name: layerName(layerOf(output)), width });
  }
  const last = outputs.at(-1);
  const any = <T>(what: string, ask: (last: string) => Promise<T>) =>
    last === undefined ? undefined : attempt(what, () => ask(last));
  const probes = await any('linear probes', () => inside.probes({ ...choice, label }));
  const truth = probes?.truth ?? inside.word.truth;
  const components = await any('principal components', () => inside.components(reference, choice));
  const similar = await any('similarity of steps', (output) => similarityOf(inside, output, outputs, call));
  const heads = lens
    ? await any('the output head on each layer', (output) =>
        inside.look('lens', { outputs, last: inside.layers.at(-1) ?? output }, call),
      )
    : undefined;
  for (const layer of layers) {
    const head = heads?.find(({ output }) => output === layer.output);
    if (head) layer.lens = readHead(head, inside.word.truth);
    const probe = probes?.layers.find(({ output }) => output === layer.output);
    const plane = components?.find(({ output }) => output === layer.output);
    const area = similar?.agreement.find(({ output }) => output === layer.output)?.area;
    if (probe) layer.probe = readLayer(probe, truth);
    if (plane) layer.explained = plane.explained;
    if (area !== undefined) layer.similarity = area;
  }
  const beside: InspectedOutput[] = [];
  for (const output of insideOutputs(inside.outputs)) {
    const found = await attempt(output.output, () => SUMMARIES[output.kind](inside, output.output, call));
    beside.push({ ...output, ...found });
  }
  const grids: NonNullable<Inspection['grid']> = [];
  for (const reading of isGrid ? READINGS : []) {
    const rows = await attempt(READING_NAMES[reading], () => grid(inside, reading, choice));
    if (rows) grids.push({ reading, layers: rows });
  }
  const ofWords = { ...call, tokens: inside.tokensOfWords, seed };
  const memory = isMemory ? await any('memory', () => memoryHorizon(inside, outputs, ofWords)) : undefined;
  const sums = isMemory ? await attempt('superposition', () => superposition(inside, outputs, ofWords)) : undefined;
  const spectra: StateSpectra[] = [];
  for (const { output, kind } of isEigenvalues ? insideOutputs(inside.outputs) : []) {
    if (kind !== 'state') continue;
    const found = await attempt(`eigenvalues of ${output}`, () => inside.look('eigenvalues', { output }, call));
    if (found) spectra.push(found);
  }
  return {
    ...(probes && { method: probes.method, fitted: fittedOn(probes) }),
    ...(label && {
      label: { key: label.key, name: label.name, blocks: label.blocks.length, firstWrong: label.firstWrong },
    }),
    layers,
    inside: beside,
    ...(isGrid && { grid: grids }),
    ...(memory && { memory }),
    ...(sums && { superposition: sums }),
    ...(isEigenvalues && { eigenvalues: spectra }),
    problems,
    found: { probes: probes?.layers ?? [], truth, components: components ?? [] },
  };
}

/** Steps beside steps in one layer, and the agreement of every one of `outputs`. */
export function similarityOf(inside: Inside, output: string, outputs: readonly string[], options: CallOptions) {
  return inside.look('similarity', { output, outputs, from: 0, to: Infinity, most: MOST_SIDE }, options);
}

/** Attention of one head, counted from zero, between the steps of a text; of long ones, between evenly spaced steps. */
export function attentionOf(inside: Inside, output: string, head: number, options: CallOptions) {
  return inside.look('attention', { output, head, from: 0, to: Infinity, most: MOST_SIDE }, options);
}

function fittedOn({ tokens, tokensOfText, chance }: LayerProbes): Fitted {
  return { tokens, ...(tokensOfText !== undefined && { tokensOfText }), chance };
}

function readHead({ predicted, probability }: HeadOnLayer, truth: Int32Array): NonNullable<InspectedLayer['lens']> {
  const known = probability.filter((one) => !Number.isNaN(one));
  const mean = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
  return { ...readUntilOf(outcomesOf(predicted, truth)), probability: mean };
}

function readUntilOf(outcome: Uint8Array): Pick<ReadLayer, 'readUntil' | 'accuracy'> {
  const judged = outcome.filter((code) => code !== NOT_RUN).length;
  const right = outcome.filter((code) => code === RIGHT).length;
  const until = readableUntil(outcome);
  return { readUntil: until === Infinity ? null : until, accuracy: judged === 0 ? null : right / judged };
}

function readLayer(layer: LayerProbes['layers'][number], truth: Int32Array): ReadLayer {
  const { heldOut, predicted, margin, ofText } = layer;
  const outcome = outcomesOf(predicted, truth);
  const margins = margin.filter(Number.isFinite).sort();
  const [least, median] = [margins[0], margins[Math.floor(margins.length / 2)]];
  return {
    heldOut,
    ...readUntilOf(outcome),
    margin: least === undefined || median === undefined ? null : { least, median },
    ...(ofText && { ofText: readLayer(ofText, truth) }),
  };
}

type Summary = (inside: Inside, output: string, options: CallOptions) => Promise<Partial<InspectedOutput>>;

const SUMMARIES: Record<InsideKind, Summary> = {
  state: valuesOf,
  decay: valuesOf,
  transition: valuesOf,
  async attention(inside, output, options) {
    const heads: (HeadReading | null)[] = [];
    for (let head = 0, count = 1; head < count; head++) {
      const ask = { output, head, from: 0, to: MOST_SIDE, most: MOST_SIDE };
      const { heads: all, weights, size } = await inside.look('attention', ask, options);
      count = all;
      heads.push(headReading(weights, size));
    }
    return { heads };
  },
};

/** Shape and range of an output over all steps. */
async function valuesOf(inside: Inside, output: string, options: CallOptions) {
  const ask = { output, form: 'raw', from: 0, to: 0, stride: 1, most: Infinity } as const;
  const { shape, min, max, typical } = await inside.look('rows', ask, options);
  return { shape, min, max, typical };
}
