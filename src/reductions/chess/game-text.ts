import { append } from '../../lists/append';
import { START } from '../../readers/chess';
import type { SwapPly } from './swap';

/** Columns of a line of a PGN's move text (PGN export format, 8.2.1: fewer than 80). */
const WIDTH = 79;

/** The plies of one element of a word: none for the identity, else twelve for each of its transpositions. */
export interface EncodedElement {
  /** `(1 3)`; columns count from one. */
  name: string;
  plies: SwapPly[];
}

/** A text of moves for readChess: the position on the first line, then a line for each element of the word. */
export function gameText(elements: readonly EncodedElement[], write: (ply: SwapPly) => string): string {
  const lines = elements.map(({ name, plies }) => [`{${name}}`, ...plies.map(write)].join(' '));
  return [`FEN: ${START}`, ...lines, ''].join('\n');
}

/** A PGN in export format, with the elements of the word named in comments before their moves. */
export function pgnText(elements: readonly EncodedElement[]): string {
  const tags = {
    Event: 'A word of permutations of five',
    Site: '?',
    Date: '????.??.??',
    Round: '?',
    White: '?',
    Black: '?',
    Result: '*',
    SetUp: '1',
    FEN: START,
  };
  const words: string[] = [];
  let played = 0;
  const names: string[] = [];
  for (const { name, plies } of elements) {
    // Some programs take no two comments in a row: identities, which have no moves, share one with what follows.
    names.push(name);
    if (plies.length) append(words, commentOf(names.splice(0)));
    for (const [index, { san }] of plies.entries()) {
      const isBlack = played % 2 === 0;
      const number = 1 + Math.ceil(played / 2);
      // Every element begins with Black's move; after a comment its number is written again.
      if (isBlack && index === 0) words.push(`${number}...`);
      if (!isBlack) words.push(`${number}.`);
      words.push(san);
      played++;
    }
  }
  append(words, commentOf(names));
  const head = Object.entries(tags).map(([name, value]) => `[${name} "${value}"]`);
  return [...head, '', ...wrap([...words, '*']), ''].join('\n');
}

/** `{(), (1 3)}`, in pieces that a line may end between. */
function commentOf(names: readonly string[]): string[] {
  return names.length ? `{${names.join(', ')}}`.split(/(?<=,) /) : [];
}

/** Words on lines of at most WIDTH columns; a word is never broken. */
function wrap(words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}
