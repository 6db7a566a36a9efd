import { compositionFactors } from './composition-factors';
import { containsAlternating } from './giants';
import { actionOn, derivedSeries, isAbelian, primesOf } from './group-structure';
import { compose, cycles, equal, isIdentity, isPermutation, keyOf, type SlotMap } from './maps';
import { enumerateMonoid, maximalSubgroups, type Subgroup } from './monoid';
import { nameOfGroup } from './recognise';
import { Budget, BudgetExceeded, orbits, PermutationGroup } from './schreier-sims';
import { alternatingOrder, classOf, giantFacts, symmetricFacts, symmetricOrder } from './symmetric-facts';
import type { Facts, Findings, Verdict } from './verdict-facts';
import { sentenceOf } from './verdict-sentence';

export type { Verdict };

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
    const name = found.name ?? nameOfGroup(group, factors);
    return { ...found, ...(name !== undefined && { name }), ...(factors && { compositionFactors: factors }) };
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
    const { complete, ...elements } = enumerateMonoid(generators, degree, MAX_MONOID, budget);
    const groups = maximalSubgroups(elements);
    const isSolvable = groups.every((group) => isSolvableGroup(group, budget));
    if (!complete) {
      // A group that some elements generate is inside the monoid, whatever the others are.
      if (!isSolvable) return { class: 'non-solvable', abelian };
      return { class: 'unknown', abelian, bound: `the monoid has more than ${MAX_MONOID} elements` };
    }
    const largest = groups.reduce((most, group) => Math.max(most, group.elements.length), 1);
    const found = { order: String(elements.codes.size), abelian, largestSubgroup: String(largest) };
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
