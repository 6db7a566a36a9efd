import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import type { Thing } from './said';
import { NamePhrases } from './name-phrases';

const MAX_PHRASE = 5;
const MAX_TITLE = 12;

/** What somebody may have: adjectives and nouns, titles, amounts. */
export class ThingPhrases extends NamePhrases {
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
  protected plainWords(roles = false): string[] {
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

  protected isPlain(ahead: number): boolean {
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

  /** Words with capital letters, and small ones between them. */
  protected title(): Thing | undefined {
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

  protected determiner(): boolean {
    return this.article() || this.take('that') || this.take('this');
  }
}

/** Nouns that are verbs elsewhere, where nothing else can follow. */
const ENDING_NOUNS: ReadonlySet<string> = wordSet('stand rotation switch park order play carry keep form');

const LIE: ReadonlySet<string> = new Set(['lie', 'rest', 'hang']);
const MY: ReadonlySet<string> = new Set(['my', 'our', 'your']);

/** After a verb of going. */
const WAYS: ReadonlySet<string> = wordSet(
  'to into onto back from over in on home upstairs downstairs away under behind towards',
);

const CALLED: ReadonlySet<string> = new Set(['called', 'titled', 'named', 'entitled']);
const ROLE_ENDS: ReadonlySet<string> = new Set(['back', 'forward']);
export const SIDE_WORDS: ReadonlySet<string> = new Set(['left', 'right']);
