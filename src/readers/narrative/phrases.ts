import { NotationError } from '../../algebra/notation';
import * as lexicon from './lexicon';
import type { Possession, Reference } from './story';
import type { Token } from './tokens';

/** Longest list of names, and longest noun phrase. */
const MAX_LIST = 512;
const MAX_PHRASE = 5;

/**
 * The small phrases of the grammar. Each reads its phrase and moves on, or gives undefined and stays (`attempt`); the
 * furthest token at which anything failed is where a sentence is not understood.
 */
export class Phrases {
  protected at = 0;
  private furthest = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  protected peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a story always ends with an end token');
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

  /** The error at the furthest token that was reached since `start`. */
  protected notUnderstood(start: number): NotationError {
    const token = this.tokens[Math.max(this.furthest, start)] ?? this.peek();
    const what =
      token.kind === 'end' ? 'the story ends in the middle of a sentence' : `'${token.text}' is not understood here`;
    return new NotationError(token.start, token.end, `${what} (docs/reading-narratives.md lists what is)`);
  }

  protected take(...words: string[]): boolean {
    const found = words.every((word, k) => this.peek(k).lower === word && !this.peek(k).possessive);
    if (found) this.at += words.length;
    else this.furthest = Math.max(this.furthest, this.at);
    return found;
  }

  protected takeOne(set: ReadonlySet<string>): Token | undefined {
    const token = this.peek();
    if (token.kind !== 'word' || token.possessive || !set.has(token.lower)) {
      this.furthest = Math.max(this.furthest, this.at);
      return undefined;
    }
    this.at++;
    return token;
  }

  protected takeAny(phrases: readonly (readonly string[])[]): boolean {
    return phrases.some((phrase) => this.take(...phrase));
  }

  protected adverbs(): void {
    while (this.takeOne(lexicon.ADVERBS));
  }

  /** `Alice`, `Mary Jane`, `Mr. Smith`; the last word may be possessive only if the caller wants that. */
  protected name(possessive: boolean): Reference | undefined {
    const first = this.peek();
    if (!this.isName(0)) {
      this.miss();
      return undefined;
    }
    let end = 1;
    while (end < 4 && !this.peek(end - 1).possessive && this.isName(end) && !this.peek(end).startsLine) end++;
    const tokens = Array.from({ length: end }, (_, k) => this.peek(k));
    const last = tokens.at(-1) ?? first;
    if (last.possessive !== possessive) {
      this.miss();
      return undefined;
    }
    this.at += end;
    return { kind: 'person', name: tokens.map(({ text }) => text).join(' '), start: first.start, end: last.end };
  }

  private isName(ahead: number): boolean {
    const { kind, text, lower } = this.peek(ahead);
    if (kind !== 'word' || !/^\p{Lu}/u.test(text)) return false;
    const next = this.peek(ahead + 1);
    if (lexicon.numberOf(next.lower) !== undefined || next.text === '#') return false;
    if (text === 'A') return next.text === ',' || lexicon.isClosed(next.lower);
    if (lexicon.isClosed(lower)) return false;
    return ahead > 0 || !lexicon.ADVERBS.has(lower);
  }

  /** Someone or something that takes part in a step. */
  protected reference(): Reference | undefined {
    return (
      this.pronoun() ?? this.name(false) ?? this.attempt(() => this.numbered()) ?? this.attempt(() => this.heldThing())
    );
  }

  private pronoun(): Reference | undefined {
    const token = this.takeOne(lexicon.PRONOUNS);
    return token && { kind: 'pronoun', word: token.lower, start: token.start, end: token.end };
  }

  /** `ball 3`, `ball #3`, `the third ball`, `3`. */
  private numbered(): Reference | undefined {
    const { start } = this.peek();
    this.take('the');
    const ordinal = lexicon.ordinalOf(this.peek().lower);
    if (ordinal !== undefined) {
      this.at++;
      const noun = this.peek().kind === 'word' && !lexicon.isClosed(this.peek().lower) ? this.noun() : undefined;
      return { kind: 'numbered', number: ordinal, ...(noun !== undefined && { noun }), start, end: this.last };
    }
    const bare = this.number();
    if (bare !== undefined) return { kind: 'numbered', number: bare, start, end: this.last };
    const noun = this.noun();
    if (noun === undefined) return undefined;
    if (this.peek().text === '#') this.at++;
    const number = this.number();
    if (number === undefined) return undefined;
    const named = ['number', 'no'].includes(noun) ? {} : { noun };
    return { kind: 'numbered', number, ...named, start, end: this.last };
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

  private heldThing(): Reference | undefined {
    const { start } = this.peek();
    if (!this.take('the')) return undefined;
    const words = this.nounPhrase();
    return words && { kind: 'thing', words, start, end: this.last };
  }

  /** A number word that counts something; not the `one` of `a blue one`. */
  private isNumber(wordsBefore: number): boolean {
    const { lower } = this.peek();
    if (lower === 'one' && wordsBefore > 0) return lexicon.PLACES.has(this.peek(1).lower);
    return lexicon.numberOf(lower) !== undefined;
  }

  /** Adjectives and a noun, the noun in the singular. */
  protected nounPhrase(): string[] | undefined {
    const words: string[] = [];
    while (words.length < MAX_PHRASE) {
      const { kind, lower, possessive, startsParagraph } = this.peek();
      const known = lexicon.isClosed(lower) || lexicon.ADVERBS.has(lower) || this.isNumber(words.length);
      const isPart = kind === 'word' && !possessive && !known;
      if (!isPart || startsParagraph || this.isName(0)) break;
      this.at++;
      words.push(lower);
    }
    const last = words.pop();
    if (last === undefined) {
      this.miss();
      return undefined;
    }
    return [...words, lexicon.singular(last)];
  }

  /** `A, B and C`; at least `least` of them. */
  protected list(least: number): Reference[] | undefined {
    return this.attempt(() => {
      const found: Reference[] = [];
      do {
        const next = this.reference();
        if (!next || found.length === MAX_LIST) return undefined;
        found.push(next);
      } while (this.comesAnother());
      return found.length >= least ? this.withNouns(found) : undefined;
    });
  }

  private comesAnother(): boolean {
    const before = this.at;
    this.take(',');
    this.take('and');
    if (this.at > before && this.attempt(() => this.reference())) {
      // It is there; read it again in the list.
      this.at = before;
      this.take(',');
      this.take('and');
      return true;
    }
    this.at = before;
    return false;
  }

  /** In `ball 1 and 3` the noun is that of the first, in `the first and third ball` of the last. */
  private withNouns(list: Reference[]): Reference[] {
    const noun = list.flatMap((each) => (each.kind === 'numbered' && each.noun !== undefined ? [each.noun] : []))[0];
    return list.map((each) => (each.kind === 'numbered' && noun !== undefined ? { noun, ...each } : each));
  }

  /** `her coin`, `hers`, `Bob's`, `Bob's coin`, `the red ball`, `coins`. */
  protected possession(): Possession | undefined {
    return this.attempt(() => {
      const { start } = this.peek();
      const own = this.takeOne(lexicon.POSSESSIVES);
      if (own) {
        const words = this.attempt(() => this.nounPhrase()) ?? [];
        if (words.length === 0 && !lexicon.ABSOLUTES.has(own.lower)) return undefined;
        return { owner: 'own', pronoun: own.lower, words, start, end: this.last };
      }
      const absolute = this.takeOne(lexicon.ABSOLUTES);
      if (absolute) return { owner: 'own', pronoun: absolute.lower, words: [], start, end: this.last };
      const owner = this.attempt(() => this.name(true));
      if (owner) return { owner, words: this.attempt(() => this.nounPhrase()) ?? [], start, end: this.last };
      if (!this.take('the') && !this.take('a')) this.take('an');
      const words = this.nounPhrase();
      return words && { words, start, end: this.last };
    });
  }

  /** What was wanted is not here. */
  protected miss(): void {
    this.furthest = Math.max(this.furthest, this.at);
  }
}
