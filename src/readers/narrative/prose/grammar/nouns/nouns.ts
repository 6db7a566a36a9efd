import { verbsOf } from '../../../language/verbs';
import * as words from '../words';
import type { Noun } from './noun';
import { isClosed, numberOf } from './noun-words';
import { CARDS, Named, ownerOf } from './named';

/** Finds the noun phrases of a sentence. */
export class Nouns extends Named {
  /** The noun phrase at `at`; one without an article only where `mayBeBare`. */
  at(at: number, mayBeBare: boolean): Noun | undefined {
    const token = this.tokens[at];
    if (!token || token.kind === 'end' || token.kind === 'mark') return undefined;
    if (token.kind === 'quote') return this.title(at);
    return this.what(at) ?? this.fixed(at) ?? this.pronoun(at) ?? this.named(at) ?? this.phrase(at, mayBeBare);
  }

  /** `what she has`, `whatever Ben is holding` */
  private what(at: number): Noun | undefined {
    if (!['what', 'whatever', 'everything', 'all'].includes(this.lower(at))) return undefined;
    const owner = this.at(at + 1, false);
    if (!owner) return undefined;
    let to = owner.to;
    const isBeen = (at: number) => words.HAVE.has(this.lower(at)) && this.lower(at + 1) === 'been';
    while (words.ADVERBS.has(this.lower(to)) || words.BE.has(this.lower(to)) || isBeen(to)) to++;
    const holds = verbsOf(this.lower(to)).some(({ lemma }) =>
      ['have', 'hold', 'carry', 'wear', 'own', 'read', 'drink', 'use', 'get', 'receive'].includes(lemma),
    );
    if (!holds) return undefined;
    to++;
    while (['now', 'then', 'got', 'held', 'just'].includes(this.lower(to))) to++;
    return this.make(at, to, { kind: 'pronoun', words: [], pronoun: 'what', owner, isPlural: false });
  }

  private phrase(at: number, mayBeBare: boolean): Noun | undefined {
    let from = at;
    const first = this.lower(at);
    let count: number | undefined;
    let isEach = false;
    if (words.DETERMINERS.has(first)) {
      from++;
      if (first === 'all' || first === 'both') {
        if (this.lower(from) === 'of') from++;
        if (words.DETERMINERS.has(this.lower(from))) from++;
      }
      if ((first === 'each' || first === 'every') && this.lower(from) === 'of') {
        from++;
        if (words.DETERMINERS.has(this.lower(from))) from++;
      }
      isEach = first === 'each' || first === 'every';
    } else if (first === 'that' || first === 'this') return undefined;
    // `both traded`
    const isFloating = ['both', 'each', 'all', 'some', 'any', 'no', 'neither', 'these', 'those'].includes(first);
    if (
      isFloating &&
      from === at + 1 &&
      verbsOf(this.lower(from)).length > 0 &&
      !this.known.isNoun(words.singularOf(this.lower(from)))
    )
      return undefined;
    const value = numberOf(this.lower(from));
    const isCard = this.lower(from + 1) === 'of' && CARDS.test(this.lower(from + 2));
    // `the two of spades`, which is one
    if (isCard && value !== undefined && from > at)
      return this.make(at, from + 3, {
        kind: 'definite',
        words: [words.singularOf(this.lower(from + 2)), this.lower(from)],
        isPlural: false,
      });
    // `At nine Olga swaps`
    const isHour = /^\p{Lu}\p{Ll}/u.test(this.tokens[from + 1]?.text ?? '') && this.lower(at - 1) !== '';
    // `in lanes 1 and 3 change lanes`
    const isLabel =
      this.tokens[at]?.kind === 'number' &&
      ['and', ',', 'or'].includes(this.lower(at - 1)) &&
      /^\d+$/.test(this.lower(at - 2)) &&
      words.singularOf(this.lower(at - 3)) !== this.lower(at - 3) &&
      verbsOf(this.lower(at + 1)).length > 0;
    if (isLabel) return this.simple(at, at + 1, 'name');
    if (value !== undefined && !isCard && !isHour && (this.isNounWord(from + 1) || from > at)) {
      // `Chairs 1 and 2 stood in a row`
      const isLabel =
        this.tokens[from]?.kind === 'number' &&
        ['and', ','].includes(this.lower(from - 1)) &&
        this.isVerbOnly(from + 1);
      if (this.isNounWord(from + 1) && !isLabel) {
        count = value;
        from++;
      }
    }
    const isOther = this.lower(from) === 'other' || first === 'another';
    if (this.lower(from) === 'other') from++;
    if (isOther && (!this.isNounWord(from) || this.isVerbAt(from)))
      return this.make(at, from, { kind: 'pronoun', words: [], pronoun: 'other', isPlural: false });
    const isBare = from === at;
    if (isBare && (!mayBeBare || isClosed(first) || words.ADVERBS.has(first)) && this.tokens[at]?.kind !== 'number')
      return undefined;
    const of = first === 'the' ? this.oneOf(at) : undefined;
    if (of) return of;
    const rest = this.gather(from, !isBare, isBare);
    if (!rest) return undefined;
    // `the outer two magnets`
    const ranked = this.rankedCount(from, rest.to);
    if (ranked !== undefined && first === 'the')
      return this.make(at, rest.to, {
        kind: 'definite',
        words: rest.words.filter((word) => numberOf(word) === undefined),
        isPlural: true,
        count: numberOf(this.lower(ranked)) ?? 2,
      });
    const name = this.nameBehind(from, rest.to);
    if (name !== undefined) return this.owned(at, rest.to, this.ranked(at, name, rest.to));
    // `a man called Dale`
    const isCalled = words.PEOPLE.has(this.lower(rest.to - 1)) && ['called', 'named'].includes(this.lower(rest.to));
    const called = isCalled ? this.named(rest.to + 1) : undefined;
    if (called) return { ...called, from: at, start: this.tokens[at]?.start ?? 0, rank: this.lower(rest.to - 1) };
    const noun = this.left(this.placed(this.ofPhrase(at, rest.to, rest.words)));
    const kind = ['a', 'an', 'another', 'some'].includes(first)
      ? 'indefinite'
      : isBare
        ? count === undefined
          ? 'bare'
          : 'indefinite'
        : 'definite';
    const owner = words.POSSESSIVES.has(first)
      ? this.make(at, at + 1, { kind: 'pronoun', words: [], pronoun: ownerOf(first), isPlural: first === 'their' })
      : undefined;
    const isNone = first === 'no' || first === 'neither';
    return this.owned(at, noun.to, {
      ...noun,
      kind: isNone ? 'pronoun' : kind,
      ...(isNone && { pronoun: 'nothing' }),
      ...(count !== undefined && { count, isPlural: count !== 1 }),
      ...(owner && { owner }),
      ...(isEach && { isEach: true }),
      ...(isOther && { isOther: true }),
      ...((first === 'both' || first === 'all') && { isPlural: true }),
      ...(first === 'both' && { count: 2 }),
    });
  }

  /** `the only spot left`, `the last bed that was free` */
  private left(noun: Noun): Noun {
    if (!noun.words.some((word) => ['only', 'last', 'one'].includes(word))) return noun;
    let at = noun.to;
    if (['that', 'which'].includes(this.lower(at)) && words.BE.has(this.lower(at + 1))) at += 2;
    if (['still', 'now'].includes(this.lower(at))) at++;
    if (!['left', 'remaining', ...words.VACANT].includes(this.lower(at))) return noun;
    const own = noun.words.filter((word) => word !== 'only' && word !== 'last');
    return { ...this.make(noun.from, at + 1, { ...noun, words: ['free', ...own] }), shown: noun.shown };
  }

  /** `the first of three cups`, `the second of the boxes` */
  private oneOf(at: number): Noun | undefined {
    const which = this.lower(at + 1);
    if (!words.ADJECTIVES.has(which) || this.lower(at + 2) !== 'of') return undefined;
    let from = at + 3;
    if (words.DETERMINERS.has(this.lower(from))) from++;
    if (numberOf(this.lower(from)) !== undefined) from++;
    const rest = this.gather(from, true);
    const plural = this.lower((rest?.to ?? 0) - 1);
    if (!rest || words.singularOf(plural) === plural) return undefined;
    const noun = rest.words.at(-1) ?? '';
    return {
      ...this.make(at, rest.to, { kind: 'definite', words: [which, noun], isPlural: false }),
      shown: `${which} ${noun}`,
    };
  }

  /** `the desk by the printer`, `the room with the balcony` */
  private placed(noun: Noun): Noun {
    const preposition = this.lower(noun.to);
    // `keeps the key to the boathouse`
    const isKept =
      verbsOf(this.lower(noun.from - 1)).some(({ lemma }) => ['keep', 'own'].includes(lemma)) ||
      words.HAVE.has(this.lower(noun.from - 1));
    if (
      preposition === 'to' &&
      isKept &&
      ['key', 'door', 'ticket', 'lid', 'map', 'card'].includes(noun.words.at(-1) ?? '') &&
      this.lower(noun.to + 1) === 'the'
    ) {
      const of = this.phrase(noun.to + 1, false);
      if (of && !of.owner && !words.PEOPLE.has(of.words.at(-1) ?? '') && of.kind === 'definite')
        return this.make(noun.from, of.to, { ...noun, words: [...of.words, ...noun.words] });
    }
    // `a stamp from Peru`
    const isRoute =
      preposition === 'to' &&
      ['train', 'bus', 'flight', 'ferry', 'ticket', 'road', 'coach'].includes(noun.words.at(-1) ?? '');
    const isOrigin =
      (['from', 'for'].includes(preposition) || isRoute) &&
      ['a', 'an', 'the'].includes(this.lower(noun.from)) &&
      (/^\p{Lu}/u.test(this.tokens[noun.to + 1]?.text ?? '') || preposition === 'for');
    const isTheirs =
      words.HAVE.has(this.lower(noun.from - 1)) ||
      ((preposition === 'from' || isRoute) && ['', ',', 'and', 'then'].includes(this.lower(noun.from - 1)));
    const from =
      isOrigin && isTheirs && this.known.lengthAt(this.tokens, noun.to + 1) === 0
        ? this.at(noun.to + 1, true)
        : undefined;
    const isLabel = from && (from.kind === 'name' || /(?:\d+[A-Z]?|[A-Z])$/.test(from.shown));
    if (isLabel) return this.make(noun.from, from.to, { ...noun, words: [...from.words, ...noun.words] });
    const length = preposition === 'next' && this.lower(noun.to + 1) === 'to' ? 2 : 1;
    const isSuch = ['by', 'near', 'with'].includes(preposition) || length === 2;
    // `traded rooms with the Tanakas`
    const isPartner = noun.isPlural || /^\p{Lu}/u.test(this.tokens[noun.to + length + 1]?.text ?? '');
    const isSpot = words.SPOTS.has(noun.words.at(-1) ?? '') || (noun.words.length === 1 && noun.words[0] === 'one');
    if (!isSuch || isPartner || !isSpot || this.lower(noun.to + length) !== 'the') return noun;
    const other = this.phrase(noun.to + length, false);
    if (!other || other.owner || words.PEOPLE.has(other.words.at(-1) ?? '')) return noun;
    return this.make(noun.from, other.to, { ...noun, words: [...other.words, ...noun.words] });
  }
}
