import * as z from 'zod/mini';
import type { Verdict } from '../algebra/verdict';
import type { RunPartition } from '../analysis/partitions/run-partition';
import type { InsideKind, InsideOutput } from '../representation/outputs';
import type { Domain } from '../trace/trace';
import { arrangements, float32, id, index, int32, list, objectOf, uint8, type Type } from './schema';
import { cut, worldView } from './world';

export type { RunPartition } from '../analysis/partitions/run-partition';
export type { InsideKind, InsideOutput } from '../representation/outputs';

// --- Runs -----------------------------------------------------------------------------------------------------------

export type StepOutcome = 'wrong' | 'right' | 'not run';

const runPartition = objectOf<RunPartition>({
  name: z.string(),
  kind: z.enum({ quotient: 'quotient', where: 'where' } satisfies { [K in RunPartition['kind']]: K }),
  blocks: index,
  outcome: uint8,
  firstWrong: z.nullable(index),
  accuracy: z.nullable(z.number()),
  guess: z.number(),
});

const modelAnswer = z.object({ answer: z.string(), right: z.exactOptional(z.nullable(z.string())) });

/** A model's run over the whole trace; every array has one entry (or row) for each step. */
export type Run = Type<typeof run>;
const run = z.object({
  /** Index in `Probe.views` of the world whose objects `predicted` names. */
  view: index,
  /** `steps × views[view].slots`: the state that the model believes in after every step. */
  predicted: arrangements,
  /** 0 wrong, 1 right, 2 the model gave no state for this step. The extension decides: it knows the model's classes. */
  outcome: uint8,
  /** Probability of the predicted state, 0 to 1. */
  confidence: float32,
  /** Probability of the true state, 0 to 1; absent if it is not one of the model's classes. */
  confidenceInTruth: z.exactOptional(float32),
  /** First step with outcome 0; null if there is none. */
  firstWrong: z.nullable(index),
  /** The last step up to `firstWrong` that changed something; null if none did, absent where none is wrong. */
  lastChange: z.exactOptional(z.nullable(index)),
  /** Right steps over steps that were run, 0 to 1. */
  accuracy: z.number(),
  rightAtEnd: z.boolean(),
  /** To each of the probe's questions, by the state that it believes in at the end; absent where it does not tell. */
  answers: z.exactOptional(list(modelAnswer)),
  /** Tokens of the text that the model had read after each step; 0 for a step after which none counts. */
  tokens: z.exactOptional(int32),
  /** The same run judged in quotients of the model's group and by where single objects are. */
  partitions: z.exactOptional(list(runPartition)),
  /** Execution provider that ran it, such as `cpu`. */
  provider: z.string(),
  /** SHA-256 of the model's files; absent in a run that was kept before there was one. */
  digest: z.exactOptional(z.string()),
  milliseconds: z.number(),
});

export type RunState = Type<typeof runState>;
const runState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('running'), done: z.exactOptional(z.number()), total: z.exactOptional(z.number()) }),
  z.object({ kind: z.literal('done'), run }),
  /** The model cannot read this trace (a step outside its tokens, a world too large): nothing went wrong. */
  z.object({ kind: z.literal('not applicable'), reason: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  /** A person ended the probe before this model had run. */
  z.object({ kind: z.literal('cancelled') }),
]);

// --- Models ---------------------------------------------------------------------------------------------------------

export type Layer = Type<typeof layer>;
const layer = z.object({
  /** As the reader shall see it, such as `embedding` or `layer 1`. */
  name: z.string(),
  /** Width of the layer: the number of values in each row of its hidden state. */
  neurons: index,
});

const insideKinds = {
  state: 'state',
  decay: 'decay',
  transition: 'transition',
  attention: 'attention',
} satisfies { [K in InsideKind]: K };

const insideOutput = objectOf<InsideOutput>({ output: z.string(), kind: z.enum(insideKinds), layer: index });

export type Model = Type<typeof model>;
export const model = z.object({
  /** Unique within the probe; never shown. */
  id,
  name: z.string(),
  architecture: z.string(),
  /** Embedding to last, in order: `layers[k]` is `hidden.k` of the model contract. */
  layers: list(layer),
  /** A language model, which reads the text itself. */
  readsText: z.exactOptional(z.literal(true)),
  /** Outputs beside the layers; known when the model has run. */
  inside: z.exactOptional(list(insideOutput)),
  /** Built from a theorem rather than trained. */
  exact: z.exactOptional(z.boolean()),
  /** What is proved of its architecture and the state of this text; absent where nothing is known. */
  theory: z.exactOptional(z.object({ says: z.enum(['can', 'cannot', 'open']), line: z.string() })),
  /**
   * What its own measurements say: the length, in tokens, up to which nine random words in ten were wholly right, what
   * came beyond it, by which token half of the longest words were wrong, and all of it as a line. Absent for a model that
   * carries no figures.
   */
  measured: z.exactOptional(
    z.object({
      reach: z.number(),
      beyond: z.exactOptional(z.object({ length: z.number(), full: z.number() })),
      horizon: z.exactOptional(z.number()),
      line: z.string(),
    }),
  ),
  /** Longest word, in tokens, that it was trained on, where its file says. */
  trained: z.exactOptional(z.number()),
  /** Both in a few words, to stand beside an outcome: `trained on words up to 15 tokens, at least 90% right up to 10`. */
  beside: z.exactOptional(z.string()),
  state: runState,
});

// --- The probe ------------------------------------------------------------------------------------------------------

const verdictClasses = {
  aperiodic: 'aperiodic',
  solvable: 'solvable',
  'non-solvable': 'non-solvable',
  unknown: 'unknown',
} satisfies { [K in Verdict['class']]: K };

const verdict = objectOf<Verdict>({
  class: z.enum(verdictClasses),
  name: z.exactOptional(z.string()),
  order: z.exactOptional(z.string()),
  group: z.boolean(),
  generators: index,
  moved: index,
  abelian: z.exactOptional(z.boolean()),
  derivedSeries: z.exactOptional(z.array(z.string())),
  compositionFactors: z.exactOptional(z.array(z.string())),
  largestSubgroup: z.exactOptional(z.string()),
  primes: z.exactOptional(z.array(z.number())),
  exponent: z.exactOptional(z.string()),
  bound: z.exactOptional(z.string()),
  thisRunOnly: z.exactOptional(z.string()),
  sentence: z.string(),
});

const domains = {
  code: 'code',
  chess: 'chess',
  narrative: 'narrative',
  word: 'word',
} satisfies { [K in Domain]: K };

const question = z.object({
  text: z.string(),
  answer: z.string(),
  right: z.exactOptional(z.nullable(z.string())),
});

/** That the text is not known to be the one that was probed: it is being read again, has other steps now, or is gone. */
export type OtherText = Type<typeof otherText>;
export const otherText = z.object({
  state: z.enum(['reading', 'older', 'gone']),
  /** Why it cannot be read as it is. */
  unreadable: z.exactOptional(z.string()),
});

/** A tensor of a file's graph that a person chose to see over the text. */
export type ChosenTensor = Type<typeof chosenTensor>;
const chosenTensor = z.object({
  /** Unique within the probe. */
  key: index,
  name: z.string(),
  /** Name of the file that it is of. */
  file: z.string(),
  /** Name of the model whose tokens the file is given; and whether the file is that model. */
  model: z.string(),
  isOwn: z.boolean(),
});

export type Probe = Type<typeof probe>;
export const probe = z.object({
  /** Changes with every probe; messages about an older one are dropped by both sides. */
  id,
  /** Such as `swaps.py, lines 3–9`. */
  title: z.string(),
  domain: z.enum(domains),
  source: z.object({ name: z.string(), language: z.string() }),
  steps: z.object({
    count: index,
    /** The step as it stands in the source, one for each step. */
    texts: list(z.string()),
    /** What the step does, one for each: cycle notation for a permutation, the overwritten slots for a reset. */
    notations: list(z.string()),
    /** Of code: the calls that each step is inside of, as `sort.merge`, and the call that it is; '' where there is none. */
    calls: z.exactOptional(z.object({ inside: list(z.string()), of: list(z.string()) })),
  }),
  /** At least one. `views[0]` is what the details show when no model is chosen. */
  views: list(worldView),
  /** The first illegal chess move. */
  illegal: z.exactOptional(z.object({ step: index, reason: z.string() })),
  /** What the reader took the text to mean where it could mean something else, or left out. */
  remarks: z.exactOptional(list(z.string())),
  /** Values that the text does not give, and what they were taken to be. */
  assumed: z.exactOptional(list(z.string())),
  /** On the steps of `views[0]`, which is what models read. */
  verdict: z.exactOptional(verdict),
  /** On those of the whole world, where `views[0]` is but a view of it. */
  wholeVerdict: z.exactOptional(verdict),
  /** What the text asks, and the answer of the true state; `right` is the label of the option that says so. */
  questions: z.exactOptional(list(question)),
  /** In the order of their lanes. */
  models: list(model),
  /** In the order in which they were chosen; none in a file. */
  tensors: z.exactOptional(list(chosenTensor)),
  /** Where none of the chosen models reads the text, such as one with `a = b`: bundled ones that do. */
  others: z.exactOptional(list(z.object({ id, name: z.string() }))),
  /** Where steps overwrite something: places that the same text takes when it is told with swaps. */
  placesWithSwaps: z.exactOptional(index),
  cuts: list(cut),
  /** Shown if the page remembers none for this probe. */
  chosenModel: z.exactOptional(z.string()),
  playhead: z.exactOptional(index),
  /** Absent while the text is the one that was probed, as far as it is open. */
  text: z.exactOptional(otherText),
});
