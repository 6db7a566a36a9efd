import type { Integers } from '../tables/integers';

/** Digits of a number that is exact as a double. */
export const MOST_DIGITS = 16;

/** Numbers below this are, with what follows them, one word of four bytes. */
const SHORT = 1000;

/** Bytes of ASCII that are written one behind the other into room of a given size. */
export class TextRoom {
  private readonly bytes: Buffer;
  private readonly view: DataView;
  private at = 0;

  constructor(size: number) {
    // Short numbers are written as four bytes, whatever their length.
    this.bytes = Buffer.allocUnsafe(size + 4);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  }

  text(text: string): void {
    for (let letter = 0; letter < text.length; letter++) this.bytes[this.at++] = text.charCodeAt(letter);
  }

  /** Writes `from` … `to - 1` of a list, which is not empty. */
  list({ short, lengths, between }: Numbers, list: Integers, from: number, to: number): void {
    const { bytes, view } = this;
    let at = this.at;
    for (let next = from; next < to; next++) {
      const value = list[next] ?? 0;
      if (value < short.length) {
        view.setUint32(at, short[value] ?? 0, true);
        at += lengths[value] ?? 0;
      } else {
        const digits = String(value);
        for (let digit = 0; digit < digits.length; digit++) bytes[at++] = digits.charCodeAt(digit);
        bytes[at++] = between;
      }
    }
    // Behind the last one there is no other.
    this.at = at - 1;
  }

  get written(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }
}

/** Of numbers from zero up. */
export function greatestOf(list: Integers): number {
  let greatest = 0;
  for (let at = 0; at < list.length; at++) {
    const value = list[at] ?? 0;
    if (value > greatest) greatest = value;
  }
  return greatest;
}

/** The numbers of lists as text, with what stands between them; the short ones are ready to be copied. */
export class Numbers {
  readonly short: Uint32Array;
  readonly lengths: Uint8Array;
  readonly between: number;
  /** Bytes of the longest, with what follows it. */
  readonly most: number;

  constructor(between: string, ...lists: readonly Integers[]) {
    const most = lists.reduce((greatest, list) => Math.max(greatest, greatestOf(list)), 0);
    this.between = between.charCodeAt(0);
    this.most = String(most).length + 1;
    const count = Math.min(most + 1, SHORT);
    this.short = new Uint32Array(count);
    this.lengths = new Uint8Array(count);
    for (let value = 0; value < count; value++) {
      const text = `${value}${between}`;
      this.lengths[value] = text.length;
      this.short[value] = Buffer.from(text.padEnd(4)).readUInt32LE();
    }
  }
}
