import type { SlotMap } from '../algebra/maps';
import { shortened } from '../text/shortened';
import { SourceError, type Range } from '../trace/source';
import type { Trace } from '../trace/trace';
import { withSwaps } from '../trace/with-swaps';
import type { Told } from './dressed';

/** A text as a word of swaps: what it overwrites is exchanged with spare places. */
export interface Swapped {
  /** A permutation of all places for each step. */
  word: SlotMap[];
  told: Told;
  /** The world that the word moves, spare places last. */
  trace: Trace;
  spares: number;
}

const MOST_CHARACTERS = 80;

/**
 * The word that a trace is when it is told with swaps alone, with what each place stands for.
 *
 * @throws SourceError at a step that cannot be told so, or where too many places would be needed
 */
export function swapped(whole: Trace): Swapped {
  const told = withSwaps(whole);
  if ('problem' in told) {
    const start = { line: 0, character: 0 };
    const at: Range = whole.steps[told.step]?.range ?? { start, end: start };
    throw new SourceError(whole.source.uri, at, `this is no word of swaps: ${told.problem}`);
  }
  const { trace, spares } = told;
  const { slots, initial, objects, steps } = trace;
  const own = slots.length - spares;
  const names = slots.slice(0, own).map((name, at) => `${at + 1} ${name}`);
  const spare = spares === 1 ? `${own + 1} is spare` : `${own + 1} to ${own + spares} are spare`;
  return {
    word: steps.flatMap(({ map }) => (map ? [map] : [])),
    trace,
    spares,
    told: {
      objects: initial.map((object) => objects[object] ?? ''),
      head: [
        'Told with swaps: what is overwritten is exchanged with a place that holds what comes in its stead.',
        `The places: ${names.map(plain).join(', ')}${spares > 0 ? `; ${spare}` : ''}.`,
        'It is so for what they hold at first here, and for nothing else.',
      ],
      steps: steps.map(({ text }, at) => [`${at + 1}. ${plain(text)}`]),
    },
  };
}

/** What people are told of such a word. */
export function swapsNote(places: number, spares: number): string {
  const of = spares === 1 ? 'one of them spare' : `${spares} of them spare`;
  return `Told with swaps of ${places} places, ${of}: the same contents after every step, from what the text starts with alone. To follow swaps can be harder than to follow what overwrites.`;
}

/** One line of it, which can stand in a comment. */
function plain(text: string): string {
  return shortened(text.replace(/\s+/g, ' '), MOST_CHARACTERS);
}
