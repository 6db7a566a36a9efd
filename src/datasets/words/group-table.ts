import type { NamedGroup } from '../../algebra/groups';
import { compose, identity, type SlotMap } from '../../algebra/maps';
import { formatCycles } from '../../algebra/notation';

/** Groups of this order or less are multiplied by a table (16 MB at most). */
const MAX_TABLE = 2000;

/** Elements remembered with their maps and names. */
const MAX_REMEMBERED = 100_000;

/** A named group by ids that are numbers, fast where it is small. */
export class GroupTable {
  readonly order: number;
  private readonly products: Int32Array | undefined;
  private readonly maps = new Map<number, SlotMap>();
  private readonly names = new Map<number, string>();
  private isFilled = false;

  /** @throws RangeError when the ids are not exact as numbers */
  constructor(readonly group: NamedGroup) {
    if (group.order > BigInt(Number.MAX_SAFE_INTEGER))
      throw new RangeError(`${group.name} has ${group.order} elements, more than ids can count (2⁵³)`);
    this.order = Number(group.order);
    if (this.order <= MAX_TABLE) this.products = new Int32Array(this.order ** 2).fill(-1);
  }

  map(id: number): SlotMap {
    const known = this.maps.get(id);
    if (known) return known;
    const map = this.group.elementOf(BigInt(id));
    if (this.maps.size < MAX_REMEMBERED) this.maps.set(id, map);
    return map;
  }

  /** `(1 3)(2 5)` */
  name(id: number): string {
    let name = this.names.get(id);
    if (name === undefined) {
      name = formatCycles(this.map(id));
      if (this.names.size < MAX_REMEMBERED) this.names.set(id, name);
    }
    return name;
  }

  /** First `a`, then `b`. */
  product(a: number, b: number): number {
    const place = a * this.order + b;
    const known = this.products?.[place] ?? -1;
    if (known >= 0) return known;
    const id = Number(this.group.idOf(compose(this.map(a), this.map(b))));
    if (this.products) this.products[place] = id;
    return id;
  }

  /** The products of all pairs, at `a * order + b`; undefined where the group is too large for a table. */
  all(): Int32Array | undefined {
    const { products, order } = this;
    if (!products || this.isFilled) return products;
    // A product by a generator is multiplied out; every other one is two look-ups: a(bg) = (ab)g.
    const one = Number(this.group.idOf(identity(this.group.degree)));
    const reached = new Uint8Array(order);
    const elements = [one];
    reached[one] = 1;
    for (let a = 0; a < order; a++) products[a * order + one] = a;
    const generators: number[] = [];
    const reach = (b: number, g: number): void => {
      const bg = this.product(b, g);
      if (reached[bg]) return;
      reached[bg] = 1;
      elements.push(bg);
      multiplyAll(products, order, [b, g, bg]);
    };
    for (let generator = 0; generator < order; generator++) {
      if (reached[generator]) continue;
      generators.push(generator);
      for (let a = 0; a < order; a++) this.product(a, generator);
      // What was reached goes on by the new generator, and what is new by all of them.
      const known = elements.length;
      for (let at = 0; at < elements.length; at++)
        for (const each of at < known ? [generator] : generators) reach(elements[at] ?? one, each);
    }
    this.isFilled = true;
    return products;
  }

  /** The product of every prefix of a word. */
  prefixProducts(word: readonly number[]): number[] {
    let product: number | undefined;
    return word.map((id) => (product = product === undefined ? id : this.product(product, id)));
  }
}

/** The products of all elements by `bg`, where those by `b` and by `g` are known. */
function multiplyAll(products: Int32Array, order: number, [b, g, bg]: readonly [number, number, number]): void {
  for (let a = 0; a < order; a++) products[a * order + bg] = products[(products[a * order + b] ?? 0) * order + g] ?? 0;
}
