import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import type { Possession, Reference, Thing } from './said';
import { SIDE_WORDS } from './thing-phrases';
import { HolderPhrases } from './holder-phrases';

/** Longest list of names, and longest noun phrase. */
const MAX_LIST = 512;

/** Who takes part in a step, alone or in a list, and what changes hands. */
export class Phrases extends HolderPhrases {
  /** Someone or something that takes part in a step. */
  protected reference(): Reference | undefined {
    return (
      this.attempt(() => this.neighbour()) ??
      (lexicon.POSSESSIVES.has(this.peek().lower) ? this.attempt(() => this.name(false)) : undefined) ??
      this.attempt(() => this.theTwo()) ??
      this.attempt(() => this.whoeverHas()) ??
      this.pronoun() ??
      this.name(false) ??
      this.attempt(() => this.lettered()) ??
      this.attempt(() => this.numbered()) ??
      this.attempt(() => this.heldThing())
    );
  }

  /** `whoever has the atlas`, `the one who holds the key` */
  private whoeverHas(): Reference | undefined {
    const { start } = this.peek();
    if (!this.take('whoever') && !this.take('the', 'one', 'who') && !this.take('the', 'person', 'who'))
      return undefined;
    this.takeOne(lexicon.BE);
    if (!this.takeOne(lexicon.HAVE) && !this.takeOne(lexicon.HAVING)) return undefined;
    const thing = this.thing();
    return thing && { kind: 'thing', words: thing.words, isHolder: true, start, end: this.last };
  }

  /** `the two of them`, `the two friends`, `both of them` */
  private theTwo(): Reference | undefined {
    const { start } = this.peek();
    if (this.take('both', 'of', 'them') || this.take('the', 'two', 'of', 'them') || this.take('the', 'pair'))
      return { kind: 'pronoun', word: 'they', start, end: this.last };
    if (!this.take('the', 'two')) return undefined;
    this.takeOne(PEOPLE);
    return lexicon.SWAP.has(this.peek().lower) || lexicon.CHANGE.has(this.peek().lower)
      ? { kind: 'pronoun', word: 'they', start, end: this.last }
      : undefined;
  }

  /** `ball 3`, `ball #3`, `the third ball`, `3`. */
  private numbered(): Reference | undefined {
    const { start } = this.peek();
    this.take('the');
    const ordinal = lexicon.ordinalOf(this.peek().lower);
    if (ordinal !== undefined) {
      this.at++;
      const { kind, lower } = this.peek();
      const noun = kind === 'word' && !lexicon.isClosed(lower) && !lexicon.ADVERBS.has(lower) ? this.noun() : undefined;
      return {
        kind: 'numbered',
        number: ordinal,
        isOrdinal: true,
        ...(noun !== undefined && { noun }),
        start,
        end: this.last,
      };
    }
    const bare = this.number();
    if (bare !== undefined) return { kind: 'numbered', number: bare, start, end: this.last };
    const isThe = this.at > 0 && this.tokens[this.at - 1]?.lower === 'the';
    const noun = this.noun();
    if (noun === undefined) return undefined;
    if (this.peek().text === '#') this.at++;
    // `the middle one` is none by number.
    if (isThe && this.peek().lower === 'one') return undefined;
    const number = this.number();
    if (number === undefined) return undefined;
    const named = ['number', 'no'].includes(noun) ? {} : { noun };
    return { kind: 'numbered', number, ...named, start, end: this.last };
  }

  private heldThing(): Reference | undefined {
    const { start, kind } = this.peek();
    if (kind === 'quote') {
      this.at++;
      return { kind: 'thing', words: this.tokens[this.at - 1]?.text.split(' ') ?? [], start, end: this.last };
    }
    if (!this.take('the')) return undefined;
    const words = this.nounPhrase();
    return words && { kind: 'thing', words, start, end: this.last };
  }

  /** `A, B and C`; at least `least` of them. */
  protected list(least: number, one: () => Reference | undefined = () => this.reference()): Reference[] | undefined {
    return this.attempt(() => {
      const found: Reference[] = [];
      do {
        const next = one();
        if (!next || found.length === MAX_LIST) return undefined;
        found.push(next);
      } while (this.comesAnother(one));
      return found.length >= least ? this.withNouns(found) : undefined;
    });
  }

  /** `the left and the right cup`, `the red and blue balls`: one noun for two. */
  protected sharingNoun(): Reference[] | undefined {
    const { start } = this.peek();
    if (!this.take('the')) return undefined;
    const first = this.peek();
    if (lexicon.ordinalOf(first.lower) !== undefined) return undefined;
    if (first.kind !== 'word' || (lexicon.isClosed(first.lower) && !SIDE_WORDS.has(first.lower))) return undefined;
    this.at++;
    if (!this.take('and')) return undefined;
    this.take('the');
    const second = this.plainWords();
    const noun = second.pop();
    if (noun === undefined || second.length !== 1) return undefined;
    return [first.lower, ...second].map((word) => ({
      kind: 'thing',
      words: [word, lexicon.singular(noun)],
      start,
      end: this.last,
    }));
  }

  private comesAnother(one: () => Reference | undefined): boolean {
    const before = this.at;
    const comma = this.take(',');
    const and = this.take('and') || this.take('&');
    const after = this.at;
    const found = (comma || and) && this.attempt(one) !== undefined;
    this.at = found ? after : before;
    return found;
  }

  /** In `ball 1 and 3` the noun is that of the first, in `the first and third ball` of the last. */
  private withNouns(list: Reference[]): Reference[] {
    const noun = list.flatMap((each) => (each.kind === 'numbered' && each.noun !== undefined ? [each.noun] : []))[0];
    const [first] = list;
    const letter = first?.kind === 'holder' ? /^(.+) [A-Z]$/.exec(first.name)?.[1] : undefined;
    return list.map((each): Reference => {
      if (each.kind === 'numbered' && noun !== undefined) return { noun, ...each };
      const isLetter = each.kind === 'person' && letter !== undefined && /^[A-Z]$/.test(each.name);
      return isLetter ? { ...each, kind: 'holder', name: `${letter} ${each.name}` } : each;
    });
  }

  /** `her coin`, `hers`, `Bob's`, `Bob's coin`, `the red ball`, `coins`, `what they hold`. */
  protected possession(): Possession | undefined {
    return this.attempt(() => {
      const { start } = this.peek();
      if (this.take('what')) {
        const who = this.takeOne(lexicon.PRONOUNS);
        if (who && this.takeOne(lexicon.BE))
          return this.takeOne(lexicon.HAVING) ? { words: [], start, end: this.last } : undefined;
        return who && this.takeOne(lexicon.HAVE) ? { words: [], start, end: this.last } : undefined;
      }
      if (this.take('it') || this.take('them')) return { words: [], isIt: true, start, end: this.last };
      // `all his marbles`
      if (this.peek().lower === 'all' && (lexicon.POSSESSIVES.has(this.peek(1).lower) || this.peek(1).lower === 'the'))
        this.at++;
      const own = this.takeOne(lexicon.POSSESSIVES);
      if (own) {
        this.takeOne(OWN);
        const from = this.at;
        const words = this.attempt(() => this.nounPhrase()) ?? [];
        if (words.length === 0 && !lexicon.ABSOLUTES.has(own.lower)) return undefined;
        return {
          owner: 'own',
          pronoun: own.lower,
          words,
          ...this.isOne(),
          thing: this.thingFrom(from, words),
          start,
          end: this.last,
        };
      }
      const absolute = this.takeOne(lexicon.ABSOLUTES);
      if (absolute) return { owner: 'own', pronoun: absolute.lower, words: [], start, end: this.last };
      const owner = this.attempt(() => this.name(true));
      if (owner) return { owner, words: this.attempt(() => this.nounPhrase()) ?? [], start, end: this.last };
      const title = this.attempt(() => this.title());
      if (title || this.peek().kind === 'quote') {
        const words = title?.words ?? this.peek().text.split(' ');
        if (!title) this.at++;
        return { words, ...(title && { thing: title }), start, end: this.last };
      }
      const isNew = ['a', 'an'].includes(this.peek().lower);
      // `the two documents`
      if (this.determiner()) this.take('two');
      const from = this.at;
      const words = this.nounPhrase();
      return (
        words && {
          words,
          ...(isNew && { isNew }),
          ...this.isOne(),
          thing: this.thingFrom(from, words),
          start,
          end: this.last,
        }
      );
    });
  }

  /** Whether the noun just read is in the singular. */
  private isOne(): { isOne?: true } {
    const noun = this.tokens[this.at - 1]?.lower ?? '';
    return noun !== '' && lexicon.singular(noun) === noun ? { isOne: true } : {};
  }

  private thingFrom(start: number, words: string[]): Thing {
    return { words, shown: this.shownFrom(start) };
  }

  /** `box A` */
  private lettered(): Reference | undefined {
    const found = this.labelled();
    return found?.kind === 'holder' && /[A-Z]$/.test(found.name) ? found : undefined;
  }
}

const PEOPLE: ReadonlySet<string> = wordSet(
  'friends families girls boys children kids players women men sisters brothers neighbours neighbors colleagues students people',
);

const OWN: ReadonlySet<string> = new Set(['own', 'two', 'new']);
