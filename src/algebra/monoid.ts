import { identity, type SlotMap } from './maps';
import type { Budget } from './schreier-sims';
import { textOfUnits } from '../lists/text-of-units';

/** Elements of a monoid of maps, each as the text whose units it is: that takes a quarter of the room, or an eighth. */
export interface Elements {
  degree: number;
  codes: ReadonlySet<string>;
}

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
): Elements & { complete: boolean } {
  const product = identity(degree);
  const codes = new Set([textOfUnits(product)]);
  // What is added while a set is gone through is gone through as well.
  for (const element of codes) {
    for (const generator of generators) {
      budget.spend(PRICE * degree);
      for (let slot = 0; slot < degree; slot++) product[slot] = element.charCodeAt(generator[slot] as number);
      const code = textOfUnits(product);
      if (codes.has(code)) continue;
      if (codes.size === most) return { degree, codes, complete: false };
      codes.add(code);
    }
  }
  return { degree, codes, complete: true };
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
export function maximalSubgroups({ degree, codes }: Elements): Subgroup[] {
  const classes = new Map<string, { image: number[]; elements: string[] }>();
  const transversals = new Transversals(degree);
  for (const element of codes) {
    const image = transversals.imageOf(element);
    if (!image) continue;
    const code = `${textOfUnits(image)}|${textOfUnits(transversals.kernelOf(element))}`;
    const known = classes.get(code);
    if (known) known.elements.push(element);
    else classes.set(code, { image, elements: [element] });
  }
  return [...classes.values()]
    .filter((each) => each.elements.length > 1)
    .map(({ image, elements: members }) => {
      const place = new Map(image.map((point, k) => [point, k]));
      const restrict = (element: string) => image.map((point) => place.get(element.charCodeAt(point)) ?? -1);
      return { degree: image.length, elements: members.map(restrict) };
    });
}

/** Finds images that are transversals of the map's kernel, one map after the other, in room that is used again. */
class Transversals {
  private readonly marks: Uint32Array;
  private readonly first: Uint32Array;
  private mark = 0;

  constructor(private readonly degree: number) {
    this.marks = new Uint32Array(2 * degree);
    this.first = new Uint32Array(degree);
  }

  /** The image of a map, ascending, where the map takes different points of it to different ones. */
  imageOf(element: string): number[] | undefined {
    const { marks, degree } = this;
    const mark = ++this.mark;
    for (let slot = 0; slot < degree; slot++) marks[element.charCodeAt(slot)] = mark;
    const image: number[] = [];
    for (let point = 0; point < degree; point++) {
      if (marks[point] !== mark) continue;
      const to = degree + element.charCodeAt(point);
      if (marks[to] === mark) return undefined;
      marks[to] = mark;
      image.push(point);
    }
    return image;
  }

  /** For each slot the first one with the same image. */
  kernelOf(element: string): number[] {
    const { marks, first, degree } = this;
    const mark = ++this.mark;
    const kernel: number[] = [];
    for (let slot = 0; slot < degree; slot++) {
      const from = element.charCodeAt(slot);
      if (marks[from] !== mark) first[from] = slot;
      marks[from] = mark;
      kernel.push(first[from] as number);
    }
    return kernel;
  }
}
