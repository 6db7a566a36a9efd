/** What a model has of the state: how well its layers tell it, where they put it, and which parts of it outlive it. */
import * as z from 'zod/mini';
import type { Kept, LearnedGroups, Tracked } from '../../analysis/tracked';
import { request, runKey } from '../request';
import { arrangements, float32, index, int32, list, objectOf, uint8, type Type } from '../schema';

// --- Linear probes --------------------------------------------------------------------------------------------------

/** A quotient of the group, or where an object is. */
export type LabelChoice = Type<typeof labelChoice>;
const labelChoice = z.object({
  key: z.string(),
  /** `the sign`, `where king is` */
  name: z.string(),
});

export type ReadLabel = Type<typeof readLabel>;
const readLabel = z.extend(labelChoice, {
  /** What each of its blocks is called. */
  blocks: list(z.string()),
  /** First step at which the model's own answer is wrong in it; null when none is. */
  firstWrong: z.nullable(index),
});

export type HeldOut = Type<typeof heldOut>;
const heldOut = z.object({
  accuracy: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  states: index,
  /** After each token of a word. */
  byToken: z.exactOptional(float32),
});

export type LayerProbe = Type<typeof layerProbe>;
const layerProbe = z.object({
  /** `hidden.k` */
  output: z.string(),
  /** Share of right states on random words that were not fitted on, its 95% interval, and the number of states. */
  heldOut,
  /** The same of a probe that was fitted on words as long as the text. */
  ofText: z.exactOptional(heldOut),
  /** 0 wrong, 1 right, 2 no state, for each step of the text. */
  outcome: uint8,
  /** Score of the true state less the best other one, for each step: above zero where it is right; NaN for no state. */
  margin: float32,
  /** `steps × slots` of the run's view: the state that is read. With a label the block of each step instead; -1 for none. */
  predicted: arrangements,
});

/** How well the true state can be read from each layer by a linear probe, and at which steps of this text. */
export type LinearProbes = Type<typeof linearProbesAnswer>;
const linearProbesAnswer = z.object({
  /** What was fitted, and on what, for people: such as `ridge regression on 512 random words of 64 tokens`. */
  method: z.string(),
  /** Tokens of the random words; and of those as long as the text, where the model is not right so far. */
  tokens: z.exactOptional(index),
  tokensOfText: z.exactOptional(index),
  /** What the best answer without looking has right after each token. */
  chance: z.exactOptional(float32),
  /** What they were fitted to tell, where that is not the state itself. */
  label: z.exactOptional(readLabel),
  /** What else they may be asked to tell. */
  labels: list(labelChoice),
  layers: list(layerProbe),
});
/** Fitted to tell what the label says, or the state itself. */
export const linearProbes = request({
  ask: z.extend(runKey, { label: z.optional(z.string().check(z.maxLength(200))) }),
  answer: linearProbesAnswer,
  saved: [{}],
});

// --- Trajectories ---------------------------------------------------------------------------------------------------

/** Where principal components come from: this run's states, or those of a sample of random words. */
export type Reference = Type<typeof reference>;
const reference = z.enum(['run', 'words']);

/** Hidden states in the plane of their first two principal components. */
export type Trajectory = Type<typeof trajectory>;
const trajectory = z.object({
  /** `hidden.k` */
  output: z.string(),
  /** `steps × 2`; NaN where there is no state. */
  points: float32,
  /** Index in `Trajectories.states` of the true state of each step; -1 where there is none. */
  states: int32,
  /** Shares of the variance of the reference along the two axes. */
  explained: z.tuple([z.number(), z.number()]),
  /** The sample, when it is the reference; at most a thousand of its points, with their states. */
  sample: z.exactOptional(z.object({ points: float32, states: int32 })),
});

export type Trajectories = Type<typeof trajectoriesAnswer>;
const trajectoriesAnswer = z.object({
  reference,
  /** `states × slots` of the run's view: the arrangement of each state that occurs, those of the text first. */
  arrangements,
  layers: list(trajectory),
});
export const trajectories = request({
  ask: z.extend(runKey, { reference }),
  answer: trajectoriesAnswer,
  saved: [{ reference: 'run' }, { reference: 'words' }],
});

// --- What is tracked instead ----------------------------------------------------------------------------------------

const keptKinds = {
  state: 'state',
  quotient: 'quotient',
  where: 'where',
  learned: 'learned',
  other: 'other',
} satisfies { [K in Kept['kind']]: K };

const interval = z.tuple([z.number(), z.number()]);

const kept = objectOf<Kept>({
  name: z.string(),
  kind: z.enum(keptKinds),
  blocks: index,
  of: z.tuple([index, index]),
  to: index,
  toMost: z.exactOptional(index),
  all: z.boolean(),
  full: z.number(),
  interval,
  whenLost: z.exactOptional(z.object({ right: z.number(), words: index, interval, chance: z.number() })),
});

const learned = objectOf<LearnedGroups>({
  groups: z.array(z.array(index)),
  fitted: index,
  chosen: index,
  among: index,
  measured: index,
});

const trackedAnswer = objectOf<Tracked>({
  kept: z.array(kept),
  length: index,
  words: index,
  asked: index,
  learned: z.exactOptional(learned),
  sentence: z.string(),
});
/** What the model follows of the state on random words; null where its states cannot be divided. */
export const tracked = request({ ask: runKey, answer: z.nullable(trackedAnswer), saved: [{}] });
