import {
  blocksOf,
  congruences,
  meetOf,
  numbered,
  refines,
  type Action,
  type Partition,
} from '../../algebra/congruences';
import { isEven, keyOf, productOn } from '../../algebra/maps';
import { verdict } from '../../algebra/verdict';
import { mapOf, type Automaton } from './automaton';

/** States times pairs times actions that are followed at most: well under a second. */
export const MOST_WORK = 200_000_000;
/** Partitions of one kind at most: S5 has 156 subgroups. */
export const MOST_PARTITIONS = 1000;

/** A quotient of a task's group: what is left of the state when a normal subgroup is taken for nothing. */
export interface Quotient {
  /** `the sign`, `Z5`, `A4`, or `a quotient of order 24`. */
  name: string;
  /** Of states. */
  partition: Partition;
}

/**
 * The quotients of the group that a task's tokens generate, without the group itself and the trivial one, and without
 * those that are no more than several others together (Z15 where Z3 and Z5 are there): a prediction is right in a
 * quotient exactly when it is right in the irreducible ones below it. Smallest first.
 *
 * Normal subgroups are the partitions that multiplication respects from both sides.
 *
 * @returns none for a task that is no group, and for one so large that its sign is all that is looked for
 */
export function quotientsOf(automaton: Automaton): Quotient[] {
  if (!automaton.group) return [];
  const found = normalPartitions(automaton) ?? [signOf(automaton), numbered(automaton.classes, () => 0)];
  const proper = found.filter((partition) => blocksOf(partition) > 1 && blocksOf(partition) < automaton.classes.length);
  const irreducible = proper.filter((partition) => {
    const above = found.filter((other) => other !== partition && refines(partition, other));
    return !same(partition, above.reduce(meetOf));
  });
  const named = irreducible.map((partition) => ({ name: nameOf(automaton, partition), partition }));
  return distinct(named).sort((a, b) => blocksOf(a.partition) - blocksOf(b.partition));
}

export function same(a: Partition, b: Partition): boolean {
  return a.length === b.length && a.every((block, state) => block === b[state]);
}

function normalPartitions(automaton: Automaton): Partition[] | undefined {
  const { task, classes, tokens } = automaton;
  const states = classes.length;
  if (2 * states * states * tokens.length > MOST_WORK) return undefined;
  const multiply = productOn(task.acts);
  const stateOf = new Map(classes.map((_, state) => [keyOf(mapOf(automaton, state)), state]));
  const left = task.tokens.map((token): Action =>
    Int32Array.from(classes, (_, state) => stateOf.get(keyOf(multiply(token, mapOf(automaton, state)))) ?? 0),
  );
  return congruences(withFirst(states), [...tokens, ...left], states, MOST_PARTITIONS);
}

/** In a group every pair is moved onto one with the identity. */
export function* withFirst(states: number): Generator<[number, number]> {
  for (let state = 1; state < states; state++) yield [0, state];
}

function signOf(automaton: Automaton): Partition {
  return numbered(automaton.classes, (state) => Number(isEven(mapOf(automaton, state))));
}

function nameOf(automaton: Automaton, partition: Partition): string {
  const order = blocksOf(partition);
  if (order === 2 && same(partition, signOf(automaton))) return 'the sign';
  // The group as it acts on the blocks is the quotient itself.
  const first = new Map<number, number>();
  partition.forEach((block, state) => first.has(block) || first.set(block, state));
  const steps = automaton.tokens.map((action) =>
    Array.from({ length: order }, (_, block) => partition[action[first.get(block) ?? 0] ?? 0] ?? 0),
  );
  const { name, abelian } = verdict(steps);
  if (abelian) return name ?? `Z${order}`;
  return SMALL[order] ?? factorName(automaton, partition, order) ?? `a quotient of order ${order}`;
}

/** Orders with one group that is not abelian and has a single minimal normal subgroup. */
const SMALL: Readonly<Record<number, string>> = { 6: 'S3', 60: 'A5' };

/** The quotient acts on the objects of one orbit as the symmetric or alternating group. */
function factorName(automaton: Automaton, partition: Partition, order: number): string | undefined {
  for (const orbit of orbitsOf(automaton)) {
    const onOrbit = numbered(automaton.classes, (state) => orbit.map((slot) => mapOf(automaton, state)[slot]).join());
    if (!same(partition, onOrbit)) continue;
    const all = orbit.reduce((product, _, index) => product * (index + 1), 1);
    if (order === all) return `S${orbit.length}`;
    if (2 * order === all) return `A${orbit.length}`;
  }
  return undefined;
}

/** Slots that lead to each other, in order. */
export function orbitsOf({ task }: Automaton): number[][] {
  const root = Int32Array.from({ length: task.degree }, (_, slot) => slot);
  for (let changed = true; changed;) {
    changed = false;
    for (const token of task.tokens)
      token.forEach((from, slot) => {
        const least = Math.min(root[from] ?? from, root[slot] ?? slot);
        changed ||= root[from] !== least || root[slot] !== least;
        root[from] = root[slot] = least;
      });
  }
  const orbits = new Map<number, number[]>();
  root.forEach((least, slot) => orbits.set(least, [...(orbits.get(least) ?? []), slot]));
  return [...orbits.values()];
}

/** Quotients that are isomorphic get numbers: Z2 × Z2 has three of order two. */
function distinct(quotients: Quotient[]): Quotient[] {
  const count = new Map<string, number>();
  return quotients.map((quotient) => {
    const { name } = quotient;
    if (quotients.filter((other) => other.name === name).length === 1) return quotient;
    const number = (count.get(name) ?? 0) + 1;
    count.set(name, number);
    return { ...quotient, name: `${name} no. ${number}` };
  });
}
