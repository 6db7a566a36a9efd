import type { NamedGroup } from '../algebra/groups';
import { compose, type SlotMap } from '../algebra/maps';
import { formatCycles } from '../algebra/notation';

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

  /** The product of every prefix of a word. */
  prefixProducts(word: readonly number[]): number[] {
    let product: number | undefined;
    return word.map((id) => (product = product === undefined ? id : this.product(product, id)));
  }
}
