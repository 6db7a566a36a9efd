import { field } from './finite-field';
import { frobenius } from './group-families';
import { degreeOf, type GroupTerm } from './group-names';
import { primePowers } from './prime-powers';

/** Largest order whose groups are tried by name. */
export const MAX_CATALOGUE = 2000;

const named = (family: (GroupTerm & { kind: 'named' })['family'], n: number): GroupTerm => ({
  kind: 'named',
  family,
  n,
});

/** Names of groups of this order, the usual ones first: of one word, then products, then wreath products. */
export function groupsOfOrder(order: number): GroupTerm[] {
  const products = properDivisors(order).flatMap((left) =>
    left * left > order
      ? []
      : single(order / left).flatMap((big) =>
          all(left).map((small): GroupTerm => ({ kind: 'x', left: big, right: small })),
        ),
  );
  return [...single(order), ...products, ...wreaths(order)].filter((term) => degreeOf(term) <= 512);
}

/** Groups with a name of one word that are no cyclic products. */
function single(order: number): GroupTerm[] {
  const terms: GroupTerm[] = [];
  if (primePowers(order).length >= 1) terms.push(named('Z', order));
  for (let n = 3, factorial = 6; factorial / 2 <= order; n++, factorial *= n) {
    if (factorial === order) terms.push(named('S', n));
    if (n > 3 && factorial / 2 === order) terms.push(named('A', n));
  }
  if (order % 2 === 0 && order >= 8) terms.push(named('D', order / 2));
  if (order % 4 === 0 && order >= 8)
    terms.push((order & (order - 1)) === 0 ? named('Q', order) : named('Dic', order / 4));
  if (frobenius(order) && order > 10) terms.push(named('F', order));
  return [...terms, ...linear(order)];
}

/** Linear groups over small fields. */
function linear(order: number): GroupTerm[] {
  const terms: GroupTerm[] = [];
  for (let q = 2; q <= 16; q++) {
    if (!field(q)) continue;
    const sl = q * (q * q - 1);
    const add = (family: (GroupTerm & { kind: 'linear' })['family'], n: number, size: number) => {
      if (size === order) terms.push({ kind: 'linear', family, n, q });
    };
    add('PSL', 2, q % 2 === 0 ? sl : sl / 2);
    if (q % 2 === 1) add('PGL', 2, sl);
    if (q % 2 === 1) add('SL', 2, sl);
    if (q > 2) add('GL', 2, sl * (q - 1));
    add('AGL', 1, q * (q - 1));
    add('ASL', 2, sl * q * q);
    add('AGL', 2, sl * (q - 1) * q * q);
  }
  if (order === 1344) terms.push({ kind: 'linear', family: 'AGL', n: 3, q: 2 });
  return terms;
}

/** Groups that are products or have a name, of small order. */
function all(order: number): GroupTerm[] {
  if (order === 1) return [];
  const products = properDivisors(order).flatMap((left) =>
    left * left > order
      ? []
      : single(order / left).flatMap((big) =>
          all(left).map((small): GroupTerm => ({ kind: 'x', left: big, right: small })),
        ),
  );
  return [...single(order), ...products];
}

function wreaths(order: number): GroupTerm[] {
  const terms: GroupTerm[] = [];
  for (let blocks = 2; 2 ** blocks <= order; blocks++) {
    for (let size = 2; size ** blocks <= order; size++) {
      const top = order / size ** blocks;
      const tops = [
        named('Z', blocks),
        ...(blocks > 2 ? [named('S', blocks)] : []),
        ...(blocks > 3 ? [named('A', blocks), named('D', blocks)] : []),
      ];
      const sizes = [blocks, factorial(blocks), factorial(blocks) / 2, 2 * blocks];
      tops.forEach((right) => {
        const at = right.kind === 'named' ? ['Z', 'S', 'A', 'D'].indexOf(right.family) : -1;
        if (sizes[at] === top && degreeOf(right) === blocks)
          for (const left of single(size)) terms.push({ kind: 'wr', left, right });
      });
    }
  }
  return terms;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function properDivisors(order: number): number[] {
  const divisors: number[] = [];
  for (let d = 2; d < order; d++) if (order % d === 0) divisors.push(d);
  return divisors;
}
