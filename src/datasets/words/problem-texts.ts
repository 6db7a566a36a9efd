import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Random instances of the problems that docs/reading-problems.md tells of, as texts without their head. */

/** @param size gates, edges or equations */
export type Writer = (random: RandomGenerator, size: number) => string;

/** A random tree of gates: of two operands each share of the other gates is as likely; a gate in five is `not`. */
export const formulaText: Writer = (random, gates) => {
  // What is left to write: a text as it stands, or a formula of so many gates.
  const left: (string | number)[] = [gates];
  let text = '';
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') text += next;
    else if (next === 0) text += String(uniformInt(random, 0, 1));
    else if (uniformInt(random, 0, 4) === 0) left.push(')', next - 1, '(not ');
    else {
      const first = uniformInt(random, 0, next - 1);
      left.push(')', next - 1 - first, ` ${GATES[uniformInt(random, 0, 2)] ?? ''} `, first, '(');
    }
  }
  return text;
};

const GATES = ['and', 'or', 'xor'];

/** Edges between any two of five vertices for each four edges, so that about as many pairs are connected as are not; and a question. */
export const connectivityText: Writer = (random, edges) => {
  const vertices = Math.max(2, Math.ceil(1.25 * edges));
  const pair = (): string => {
    const one = uniformInt(random, 0, vertices - 1);
    const other = uniformInt(random, 0, vertices - 2);
    return `v${one} - v${other < one ? other : other + 1}`;
  };
  return [...Array.from({ length: edges }, pair), `${pair()}?`].join('\n');
};

/**
 * Three unknowns for four equations, of which each holds two or three of them. Of two systems one is made around a solution, so that it has one.
 *
 * @param prime undefined for whole numbers from −3 to 3
 */
export function equationsText(prime: number | undefined): Writer {
  return (random, equations) => {
    const draw = (): number => (prime === undefined ? uniformInt(random, -3, 3) : uniformInt(random, 0, prime - 1));
    const factor = (): number => {
      for (;;) {
        const one = draw();
        if (one !== 0) return one;
      }
    };
    const hasSolution = uniformInt(random, 0, 1) === 1;
    const most = Math.ceil(0.75 * equations);
    const solution = Array.from({ length: most }, draw);
    const lines = Array.from({ length: equations }, () => {
      const many = Math.min(most, uniformInt(random, 2, 3));
      const unknowns = new Set<number>();
      while (unknowns.size < many) unknowns.add(uniformInt(random, 0, most - 1));
      const terms = [...unknowns].map((unknown) => ({ unknown, times: factor() }));
      const sum = terms.reduce((total, { unknown, times }) => total + times * (solution[unknown] ?? 0), 0);
      const right = hasSolution ? (prime === undefined ? sum : sum % prime) : draw();
      return `${terms.map(({ unknown, times }) => `${times}x${unknown + 1}`).join(' + ')} = ${right}`.replaceAll(
        '+ -',
        '- ',
      );
    });
    return [...lines, '?'].join('\n');
  };
}
