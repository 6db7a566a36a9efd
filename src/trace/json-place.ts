import { stringEnd } from '../text/json-members';

/** A way into JSON: names of members and numbers of elements. */
export type JsonPath = readonly PropertyKey[];

/** What data from outside does not keep of what it promises: at which field, and why. */
export interface Fault {
  path: JsonPath;
  reason: string;
}

/** `steps[3].map[0]`; empty for the whole. */
export function pathText(path: JsonPath): string {
  return path
    .map((key, depth) => (typeof key === 'number' ? `[${key}]` : `${depth > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/**
 * Where in a JSON text the value at a path stands; what the text does not hold stands where the innermost value around
 * it begins. Of members of one name the last is meant, as in `JSON.parse`.
 *
 * @param text valid JSON
 * @returns offset in UTF-16 code units
 */
export function placeInJson(text: string, path: JsonPath): number {
  let at = blank(text, 0);
  for (const key of path) {
    const found = text[at] === '{' ? memberOf(text, at, String(key)) : elementOf(text, at, key);
    if (found === undefined) return at;
    at = found;
  }
  return at;
}

/**
 * Where a text ceases to be JSON: what V8 tells, and of a token that is none, of which it tells no place, found by halving. Where the
 * text ends too early that is its end.
 *
 * @param error of `JSON.parse`
 * @returns offset in UTF-16 code units
 */
export function syntaxPlace(error: unknown, text: string): number {
  const told = positionIn(error);
  if (told !== undefined || isBegun(text)) return Math.min(told ?? text.length, text.length);
  let [begun, broken] = [0, text.length];
  while (broken - begun > 1) {
    const middle = Math.floor((begun + broken) / 2);
    if (isBegun(text.slice(0, middle))) begun = middle;
    else broken = middle;
  }
  return broken - 1;
}

function positionIn(error: unknown): number | undefined {
  const [, position] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  return position === undefined ? undefined : Number(position);
}

/** Whether a text is JSON, or may be the beginning of some. */
function isBegun(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return /Unexpected end/.test(String(error)) || positionIn(error) === text.length;
  }
}

function memberOf(text: string, open: number, key: string): number | undefined {
  let found: number | undefined;
  for (let at = blank(text, open + 1); text[at] === '"';) {
    const nameEnd = stringEnd(text, at);
    const value = blank(text, blank(text, nameEnd) + 1);
    if (JSON.parse(text.slice(at, nameEnd)) === key) found = value;
    const end = blank(text, valueEnd(text, value));
    if (text[end] !== ',') break;
    at = blank(text, end + 1);
  }
  return found;
}

function elementOf(text: string, open: number, key: PropertyKey): number | undefined {
  if (text[open] !== '[' || typeof key !== 'number') return undefined;
  let at = blank(text, open + 1);
  if (text[at] === ']') return undefined;
  for (let index = 0; index < key; index++) {
    const end = blank(text, valueEnd(text, at));
    if (text[end] !== ',') return undefined;
    at = blank(text, end + 1);
  }
  return at;
}

/** Nesting is counted, not recursed into: a text from outside may be deep. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const character = text[at];
    if (character === undefined) return at;
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (character === ',' && depth === 0) return at;
    at++;
    if (depth === 0 && character === '"') return at;
  }
}

function blank(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  return at;
}
