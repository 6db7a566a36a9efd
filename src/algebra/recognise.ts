import { greatest } from '../lists/extremes';
import { compositionFactors } from './composition-factors';
import { groupsOfOrder, MAX_CATALOGUE } from './group-catalogue';
import { generatorsOf, type GroupTerm } from './group-names';
import { actionOn, blockSystem } from './group-structure';
import { areIsomorphic, ListedGroup } from './listed-group';
import { isEven, type SlotMap } from './maps';
import { Budget, BudgetExceeded, orbits, PermutationGroup } from './schreier-sims';
import { alternatingOrder, symmetricOrder } from './symmetric-facts';

/** Work for a name, in entries of permutations read: a fraction of that for a verdict. */
const WORK = 30_000_000;

/** Up to this order a name of one word comes before products. */
const MAX_TINY = 64;

/** Most numbers in all elements of a group that are listed. */
const MAX_LISTED = 400_000;

/**
 * The usual name of a group, as `# group:` takes it, where that is proven: by an isomorphism with the group of that name that
 * is found; by being all of the product of its actions on its orbits; by being all of the wreath product that a group with
 * blocks lies in (Krasner and Kaloujnine 1951); by the table of simple groups of the composition factors. Undefined when no
 * name is found, or not for so much work.
 *
 * @param factors composition factors, when these are known
 */
export function nameOfGroup(group: PermutationGroup, factors: readonly string[] | undefined): string | undefined {
  try {
    return nameWithin(group, factors, new Budget(WORK));
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return undefined;
  }
}

function nameWithin(
  group: PermutationGroup,
  factors: readonly string[] | undefined,
  budget: Budget,
): string | undefined {
  const [only, another] = factors ?? [];
  if (only !== undefined && another === undefined && !only.startsWith('Z')) return only;
  const size = Number(group.order);
  const isSmall = group.order <= BigInt(MAX_CATALOGUE) && size * group.degree <= MAX_LISTED;
  // What a group is made of is found sooner than which of many names fits, but a small one has a name of its own.
  const listed = () => (isSmall ? catalogueName(group, size, budget) : undefined);
  const made = () => productName(group, budget) ?? wreathName(group, budget);
  return size <= MAX_TINY ? (listed() ?? made()) : (made() ?? listed());
}

function catalogueName(group: PermutationGroup, order: number, budget: Budget): string | undefined {
  if (order === 1) return undefined;
  const listed = new ListedGroup(group.degree, group.generators, budget);
  const mine = listed.fingerprint();
  for (const term of groupsOfOrder(order)) {
    const made = generatorsOf(term);
    if (!made || order * made.degree > MAX_LISTED) continue;
    const candidate = new ListedGroup(made.degree, made.generators, budget);
    if (candidate.order === order && candidate.fingerprint() === mine && areIsomorphic(candidate, listed, budget))
      return shown(term);
  }
  return undefined;
}

/** `S4 × Z2`, `Z2 ≀ S4` */
function shown(term: GroupTerm): string {
  if (term.kind === 'linear') return `${term.family}(${term.n},${term.q})`;
  if (term.kind === 'named') return `${term.family}${term.n}`;
  const part = (each: GroupTerm) =>
    term.kind === 'wr' && each.kind !== 'named' && each.kind !== 'linear' ? `(${shown(each)})` : shown(each);
  return `${part(term.left)} ${term.kind === 'x' ? '×' : '≀'} ${part(term.right)}`;
}

/** A group that is all of the product of what it does on its orbits. */
function productName({ degree, generators, order }: PermutationGroup, budget: Budget): string | undefined {
  const all = orbits(generators, degree);
  if (all.length < 2) return undefined;
  const parts = all.map((orbit) => new PermutationGroup(orbit.length, actionOn(orbit, generators), budget));
  if (parts.reduce((product, part) => product * part.order, 1n) !== order) return undefined;
  return joinedNames(parts, budget)?.join(' × ');
}

function joinedNames(parts: readonly PermutationGroup[], budget: Budget): string[] | undefined {
  const names = parts
    .map((part) => ({ order: part.order, name: nameOfPart(part, budget) }))
    .sort((a, b) => (a.order === b.order ? 0 : a.order < b.order ? 1 : -1))
    .map(({ name }) => (name?.includes('≀') ? `(${name})` : name));
  return names.every((name) => name !== undefined) ? names : undefined;
}

function nameOfPart(part: PermutationGroup, budget: Budget): string | undefined {
  return giantName(part) ?? nameWithin(part, compositionFactors(part, budget), budget);
}

/** Sₙ or Aₙ on n slots. */
function giantName({ degree, generators, order }: PermutationGroup): string | undefined {
  if (order === symmetricOrder([degree])) return degree === 2 ? 'Z2' : `S${degree}`;
  return degree > 3 && order === alternatingOrder(degree) && generators.every(isEven) ? `A${degree}` : undefined;
}

/** A transitive group with blocks that is all of the wreath product in which it lies. */
function wreathName(group: PermutationGroup, budget: Budget): string | undefined {
  const { degree, generators, order } = group;
  const [orbit, another] = orbits(generators, degree);
  const blocks = !orbit || another || orbit.length < degree ? undefined : blockSystem(generators, degree, budget);
  if (!blocks) return undefined;
  const count = greatest(blocks) + 1;
  const together = generators.map((generator) => {
    const onBlocks = new Array<number>(count).fill(0);
    generator.forEach((image, point) => (onBlocks[blocks[point] ?? 0] = blocks[image] ?? 0));
    return [...generator, ...onBlocks.map((block) => degree + block)];
  });
  const above = new PermutationGroup(
    count,
    together.map((map) => map.slice(degree).map((block) => block - degree)),
    budget,
  );
  const inside = [...blocks.keys()].filter((point) => blocks[point] === 0);
  const fixing: SlotMap[] = new PermutationGroup(degree + count, together, budget, [degree]).stabilizer(1);
  const below = new PermutationGroup(inside.length, actionOn(inside, fixing), budget);
  if (below.order ** BigInt(count) * above.order !== order) return undefined;
  const [left, right] = [below, above].map((part) => {
    const name = nameOfPart(part, budget);
    return name !== undefined && / [×≀] /.test(name) ? `(${name})` : name;
  });
  return left === undefined || right === undefined ? undefined : `${left} ≀ ${right}`;
}
