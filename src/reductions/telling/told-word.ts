import type { SlotMap } from '../../algebra/maps';
import { readText } from '../../readers';
import { Lines } from '../../trace/lines';
import type { Trace } from '../../trace/trace';
import { reduce, type Dress } from '..';
import { askingOf, tellingOf, type Telling } from './asking';

/** A word in a dress: what is told of it, and the trace that its readers have of it. */
export interface ToldWord {
  trace: Trace;
  telling: Telling;
}

/** What names an element in a game. */
const NAMED_ELEMENT = /\{\([\d ()]*\)\}\s*/g;

/**
 * A word as somebody tells it who does not know that it is one: a program or a story in straight lines, or a game, without the
 * elements in comments beside it. Of a game a step is the moves of one element.
 *
 * @param word permutations of five for a game, and no identity among them
 * @throws RangeError where the word does not fit, or its text is not read back with a step for each element
 */
export async function toldWord(word: readonly SlotMap[], dress: Dress, seed: number): Promise<ToldWord> {
  const { text } = reduce(word, dress, { seed });
  const trace = await readText({ uri: `word (${dress})`, language: dress, text }, { steps: 'elements' });
  if (trace.steps.length !== word.length)
    throw new RangeError(`a word of ${word.length} elements is read back as ${trace.steps.length} steps`);
  if (dress === 'chess') return { trace, telling: withoutNames(trace, text) };
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const { note: _, ...telling } = tellingOf(trace, asking.dressing, undefined);
  return { trace, telling };
}

function withoutNames({ steps }: Trace, text: string): Telling {
  const lines = new Lines(text);
  const ends = steps.map(({ range }) => {
    if (!range) throw new RangeError('a step of a game has no place in it');
    return text.slice(0, lines.offset(range.end)).replace(NAMED_ELEMENT, '').length;
  });
  return { text: text.replace(NAMED_ELEMENT, '').slice(0, ends.at(-1)), ends };
}
