import type { CallOptions, InferenceClient } from '../inference/client';
import type { LayerComponents, LookName, Looks, ProbedLayer, SampleWords, StepWord } from '../inference/looks';
import type { ProviderName } from '../inference/protocol';
import { classesOf, isMonoid, vocabularyOf, type Manifest, type MonoidTask } from '../models/manifest';
import { hiddenLayers, layerName, layerOf } from '../representation/outputs';
import { measured } from './measured';
import { bestGuess, partitionsOf } from './partitions/partitions';
import type { ProbedModel } from './probe';
import { GradingError } from '../models/grading/class-walk';
import { evaluate } from './evaluation';
import { difficulty } from './failures/difficulty';
import type { Difficulty } from './failures/difficulty-text';
import { readingFor } from './reading';
import { SAMPLE_SEED } from './sample-seed';
import { sampleWords, withOthersLabels } from './sample-words';
import type { StateLabel } from './state-labels';
import type { Tracked } from './tracked';
import { wilson } from '../statistics/wilson';

/** Random words that tell what is tracked instead, half of which choose, and their tokens. */
const TRACKED_WORDS = 400;
/** Of random words that stand for the text. */
const [LEAST_WORD, MOST_WORD] = [16, 64];
const LEAST_TOKENS = 32;
const MOST_TOKENS = 128;

/** A probe of one layer, with the confidence of its held-out accuracy. */
export interface MeasuredLayer extends ProbedLayer {
  heldOut: ProbedLayer['heldOut'] & { accuracy: number; interval: [number, number]; words: number };
  /** The probe that was fitted on words as long as the text, where this one was fitted on shorter ones. */
  ofText?: MeasuredLayer;
}

/** Of which layers, all of them otherwise, and from which random words, see `sampleWords`. */
export interface Choice {
  layers?: readonly string[] | undefined;
  seed?: number | undefined;
}

/** Of so many tokens are the words that probes are fitted on, whatever the model's figures and the text. */
interface WordsOf {
  tokens?: number | undefined;
}

/** What probes are fitted to tell; the state itself otherwise. */
export interface Labelled {
  label?: StateLabel | undefined;
}

export interface LayerProbes {
  /** What was fitted, and on what, for people. */
  method: string;
  /** Tokens of the words that were fitted on; and of those as long as the text, where they are others. */
  tokens: number;
  tokensOfText?: number;
  /** What the best answer without looking has right after each token of a word. */
  chance: number[];
  /** What is to be read after each step: the class, or the block of the label; -1 where there is none. */
  truth: Int32Array;
  layers: MeasuredLayer[];
}

/** Looks into a model over the text that it was probed with. Everything is computed in the inference process. */
export class Inside {
  readonly word: StepWord;
  private readonly manifest: Manifest;
  /** `hidden.0`, `hidden.1`, … as far as the model has them without a gap. */
  readonly layers: readonly string[];
  private known: Difficulty | undefined;

  /** @param probe names the text: two texts must not have the same one */
  constructor(
    private readonly entry: Pick<ProbedModel, 'model' | 'trace' | 'encoding' | 'facts'>,
    probe: string,
    providers: readonly ProviderName[],
    readonly client: InferenceClient,
  ) {
    const { path, manifest } = entry.model;
    this.manifest = manifest;
    const reading = readingFor(manifest.task, entry.trace);
    if ('problem' in reading) throw new RangeError(reading.problem);
    this.word = {
      name: probe,
      ...(entry.facts.digest !== undefined && { digest: entry.facts.digest }),
      model: path,
      providers,
      vocabulary: vocabularyOf(manifest),
      classes: classesOf(manifest),
      tokens: entry.encoding.tokens,
      first: manifest.task.bos == null ? 0 : 1,
      after: entry.encoding.after,
      truth: reading.truths,
    };
    this.layers = hiddenLayers(entry.facts.outputs);
  }

  /** @throws InferenceError; the signal's reason when it is aborted */
  look<K extends LookName>(name: K, ask: Looks[K]['ask'], options?: CallOptions): Promise<Looks[K]['answer']> {
    return this.client.look(this.word, name, ask, options);
  }

  /**
   * A linear probe for each layer, fitted on random words of a length at which the model is right at least nine times in
   * ten, as far as its own figures say, and another one on words as long as the text: what the first cannot read is
   * not there, and what the second cannot read may be gone because the model itself was lost in most of its words.
   *
   * @throws GradingError, and as {@link look}
   */
  async probes({
    layers: outputs = this.layers,
    seed,
    label,
    tokens,
    ...options
  }: CallOptions & Choice & Labelled & WordsOf = {}): Promise<LayerProbes> {
    // Blocks are fewer than classes, so that the model may be asked for the same number of them.
    const truth = label ? blocksOfClasses(this.word.truth, label) : this.word.truth;
    const fit = (words: SampleWords) =>
      this.client.look({ ...this.word, truth }, 'probes', { outputs, words: labelled(words, label) }, options);
    const { words, ofText } = this.fittedWords(seed, tokens);
    const isShorter = words !== ofText;
    const steps = (fitted: SampleWords): number => fitted.length - this.word.first;
    const layers = (await fit(words)).map((layer) => measure(layer, words));
    if (isShorter) {
      const longer = await fit(ofText);
      for (const layer of layers) {
        const other = longer.find(({ output }) => output === layer.output);
        if (other) layer.ofText = measure(other, ofText);
      }
    }
    const which = isShorter ? `, of which the model has at least 90% right` : '';
    const also = isShorter ? `; beside them ${fittedText(ofText, steps(ofText))}, as long as the text` : '';
    const norm = layers.find((layer) => layer.norm !== undefined);
    const through = norm
      ? `; ${layerName(layerOf(norm.output))} as the output layer reads it, after the model's last ${norm.norm ?? ''}`
      : '';
    return {
      method: `ridge-regularised linear discriminants${label ? ` of ${label.name},` : ''} on ${fittedText(words, steps(words))}${which}${also}${through}`,
      tokens: steps(words),
      ...(isShorter && { tokensOfText: steps(ofText) }),
      chance: this.chance(steps(ofText), label),
      truth,
      layers,
    };
  }

  /**
   * What a probe that is fitted in the same way, on as many words, reads where there is nothing to be read: in the model's
   * untrained twin, or where each word has the labels of another one.
   *
   * @throws as {@link probes}
   */
  async control(
    kind: 'twin' | 'shuffled',
    { layers: outputs = this.layers, seed = SAMPLE_SEED, ...options }: CallOptions & Choice = {},
  ): Promise<MeasuredLayer[]> {
    const { words } = this.fittedWords(seed);
    const ask =
      kind === 'twin' ? { outputs, words, untrained: seed } : { outputs, words: withOthersLabels(words, seed) };
    return (await this.look('probes', ask, options)).map((layer) => measure(layer, words));
  }

  /** The words that a probe is fitted on, of a length at which the model is right, and those as long as the text. */
  private fittedWords(seed: number | undefined, tokens?: number): { words: SampleWords; ofText: SampleWords } {
    const { task } = this;
    if (tokens !== undefined) {
      const words = sampleWords(task, tokens + this.word.first, seed, tokens);
      return { words, ofText: words };
    }
    const ofText = this.wordsOfText(seed);
    const reach = Math.max(0, measured(this.manifest)?.reach ?? 0);
    const isShorter = reach > 0 && reach < ofText.length - this.word.first;
    return { words: isShorter ? sampleWords(task, reach + this.word.first, seed, reach) : ofText, ofText };
  }

  /** Of about the text's length: what is tracked, and how hard the text is, is mostly told by the same words. */
  private wordsOfText(seed: number | undefined): SampleWords {
    return { ...sampleWords(this.task, this.word.tokens.length, seed), shared: true };
  }

  /** Share of random words that the best answer without looking has right after each token; empty where not known. */
  private chance(tokens: number, label: StateLabel | undefined): number[] {
    const partitions = partitionsOf(this.task);
    if (!partitions) return [];
    const { partition } = label ?? partitions.state;
    return Array.from({ length: tokens }, (_, at) => bestGuess(partitions, partition, at + 1));
  }

  /**
   * What the model follows of the state instead, measured on random words about as long as the text.
   *
   * @returns undefined where its task cannot be divided
   * @throws InferenceError, GradingError; the signal's reason when it is aborted
   */
  async tracked({ seed = SAMPLE_SEED, ...call }: CallOptions & Pick<Choice, 'seed'> = {}): Promise<
    Tracked | undefined
  > {
    const { model } = this.entry;
    if (!isMonoid(model.manifest)) return undefined;
    const steps = this.word.tokens.length - this.word.first;
    const length = Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, steps));
    let tracked: Tracked | undefined;
    const onTracked = (found: Tracked): void => void (tracked = found);
    const { providers } = this.word;
    const options = { lengths: [length], count: TRACKED_WORDS, seed, providers, onTracked, shared: true as const };
    const [result] = await evaluate(model, { ...call, ...options }, this.client);
    if (result && 'reason' in result) throw new GradingError(result.reason);
    return tracked;
  }

  /**
   * How the run stands among random words as long as the text; computed once.
   *
   * @throws as {@link tracked}
   */
  async difficulty(entry: ProbedModel, options: CallOptions = {}): Promise<Difficulty> {
    this.known ??= await difficulty(entry, this.client, { ...options, providers: this.word.providers });
    return this.known;
  }

  /** Principal components of the run's own states, or of those of random words. @throws as {@link probes} */
  components(
    reference: 'run' | 'words',
    { layers: outputs = this.layers, seed, ...options }: CallOptions & Choice = {},
  ): Promise<LayerComponents[]> {
    const words = reference === 'words' ? this.wordsOfText(seed) : undefined;
    return this.look('components', { outputs, ...(words && { words }) }, options);
  }

  /** @throws GradingError for a model of a language: states of random words are what probes and the like are fitted to */
  get task(): MonoidTask {
    if (isMonoid(this.manifest)) return this.manifest.task;
    throw new GradingError(`${this.manifest.name} answers with symbols, and this asks for states`);
  }

  /** Tokens of the text without the one that starts it, within the lengths of random words that stand for it. */
  get tokensOfWords(): number {
    return Math.max(LEAST_WORD, Math.min(MOST_WORD, this.word.tokens.length - this.word.first));
  }

  /** Names of all that the model gives, its logits among them. */
  get outputs(): readonly string[] {
    return this.entry.facts.outputs;
  }
}

function blocksOfClasses(classes: Int32Array, { labels }: StateLabel): Int32Array {
  return classes.map((id) => labels[id] ?? -1);
}

/** Named after the label too: what was learnt of words is kept by their name. */
function labelled(words: SampleWords, label: StateLabel | undefined): SampleWords {
  if (!label) return words;
  return { ...words, name: `${words.name}, ${label.key}`, labels: blocksOfClasses(words.labels, label) };
}

function measure(layer: ProbedLayer, { heldOut: words }: SampleWords): MeasuredLayer {
  const { right, states } = layer.heldOut;
  const accuracy = states === 0 ? 0 : right / states;
  // States of one word depend on each other, so that words are the trials, as in `evaluate`.
  return { ...layer, heldOut: { ...layer.heldOut, accuracy, interval: wilson(accuracy, words), words } };
}

function fittedText({ batch, heldOut }: SampleWords, tokens: number): string {
  return `${batch - heldOut} random words of ${tokens} tokens, measured on ${heldOut} others`;
}
