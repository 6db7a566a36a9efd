import { NotationError } from '../../algebra/notation';

/** A word, number or mark of a story. */
export interface Token {
  kind: 'word' | 'number' | 'mark' | 'end';
  /** As it stands, without a possessive ending. */
  text: string;
  /** `text` in lower case, to look words up. */
  lower: string;
  /** `Alice's`, `Carlos'` */
  possessive: boolean;
  /** First on its line. */
  startsLine: boolean;
  /** After a blank line. */
  startsParagraph: boolean;
  start: number;
  end: number;
}

/** Longest story, in tokens: a bound on memory of some 100 MB. */
const MAX_TOKENS = 500_000;

/** Their full stop does not end a sentence. */
const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'dr', 'st', 'prof']);

const PIECE =
  /(\r\n|\r|\n)|([^\S\r\n]+)|([0-9]+)|(\p{L}[\p{L}\p{M}\p{N}]*(?:-\p{L}[\p{L}\p{M}]*)*)(?:(['’])(s(?![\p{L}])|(?<=s['’]))(?![\p{L}]))?|([.!?,;:()#–—-])/uy;

/**
 * The tokens of a story; lines that start with `#` are titles and left out.
 *
 * @throws NotationError at a character that no story contains.
 */
export function tokenize(text: string, start: number, stop: number): Token[] {
  const tokens: Token[] = [];
  let lines = 1;
  for (let at = start; at < stop;) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(text);
    if (!match) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      throw new NotationError(at, at + character.length, `'${character}' does not belong in a story`);
    }
    const [all, newline, blank, number, word, apostrophe, , mark] = match;
    const end = Math.min(at + all.length, stop);
    if (newline !== undefined) lines++;
    else if (mark === '#' && lines > 0) {
      const ending = /[\r\n]/g;
      ending.lastIndex = at;
      at = Math.min(ending.exec(text)?.index ?? stop, stop);
      continue;
    } else if (blank === undefined) {
      if (tokens.length === MAX_TOKENS) throw new NotationError(at, end, `a story of more than ${MAX_TOKENS} words`);
      const shown = word ?? all;
      const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'mark';
      const places = { startsLine: lines > 0, startsParagraph: lines > 1, start: at, end };
      const last = tokens.at(-1);
      if (mark === '.' && last?.end === at && TITLES.has(last.lower)) last.end = end;
      else
        tokens.push({ kind, text: shown, lower: shown.toLowerCase(), possessive: apostrophe !== undefined, ...places });
      lines = 0;
    }
    at = end;
  }
  tokens.push({
    kind: 'end',
    text: '',
    lower: '',
    possessive: false,
    startsLine: true,
    startsParagraph: true,
    start: stop,
    end: stop,
  });
  return tokens;
}
