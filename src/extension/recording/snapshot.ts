import { createHash } from 'node:crypto';
import type { Observation } from '../../recording/observation';
import { printable } from '../../text/printable';
import type { Adapter, Variable } from './adapter';

/** Places that are followed at most: each is asked for at every stop. */
export const MOST_PLACES = 256;
/** Code points of a value that are shown. */
const MOST_VALUE = 120;
/** Lists in lists. */
const MOST_NESTED = 3;

/** What is followed cannot be, whatever the program does next. */
export class Unfollowable extends Error {}

/** What an expression holds where a program stands: the places of a list, the fields of an object, or one value. */
export async function snapshot(adapter: Adapter, frame: number, expression: string): Promise<Observation['places']> {
  const places: { name: string; value: string }[] = [];
  const add = (name: string, value: string): void => {
    if (places.length >= MOST_PLACES)
      throw new Unfollowable(
        `${printable(expression)} has more than ${MOST_PLACES} places: follow a part of it, such as a row of a table`,
      );
    places.push({ name: printable(name), value: shown(value) });
  };
  const visit = async (name: string, of: Variable, depth: number): Promise<void> => {
    if (of.variablesReference <= 0 || depth > MOST_NESTED || (depth > 0 && !looksLikeList(of))) {
      add(name, of.value);
      return;
    }
    const parts = await adapter.parts(of, MOST_PLACES + 1);
    const items = parts.flatMap((part) => {
      const index = /^\[?(\d+)\]?$/.exec(part.name)?.[1];
      return index === undefined ? [] : [{ name: `${name}[${Number(index)}]`, part }];
    });
    const fields = parts.filter(isField).map((part) => ({ name: `${name}.${part.name}`, part }));
    const inside = items.length > 0 || looksLikeList(of) ? items : depth === 0 ? fields : [];
    // An object without fields, or a list that says nothing of its items, is what it shows.
    if (inside.length === 0 && !looksLikeList(of)) add(name, of.value);
    for (const one of inside) await visit(one.name, one.part, depth + 1);
  };
  for (const part of partsOf(expression)) await visit(part, await adapter.evaluate(part, frame), 0);
  return places;
}

/** `a, b` as `a` and `b`; commas in brackets and texts divide nothing. */
export function partsOf(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote: string | undefined;
  let part = '';
  for (const character of expression) {
    if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (/['"`]/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
    if (character === ',' && depth === 0 && quote === undefined) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter((one) => one !== '');
}

/** How debuggers show lists: `[3, 1]`, `(2) [3, 1]`, `Array(2)`, `#[…]`, `vec![…]`. */
function looksLikeList({ value, indexedVariables = 0, variablesReference }: Variable): boolean {
  return (
    variablesReference > 0 &&
    (indexedVariables > 0 || /^(?:\(\d+\) ?|#|vec!|Array\(\d+\)|list\(\d+\))?\[|^Array\(/.test(value))
  );
}

/** What an object holds of its own; debuggers list methods and groups beside that. */
function isField({ name, presentationHint }: Variable): boolean {
  const { kind = '', visibility = '' } = presentationHint ?? {};
  if (/method|class|virtual|event/.test(kind) || visibility === 'internal') return false;
  return !/^\[\[.*\]\]$|^(?:special|function|class|protected) variables$|^len\(\)$|^__\w+__$|^(?:length|size)$/.test(
    name,
  );
}

/** A value on one line that is not too long; what is cut off is told apart by its sum. */
function shown(value: string): string {
  const text = printable(value.slice(0, MOST_VALUE * 4)).trim();
  const points = [...text];
  if (points.length <= MOST_VALUE && value.length <= MOST_VALUE * 4) return text === '' ? '␣' : text;
  const sum = createHash('sha256').update(value).digest('hex').slice(0, 8);
  return `${points.slice(0, MOST_VALUE).join('')}… (${value.length} characters, ${sum})`;
}
