import type { Part } from '../../core/library/library';
import { box, optional, text } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { int } from '../numbers';
import { int as integer } from './parameters';

function pointOf(character: string): bigint {
  const point = [...character].length === 1 ? character.codePointAt(0) : undefined;
  return BigInt(point ?? refuse('ord takes one character'));
}

function characterOf(point: bigint): string {
  if (point < 0n || point > 0x10ffffn) return refuse('no such character');
  return String.fromCodePoint(Number(point));
}

export const texts: Part = {
  functions: {
    str: using([optional(box)], ({ m, at }, given) => (given ? m.dialect.text(m, [given], at) : '')),
    ord: pure([text], (character) => int(pointOf(character))),
    chr: pure([integer], characterOf),
  },
};
