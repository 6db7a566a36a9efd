import type { Question } from '../../inference/language-model/asks';
import type { Asking, Telling } from '../../reductions/telling';
import { durationText } from './duration';

/** Milliseconds that questions may take where nobody said after which steps to ask. */
const PATIENCE_MS = 60_000;
/** Tokens of all questions of one text. */
const MOST_TOKENS = 2_000_000;
/** Tokens of a question and its answer, for the estimate. */
const OF_A_QUESTION = 12;

/** What it takes to ask something of a model. */
export interface Cost {
  /** About as many tokens are read. */
  tokens: number;
  /** About as many milliseconds. */
  milliseconds: number;
}

/** A cost for people, before it arises. */
export function costText({ tokens, milliseconds }: Cost): string {
  return `${tokens.toLocaleString('en-US')} tokens, about ${durationText(milliseconds)}`;
}

/** After which steps a model is asked, and what that costs. */
export interface Plan extends Cost {
  /** Steps by number, ascending; the last one is among them. */
  steps: number[];
  /** Asked after every so many steps. */
  every: number;
}

/**
 * @param after tokens read after each step less one; -1 where the text is too long for the model
 * @param perToken milliseconds
 * @param every after every so many steps; chosen so that it takes about a minute, if absent
 * @throws RangeError for more tokens than are read
 */
export function planOf(after: ArrayLike<number>, slots: number, perToken: number, every?: number): Plan {
  const costs = Array.from(after, (at) => (at < 0 ? 0 : slots * (at + 1 + OF_A_QUESTION)));
  const read = costs.filter((cost) => cost > 0).length;
  const planned = (by: number): Plan => {
    // The last one that is read counts most.
    const steps = Array.from({ length: read }, (_, step) => step).filter((step) => (read - 1 - step) % by === 0);
    const tokens = steps.reduce((sum, step) => sum + (costs[step] ?? 0), 0);
    return { steps, every: by, tokens, milliseconds: tokens * perToken };
  };
  if (every !== undefined) {
    const plan = planned(every);
    if (plan.tokens > MOST_TOKENS)
      throw new RangeError(
        `to ask after every ${every === 1 ? 'step' : `${every} steps`} takes ${plan.tokens.toLocaleString('en-US')} tokens, and at most ${MOST_TOKENS.toLocaleString('en-US')} are read: ask more rarely`,
      );
    return plan;
  }
  let by = 1;
  for (; by < Math.max(1, read); by++) {
    const { tokens, milliseconds } = planned(by);
    if (tokens <= MOST_TOKENS && milliseconds <= PATIENCE_MS) break;
  }
  return planned(by);
}

/** What is asked of each slot after a step. */
export function questionsAfter(
  { text, ends }: Telling,
  { dressing, slots, objects }: Asking,
  step: number,
): Question[] {
  const told = text.slice(0, ends[step]);
  return slots.map((slot, at) => ({
    text: told + dressing.question(told, slot),
    candidates: (objects[at] ?? []).map((object) => dressing.candidate(object)),
  }));
}
