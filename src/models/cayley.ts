import { compose, identity, type SlotMap } from '../algebra/maps';
import { textOfUnits } from '../lists/text-of-units';

/** Elements kept at most: A8 and S8 fit (40,320), and so does everything a bundled model is trained on. */
const MAX_ELEMENTS = 100_000;
/** Products formed at most, for a model with very many tokens; about two seconds at degree 64. */
const MAX_PRODUCTS = 10_000_000;

/**
 * Shortest words over a set of maps: breadth-first search over the Cayley graph of the monoid that they generate.
 * The search goes on only as far as it is asked, and what it found stays.
 */
export class CayleyGraph {
  private readonly elements: number[][];
  private readonly indexOf = new Map<string, number>();
  /** How each element was first reached: from which, by which generator. */
  private readonly parent: number[] = [-1];
  private readonly generator: number[] = [-1];
  private expanded = 0;
  private products = 0;

  constructor(
    degree: number,
    private readonly generators: readonly SlotMap[],
    private readonly product: (a: SlotMap, b: SlotMap) => number[] = compose,
  ) {
    this.elements = [identity(degree)];
    this.indexOf.set(key(identity(degree)), 0);
  }

  /**
   * Ids of generators whose product, left to right, is `map`: as few as there can be; none for the identity.
   * `undefined` when there is no such word, or none was found within the bounds (see `complete`).
   */
  word(map: SlotMap): number[] | undefined {
    const wanted = key(map);
    while (!this.indexOf.has(wanted) && this.expand());
    const index = this.indexOf.get(wanted);
    return index === undefined ? undefined : this.pathTo(index);
  }

  /** True when every element has been found, so that `undefined` means "there is none". */
  get complete(): boolean {
    return this.expanded === this.elements.length;
  }

  /** Number of elements found so far. */
  get size(): number {
    return this.elements.length;
  }

  private expand(): boolean {
    const from = this.expanded;
    const element = this.elements[from];
    if (!element) return false;
    if (this.products + this.generators.length > MAX_PRODUCTS) return false;
    if (this.elements.length + this.generators.length > MAX_ELEMENTS) return false;
    this.products += this.generators.length;
    this.generators.forEach((generator, id) => {
      const product = this.product(element, generator);
      const productKey = key(product);
      if (this.indexOf.has(productKey)) return;
      this.indexOf.set(productKey, this.elements.length);
      this.elements.push(product);
      this.parent.push(from);
      this.generator.push(id);
    });
    this.expanded++;
    return true;
  }

  private pathTo(index: number): number[] {
    const word: number[] = [];
    for (let at = index; at > 0; at = this.parent[at] ?? 0) word.push(this.generator[at] ?? 0);
    return word.reverse();
  }
}

/** Degrees are at most 64, so a character for each slot makes the smallest key. */
function key(map: SlotMap): string {
  return textOfUnits(map);
}
