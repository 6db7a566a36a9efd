import type { SourceText } from '../../trace/source';
import { SourceError } from '../../trace/source';
import type { Lines } from '../../trace/lines';
import { parseMove, type MoveText } from './notation';

/** A piece of a chess text; offsets in UTF-16 code units, `end` exclusive. */
export type Token = { start: number; end: number } & (
  | { kind: 'tag'; name: string; value: string; valueStart: number; valueEnd: number }
  | { kind: 'move'; move: MoveText }
  | { kind: 'comment'; text: string }
  | { kind: 'fen'; fen: string }
  | { kind: 'open' | 'close' | 'result' }
);

const BLANK = /[\s,\uFEFF]+/y;
const TAG = /\[\s*([A-Za-z0-9_]+)\s*"((?:[^"\\\r\n]|\\.){0,10000})"\s*\]/y;
const PAIR = /\(\s*[a-h][1-8]\s*,\s*[a-h][1-8]\s*(?:,\s*[qrbnQRBN]\s*)?\)/y;
const RESULT = /(?:1-0|0-1|1\/2-1\/2|½-½|\*)(?![^\s,;{}()[\]])/y;
/** `0-0` castles and `0000` passes the turn. */
const MOVE_NUMBER = /(?!0-0|0000(?![\w.…]))\d+(?:[^\S\r\n]*(?:\.+|…))?(?![-/\d])/y;
const DOTS = /\.+|…/y;
/** Numeric and written annotation glyphs, `e.p.`, and the signs of assessment that programs write. */
const GLYPH = /\$\d+|[!?]+|e\.?p\.?(?![a-h\d])|\+\/?[-−=]|[-−=]\/?\+|[=±∓⩲⩱∞□⌓](?!\S)/y;
/** A move, with the new piece of a promotion in parentheses if it is written so. */
const WORD = /[^\s,;{}()[\]$!?]+(?:\([QRBN]\))?/y;
/** What engines write before a list of moves: `position startpos moves …`, `position fen … moves …`. */
const UCI_COMMAND = /(?:position\s+)?startpos(?:\s+moves\b)?|position(?=\s+fen\b)|moves\b/y;
const FEN_LABEL = /FEN\b\s*[:=]?[^\S\r\n]*/iy;
const FEN =
  /(?:[pnbrqkPNBRQK1-8]+\/){7}[pnbrqkPNBRQK1-8]+[^\S\r\n]+[wb](?:[^\S\r\n]+(?:-|[KQkqA-Ha-h]{1,4})(?!\S)(?:[^\S\r\n]+(?:-|[a-h][1-8])(?!\S)(?:[^\S\r\n]+\d+(?!\S)){0,2})?)?(?!\S)/y;

/** The tokens of one text, one at a time, so that only the wanted games of a file are ever read. */
export class Tokens {
  private offset: number;

  constructor(
    private readonly source: SourceText,
    private readonly lines: Lines,
    start: number,
    private readonly end: number,
  ) {
    this.offset = start;
  }

  /** Null at the end of the text. @throws SourceError where the text is no chess notation. */
  next(): Token | null {
    for (;;) {
      this.take(BLANK);
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
    if (character === ';' || (character === '%' && this.isLineStart(start))) return this.comment(start, this.lineEnd());
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
    if (this.take(RESULT)) return { kind: 'result', start, end: this.offset };
    const fen = this.fen(start);
    if (fen) return fen;
    if (this.take(UCI_COMMAND)) return null;
    if (this.take(MOVE_NUMBER)) return null;
    if (this.take(DOTS) || this.take(GLYPH)) return null;
    const word = this.take(WORD);
    if (!word) return this.fail(start, start + 1, `"${character ?? ''}" has no meaning here`);
    return this.move(start, word[0]);
  }

  private move(start: number, text: string): Token {
    const move = parseMove(text);
    if (!move) this.fail(start, this.offset, `"${shorten(text)}" is not a chess move (UCI, SAN or a pair of squares)`);
    return { kind: 'move', move, start, end: this.offset };
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

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.source.text);
    if (!match || pattern.lastIndex > this.end) return null;
    this.offset = pattern.lastIndex;
    return match;
  }

  private isLineStart(offset: number): boolean {
    return this.lines.position(offset).character === 0;
  }

  private lineEnd(): number {
    const rest = /[\r\n]|$/g;
    rest.lastIndex = this.offset;
    return Math.min(rest.exec(this.source.text)?.index ?? this.end, this.end);
  }

  private braceEnd(start: number): number {
    const close = this.source.text.indexOf('}', start);
    if (close < 0 || close >= this.end) this.fail(start, start + 1, 'this comment is not closed: "}" is missing');
    return close + 1;
  }
}

/** At most 24 characters for a message, without cutting one in two. */
function shorten(text: string): string {
  const head = /^.{0,24}/su.exec(text)?.[0] ?? '';
  return head.length < text.length ? `${head}…` : text;
}
