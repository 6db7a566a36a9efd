import { smallestPrime } from './finite-field';
import { identity, type SlotMap } from './maps';
import type { Generated } from './linear-groups';
import { MAX_DEGREE } from './notation';

/** Symmetries of a polygon of n corners, on these (of order 2n); of 2 and 1 corners Z2 × Z2 and Z2. */
export function dihedral(n: number): Generated {
  if (n === 1) return { degree: 2, generators: [[1, 0]] };
  if (n === 2) return klein();
  const corners = identity(n);
  return { degree: n, generators: [corners.map((k) => (k + 1) % n), corners.map((k) => (n - k) % n)] };
}

/** Z2 × Z2 on four slots. */
export function klein(): Generated {
  return {
    degree: 4,
    generators: [
      [1, 0, 3, 2],
      [2, 3, 0, 1],
    ],
  };
}

/**
 * The dicyclic group of order 4n, the quaternions for n = 2, on its own elements: r^i at place i and r^i·x at place 2n + i,
 * where r has order 2n, x² = rⁿ and x⁻¹rx = r⁻¹.
 */
export function dicyclic(n: number): Generated {
  const half = 2 * n;
  const r: SlotMap = identity(2 * half).map((at) => (at < half ? (at + 1) % half : half + ((at - half + 1) % half)));
  // x · r^i = r^-i · x, and x · r^i · x = r^-i · x² = r^(n - i).
  const x: SlotMap = identity(2 * half).map((at) =>
    at < half ? half + ((half - at) % half) : (((n - (at - half)) % half) + half) % half,
  );
  return { degree: 2 * half, generators: [r, x] };
}

/**
 * The Frobenius group of order n = p·d, j → a·j + b modulo the largest prime p of n, where a has order d. Undefined when d
 * does not divide p − 1.
 */
export function frobenius(n: number): Generated | undefined {
  let [p, rest] = [1, n];
  while (rest > 1) {
    p = smallestPrime(rest);
    rest /= p;
  }
  const d = n / p;
  if (d < 2 || p > MAX_DEGREE || (p - 1) % d !== 0) return undefined;
  const orderOf = (a: number) => {
    let order = 1;
    for (let power = a; power !== 1; power = (power * a) % p) order++;
    return order;
  };
  const a = identity(p).find((each) => each > 1 && orderOf(each) === d);
  if (a === undefined) return undefined;
  return { degree: p, generators: [identity(p).map((j) => (j + 1) % p), identity(p).map((j) => (a * j) % p)] };
}

/** The Mathieu groups, by generators of the ATLAS of finite group representations and of Conway and Sloane. */
const MATHIEU: Readonly<Record<number, readonly string[]>> = {
  11: ['1,2,3,4,5,6,7,8,9,10,11', '3,7,11,8/4,10,5,6'],
  12: ['1,2,3,4,5,6,7,8,9,10,11', '3,7,11,8/4,10,5,6', '1,12/2,11/3,6/4,8/5,9/7,10'],
  22: [
    '1,2,3,4,5,6,7,8,9,10,11/12,13,14,15,16,17,18,19,20,21,22',
    '1,4,5,9,3/2,8,10,7,6/12,15,16,20,14/13,19,21,18,17',
    '1,21/2,10,8,6/3,13,4,17/5,19,9,18/11,22/12,14,16,20',
  ],
  23: [
    '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23',
    '3,17,10,7,9/4,13,14,19,5/8,18,11,12,23/15,20,22,21,16',
  ],
  24: [
    '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23',
    '3,17,10,7,9/4,13,14,19,5/8,18,11,12,23/15,20,22,21,16',
    '1,24/2,23/3,12/4,16/5,18/6,10/7,20/8,14/9,21/11,17/13,22/15,19',
  ],
};

export function mathieu(degree: number): Generated | undefined {
  const generators = MATHIEU[degree]?.map((cycles) => {
    const map = identity(degree);
    for (const cycle of cycles.split('/')) {
      const points = cycle.split(',').map((point) => Number(point) - 1);
      points.forEach((point, k) => (map[point] = points[(k + 1) % points.length] ?? point));
    }
    return map;
  });
  return generators && { degree, generators };
}

/** The left group on one block of slots for each slot of the right one, which exchanges the blocks. */
export function wreath(left: Generated, right: Generated): Generated {
  const degree = left.degree * right.degree;
  const bottom = left.generators.map((map) => identity(degree).map((at) => (at < left.degree ? (map[at] ?? at) : at)));
  const top = right.generators.map((map) =>
    identity(degree).map((at) => (map[Math.floor(at / left.degree)] ?? 0) * left.degree + (at % left.degree)),
  );
  // A right group that is not transitive leaves some blocks to be moved by a copy of their own.
  const copies = identity(right.degree).flatMap((block) =>
    left.generators.map((map) =>
      identity(degree).map((at) =>
        Math.floor(at / left.degree) === block ? block * left.degree + (map[at % left.degree] ?? 0) : at,
      ),
    ),
  );
  return { degree, generators: [...(copies.length <= 64 ? copies : bottom), ...top] };
}
