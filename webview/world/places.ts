import type { Model, Probe, WorldView } from '../../src/protocol/messages';
import { NOTHING } from '../../src/protocol/codes';
import { runOf } from '../../src/protocol/models';
import { NOTHING_SIGN, plain, SPARE_SIGN, unquoted } from '../draw/names';
import { outcomeAt } from '../describe';
import { rowOf } from '../state';

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
  /** Places that are left out: nothing moved there, and the model is right about them. */
  more: number;
  /** Whether the model gave a state. */
  isBelieved: boolean;
}

/** More places than these nobody takes in at a glance. */
const MOST = 16;

/** The world after a step, true and as the model believes it. Of a large one, the places that matter at this step. */
export function pictureOf(probe: Probe, model: Model | null, step: number): Picture {
  const run = runOf(model);
  const world = probe.views[run?.view ?? 0];
  if (!world) return { places: [], moves: [], more: 0, isBelieved: false };
  const count = world.slots.length;
  const truth = rowOf(world.truth, count, step + 1);
  const before = rowOf(world.truth, count, step);
  const isBelieved = run !== null && outcomeAt(run, step) !== 'not run';
  const belief = isBelieved ? rowOf(run.predicted, count, step) : undefined;
  const nameOf = namer(world);
  const all = world.slots.map((slot, index): Place => ({
    name: plain(slot.slice(0, 200)),
    holds: nameOf(truth[index]),
    ...(belief && { believed: nameOf(belief[index]) }),
    wrong: belief !== undefined && belief[index] !== truth[index],
    moved: truth[index] !== before[index],
  }));
  const moves = movesOf(before, truth);
  const kept = keptOf(all);
  const at = new Map(kept.map((index, place) => [index, place]));
  return {
    places: kept.flatMap((index) => all[index] ?? []),
    moves: moves.flatMap(({ from, to }) => {
      const [start, end] = [at.get(from), at.get(to)];
      return start === undefined || end === undefined ? [] : [{ from: start, to: end }];
    }),
    more: count - kept.length,
    isBelieved,
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
  before.forEach((object, slot) => stood.set(object, [...(stood.get(object) ?? []), slot]));
  return Array.from(after.keys()).flatMap((to) => {
    const object = after[to] ?? NOTHING;
    if (object === before[to] || object === NOTHING) return [];
    const from = stood.get(object)?.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0];
    return from === undefined ? [] : [{ from, to }];
  });
}

/** Places in their order; where there are too many, first those that moved or are wrong, then those at the beginning. */
function keptOf(places: readonly Place[]): number[] {
  const all = [...places.keys()];
  if (all.length <= MOST) return all;
  const matters = (index: number): number => {
    const place = places[index];
    return place?.wrong ? 0 : place?.moved ? 1 : 2;
  };
  return all
    .toSorted((a, b) => matters(a) - matters(b) || a - b)
    .slice(0, MOST)
    .sort((a, b) => a - b);
}
