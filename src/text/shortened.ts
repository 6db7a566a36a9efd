import { printable } from './printable';

/** What stands for a name that is empty or only white space. */
const BLANK = '␣';

/** One line, without control and direction characters, which could hide or reorder what stands beside them. */
export function plain(name: string): string {
  const text = printable(name).trim();
  return text === '' ? BLANK : text;
}

/** Made when it is first needed: that takes as long as half of the extension's start. */
let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as characters: an accented letter or a flag is one. */
export function characters(text: string): string[] {
  // Most names are plain, and a segmenter takes a hundred times as long.
  if (/^[ -~]*$/.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** At most `length` characters, the last one an ellipsis if something was cut. */
export function shortened(name: string, length: number): string {
  // Names may be megabytes long; a character is rarely longer than eight code units.
  const all = characters(plain(name.slice(0, length * 8 + 8)));
  return all.length <= length ? all.join('') : `${all.slice(0, length - 1).join('')}…`;
}

const QUOTED = /^(['"`]).*\1$/s;

/** Texts of programs all begin with a quotation mark, which tells nothing apart. */
export function unquoted(names: readonly string[]): readonly string[] {
  return names.every((name) => QUOTED.test(name)) ? names.map((name) => name.slice(1, -1)) : names;
}
