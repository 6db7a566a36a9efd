import { factorial } from './elements';
import { identity, isEven, isIdentity, type SlotMap } from './maps';
import { invert, RandomElements } from './product-replacement';

/** More work than the caller allows; the group was not computed. */
export class BudgetExceeded extends Error {
  override name = 'BudgetExceeded';
}

/** Work left, in entries of permutations read: about 3·10⁸ to 10⁹ a second. Shared by all groups of one question. */
export class Budget {
  constructor(private left: number) {}

  /** @throws BudgetExceeded */
  spend(entries: number): void {
    this.left -= entries;
    if (this.left < 0) throw new BudgetExceeded();
  }
}

/** The stabilizer of all earlier base points: generators, the orbit of its own base point, and a way there for each. */
interface Level {
  base: number;
  generators: SlotMap[];
  inverses: SlotMap[];
  orbit: number[];
  /** `back[x]` is an element that takes `x` to the base point; undefined off the orbit. */
  back: (SlotMap | undefined)[];
}

/** Random elements that must lie in the chain before it is taken for complete (and then checked). */
const QUIET = 20;
const HASTY = 2;

/** Price of an entry that is kept, so that the budget bounds memory too (some 8 bytes each). */
const STORED = 10;

/**
 * A permutation group by a base and strong generating set (Schreier–Sims): its order, and which permutations it holds.
 *
 * The chain is grown from random elements (product replacement, with a fixed seed) and then proved complete: either its
 * order meets a bound that it cannot exceed, or all Schreier generators of all levels are in it (Seress, *Permutation
 * Group Algorithms*, 2003, chapter 4). The answer is exact; only the time depends on the dice.
 */
export class PermutationGroup {
  private readonly levels: Level[] = [];
  private readonly random = new RandomElements();
  /** Those of the given generators that were not products of the ones before them. */
  readonly generators: SlotMap[] = [];

  /**
   * @param base points whose stabilizer chain comes first, in this order
   * @param bound an order that the group cannot exceed, to save the proof; by default that of the product of the symmetric
   *   groups on its orbits, or half of it when all generators are even
   * @throws BudgetExceeded
   */
  constructor(
    readonly degree: number,
    generators: readonly SlotMap[],
    private readonly budget: Budget,
    private readonly base: readonly number[] = [],
    private readonly bound: (generators: readonly SlotMap[], degree: number) => bigint = largestOrder,
  ) {
    this.extend(generators);
  }

  get order(): bigint {
    return this.levels.reduce((order, { orbit }) => order * BigInt(orbit.length), 1n);
  }

  /** The levels of the chain: of every point of an orbit an element that takes it to the base point of its level. */
  transversals(): readonly { base: number; orbit: readonly number[]; back: readonly (SlotMap | undefined)[] }[] {
    return this.levels;
  }

  contains(permutation: SlotMap): boolean {
    return this.sift(permutation) === undefined;
  }

  /** Elements that generate the subgroup which fixes the first `points` points of the base. */
  stabilizer(points: number): SlotMap[] {
    return [...new Set(this.levels.slice(points).flatMap(({ generators }) => generators))];
  }

  /** Adds elements to the group. @throws BudgetExceeded */
  extend(elements: readonly SlotMap[]): void {
    const bound = this.bound([...this.generators, ...elements], this.degree);
    const before = this.generators.length;
    for (const element of elements) {
      if (this.contains(element)) continue;
      this.generators.push(element);
      this.random.add(element);
      this.insert(element, 0);
      // Most of the group early on: later elements then show that they are products of those before them.
      this.fillAtRandom(bound, HASTY);
    }
    if (this.generators.length === before) return;
    do this.fillAtRandom(bound, QUIET);
    while (this.order < bound && !this.isComplete());
  }

  /** Adds random elements until `quiet` of them in a row were in the chain already, or the order meets the bound. */
  private fillAtRandom(bound: bigint, quiet: number): void {
    for (let found = 0; found < quiet && this.order < bound; found++) {
      this.budget.spend(3 * this.degree);
      const residue = this.sift(this.random.next());
      if (!residue) continue;
      found = -1;
      this.insert(residue, 1);
    }
  }

  /** Schreier's lemma, from the last level up; adds what is missing and says whether nothing was. */
  private isComplete(): boolean {
    for (let at = this.levels.length - 1; at >= 0; at--) {
      const { generators, orbit, back } = this.levels[at] as Level;
      for (const point of orbit) {
        for (const generator of generators) {
          const there = invert(back[point] as SlotMap);
          const image = back[generator[point] as number] as SlotMap;
          const residue = this.sift(this.then(this.then(there, generator), image), at + 1);
          if (!residue) continue;
          this.insert(residue, at + 1);
          return false;
        }
      }
    }
    return true;
  }

  /** What is left of a permutation once the chain's elements are divided out; undefined when nothing is. */
  private sift(permutation: SlotMap, from = 0): SlotMap | undefined {
    let element = permutation;
    for (let level = from; level < this.levels.length; level++) {
      const { base, back } = this.levels[level] as Level;
      const image = element[base] as number;
      if (image === base) continue;
      const home = back[image];
      if (!home) return element;
      element = this.then(element, home);
    }
    this.budget.spend(this.degree);
    return isIdentity(element) ? undefined : element;
  }

  /** Makes an element a generator of the levels from `first` up to that whose base point it moves. */
  private insert(element: SlotMap, first: number): void {
    for (let at = 0; ; at++) {
      const level = this.levels[at] ?? this.newLevel(element);
      if (at >= first) {
        level.generators.push(element);
        level.inverses.push(invert(element));
        this.closeOrbit(level);
      }
      if (element[level.base] !== level.base) return;
    }
  }

  private newLevel(element: SlotMap): Level {
    const used = new Set(this.levels.map(({ base }) => base));
    const wanted = this.base[this.levels.length];
    const base = wanted ?? element.findIndex((image, point) => image !== point && !used.has(point));
    const back: Level['back'] = [];
    back[base] = identity(this.degree);
    const level: Level = { base, generators: [], inverses: [], orbit: [base], back };
    this.levels.push(level);
    return level;
  }

  /** Closes the orbit after one more generator: it alone is new to the points that are there, all are to later ones. */
  private closeOrbit({ generators, inverses, orbit, back }: Level): void {
    const known = orbit.length;
    for (let k = 0; k < orbit.length; k++) {
      const point = orbit[k] as number;
      const first = k < known ? generators.length - 1 : 0;
      this.budget.spend(generators.length - first);
      for (let which = first; which < generators.length; which++) {
        const image = generators[which]?.[point] as number;
        if (back[image]) continue;
        this.budget.spend(STORED * this.degree);
        back[image] = this.then(inverses[which] as SlotMap, back[point] as SlotMap);
        orbit.push(image);
      }
    }
  }

  /** The point `x` goes to `b[a[x]]`. */
  private then(a: SlotMap, b: SlotMap): SlotMap {
    this.budget.spend(this.degree);
    const result = new Array<number>(this.degree);
    for (let point = 0; point < this.degree; point++) result[point] = b[a[point] as number] as number;
    return result;
  }
}

/** Orbits of more than one point, each in order of its points. */
export function orbits(generators: readonly SlotMap[], degree: number): number[][] {
  const parent = identity(degree);
  const root = (point: number): number => {
    while (parent[point] !== point) point = parent[point] = parent[parent[point] as number] as number;
    return point;
  };
  for (const generator of generators) generator.forEach((image, point) => (parent[root(point)] = root(image)));
  const byRoot = new Map<number, number[]>();
  for (const point of identity(degree)) {
    const orbit = byRoot.get(root(point));
    if (orbit) orbit.push(point);
    else byRoot.set(root(point), [point]);
  }
  return [...byRoot.values()].filter((orbit) => orbit.length > 1);
}

/** The order of the product of the symmetric groups on the orbits, or of its even half where all generators are even. */
function largestOrder(generators: readonly SlotMap[], degree: number): bigint {
  const all = orbits(generators, degree).reduce((order, { length }) => order * factorial(length), 1n);
  return all > 1n && generators.every(isEven) ? all / 2n : all;
}
