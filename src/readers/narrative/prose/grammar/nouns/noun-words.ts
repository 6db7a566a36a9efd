import { EXCHANGE_NOUNS } from '../../../language/acts';
import { wordSet } from '../../../language/word-set';
import type { Token } from '../../../language/tokens';
import { verbsOf } from '../../../language/verbs';
import * as words from '../words';
import { RANKED } from '../../world/row-places';
import type { Known, Noun } from './noun';

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

export function numberOf(word: string): number | undefined {
  const value = NUMBERS.indexOf(word);
  return value >= 0 ? value : /^[0-9]{1,4}$/.test(word) ? Number(word) : undefined;
}

/** What has a name behind it: `team Blue`. */
const NAMED = wordSet('team group class house squad platform gate tent hut cabin patrol');

/** Nouns, and adjectives, that end as adverbs do. */
const LY_NOUNS = wordSet(
  'family fly jelly lily belly butterfly dragonfly dolly ally bully holly supply reply trolly curly lovely silly ugly friendly lonely elderly early daily weekly monthly yearly woolly smelly wobbly chilly hilly oily wooly costly ghostly prickly teddy only doily anomaly assembly melancholy firefly tally folly gully rally brolly homely lively deadly cuddly wrinkly sparkly bubbly stately kingly',
);

const COUNTED = /^(?:two|three|four|2|3|4)$/;

const isEnd = (word: string) => word === '' || word === ',' || word === 'and';

/** What stands behind them is no verb. */
const ARTICLES = wordSet('the a an his her their my our its your');

/** Which words a noun phrase consists of, and where it ends. */
export class NounWords {
  constructor(
    readonly tokens: readonly Token[],
    protected readonly known: Known,
  ) {}

  lower(at: number): string {
    return this.tokens[at]?.lower ?? '';
  }

  isKnownAt(at: number): boolean {
    return this.known.lengthAt(this.tokens, at) > 0;
  }

  protected make(from: number, to: number, parts: Omit<Noun, 'start' | 'end' | 'from' | 'to' | 'shown'>): Noun {
    const said = [...this.tokens.slice(from, to)];
    // `lockers 3` is locker 3
    const [plural, label] = said.slice(-2);
    if (plural && label && said.length > 1 && /^(?:\d+[A-Z]?|[A-Z])$/.test(label.text) && plural.lower.endsWith('s'))
      said.splice(-2, 1, { ...plural, text: plural.text.slice(0, words.singularOf(plural.lower).length) });
    const shown = said
      .filter(({ lower }, k, all) => k > 0 || all.length === 1 || !['a', 'an', 'the'].includes(lower))
      .map(({ text, possessive }, k, all) => (possessive && k < all.length - 1 ? `${text}'s` : text))
      .join(' ');
    return { ...parts, shown, from, to, start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
  }

  /** Whether a noun phrase may go on with the word at `at`. */
  protected isNounWord(at: number): boolean {
    const token = this.tokens[at];
    if (token?.kind === 'number') return true;
    if (token?.kind !== 'word') return false;
    const word = token.lower;
    // `cousin Will`
    if (/^\p{Lu}\p{Ll}/u.test(token.text) && words.MODALS.has(word) && words.PEOPLE.has(this.lower(at - 1)))
      return true;
    if (words.ADJECTIVES.has(word) || words.SUPERLATIVE.test(word) || this.known.isNoun(words.singularOf(word)))
      return true;
    // `by the well`
    if (word === 'well' && ARTICLES.has(this.lower(at - 1))) return true;
    if (words.ADVERBS.has(word) && !words.ADJECTIVES.has(word)) return false;
    if (/[a-z]ly$/.test(word) && token.text === word && !LY_NOUNS.has(word)) return false;
    return !isClosed(word);
  }

  protected simple(from: number, to: number, kind: Noun['kind']): Noun {
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

  /** `Her brother Rufus`, `little Nina`: where the name begins. */
  protected nameBehind(from: number, to: number): number | undefined {
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

  /** Adjectives and the noun that they belong to, with a number or letter behind it. */
  protected gather(from: number, hasDeterminer: boolean, isBare = false): { to: number; words: string[] } | undefined {
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
      // `moves her token three squares forward`
      const behind = this.lower(to + 1);
      const isCount = to > from && numberOf(this.lower(to)) !== undefined && words.singularOf(behind) !== behind;
      const isRanked = words.ADJECTIVES.has(this.lower(to - 1));
      if (isCount && !isRanked && !isClosed(behind) && verbsOf(behind).length === 0) break;
      if (this.tokens[to - 1]?.possessive && to > from) break;
      // `The postman left Mrs Lund's parcel with Mr Berg`
      const isLeaving =
        this.lower(to) === 'left' &&
        to > from &&
        words.PEOPLE.has(this.lower(to - 1)) &&
        (ARTICLES.has(behind) || /^\p{Lu}/u.test(this.tokens[to + 1]?.text ?? ''));
      if (isLeaving) break;
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
      // `team Blue`
      const isNamed = to === from + 1 && isBare && NAMED.has(before?.lower ?? '');
      const isOfName = isNamed || words.PEOPLE.has(before?.lower ?? '') || words.ADJECTIVES.has(before?.lower ?? '');
      if (isName && !isOfName) break;
      const isTimed =
        /^(?:night|day|morning|evening|ceremony|time|week|bell|whistle|match|weekend|hour|act|scene)$/.test(
          this.lower(to + 1),
        );
      if (to === from && isBare && !hasDeterminer && this.isVerbOnly(to) && !isTimed) break;
      // `Ann gives her Ben's hat`; `the Duke`
      if (to > from && /^\p{Lu}/u.test(token?.text ?? '') && this.known.lengthAt(this.tokens, to) > 0) break;
      to++;
    }
    // `The first two swap places`
    const two = this.rankedCount(from, to);
    if (
      two !== undefined &&
      verbsOf(this.lower(two + 1)).length > 0 &&
      !this.known.isNoun(words.singularOf(this.lower(two + 1)))
    )
      to = two + 1;
    if (to === from) return undefined;
    const said = this.tokens.slice(from, to).map(({ lower }) => lower);
    const last = said.at(-1) ?? '';
    const isLabelled =
      said.length > 1 && (/^\d+[A-Z]?$/i.test(last) || /^[A-Z]$/.test(this.tokens[to - 1]?.text ?? ''));
    // `seat 12`: its noun last
    if (isLabelled) return { to, words: [last, ...said.slice(0, -2), words.singularOf(said.at(-2) ?? '')] };
    // `the straw one`, and not `book one`
    const isOne =
      last === 'one' && (words.ADJECTIVES.has(said.at(-2) ?? '') || ['the', 'a'].includes(this.lower(from - 1)));
    const number = isOne || two === to - 1 ? undefined : numberOf(last);
    if (said.length > 1 && number !== undefined)
      return { to, words: [String(number), ...said.slice(0, -2), words.singularOf(said.at(-2) ?? '')] };
    return { to, words: [...said.slice(0, -1), words.singularOf(last)] };
  }

  /** Where the number stands of `first two`, `outer two magnets`. */
  protected rankedCount(from: number, to: number): number | undefined {
    for (let k = from + 1; k < to; k++) if (COUNTED.test(this.lower(k)) && RANKED.has(this.lower(k - 1))) return k;
    return undefined;
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
  protected isVerbAt(at: number): boolean {
    const verbs = verbsOf(this.lower(at));
    // `The prince frees her`
    const isThird =
      verbs.length === 0 &&
      /\p{Ll}s$/u.test(this.tokens[at]?.text ?? '') &&
      words.PEOPLE.has(this.lower(at - 1)) &&
      !this.known.isNoun(words.singularOf(this.lower(at))) &&
      /^(?:her|him|it|them|the|a|an|his|their)$/.test(this.lower(at + 1));
    if (isThird) return true;
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
    if (before === "driver's") return false;
    // `a new seating plan`
    const isOfNoun =
      verbs.every(({ form }) => form === 'ing') &&
      (words.ADJECTIVES.has(before) || ARTICLES.has(before)) &&
      !isClosed(next) &&
      /^\p{Ll}/u.test(this.tokens[at + 1]?.text ?? '') &&
      verbsOf(next).every(({ form }) => form === 'base');
    if (isOfNoun) return false;
    const isNoun = this.known.isNoun(words.singularOf(this.lower(at)));
    const ends = !this.isNounWord(at + 1);
    if (words.ADJECTIVES.has(this.lower(at)) && !ends) return false;
    // `her empty drink`, `the left swing`
    if (words.ADJECTIVES.has(before) && !this.known.isNoun(before) && (isNoun || ends)) return false;
    // `had her roller skates.`
    if (isEnd(next) && this.isHad(at)) return false;
    // `flips the kitchen switch and the hall switch.`: what ends a sentence that has its verb
    const isTrade = verbs.some(({ lemma }) => EXCHANGE_NOUNS.has(lemma) && lemma !== 'switch');
    if (isEnd(next) && !isTrade && verbs.every(({ form }) => form === 'base') && this.hasVerbBefore(at)) return false;
    // `lily pad 3`, `the teddy bear` that was named
    const label = this.tokens[at + 1];
    const isLabelled = label?.kind === 'number' || /^[B-Z]$/.test(label?.text ?? '');
    const isBase = verbs.every(({ form }) => form === 'base');
    if (isBase && words.singularOf(before) === before && (isLabelled || this.known.areWords(before, this.lower(at))))
      return false;
    const isListed = [2, 3, 4].some((back) => this.lower(at - back) === 'and');
    if (isBase && words.singularOf(before) === before && !isListed) return false;
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
  protected isVerbOnly(at: number): boolean {
    const verbs = verbsOf(this.lower(at));
    return (
      verbs.length > 0 &&
      verbs.every(({ form }) => form === 'past' || form === 'participle' || form === 'ing') &&
      !words.ADJECTIVES.has(this.lower(at))
    );
  }
}

/** Words that are never part of a noun phrase behind its article. */
export function isClosed(word: string): boolean {
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
