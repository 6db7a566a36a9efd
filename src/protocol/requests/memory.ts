/** What layers remember, and what the transitions of recurrent states do to them. */
import * as z from 'zod/mini';
import { output, outputKey, request, runKey } from '../request';
import { float32, id, index, list, type Type } from '../schema';

const shares = list(z.number());

/** Of the token and of the state of so many tokens ago. */
const remembered = { token: shares, state: shares };
const layers = list(z.object({ output, ...remembered }));

export type Memory = Type<typeof memoryAnswer>;
const memoryAnswer = z.object({
  horizon: z.object({
    lags: list(index),
    /** Of a random word. */
    tokens: index,
    layers,
    guess: z.object(remembered),
    /** Of the model's untrained twin. */
    twin: z.exactOptional(layers),
  }),
  /** How far what a token leaves is the same whatever the last one is; null where it has left nothing. */
  sums: z.object({
    distances: list(index),
    layers: list(z.object({ output, share: list(z.nullable(z.number())) })),
  }),
});

export const memory = request({ ask: runKey, answer: memoryAnswer, saved: 'refused' });

export type Eigenvalues = Type<typeof eigenvaluesAnswer>;
const range = z.tuple([z.number(), z.number()]);
const spectrum = z.object({
  /** Real part, imaginary part, how many. */
  points: float32,
  count: index,
  real: range,
  /** Up to sign. */
  imaginary: z.number(),
  modulus: range,
  /** Shares of them all. */
  onCircle: z.number(),
  negative: z.number(),
});
const eigenvaluesAnswer = z.object({
  coupled: index,
  /** Of another recurrence they are those of its derivative. */
  isLinear: z.boolean(),
  tokens: index,
  steps: spectrum,
  /** Of all tokens together. */
  word: z.nullable(spectrum),
  isWhole: z.boolean(),
});

export const eigenvalues = request({ ask: outputKey, answer: eigenvaluesAnswer, saved: 'refused' });

export type Likeness = Type<typeof likenessAnswer>;
const likenessAnswer = z.object({
  /** Layers of the two models, by output. */
  layers: z.tuple([list(output), list(output)]),
  /** Rows of linear CKA; null for a layer that never changes. */
  cka: list(list(z.nullable(z.number()))),
  /** Of the last layers, over different words. */
  others: z.nullable(z.number()),
  words: index,
  tokens: index,
});

/** How alike the layers of two models are over the same random words. */
export const likeness = request({ ask: z.extend(runKey, { other: id }), answer: likenessAnswer, saved: 'refused' });
