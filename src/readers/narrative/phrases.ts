import { wordSet } from './word-set';
import { NotationError } from '../../algebra/notation';
import * as lexicon from './lexicon';
import type { Names } from './names';
import type { Possession, Reference, Thing } from './story';
import type { Token } from './tokens';

/** Longest list of names, and longest noun phrase. */
const MAX_LIST = 512;
const MAX_PHRASE = 5;
const MAX_TITLE = 12;

/**
 * The small phrases of the grammar, over the tokens of one segment. Each reads its phrase and moves on, or gives undefined
 * and stays (`attempt`); the furthest token at which anything failed is where a sentence is not understood.
 */
export class Phrases {
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

  /** `Alice`, `Mary Jane`, `Ludwig van Beethoven`, `Mr. Smith`, `the striker` once it is known to take part. */
  name(possessive: boolean): Reference | undefined {
    if (NICE.has(this.peek().lower) && /^\p{Lu}/u.test(this.peek(1).text)) this.at++;
    // `her son Quade`
    const isKin =
      lexicon.POSSESSIVES.has(this.peek().lower) && this.peek(1).kind === 'word' && !this.peek(1).possessive;
    if (isKin && !lexicon.isClosed(this.peek(1).lower) && /^\p{Ll}/u.test(this.peek(1).text) && this.isName(2))
      this.at += 2;
    // `the Joker`
    if (this.peek().lower === 'the' && this.nameLength() === 0 && this.names.matchAt(this.tokens, this.at + 1) > 0)
      this.at++;
    const length = this.nameLength();
    const tokens = this.tokens.slice(this.at, this.at + length);
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last || last.possessive !== possessive) {
      this.miss();
      return undefined;
    }
    const known = this.names.wordsAt(this.tokens, this.at);
    this.at += length;
    return { kind: 'person', name: known?.join(' ') ?? this.spelt(tokens), start: first.start, end: last.end };
  }

  private spelt(tokens: readonly Token[]): string {
    const [first, ...rest] = tokens.map(({ text }) => text);
    // At the head of a sentence `The striker` is `the striker`.
    return [first === 'The' ? 'the' : first, ...rest].join(' ');
  }

  protected nameLength(): number {
    const known = this.names.matchAt(this.tokens, this.at);
    if (known > 0) return known;
    // `van der Berg`
    const particles = [0, 1, 2].findIndex((ahead) => !lexicon.PARTICLES.has(this.peek(ahead).text));
    if (!this.isName(Math.max(0, particles))) return 0;
    let end = Math.max(0, particles) + 1;
    while (end < 5 && !this.peek(end - 1).possessive && !this.peek(end).startsLine) {
      if (this.isName(end)) end++;
      else if (lexicon.PARTICLES.has(this.peek(end).text) && (this.isName(end + 1) || this.isName(end + 2))) end++;
      else break;
    }
    return end;
  }

  protected isName(ahead: number): boolean {
    const { kind, text, lower } = this.peek(ahead);
    if (kind !== 'word' || !/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(text)) return false;
    const next = this.peek(ahead + 1);
    if (lexicon.numberOf(next.lower) !== undefined || next.text === '#') return false;
    if (ahead === 0 && lexicon.COMMANDS.has(text) && this.isDoneTo()) return false;
    // `Train A`, `Box B`: a label.
    if (ahead === 0 && /^[A-Z]$/.test(next.text) && this.peek(2).text !== '.') return false;
    if (ANYBODY.has(lower)) return false;
    if (text === 'A') return next.text === ',' || next.text === ':' || lexicon.isClosed(next.lower);
    if (lexicon.isClosed(lower) || (lexicon.CALENDAR.has(lower) && (ahead === 0 || !isKin(this.peek(ahead - 1).lower))))
      return false;
    // `Pairs of players`: a capital letter at the head of a sentence does not make a name.
    if (ahead === 0 && next.lower === 'of') return false;
    return ahead > 0 || !(lexicon.ADVERBS.has(lower) || lexicon.CONNECTIVES.some((words) => words.join() === lower));
  }

  /** After a verb at the head of a sentence: `the key`, `lamp 2`, `Box 1`. */
  private isDoneTo(): boolean {
    const [next, after] = [this.peek(1), this.peek(2)];
    const isLabelled = next.kind === 'word' && (isLabelToken(after) || lexicon.numberOf(after.lower) !== undefined);
    return isLabelled || lexicon.DETERMINERS.has(next.lower) || this.names.matchAt(this.tokens, this.at + 1) > 0;
  }

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

  /** `her left neighbour`, `the person on his right`. */
  private neighbour(): Reference | undefined {
    const { start } = this.peek();
    const side = this.takeOne(lexicon.POSSESSIVES)
      ? this.sideOf(() => this.takeOne(lexicon.NEIGHBOURS) !== undefined)
      : this.take('the') && this.takeOne(lexicon.NEIGHBOURS) && (this.take('on') || this.take('to'))
        ? this.takeOne(lexicon.POSSESSIVES) && this.sideOf(() => true)
        : undefined;
    return side && { kind: 'neighbour', by: side.lower.startsWith('left') ? 1 : -1, start, end: this.last };
  }

  private sideOf(tail: () => boolean): Token | undefined {
    const side = this.takeOne(lexicon.SIDES);
    return side && tail() ? side : undefined;
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
    const { start, kind } = this.peek();
    if (kind === 'quote') {
      this.at++;
      return { kind: 'thing', words: this.tokens[this.at - 1]?.text.split(' ') ?? [], start, end: this.last };
    }
    if (!this.take('the')) return undefined;
    const words = this.nounPhrase();
    return words && { kind: 'thing', words, start, end: this.last };
  }

  /** A number word that counts something; not the `one` of `a blue one`. */
  private isNumber(wordsBefore: number): boolean {
    const { lower } = this.peek();
    if (lower === 'one' && wordsBefore > 0) return lexicon.PLACES.has(this.peek(1).lower);
    // `the seven` is a card.
    if (wordsBefore === 0 && this.tokens[this.at - 1]?.lower === 'the' && !this.isPlain(1)) return false;
    return lexicon.numberOf(lower) !== undefined;
  }

  /** Adjectives and a noun, the noun in the singular. */
  protected nounPhrase(): string[] | undefined {
    const words = this.plainWords();
    const last = words.pop();
    return last === undefined ? undefined : [...words, lexicon.singular(last)];
  }

  /** With `roles` also `center forward`, which elsewhere would be where something goes. */
  private plainWords(roles = false): string[] {
    const words: string[] = [];
    while (words.length < MAX_PHRASE) {
      const { kind, lower, possessive, startsParagraph } = this.peek();
      // `left wing`, but not `to the left`.
      const isBack =
        ROLE_ENDS.has(lower) &&
        ((words.length === 0 &&
          (this.isPlain(1) ||
            (SIDE_WORDS.has(this.peek(1).lower) && (this.isPlain(2) || lexicon.PLACES.has(this.peek(2).lower))))) ||
          SIDE_WORDS.has(words.at(-1) ?? '') ||
          (roles && words.length > 0));
      const role =
        isBack ||
        (SIDE_WORDS.has(lower) &&
          (this.isPlain(1) || ROLE_ENDS.has(this.peek(1).lower) || ROLE_ENDS.has(words.at(-1) ?? '')));
      // `in the stand.`
      const isNoun =
        words.length === 0 &&
        ENDING_NOUNS.has(lower) &&
        this.tokens[this.at - 1]?.lower === 'the' &&
        this.peek(1).kind !== 'word';
      const known =
        (lexicon.isClosed(lower) && !role && !isNoun) ||
        (lexicon.ADVERBS.has(lower) && !isBack) ||
        this.isNumber(words.length);
      const isGoing = words.length > 0 && (lexicon.TRAVEL.has(lower) || LIE.has(lower)) && WAYS.has(this.peek(1).lower);
      const isPart = kind === 'word' && !possessive && !known && !isGoing;
      const nextLine = words.length > 0 && this.peek().startsLine && this.nameLength() > 0;
      if (!isPart || startsParagraph || nextLine || this.nameLength() > 0) break;
      this.at++;
      words.push(lower);
    }
    if (words.length === 0) this.miss();
    return words;
  }

  private isPlain(ahead: number): boolean {
    const { kind, lower, possessive } = this.peek(ahead);
    return kind === 'word' && !possessive && !lexicon.isClosed(lower) && !lexicon.ADVERBS.has(lower);
  }

  /** What somebody has: `a red ball`, `left wing`, `The Waves`, `"Pride and Prejudice"`. */
  protected thing(): Thing | undefined {
    const { kind, text } = this.peek();
    if (kind === 'quote') {
      this.at++;
      return { words: text.split(' '), shown: text, isTitle: true };
    }
    return (
      this.attempt(() => this.title()) ?? this.attempt(() => this.theTitle()) ?? this.attempt(() => this.plainThing())
    );
  }

  /** `the Swan` */
  private theTitle(): Thing | undefined {
    const title = this.take('the') ? this.title() : undefined;
    return title && !this.isPlain(0) ? title : undefined;
  }

  private plainThing(): Thing | undefined {
    if (!this.article()) this.takeOne(lexicon.POSSESSIVES);
    const start = this.at;
    const amount = this.attempt(() => this.amount());
    if (amount) return amount;
    const words = this.plainWords(true);
    const last = words.pop();
    if (last === undefined) return this.attempt(() => this.title()) ?? this.bareMark(start);
    const called = this.takeOne(CALLED) && this.title();
    if (called) return { ...called, noun: lexicon.singular(last) };
    // `chair 1`, `room B`
    const mark = this.peek();
    const after = this.peek(1);
    const isA = mark.text === 'A' && (after.kind !== 'word' || lexicon.isClosed(after.lower));
    if (mark.kind === 'number' || /^[B-Z]$/.test(mark.text) || isA) {
      this.at++;
      return { words: [mark.lower, ...words, lexicon.singular(last)], shown: this.shownFrom(start) };
    }
    const shown = this.shownFrom(start);
    this.attempt(() => (this.take('of', 'a', 'different') && this.noun() !== undefined ? true : undefined));
    return { words: [...words, lexicon.singular(last)], shown };
  }

  /** `3 apples`, `two coins`: together one thing. */
  private amount(): Thing | undefined {
    const from = this.at;
    const count = this.number();
    const words = count === undefined || count < 2 ? undefined : this.plainWords();
    const last = words?.pop();
    if (!words || last === undefined || lexicon.singular(last) === last) return undefined;
    return { words: [...words, lexicon.singular(last)], shown: this.shownFrom(from), isMany: true };
  }

  /** `an A`, `7` */
  private bareMark(start: number): Thing | undefined {
    const { kind, text, possessive } = this.peek();
    if (possessive || (kind !== 'number' && !/^[A-Z]$/.test(text))) return undefined;
    this.at++;
    return { words: [text], shown: this.shownFrom(start), isTitle: true };
  }

  protected shownFrom(start: number): string {
    return this.tokens
      .slice(start, this.at)
      .map(({ text }) => text)
      .join(' ');
  }

  /** Words with capital letters, and small ones between them. */
  private title(): Thing | undefined {
    const start = this.at;
    if (start > 0 && this.peek().startsLine) return undefined;
    let end = 0;
    for (let ahead = 0; ahead < MAX_TITLE; ahead++) {
      const { kind, text, possessive, startsLine } = this.peek(ahead);
      if (possessive || kind === 'mark' || kind === 'end' || kind === 'quote' || (startsLine && ahead > 0)) break;
      if (kind === 'number' || /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(text)) end = ahead + 1;
      else if (!lexicon.TITLE_WORDS.has(text) || this.startsAnotherHolding(ahead)) break;
    }
    const named = Array.from({ length: end }, (_, k) => this.peek(k)).some(
      ({ kind, lower }) => kind === 'word' && !lexicon.TITLE_WORDS.has(lower),
    );
    if (!named || !/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(this.peek().text)) return undefined;
    this.at += end;
    const shown = this.shownFrom(start);
    return { words: shown.split(' '), shown, isTitle: true };
  }

  /** In `Nora gets Pride and Omar gets Emma` the title ends before `and`. */
  private startsAnotherHolding(ahead: number): boolean {
    if (this.peek(ahead).text !== 'and') return false;
    const before = this.at;
    this.at += ahead + 1;
    const length = this.nameLength();
    const next = this.peek(length).lower;
    this.at = before;
    return length > 0 && next !== '' && /^\p{Ll}/u.test(next) && !lexicon.TITLE_WORDS.has(next);
  }

  protected article(): boolean {
    return (
      this.takeOne(MY) !== undefined ||
      this.take('a') ||
      this.take('an') ||
      this.take('the') ||
      this.take('one', 'new') ||
      this.take('one')
    );
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

  protected determiner(): boolean {
    return this.article() || this.take('that') || this.take('this');
  }

  private thingFrom(start: number, words: string[]): Thing {
    return { words, shown: this.shownFrom(start) };
  }

  /** Where things may be: somebody, `box A`, `the red box`, `her pocket`. */
  protected holder(): Reference | undefined {
    return (
      this.attempt(() => this.labelled()) ??
      this.attempt(() => this.neighbour()) ??
      (lexicon.POSSESSIVES.has(this.peek().lower) && this.isPlain(1)
        ? this.attempt(() => this.name(false) ?? this.container())
        : undefined) ??
      this.pronoun() ??
      this.name(false) ??
      this.attempt(() => this.container()) ??
      this.attempt(() => this.ownedContainer())
    );
  }

  /** `train A` as a thing */
  protected labelledThing(): Thing | undefined {
    const from = this.at;
    const found = this.labelled();
    if (found?.kind !== 'holder') return undefined;
    const [noun = '', mark = ''] = found.name.split(' ');
    return { words: [mark.toLowerCase(), noun], shown: this.shownFrom(from) };
  }

  /** `box A` */
  private lettered(): Reference | undefined {
    const found = this.labelled();
    return found?.kind === 'holder' && /[A-Z]$/.test(found.name) ? found : undefined;
  }

  /** `box A`, `drawer 2` */
  protected labelled(): Reference | undefined {
    const { start } = this.peek();
    const isThe = this.take('the');
    const noun = this.noun();
    const mark = this.peek();
    if (isThe && mark.lower === 'one') return undefined;
    const isLabel = isLabelToken(mark) || (lexicon.numberOf(mark.lower) !== undefined && !this.isPlain(1));
    if (noun === undefined || !isLabel || mark.possessive) return undefined;
    this.at++;
    return { kind: 'holder', name: `${noun} ${mark.text}`, start, end: this.last };
  }

  protected container(): Reference | undefined {
    const { start } = this.peek();
    const isNamed = this.determiner() || this.takeOne(lexicon.POSSESSIVES) !== undefined;
    if (!isNamed) return undefined;
    const side = this.attempt(() => this.side());
    if (side) return { kind: 'holder', name: `the ${side}`, start, end: this.last };
    const words = this.nounPhrase();
    return words && { kind: 'holder', name: ['the', ...words].join(' '), start, end: this.last };
  }

  /** `Wendy's desk` */
  private ownedContainer(): Reference | undefined {
    const { start } = this.peek();
    const owner = this.name(true);
    const words = owner?.kind === 'person' ? this.nounPhrase() : undefined;
    if (owner?.kind !== 'person' || !words) return undefined;
    return { kind: 'holder', name: `${owner.name}'s ${words.join(' ')}`, start, end: this.last };
  }

  /** `left` of `on the left` */
  private side(): string | undefined {
    const found = this.takeOne(SIDE_WORDS);
    return found && !this.isPlain(0) && this.peek().lower !== 'and' ? found.lower : undefined;
  }

  /** What was wanted is not here. */
  protected miss(): void {
    this.furthest = Math.max(this.furthest, this.at);
  }
}

/** Nouns that are verbs elsewhere, where nothing else can follow. */
const ENDING_NOUNS: ReadonlySet<string> = wordSet('stand rotation switch park order play carry keep form');
const LIE: ReadonlySet<string> = new Set(['lie', 'rest', 'hang']);
const PEOPLE: ReadonlySet<string> = wordSet(
  'friends families girls boys children kids players women men sisters brothers neighbours neighbors colleagues students people',
);
const ANYBODY: ReadonlySet<string> = new Set(['somebody', 'someone', 'anybody', 'anyone']);
const MY: ReadonlySet<string> = new Set(['my', 'our', 'your']);
const NICE: ReadonlySet<string> = new Set(['little', 'old', 'young', 'poor', 'dear']);
/** After a verb of going. */
const WAYS: ReadonlySet<string> = wordSet(
  'to into onto back from over in on home upstairs downstairs away under behind towards',
);
const OWN: ReadonlySet<string> = new Set(['own', 'two', 'new']);
const CALLED: ReadonlySet<string> = new Set(['called', 'titled', 'named', 'entitled']);
const ROLE_ENDS: ReadonlySet<string> = new Set(['back', 'forward']);
const SIDE_WORDS: ReadonlySet<string> = new Set(['left', 'right']);
/** Words that go on with the sentence of the line before. */
const CONTINUES: ReadonlySet<string> = wordSet(', and while whereas as who but then');

function isKin(word: string): boolean {
  return ['aunt', 'uncle', 'miss', 'mrs', 'ms'].includes(word);
}

function isLabelToken({ kind, text }: Token): boolean {
  return kind === 'number' || (kind === 'word' && /^[A-Z]$/.test(text));
}

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
