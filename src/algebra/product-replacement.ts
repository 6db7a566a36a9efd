import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { compose, type SlotMap } from './maps';

/** Fewest elements in the list of product replacement (Celler et al. 1995 take 10 or more). */
const SLOTS = 11;

/** Random elements of the group that given permutations generate, by product replacement from a fixed seed. */
export class RandomElements {
  private readonly random = xoroshiro128plus(20260101);
  private readonly list: SlotMap[] = [];
  private given = 0;

  /** Adds a generator. */
  add(generator: SlotMap): void {
    this.list.splice(this.given++, 0, generator);
    while (this.list.length < Math.max(SLOTS, this.given))
      this.list.push(this.list[this.list.length % this.given] ?? generator);
    for (let k = 0; k < SLOTS; k++) this.next();
  }

  /**
   * Adds generators that are a few random products of the given ones (random subproducts, Seress section 2.3): many
   * generators would take long to mix.
   */
  addMixed(generators: readonly SlotMap[], count = SLOTS): void {
    for (let k = 0; k < count; k++) {
      let product: SlotMap | undefined;
      for (const generator of generators) {
        const toss = uniformInt(this.random, 0, 2);
        if (toss === 1) product = product ? compose(product, generator) : generator;
        if (toss === 2) product = product ? compose(generator, product) : generator;
      }
      if (product) this.add(product);
    }
  }

  /** Needs at least one generator; reads some 3 permutations. */
  next(): SlotMap {
    const size = this.list.length;
    const at = uniformInt(this.random, 0, size - 1);
    const by = (at + uniformInt(this.random, 1, size - 1)) % size;
    const mine = this.list[at] ?? [];
    const other = this.list[by] ?? [];
    const factor = uniformInt(this.random, 0, 1) ? other : invert(other);
    const element = uniformInt(this.random, 0, 1) ? compose(mine, factor) : compose(factor, mine);
    this.list[at] = element;
    return element;
  }
}

/** The inverse of what is known to be a permutation. */
export function invert(permutation: SlotMap): number[] {
  const result = new Array<number>(permutation.length);
  for (let point = 0; point < permutation.length; point++) result[permutation[point] as number] = point;
  return result;
}
