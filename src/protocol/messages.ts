/**
 * What the visualizer page and the extension say to each other: one union each way, types only.
 *
 * - *Events* are not answered: `ready`, `playhead`, `chooseModel` from the page; `state`, `model`, `playhead` to it.
 * - A request that takes long may be followed by `progress`, and taken back with `cancel`.
 * - *Requests* are: for every `ask` exactly one `answer` or `refusal` with its `request` number. {@link Requests} is the
 *   one list of them; both unions are derived from it.
 *
 * Steps are counted from zero, as in `Trace.steps`; step `t` stands for the state *after* that step. Numbers per step
 * travel as typed arrays, which VS Code (1.57 and later) passes to a webview as binary also when they lie deep inside a
 * message. It sends the whole `ArrayBuffer` behind a view, so copy a view of a larger buffer (`slice()`) before sending
 * it. The rest of a message goes through JSON: no `NaN`, no `Infinity`, no `bigint`, no `Map`.
 */
import type { Verdict } from '../algebra/verdict';
import type { RunPartition } from '../analysis/partitions/run-partition';
import type { Tracked } from '../analysis/tracking';
import type { InsideOutput } from '../representation/outputs';
import type { Domain } from '../trace/trace';

export type { RunPartition };

// --- Arrangements ---------------------------------------------------------------------------------------------------

/** In an arrangement: nothing is known of this slot. A row of only these is no state at all (chess's null state). */
export type Nothing = -1;
/** In a predicted arrangement: a place that the model has and the world has not (S5 models on a world of three). */
export type Spare = -2;

/** Rows of object indices, `rows[row * slots + slot]`; besides indices only {@link Nothing} and {@link Spare}. */
export type Arrangements = Int16Array;

/** What lanes show: the world itself, or five of its objects when the world is larger than the models' (see docs). */
export interface WorldView {
  /** Names of the places, in order. */
  slots: readonly string[];
  /** Names of the objects, by index. */
  objects: readonly string[];
  /** `(steps + 1) × slots`: the true state before the first step, then after every step. */
  truth: Arrangements;
  /** 1 for a step that changes nothing in this world; absent when every step does. */
  rests?: Uint8Array;
  /** Said above the lanes when this is not simply the text's world: what is followed, and how. */
  note?: string;
}

/** Something is not shown in full. The page always says so. */
export interface Cut {
  what: 'steps' | 'neurons' | 'slots' | 'objects' | 'models' | 'parts';
  shown: number;
  total: number;
  /** Why, and what to do to see the rest. */
  reason?: string;
}

// --- Models ---------------------------------------------------------------------------------------------------------

export type { InsideKind, InsideOutput } from '../representation/outputs';

export interface Layer {
  /** As the reader shall see it, such as `embedding` or `layer 1`. */
  name: string;
  /** Width of the layer: the number of values in each row of its hidden state. */
  neurons: number;
}

export type StepOutcome = 'wrong' | 'right' | 'not run';
/** {@link StepOutcome} in `Run.outcome`. */
export type OutcomeCode = 0 | 1 | 2;

/** A model's run over the whole trace; every array has one entry (or row) for each step. */
export interface Run {
  /** Index in `Probe.views` of the world whose objects `predicted` names. */
  view: number;
  /** `steps × views[view].slots`: the state that the model believes in after every step. */
  predicted: Arrangements;
  /** 0 wrong, 1 right, 2 the model gave no state for this step. The extension decides: it knows the model's classes. */
  outcome: Uint8Array;
  /** Probability of the predicted state, 0 to 1. */
  confidence: Float32Array;
  /** Probability of the true state, 0 to 1; absent if it is not one of the model's classes. */
  confidenceInTruth?: Float32Array;
  /** First step with outcome 0; null if there is none. */
  firstWrong: number | null;
  /** The last step up to `firstWrong` that changed something; null if none did, absent where none is wrong. */
  lastChange?: number | null;
  /** Right steps over steps that were run, 0 to 1. */
  accuracy: number;
  rightAtEnd: boolean;
  /** Tokens of the text that the model had read after each step; 0 for a step after which none counts. */
  tokens?: Int32Array;
  /** The same run judged in quotients of the model's group and by where single objects are. */
  partitions?: readonly RunPartition[];
  /** Execution provider that ran it, such as `cpu`. */
  provider: string;
  milliseconds: number;
}

export type RunState =
  | { kind: 'waiting' }
  | { kind: 'running'; done?: number; total?: number }
  | { kind: 'done'; run: Run }
  /** The model cannot read this trace (a step outside its tokens, a world too large): nothing went wrong. */
  | { kind: 'not applicable'; reason: string }
  | { kind: 'failed'; reason: string }
  /** A person ended the probe before this model had run. */
  | { kind: 'cancelled' };

export interface Model {
  /** Unique within the probe; never shown. */
  id: string;
  name: string;
  architecture: string;
  /** Embedding to last, in order: `layers[k]` is `hidden.k` of the model contract. */
  layers: readonly Layer[];
  /** Outputs beside the layers; known when the model has run. */
  inside?: readonly InsideOutput[];
  /** Built from a theorem rather than trained. */
  exact?: boolean;
  /** What is proved of its architecture and the state of this text; absent where nothing is known. */
  theory?: { says: 'can' | 'cannot' | 'open'; line: string };
  /**
   * What its own measurements say: the length, in tokens, up to which nine random words in ten were wholly right, what
   * came beyond it, by which token half of the longest words were wrong, and all of it as a line. Absent for a model that
   * carries no figures.
   */
  measured?: { reach: number; beyond?: { length: number; full: number }; horizon?: number; line: string };
  /** Longest word, in tokens, that it was trained on, where its file says. */
  trained?: number;
  /** Both in a few words, to stand beside an outcome: `trained on words up to 15 tokens, at least 90% right up to 10`. */
  beside?: string;
  state: RunState;
}

// --- The probe ------------------------------------------------------------------------------------------------------

export interface Probe {
  /** Changes with every probe; messages about an older one are dropped by both sides. */
  id: string;
  /** Such as `swaps.py, lines 3–9`. */
  title: string;
  domain: Domain;
  source: { name: string; language: string };
  steps: {
    count: number;
    /** The step as it stands in the source, one for each step. */
    texts: readonly string[];
    /** What the step does, one for each: cycle notation for a permutation, the overwritten slots for a reset. */
    notations: readonly string[];
  };
  /** At least one. `views[0]` is what the details show when no model is chosen. */
  views: readonly WorldView[];
  /** The first illegal chess move. */
  illegal?: { step: number; reason: string };
  /** What the reader took the text to mean where it could mean something else, or left out. */
  remarks?: readonly string[];
  /** On the steps of `views[0]`, which is what models read. */
  verdict?: Verdict;
  /** On those of the whole world, where `views[0]` is but a view of it. */
  wholeVerdict?: Verdict;
  /** What the text asks, and the answer of the true state; `right` is the label of the option that says so. */
  questions?: readonly { text: string; answer: string; right?: string | null }[];
  /** In the order of their lanes. */
  models: readonly Model[];
  cuts: readonly Cut[];
  /** Shown if the page remembers none for this probe. */
  chosenModel?: string;
  playhead?: number;
}

export type PageState =
  | { kind: 'empty' }
  /** Before there is a probe to show. Without `total` the end is not known. */
  | { kind: 'loading'; title: string; message: string; done?: number; total?: number }
  | {
      kind: 'failed';
      title: string;
      /** What and why, with `file:line:column` where there is one. */
      reason: string;
      /** What to do about it. */
      advice: string;
      /** Offered as buttons, the first one as the main one. */
      commands: readonly CommandName[];
    }
  | { kind: 'probe'; probe: Probe };

/** What the page can ask the extension to do. `openInEditor` moves the page to an editor tab; `probeAgain` is about what it shows. */
export type CommandName =
  | 'probeSelection'
  | 'probeFile'
  | 'probeAgain'
  | 'openSample'
  | 'chooseModels'
  | 'openInEditor'
  | 'saveView'
  | 'showLog'
  | 'cancel';

// --- Requests -------------------------------------------------------------------------------------------------------

/** One model in one probe: what most questions are about. */
export interface RunKey {
  probe: string;
  model: string;
}

/** An output with a row of numbers for each step: `hidden.k`, `state.k`, `decay.k`. */
export interface OutputKey extends RunKey {
  output: string;
}

/** As the model gave them; less each neuron's mean over the steps; or each step less the one before it (zero at first). */
export type Form = 'raw' | 'centred' | 'change';

/**
 * Rows of one output: those of the steps `from`, `from + stride`, `from + 2·stride`, … below `to`, at most
 * {@link MaxRows} of them. A stride above one is asked for when the view is too coarse to show every step.
 */
export interface RowsAsk extends OutputKey {
  form: Form;
  from: number;
  /** Exclusive; at most the number of steps. */
  to: number;
  stride: number;
}

/** The page never asks for more rows at once. */
export type MaxRows = 512;

/** Values of a row that are sent at the most; the inner state of a few architectures is wider. */
export type MaxNeurons = 2048;

/** All the rows that were asked for; fewer only if the model's run ended before `to`. */
export interface RowsPiece {
  /** Values in a row; fewer than the output's width if `cut` says so. */
  neurons: number;
  /** `rows × neurons`, row-major: the output at the token after which the step's state counts. */
  data: Float32Array;
  /** Over all steps in this form, not of this piece alone: the colour scale must not change while one scrolls. */
  min: number;
  max: number;
  /** 99th percentile of the absolute values: colours end here, so that one outlier does not grey the rest. */
  typical?: number;
  cut?: Cut;
}

/** The neurons of an output over the whole run. */
export interface NeuronFacts {
  /** Of each neuron over the steps. */
  variance: Float32Array;
  /** Neurons so that those with alike courses (correlation up to sign) stand side by side. */
  similar: Uint32Array;
}

/** How well the true state can be read from each layer by a linear probe, and at which steps of this text. */
export interface LinearProbes {
  /** What was fitted, and on what, for people: such as `ridge regression on 512 random words of 64 tokens`. */
  method: string;
  /** Tokens of the random words; and of those as long as the text, where the model is not right so far. */
  tokens?: number;
  tokensOfText?: number;
  /** What the best answer without looking has right after each token. */
  chance?: Float32Array;
  /** What they were fitted to tell, where that is not the state itself. */
  label?: ReadLabel;
  /** What else they may be asked to tell; absent in a saved page, where nothing is fitted. */
  labels?: readonly LabelChoice[];
  layers: readonly LayerProbe[];
}

/** A quotient of the group, or where an object is. */
export interface LabelChoice {
  key: string;
  /** `the sign`, `where king is` */
  name: string;
}

export interface ReadLabel extends LabelChoice {
  /** What each of its blocks is called. */
  blocks: readonly string[];
  /** First step at which the model's own answer is wrong in it; null when none is. */
  firstWrong: number | null;
}

export interface HeldOut {
  accuracy: number;
  interval: [number, number];
  states: number;
  /** After each token of a word. */
  byToken?: Float32Array;
}

export interface LayerProbe {
  /** `hidden.k` */
  output: string;
  /** Share of right states on random words that were not fitted on, its 95 % interval, and the number of states. */
  heldOut: HeldOut;
  /** The same of a probe that was fitted on words as long as the text. */
  ofText?: HeldOut;
  /** 0 wrong, 1 right, 2 no state, for each step of the text. */
  outcome: Uint8Array;
  /** Score of the true state less the best other one, for each step: above zero where it is right; NaN for no state. */
  margin: Float32Array;
  /** `steps × slots` of the run's view: the state that is read. With a label the block of each step instead; -1 for none. */
  predicted: Arrangements;
}

/** Where principal components come from: this run's states, or those of a sample of random words. */
export type Reference = 'run' | 'words';

/** Hidden states in the plane of their first two principal components. */
export interface Trajectory {
  /** `hidden.k` */
  output: string;
  /** `steps × 2`; NaN where there is no state. */
  points: Float32Array;
  /** Index in `Trajectories.states` of the true state of each step; -1 where there is none. */
  states: Int32Array;
  /** Shares of the variance of the reference along the two axes. */
  explained: [number, number];
  /** The sample, when it is the reference; at most a thousand of its points, with their states. */
  sample?: { points: Float32Array; states: Int32Array };
}

export interface Trajectories {
  reference: Reference;
  /** `states × slots` of the run's view: the arrangement of each state that occurs, those of the text first. */
  arrangements: Arrangements;
  layers: readonly Trajectory[];
}

/** Cosine of the hidden states of two steps beside equality of their true states. */
export interface Similarity {
  /** Steps `from`, `from + stride`, … are compared. */
  from: number;
  stride: number;
  size: number;
  /** `size × size`, row-major, symmetric; NaN where there is no state. States are centred by their mean first. */
  cosine: Float32Array;
  /** `size × size`: 1 where the true states are equal, 0 where not, 2 where there is none. */
  equal: Uint8Array;
  /**
   * How well equality of states can be told from the cosine alone, for each `hidden.k` over these steps: the area under
   * the ROC curve (Mann–Whitney), 0.5 for chance and 1 for perfect; null where all states are equal or all differ.
   */
  agreement: readonly { output: string; area: number | null }[];
}

/** Attention of one head between steps: rows read, columns are read from. Steps, not tokens. */
export interface Attention {
  heads: number;
  from: number;
  stride: number;
  size: number;
  /** `size × size`, row-major; the weight on all tokens of a step, zero for later steps. */
  weights: Float32Array;
  /** Set where a narrower window would have the same stride. */
  cut?: Cut;
}

/** One output at one step, in its own shape: the recurrent state, a transition matrix, a decay. */
export interface StepTensor {
  /** Such as `[64, 8]` or `[16, 16]`. */
  shape: readonly number[];
  data: Float32Array;
}

/** Accuracy over random words of one length. */
export interface LengthAccuracy {
  length: number;
  sequences: number;
  /** Share of words with every step right, and its 95 % interval (Wilson). */
  full: number;
  fullInterval?: readonly [number, number];
  /** Share of steps that are right. */
  steps: number;
}

export interface ModelAccuracy {
  model: string;
  name: string;
  architecture: string;
  depth: number;
  task: string;
  /** Measured when the model was made, from its manifest. */
  published: readonly LengthAccuracy[];
}

/** What was measured of the lengths that were asked for, and why the others were not. */
export interface FreshAccuracy {
  measured: readonly LengthAccuracy[];
  missing: readonly { length: number; reason: string }[];
}

/** Measures a model anew, here and now. */
export interface FreshAsk {
  model: string;
  lengths: readonly number[];
  count: number;
  seed: number;
}

export interface ProbeSummary {
  id: string;
  title: string;
  steps: number;
}

/** The one list of requests. To add one, add a line: both unions, the page's `ask` and the extension's table follow. */
export interface Requests {
  rows: { ask: RowsAsk; answer: RowsPiece };
  neurons: { ask: OutputKey & { form: Form }; answer: NeuronFacts };
  /** One neuron's course over all steps; NaN where there is no state. */
  neuron: { ask: OutputKey & { form: Form; neuron: number }; answer: Float32Array };
  /** Fitted to tell what the label says, or the state itself. */
  linearProbes: { ask: RunKey & { label?: string | undefined }; answer: LinearProbes };
  /** What the model follows of the state on random words; null where its states cannot be divided. */
  tracked: { ask: RunKey; answer: Tracked | null };
  trajectories: { ask: RunKey & { reference: Reference }; answer: Trajectories };
  /** Of the steps `from` to `to` (exclusive), with the least stride that keeps to {@link MaxSide}. */
  similarity: { ask: OutputKey & { from: number; to: number }; answer: Similarity };
  attention: { ask: OutputKey & { head: number; from: number; to: number }; answer: Attention };
  tensor: { ask: OutputKey & { step: number }; answer: StepTensor };
  /** All models of the catalogue that have a task in common with the probe's. */
  accuracy: { ask: { probe: string }; answer: readonly ModelAccuracy[] };
  freshAccuracy: { ask: FreshAsk; answer: FreshAccuracy };
  /** Probes that can be compared with this one, newest first, itself not among them. */
  otherProbes: { ask: { probe: string }; answer: readonly ProbeSummary[] };
  probe: { ask: { probe: string }; answer: Probe };
  /** Asks the person where to save a file; false when they did not want to. */
  save: { ask: { name: string; data: Uint8Array }; answer: boolean };
  /** Hidden states (all steps, full width) of a run, to a file the person chooses; false when they did not want to. */
  saveStates: { ask: RunKey & { outputs: readonly string[]; format: StatesFormat }; answer: boolean };
  command: { ask: { name: CommandName }; answer: null };
  /** Select the step in its source and give the editor the focus. */
  openStep: { ask: { probe: string; step: number }; answer: null };
}

/** The side of the largest square of steps that is sent. */
export type MaxSide = 512;

/** `.npz` of NumPy, or safetensors. */
export type StatesFormat = 'npz' | 'safetensors';

export type RequestName = keyof Requests;
export type Ask<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'ask'; request: number; name: N; body: Requests[N]['ask'] };
}[K];
export type Answer<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'answer'; request: number; name: N; body: Requests[N]['answer'] };
}[K];

/** What a handler may use while it works on a request. */
export interface Call {
  /** Aborts when the page does not want the answer any more. */
  signal: AbortSignal;
  report: (progress: Progress) => void;
}

/** `done` of `total`, in words that a person understands. */
export interface Progress {
  done: number;
  total: number;
  message: string;
}

/** For the extension: one handler for each request. What it throws or rejects with becomes a `refusal`. */
export type Handlers = {
  [K in RequestName]: (body: Requests[K]['ask'], call: Call) => Promise<Requests[K]['answer']>;
};

// --- The two unions -------------------------------------------------------------------------------------------------

export type PageMessage =
  /** The page listens. The extension answers with its `state`, also after a reload of the page. */
  | { kind: 'ready' }
  /** Moved by the person on the page; not sent for moves that came from the editor. */
  | { kind: 'playhead'; probe: string; step: number }
  | { kind: 'chooseModel'; probe: string; model: string }
  /** The answer to a request is not wanted any more; it is refused if it has not been given. */
  | { kind: 'cancel'; request: number }
  | Ask;

export type HostMessage =
  | { kind: 'state'; state: PageState }
  /** One model's progress or result, so that a probe fills up without being sent again. */
  | { kind: 'model'; probe: string; model: Model }
  /** Moved in the editor. */
  | { kind: 'playhead'; probe: string; step: number }
  | Answer
  /** How far a request has come that takes long. */
  | ({ kind: 'progress'; request: number } & Progress)
  /** The request could not be met. `reason` is shown to the person. */
  | { kind: 'refusal'; request: number; reason: string };
