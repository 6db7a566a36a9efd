import type { Machine } from '../core/machine';
import type { Box, Data, Sequence } from '../core/values';
import { wrap } from './integers';

/** What the letters of a text are to a language in which they are numbers. */
export interface Letters {
  /** The type of one: bytes of UTF-8. */
  type: 'i8' | 'u8';
  /** A zero stands behind the last (C, C++). */
  zero?: boolean;
  /** Whoever goes through a text meets its code points, each at the place of its first byte (Go). */
  runes?: boolean;
}

/** A loop asks one text for its letters again and again. */
let last: { text: string; bytes: Uint8Array } = { text: '', bytes: new Uint8Array() };

export function bytesOf(text: string): Uint8Array {
  if (last.text !== text) last = { text, bytes: new TextEncoder().encode(text) };
  return last.bytes;
}

/** A text of these bytes; undefined where they are none in UTF-8. */
export function textOfBytes(bytes: Iterable<number>): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

export function letter(code: number, type: string): Data {
  return { t: 'int', v: wrap(BigInt(code), type), type };
}

/** The letter at a place; undefined beyond the end. */
export function letterAt(text: string, index: number, { type, zero }: Letters): Data | undefined {
  const bytes = bytesOf(text);
  const code = bytes[index] ?? (zero && index === bytes.length ? 0 : undefined);
  return code === undefined ? undefined : letter(code, type);
}

/** All of them, with the places where they begin. */
export function lettersOf(text: string, { type, runes }: Letters): { at: number; data: Data }[] {
  if (!runes) return [...bytesOf(text)].map((code, at) => ({ at, data: letter(code, type) }));
  let at = 0;
  return [...text].map((point) => {
    const one = { at, data: letter(point.codePointAt(0) ?? 0, 'i32') };
    at += new TextEncoder().encode(point).length;
    return one;
  });
}

const cells = new WeakMap<Machine, Map<string, Sequence>>();
const texts = new WeakSet<Sequence>();

/** The array that a text of C is where something points into it. Nothing can be written there. */
export function cellsOfText(m: Machine, text: string, letters: Letters): Sequence {
  const known = cells.get(m) ?? new Map<string, Sequence>();
  cells.set(m, known);
  let made = known.get(text);
  if (!made) {
    const boxes = [...bytesOf(text), 0].map((code): Box => m.recorder.fresh(letter(code, letters.type), true));
    made = m.sequence('array', boxes, m.frame.now, letters.type);
    known.set(text, made);
    texts.add(made);
  }
  return made;
}

/** Whether these cells are a text that stands in the program, and cannot be changed. */
export function isText(base: Sequence): boolean {
  return texts.has(base);
}
