import { factorial } from './elements';
import { actionOn, blockSystem, derivedSeries, primeFactors } from './group-structure';
import type { SlotMap } from './maps';
import { orbits, PermutationGroup, type Budget } from './schreier-sims';
import { greatest } from '../lists/extremes';

/** The q of which PSL(2,q) is the only perfect group of its order, up to 10⁶. */
const LINES = [
  ...[7, 8, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32, 37, 41, 43, 47, 49, 53, 59, 61, 67, 71, 73, 79, 81, 83, 89, 97],
  ...[101, 103, 107, 109, 113, 121, 125],
];

/**
 * Simple groups by order, where every perfect group of that order is the simple one (Hulpke, *The perfect groups of order
 * up to two million*, 2022, as GAP has them).
 */
const SIMPLE_BY_ORDER: ReadonlyMap<bigint, string> = new Map([
  [60n, 'A5'],
  [360n, 'A6'],
  [2520n, 'A7'],
  [5616n, 'PSL(3,3)'],
  [7920n, 'M11'],
  [95040n, 'M12'],
  [372000n, 'PSL(3,5)'],
  ...LINES.map((q): [bigint, string] => [BigInt((q * (q * q - 1)) / (q % 2 === 0 ? 1 : 2)), `PSL(2,${q})`]),
]);

/** Primitive groups that their degree and order identify. */
const SIMPLE_BY_DEGREE_AND_ORDER: Readonly<Record<string, string>> = {
  '15:20160': 'A8',
  '21:20160': 'PSL(3,4)',
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
  const known = SIMPLE_BY_ORDER.get(order);
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
