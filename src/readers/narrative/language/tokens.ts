import { NotationError } from '../../../algebra/notation';

/** A word, number, mark or quotation of a story. */
export interface Token {
  kind: 'word' | 'number' | 'mark' | 'quote' | 'end';
  /** As it stands, without a possessive ending; of a quotation what stands between its marks. */
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

const PIECE = new RegExp(
  [
    String.raw`(?<newline>\r\n|\r|\n)`,
    String.raw`(?<blank>[^\S\r\n]+)`,
    String.raw`["“„«](?<quote>[^"“”„«»\r\n]*)["”»“]`,
    String.raw`‘(?<single>[^‘’\r\n]*)’`,
    String.raw`(?<![\p{L}\p{N}])'(?<straight>[^'\r\n]+)'(?![\p{L}\p{N}])`,
    String.raw`(?<number>[0-9]{1,2}:[0-9]{2}|[0-9]+(?:st|nd|rd|th|[A-Z])(?![\p{L}\p{N}])|[0-9]+)`,
    String.raw`(?<word>[ap]\.m\.(?![\p{L}\p{N}])|\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’_](?!s(?![\p{L}\p{N}]))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*)` +
      String.raw`(?<apostrophe>['’](?:s(?![\p{L}\p{N}])|(?<=s['’])(?![\p{L}\p{N}])))?`,
    String.raw`(?<mark><->|\.\.\.|_{2,}|[\s\S])`,
  ].join('|'),
  'uy',
);

/**
 * The tokens of a story; lines that start with `#` are titles and left out.
 *
 * @throws NotationError when it is too long.
 */
export function tokenize(text: string, start: number, stop: number): Token[] {
  const tokens: Token[] = [];
  let lines = 1;
  for (let at = start; at < stop;) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(text);
    if (!match) break;
    const { newline, blank, quote, single, straight, number, word, apostrophe, mark } = match.groups ?? {};
    const end = Math.min(at + match[0].length, stop);
    if (newline !== undefined) lines++;
    else if (mark === '#' && lines > 0) {
      const ending = /[\r\n]/g;
      ending.lastIndex = at;
      at = Math.min(ending.exec(text)?.index ?? stop, stop);
      continue;
    } else if (blank === undefined) {
      if (tokens.length === MAX_TOKENS) throw new NotationError(at, end, `a story of more than ${MAX_TOKENS} words`);
      const quoted = quote ?? single ?? straight;
      const shown = quoted ?? word ?? match[0];
      const kind =
        quoted !== undefined ? 'quote' : number !== undefined ? 'number' : word !== undefined ? 'word' : 'mark';
      const places = { startsLine: lines > 0, startsParagraph: lines > 1, start: at, end };
      const last = tokens.at(-1);
      if (mark === '.' && last?.end === at && TITLES.has(last.lower)) last.end = end;
      else
        tokens.push({ kind, text: shown, lower: shown.toLowerCase(), possessive: apostrophe !== undefined, ...places });
      lines = 0;
    }
    at = end;
  }
  tokens.push(endToken(stop));
  return tokens;
}

/** Stands after the last token of a text or sentence. */
export function endToken(at: number): Token {
  const nothing = { text: '', lower: '', possessive: false, startsLine: true, startsParagraph: true };
  return { kind: 'end', ...nothing, start: at, end: at };
}
