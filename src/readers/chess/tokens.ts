import type { SourceText } from '../../trace/source';
import { SourceError } from '../../trace/source';
import type { Lines } from '../../trace/lines';
import { nextTags } from './chunks';
import { inEnglish, type Letters } from './letters';
import { DASH, parseMove, type MoveText } from './notation';

/** A piece of a chess text; offsets in UTF-16 code units, `end` exclusive. */
export type Token = { start: number; end: number } & (
  | { kind: 'tag'; name: string; value: string; valueStart: number; valueEnd: number }
  /** `number`: that which is written before the move with a dot, `12.` or `12...`. */
  | { kind: 'move'; move: MoveText; number?: number }
  | { kind: 'comment'; text: string }
  | { kind: 'fen'; fen: string }
  | { kind: 'open' | 'close' | 'result' }
);

const BLANK = /[\s,\uFEFF\u200B-\u200F\u2060\u00AD]+/y;
/** What web pages put around and between moves. */
const MARKUP =
  /&(?:nbsp|thinsp|ensp|emsp|shy|zwn?j|#160|#8203|#xa0|#x200b);|\[\/?pgn\b[^\]"\r\n]*\]|<\/?(?:br|p|pgn)\s*\/?>/iy;
/** What apps write beside a move that is copied with its clock: `0:03`, `1:02:45`, `1.2s`. */
const CLOCK = /(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?(?![^\s,;)\]}])|\d+(?:\.\d+)?s(?![^\s,;)\]}])/y;
const TAG = /\[\s*([A-Za-z0-9_]+)\s*"((?:[^"\\\r\n]|\\.){0,10000})"\s*\]/y;
const PAIR = /\(\s*[a-h][1-8]\s*,\s*[a-h][1-8]\s*(?:,\s*[qrbnQRBN]\s*)?\)/y;
const TO = `[^\\S\\r\\n]*[${DASH}]+[^\\S\\r\\n]*`;
const RESULT_TEXT = `1${TO}0|0${TO}1|1/2(?:${TO}1/2)?|½(?:${TO}½)?|\\*`;
const RESULT = new RegExp(String.raw`(?:${RESULT_TEXT})(?![^\s,;{}()[\]])`, 'y');
/** `0-0` castles and `0000` passes the turn. */
const MOVE_NUMBER = new RegExp(`(?!0[${DASH}]0|0000(?![\\w.…]))\\d+(?:[^\\S\\r\\n]*(?:\\.+|…))?(?![${DASH}/\\d])`, 'y');
const DOTS = /\.+|…/y;
/** What is said of a move, in signs: `±`, `+/-`, `+--`, `=/∞`, `N` (a novelty), `D` (a diagram). */
const SIGN = String.raw`\+{1,2}[${DASH}]{1,2}|[${DASH}]{1,2}\+{1,2}|\+/[${DASH}=]|[${DASH}=]/\+|\+=|=\+|=/∞|[±∓⩲⩱∞□⌓⊙⟳→↑⇆⇄↔○⊕✓]`;
const LAST_SIGN = String.raw`=|TN|RR|[ND+#]`;
/** Numeric and written annotation glyphs, `e.p.`, and signs. */
const GLYPH = new RegExp(
  String.raw`\$\d+|[!?]+|e\.?p\.?(?![a-h\d])|${SIGN}|(?:${LAST_SIGN})(?![^\s,;{}()[\]$!?&])`,
  'y',
);
/** A move with what is glued to it. */
const LONGEST_MOVE = 40;
/** Signs that are glued to a move. */
const GLUED = new RegExp(`(?:${SIGN}|${LAST_SIGN})+$`);
/** A move, with the new piece of a promotion in parentheses if it is written so. */
const WORD = /<>|[^\s,;{}()[\]$!?&<\u200B-\u200F\u2060\u00AD]+(?:\([QRBNqrbn]\))?/y;
/** A letter that stands alone and the square behind it. */
const LETTER_AND_SQUARE = /[ND]\s+x?[a-h1-8]/y;
/** What engines write before a list of moves: `position startpos moves …`, `position fen … moves …`. */
const UCI_COMMAND = /(?:position\s+)?startpos(?:\s+moves\b)?|position(?=\s+fen\b)|moves\b/y;
const FEN_LABEL = /FEN\b\s*[:=]?[^\S\r\n]*/iy;
const FEN =
  /(?:[pnbrqkPNBRQK1-8]+\/){7}[pnbrqkPNBRQK1-8]+[^\S\r\n]+[wb](?:[^\S\r\n]+(?:-|[KQkqA-Ha-h]{1,4})(?!\S)(?:[^\S\r\n]+(?:-|[a-h][1-8])(?!\S)(?:[^\S\r\n]+\d+(?!\S)){0,2})?)?(?!\S)/y;

/** The tokens of one text, one at a time, so that only the wanted games of a file are ever read. */
export class Tokens {
  private offset: number;
  /** The number that was written last since the last move. */
  private number: string | undefined;
  /** What was taken to mean something that others might read otherwise. */
  readonly remarks: { text: string; start: number; end: number }[] = [];

  constructor(
    private readonly source: SourceText,
    private readonly lines: Lines,
    start: number,
    private readonly end: number,
    /** Of pieces; English where there are none. */
    private readonly letters?: Letters,
  ) {
    this.offset = start;
  }

  /** Null at the end of the text. @throws SourceError where the text is no chess notation. */
  next(): Token | null {
    for (;;) {
      while (this.take(BLANK) ?? this.take(MARKUP));
      const start = this.offset;
      if (start >= this.end) return null;
      const token = this.read(start);
      if (token) return token;
    }
  }

  /** @throws SourceError at these offsets. */
  fail(start: number, end: number, reason: string): never {
    throw new SourceError(this.source.uri, this.lines.range(start, end), reason);
  }

  private read(start: number): Token | null {
    const character = this.source.text[start];
    if (character === ';') return this.comment(start, this.restOfLine(start));
    if (character === '%' && this.isLineStart(start)) return this.comment(start, this.lineEnd());
    if (character === '{') return this.comment(start, this.braceEnd(start));
    if (character === '[') return this.tag(start);
    if (character === '(') {
      const pair = this.take(PAIR);
      if (pair) return this.move(start, pair[0]);
      this.offset++;
      return { kind: 'open', start, end: this.offset };
    }
    if (character === ')') {
      this.offset++;
      return { kind: 'close', start, end: this.offset };
    }
    if (this.take(CLOCK)) return null;
    if (this.take(RESULT)) return { kind: 'result', start, end: this.offset };
    const fen = this.fen(start);
    if (fen) return fen;
    if (this.take(UCI_COMMAND)) return null;
    const number = this.take(MOVE_NUMBER);
    if (number) {
      [this.number] = number;
      return null;
    }
    if (this.peek(LETTER_AND_SQUARE))
      this.fail(start, start + 1, `"${character ?? ''}" is a sign or a piece of its own here`);
    if (this.take(DOTS) || this.take(GLYPH)) return null;
    const word = this.take(WORD);
    if (!word) return this.fail(start, start + 1, `"${character ?? ''}" has no meaning here`);
    return this.move(start, word[0]);
  }

  private move(start: number, text: string): Token {
    const isLong = text.length > LONGEST_MOVE;
    let bare = text;
    let move = this.moveIn(bare);
    if (!move && !isLong) move = this.moveIn((bare = text.replace(GLUED, '')));
    if (!move) this.fail(start, this.offset, `"${shorten(text)}" is not a chess move (${formsFor(text)})`);
    this.offset = start + bare.length;
    // A number without a dot may be anything: a clock, an evaluation.
    const [, number] = /^(\d+)\s*[.…]/.exec(this.number ?? '') ?? [];
    this.number = undefined;
    return { kind: 'move', move, ...(number !== undefined && { number: Number(number) }), start, end: this.offset };
  }

  private moveIn(text: string): MoveText | null {
    const english = this.letters ? inEnglish(text, this.letters) : text;
    return english === undefined ? null : parseMove(english);
  }

  private comment(start: number, end: number): Token {
    this.offset = end;
    const closed = this.source.text[start] === '{' ? end - 1 : end;
    return { kind: 'comment', text: this.source.text.slice(start + 1, closed).trim(), start, end };
  }

  private tag(start: number): Token {
    const tag = this.take(TAG);
    if (!tag) this.fail(start, this.lineEnd(), 'a PGN tag is written [Name "value"]');
    const [, name = '', quoted = ''] = tag;
    const valueStart = start + tag[0].indexOf('"') + 1;
    const value = quoted.replace(/\\(.)/g, '$1');
    return { kind: 'tag', name, value, valueStart, valueEnd: valueStart + quoted.length, start, end: this.offset };
  }

  private fen(start: number): Token | null {
    const label = this.take(FEN_LABEL);
    const at = this.offset;
    const fen = this.take(FEN);
    if (!fen && label) this.fail(start, this.lineEnd(), 'a FEN is a placement of eight ranks and the side to move');
    return fen && { kind: 'fen', fen: fen[0], start: at, end: this.offset };
  }

  private peek(pattern: RegExp): boolean {
    return this.found(pattern) !== null && pattern.lastIndex <= this.end;
  }

  /** @throws SourceError where what fits is longer than the engine can go back in: some millions of characters, and fewer in long runs */
  private found(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.offset;
    try {
      return pattern.exec(this.source.text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.fail(this.offset, this.lineEnd(), 'what begins here is too long to be read');
    }
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const match = this.found(pattern);
    if (!match || pattern.lastIndex > this.end) return null;
    this.offset = pattern.lastIndex;
    return match;
  }

  private isLineStart(offset: number): boolean {
    return this.lines.position(offset).character === 0;
  }

  /** A semicolon begins a comment up to the line's end; where only moves stand in it, it may be meant to part them. */
  private restOfLine(start: number): number {
    const end = this.lineEnd();
    const { text } = this.source;
    const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
    if (line.trim() !== '' && isMovesOnly(text.slice(start + 1, end)))
      this.fail(
        start,
        start + 1,
        'in PGN ";" begins a comment up to the line\'s end: are the moves behind it played? blanks or commas part moves, braces hold a comment',
      );
    return end;
  }

  private lineEnd(): number {
    const rest = /[\r\n]|$/g;
    rest.lastIndex = this.offset;
    return Math.min(rest.exec(this.source.text)?.index ?? this.end, this.end);
  }

  /** A comment ends with its first "}". Braces within it are text, unless what follows them is text as well. */
  private braceEnd(start: number): number {
    const { text } = this.source;
    const close = text.indexOf('}', start);
    if (close < 0 || close >= this.end) this.fail(start, start + 1, 'this comment is not closed: "}" is missing');
    if (text.lastIndexOf('{', close) === start) return close + 1;
    const next = /[{}]/g;
    next.lastIndex = close + 1;
    const stray = next.exec(text);
    if (stray?.[0] !== '}' || stray.index >= this.end) return close + 1;
    const rest = text.slice(close + 1, stray.index);
    if (rest.split(/[\s,.;()]+/).some((word) => word !== '' && parseMove(word.replace(/[!?]+$/, ''))))
      this.fail(
        close,
        close + 1,
        'a comment ends with its first "}": are the moves behind it played, or part of the comment?',
      );
    this.remarks.push({
      text: 'a comment holds braces of its own, and ends with the last of them',
      start,
      end: stray.index + 1,
    });
    return stray.index + 1;
  }

  /** Goes to where a block of tags begins after a blank line, or to the end. */
  skipGame(): void {
    this.offset = Math.min(nextTags(this.source.text, this.offset), this.end);
  }
}

const TAGS = /(?:\[[^\r\n]*\]\s*)+/y;
const FIRST_RESULT = new RegExp(RESULT_TEXT, 'g');

/**
 * Whether a text holds the tags and moves of one game, as far as can be told without reading them: no result stands but at
 * its end, not even in a comment.
 */
export function isOneGame(text: string): boolean {
  TAGS.lastIndex = 0;
  if (!TAGS.test(text)) return false;
  FIRST_RESULT.lastIndex = TAGS.lastIndex;
  return !FIRST_RESULT.test(text) || text.slice(FIRST_RESULT.lastIndex).trim() === '';
}

/** Whether a line is moves and their numbers, and nothing else. */
function isMovesOnly(line: string): boolean {
  const words = line
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^\d+(?:\.+|…)/, '').replace(/[!?]+$/, ''))
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  return words.length > 0 && words.every((word) => parseMove(word));
}

/** What a move may look like; pieces in the letters of another language are the usual reason why one does not. */
function formsFor(text: string): string {
  return /^\p{Lu}[a-h]?[1-8]?x?[a-h][1-8]/u.test(text)
    ? 'UCI, a pair of squares, or SAN, in which pieces are K, Q, R, B and N or figurines'
    : 'UCI, SAN or a pair of squares';
}

/** At most 24 characters for a message, without cutting one in two. */
function shorten(text: string): string {
  const head = /^.{0,24}/su.exec(text)?.[0] ?? '';
  return head.length < text.length ? `${head}…` : text;
}
