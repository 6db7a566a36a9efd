import { NotationError } from '../../algebra/notation';
import { headerLine } from './header';

export interface Token {
  kind: '(' | ')' | '[' | ']' | '/' | 'number' | 'name' | 'separator' | 'newline' | 'end';
  start: number;
  end: number;
}

/** `|` stands for the rules that some draw around matrices and two-line forms. */
const TOKEN = /[^\S\r\n]+|(#[^\r\n]*)|(\r\n|\r|\n)|([0-9]+)|([()[\]/])|([,·;|])|([\p{L}_]+)/uy;

/** The tokens of a word, one at a time (a word may be long); blanks and comments are skipped. */
export class Lexer {
  private next: Token | undefined;

  constructor(
    readonly text: string,
    private offset: number,
    private readonly stop: number,
  ) {}

  peek(): Token {
    return (this.next ??= this.scan());
  }

  take(): Token {
    const token = this.peek();
    this.next = undefined;
    return token;
  }

  textOf(token: Token): string {
    return this.text.slice(token.start, token.end);
  }

  /** @throws NotationError at a character that no word contains, or at a header line after the head. */
  private scan(): Token {
    while (this.offset < this.stop) {
      const start = this.offset;
      TOKEN.lastIndex = start;
      const match = TOKEN.exec(this.text);
      if (!match) {
        const character = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
        throw new NotationError(start, start + character.length, `'${character}' does not belong in a word`);
      }
      const end = Math.min(TOKEN.lastIndex, this.stop);
      this.offset = end;
      const [, comment, newline, number, bracket, separator, name] = match;
      if (comment !== undefined && headerLine(comment)) {
        throw new NotationError(start, end, 'header lines stand before the first element');
      }
      if (newline !== undefined) return { kind: 'newline', start, end };
      if (number !== undefined) return { kind: 'number', start, end };
      if (bracket !== undefined) return { kind: bracket as Token['kind'], start, end };
      if (separator !== undefined) return { kind: 'separator', start, end };
      if (name !== undefined) return { kind: 'name', start, end };
    }
    return { kind: 'end', start: this.stop, end: this.stop };
  }
}
