import { identity, isPermutation, type SlotMap } from './maps';
import { invert } from './product-replacement';
import { Budget, PermutationGroup } from './schreier-sims';

/** A group of permutations whose elements have ids, known by name. */
export interface NamedGroup {
  name: string;
  degree: number;
  order: bigint;
  /** @throws RangeError when `id` is not in `0..order-1`. */
  elementOf(id: bigint): number[];
  /** The id of an element; undefined when `map` is not in the group. */
  idOf(map: SlotMap): bigint | undefined;
}

/** Work that a group with ids may take to build: well under a second. */
const WORK = 300_000_000;

/**
 * The group that these permutations generate. The id of an element is its rank among all of them in the lexicographic
 * order of one-line forms, so that ids of Sₙ and Aₙ are the same however they are generated.
 *
 * It is found by a stabilizer chain whose base is 0, 1, 2, …: of all elements that agree with this one on the first k points,
 * those that send point k lower come before it, and there are as many for each such image as the next stabilizer has
 * elements.
 *
 * @throws BudgetExceeded
 */
export function rankedGroup(name: string, degree: number, generators: readonly SlotMap[]): NamedGroup {
  const group = new PermutationGroup(degree, generators, new Budget(WORK), identity(degree));
  const levels = group.transversals();
  // `after[k]`: order of the stabilizer of the first k + 1 base points.
  const after = levels.map((_, k) =>
    levels.slice(k + 1).reduce((order, { orbit }) => order * BigInt(orbit.length), 1n),
  );
  return {
    name,
    degree,
    order: group.order,
    elementOf: (id) => {
      if (id < 0n || id >= group.order) throw new RangeError(`${name} has no element ${id}`);
      let element = identity(degree);
      let rest = id;
      levels.forEach(({ orbit, back }, k) => {
        const size = after[k] ?? 1n;
        const images = orbit.map((point) => ({ point, image: element[point] ?? 0 })).sort((a, b) => a.image - b.image);
        const chosen = images[Number(rest / size)]?.point ?? 0;
        rest %= size;
        element = before(element, invert(back[chosen] ?? []));
      });
      return element;
    },
    idOf: (map) => {
      if (map.length !== degree || !isPermutation(map)) return undefined;
      let element = identity(degree);
      let id = 0n;
      for (const [k, { base, orbit, back }] of levels.entries()) {
        const wanted = map[base];
        const chosen = orbit.find((point) => element[point] === wanted);
        if (chosen === undefined || wanted === undefined) return undefined;
        id += BigInt(orbit.filter((point) => (element[point] ?? 0) < wanted).length) * (after[k] ?? 1n);
        element = before(element, invert(back[chosen] ?? []));
      }
      return element.every((image, point) => image === map[point]) ? id : undefined;
    },
  };
}

/** The point `x` goes to `a[b[x]]`. */
function before(a: SlotMap, b: SlotMap): number[] {
  return b.map((point) => a[point] ?? 0);
}
