import { states, type State, type Trace } from '../../../trace/trace';
import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import { has, verbsOf } from '../language/verbs';

/** With one of these what follows is another event. */
const NEXT =
  /\b(?:then|later|after|afterwards?|next|again|back|returns?|returned|finally|eventually|soon|once|twice|second|third|last|before|until|meanwhile|when|lends?|lent|borrow(?:s|ed)?|on|at|in the|during|instead|but|however|though|now|today|yesterday|tomorrow|tonight|morning|noon|evening|night|day|week|month|year|end)\b/;

/**
 * `Ann and Ben swap hats. Ann gives Ben hers and Ben gives Ann his.`: where gifts right behind an exchange lead back to how it was before
 * it, and nothing says that they come later, they may only tell how it was done.
 *
 * @param spans where the steps stand in the text
 * @returns the sentence of such gifts
 */
export function retold(
  trace: Trace,
  spans: readonly (Span | undefined)[],
  segments: readonly Segment[],
): Span | undefined {
  const { steps } = trace;
  const sentenceOf = sentencesByPlace(segments);
  let all: State[] | undefined;
  for (let k = 0; k + 1 < steps.length; k++) {
    const sentence = sentenceOf(spans[k + 1]);
    const of = sentenceOf(spans[k]);
    if (!steps[k]?.map || !steps[k + 1]?.map) continue;
    if (!sentence || !of || !exchanges(of) || exchanges(sentence) || NEXT.test(textOf(sentence))) continue;
    const isLast = sentenceOf(spans[k + 2]) !== sentence;
    all ??= states(trace);
    const [before, after] = [all[k], all[isLast ? k + 2 : k + 3]];
    const between = all[k + 1];
    if (between && before?.every((object, slot) => object === between[slot])) continue;
    if (before && after && holdings(trace, before) === holdings(trace, after))
      return { start: startOf(sentence), end: sentence.tokens.at(-1)?.end ?? 0 };
  }
  return undefined;
}

/** Finds the sentence that a place is in, by halves: a story may have 200,000 steps. */
function sentencesByPlace(segments: readonly Segment[]): (span: Span | undefined) => Segment | undefined {
  const sorted = segments.toSorted((a, b) => startOf(a) - startOf(b));
  return (span) => {
    if (!span) return undefined;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = sorted[middle];
      if (segment && startOf(segment) <= span.start) low = middle + 1;
      else high = middle;
    }
    return sorted[low - 1];
  };
}

const startOf = ({ tokens }: Segment): number => tokens[0]?.start ?? 0;

function exchanges({ tokens }: Segment): boolean {
  return tokens.some(
    ({ lower, kind }) => kind === 'word' && verbsOf(lower).some(({ lemma }) => has(lemma, 'exchange')),
  );
}

function textOf({ tokens }: Segment): string {
  return tokens.map(({ lower }) => lower).join(' ');
}

/** Who has what, wherever the empty places of those who have several are. */
function holdings({ slots, objects }: Trace, state: readonly number[]): string {
  return slots
    .map((slot, k) => `${slot.replace(/ \(\d+\)$/, '')}=${objects[state[k] ?? -1] ?? ''}`)
    .filter((each) => !/=empty(?: \d+)?$/.test(each))
    .sort()
    .join('\n');
}
