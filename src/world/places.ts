import type { Model, Probe, WorldView } from '../protocol/messages';
import { NOTHING, NOTHING_SIGN, SPARE_SIGN } from '../protocol/codes';
import { outcomeAt, rowOf, runOf } from '../protocol/models';
import { plain, unquoted } from '../text/shortened';

/** What a place holds. */
export interface Held {
  /** Its number in the world, which gives it its colour; negative where it is none of the world's. */
  object: number;
  name: string;
}

/** A place of the world at one step: what it holds, and what a model believes that it holds. */
export interface Place {
  name: string;
  holds: Held;
  /** Absent where the model gave no state. */
  believed?: Held;
  wrong: boolean;
  /** Whether the step put something here. */
  moved: boolean;
}

/** What a step carried from one place to another; places by their numbers in {@link Picture.places}. */
export interface Move {
  from: number;
  to: number;
}

/** The world as a model reads it, after one step. */
export interface Picture {
  places: Place[];
  moves: Move[];
  /** Places that are left out, and in how many of them something moved or is wrong. */
  more: number;
  moreThatMatter: number;
  /** Places that the model has wrong, those that are left out among them. */
  wrong: number;
  /** Whether the model gave a state. */
  isBelieved: boolean;
  /** Of a language: places are the symbols that may come next, or are believed to, and hold themselves where that is so. */
  ofSymbols: boolean;
}

/** More places than these nobody takes in at a glance; symbols take less room. */
const MOST = 16;
const MOST_SYMBOLS = 40;
/** What a symbol holds that may not come next, as a number of an object. */
export const MAY_NOT = 0;

/** The world after a step, true and as the model believes it. Of a large one, the places that matter at this step. */
export function pictureOf(probe: Probe, model: Model | null, step: number): Picture {
  const run = runOf(model);
  const world = probe.views[run?.view ?? 0];
  if (!world)
    return { places: [], moves: [], more: 0, moreThatMatter: 0, wrong: 0, isBelieved: false, ofSymbols: false };
  const ofSymbols = world.view === 'next-symbols';
  const count = world.slots.length;
  const truth = rowOf(world.truth, count, step + 1);
  const before = rowOf(world.truth, count, step);
  const isBelieved = run !== null && outcomeAt(run, step) !== 'not run';
  const belief = isBelieved ? rowOf(run.predicted, count, step) : undefined;
  const nameOf = namer(world);
  const isWrong = (slot: number): boolean => belief !== undefined && belief[slot] !== truth[slot];
  const isMoved = (slot: number): boolean => truth[slot] !== before[slot];
  const mayCome = (slot: number): boolean => truth[slot] !== MAY_NOT || (belief ?? truth)[slot] !== MAY_NOT;
  const all = [...world.slots.keys()].filter((slot) => !ofSymbols || mayCome(slot));
  const wrong = all.filter(isWrong);
  const matter = [...wrong, ...all.filter((slot) => isMoved(slot) && !isWrong(slot))];
  // Whether a symbol may come next follows from the word so far: nothing goes from one symbol to another.
  const moves = ofSymbols ? [] : movesOf(before, truth);
  const kept = keptOf(matter, all, ofSymbols ? MOST_SYMBOLS : MOST);
  const at = new Map(kept.map((slot, place) => [slot, place]));
  return {
    places: kept.map((slot) => ({
      name: ofSymbols ? nameOf(slot + 1).name : plain((world.slots[slot] ?? '').slice(0, 200)),
      holds: nameOf(truth[slot]),
      ...(belief && { believed: nameOf(belief[slot]) }),
      wrong: isWrong(slot),
      moved: isMoved(slot),
    })),
    moves: moves.flatMap(({ from, to }) => {
      const [start, end] = [at.get(from), at.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
    }),
    more: all.length - kept.length,
    moreThatMatter: matter.filter((slot) => !at.has(slot)).length,
    wrong: wrong.length,
    isBelieved,
    ofSymbols,
  };
}

function namer({ objects }: WorldView): (object: number | undefined) => Held {
  const names = unquoted(objects.map((name) => name.slice(0, 200)));
  return (object = NOTHING) => {
    const name = names[object];
    const sign = object === NOTHING ? NOTHING_SIGN : SPARE_SIGN;
    return { object, name: name === undefined ? sign : plain(name) };
  };
}

/** Where what came somewhere else stood before: of several such places the nearest. */
export function movesOf(before: Int16Array, after: Int16Array): Move[] {
  const stood = new Map<number, number[]>();
  before.forEach((object, slot) => {
    const slots = stood.get(object);
    if (slots) slots.push(slot);
    else stood.set(object, [slot]);
  });
  return Array.from(after.keys()).flatMap((to) => {
    const object = after[to] ?? NOTHING;
    if (object === before[to] || object === NOTHING) return [];
    const from = stood.get(object)?.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0];
    return from === undefined ? [] : [{ from, to }];
  });
}

/** Places in their order; where there are too many, first those that matter, then those at the beginning. */
function keptOf(matter: readonly number[], all: readonly number[], most: number): readonly number[] {
  if (all.length <= most) return all;
  return [...new Set([...matter, ...all])].slice(0, most).sort((a, b) => a - b);
}
