import { NotationError } from '../../algebra/notation';
import { shortened } from '../../text/shortened';
import { headerLine } from './header';

/** Characters of a token that an error quotes. */
const MOST_TOLD = 60;

type Mark = Bracket | '/' | '*' | '∘' | '·' | '^' | '-' | '=' | '~' | "'" | '"' | '&' | '!';
/** `⟦` and `⟧` stand for the beginning and end of a matrix of LaTeX. */
type Bracket = '(' | ')' | '[' | ']' | '{' | '}' | '⟦' | '⟧';

export interface Token {
  kind: Mark | 'number' | 'superscript' | 'name' | 'separator' | 'newline' | 'end';
  start: number;
  end: number;
}

/** `|` stands for the rules that some draw around matrices and two-line forms. */
const TOKEN =
  /[^\S\r\n]+|(#[^\r\n]*)|(\r\n|\r|\n)|([0-9]+)|([⁻⁰¹²³⁴-⁹]+)|(\*\*|:=|[()[\]{}⟦⟧/*∘·^\-=~'"&!])|([,;|])|(\\(?:mathrm|operatorname|text)\{id\}|\\[a-zA-Z]+(?:_(?:[0-9]+|\{[0-9]+\}))?|[\p{L}_](?:[\p{L}\p{Nd}_₀-₉]|\{[0-9]+\})*)/uy;

const SAME_MARK: Readonly<Record<string, Mark>> = { '**': '^', ':=': '=' };

/** The tokens of a word, one at a time (a word may be long); blanks and comments are skipped. */
export class Lexer {
  private ahead: Token[] = [];

  constructor(
    readonly text: string,
    private offset: number,
    private readonly stop: number,
  ) {}

  /** The token `far` tokens ahead. */
  peek(far = 0): Token {
    while (this.ahead.length <= far) this.ahead.push(this.scan());
    return this.ahead[far] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.ahead.shift();
    return token;
  }

  /** The next token, a name, is several names that are written together: so long they are. */
  split(lengths: readonly number[]): void {
    let { start: at } = this.take();
    const names = lengths.map((length): Token => ({ kind: 'name', start: at, end: (at += length) }));
    this.ahead = [...names, ...this.ahead];
  }

  /** Takes the next token if it is of this kind. */
  takeIf(kind: Token['kind']): Token | undefined {
    return this.peek().kind === kind ? this.take() : undefined;
  }

  /** @throws NotationError where another token stands */
  expect(kind: Token['kind'], what: string): Token {
    const token = this.peek();
    if (token.kind !== kind) throw new NotationError(token.start, token.end, `${what} is missing here`);
    return this.take();
  }

  textOf(token: Token): string {
    return this.text.slice(token.start, token.end);
  }

  /** As an error quotes it: a token may be as long as the text. */
  told(token: Token): string {
    return shortened(this.textOf(token), MOST_TOLD);
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
      const [, comment, newline, number, superscript, mark, separator, name] = match;
      if (comment !== undefined && headerLine(comment)) {
        throw new NotationError(start, end, 'header lines stand before the first element');
      }
      if (newline !== undefined) return { kind: 'newline', start, end };
      if (number !== undefined) return { kind: 'number', start, end };
      if (superscript !== undefined) return { kind: 'superscript', start, end };
      if (mark !== undefined) return { kind: SAME_MARK[mark] ?? (mark as Mark), start, end };
      if (separator !== undefined) return { kind: 'separator', start, end };
      if (name !== undefined) return { kind: 'name', start, end };
    }
    return { kind: 'end', start: this.stop, end: this.stop };
  }
}
