import { compose, identity, type SlotMap } from './maps';
import type { Budget } from './schreier-sims';
import { textOfUnits } from '../lists/text-of-units';

/**
 * Products of the generators, the identity first, by breadth-first search over the right Cayley graph: all of them, or
 * (`complete` is false) the first `most`.
 *
 * @throws BudgetExceeded
 */
export function enumerateMonoid(
  generators: readonly SlotMap[],
  degree: number,
  most: number,
  budget: Budget,
): { elements: SlotMap[]; complete: boolean } {
  const elements: SlotMap[] = [identity(degree)];
  const seen = new Set(elements.map(textOfUnits));
  for (const element of elements) {
    for (const generator of generators) {
      budget.spend(PRICE * degree);
      const product = compose(element, generator);
      const code = textOfUnits(product);
      if (seen.has(code)) continue;
      if (elements.length === most) return { elements, complete: false };
      seen.add(code);
      elements.push(product);
    }
  }
  return { elements, complete: true };
}

/** A map composed, made into text and looked up costs as much as this many compositions. */
const PRICE = 10;

/** A maximal subgroup of a monoid of maps, acting faithfully on the image of its idempotent. */
export interface Subgroup {
  /** Points on which it acts, renumbered from zero. */
  degree: number;
  elements: SlotMap[];
}

/**
 * The maximal subgroups with more than one element: for every image that is a transversal of some kernel, all elements
 * with this image and kernel (Green's theorem: such an ℋ-class is a group, and every group in the monoid lies in one).
 * The monoid is aperiodic when there is none. Of some elements only, what is given generates subgroups.
 */
export function maximalSubgroups(elements: readonly SlotMap[]): Subgroup[] {
  const classes = new Map<string, { image: number[]; elements: SlotMap[] }>();
  for (const element of elements) {
    const image = [...new Set(element)].sort((a, b) => a - b);
    const isTransversal = new Set(image.map((point) => element[point])).size === image.length;
    if (!isTransversal) continue;
    const code = `${textOfUnits(image)}|${textOfUnits(kernelOf(element))}`;
    const known = classes.get(code);
    if (known) known.elements.push(element);
    else classes.set(code, { image, elements: [element] });
  }
  return [...classes.values()]
    .filter((each) => each.elements.length > 1)
    .map(({ image, elements: members }) => {
      const place = new Map(image.map((point, k) => [point, k]));
      const restrict = (element: SlotMap) => image.map((point) => place.get(element[point] ?? -1) ?? -1);
      return { degree: image.length, elements: members.map(restrict) };
    });
}

/** For each slot the first one with the same image. */
function kernelOf(element: SlotMap): number[] {
  const first = new Map<number, number>();
  return element.map((from, slot) => {
    const known = first.get(from);
    if (known !== undefined) return known;
    first.set(from, slot);
    return slot;
  });
}
