import { wordSet } from '../word-set';
import type { Token } from '../tokens';
import { has, verbsOf } from './verbs';
import * as words from './words';

/** A noun phrase: who or what is spoken of, before it is known which one is meant. */
export interface Noun {
  kind: 'name' | 'pronoun' | 'definite' | 'indefinite' | 'bare' | 'title';
  /** In lower case, the head last and in the singular; none of `hers`, `Bob's` and pronouns. */
  words: string[];
  /** As it is written, without an article. */
  shown: string;
  isPlural: boolean;
  /** `two cups` */
  count?: number;
  owner?: Noun;
  /** `robot` of `the robot Dot`. */
  rank?: string;
  /** `she`, `each other`, `everyone`, `nothing`, `what` (with `owner`: what that one has). */
  pronoun?: string;
  /** `each`: one for each of them. */
  isEach?: boolean;
  /** `the other red ball` */
  isOther?: boolean;
  /** `with the red hat`, `on board one`: which one is meant. */
  which?: { preposition: string; nouns: Noun[] }[];
  /** Whom a pronoun was found to mean. */
  meant?: number;
  start: number;
  end: number;
  /** Tokens from and up to. */
  from: number;
  to: number;
}

/** What is known of the story's own names and things while its sentences are cut. */
export interface Known {
  /** How many tokens at `at` are the longest name of somebody or something of the story. */
  lengthAt: (tokens: readonly Token[], at: number) => number;
  /** Whether the word is the noun of something of the story. */
  isNoun: (word: string) => boolean;
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
function numberOf(word: string): number | undefined {
  const value = NUMBERS.indexOf(word);
  return value >= 0 ? value : /^[0-9]{1,4}$/.test(word) ? Number(word) : undefined;
}

const FIXED: readonly (readonly [string, string])[] = [
  ['each other', 'each other'],
  ['one another', 'each other'],
  ['the two of them', 'they'],
  ['the three of them', 'everyone'],
  ['the four of them', 'everyone'],
  ['both of them', 'they'],
  ['these two', 'they'],
  ['the two', 'they'],
  ['the pair', 'they'],
  ['all of them', 'everyone'],
  ['each of them', 'everyone'],
  ['they all', 'everyone'],
  ['they each', 'everyone'],
  ['they both', 'they'],
  ['everyone', 'everyone'],
  ['everybody', 'everyone'],
  ['nobody', 'nobody'],
  ['no one', 'nobody'],
  ['none of them', 'nobody'],
  ['neither of them', 'nobody'],
  ['nothing at all', 'nothing'],
  ['nothing', 'nothing'],
  ['none', 'nothing'],
  ['something', 'something'],
  ['everything', 'everything'],
  ['someone else', 'somebody'],
  ['somebody else', 'somebody'],
  ['someone', 'somebody'],
  ['somebody', 'somebody'],
  ['the latter', 'latter'],
  ['the former', 'former'],
];
const CARDS = /^(?:hearts|spades|clubs|diamonds)$/;
const MEASURES = wordSet(
  'switch button lever pair cup glass piece bunch bag bottle slice plate bowl set pack can packet bit lump stack pile bucket basket tin tube bar roll loaf map book picture photo box jar couple pot mug carton tray jug deck bouquet',
);

/** Nouns, and adjectives, that end as adverbs do. */
const LY_NOUNS = wordSet(
  'family fly jelly lily belly butterfly dragonfly dolly ally bully holly supply reply trolly curly lovely silly ugly friendly lonely elderly early daily weekly monthly yearly woolly smelly wobbly chilly hilly oily wooly costly ghostly prickly teddy only doily anomaly assembly melancholy firefly tally folly gully rally brolly homely lively deadly cuddly wrinkly sparkly bubbly stately kingly',
);

const isEnd = (word: string) => word === '' || word === ',' || word === 'and';

/** What stands behind them is no verb. */
const ARTICLES = wordSet('the a an his her their my our its your');

/** Finds the noun phrases of a sentence. */
export class Nouns {
  constructor(
    readonly tokens: readonly Token[],
    private readonly known: Known,
  ) {}

  lower(at: number): string {
    return this.tokens[at]?.lower ?? '';
  }

  isKnownAt(at: number): boolean {
    return this.known.lengthAt(this.tokens, at) > 0;
  }

  /** The noun phrase at `at`; one without an article only where `mayBeBare`. */
  at(at: number, mayBeBare: boolean): Noun | undefined {
    const token = this.tokens[at];
    if (!token || token.kind === 'end' || token.kind === 'mark') return undefined;
    if (token.kind === 'quote') return this.title(at);
    return this.fixed(at) ?? this.what(at) ?? this.pronoun(at) ?? this.named(at) ?? this.phrase(at, mayBeBare);
  }

  private make(from: number, to: number, parts: Omit<Noun, 'start' | 'end' | 'from' | 'to' | 'shown'>): Noun {
    const said = [...this.tokens.slice(from, to)];
    // `lockers 3` is locker 3
    const [plural, label] = said.slice(-2);
    if (plural && label && said.length > 1 && /^(?:\d+[A-Z]?|[A-Z])$/.test(label.text) && plural.lower.endsWith('s'))
      said.splice(-2, 1, { ...plural, text: plural.text.slice(0, words.singularOf(plural.lower).length) });
    const shown = said
      .filter(({ lower }, k) => k > 0 || !['a', 'an', 'the'].includes(lower))
      .map(({ text, possessive }, k, all) => (possessive && k < all.length - 1 ? `${text}'s` : text))
      .join(' ');
    return { ...parts, shown, from, to, start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
  }

  private title(at: number): Noun | undefined {
    const text = this.tokens[at]?.text ?? '';
    if (/[.,!?]$/.test(text) || text.split(/\s+/).length > 6 || text === '') return undefined;
    const title = this.make(at, at + 1, { kind: 'title', words: text.toLowerCase().split(/\s+/), isPlural: false });
    return { ...title, shown: text };
  }

  private fixed(at: number): Noun | undefined {
    for (const [phrase, pronoun] of FIXED) {
      const parts = phrase.split(' ');
      if (!parts.every((part, k) => this.lower(at + k) === part)) continue;
      const next = this.tokens[at + parts.length];
      // `the two boxes`
      if (
        /^the (?:two|pair)$/.test(phrase) &&
        next?.kind === 'word' &&
        this.isNounWord(at + parts.length) &&
        !verbsOf(next.lower).some(({ lemma }) => has(lemma, 'exchange'))
      )
        continue;
      const isPlural = pronoun === 'they' || pronoun === 'everyone' || pronoun === 'each other';
      return this.make(at, at + parts.length, { kind: 'pronoun', words: [], pronoun, isPlural });
    }
    return undefined;
  }

  /** `what she has`, `whatever Ben is holding` */
  private what(at: number): Noun | undefined {
    if (!['what', 'whatever'].includes(this.lower(at))) return undefined;
    const owner = this.at(at + 1, false);
    if (!owner) return undefined;
    let to = owner.to;
    while (words.ADVERBS.has(this.lower(to)) || words.BE.has(this.lower(to))) to++;
    const holds = verbsOf(this.lower(to)).some(({ lemma }) => ['have', 'hold', 'carry', 'wear', 'own'].includes(lemma));
    if (!holds) return undefined;
    to++;
    while (['now', 'then', 'got', 'held', 'just'].includes(this.lower(to))) to++;
    return this.make(at, to, { kind: 'pronoun', words: [], pronoun: 'what', owner, isPlural: false });
  }

  private pronoun(at: number): Noun | undefined {
    const token = this.tokens[at];
    const word = token?.lower ?? '';
    if (token?.possessive) return undefined;
    // `the IT desk`
    if (word === 'it' && token?.text === 'IT') return undefined;
    // `gives her back the hat`
    const isAlone =
      (word === 'her' || word === 'his') &&
      (!this.isNounWord(at + 1) ||
        (word === 'her' &&
          !words.PREPOSITIONS.has(this.lower(at - 1)) &&
          words.ADVERBS.has(this.lower(at + 1)) &&
          (this.tokens[at + 2]?.kind !== 'word' || isClosed(this.lower(at + 2)))));
    const isDeterminer = words.POSSESSIVES.has(word) && !isAlone;
    if (isDeterminer) return undefined;
    if (words.ABSOLUTE.has(word)) {
      const owner = this.make(at, at + 1, {
        kind: 'pronoun',
        words: [],
        pronoun: ownerOf(word),
        isPlural: word === 'theirs',
      });
      return this.make(at, at + 1, { kind: 'definite', words: [], owner, isPlural: false });
    }
    if (!words.PRONOUNS.has(word) && word !== 'her') return undefined;
    // `us all`
    return this.make(at, at + 1, {
      kind: 'pronoun',
      words: [],
      pronoun: word,
      isPlural: ['they', 'them'].includes(word),
    });
  }

  /** Whether a noun phrase may go on with the word at `at`. */
  private isNounWord(at: number): boolean {
    const token = this.tokens[at];
    if (token?.kind === 'number') return true;
    if (token?.kind !== 'word') return false;
    const word = token.lower;
    // `cousin Will`
    if (/^\p{Lu}\p{Ll}/u.test(token.text) && words.MODALS.has(word) && words.PEOPLE.has(this.lower(at - 1)))
      return true;
    if (words.ADJECTIVES.has(word) || words.SUPERLATIVE.test(word) || this.known.isNoun(words.singularOf(word)))
      return true;
    if (words.ADVERBS.has(word) && !words.ADJECTIVES.has(word)) return false;
    if (/[a-z]ly$/.test(word) && token.text === word && !LY_NOUNS.has(word)) return false;
    return !isClosed(word);
  }

  /** A name, one that is known or words with capital letters; with `'s` whatever is owned. */
  private named(at: number): Noun | undefined {
    const token = this.tokens[at];
    // `moves to A`
    const next = this.tokens[at + 1];
    const isLabel =
      token?.text === 'A' &&
      at > 0 &&
      (next === undefined || next.kind === 'end' || next.text === ',' || next.lower === 'and');
    if (isLabel) return this.simple(at, at + 1, 'name');
    const hasArticle = ['the', 'a', 'an'].includes(token?.lower ?? '');
    const known = this.known.lengthAt(this.tokens, hasArticle ? at + 1 : at);
    const isName = /^\p{Lu}/u.test(this.tokens[hasArticle ? at + 1 : at]?.text ?? '');
    // `the red ball` is read as words; a name with what it consists of as it stands.
    if (known > 0 && isName) {
      const from = hasArticle ? at + 1 : at;
      return this.owned(at, from + known, this.simple(at, from + known, 'name'));
    }
    if (hasArticle || token?.kind !== 'word' || !/^\p{Lu}/u.test(token.text)) return undefined;
    if (!this.isNameAt(at)) return undefined;
    let to = at + 1;
    // `For Halloween Kim has`
    const isDay = words.CALENDAR.has(token.lower) && !words.DAY_PARTS.has(this.lower(at + 1));
    while (
      !isDay &&
      !this.tokens[to - 1]?.possessive &&
      /^\p{Lu}/u.test(this.tokens[to]?.text ?? '') &&
      this.tokens[to]?.kind === 'word' &&
      this.lower(to) !== 'i' &&
      this.known.lengthAt(this.tokens, to) === 0
    )
      to++;
    while (this.tokens[to]?.kind === 'number' && to === at + 1 && !this.tokens[at]?.possessive) to++;
    return this.owned(at, to, this.simple(at, to, 'name'));
  }

  /** Whether a word with a capital letter is a name: at the head of a sentence it may be any word. */
  private isNameAt(at: number): boolean {
    const token = this.tokens[at];
    const word = token?.lower ?? '';
    if (word === 'i') return false;
    if (at > 0 && this.tokens[at - 1]?.kind !== 'quote' && this.tokens[at - 1]?.text !== ':') return true;
    if (isClosed(word) || words.ADVERBS.has(word) || words.NEGATIONS.has(word) || numberOf(word) !== undefined)
      return false;
    const next = this.tokens[at + 1];
    if (token?.possessive) return true;
    if (verbsOf(word).some(({ form }) => form === 'base' || form === 'ing')) {
      const before = next?.lower ?? '';
      return (
        before === ',' ||
        before === 'and' ||
        words.BE.has(before) ||
        words.HAVE.has(before) ||
        verbsOf(before).some(({ form }) => form === 'third' || form === 'past')
      );
    }
    return (
      !words.ADJECTIVES.has(word) || next?.kind !== 'word' || isClosed(next.lower) || verbsOf(next.lower).length > 0
    );
  }

  private simple(from: number, to: number, kind: Noun['kind']): Noun {
    const said = this.tokens
      .slice(from, to)
      .filter(({ lower }, k, all) => k > 0 || all.length === 1 || !['a', 'an', 'the'].includes(lower));
    const lowers = said.map(({ lower }) => lower);
    const last = lowers.at(-1) ?? '';
    return this.make(from, to, {
      kind,
      words: kind === 'name' ? lowers : [...lowers.slice(0, -1), words.singularOf(last)],
      isPlural: kind !== 'name' && words.singularOf(last) !== last,
    });
  }

  /** `Ann's red hat`, when `owner` ends with `'s`. */
  private owned(at: number, to: number, owner: Noun): Noun {
    if (!this.tokens[to - 1]?.possessive) return owner;
    const rest = this.gather(to, true);
    const own = ['own'].includes(this.lower(to)) ? 1 : 0;
    if (!rest) return this.make(at, to, { kind: 'definite', words: [], owner, isPlural: false });
    // `Anselm's cousin Odile`
    const name = this.nameBehind(to, rest.to);
    if (name !== undefined) return this.owned(at, rest.to, this.ranked(at, name, rest.to));
    const noun = this.ofPhrase(at, rest.to, rest.words.slice(own));
    return this.owned(at, noun.to, { ...noun, kind: 'definite', owner });
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
    // `At nine Olga swaps`
    const isHour = /^\p{Lu}\p{Ll}/u.test(this.tokens[from + 1]?.text ?? '') && this.lower(at - 1) !== '';
    if (value !== undefined && !isCard && !isHour && (this.isNounWord(from + 1) || from > at)) {
      if (this.isNounWord(from + 1)) {
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

  /** `Her brother Rufus`, `little Nina`: where the name begins. */
  private nameBehind(from: number, to: number): number | undefined {
    // `Little Esi`, at the head of a sentence
    const isHead = (k: number) =>
      (k === 0 || this.tokens[k - 1]?.text === ':' || this.tokens[k - 1]?.kind === 'quote') &&
      (words.ADJECTIVES.has(this.lower(k)) || words.PEOPLE.has(this.lower(k)));
    const isCapital = (k: number) => /^\p{Lu}\p{L}/u.test(this.tokens[k]?.text ?? '') && !isHead(k);
    let name = to;
    while (name - 1 > from && isCapital(name - 1)) name--;
    const before = this.lower(name - 1);
    if (name === to || name === from || isCapital(name - 1)) return undefined;
    return words.PEOPLE.has(before) || words.ADJECTIVES.has(before) ? name : undefined;
  }

  private ranked(at: number, name: number, to: number): Noun {
    return {
      ...this.simple(name, to, 'name'),
      from: at,
      start: this.tokens[at]?.start ?? 0,
      rank: this.lower(name - 1),
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
    if (!isSuch || isPartner || !words.SPOTS.has(noun.words.at(-1) ?? '') || this.lower(noun.to + length) !== 'the')
      return noun;
    const other = this.phrase(noun.to + length, false);
    if (!other || other.owner || words.PEOPLE.has(other.words.at(-1) ?? '')) return noun;
    return this.make(noun.from, other.to, { ...noun, words: [...other.words, ...noun.words] });
  }

  /** Adjectives and the noun that they belong to, with a number or letter behind it. */
  private gather(from: number, hasDeterminer: boolean, isBare = false): { to: number; words: string[] } | undefined {
    let to = from;
    const known = this.known.lengthAt(this.tokens, from);
    if (known > 0 && !/^\p{Lu}/u.test(this.tokens[from]?.text ?? '')) to = from + known;
    // `the still life`
    if (
      hasDeterminer &&
      to === from &&
      words.ADVERBS.has(this.lower(to)) &&
      !this.isNounWord(to) &&
      this.isNounWord(to + 1) &&
      ARTICLES.has(this.lower(to - 1))
    )
      to++;
    while (this.isNounWord(to) || (to > from && this.isLetter(to))) {
      if (this.lower(to) === 'lost' && this.lower(to + 1) === 'and' && this.lower(to + 2) === 'found') {
        to += 3;
        break;
      }
      // `The car first belonged to Rudy`
      const isOnce =
        to > from &&
        ['first', 'next', 'last', 'now', 'once'].includes(this.lower(to)) &&
        !words.ADJECTIVES.has(this.lower(to - 1));
      if (
        isOnce &&
        (verbsOf(this.lower(to + 1)).some(({ form }) => form === 'past' || form === 'third') ||
          words.BE.has(this.lower(to + 1)))
      )
        break;
      const token = this.tokens[to];
      if (this.tokens[to - 1]?.possessive && to > from) break;
      const isLabel = token?.kind === 'number' || /^[A-Z]$/.test(token?.text ?? '');
      if (to > from && isLabel) {
        to++;
        break;
      }
      if (to > from && (this.isVerbAt(to) || (to === from + known && verbsOf(this.lower(to)).length > 0))) break;
      const word = this.lower(to);
      // `brings the ladder back`
      const isAfterAdverb =
        to === from + 1 && words.ADVERBS.has(this.lower(from)) && !words.ADJECTIVES.has(this.lower(from));
      if (
        to > from &&
        !isAfterAdverb &&
        words.ADVERBS.has(word) &&
        !this.known.isNoun(word) &&
        !this.isNounWord(to + 1)
      )
        break;
      // `At the dance Lydia`
      const before = this.tokens[to - 1];
      const isName = to > from && /^\p{Lu}\p{L}/u.test(token?.text ?? '') && /^\p{Ll}/u.test(before?.text ?? '');
      if (isName && !words.PEOPLE.has(before?.lower ?? '') && !words.ADJECTIVES.has(before?.lower ?? '')) break;
      if (to === from && isBare && !hasDeterminer && this.isVerbOnly(to)) break;
      // `Ann gives her Ben's hat`; `the Duke`
      if (to > from && /^\p{Lu}/u.test(token?.text ?? '') && this.known.lengthAt(this.tokens, to) > 0) break;
      to++;
    }
    if (to === from) return undefined;
    const said = this.tokens.slice(from, to).map(({ lower }) => lower);
    const last = said.at(-1) ?? '';
    const isLabelled =
      said.length > 1 && (/^\d+[A-Z]?$/i.test(last) || /^[A-Z]$/.test(this.tokens[to - 1]?.text ?? ''));
    // `seat 12`: its noun last
    if (isLabelled) return { to, words: [last, ...said.slice(0, -2), words.singularOf(said.at(-2) ?? '')] };
    const number = last === 'one' && words.ADJECTIVES.has(said.at(-2) ?? '') ? undefined : numberOf(last);
    if (said.length > 1 && number !== undefined)
      return { to, words: [String(number), ...said.slice(0, -2), words.singularOf(said.at(-2) ?? '')] };
    return { to, words: [...said.slice(0, -1), words.singularOf(last)] };
  }

  /** `A` of `bay A`, and no article */
  private isLetter(at: number): boolean {
    const next = this.tokens[at + 1];
    return (
      /^[A-Z]$/.test(this.tokens[at]?.text ?? '') &&
      !(next?.kind === 'word' && this.lower(at) === 'a' && !isClosed(next.lower) && verbsOf(next.lower).length === 0)
    );
  }

  /** Whether the word at `at`, which follows part of a noun phrase, is the verb behind it. */
  private isVerbAt(at: number): boolean {
    const verbs = verbsOf(this.lower(at));
    // `The fox flattered the crow`
    if (verbs.length === 0)
      return (
        /[a-z]ed$/.test(this.lower(at)) &&
        !words.ADJECTIVES.has(this.lower(at)) &&
        !this.known.isNoun(this.lower(at)) &&
        (words.DETERMINERS.has(this.lower(at + 1)) || /^\p{Lu}\p{Ll}/u.test(this.tokens[at + 1]?.text ?? ''))
      );
    const before = this.lower(at - 1);
    const next = this.lower(at + 1);
    const isNoun = this.known.isNoun(words.singularOf(this.lower(at)));
    const ends = !this.isNounWord(at + 1);
    if (words.ADJECTIVES.has(this.lower(at)) && !ends) return false;
    // `her empty drink`, `the left swing`
    if (words.ADJECTIVES.has(before) && !this.known.isNoun(before) && (isNoun || ends)) return false;
    // `had her roller skates.`
    if (isEnd(next) && this.isHad(at)) return false;
    // `flips the kitchen switch and the hall switch.`: what ends a sentence that has its verb
    const isTrade = verbs.some(({ lemma }) => ['swap', 'trade', 'exchange'].includes(lemma));
    if (isEnd(next) && !isTrade && verbs.every(({ form }) => form === 'base') && this.hasVerbBefore(at)) return false;
    const isListed = [2, 3, 4].some((back) => this.lower(at - back) === 'and');
    if (verbs.every(({ form }) => form === 'base') && words.singularOf(before) === before && !isListed) return false;
    if (words.BE.has(next) || words.HAVE.has(next) || words.MODALS.has(next)) return false;
    if (isNoun && verbsOf(next).some(({ form }) => form === 'third' || form === 'past')) return false;
    if (verbs.every(({ form }) => form === 'ing') && ends) return isClosed(next) && next !== '';
    return true;
  }

  /** Whether the phrase that the word at `at` ends is what somebody has. */
  private isHad(at: number): boolean {
    const article = [1, 2, 3].map((back) => at - back).find((k) => ARTICLES.has(this.lower(k)));
    const before = article === undefined ? '' : this.lower(article - 1);
    return words.HAVE.has(before) || before === 'only' || before === 'for';
  }

  private hasVerbBefore(at: number): boolean {
    return this.tokens
      .slice(0, at)
      .some(
        ({ lower, kind }) =>
          kind === 'word' &&
          !this.known.isNoun(words.singularOf(lower)) &&
          verbsOf(lower).some(({ form }) => form === 'third' || form === 'past'),
      );
  }

  /** A word that without an article is no noun. */
  private isVerbOnly(at: number): boolean {
    const verbs = verbsOf(this.lower(at));
    return (
      verbs.length > 0 &&
      verbs.every(({ form }) => form === 'past' || form === 'participle' || form === 'ing') &&
      !words.ADJECTIVES.has(this.lower(at))
    );
  }

  /** `pair of socks`, `ace of spades` */
  private ofPhrase(from: number, to: number, said: string[]): Noun {
    const head = said.at(-1) ?? '';
    const base = this.make(from, to, {
      kind: 'definite',
      words: said,
      isPlural: this.lower(to - 1) !== head && words.singularOf(this.lower(to - 1)) !== this.lower(to - 1),
    });
    if (this.lower(to) !== 'of') return base;
    if (!MEASURES.has(head) && !CARDS.test(this.lower(to + 1))) return base;
    const of = this.gather(words.DETERMINERS.has(this.lower(to + 1)) ? to + 2 : to + 1, true);
    if (!of) return base;
    return this.make(from, of.to, { kind: 'definite', words: [...of.words, ...said], isPlural: false });
  }
}

function ownerOf(possessive: string): string {
  const owners: Readonly<Record<string, string>> = {
    his: 'he',
    her: 'she',
    hers: 'she',
    their: 'they',
    theirs: 'they',
    its: 'it',
    my: 'I',
    mine: 'I',
    our: 'we',
    your: 'you',
    whose: 'who',
  };
  return owners[possessive] ?? possessive;
}

/** Words that are never part of a noun phrase behind its article. */
function isClosed(word: string): boolean {
  return (
    words.PREPOSITIONS.has(word) ||
    words.DETERMINERS.has(word) ||
    words.PRONOUNS.has(word) ||
    words.ABSOLUTE.has(word) ||
    words.CONJUNCTIONS.has(word) ||
    words.SUBORDINATORS.has(word) ||
    words.RELATIVES.has(word) ||
    words.MODALS.has(word) ||
    words.BE.has(word) ||
    words.HAVE.has(word) ||
    words.DO.has(word) ||
    word === 'not' ||
    [
      'nobody',
      'nothing',
      'none',
      'everyone',
      'everybody',
      'what',
      'whatever',
      'there',
      'someone',
      'somebody',
      'something',
      'everything',
    ].includes(word)
  );
}

/** Of `his coin` the coin. */
export function unowned(noun: Noun): Noun {
  if (noun.owner?.pronoun === undefined || noun.words.length === 0) return noun;
  const bare = { ...noun };
  delete bare.owner;
  return bare;
}

/** `her hand`, `his back`: with whom something is that is there. */
export function isBodyPart({ words: own, owner }: Noun): boolean {
  const head = own.at(-1) ?? '';
  // `the toy chest`, `his left pocket`
  if (own.length > 1 && (head === 'chest' || head === 'pocket')) return false;
  return words.BODY.has(head) || (head === 'back' && owner !== undefined);
}
