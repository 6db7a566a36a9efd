import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import { cellsOf, target } from '../native/pointers';
import { bytesOf, letter, textOfBytes } from '../native/letters';
import type { Span } from '../syntax';

/** Lists into which texts are converted: https://go.dev/ref/spec#Conversions_to_and_from_a_string_type. */
const LISTS: Readonly<Record<string, 'u8' | 'i32'>> = {
  ...{ '[]byte': 'u8', '[]uint8': 'u8', '[]rune': 'i32', '[]int32': 'i32' },
};

/** A text as a list of its letters, or the other way round; undefined for all other conversions. */
export function convertedText(m: Machine, type: string, given: Box, at: Span): Box | undefined {
  const { data } = target(m, given);
  const of = LISTS[type];
  if (of && data.t === 'str') {
    const codes = of === 'u8' ? [...bytesOf(data.v)] : [...data.v].map((one) => one.codePointAt(0) ?? 0);
    return m.fresh(
      m.sequence(
        'slice',
        codes.map((code) => m.fresh(letter(code, of))),
        at,
        of,
      ),
    );
  }
  if (type !== 'string' || data.t === 'str' || data.t === 'unknown') return undefined;
  if (data.t === 'int') return m.fresh({ t: 'str', v: character(data.v) });
  const { base, from, to } = cellsOf(m, given, at);
  const cells = base.cells.slice(from, to).map((box) => m.inspect(box, at));
  const v =
    base.type === 'u8' ? textOfBytes(cells.map(codeOf)) : cells.map((one) => character(BigInt(codeOf(one)))).join('');
  return m.fresh({ t: 'str', v: v ?? m.fail(at, 'a text of bytes that are no letters is not followed') });
}

function codeOf(data: Data): number {
  return data.t === 'int' ? Number(data.v) : 0;
}

/** What is no code point becomes the sign for that. */
function character(v: bigint): string {
  const isPoint = v >= 0n && v <= 0x10ffffn && !(v >= 0xd800n && v <= 0xdfffn);
  return String.fromCodePoint(isPoint ? Number(v) : 0xfffd);
}
