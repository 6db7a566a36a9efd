import { factorial } from './elements';
import { actionOn, blockSystem, derivedSeries, primeFactors } from './group-structure';
import type { SlotMap } from './maps';
import { orbits, PermutationGroup, type Budget } from './schreier-sims';
import { greatest } from '../lists/extremes';

/**
 * Simple groups by order, where every perfect group of that order is the simple one (the orders of perfect groups below
 * 10⁴ are listed by Holt and Plesken, *Perfect Groups*, 1989).
 */
const SIMPLE_BY_ORDER: Readonly<Record<string, string>> = {
  60: 'A5',
  168: 'PSL(2,7)',
  360: 'A6',
  504: 'PSL(2,8)',
  660: 'PSL(2,11)',
  1092: 'PSL(2,13)',
  2448: 'PSL(2,17)',
  2520: 'A7',
  3420: 'PSL(2,19)',
  4080: 'PSL(2,16)',
  6072: 'PSL(2,23)',
  7920: 'M11',
};

/** Primitive groups that their degree and order identify. */
const SIMPLE_BY_DEGREE_AND_ORDER: Readonly<Record<string, string>> = {
  '12:95040': 'M12',
  '22:443520': 'M22',
  '23:10200960': 'M23',
  '24:244823040': 'M24',
};

/**
 * Composition factors, largest order first. Solvable parts are exact; what is left is split along orbits and blocks until
 * it is an alternating group or a simple group of the tables above. Undefined when it is neither.
 *
 * @throws BudgetExceeded
 */
export function compositionFactors(group: PermutationGroup, budget: Budget): string[] | undefined {
  const factors = factorsOf(group, budget);
  return factors?.sort((a, b) => (a.order === b.order ? 0 : a.order < b.order ? 1 : -1)).map(({ name }) => name);
}

interface Factor {
  name: string;
  order: bigint;
}

function factorsOf(group: PermutationGroup, budget: Budget): Factor[] | undefined {
  const series = derivedSeries(group, budget);
  const factors = series.slice(1).flatMap((next, k) => {
    const index = (series[k]?.order ?? next.order) / next.order;
    return primeFactors(index).map((order) => ({ name: `Z${order}`, order }));
  });
  const last = series.at(-1);
  if (!last || last.order === 1n) return factors;
  const rest = perfectFactors(last, budget);
  return rest && [...rest, ...factors];
}

function perfectFactors(group: PermutationGroup, budget: Budget): Factor[] | undefined {
  const { degree, generators, order } = group;
  const known = SIMPLE_BY_ORDER[String(order)];
  if (known !== undefined) return [{ name: known, order }];
  const [orbit, another] = orbits(generators, degree);
  if (!orbit) return [];
  if (another || orbit.length < degree) {
    const kernel = new PermutationGroup(degree, generators, budget, orbit).stabilizer(orbit.length);
    return both(actionOn(orbit, generators), orbit.length, kernel, degree, budget);
  }
  if (degree >= 5 && order === factorial(degree) / 2n) return [{ name: `A${degree}`, order }];
  const blocks = blockSystem(generators, degree, budget);
  if (!blocks) {
    const name = SIMPLE_BY_DEGREE_AND_ORDER[`${degree}:${order}`];
    return name === undefined ? undefined : [{ name, order }];
  }
  const count = greatest(blocks) + 1;
  const onBlocks = generators.map((generator) => {
    const map = new Array<number>(count).fill(0);
    generator.forEach((image, point) => (map[blocks[point] ?? 0] = blocks[image] ?? 0));
    return map;
  });
  // The group acts on points and blocks together; what fixes all blocks is the kernel of the action on blocks.
  const together = generators.map((generator, k) => [
    ...generator,
    ...(onBlocks[k] ?? []).map((block) => degree + block),
  ]);
  const base = Array.from({ length: count }, (_, block) => degree + block);
  const kernel = new PermutationGroup(degree + count, together, budget, base).stabilizer(count);
  return both(
    onBlocks,
    count,
    kernel.map((map) => map.slice(0, degree)),
    degree,
    budget,
  );
}

/** The factors of a quotient, given by its action, and of the kernel of that action. */
function both(image: SlotMap[], size: number, kernel: SlotMap[], degree: number, budget: Budget): Factor[] | undefined {
  const above = factorsOf(new PermutationGroup(size, image, budget), budget);
  const below = above && factorsOf(new PermutationGroup(degree, kernel, budget), budget);
  return below && [...above, ...below];
}
