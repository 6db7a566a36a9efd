import { alternatingElementId, alternatingElementOf, elementId, elementOf, factorial } from './elements';
import { MAX_DEGREE } from './notation';
import { isEven, isPermutation, type SlotMap } from './maps';

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

const MAX_FACTORS = 8;

/**
 * The group that a name means, with the ids of the data sets of *The Illusion of State in State-Space Models*: `S5`, `A5`,
 * `Z60` and products such as `A4_x_Z5` (also `A4xZ5`, `A4×Z5`). Sₙ and Aₙ act on n slots. Zₙ acts on one cycle of slots
 * for each prime power of n (Z60 on 3 + 4 + 5 = 12 slots; for the id k, slot j of a cycle of p gets what slot j + k
 * mod p held). In a product the left group acts on the first slots, and the right group's id counts fastest.
 * Undefined for any other name, and for more than 8 factors or 512 slots.
 */
export function namedGroup(name: string): NamedGroup | undefined {
  const factors = name.trim().split(/_x_|\s*[x×*]\s*/i);
  if (factors.length > MAX_FACTORS) return undefined;
  const groups = factors.map(simpleName);
  const degree = groups.reduce((sum, group) => sum + (group?.degree ?? 0), 0);
  return degree > MAX_DEGREE ? undefined : groups.reduce((left, right) => left && right && product(left, right));
}

function simpleName(name: string): NamedGroup | undefined {
  const [, letter, digits] = /^([SAZC])_?(\d{1,3})$/i.exec(name) ?? [];
  const n = Number(digits);
  if (!letter || n < 1 || n > MAX_DEGREE) return undefined;
  if (/s/i.test(letter)) return symmetric(n);
  return /a/i.test(letter) ? alternating(n) : cyclic(n);
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

/** 60 → 3, 4, 5: the prime powers whose product is n, in order of size; 1 → 1. */
function primePowers(n: number): number[] {
  const powers: number[] = [];
  for (let p = 2, rest = n; rest > 1; p++) {
    let power = 1;
    for (; rest % p === 0; rest /= p) power *= p;
    if (power > 1) powers.push(power);
  }
  return powers.length === 0 ? [1] : powers.sort((a, b) => a - b);
}
