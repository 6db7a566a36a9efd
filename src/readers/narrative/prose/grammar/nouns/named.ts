import { byFirstWord } from '../../../language/first-words';
import { wordSet } from '../../../language/word-set';
import { has, verbsOf } from '../../../language/verbs';
import * as words from '../words';
import type { Noun } from './noun';
import { NounWords, isClosed, numberOf } from './noun-words';

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
  ['all of you', 'you'],
  ['both of you', 'you'],
  ['all of us', 'we'],
  ['both of us', 'we'],
  ['someone else', 'somebody'],
  ['somebody else', 'somebody'],
  ['someone', 'somebody'],
  ['somebody', 'somebody'],
  ['the latter', 'latter'],
  ['the former', 'former'],
];
const fixed = byFirstWord(FIXED.map(([phrase, is]) => ({ words: phrase.split(' '), is })));

export const CARDS = /^(?:hearts|spades|clubs|diamonds)$/;

const CAUSES = wordSet('has had have make makes made let lets help helps helped see sees saw watch watches watched');
/** What is no noun behind an owner: `Ben's goes to Cy`. */
const HAPPENS = wordSet(
  'goes went comes came ends ended gets got stays stayed becomes became moves moved travels travelled lands landed belongs belonged',
);

/** With another of the same family they are somebody else: `Mrs Brown` and `Mr Brown`. */
const TITLES = wordSet('mr mrs ms miss mx dr sir lady lord madam');

const MEASURES = wordSet(
  'switch button lever pair cup glass piece bunch bag bottle slice plate bowl set pack can packet bit lump stack pile bucket basket tin tube bar roll loaf map book picture photo box jar couple pot mug carton tray jug deck bouquet',
);

/** Names, titles, pronouns and set phrases, and what belongs to them. */
export class Named extends NounWords {
  protected title(at: number): Noun | undefined {
    const text = this.tokens[at]?.text ?? '';
    if (/[.,!?]$/.test(text) || text.split(/\s+/).length > 6 || text === '') return undefined;
    const title = this.make(at, at + 1, { kind: 'title', words: text.toLowerCase().split(/\s+/), isPlural: false });
    return { ...title, shown: text };
  }

  protected fixed(at: number): Noun | undefined {
    // `each other's bibs` are owned by each
    const isOwned = this.lower(at) === 'each' && this.lower(at + 1) === 'other' && this.tokens[at + 1]?.possessive;
    if (isOwned)
      return this.owned(
        at,
        at + 2,
        this.make(at, at + 2, { kind: 'pronoun', words: [], pronoun: 'each other', isPlural: true }),
      );
    for (const { words: parts, is: pronoun } of fixed(this.lower(at))) {
      if (!parts.every((part, k) => this.lower(at + k) === part)) continue;
      const next = this.tokens[at + parts.length];
      // `the two of spades`
      if (next?.lower === 'of' && CARDS.test(this.lower(at + parts.length + 1))) continue;
      // `the two boxes`
      if (
        /^the (?:two|pair)$/.test(parts.join(' ')) &&
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

  protected pronoun(at: number): Noun | undefined {
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
    // `has her put the nails back`
    const isCaused =
      word === 'her' &&
      CAUSES.has(this.lower(at - 1)) &&
      verbsOf(this.lower(at + 1)).some(({ form }) => form === 'base') &&
      /^(?:the|a|an|it|them|his|their|my)$/.test(this.lower(at + 2));
    const isDeterminer = words.POSSESSIVES.has(word) && !isAlone && !isCaused;
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

  /** A name, one that is known or words with capital letters; with `'s` whatever is owned. */
  protected named(at: number): Noun | undefined {
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
    // `the Browns`, `The Owls`: as one
    const family = this.tokens[at + 1];
    const isFamily =
      token?.lower === 'the' &&
      family?.kind === 'word' &&
      !family.possessive &&
      /^\p{Lu}\p{Ll}{2,}s$/u.test(family.text) &&
      (words.singularOf(family.lower) !== family.lower || /\p{Ll}{5}is$/u.test(family.lower)) &&
      (!this.isNounWord(at + 2) || verbsOf(this.lower(at + 2)).length > 0);
    if (isFamily) return this.simple(at, at + 2, 'name');
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
      (this.known.lengthAt(this.tokens, to) === 0 || TITLES.has(this.lower(to - 1)))
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
    // `Miss Novak`
    if (TITLES.has(word) && /^\p{Lu}\p{Ll}/u.test(next?.text ?? '')) return true;
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

  /** `Ann's red hat`, when `owner` ends with `'s`. */
  protected owned(at: number, to: number, owner: Noun): Noun {
    if (!this.tokens[to - 1]?.possessive) return owner;
    const isAlone = HAPPENS.has(this.lower(to)) && isClosed(this.lower(to + 1));
    const rest = isAlone ? undefined : this.gather(to, true);
    const own = ['own'].includes(this.lower(to)) ? 1 : 0;
    if (!rest) return this.make(at, to, { kind: 'definite', words: [], owner, isPlural: false });
    // `Anselm's cousin Odile`
    const name = this.nameBehind(to, rest.to);
    if (name !== undefined) return this.owned(at, rest.to, this.ranked(at, name, rest.to));
    const noun = this.ofPhrase(at, rest.to, rest.words.slice(own));
    return this.owned(at, noun.to, { ...noun, kind: 'definite', owner });
  }

  protected ranked(at: number, name: number, to: number): Noun {
    return {
      ...this.simple(name, to, 'name'),
      from: at,
      start: this.tokens[at]?.start ?? 0,
      rank: this.lower(name - 1),
    };
  }

  /** `pair of socks`, `ace of spades` */
  protected ofPhrase(from: number, to: number, said: string[]): Noun {
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

export function ownerOf(possessive: string): string {
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
