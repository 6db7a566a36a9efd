/**
 * What the visualizer page and the extension say to each other: one union each way, types only.
 *
 * - *Events* are not answered: `ready`, `playhead`, `chooseModel` from the page; `state`, `model`, `playhead` to it.
 * - *Requests* are: for every `ask` exactly one `answer` or `refusal` with its `request` number. {@link Requests} is the
 *   one list of them; both unions are derived from it.
 *
 * Steps are counted from zero, as in `Trace.steps`; step `t` stands for the state *after* that step. Numbers per step
 * travel as typed arrays, which VS Code (1.57 and later) passes to a webview as binary also when they lie deep inside a
 * message. It sends the whole `ArrayBuffer` behind a view, so copy a view of a larger buffer (`slice()`) before sending
 * it. The rest of a message goes through JSON: no `NaN`, no `Infinity`, no `bigint`, no `Map`.
 */
import type { Verdict } from '../src/algebra/verdict';
import type { Domain } from '../src/trace/trace';

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
  /** Said above the lanes when this is not simply the text's world: what is followed, and how. */
  note?: string;
}

/** Something is not shown in full. The page always says so. */
export interface Cut {
  what: 'steps' | 'neurons' | 'slots' | 'objects' | 'models';
  shown: number;
  total: number;
  /** Why, and what to do to see the rest. */
  reason?: string;
}

// --- Models ---------------------------------------------------------------------------------------------------------

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
  /** Right steps over steps that were run, 0 to 1. */
  accuracy: number;
  rightAtEnd: boolean;
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
  | { kind: 'failed'; reason: string };

export interface Model {
  /** Unique within the probe; never shown. */
  id: string;
  name: string;
  architecture: string;
  /** Embedding to last, in order: `layers[k]` is `hidden.k` of the model contract. */
  layers: readonly Layer[];
  /** Built from a theorem rather than trained. */
  exact?: boolean;
  /** What is proved of its architecture and the state of this text; absent where nothing is known. */
  theory?: { says: 'can' | 'cannot' | 'open'; line: string };
  /**
   * What its own measurements say: the length, in tokens, up to which nine random words in ten were wholly right, what
   * came beyond it, and both as a line. Absent for a model that carries no figures.
   */
  measured?: { reach: number; beyond?: { length: number; full: number }; line: string };
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
  verdict?: Verdict;
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

/** What the page can ask the extension to do. `openInEditor` moves the page to an editor tab. */
export type CommandName =
  'probeSelection' | 'probeFile' | 'openSample' | 'chooseModels' | 'openInEditor' | 'showLog' | 'cancel';

// --- Requests -------------------------------------------------------------------------------------------------------

/**
 * Rows of one layer: those of the steps `from`, `from + stride`, `from + 2·stride`, … below `to`, at most
 * {@link MaxHiddenRows} of them. A stride above one is asked for when the view is too coarse to show every step.
 */
export interface HiddenAsk {
  probe: string;
  model: string;
  layer: number;
  from: number;
  /** Exclusive; at most the number of steps. */
  to: number;
  stride: number;
}

/** The page never asks for more rows at once. */
export type MaxHiddenRows = 512;

/** All the rows that were asked for; fewer only if the model's run ended before `to`. */
export interface HiddenPiece {
  /** Values in a row; fewer than the layer's width if `cut` says so. */
  neurons: number;
  /** `rows × neurons`, row-major: the layer's output at the token after which the step's state counts. */
  data: Float32Array;
  /** Over all steps of the layer, not of this piece alone: the colour scale must not change while one scrolls. */
  min: number;
  max: number;
  /** 99th percentile of the absolute values of the layer: colours end here, so that one outlier does not grey the rest. */
  typical?: number;
  cut?: Cut;
}

/** The one list of requests. To add one, add a line: both unions, the page's `ask` and the extension's table follow. */
export interface Requests {
  hidden: { ask: HiddenAsk; answer: HiddenPiece };
  command: { ask: { name: CommandName }; answer: null };
  /** Select the step in its source and give the editor the focus. */
  openStep: { ask: { probe: string; step: number }; answer: null };
}

export type RequestName = keyof Requests;
export type Ask<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'ask'; request: number; name: N; body: Requests[N]['ask'] };
}[K];
export type Answer<K extends RequestName = RequestName> = {
  [N in K]: { kind: 'answer'; request: number; name: N; body: Requests[N]['answer'] };
}[K];

/** For the extension: one handler for each request. What it throws or rejects with becomes a `refusal`. */
export type Handlers = { [K in RequestName]: (body: Requests[K]['ask']) => Promise<Requests[K]['answer']> };

// --- The two unions -------------------------------------------------------------------------------------------------

export type PageMessage =
  /** The page listens. The extension answers with its `state`, also after a reload of the page. */
  | { kind: 'ready' }
  /** Moved by the person on the page; not sent for moves that came from the editor. */
  | { kind: 'playhead'; probe: string; step: number }
  | { kind: 'chooseModel'; probe: string; model: string }
  | Ask;

export type HostMessage =
  | { kind: 'state'; state: PageState }
  /** One model's progress or result, so that a probe fills up without being sent again. */
  | { kind: 'model'; probe: string; model: Model }
  /** Moved in the editor. */
  | { kind: 'playhead'; probe: string; step: number }
  | Answer
  /** The request could not be met. `reason` is shown to the person. */
  | { kind: 'refusal'; request: number; reason: string };
