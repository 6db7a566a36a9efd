import { compose, cycles, identity, keyOf, type SlotMap } from './maps';
import type { Budget } from './schreier-sims';

/** A small group with all its elements; element 0 is the identity. */
export class ListedGroup {
  readonly elements: SlotMap[] = [];
  private readonly index = new Map<string, number>();
  private readonly tables = new Map<number, Int32Array>();
  /** The generators, by their numbers. */
  readonly generators: number[];

  /** @throws BudgetExceeded */
  constructor(
    degree: number,
    generators: readonly SlotMap[],
    private readonly budget: Budget,
  ) {
    this.add(identity(degree));
    for (let k = 0; k < this.elements.length; k++) {
      for (const generator of generators) {
        this.budget.spend(8 * degree);
        this.add(compose(this.elements[k] ?? [], generator));
      }
    }
    this.generators = generators.map((generator) => this.index.get(keyOf(generator)) ?? 0);
  }

  get order(): number {
    return this.elements.length;
  }

  private add(element: SlotMap): void {
    const key = keyOf(element);
    if (this.index.has(key)) return;
    this.index.set(key, this.elements.length);
    this.elements.push(element);
  }

  /** `times(x)[g]` is the product of `g` and `x`, in this order. @throws BudgetExceeded */
  times(x: number): Int32Array {
    const known = this.tables.get(x);
    if (known) return known;
    const by = this.elements[x] ?? [];
    this.budget.spend(4 * this.order * by.length);
    const table = Int32Array.from(this.elements, (element) => this.index.get(keyOf(compose(element, by))) ?? 0);
    this.tables.set(x, table);
    return table;
  }

  /** Order of every element. */
  orders(): readonly number[] {
    this.orderList ??= this.elements.map((element) => {
      this.budget.spend(element.length);
      return cycles(element).reduce((common, { length }) => leastCommonMultiple(common, length), 1);
    });
    return this.orderList;
  }

  private orderList: number[] | undefined;

  /** The number of the product of two elements. */
  product(a: number, b: number): number {
    return this.index.get(keyOf(compose(this.elements[a] ?? [], this.elements[b] ?? []))) ?? 0;
  }

  /** Fewer of the generators, if these are enough. */
  fewerGenerators(): number[] {
    let kept = [...this.generators];
    for (const each of this.generators) {
      const rest = kept.filter((other) => other !== each);
      if (rest.length > 0 && this.reached(rest) === this.order) kept = rest;
    }
    return kept;
  }

  private reached(generators: readonly number[]): number {
    const seen = new Set([0]);
    const tables = generators.map((each) => this.times(each));
    for (const element of seen) for (const table of tables) seen.add(table[element] ?? 0);
    return seen.size;
  }

  /** What isomorphic groups have in common: how many elements there are of every order, and how many commute with all. */
  fingerprint(): string {
    const counts = new Map<number, number>();
    for (const order of this.orders()) counts.set(order, (counts.get(order) ?? 0) + 1);
    const central = this.elements.filter((_, k) =>
      this.generators.every((generator) => this.product(k, generator) === this.product(generator, k)),
    );
    this.budget.spend(2 * this.order * this.generators.length * (this.elements[0]?.length ?? 1));
    return `${[...counts].sort(([a], [b]) => a - b).join(';')} ${central.length}`;
  }
}

/**
 * Whether two groups are isomorphic, by an isomorphism that is found: images of the generators of one for which every product
 * with a generator goes to the product of the images, and no two elements to one.
 *
 * @throws BudgetExceeded
 */
export function areIsomorphic(one: ListedGroup, other: ListedGroup, budget: Budget): boolean {
  if (one.order !== other.order || one.fingerprint() !== other.fingerprint()) return false;
  const generators = one.fewerGenerators();
  const [orders, others] = [one.orders(), other.orders()];
  const images: number[] = [];
  const search = (k: number): boolean => {
    const generator = generators[k];
    if (generator === undefined) return extendsTo(one, other, generators, images, budget);
    for (let image = 0; image < other.order; image++) {
      if (others[image] !== orders[generator]) continue;
      budget.spend(other.elements[0]?.length ?? 1);
      const fits = images.every(
        (before, j) => others[other.product(before, image)] === orders[one.product(generators[j] ?? 0, generator)],
      );
      if (!fits) continue;
      images.push(image);
      if (search(k + 1)) return true;
      images.pop();
    }
    return false;
  };
  return search(0);
}

function extendsTo(
  one: ListedGroup,
  other: ListedGroup,
  generators: readonly number[],
  images: readonly number[],
  budget: Budget,
): boolean {
  const to = new Int32Array(one.order).fill(-1);
  to[0] = 0;
  const queue = [0];
  const taken = new Set([0]);
  const there = images.map((image) => other.times(image));
  const here = generators.map((generator) => one.times(generator));
  for (const element of queue) {
    budget.spend(generators.length);
    for (const [k, table] of here.entries()) {
      const next = table[element] ?? 0;
      const image = there[k]?.[to[element] ?? 0] ?? 0;
      if (to[next] === image) continue;
      if (to[next] !== -1 || taken.has(image)) return false;
      to[next] = image;
      taken.add(image);
      queue.push(next);
    }
  }
  return queue.length === one.order;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
