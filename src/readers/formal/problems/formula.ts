import { NotationError } from '../../../algebra/notation';
import { identity } from '../../../algebra/maps';
import { MOST_GATES, parseFormula, type Formula, type Gate } from './formula-syntax';
import { IN_TC0, type Act, type Evaluation, type Problem } from './problem';

/** Objects: the two values, and what is in a place that nothing was put into. */
const EMPTY = 2;

/**
 * The value of a Boolean formula, a gate a step. What a gate gives is kept in one of a row of places; of two operands the one
 * that needs more places is worked out first, so that there are as few as can be (the formula's Ershov number).
 *
 * `and` and `or` give one of their operands, so that such a step copies what a place holds; `not` and `xor` write a constant.
 */
export const FORMULA: Problem = {
  name: 'formula',
  size: ['gates', MOST_GATES],
  complexity: `to evaluate Boolean formulas of every size is NC¹-complete (Buss 1987): ${IN_TC0} do not evaluate them all unless TC⁰ = NC¹`,
  evaluate: (lines, end) => evaluate(parseFormula(lines, end)),
};

function evaluate(formula: Formula): Evaluation {
  if (formula.kind === 'leaf')
    throw new NotationError(formula.start, formula.end, 'there is no gate here: nothing to evaluate');
  const places = needs(formula);
  const constant = (value: number): number => places + value;
  const slots = [...Array.from({ length: places }, (_, place) => `place ${place + 1}`), 'const 0', 'const 1'];
  const acts: Act[] = [];
  /** Works out a formula into the place `at`, with those behind it free; the slot that holds its value, and the value. */
  const work = (of: Formula, at: number): { slot: number; value: number } => {
    if (of.kind === 'leaf') return { slot: constant(of.value), value: of.value };
    const { value, slot: from } = outcome(of, operands(of, at), constant);
    const map = identity(slots.length);
    map[at] = from;
    acts.push({ map, start: of.start, end: of.end });
    return { slot: at, value };
  };
  const operands = ({ of }: Gate, at: number): { slot: number; value: number }[] => {
    const [left, right] = of;
    if (!right) return [work(left, at)];
    if (needs(left) >= needs(right)) {
      const first = work(left, at);
      return [first, work(right, first.slot === at ? at + 1 : at)];
    }
    const second = work(right, at);
    return [work(left, second.slot === at ? at + 1 : at), second];
  };
  const { slot } = work(formula, 0);
  return {
    slots,
    objects: ['0', '1', '–'],
    initial: [...Array.from({ length: places }, () => EMPTY), 0, 1],
    acts,
    asked: [{ start: formula.start, end: formula.end, slot }],
    thisRunOnly: 'which operand a gate gives depends on what they are',
  };
}

/** The slot that holds what a gate gives, and what that is. */
function outcome(
  { gate }: Gate,
  [left, right]: readonly { slot: number; value: number }[],
  constant: (value: number) => number,
): { slot: number; value: number } {
  const [a, b] = [left?.value ?? 0, right?.value ?? 0];
  const given = (of = left): { slot: number; value: number } => of ?? { slot: constant(a), value: a };
  switch (gate) {
    case 'and':
      return a === 0 ? given() : given(right);
    case 'or':
      return a === 1 ? given() : given(right);
    case 'not':
      return { slot: constant(1 - a), value: 1 - a };
    case 'xor':
      return { slot: constant(a ^ b), value: a ^ b };
  }
}

const known = new WeakMap<Formula, number>();

/** Places that the evaluation needs: none for a constant (Ershov 1958; Sethi and Ullman 1970). */
function needs(of: Formula): number {
  if (of.kind === 'leaf') return 0;
  let number = known.get(of);
  if (number === undefined) {
    const [left, right] = of.of;
    const [one, other] = [needs(left), right ? needs(right) : 0];
    // Of two that need as many, one place holds what the first gave while the second is worked out.
    number = Math.max(1, one, other, one === other && one > 0 ? one + 1 : 0);
    known.set(of, number);
  }
  return number;
}
