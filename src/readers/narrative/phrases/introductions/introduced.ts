import * as lexicon from '../../language/lexicon';
import { Movements } from '../movements';
import type { Reference, Span } from '../said';

/** Those whom an introduction names. */
export class Introduced extends Movements {
  protected spanFrom(start: number): Span {
    return { start, end: this.last };
  }

  protected counted(): (Span & { value: number; noun: string }) | undefined {
    const { start, end } = this.peek();
    const value = this.number();
    const words = value === undefined ? undefined : this.nounPhrase();
    const noun = words?.at(-1);
    return value !== undefined && noun !== undefined ? { value, noun, start, end } : undefined;
  }

  /** Those whom an introduction names: also by small letters or by what they are. */
  protected members(least: number): Reference[] | undefined {
    return this.list(least, () => this.member());
  }

  protected member(): Reference | undefined {
    return (
      this.name(false) ??
      this.attempt(() => this.pronounHere()) ??
      this.attempt(() => this.numberedMember()) ??
      this.attempt(() => (this.take('the') ? this.name(false) : undefined)) ??
      this.attempt(() => this.role()) ??
      this.attempt(() => this.smallName())
    );
  }

  private pronounHere(): Reference | undefined {
    const token = this.takeOne(lexicon.PRONOUNS);
    return token && { kind: 'pronoun', word: token.lower, start: token.start, end: token.end };
  }

  private numberedMember(): Reference | undefined {
    const { start } = this.peek();
    const noun = this.noun();
    const number = noun === undefined ? undefined : this.number();
    return number === undefined || noun === undefined
      ? undefined
      : { kind: 'numbered', number, noun, start, end: this.last };
  }

  /** `the striker`, `the left cup` */
  private role(): Reference | undefined {
    const { start } = this.peek();
    if (!this.take('the')) return undefined;
    const words = this.nounPhrase();
    return words && { kind: 'person', name: ['the', ...words].join(' '), start, end: this.last };
  }

  /** `alice`, before a verb or in a list. */
  private smallName(): Reference | undefined {
    const { start, end, text, lower, kind, possessive } = this.peek();
    const next = this.peek(1);
    const known = lexicon.isClosed(lower) || lexicon.ADVERBS.has(lower) || lexicon.numberOf(lower) !== undefined;
    if (kind !== 'word' || possessive || known || lexicon.SOMEBODY.has(lower) || !/^\p{Ll}/u.test(text))
      return undefined;
    if (next.text !== ',' && !['and', 'each', 'both'].includes(next.lower) && !verb(next.lower)) return undefined;
    this.at++;
    return { kind: 'person', name: text, start, end };
  }

  protected joins(): boolean {
    return this.take(',', 'and') || this.take(',', 'while') || this.take(',') || this.take('and') || this.take('while');
  }
}

function verb(word: string): boolean {
  return lexicon.HAVE.has(word) || lexicon.BE.has(word) || lexicon.SIT.has(word);
}
