import { many, text } from '../core/library/parameters';
import { using } from '../core/library/table';
import type { Machine } from '../core/machine';
import type { Data, Place } from '../core/values';
import type { Span } from '../syntax';
import { variable } from './parameters';

/** `scanf("%d %d", &a, &b)`: numbers alone, which is what is told by the format. */
export const scanf = using([text, many(variable)], ({ m, at }, format, cells) => {
  const form = format.replaceAll(/^"|"$/g, '');
  const wanted = [...form.matchAll(/%(\*?)(\d*)(?:hh|h|ll|l|L|z)?(.)/g)].map(([, skip, width, kind = '']) => {
    if (skip !== '' || width !== '' || !'diuf'.includes(kind)) m.fail(at, `reading by '${form}' is not followed`);
    return kind === 'f' ? 'num' : 'int';
  });
  if (form.replaceAll(/%(?:hh|h|ll|l|L|z)?[diuf]|\s|\\n/g, '') !== '')
    m.fail(at, `reading by '${form}' is not followed`);
  wanted.forEach((kind, index) => {
    const word = m.input.word(at);
    const cell = cells[index] ?? m.fail(at, 'an argument is missing');
    cell.write(m.fresh(kind === 'int' ? whole(m, word, at) : real(m, word, at)));
  });
  return { t: 'int', v: BigInt(wanted.length) };
});

/** `std::cin >> a >> b`, `fmt.Scan(&a, &b)`: each word as what its cell holds before. */
export const scan = using([many(variable)], ({ m, at }, cells) => {
  for (const cell of cells) cell.write(m.fresh(asHeld(m, cell, m.input.word(at), at)));
  return { t: 'int', v: BigInt(cells.length) };
});

/** `fmt.Scanln(&a, &b)`: the words of one line, which are as many as there are cells. */
export const scanLine = using([many(variable)], ({ m, at }, cells) => {
  const words = m.input
    .lineEnd(at)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length !== cells.length)
    m.fail(at, `${cells.length} words are read here of a line that has ${words.length}`);
  cells.forEach((cell, index) => {
    cell.write(m.fresh(asHeld(m, cell, words[index] ?? '', at)));
  });
  return { t: 'int', v: BigInt(cells.length) };
});

function asHeld(m: Machine, place: Place, word: string, at: Span): Data {
  const held = place.peek?.()?.data;
  if (held?.t === 'str') return { t: 'str', v: word };
  if (held?.t === 'num') return real(m, word, at);
  if (held?.t === 'int') return whole(m, word, at);
  if (/^[-+]?\d+$/.test(word)) return whole(m, word, at);
  return /^[-+]?\d*\.\d+$/.test(word) ? real(m, word, at) : { t: 'str', v: word };
}

function whole(m: Machine, word: string, at: Span): Data {
  return /^[-+]?\d{1,18}$/.test(word)
    ? { t: 'int', v: BigInt(word.replace(/^\+/, '')) }
    : m.fail(at, `'${word}' of the input is no whole number`, 'failure');
}

function real(m: Machine, word: string, at: Span): Data {
  const v = Number(word);
  return Number.isFinite(v) ? { t: 'num', v } : m.fail(at, `'${word}' of the input is no number`, 'failure');
}
