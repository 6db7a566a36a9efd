import { elementOf } from '../../algebra/elements';
import { compose, identity, inverse } from '../../algebra/maps';
import type { GroupTable } from './group-table';

/** Worlds of more slots have too many renamings to be tried. */
const MAX_DEGREE = 5;

const FACTORIALS = [1, 1, 2, 6, 24, 120];

/** Words up to a renaming of their slots. */
export class Renamings {
  /** For every renaming of the slots that keeps the group: the image of each element, by id. */
  private readonly images: Int32Array[];

  constructor(table: GroupTable) {
    const { degree } = table.group;
    const count = degree <= MAX_DEGREE ? (FACTORIALS[degree] ?? 0) : 0;
    const ids = identity(count === 0 ? 0 : table.order);
    this.images = identity(count).flatMap((rank) => {
      const p = elementOf(degree, BigInt(rank));
      const images = ids.map((id) => table.group.idOf(compose(compose(inverse(p), table.map(id)), p)));
      return images.includes(undefined) ? [] : [Int32Array.from(images, Number)];
    });
  }

  /**
   * The least word (by ids) among all `p⁻¹wp`: texts that differ only in how their things are called have the same one.
   * With more than five slots, the word itself.
   */
  least(word: readonly number[]): readonly number[] {
    if (this.images.length === 0) return word;
    let candidates: readonly Int32Array[] = this.images;
    return word.map((id) => {
      const least = candidates.reduce((best, images) => Math.min(best, images[id] ?? best), Infinity);
      if (candidates.length > 1) candidates = candidates.filter((images) => images[id] === least);
      return least;
    });
  }
}
