import { power, product, sameMoves } from '../../algebra/moves';
import { NotationError } from '../../algebra/notation';
import type { Part } from './forms';

/** Which factor of a product acts first; undefined where the text does not say. */
export type First = 'left' | 'right' | undefined;

/** A factor, and where it begins. */
export interface Factor extends Part {
  start: number;
}

/** A factor before the power behind it is given to it, or to all cycles before it as well. */
export interface Powered extends Factor {
  /** A cycle that stands bare, so that a power behind it may be meant for those before it as well. */
  isBareCycle: boolean;
  exponent?: bigint;
}

/** A product, and which factor was taken to act first where that makes a difference. */
export type Product = Factor & { first?: 'left' | 'right' };

/**
 * The product of factors between which these signs stand, each of which says which factor acts first.
 *
 * @param stated what the header says
 * @throws NotationError where the order makes a difference, and signs and header do not agree on one
 */
export function multiplied(factors: readonly Factor[], signs: ReadonlySet<First>, stated: First): Product {
  const [head, ...rest] = factors;
  const last = factors.at(-1);
  if (!head || !last || rest.length === 0) return head ?? { moves: new Map(), start: 0, end: 0 };
  const { start } = head;
  const { end } = last;
  const fail = (reason: string): never => {
    throw new NotationError(start, end, reason);
  };
  if (signs.size > 1)
    fail('signs of products that are read in different orders stand side by side: brackets say which');
  const left = factors.map(({ moves }) => moves).reduce((a, b) => product(a, b));
  const right = factors.map(({ moves }) => moves).reduceRight((a, b) => product(a, b));
  if (sameMoves(left, right)) return { moves: left, start, end };
  const [first] = signs;
  if (first === undefined)
    return fail(
      "which factor acts first? a line '# product: left' or '# product: right' before the first element says it",
    );
  if (stated !== undefined && stated !== first)
    fail(`here the ${first} factor acts first, but the header says ${stated}: write '·' for the header's order`);
  return { moves: first === 'left' ? left : right, start, end, first };
}

/**
 * Factors that stand together with their powers. Of `(1 2)(3 4)^2` some mean the square of all, some that of the last cycle.
 *
 * @throws NotationError where that makes a difference
 */
export function powersTaken(factors: readonly Powered[]): Factor[] {
  const result: Factor[] = [];
  let run: Factor[] = [];
  for (const { exponent, isBareCycle, ...bare } of factors) {
    if (exponent === undefined) {
      result.push(bare);
      run = isBareCycle ? [...run, bare] : [];
      continue;
    }
    const own = power(bare.moves, exponent);
    const together = power(
      [...run, bare].map(({ moves }) => moves).reduce((a, b) => product(a, b)),
      exponent,
    );
    const apart = [...run.map(({ moves }) => moves), own].reduce((a, b) => product(a, b));
    if (!sameMoves(together, apart))
      throw new NotationError(
        run[0]?.start ?? bare.start,
        bare.end,
        'the power of the last cycle or of all? brackets say which: ((1 2)(3 4))^2',
      );
    result.push({ ...bare, moves: own });
    run = [];
  }
  return result;
}
