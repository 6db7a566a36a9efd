/** A run once more, with states inside the model replaced. */
import * as z from 'zod/mini';
import { output, request, runKey } from '../request';
import { index, list } from '../schema';

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

export const patched = request({
  ask: z.extend(runKey, { patches: z.array(patch).check(z.minLength(1), z.maxLength(64)) }),
  answer: z.object({
    /** Steps after which the belief is another, and how many are judged. */
    changed: index,
    judged: index,
    /** Those, and the patched ones; the first of them where there are very many. */
    rows: list(row),
    /** Of each patch how far it moved the state, as a Euclidean norm. */
    moved: list(z.number()),
  }),
  saved: 'refused',
});
