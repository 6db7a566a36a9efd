/** A run once more, with states inside the model replaced. */
import * as z from 'zod/mini';
import { SITE_KINDS } from '../../analysis/ablation/kinds';
import { output, request, runKey } from '../request';
import { arrangements, float32, index, list, uint8, type Type } from '../schema';

const patch = z.object({
  output,
  /** After which it is put in. */
  step: index,
  /** What, as the terminal takes it: `step 3`, `state pea=cup 3`, `zero`. */
  from: z.string().check(z.maxLength(1000)),
});

/** What the model believes after a step, before and after, as texts, with the probability of each. */
const row = z.object({
  step: index,
  truth: z.string(),
  before: z.string(),
  after: z.string(),
  sureBefore: z.number(),
  sureAfter: z.number(),
});

/** As in a run. */
const lane = z.object({
  predicted: arrangements,
  outcome: uint8,
  confidence: float32,
  confidenceInTruth: float32,
  firstWrong: z.nullable(index),
  accuracy: z.number(),
  rightAtEnd: z.boolean(),
});

export const patched = request({
  ask: z.extend(runKey, { patches: z.array(patch).check(z.minLength(1), z.maxLength(64)) }),
  answer: z.object({
    /** Steps after which the belief is another, and how many are judged. */
    changed: index,
    judged: index,
    /** Those, and the patched ones; the first of them where there are very many. */
    rows: list(row),
    /** How many more there are. */
    hidden: index,
    /** Of each patch how far it moved the state, as a Euclidean norm. */
    moved: list(z.number()),
    /** What is believed after every step, before and after; both by the view in which states can be replaced. */
    lane,
    patchedLane: lane,
  }),
  saved: 'refused',
});

const share = z.nullable(z.number());
const interval = z.nullable(z.tuple([z.number(), z.number()]));

/** Which states turn the prediction at the end, over pairs of random words. */
export const causes = request({
  ask: runKey,
  answer: z.object({
    /** By output, then by step: the share of pairs that follow the other word; null where no pair tells anything. */
    cells: list(z.object({ output, step: index, share, interval, pairs: index, follow: index })),
    /** Steps that were replaced, from one: all, or as many as time allowed. */
    steps: list(index),
    /** Outputs that nothing reads. */
    idle: list(output),
    /** What it says. */
    sentence: z.string(),
    length: index,
    pairs: index,
    /** What was left out, for people. */
    notes: z.exactOptional(list(z.string())),
  }),
  saved: 'refused',
});

export type WithoutParts = Type<typeof withoutParts>;
/** How much is right: of random words, and of the text. */
const score = {
  accuracy: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  text: z.nullable(z.object({ right: index, judged: index, firstWrong: z.nullable(index) })),
};
const withoutParts = z.object({
  whole: z.object(score),
  /** The most harmful first, as many as are shown. */
  parts: list(z.object({ ...score, name: z.string(), harm: z.number() })),
  /** How many were measured, and how many time did not suffice for. */
  measured: index,
  left: index,
  /** Random words, and steps of each. */
  words: index,
  steps: index,
});

/** How well a model does without each of its parts. */
export const ablated = request({
  ask: z.extend(runKey, { kinds: z.array(z.enum(SITE_KINDS)).check(z.minLength(1), z.maxLength(SITE_KINDS.length)) }),
  answer: withoutParts,
  saved: 'refused',
});

export type Precision = Type<typeof precisionAnswer>;
const precisionAnswer = z.object({
  lengths: list(index),
  words: index,
  rows: list(
    z.object({
      bits: index,
      /** Shares of words with every step right, by length. */
      full: list(share),
      horizon: z.nullable(index),
    }),
  ),
});

/** How far a model is right that is rounded to fewer and fewer bits of mantissa. */
export const precision = request({ ask: runKey, answer: precisionAnswer, saved: 'refused' });
