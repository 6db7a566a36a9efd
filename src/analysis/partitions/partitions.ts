import { blocksOf, congruences, meetOf, numbered, type Partition } from '../../algebra/congruences';
import type { MonoidTask } from '../../models/manifest';
import { automatonOf, chancesAfter, mapOf, type Automaton } from './automaton';
import { MOST_PARTITIONS, MOST_WORK, orbitsOf, quotientsOf, same, withFirst } from './quotients';
import { listed } from '../../text/listed';
import { greatest } from '../../lists/extremes';

/** What a partition tells of a state. Objects are the slots that they stood in at first. */
export type Told =
  | { kind: 'state' }
  /** Quotients of the group, such as `the sign`. */
  | { kind: 'quotient'; names: readonly string[] }
  /** Where these objects are, or of a task on values what they became; as a set where it is not told which of them is where. With `and` a quotient beside it. */
  | { kind: 'where'; objects: readonly number[]; set: boolean; and?: string; values?: true }
  /** Anything else that the steps respect: in a group, the right cosets of a subgroup that has no shorter name. */
  | { kind: 'other'; blocks: number; group: boolean }
  /** Groups that were learned from a model's own confusions; by the content of these slots, where they are just that. The steps need not respect them. */
  | { kind: 'learned'; blocks: number; slots?: readonly number[] };

/**
 * A partition of the states that the steps respect: states of one block lead to states of one block, so that the block
 * can be followed without the rest of the state. In a group whose words grow on the right these are the right cosets
 * `Hg` of its subgroups `H`, for `(Hg)t = H(gt)`; left cosets, such as which object a slot holds, are none.
 */
export interface StatePartition {
  told: Told;
  blocks: number;
  /** Block of each class of the model; -1 for a class that no word reaches. */
  labels: Int32Array;
  /** Of states of the automaton. */
  partition: Partition;
}

export interface Partitions {
  automaton: Automaton;
  /** The state itself. */
  state: StatePartition;
  /** The irreducible quotients of the task's group. */
  quotients: readonly StatePartition[];
  /** Where each object is that some token moves, by object; without those that a quotient tells. */
  places: readonly StatePartition[];
  /**
   * All that the steps respect, finest first, without the state itself and the one block of all. Not `complete` where a
   * task has too many of them: then quotients and places alone. Found when it is first asked for.
   */
  coarser: () => { partitions: readonly StatePartition[]; complete: boolean };
}

const known = new WeakMap<MonoidTask, { partitions: Partitions | undefined }>();

/** @returns undefined for a task that cannot be divided, see {@link automatonOf} */
export function partitionsOf(task: MonoidTask): Partitions | undefined {
  let found = known.get(task);
  if (!found) {
    const automaton = automatonOf(task);
    known.set(task, (found = { partitions: automaton && divide(automaton) }));
  }
  return found.partitions;
}

function divide(automaton: Automaton): Partitions {
  const states = automaton.classes.length;
  const found = quotientsOf(automaton);
  const made = (partition: Partition, told: Told): StatePartition => ({
    ...{ told, partition, blocks: blocksOf(partition) },
    labels: automaton.stateOf.map((state) => (state < 0 ? -1 : (partition[state] ?? -1))),
  });
  const isProper = ({ blocks }: StatePartition): boolean => blocks > 1 && blocks < states;
  const quotients = found.map(({ name, partition }) => made(partition, { kind: 'quotient', names: [name] }));
  const places = movingSlots(automaton)
    .map((slot) =>
      made(whereAre(automaton, [slot], false), { kind: 'where', objects: [slot], set: false, ...onValues(automaton) }),
    )
    .filter((place) => isProper(place) && !quotients.some(({ partition }) => same(partition, place.partition)));
  let coarser: ReturnType<Partitions['coarser']> | undefined;
  return {
    automaton,
    state: made(
      numbered(automaton.classes, (state) => state),
      { kind: 'state' },
    ),
    quotients,
    places,
    coarser: () => {
      if (coarser) return coarser;
      const all = every(automaton);
      if (!all) return (coarser = { partitions: [...places, ...quotients].sort(finestFirst), complete: false });
      const names = dictionary(automaton, found);
      const partitions = all.map((partition) => {
        const told = names.find((named) => same(named.partition, partition))?.told;
        return made(partition, told ?? { kind: 'other', blocks: blocksOf(partition), group: automaton.group });
      });
      return (coarser = { partitions: partitions.filter(isProper).sort(finestFirst), complete: true });
    },
  };
}

function onValues({ task }: Automaton): { values?: true } {
  return task.acts === 'values' ? { values: true } : {};
}

function finestFirst(a: StatePartition, b: StatePartition): number {
  return b.blocks - a.blocks;
}

/** Every partition that the tokens respect; undefined where there are too many, or too many states. */
function every({ classes, tokens, group }: Automaton): Partition[] | undefined {
  const states = classes.length;
  const pairs = group ? states : (states * states) / 2;
  if (pairs * states * tokens.length > MOST_WORK) return undefined;
  return congruences(group ? withFirst(states) : allPairs(states), tokens, states, MOST_PARTITIONS);
}

function* allPairs(states: number): Generator<[number, number]> {
  for (let a = 0; a < states; a++) for (let b = a + 1; b < states; b++) yield [a, b];
}

interface Named {
  partition: Partition;
  told: Told;
}

/** Worlds of more slots have too many sets of objects to try all. */
const MOST_SLOTS = 9;

/** Partitions that have a name, the shortest name of each first. */
function dictionary(automaton: Automaton, quotients: ReturnType<typeof quotientsOf>): Named[] {
  const named: Named[] = [];
  const together = subsets(quotients, quotients.length <= 5 ? quotients.length : 2);
  for (const several of together) {
    const names = several.map(({ name }) => name);
    named.push({
      partition: several.map(({ partition }) => partition).reduce(meetOf),
      told: { kind: 'quotient', names },
    });
  }
  const slots = movingSlots(automaton);
  const groups = subsets(slots, slots.length <= MOST_SLOTS ? slots.length - 1 : 2);
  for (const and of [undefined, ...quotients])
    for (const set of [false, true])
      for (const objects of groups) {
        if (set && objects.length === 1) continue;
        const where = whereAre(automaton, objects, set);
        const partition = and ? meetOf(where, and.partition) : where;
        named.push({
          partition,
          told: { kind: 'where', objects, set, ...(and && { and: and.name }), ...onValues(automaton) },
        });
      }
  return named;
}

function movingSlots(automaton: Automaton): number[] {
  return orbitsOf(automaton)
    .filter((orbit) => orbit.length > 1)
    .flat();
}

/**
 * Where objects are: in which slots each of them, or any of them. After resets one may be in several, or none. Of a task on
 * values, what those that were there at first have become.
 */
function whereAre(automaton: Automaton, objects: readonly number[], set: boolean): Partition {
  return numbered(automaton.classes, (state) => {
    const map = mapOf(automaton, state);
    if (automaton.task.acts === 'values') {
      const become = objects.map((value) => map[value] ?? -1);
      return (set ? become.sort((a, b) => a - b) : become).join();
    }
    return map.map((object) => (objects.includes(object) ? (set ? 'x' : object) : '')).join();
  });
}

/** Non-empty ones of at most `most` members, smaller ones first. */
function subsets<T>(items: readonly T[], most: number): T[][] {
  let sized: { members: T[]; next: number }[] = [{ members: [], next: 0 }];
  const found: T[][] = [];
  for (let size = 1; size <= most; size++) {
    sized = sized.flatMap(({ members, next }) =>
      items.slice(next).map((item, at) => ({ members: [...members, item], next: next + at + 1 })),
    );
    for (const { members } of sized) found.push(members);
  }
  return found;
}

/** Share of words of so many random tokens that end in the partition's most frequent block. */
export function bestGuess({ automaton }: Pick<Partitions, 'automaton'>, partition: Partition, tokens: number): number {
  const sums = new Map<number, number>();
  chancesAfter(automaton, tokens).forEach((share, state) => {
    const block = partition[state] ?? -1;
    sums.set(block, (sums.get(block) ?? 0) + share);
  });
  return greatest(sums.values());
}

/**
 * What a partition tells, in words: `the sign`, `where object 1 is`.
 *
 * @param objects names of the objects by the slots that they stood in at first; `object 1` and so on otherwise
 */
export function toldText(told: Told, objects?: readonly string[]): string {
  switch (told.kind) {
    case 'state':
      return 'the whole state';
    case 'quotient':
      return listed(told.names);
    case 'where': {
      if (told.values) {
        const values = listed(told.objects.map((value) => String(value + 1)));
        const became = `what became of value${told.objects.length > 1 ? 's' : ''} ${values}`;
        return told.and === undefined ? became : `${told.and} and ${became}`;
      }
      const names = objects
        ? listed(told.objects.map((object) => objects[object] ?? '?'))
        : `${told.objects.length > 1 ? 'objects' : 'object'} ${listed(told.objects.map((object) => String(object + 1)))}`;
      const where = `where ${names} ${told.objects.length > 1 ? 'are' : 'is'}`;
      const which = told.set ? `${where}, but not which is which` : where;
      return told.and === undefined ? which : `${told.and} and ${which}`;
    }
    case 'other':
      return told.group
        ? `the coset of a subgroup (${told.blocks} of them)`
        : `which of ${told.blocks} blocks of states`;
    case 'learned': {
      const slots = told.slots?.map((slot) => String(slot + 1));
      const by = slots
        ? ` (by what slot${slots.length > 1 ? 's' : ''} ${listed(slots)} hold${slots.length > 1 ? '' : 's'})`
        : '';
      return `${told.blocks} groups of states${by}`;
    }
  }
}
