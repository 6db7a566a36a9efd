import { wordSet } from '../language/word-set';
import { NotationError } from '../../../algebra/notation';
import * as lexicon from '../language/lexicon';
import type { Names } from '../cast/names';
import type { Token } from '../language/tokens';

/**
 * The small phrases of the grammar, over the tokens of one segment. Each reads its phrase and moves on, or gives undefined
 * and stays (`attempt`); the furthest token at which anything failed is where a sentence is not understood.
 */
export class Cursor {
  at = 0;
  furthest = 0;

  constructor(
    protected readonly tokens: readonly Token[],
    protected readonly names: Names,
  ) {}

  protected peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a segment always ends with an end token');
    return token;
  }

  /** Where the token before this one ends. */
  protected get last(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  protected attempt<T>(phrase: () => T | undefined): T | undefined {
    const start = this.at;
    const found = phrase();
    if (found === undefined) {
      this.furthest = Math.max(this.furthest, this.at);
      this.at = start;
    }
    return found;
  }

  /** The same for a phrase that may be many things: where it fails is not where the sentence does. */
  protected guess<T>(phrase: () => T | undefined): T | undefined {
    const { furthest } = this;
    const found = this.attempt(phrase);
    if (found === undefined) this.furthest = furthest;
    return found;
  }

  /** The end of the segment, or of a line that the next one does not go on with. */
  isOver(): boolean {
    const { kind, startsLine, lower } = this.peek();
    if (kind === 'end' || (this.at > 0 && startsLine && !CONTINUES.has(lower))) return true;
    this.miss();
    return false;
  }

  /** The token at which the grammar got stuck. */
  get stuckAt(): Token {
    return this.tokens[Math.min(this.furthest, this.tokens.length - 1)] ?? this.peek();
  }

  protected take(...words: string[]): boolean {
    return this.takeAll(words);
  }

  private takeAll(words: readonly string[]): boolean {
    const found = words.every((word, k) => this.peek(k).lower === word && !this.peek(k).possessive);
    if (found) this.at += words.length;
    else this.miss();
    return found;
  }

  protected takeOne(set: ReadonlySet<string>): Token | undefined {
    const token = this.peek();
    if (token.kind !== 'word' || token.possessive || !set.has(token.lower)) {
      this.miss();
      return undefined;
    }
    this.at++;
    return token;
  }

  protected takeAny(phrases: readonly (readonly string[])[]): boolean {
    return phrases.some((phrase) => this.takeAll(phrase));
  }

  protected number(): number | undefined {
    const { kind, lower, possessive } = this.peek();
    const value = kind === 'mark' || possessive ? undefined : lexicon.numberOf(lower);
    if (value === undefined) {
      this.miss();
      return undefined;
    }
    this.at++;
    return value;
  }

  /** One noun, in the singular. */
  protected noun(): string | undefined {
    const { kind, lower, possessive } = this.peek();
    if (kind !== 'word' || possessive || lexicon.isClosed(lower)) {
      this.miss();
      return undefined;
    }
    this.at++;
    return lexicon.singular(lower);
  }

  protected shownFrom(start: number): string {
    return this.tokens
      .slice(start, this.at)
      .map(({ text }) => text)
      .join(' ');
  }

  /** What was wanted is not here. */
  protected miss(): void {
    this.furthest = Math.max(this.furthest, this.at);
  }
}

/** Words that go on with the sentence of the line before. */
const CONTINUES: ReadonlySet<string> = wordSet(', and while whereas as who but then');

/** The error at the furthest token that a grammar reached. */
export function notUnderstood(token: Token, advice: string): NotationError {
  const what =
    token.kind === 'end' ? 'the story ends in the middle of a sentence' : `'${token.text}' is not understood here`;
  return new NotationError(token.start, token.end, `${what} (${advice})`);
}

/** Whether an error only says that a word is not understood. */
export function isUnspecific({ reason }: NotationError): boolean {
  return /^(?:the story ends in the middle of a sentence|'.*' is not understood here) \(/.test(reason);
}
