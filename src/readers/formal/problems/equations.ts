import { NotationError } from '../../../algebra/notation';
import { modulo, RATIONALS, type Field } from './fields';
import { IN_TC0, type Act, type Asked, type Evaluation, type Line, type Problem } from './problem';
import { parseEquation, type Sum } from './equation-syntax';

/** Bounds on the work, and on the memory of a trace. */
const MOST_UNKNOWNS = 100;
const MOST_EQUATIONS = 1000;

/** What tells whether there is a solution. No unknown can be called so. */
const SOLVABLE = 'solvable?';
const FREE = 'free';
const NONE = 'no value';

/**
 * Linear equations by elimination, an equation at a time: what is known of the others is put in, the first unknown that is left is
 * solved for, and that is put into what was known. Every unknown is a cell that holds what is known of it.
 *
 * @param prime numbers are counted modulo this; they are rational without it
 */
export function equations(prime?: number): Problem {
  return {
    name: prime === undefined ? 'equations' : `equations modulo ${prime}`,
    size: ['equations', MOST_UNKNOWNS],
    complexity: `to solve linear equations, however many, is ${prime === undefined ? RATIONAL : modular(prime)}, and hard for L: ${IN_TC0} cannot solve them all unless TC⁰ = L`,
    evaluate: (lines, end) => evaluate(lines, end, prime === undefined ? RATIONALS : modulo(prime)),
  };
}

const RATIONAL = 'over the rational numbers in NC² (Mulmuley 1987)';

function modular(prime: number): string {
  const below = Array.from(String(prime), (digit) => String.fromCodePoint(0x2080 + Number(digit))).join('');
  return `modulo ${prime} complete for Mod${below}L (Buntrock et al. 1992)`;
}

function evaluate(lines: readonly Line[], end: number, field: Field): Evaluation {
  const { told, unknowns, asked } = parsed(lines, end, field);
  const cells = new Map([SOLVABLE, ...unknowns].map((name) => [name, [name === SOLVABLE ? 'yes' : FREE]]));
  const writes: { cell: string; value: number; start: number; end: number }[] = [];
  const write = (cell: string, text: string, at: { start: number; end: number }): void => {
    const values = cells.get(cell) ?? [];
    if (!values.includes(text)) values.push(text);
    writes.push({ cell, value: values.indexOf(text), start: at.start, end: at.end });
  };
  const solved = new Map<string, Sum>();
  let isSolvable = true;
  for (const { sum, ...at } of told) {
    let left = sum;
    for (const [name, known] of solved) left = replaced(field, left, name, known);
    const pivot = unknowns.find((name) => left.terms.has(name));
    if (pivot === undefined || !isSolvable) {
      // What is left is a number that must be zero: it says nothing new, or contradicts what was known.
      const contradicts: boolean = isSolvable && !field.isZero(left.constant);
      isSolvable &&= !contradicts;
      write(SOLVABLE, isSolvable ? 'yes' : 'no', at);
      if (contradicts) for (const name of unknowns) write(name, NONE, at);
      continue;
    }
    const known = solvedFor(field, left, pivot);
    write(pivot, textOf(field, known), at);
    for (const [name, before] of solved) {
      if (!before.terms.has(pivot)) continue;
      const now = replaced(field, before, pivot, known);
      solved.set(name, now);
      write(name, textOf(field, now), at);
    }
    solved.set(pivot, known);
  }
  const slots = [...cells.keys()];
  const objects = [...new Set([...cells.values()].flat())];
  return {
    slots,
    objects,
    cells: Object.fromEntries(cells),
    initial: slots.map((name) => objects.indexOf(cells.get(name)?.[0] ?? '')),
    acts: writes.map(({ cell, value, ...at }): Act => ({
      ...at,
      cell,
      table: Array.from(cells.get(cell) ?? [], () => value),
    })),
    asked: asked.map(({ name, ...at }): Asked => ({ ...at, slot: slots.indexOf(name ?? SOLVABLE) })),
    thisRunOnly: 'what an equation says of an unknown depends on those before it',
  };
}

interface Told {
  start: number;
  end: number;
}

function parsed(lines: readonly Line[], end: number, field: Field) {
  const told: (Told & { sum: Sum })[] = [];
  const asked: (Told & { name?: string })[] = [];
  const unknowns = new Set<string>();
  for (const line of lines)
    for (const { 0: item, index } of line.text.matchAll(/[^,;]+/g)) {
      const start = line.start + index + (/^\s*/.exec(item)?.[0].length ?? 0);
      const at = { start, end: line.start + index + item.trimEnd().length };
      const [question, name] = /^\s*([\p{L}_][\p{L}\p{N}_]*)?\s*\?\s*$/u.exec(item) ?? [];
      if (question !== undefined) {
        if (name !== undefined) unknowns.add(name);
        asked.push({ ...at, ...(name !== undefined && { name }) });
        continue;
      }
      if (at.end <= at.start) continue;
      const sum = parseEquation({ text: item, start: line.start + index }, field);
      for (const each of sum.names) unknowns.add(each);
      if (unknowns.size > MOST_UNKNOWNS)
        throw new NotationError(at.start, at.end, `there may be ${MOST_UNKNOWNS} unknowns, here is one more`);
      if (told.length === MOST_EQUATIONS)
        throw new NotationError(at.start, at.end, `there may be ${MOST_EQUATIONS} equations, here is one more`);
      told.push({ ...at, sum });
    }
  if (told.length === 0) throw new NotationError(end, end, "there is no equation here: 'x + 2y = 1'");
  return { told, asked, unknowns: [...unknowns] };
}

/** Puts what is known of an unknown into a sum. */
function replaced(field: Field, sum: Sum, name: string, known: Sum): Sum {
  const times = sum.terms.get(name);
  if (times === undefined) return sum;
  const terms = new Map(sum.terms);
  terms.delete(name);
  for (const [each, factor] of known.terms) {
    const total = field.add(terms.get(each) ?? field.zero, field.multiply(times, factor));
    if (field.isZero(total)) terms.delete(each);
    else terms.set(each, total);
  }
  return { names: sum.names, terms, constant: field.add(sum.constant, field.multiply(times, known.constant)) };
}

/** From `sum = 0` what one of its unknowns is. */
function solvedFor(field: Field, { names, terms, constant }: Sum, name: string): Sum {
  const by = field.negative(field.inverse(terms.get(name) ?? field.zero));
  const others = [...terms].filter(([each]) => each !== name);
  return {
    names,
    terms: new Map(others.map(([each, factor]) => [each, field.multiply(factor, by)])),
    constant: field.multiply(constant, by),
  };
}

/** `1 + 2y - z`. */
function textOf(field: Field, { terms, constant }: Sum): string {
  const parts = [...terms].map(([name, factor]) => {
    const text = field.text(factor);
    if (text === '1') return name;
    return text === '-1' ? `-${name}` : text.includes('/') ? `(${text})${name}` : `${text}${name}`;
  });
  if (!field.isZero(constant) || parts.length === 0) parts.unshift(field.text(constant));
  return parts.join(' + ').replaceAll('+ -', '- ');
}
