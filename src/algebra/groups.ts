import { alternatingElementId, alternatingElementOf, elementId, elementOf, factorial } from './elements';
import { degreeOf as slotsOf, formatCycles, fromMoves, MAX_DEGREE, movesOfCycles, type Moves } from './notation';
import { degreeOf, formatTerm, generatorsOf, parseGroupName, type GroupTerm } from './group-names';
import { isEven, isPermutation, type SlotMap } from './maps';
import { primePowers } from './prime-powers';
import { rankedGroup, type NamedGroup } from './ranked-group';
import { BudgetExceeded } from './schreier-sims';

export type { NamedGroup };

const MAX_FACTORS = 8;

/**
 * The group that a name means. `S5`, `A5`, `Z60` and products such as `A4_x_Z5` have the ids of the data sets of *The
 * Illusion of State in State-Space Models*: Sₙ and Aₙ act on n slots, Zₙ on one cycle of slots for each prime power of n
 * (Z60 on 3 + 4 + 5 = 12 slots; for the id k, slot j of a cycle of p gets what slot j + k mod p held); in a product the left
 * group acts on the first slots, and the right group's id counts fastest. Ids of all other groups are ranks among their
 * elements in one-line form.
 *
 * - `D4`: the symmetries of a square, 8 elements on 4 slots; `Q8`, `Q16`, `Dic3`: quaternions and their kin, on as many slots;
 *   `V4`; `F20`: j → aj + b modulo 5
 * - `M11`, `M12`, `M22`, `M23`, `M24`
 * - `PSL(2,7)`, `PGL`, `SL`, `GL`, `AGL`: over the field of 7 elements
 * - `A x B`, `A wr B` (B exchanges blocks), `A^3`, with brackets
 *
 * - `<(1 2 3 4), (1 3)>`: what these permutations generate
 *
 * Undefined for any other name, and for more than 8 factors or 512 slots.
 */
export function namedGroup(name: string): NamedGroup | undefined {
  const key = name.trim();
  if (KNOWN.has(key)) return KNOWN.get(key);
  const group = buildGroup(key);
  if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
  KNOWN.set(key, group);
  return group;
}

/** Groups built before: a chain of stabilizers takes a while. */
const KNOWN = new Map<string, NamedGroup | undefined>();
const MAX_KNOWN = 200;

function buildGroup(name: string): NamedGroup | undefined {
  if (name.startsWith('<')) return generatedGroup(name);
  const term = parseGroupName(name);
  if (!term || factorsOf(term) > MAX_FACTORS || degreeOf(term) > MAX_DEGREE) return undefined;
  try {
    return groupOf(term);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return undefined;
  }
}

/** `<(1 2 3 4), (1 3)>` */
function generatedGroup(name: string): NamedGroup | undefined {
  const inner = /^<([^<>]*)>$/.exec(name)?.[1];
  const written = inner?.split(/,(?![^()]*\))/).map((each) => each.trim());
  const isElement = (each: string) => /^(?:\(\s*\d{1,3}(?:(?:\s+|\s*,\s*)\d{1,3})*\s*\)\s*)+$/.test(each);
  if (!written?.every(isElement)) return undefined;
  const moves = written.map((each) =>
    movesOfCycles(
      [...each.matchAll(/\(([^()]*)\)/g)].map(([, cycle = '']) =>
        [...cycle.matchAll(/\d+/g)].map((digits) => ({ value: Number(digits[0]), start: 0, end: 0 })),
      ),
    ),
  );
  return groupGeneratedBy(moves);
}

/**
 * The group that these elements generate, named after them, on as many slots as they move.
 *
 * @throws BudgetExceeded
 */
export function groupGeneratedBy(elements: readonly Moves[]): NamedGroup {
  const degree = elements.reduce((most, moves) => Math.max(most, slotsOf(moves)), 1);
  const maps = elements.map((moves) => fromMoves(moves, degree));
  const name = `<${maps.map(formatCycles).join(', ')}>`;
  return rankedGroup(name, degree, maps);
}

function factorsOf(term: GroupTerm): number {
  return term.kind === 'x' ? factorsOf(term.left) + factorsOf(term.right) : 1;
}

function groupOf(term: GroupTerm): NamedGroup | undefined {
  if (term.kind === 'x') {
    const [left, right] = [groupOf(term.left), groupOf(term.right)];
    return left && right && product(left, right);
  }
  if (term.kind === 'named') {
    const { family, n } = term;
    if (family === 'S') return symmetric(n);
    if (family === 'A') return alternating(n);
    if (family === 'Z') return cyclic(n);
  }
  const generated = generatorsOf(term);
  return generated && rankedGroup(formatTerm(term), generated.degree, generated.generators);
}

function symmetric(n: number): NamedGroup {
  const idOf = (map: SlotMap) => (map.length === n && isPermutation(map) ? elementId(map) : undefined);
  return { name: `S${n}`, degree: n, order: factorial(n), elementOf: (id) => elementOf(n, id), idOf };
}

function alternating(n: number): NamedGroup {
  const order = n < 2 ? 1n : factorial(n) / 2n;
  const member = (map: SlotMap) => map.length === n && isPermutation(map) && isEven(map);
  return {
    name: `A${n}`,
    degree: n,
    order,
    elementOf: (id) => alternatingElementOf(n, inRange(id, order, `A${n}`)),
    idOf: (map) => (member(map) ? alternatingElementId(map) : undefined),
  };
}

function cyclic(n: number): NamedGroup {
  const powers = primePowers(n);
  const of = (k: number) => {
    const map: number[] = [];
    for (const p of powers) {
      const first = map.length;
      for (let slot = 0; slot < p; slot++) map.push(first + ((slot + k) % p));
    }
    return map;
  };
  const ids = new Map(Array.from({ length: n }, (_, k) => [of(k).join(), BigInt(k)]));
  return {
    name: `Z${n}`,
    degree: of(0).length,
    order: BigInt(n),
    elementOf: (id) => of(Number(inRange(id, BigInt(n), `Z${n}`))),
    idOf: (map) => ids.get(map.join()),
  };
}

function product(left: NamedGroup, right: NamedGroup): NamedGroup {
  const name = `${left.name}_x_${right.name}`;
  const order = left.order * right.order;
  return {
    name,
    degree: left.degree + right.degree,
    order,
    elementOf: (id) => {
      inRange(id, order, name);
      const beside = right.elementOf(id % right.order).map((slot) => left.degree + slot);
      return [...left.elementOf(id / right.order), ...beside];
    },
    idOf: (map) => {
      const first = left.idOf(map.slice(0, left.degree));
      const second = right.idOf(map.slice(left.degree).map((slot) => slot - left.degree));
      return first === undefined || second === undefined ? undefined : first * right.order + second;
    },
  };
}

function inRange(id: bigint, order: bigint, name: string): bigint {
  if (id < 0n || id >= order) throw new RangeError(`${name} has no element ${id}`);
  return id;
}
