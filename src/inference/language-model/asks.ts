import type { LanguageModel } from '../../models/language-model/folder';

/** What the inference process is told of a model. */
export type AskedLanguageModel = Pick<LanguageModel, 'folder' | 'path' | 'layers' | 'width' | 'vocabulary' | 'context'>;

/** What is asked of a language model in the inference process. */
export interface LanguageAsks {
  facts: { ask: { texts: readonly PlacedText[] }; answer: LanguageFacts };
  answers: { ask: { questions: readonly Question[] }; answer: Answers };
  probes: { ask: ProbesAsk; answer: ProbesAnswer };
  patched: { ask: PatchedAsk; answer: PatchedAnswers };
  causes: { ask: LanguageCausesAsk; answer: LanguageCauses };
}

export type LanguageAskName = keyof LanguageAsks;

/** An ask with its name; which answer belongs to it says {@link LanguageAsks}. */
export type LanguageAsk = { [K in LanguageAskName]: { what: K; ask: LanguageAsks[K]['ask'] } }[LanguageAskName];

/** A text, and the places behind each of its steps, in UTF-16 code units. */
export interface PlacedText {
  text: string;
  ends: readonly number[];
}

export interface LanguageFacts {
  /** SHA-256 over the graph, its weights, the tokenizer and the configuration. */
  digest: string;
  /** The most tokens of a text: what the model says and its file really reads, and what memory holds of its answers. */
  longest: number;
  /** Why the file reads fewer tokens than its configuration says, for people; null where it was not seen to. */
  shorter: string | null;
  /** Milliseconds that a token takes in a short text. */
  perToken: number;
  /** Why the states of its layers cannot be seen; null where they can. */
  noLayers: string | null;
  /** Of each text: its tokens, and how many were read after each step. */
  texts: { tokens: number; after: Int32Array }[];
}

/** A text that ends with a question, and what may follow it; every candidate ends as none of the others goes on. */
export interface Question {
  text: string;
  candidates: readonly string[];
}

interface Answers {
  /** Null for a question that is longer than the model reads. */
  answers: (Answer | null)[];
  /** As of {@link LanguageFacts}, by what was found out since. */
  longest: number;
  milliseconds: number;
}

/** What a model says of a question's candidates. */
export interface Answer {
  /** Natural logarithm of the probability of each candidate, up to the token that tells it from all others. */
  logProbabilities: Float64Array;
}

/** Texts, and of each step what is to be read there: what a slot holds, or which state it is. */
export interface LabelledText extends PlacedText {
  /** `[steps, columns]`: classes by number; -1 for none. */
  labels: Int16Array;
}

export interface ProbesAsk {
  texts: readonly LabelledText[];
  /** The last so many texts are not fitted on. */
  heldOut: number;
  /** Of each column of labels, how many classes it has; a probe is fitted for each column. */
  classes: readonly number[];
  /** Of the labels that are shuffled. */
  seed: number;
  /** What the probes read beside them. */
  own: LabelledText;
}

/** What a probe on something was right about. */
export interface ProbedStates {
  /** `[columns, steps]` of the held-out texts; steps by how many came before. */
  right: Int32Array;
  /** How many there were: the same sizes. */
  total: Int32Array;
}

export interface ProbedLayerOfText extends ProbedStates {
  /** The same probe fitted on labels in another order. */
  shuffled: ProbedStates;
  /** What it reads in the text itself after each step: `[steps, columns]`; -1 where it reads nothing. */
  own: Int16Array;
}

export interface ProbesAnswer {
  /** The embedding first. */
  layers: ProbedLayerOfText[];
  /** A probe on how often each token came up to the step. */
  words: ProbedLayerOfText;
  /** Steps of the longest held-out text. */
  steps: number;
  /** States that were fitted on. */
  states: number;
  milliseconds: number;
}

/** The state of a layer that is replaced at the last token of a step. */
export interface LanguagePatch {
  /** 0 for the embedding. */
  layer: number;
  /** The place behind the step in the text, and so in every question after it. */
  end: number;
  /** What is put there: zeros, numbers, or the state of a text at the last token that touches what ends at a place. */
  value: { kind: 'zero' } | { kind: 'values'; values: Float32Array } | { kind: 'text'; text: string; end: number };
}

export interface PatchedAsk {
  /** In which states are replaced. */
  text: string;
  /** Each with how much of it was told of the text, in UTF-16 code units: no patch lies in the question itself. */
  questions: readonly (Question & { told: number })[];
  patches: readonly LanguagePatch[];
}

export interface PatchedAnswers {
  /** Null for a question that is longer than the model reads. */
  before: (Answer | null)[];
  after: (Answer | null)[];
  /** Of each patch the Euclidean norm of the state that was there, and of the change. */
  sizes: { own: number; distance: number }[];
  /** As of {@link LanguageFacts}, by what was found out since. */
  longest: number;
  milliseconds: number;
}

/** Two texts with the same question behind them; of the other one the states are taken, and put into the own one. */
export interface TextPair {
  own: PlacedText & { question: Question };
  other: PlacedText;
  /** Of each step that is replaced, the question behind the text that begins as the other one up to it and goes on as the own one. */
  spliced: readonly Question[];
}

export interface LanguageCausesAsk {
  pairs: readonly TextPair[];
  /** 0 for the embedding. */
  layers: readonly number[];
  /** Up to which the states of the other text are put in, at the last token of each step; from zero. */
  steps: readonly number[];
  /** Whether they are put in at that step alone. */
  isAlone: boolean;
}

/** What the answers at the end follow where states of one text are put into another. */
export interface LanguageCause {
  layer: number;
  step: number;
  /** Pairs whose answers differ, so that they can tell anything. */
  pairs: number;
  /** Of those, pairs whose answer is that of the spliced text, and pairs whose answer stays the own one. */
  follow: number;
  keep: number;
}

export interface LanguageCauses {
  cells: LanguageCause[];
  /** Pairs that are longer than the model reads. */
  tooLong: number;
  /** As of {@link LanguageFacts}, by what was found out since. */
  longest: number;
  milliseconds: number;
}
