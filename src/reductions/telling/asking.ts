import { Lines } from '../../trace/lines';
import type { Range } from '../../trace/source';
import { changedSlots, type Trace } from '../../trace/trace';
import { codeDressing } from './code';
import type { Dressing } from './dressing';
import { gameDressing } from './game';
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
  /** Of each of them the objects that it can hold; of several that are told alike one. */
  objects: readonly (readonly number[])[];
  /** By object the one that stands for all that are told alike, as for all white pawns; itself where none is. */
  kinds: readonly number[];
  /** Slots that change and are not asked about, and that there are such for people; absent where there are none. */
  unasked?: { slots: readonly number[]; note: string };
}

/** How many slots are asked about, and objects for each. */
const MOST_SLOTS = 16;
const MOST_OBJECTS = 64;

/** How a world is told and asked about, or why it is not. */
export function askingOf(trace: Trace): Asking | { reason: string } {
  const { domain } = trace;
  if (domain === 'word')
    return {
      reason:
        'language models are asked about programs, stories and games, not about words (Rewrite As, or state-probe reduce, makes one of a word)',
    };
  const dressing = { code: codeDressing, narrative: storyDressing, chess: gameDressing }[domain](trace);
  const asked = placesAsked(trace, (object) => dressing.candidate(object), dressing);
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
  const asked = placesAsked(trace, (object) => trace.objects[object] ?? '', {});
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
  { isByKind, most }: Pick<Dressing, 'isByKind' | 'most'>,
): Omit<Asking, 'dressing'> | { reason: string } {
  if (trace.steps.length === 0) return { reason: 'nothing changes a state here' };
  const changing = changingSlots(trace).filter((slot) => most === undefined || slot < most);
  if (changing.length === 0) return { reason: 'no step changes anything here' };
  if (changing.length > MOST_SLOTS && most === undefined)
    return { reason: `${changing.length} places change, and at most ${MOST_SLOTS} are asked about: track fewer` };
  const slots = changing.length > MOST_SLOTS ? busiest(trace, changing) : changing;
  const named = kindsOf(trace.objects.length, nameOf);
  const kinds = isByKind ? named : [...named.keys()];
  const objects = slots.map((slot) => [...new Set(objectsOf(trace, slot).map((object) => kinds[object] ?? object))]);
  for (const of of objects) {
    if (of.length > MOST_OBJECTS)
      return { reason: `there are ${of.length} objects, and at most ${MOST_OBJECTS} are told apart` };
    const twice = of.find((object) => named[object] !== object && of.includes(named[object] ?? object));
    if (twice !== undefined)
      return { reason: `two objects are both called ${nameOf(twice).trim()}: an answer would mean either` };
  }
  if (slots.length === changing.length) return { slots, objects, kinds };
  const note = `asked about ${slots.length} of the ${changing.length} places that change: those that change most often`;
  return { slots, objects, kinds, unasked: { slots: changing.filter((slot) => !slots.includes(slot)), note } };
}

/** Of each object the first one with its name. */
function kindsOf(count: number, nameOf: (object: number) => string): number[] {
  const first = new Map<string, number>();
  return Array.from({ length: count }, (_, object) => {
    const name = nameOf(object);
    if (!first.has(name)) first.set(name, object);
    return first.get(name) ?? object;
  });
}

/** As many as are asked about of those that change most often; of as often those that change last. Ascending. */
function busiest(trace: Trace, changing: readonly number[]): number[] {
  const told = new Map(changing.map((slot) => [slot, { times: 0, last: -1 }]));
  for (const [at, step] of trace.steps.entries()) {
    if (step.map === null) continue;
    for (const slot of changedSlots(trace, step)) {
      const one = told.get(slot);
      if (one) told.set(slot, { times: one.times + 1, last: at });
    }
  }
  const order = [...told].sort(([, a], [, b]) => b.times - a.times || b.last - a.last);
  return order
    .slice(0, MOST_SLOTS)
    .map(([slot]) => slot)
    .sort((a, b) => a - b);
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
    if (trace.domain === 'chess' && ends.length > 0 && hasVariation(text.slice(last, start))) return undefined;
    ends.push(end);
    last = end;
  }
  // A call that is one step hides what it does in a function elsewhere.
  return trace.steps.some(({ call }) => call !== undefined) ? undefined : ends;
}

/** Whether moves stand between two moves of a game that are not played in it. */
function hasVariation(between: string): boolean {
  return between.replace(/\{[^}]*\}|;.*/g, '').includes('(');
}

function placed(lines: Lines, { start, end }: Range): { start: number; end: number } {
  return { start: lines.offset(start), end: lines.offset(end) };
}
