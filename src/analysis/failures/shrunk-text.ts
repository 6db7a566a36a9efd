import { plural } from '../../text/plural';
import type { Shrunk } from './shrink';

/** Steps that are named one by one. */
const MOST_NAMED = 24;

/**
 * What was found, in sentences for people.
 *
 * @param steps of the whole text
 */
export function shrunkText(shrunk: Shrunk, steps: number): string[] {
  const { kept, tokens, tries, seed } = shrunk;
  const inTokens = tokens === kept.length ? '' : ` (${plural(tokens, 'token')})`;
  const lines = [
    `fails on ${kept.length.toLocaleString('en')} of the text's ${plural(steps, 'step')}${inTokens}: ${named(kept)}`,
    minimalText(shrunk),
    `${plural(tries, 'sub-word')} tried, seed ${seed}`,
  ];
  return lines.map((line) => `${line}.`);
}

function minimalText({ kept, vain, stopped }: Shrunk): string {
  if (stopped !== undefined || !vain) {
    const by = stopped === 'tries' ? 'after as many tries as it may make' : 'by its time limit';
    return `The search was ended ${by}, so that there may be a shorter one: give it more time`;
  }
  const needed = kept.length === 1 ? '' : 'Without any one of them it is right at every step; ';
  if (vain.all)
    return vain.words === 0
      ? 'A shorter one there cannot be'
      : `${needed}there is no shorter one: all ${plural(vain.words, 'shorter sub-word')} were tried`;
  return `${needed}none of ${vain.words.toLocaleString('en')} random sub-words of ${plural(kept.length - 1, 'step')} fails`;
}

/** By numbers from one. */
function named(kept: readonly number[]): string {
  const numbers = kept.slice(0, MOST_NAMED).map((step) => (step + 1).toLocaleString('en'));
  const more = kept.length - numbers.length;
  return `${kept.length === 1 ? 'step' : 'steps'} ${numbers.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
