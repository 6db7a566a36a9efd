/**
 * Looking into a model: what is asked of the inference process beside runs. It answers with what is shown, so that the
 * states themselves, which may be hundreds of megabytes, never leave it.
 */
import { SITE_KINDS, type SiteKind } from '../graph/site-kinds';
import type { Spectrum } from '../representation/transitions';
import type { Form } from '../representation/states';
import type { AskedModel } from './asked-model';
import type { Tensor } from './tensor';

export { SITE_KINDS, type SiteKind };

/** A word that a model reads, and where the steps of a text stand in it. */
export interface StepWord extends AskedModel {
  /** Names this word: words with the same name and model are taken to be the same, and run once. */
  name: string;
  /** Of the model that the word was run on, see `ModelFiles`: another one in its place is not taken for it. */
  digest?: string;
  tokens: Int32Array;
  /** The first token of the first step. */
  first: number;
  /** For each step the token after which its state counts; -1 where there is none. */
  after: Int32Array;
  /** For each step the class of its true state; -1 where there is none. */
  truth: Int32Array;
}

/** Random words, with the true class after every token. */
export interface SampleWords {
  /** As in {@link StepWord.name}. */
  name: string;
  /** `[batch, length]` */
  tokens: Int32Array;
  batch: number;
  length: number;
  /** `[batch, length]`; -1 at a token that starts a word. */
  labels: Int32Array;
  /** The last so many words are not fitted on: they measure the probe. */
  heldOut: number;
  /** Other questions ask for the logits of the same words. */
  shared?: true;
}

interface Of {
  output: string;
}

interface Window {
  from: number;
  /** Exclusive. */
  to: number;
}

/** The one list of looks; {@link LookRequest} and the table of answers follow from it. */
export interface Looks {
  /** Rows of the steps `from`, `from + stride`, …; `columns` is less than `width` where a row has more than `most` values. */
  rows: {
    ask: Of & Window & { form: Form; stride: number; most: number };
    answer: {
      /** Of a row in the model, such as `[64, 16]`; `width` is its product. */
      shape: number[];
      width: number;
      columns: number;
      data: Float32Array;
      min: number;
      max: number;
      typical: number;
    };
  };
  neurons: { ask: Of & { form: Form; most: number }; answer: { variance: Float32Array; similar: Uint32Array } };
  neuron: { ask: Of & { form: Form; neuron: number }; answer: Float32Array };
  tensor: { ask: Of & { step: number }; answer: { shape: number[]; data: Float32Array } };
  similarity: {
    /** Agreement is given for every one of `outputs`. */
    ask: Of & Window & { outputs: readonly string[]; most: number };
    answer: SquareOfSteps & {
      cosine: Float32Array;
      equal: Uint8Array;
      agreement: { output: string; area: number | null }[];
    };
  };
  attention: {
    ask: Of & Window & { head: number; most: number };
    answer: SquareOfSteps & { heads: number; weights: Float32Array };
  };
  /** Fits a linear probe for each of `outputs` on the words, and reads the text with it; of the model, or of an untrained twin. */
  probes: {
    ask: { outputs: readonly string[]; words: SampleWords; /** A seed. */ untrained?: number };
    answer: ProbedLayer[];
  };
  /** The word as it is, and once more with states replaced; both in one view, so that they differ by the patches alone. */
  patched: {
    ask: { patches: readonly AskedPatch[]; sources: readonly SourceWords[] };
    /** Logits `[1, tokens, classes]`, and the size of each patch. */
    answer: { before: Tensor; after: Tensor; sizes: PatchSize[] };
  };
  /** The model's own output head on each of `outputs`, as on its `last` layer; one of another width is left out. */
  lens: { ask: { outputs: readonly string[]; last: string }; answer: HeadOnLayer[] };
  /**
   * Interchange: a `state.k` is replaced at each of `tokens` by that of the other word of its pair, a `hidden.k` up to it. Takes
   * about `milliseconds`, for which tokens are left out. Outputs that the answer does not depend on have no cells.
   */
  causes: {
    ask: {
      own: SourceWords;
      other: Int32Array;
      outputs: readonly string[];
      tokens: readonly number[];
      milliseconds: number;
    };
    answer: { cells: CausalCell[]; tokens: number[] };
  };
  /**
   * The model without each of its parts, for about `milliseconds`: what is in their place is the mean over the words, or nothing.
   * A text without steps is not run.
   */
  ablated: {
    ask: {
      words: SampleWords;
      kinds: readonly SiteKind[];
      /** Recurrent states that the model shows. */
      states: readonly string[];
      by: 'mean' | 'zero';
      milliseconds: number;
    };
    answer: { base: Score; parts: AblatedPart[]; /** Parts that time did not suffice for. */ left: number };
  };
  /**
   * Fits probes on the words that tell the token, and the state, of so many tokens ago, and measures them on the words that are held
   * out; of the model, or of an untrained twin.
   */
  memory: {
    ask: { outputs: readonly string[]; words: SampleWords; lags: readonly number[]; /** A seed. */ untrained?: number };
    answer: {
      /** Shares that are right, for each of `lags`. */
      layers: ({ output: string } & Remembered)[];
      /** Of the best answer that does not look. */
      guess: Remembered;
      /** How many states are read. */
      states: number;
    };
  };
  /**
   * Whether what a token leaves in a state is the same whatever the last token of a word is: `tokens` and `others`, that differ in every place,
   * are `[batch, length]`.
   */
  superposition: {
    ask: {
      outputs: readonly string[];
      tokens: Int32Array;
      others: Int32Array;
      batch: number;
      length: number;
      /** From the last token. */
      distances: readonly number[];
    };
    answer: {
      /** For each distance the share, null where the token has left nothing; and its effect beside that of the last token. */
      layers: { output: string; share: (number | null)[]; effect: number[] }[];
    };
  };
  /** Of a `state.k`: what each step's transition does to it, and all of the word's together. */
  eigenvalues: { ask: Of; answer: StateSpectra };
  /** Of the text itself, or of the words where there are any. */
  components: { ask: { outputs: readonly string[]; words?: SampleWords }; answer: LayerComponents[] };
}

/** Shares, for each of some distances. */
export interface Remembered {
  token: number[];
  state: number[];
}

/** Eigenvalues of the transitions of a recurrent state. */
export interface StateSpectra {
  output: string;
  /** Values that a step couples with each other; 1 where each goes its own way. */
  coupled: number;
  /** Of another recurrence they are those of its derivative. */
  isLinear: boolean;
  /** How many tokens' eigenvalues are among {@link steps}. */
  tokens: number;
  steps: Spectrum;
  /** Of the product over the tokens; null for a recurrence that is not linear. */
  word: Spectrum | null;
  /** Whether that is all of the word. */
  isWhole: boolean;
}

/** How much of random words, and of a text, is right. */
export interface Score {
  /** States after a token. */
  right: number;
  states: number;
  /** Words in which all are right. */
  whole: number;
  words: number;
  text: { right: number; judged: number; firstWrong: number | null } | null;
}

/** A part of a layer that was put out of action, counted from zero, and how well the model does without it. */
export interface AblatedPart {
  kind: SiteKind;
  layer: number;
  part: number;
  of: number;
  /** Of a state, where its parts are heads. */
  isHeads?: true;
  score: Score;
}

/** What a model would say if a layer were its last. */
export interface HeadOnLayer {
  output: string;
  /** Class after each step; -1 where there is no state. */
  predicted: Int32Array;
  /** Of the true state; `NaN` where there is none. */
  probability: Float32Array;
}

/** A place in a model's run, and what is put there. */
export interface AskedPatch {
  /** `hidden.k`, or `state.k` after the token. */
  output: string;
  /** Counted from zero, in the word. */
  token: number;
  value: PatchValue;
}

/** Values as they are, those of a word at one of its tokens, or the mean over all tokens of some words. */
type PatchValue =
  | { kind: 'values'; values: Float32Array }
  | { kind: 'zero' }
  | { kind: 'token'; source: number; token: number }
  | { kind: 'mean'; source: number };

/** Words that values are taken from. */
export interface SourceWords {
  /** `[batch, length]` */
  tokens: Int32Array;
  batch: number;
  length: number;
}

/** How much a patch changed, as Euclidean norms. */
interface PatchSize {
  /** Of the state that was there. */
  own: number;
  /** Between it and what was put there. */
  distance: number;
}

/** What the answers at the end follow where a state of one word is put into another, over pairs of words. */
export interface CausalCell {
  output: string;
  /** Up to which, or at which, the state of the other word is put in; counted from zero. */
  token: number;
  /** Pairs whose answers differ, so that they can tell anything. */
  pairs: number;
  /** Of those, pairs whose answer is that of the word that continues the other's beginning. */
  follow: number;
  /** And those whose answer stays the own one. */
  keep: number;
}

interface SquareOfSteps {
  from: number;
  stride: number;
  size: number;
}

export interface ProbedLayer {
  output: string;
  /** Of the states of words that were not fitted on, all together and after each token of a word. */
  heldOut: { right: number; states: number; byToken: { right: number; states: number }[] };
  /** The operator of the model's own graph through which its output layer reads this layer, where states went through it. */
  norm?: string;
  /** Class that is read after each step; -1 where there is no state. */
  predicted: Int32Array;
  /** See `readState`; `NaN` where there is no state. */
  margin: Float32Array;
  /** Of the true state; `NaN` where there is none. */
  probability: Float32Array;
}

export interface LayerComponents {
  output: string;
  /** `steps × 2` */
  points: Float32Array;
  explained: [number, number];
  /** Some of the words' states, with their classes. */
  sample?: { points: Float32Array; labels: Int32Array };
}

export type LookName = keyof Looks;

export type LookRequest<K extends LookName = LookName> = {
  [N in K]: { kind: 'look'; word: StepWord; look: N; ask: Looks[N]['ask'] };
}[K];

export type LookResult<K extends LookName = LookName> = { [N in K]: { look: N; answer: Looks[N]['answer'] } }[K];
