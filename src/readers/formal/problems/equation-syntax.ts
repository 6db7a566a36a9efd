import { NotationError } from '../../../algebra/notation';
import type { Field, Num } from './fields';
import type { Line } from './problem';

/** A sum of unknowns, each times a number that is not zero, and a constant. */
export interface Sum {
  /** All unknowns that were written, also those that cancel out. */
  names: readonly string[];
  terms: ReadonlyMap<string, Num>;
  constant: Num;
}

const TERM = /\s*([+\-−])?\s*(?:(\d+(?:\s*\/\s*\d+)?)?\s*[*·]?\s*([\p{L}_][\p{L}\p{N}_]*)|(\d+(?:\s*\/\s*\d+)?))/uy;
/** Longer numbers are refused: every step would need more of them. */
const MOST_DIGITS = 30;

/**
 * `2x + 3*y = 4 - z` as the sum that is zero: left minus right.
 *
 * @throws NotationError
 */
export function parseEquation({ text, start }: Line, field: Field): Sum {
  const [left = '', right, more] = text.split('=');
  const lead = start + (/^\s*/.exec(text)?.[0].length ?? 0);
  if (right === undefined || more !== undefined)
    throw new NotationError(lead, start + text.trimEnd().length, "an equation has one '=': x + 2y = 1");
  const terms = new Map<string, Num>();
  const names = new Set<string>();
  let constant = field.zero;
  for (const [side, at, sign] of [
    [left, start, '+'],
    [right, start + left.length + 1, '-'],
  ] as const) {
    for (const { factor, name } of termsIn(side, at, field)) {
      const value = sign === '-' ? field.negative(factor) : factor;
      if (name === undefined) constant = field.add(constant, value);
      else {
        names.add(name);
        terms.set(name, field.add(terms.get(name) ?? field.zero, value));
      }
    }
  }
  const kept = [...terms].filter(([, factor]) => !field.isZero(factor));
  return { names: [...names], terms: new Map(kept), constant };
}

function termsIn(side: string, start: number, field: Field): { factor: Num; name?: string }[] {
  const found: { factor: Num; name?: string }[] = [];
  let at = 0;
  while (side.slice(at).trim() !== '') {
    TERM.lastIndex = at;
    const [all, sign, factor, name, number] = TERM.exec(side) ?? [];
    const place = start + at + (/^\s*/.exec(side.slice(at))?.[0].length ?? 0);
    if (all === undefined || (found.length > 0 && sign === undefined))
      throw new NotationError(
        place,
        place + 1,
        "a sum of unknowns, such as 2x + 3*y - 1/2, is expected on both sides of '='",
      );
    const written = factor ?? number ?? '1';
    if (written.length > MOST_DIGITS)
      throw new NotationError(place, start + at + all.length, `a number may have ${MOST_DIGITS} digits`);
    const value = field.of(written.replace(/\s/g, ''));
    if (value === undefined)
      throw new NotationError(place, start + at + all.length, `${written} is no number here: its denominator is zero`);
    const signed = sign === '-' || sign === '−' ? field.negative(value) : value;
    found.push({ factor: signed, ...(name !== undefined && { name }) });
    at += all.length;
  }
  if (found.length === 0) throw new NotationError(start, start + side.length, "a side of '=' is empty");
  return found;
}
