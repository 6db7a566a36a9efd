import { cycles, identity, type SlotMap } from './maps';
import { RandomElements } from './product-replacement';
import type { Budget } from './schreier-sims';

/** Random elements that are tried: a giant of degree n has the cycle looked for in about ln 2 / ln n of its elements. */
const TRIES = 100;

/** Random products of the generators from which those elements are made. */
const MIXED = 10;

/**
 * True when a transitive group on `degree` points surely contains the alternating group. By Jordan's theorem it does
 * when some element has a cycle of prime length p with n/2 < p < n − 2 (see Seress, *Permutation Group Algorithms*,
 * section 10.2.1). False says nothing: there is no such p below degree 8, and the dice may miss the cycle.
 *
 * @throws BudgetExceeded
 */
export function containsAlternating(generators: readonly SlotMap[], degree: number, budget: Budget): boolean {
  if (degree < 8) return false;
  const elements = new RandomElements();
  budget.spend(MIXED * generators.length * degree);
  elements.add(generators[0] ?? identity(degree));
  elements.addMixed(generators, MIXED);
  for (let tried = 0; tried < TRIES; tried++) {
    budget.spend(10 * degree);
    if (cycles(elements.next()).some(({ length }) => length > degree / 2 && length < degree - 2 && isPrime(length)))
      return true;
  }
  return false;
}

function isPrime(n: number): boolean {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return false;
  return n > 1;
}
