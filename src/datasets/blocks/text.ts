import type { Integers } from '../integers';

/** Numbers up to here have their digits ready. */
const MOST_READY = 2 ** 16;
/** Digits of the largest of them, and their count. */
const ROOM = 6;

/** Digits of a number that is exact as a double. */
export const MOST_DIGITS = 16;

/** Writes whole numbers as decimal digits, those that are not large from pieces that are ready. */
export class Digits {
  /** Of the longest number. */
  readonly most: number;
  private readonly pieces: Uint8Array;

  /** @param most the largest number */
  private constructor(most: number) {
    this.most = String(most).length;
    const count = Math.min(most + 1, MOST_READY);
    this.pieces = new Uint8Array(count * ROOM);
    for (let value = 0; value < count; value++) {
      const digits = String(value);
      this.pieces[value * ROOM] = digits.length;
      for (let at = 0; at < digits.length; at++) this.pieces[value * ROOM + 1 + at] = digits.charCodeAt(at);
    }
  }

  /** For what stands in these lists. */
  static of(...lists: readonly Integers[]): Digits {
    let most = 0;
    for (const list of lists) for (let at = 0; at < list.length; at++) most = Math.max(most, list[at] ?? 0);
    return new Digits(most);
  }

  /** @returns where what was written ends */
  write(to: Uint8Array, at: number, value: number): number {
    const { pieces } = this;
    const piece = value * ROOM;
    if (piece >= pieces.length) return writeLarge(to, at, value);
    const length = pieces[piece] ?? 0;
    for (let digit = 1; digit <= length; digit++) to[at++] = pieces[piece + digit] ?? 0;
    return at;
  }

  /** Writes `from` … `to - 1` of a list with a byte between them. */
  writeList(into: Uint8Array, at: number, list: Integers, from: number, to: number, between: number): number {
    let end = this.write(into, at, list[from] ?? 0);
    for (let next = from + 1; next < to; next++) {
      into[end++] = between;
      end = this.write(into, end, list[next] ?? 0);
    }
    return end;
  }
}

function writeLarge(to: Uint8Array, at: number, value: number): number {
  const digits = String(value);
  for (let digit = 0; digit < digits.length; digit++) to[at++] = digits.charCodeAt(digit);
  return at;
}

/** Writes letters of ASCII. */
export function writeText(to: Uint8Array, at: number, text: string): number {
  for (let letter = 0; letter < text.length; letter++) to[at++] = text.charCodeAt(letter);
  return at;
}
