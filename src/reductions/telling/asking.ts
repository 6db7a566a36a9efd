import { Lines } from '../../trace/lines';
import type { Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { codeDressing } from './code';
import type { Dressing } from './dressing';
import { storyDressing } from './story';
import { changingSlots, objectsOf } from './world';

/** A text with its steps. */
export interface Telling {
  text: string;
  /** Of each step the place behind its last character, in UTF-16 code units. */
  ends: number[];
  /** Why it is not the text that was read, for people; absent where it is. */
  note?: string;
}

/** What can be asked of a world. */
export interface Asking {
  dressing: Dressing;
  /** Slots that some step changes. */
  slots: readonly number[];
  /** Of each of them the objects that it can hold. */
  objects: readonly (readonly number[])[];
}

/** How many slots are asked about, and objects for each. */
const MOST_SLOTS = 16;
const MOST_OBJECTS = 64;

/** How a world is told and asked about, or why it is not. */
export function askingOf(trace: Trace): Asking | { reason: string } {
  const { domain } = trace;
  if (domain !== 'code' && domain !== 'narrative')
    return {
      reason: `language models are asked about programs and stories, not about ${domain === 'chess' ? 'games' : 'words'} (Rewrite As, or state-probe reduce, makes one of a word)`,
    };
  const dressing = domain === 'code' ? codeDressing(trace) : storyDressing(trace);
  const asked = placesAsked(trace, (object) => dressing.candidate(object));
  return 'reason' in asked ? asked : { dressing, ...asked };
}

/**
 * What is asked of a world in words, which needs no beginning of a line: of a game too, where its pieces are named by the squares
 * on which they began.
 *
 * @param text that the trace was read from
 * @param told how it is told, where that is known
 */
export function askingInWords(
  trace: Trace,
  text: string | undefined,
  told?: Telling,
): (Pick<Asking, 'slots' | 'objects'> & { telling: Telling }) | { reason: string } {
  if (trace.domain !== 'chess') {
    const asking = askingOf(trace);
    return 'reason' in asking
      ? asking
      : { ...asking, telling: told ?? closed(tellingOf(trace, asking.dressing, text), text) };
  }
  const asked = placesAsked(trace, (object) => trace.objects[object] ?? '');
  if ('reason' in asked) return asked;
  if (told) return { ...asked, telling: told };
  const own = text === undefined ? undefined : ownPlaces(trace, text);
  if (!own || text === undefined)
    return { reason: 'a game is asked about where each of its steps stands once in its own text' };
  return { ...asked, telling: { text: text.slice(0, own.at(-1)), ends: own } };
}

function placesAsked(
  trace: Trace,
  nameOf: (object: number) => string,
): Pick<Asking, 'slots' | 'objects'> | { reason: string } {
  if (trace.steps.length === 0) return { reason: 'nothing changes a state here' };
  const slots = changingSlots(trace);
  if (slots.length === 0) return { reason: 'no step changes anything here' };
  if (slots.length > MOST_SLOTS)
    return { reason: `${slots.length} places change, and at most ${MOST_SLOTS} are asked about: track fewer` };
  const objects = slots.map((slot) => objectsOf(trace, slot));
  for (const of of objects) {
    if (of.length > MOST_OBJECTS)
      return { reason: `there are ${of.length} objects, and at most ${MOST_OBJECTS} are told apart` };
    const names = of.map(nameOf);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined)
      return { reason: `two objects are both called ${twice.trim()}: an answer would mean either` };
  }
  return { slots, objects };
}

/** The trace's own text, where each of its steps stands there once and in order; else it is written out. */
export function tellingOf(trace: Trace, dressing: Dressing, text: string | undefined): Telling {
  const own = text === undefined || isToldElsewhere(trace) ? undefined : ownPlaces(trace, text);
  if (own && text !== undefined) return { text: text.slice(0, own.at(-1)), ends: own };
  let told = dressing.head(trace.initial);
  const ends = trace.steps.map((step) => {
    told += dressing.step(step);
    return told.trimEnd().length;
  });
  const note =
    text === undefined
      ? 'written out as straight lines'
      : 'written out as straight lines, since its steps do not stand once each in the text, or it does not say all that they start from';
  return { text: told.trimEnd(), ends, note };
}

/** What ends a sentence or a statement stands behind its step. */
const CLOSING = /^[.!?;]["')\]’”]*/;

/** The same with the marks that end a step's sentence, where it is the text's own. */
function closed(telling: Telling, text: string | undefined): Telling {
  if (text === undefined || telling.note !== undefined) return telling;
  const ends = telling.ends.map((end) => end + (CLOSING.exec(text.slice(end, end + 8))?.[0].length ?? 0));
  return { text: text.slice(0, ends.at(-1)), ends };
}

/** Whether the state depends on what the text does not say: values that were given beside it, or other files. */
function isToldElsewhere({ assumed, source }: Trace): boolean {
  return (assumed?.length ?? 0) > 0 || (source.files?.length ?? 0) > 0;
}

/** Ends of all steps, where each begins behind the one before. */
function ownPlaces(trace: Trace, text: string): number[] | undefined {
  const lines = new Lines(text);
  const ends: number[] = [];
  let last = 0;
  for (const { range, inside } of trace.steps) {
    if (!range || inside !== undefined) return undefined;
    const { start, end } = placed(lines, range);
    if (start < last || end <= start) return undefined;
    ends.push(end);
    last = end;
  }
  // A call that is one step hides what it does in a function elsewhere.
  return trace.steps.some(({ call }) => call !== undefined) ? undefined : ends;
}

function placed(lines: Lines, { start, end }: Range): { start: number; end: number } {
  return { start: lines.offset(start), end: lines.offset(end) };
}
