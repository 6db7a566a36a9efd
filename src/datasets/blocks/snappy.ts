import { snappyCompress } from 'hyparquet-writer/src/snappy.js';

/*
 * Snappy's form of pages whose parts are known: to look for repetitions everywhere takes longer than all else that is done with a page.
 */

/** The longest stretch that one element copies. */
const MOST_COPIED = 64;
/** The farthest back that it is copied from, by two bytes. */
const FARTHEST = 2 ** 16 - 1;

/** A part of what is compressed. */
export interface Packed {
  /** Its bytes without compression. */
  whole: number;
  elements: readonly Uint8Array[];
}

/** All parts, one behind the other. */
export function snappyOf(parts: readonly Packed[]): Uint8Array[] {
  const whole = parts.reduce((sum, part) => sum + part.whole, 0);
  return [varint(whole), ...parts.flatMap(({ elements }) => elements)];
}

/** Bytes that nothing makes shorter. */
export function literal(bytes: Uint8Array): Packed {
  const { length } = bytes;
  return { whole: length, elements: length === 0 ? [] : [literalHead(length), bytes] };
}

function literalHead(length: number): Uint8Array {
  const value = length - 1;
  if (value < 60) return Uint8Array.of(value << 2);
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  return Uint8Array.from([(59 + bytes.length) << 2, ...bytes]);
}

/** Bytes in which all repetitions are looked for. */
export function shortened(bytes: Uint8Array): Packed {
  const head = varint(bytes.length).length;
  return { whole: bytes.length, elements: [snappyCompress(bytes).subarray(head)] };
}

/** Bytes that mostly stand there again after `period` ones. */
export function repeating(bytes: Uint8Array, period: number): Packed {
  const end = period >= 1 && period <= FARTHEST ? repeatedUntil(bytes, period) : 0;
  if (end <= period) return shortened(bytes);
  const parts = [literal(bytes.subarray(0, period)), copies(end - period, period), shortened(bytes.subarray(end))];
  return { whole: bytes.length, elements: parts.flatMap(({ elements }) => elements) };
}

function repeatedUntil(bytes: Uint8Array, period: number): number {
  let at = period;
  while (at < bytes.length && bytes[at] === bytes[at - period]) at++;
  return at;
}

function copies(length: number, from: number): Packed {
  const elements = new Uint8Array(Math.ceil(length / MOST_COPIED) * 3);
  for (let at = 0, left = length; left > 0; at += 3, left -= MOST_COPIED) {
    elements[at] = ((Math.min(left, MOST_COPIED) - 1) << 2) | 2;
    elements[at + 1] = from;
    elements[at + 2] = from >> 8;
  }
  return { whole: length, elements: [elements] };
}

/** A number by seven bits a byte, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return Uint8Array.from([...bytes, value]);
}
