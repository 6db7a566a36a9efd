import { compositionFactors } from './composition-factors';
import { containsAlternating } from './giants';
import { actionOn, derivedSeries, isAbelian, primesOf } from './group-structure';
import { compose, cycles, equal, isIdentity, isPermutation, keyOf, type SlotMap } from './maps';
import { enumerateMonoid, maximalSubgroups, type Subgroup } from './monoid';
import { Budget, BudgetExceeded, orbits, PermutationGroup } from './schreier-sims';
import { alternatingOrder, classOf, giantFacts, symmetricFacts, symmetricOrder } from './symmetric-facts';
import { sentenceOf } from './verdict-sentence';

/**
 * How hard it is to track the state of a trace, by the monoid that its steps generate (see docs/verdict.md).
 *
 * - `aperiodic`: no group inside; star-free, and its word problem lies in AC⁰ (Barrington and Thérien 1988);
 * - `solvable`: groups inside, all solvable; in ACC⁰, needs modular counting;
 * - `non-solvable`: NC¹-complete (Barrington 1989);
 * - `unknown`: the monoid was larger than the stated bound.
 *
 * What follows for an architecture is said by `analysis/theory`.
 */
export interface Verdict {
  class: 'aperiodic' | 'solvable' | 'non-solvable' | 'unknown';
  /** The usual name where one is known: `S5`, `A5`, `Z60`, `S3 × S4`. */
  name?: string;
  /** Number of elements of the monoid, in decimal; absent when not computed. */
  order?: string;
  /** True when every generator is a permutation. */
  group: boolean;
  /** Different generators other than the identity. */
  generators: number;
  /** Slots that some generator changes. */
  moved: number;
  abelian?: boolean;
  /** Orders of the derived series G ⊇ G′ ⊇ …, in decimal, down to the first repeated one; of groups only. */
  derivedSeries?: string[];
  /** Composition factors, largest first where known, such as `A5` and `Z2`; of groups only. */
  compositionFactors?: string[];
  /** Order of the largest group inside, in decimal; of monoids that are no groups, when all elements are listed. */
  largestSubgroup?: string;
  /**
   * Primes p, ascending, for which some update comes back after p repetitions and not before (Cauchy): what must be
   * counted modulo. None where nothing cycles; absent where some group is not solvable, or it was not computed.
   */
  primes?: number[];
  /** Of abelian groups: the number of repetitions after which every update has come back, in decimal. */
  exponent?: string;
  /** Why something was not computed: the bound that was met. */
  bound?: string;
  /** Why it speaks of the steps of one run, and not of those of others. */
  thisRunOnly?: string;
  /** One sentence for a student. */
  sentence: string;
}

/** Most elements of a monoid with resets that are listed. */
export const MAX_MONOID = 20_000;

/** Most different generators, and most numbers in them all. */
const MAX_GENERATORS = 20_000;
const MAX_NUMBERS = 4_000_000;

/** Entries of permutations read: well under a second on a machine of 2024. */
const WORK = 150_000_000;

/**
 * The verdict on the monoid that these maps generate, with the identity; all over the same slots. Groups of any degree
 * by Schreier–Sims, other monoids by listing their elements; `unknown` when a bound above is met.
 */
export function verdict(maps: Iterable<SlotMap>): Verdict {
  const facts = factsOf(maps);
  return { ...facts, sentence: sentenceOf(facts) };
}

/** The same verdict, where another state would have led to other steps. */
export function ofThisRun(found: Verdict, thisRunOnly: string): Verdict {
  const facts = { ...found, thisRunOnly };
  return { ...facts, sentence: sentenceOf(facts) };
}

type Facts = Omit<Verdict, 'sentence'>;

function factsOf(maps: Iterable<SlotMap>): Facts {
  const different = new Map<string, SlotMap>();
  const known = new Set<SlotMap>();
  let group = true;
  let numbers = 0;
  for (const map of maps) {
    if (known.has(map)) continue;
    known.add(map);
    if (isIdentity(map)) continue;
    const key = keyOf(map);
    if (different.has(key)) continue;
    different.set(key, map);
    group &&= isPermutation(map);
    numbers += map.length;
    if (different.size > MAX_GENERATORS || numbers > MAX_NUMBERS) {
      const bound = `more than ${different.size - 1} different steps of ${map.length} slots`;
      return { class: 'unknown', group, generators: different.size, moved: 0, bound };
    }
  }
  const generators = [...different.values()];
  const involved = involvedSlots(generators);
  const moved = involved.filter((slot) => generators.some((map) => map[slot] !== slot)).length;
  const common = { group, generators: generators.length, moved };
  const small = restrict(generators, involved);
  return { ...common, ...(group ? groupFacts(small, involved.length) : monoidFacts(small, involved.length)) };
}

/** What is found out about the monoid itself. */
export type Findings = Omit<Facts, 'group' | 'generators' | 'moved'>;

function groupFacts(generators: SlotMap[], degree: number): Findings {
  const sizes = orbits(generators, degree).map((orbit) => orbit.length);
  if (generators.every(isSwap)) return symmetricFacts(sizes);
  const budget = new Budget(WORK);
  let found: Findings = { class: 'unknown' };
  try {
    const giants = orbits(generators, degree).filter((orbit) =>
      containsAlternating(actionOn(orbit, generators), orbit.length, budget),
    );
    if (giants.length === 1 && sizes.length === 1) return giantFacts(generators, degree);
    // A group that acts on some orbit as a group that is not solvable is not solvable itself.
    if (giants.length > 0) found = { class: 'non-solvable' };
    const group = new PermutationGroup(degree, generators, budget);
    if (group.order === symmetricOrder(sizes)) return symmetricFacts(sizes);
    if (sizes.length === 1 && degree > 4 && group.order === alternatingOrder(degree))
      return giantFacts(generators, degree);
    const abelian = isAbelian(group);
    const exponent = generators
      .flatMap(cycles)
      .reduce((common, cycle) => leastCommonMultiple(common, cycle.length), 1n);
    found = { ...found, order: String(group.order), abelian };
    if (abelian) found.exponent = String(exponent);
    if (abelian && exponent === group.order) found.name = `Z${group.order}`;
    const series = derivedSeries(group, budget);
    const last = series.at(-1)?.order ?? 1n;
    const orders = [...series.map(({ order }) => order), ...(last > 1n ? [last] : [])];
    found = { ...found, class: classOf(group.order, last), derivedSeries: orders.map(String) };
    if (last === 1n) found.primes = primesOf(group.order, degree);
    const factors = compositionFactors(group, budget);
    return factors ? { ...found, compositionFactors: factors } : found;
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { ...found, bound: `the group on ${degree} slots needs more work than is spent on a verdict` };
  }
}

function isSwap(map: SlotMap): boolean {
  const [only, another] = cycles(map);
  return only?.length === 2 && another === undefined;
}

function leastCommonMultiple(a: bigint, b: number): bigint {
  let [x, y] = [a, BigInt(b)];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * BigInt(b);
}

function monoidFacts(generators: SlotMap[], degree: number): Findings {
  const budget = new Budget(WORK);
  const abelian =
    generators.length <= 200 && generators.every((a) => generators.every((b) => equal(compose(a, b), compose(b, a))));
  try {
    // The permutations among the generators generate the group of units, so that is the first place to look.
    const units = groupFacts(generators.filter(isPermutation), degree);
    if (units.class === 'non-solvable') return { class: 'non-solvable' };
    const { elements, complete } = enumerateMonoid(generators, degree, MAX_MONOID, budget);
    const groups = maximalSubgroups(elements);
    const isSolvable = groups.every((group) => isSolvableGroup(group, budget));
    if (!complete) {
      // A group that some elements generate is inside the monoid, whatever the others are.
      if (!isSolvable) return { class: 'non-solvable', abelian };
      return { class: 'unknown', abelian, bound: `the monoid has more than ${MAX_MONOID} elements` };
    }
    const largest = groups.reduce((most, group) => Math.max(most, group.elements.length), 1);
    const found = { order: String(elements.length), abelian, largestSubgroup: String(largest) };
    if (!isSolvable) return { class: 'non-solvable', ...found };
    const orders = groups.reduce((common, group) => leastCommonMultiple(common, group.elements.length), 1n);
    return { class: groups.length === 0 ? 'aperiodic' : 'solvable', ...found, primes: primesOf(orders, degree) };
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { class: 'unknown', bound: `the monoid on ${degree} slots needs more work than is spent on a verdict` };
  }
}

function isSolvableGroup({ degree, elements }: Subgroup, budget: Budget): boolean {
  // No group on fewer than five points is non-solvable.
  if (degree < 5) return true;
  return derivedSeries(new PermutationGroup(degree, elements, budget), budget).at(-1)?.order === 1n;
}

/** Slots that some map changes or reads for another slot. */
function involvedSlots(maps: readonly SlotMap[]): number[] {
  const involved = new Set<number>();
  for (const map of maps) {
    map.forEach((from, slot) => {
      if (from !== slot) involved.add(from).add(slot);
    });
  }
  return [...involved].sort((a, b) => a - b);
}

function restrict(maps: readonly SlotMap[], slots: readonly number[]): SlotMap[] {
  const place = new Map(slots.map((slot, k) => [slot, k]));
  return maps.map((map) => slots.map((slot) => place.get(map[slot] ?? -1) ?? -1));
}
