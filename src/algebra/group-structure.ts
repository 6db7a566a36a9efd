import { compose, equal, identity, inverse, type SlotMap } from './maps';
import { PermutationGroup, type Budget } from './schreier-sims';
import { greatest } from '../lists/extremes';

/** Orders and factors of permutation groups. All functions here throw BudgetExceeded when they need too much work. */

export function isAbelian({ generators }: PermutationGroup): boolean {
  return generators.every((a, k) => generators.slice(k + 1).every((b) => equal(compose(a, b), compose(b, a))));
}

/** The subgroup of all products of commutators: the normal closure of the commutators of the generators. */
function derivedSubgroup(group: PermutationGroup, budget: Budget): PermutationGroup {
  const { degree, generators } = group;
  const inverses = generators.map(inverse);
  const product = (...factors: (SlotMap | undefined)[]) => {
    budget.spend(factors.length * degree);
    return factors.reduce<SlotMap>((left, right) => compose(left, right ?? []), identity(degree));
  };
  const commutators: SlotMap[] = [];
  for (let a = 0; a < generators.length; a++) {
    for (let b = 0; b < a; b++) {
      commutators.push(product(inverses[a], inverses[b], generators[a], generators[b]));
    }
  }
  const derived = new PermutationGroup(degree, commutators, budget);
  for (let known = 0; known < derived.generators.length;) {
    const fresh = derived.generators.slice(known);
    known = derived.generators.length;
    derived.extend(fresh.flatMap((element) => generators.map((by, k) => product(inverses[k], element, by))));
  }
  return derived;
}

/** G ⊇ G′ ⊇ G″ …, down to the first group that is its own derived subgroup: the trivial one if G is solvable. */
export function derivedSeries(group: PermutationGroup, budget: Budget): PermutationGroup[] {
  const series = [group];
  for (let last = group; last.order > 1n;) {
    const next = derivedSubgroup(last, budget);
    if (next.order === last.order) break;
    series.push(next);
    last = next;
  }
  return series;
}

/** Prime factors of the order of an abelian group (the orders of its composition factors), largest first. */
export function primeFactors(order: bigint): bigint[] {
  const factors: bigint[] = [];
  for (let p = 2n; p * p <= order; p++) {
    for (; order % p === 0n; order /= p) factors.push(p);
  }
  if (order > 1n) factors.push(order);
  return factors.reverse();
}

/** The group that acts on `orbit` alone, its points renumbered in order. */
export function actionOn(orbit: readonly number[], generators: readonly SlotMap[]): SlotMap[] {
  const place = new Map(orbit.map((point, k) => [point, k]));
  return generators.map((generator) => orbit.map((point) => place.get(generator[point] ?? -1) ?? -1));
}

/** The smallest block system in which points 0 and `point` lie in one block (Atkinson 1975), as block number of each. */
function blocksWith(point: number, generators: readonly SlotMap[], degree: number): number[] {
  const parent = identity(degree);
  const root = (x: number): number => {
    while (parent[x] !== x) x = parent[x] ?? x;
    return x;
  };
  const queue: [number, number][] = [[0, point]];
  for (let pair = queue.pop(); pair; pair = queue.pop()) {
    const [a, b] = [root(pair[0]), root(pair[1])];
    if (a === b) continue;
    parent[a] = b;
    for (const generator of generators) queue.push([generator[a] ?? 0, generator[b] ?? 0]);
  }
  const roots = [...new Set(identity(degree).map(root))];
  return identity(degree).map((x) => roots.indexOf(root(x)));
}

/** Blocks of a transitive group, as block number of each point; undefined when it is primitive. */
export function blockSystem(generators: readonly SlotMap[], degree: number, budget: Budget): number[] | undefined {
  for (let point = 1; point < degree; point++) {
    budget.spend(degree * degree * generators.length);
    const blocks = blocksWith(point, generators, degree);
    if (greatest(blocks) > 0) return blocks;
  }
  return undefined;
}

/** Primes that divide the order of a group on so many points, ascending; none of them exceeds the number of points. */
export function primesOf(order: bigint, degree: number): number[] {
  const primes: number[] = [];
  let rest = order;
  for (let p = 2; p <= degree && rest > 1n; p++) {
    if (rest % BigInt(p) !== 0n) continue;
    primes.push(p);
    while (rest % BigInt(p) === 0n) rest /= BigInt(p);
  }
  return primes;
}
