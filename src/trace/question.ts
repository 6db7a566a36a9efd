import type { Range } from './source';

/** A question about the state after the last step: what is in a slot, where an object is, or whether it is there. */
export interface AskedQuestion {
  text: string;
  range: Range;
  /** Asks what is in this slot; with `object` whether it is there; */
  slot?: number;
  /** or in these, which are the places of one holder; */
  slots?: readonly number[];
  /** or in which slots this object is. */
  object?: number;
  /** Whose each slot is, where some have several. */
  holders?: readonly string[];
  /** Of every slot the object by which its holder is somewhere itself: what that one has is there. */
  carriers?: readonly (number | null)[];
  /** Asks which holders of `slots` have nothing. */
  isVacant?: boolean;
  /** Objects that stand for nothing. */
  empties?: readonly number[];
  /** What may be chosen, as the text writes it. */
  options?: readonly { label: string; text: string }[];
}

export interface AnsweredQuestion extends AskedQuestion {
  /** Name of the object, or of the slot; `yes` or `no`; `nothing`. */
  answer: string;
  /** Label of the option that says so; null when none does, or more than one. */
  right?: string | null;
}

/** Names of the places and of the things in them. */
interface Names {
  slots: readonly string[];
  objects: readonly string[];
}

/** `[slot]`: index of the object; null after an illegal move. */
type Arrangement = readonly number[] | null;

/** The question with its answer from the true state. */
export function answered(question: AskedQuestion, trace: Names & { final: Arrangement }): AnsweredQuestion {
  return { ...question, ...answerIn(question, trace, trace.final) };
}

/** The answer that a state gives. */
export function answerIn(
  question: AskedQuestion,
  world: Names,
  state: Arrangement,
): { answer: string; right?: string | null } {
  const answer = answerOf(question, world, state);
  const { options } = question;
  return { answer, ...(options && { right: optionThatSays(answer, options) }) };
}

function answerOf(
  { slot, slots, object, holders, carriers, isVacant, empties = [] }: AskedQuestion,
  world: Names,
  state: Arrangement,
): string {
  const places = slots ?? (slot === undefined ? undefined : [slot]);
  if (!places) {
    const there = (state ?? []).flatMap((each, place) =>
      each === object ? [(holders ?? world.slots)[carried(place, carriers, state ?? [])] ?? ''] : [],
    );
    return there.length === 0 ? 'nothing' : there.join(' and ');
  }
  if (isVacant) return vacant(places, holders ?? world.slots, empties, state ?? []);
  const held = places.map((place) => state?.[place] ?? -1).filter((each) => !empties.includes(each));
  if (object !== undefined) return held.includes(object) ? 'yes' : 'no';
  if (held.length === 0) return 'nothing';
  return held.map((each) => world.objects[each] ?? '').join(' and ');
}

/** Where what is in a place is, when its holder is somewhere. */
function carried(place: number, carriers: readonly (number | null)[] | undefined, state: readonly number[]): number {
  const seen = new Set<number>();
  let at = place;
  for (let body = carriers?.[at] ?? null; body !== null && !seen.has(at); body = carriers?.[at] ?? null) {
    seen.add(at);
    at = state.indexOf(body);
  }
  return at;
}

function vacant(
  places: readonly number[],
  holders: readonly string[],
  empties: readonly number[],
  state: readonly number[],
): string {
  const full = new Set(places.filter((place) => !empties.includes(state[place] ?? -1)).map((place) => holders[place]));
  const free = [...new Set(places.map((place) => holders[place] ?? ''))].filter((holder) => !full.has(holder));
  return free.length === 0 ? 'nothing' : free.join(' and ');
}

function optionThatSays(answer: string, options: NonNullable<AskedQuestion['options']>): string | null {
  const readings = [
    ({ text }: { text: string }) => saysSame(text, answer),
    // `north` of `the north enclosure`, `the red one` of `the red lamp`
    ({ text }: { text: string }) => isPartOf(text, answer),
  ];
  for (const fits of readings) {
    const same = options.filter(fits);
    const [only, another] = same;
    if (only && !another) return only.label;
    if (another) return null;
  }
  return null;
}

/** Whether a name is said by some of its words; not of a list, of which it would be one. */
export function isPartOf(part: string, whole: string): boolean {
  if (isElsewhere(part, whole)) return false;
  const own = bare(whole).split(' ');
  const said = bare(part)
    .split(' ')
    .filter((word) => word !== 'one');
  return !own.includes('and') && said.length > 0 && said[0] !== '' && said.every((word) => own.includes(word));
}

/** Whether two answers name the same: without articles, capital letters and marks, lists in any order. */
export function saysSame(one: string, other: string): boolean {
  const areNamed = [one, other].every((text) => /['’]s\b/.test(text));
  const [a, b] = areNamed ? [one, other] : [unowned(one), unowned(other)];
  if (isElsewhere(one, other)) return false;
  return bare(a) === bare(b) || listed(a, !areNamed) === listed(b, !areNamed);
}

/** `coat` of `Lucía's coat` and of `her coat`. */
function unowned(text: string): string {
  return text.replace(
    /^((?:in|on|at|under|inside|behind|by|near|with) )?(?:the )?(?:[^'’]*['’]s|his|her|their|my|our|its) (?=.)/i,
    '$1',
  );
}

function listed(text: string, isUnowned: boolean): string {
  return text
    .split(/,|\band\b/i)
    .map((each) => bare(isUnowned ? unowned(each.trim()) : each))
    .filter((each) => each !== '')
    .sort()
    .join('|');
}

/** Words before a place that say no more than where: `in the drawer` says `the drawer`. */
const PLACING = /^(in front of|on top of|next to|in|on|at|under|inside|behind|by|near|beneath|beside|with) (?=.)/;
const LIKE: Readonly<Record<string, string>> = {
  inside: 'in',
  'on top of': 'on',
  beneath: 'under',
  near: 'by',
  beside: 'by',
  'next to': 'by',
  with: 'by',
};

/** `under the bed` is elsewhere than `on the bed`; `the bed` may be either. */
function isElsewhere(one: string, other: string): boolean {
  const [place, another] = [placingOf(one), placingOf(other)];
  const isList = / and |,/.test(one) || / and |,/.test(other);
  return place !== undefined && another !== undefined && place !== another && !isList;
}

/** The word before a place, one for all that mean the same. */
function placingOf(text: string): string | undefined {
  const found = PLACING.exec(plain(text))?.[1];
  return found === undefined ? undefined : (LIKE[found] ?? found);
}

/** Without articles, capital letters, marks and a preposition: `The green ball.` says `green ball`. */
function bare(text: string): string {
  return plain(text)
    .replace(PLACING, '')
    .replace(/^(?:the|an?) /, '');
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
