import { EXCHANGE_NOUNS } from '../language/acts';
import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import { Phrases } from './phrases';

/** Words and phrases that say when, where and how something is done, and nothing about who gets what. */
export class Adverbials extends Phrases {
  /** `Then, on Monday, without a word, …` before a clause. */
  protected leading(): void {
    const before = () => this.at;
    for (let at = -1; at !== this.at;) {
      at = before();
      if (
        this.attempt(() => this.label()) ||
        this.take('at', 'first') ||
        this.guess(() => this.beforehand()) ||
        this.guess(() => this.occasion()) ||
        this.attempt(() => this.setting(true)) ||
        this.takeAny(lexicon.CONNECTIVES) ||
        this.attempt(() => this.thatDay()) ||
        this.attempt(() => this.passing()) ||
        this.attempt(() => this.whenClause()) ||
        this.attempt(() => this.later()) ||
        this.attempt(() => this.feeling()) ||
        (!QUANTIFIERS.has(this.peek().lower) && this.takeOne(lexicon.ADVERBS))
      )
        this.take(',');
    }
  }

  /** Between subject and verb, and before a preposition. */
  protected adverbs(): void {
    while (this.takeOne(lexicon.ADVERBS) || this.take('then') || this.attempt(() => this.inCommas()));
  }

  private inCommas(): true | undefined {
    return this.take(',') && this.manner() && this.take(',') ? true : undefined;
  }

  /** After a clause: `quickly`, `, on Monday`, `with a smile`. */
  protected trailing(): void {
    while (
      this.attempt(() => {
        const comma = this.take(',');
        const found =
          this.attempt(() => this.because()) ??
          this.guess(() => this.later()) ??
          this.takeOne(lexicon.ADVERBS) ??
          this.manner() ??
          this.setting(false);
        if (!found) return undefined;
        // After a comma it may as well begin the next clause.
        return !comma || this.peek().kind !== 'word' || this.isOver() || BOUNDARY.has(this.peek().lower) || undefined;
      })
    );
  }

  /** `Round 1:`, `Swap two:` */
  private label(): true | undefined {
    if (!this.takeOne(LABELS)) return undefined;
    return this.number() !== undefined && this.take(':') ? true : undefined;
  }

  /** `Later that day`, `the next morning` */
  private thatDay(): true | undefined {
    this.takeOne(LATE);
    if (!this.take('that') && !this.takeAny(DAYS)) return undefined;
    return this.takeOne(TIMES) ? true : undefined;
  }

  /** `As the game goes on,` */
  private passing(): true | undefined {
    if (!this.take('as') || !this.take('the') || this.noun() === undefined || !this.takeOne(PASSES)) return undefined;
    this.takeOne(ON);
    return true;
  }

  /**
   * `Right before the bell,`, `Before the last round,`; with `isFirst`, where things are as they are at first, also `Before
   * lunch,`. Elsewhere that may be an earlier time than that of the sentence before.
   */
  protected beforehand(isFirst = false): true | undefined {
    const isJust = this.takeOne(SHORTLY) !== undefined;
    if (!isJust && isFirst && (this.number() !== undefined || this.take('a'))) this.attempt(() => this.noun());
    if (!this.take('before')) return undefined;
    this.article();
    const isNext = this.takeOne(WHICH_TIME) !== undefined;
    if (!isJust && !isFirst && !isNext) return undefined;
    const words = this.nounPhrase();
    return words && !isStep(words) && this.peek().text === ',' ? true : undefined;
  }

  /** `For the last dance,`, `For our sharing day,`, `To finish,` */
  private occasion(): true | undefined {
    if (this.take('to') && this.takeOne(FINISH)) return this.peek().text === ',' ? true : undefined;
    if (!this.take('for') || !this.article()) return undefined;
    this.takeOne(WHICH_TIME);
    const words = this.nounPhrase();
    return words && !isStep(words) && this.peek().text === ',' ? true : undefined;
  }

  /** `When the music stops,`, `Before leaving,`: nobody of the story, and nothing that moves. */
  private whenClause(): true | undefined {
    const first = this.takeOne(WHENS);
    if (!first) return undefined;
    const gerund = /ing$/.test(this.peek().lower);
    const opens = this.tokens.slice(this.at, this.at + 6).some(({ lower }) => OPENS.has(lower));
    if (first.lower === 'before' && !gerund && !opens) return undefined;
    const from = this.at;
    while (this.peek().kind === 'word' || this.peek().kind === 'number') {
      const { lower } = this.peek();
      const says = lexicon.SOMEBODY.has(lower) || lexicon.NEGATIONS.has(lower) || lexicon.CHANGING.has(lower);
      const isWeather = lexicon.TRAVEL.has(lower) || PICKS.has(lower);
      if (this.nameLength() > 0 || (says && lower !== 'leaving' && !isWeather) || this.at - from > 8) return undefined;
      this.at++;
    }
    return this.at > from && this.peek().text === ',' ? true : undefined;
  }

  /** `Nick feels sick, so`, `Yara nods, and` */
  private feeling(): true | undefined {
    if (this.nameLength() === 0) return undefined;
    this.at += this.nameLength();
    if (!this.takeOne(lexicon.IDLE)) return undefined;
    for (let length = 0; length < 4 && this.peek().kind === 'word'; length++) {
      if (this.nameLength() > 0 || lexicon.CHANGING.has(this.peek().lower) || lexicon.NEGATIONS.has(this.peek().lower))
        return undefined;
      this.at++;
    }
    return this.take(',') && (this.take('so') || this.take('and')) ? true : undefined;
  }

  /** `A week later`, `two days later` */
  private later(): true | undefined {
    if (!this.take('a') && !this.take('an') && this.number() === undefined) return undefined;
    this.takeOne(LITTLE);
    const time = this.noun();
    return time !== undefined && TIMES.has(time) && this.take('later') ? true : undefined;
  }

  /** After a clause: `because it is too hot`, `after all`: why, with nobody of the story and nothing that moves. */
  private because(): true | undefined {
    if (
      this.take('after', 'all') ||
      this.take('by', 'mistake') ||
      this.take('on', 'purpose') ||
      this.take('as', 'well')
    )
      return true;
    if (this.attempt(() => ((this.take('as', 'a') || this.take('as', 'an')) && this.takeOne(GIFTS) ? true : undefined)))
      return true;
    if (this.guess(() => ((this.take('before') || this.take('until')) && this.takeOne(MEALS) ? true : undefined)))
      return true;
    if (this.takeAny(AT_ONCE)) return true;
    if (!this.take('because')) return undefined;
    while (this.peek().kind === 'word') {
      const { lower } = this.peek();
      if (this.nameLength() > 0 || lexicon.CHANGING.has(lower) || lexicon.NEGATIONS.has(lower)) return undefined;
      this.at++;
    }
    return true;
  }

  /** `without a word`, `with a smile`. */
  private manner(): true | undefined {
    const without = this.take('without');
    if (!without && !this.take('with')) return undefined;
    if (!this.take('a') && !this.take('an') && !this.take('any')) this.take('another');
    this.attempt(() => (this.isManner(1) && this.noun() !== undefined ? true : undefined));
    return this.takeOne(lexicon.MANNERS) ? true : undefined;
  }

  /** `with a smile` ahead, which is left there. */
  protected manners(): true | undefined {
    const { at } = this;
    const found = this.manner();
    this.at = at;
    return found;
  }

  private isManner(ahead: number): boolean {
    return lexicon.MANNERS.has(this.peek(ahead).lower);
  }

  /** `on Monday`, `at the end of the game`, `after lunch`; leading ones may end in a comma or before the clause. */
  private setting(leads: boolean): true | undefined {
    const first = this.takeOne(lexicon.WHEN_WHERE) ?? (leads ? this.mannerLead() : undefined);
    if (!first) return undefined;
    if (first === true) return true;
    let last: string | undefined;
    let more = false;
    for (let length = 0; length < MAX_SETTING; length++) {
      const { kind, lower, text, possessive } = this.peek();
      const word =
        kind === 'word'
          ? !possessive
          : kind === 'number' && (length === 0 || last === undefined || lexicon.CALENDAR.has(last));
      const calendar = lexicon.CALENDAR.has(lower);
      if (!word || (this.nameLength() > 0 && !calendar) || lexicon.NEGATIONS.has(lower)) break;
      if (NOT_IN_SETTING.has(lower) || lexicon.PRONOUNS.has(lower)) break;
      if (length > 0 && this.peek().startsLine && /^\p{Lu}/u.test(text)) break;
      const joint = SETTING_WORDS.has(lower);
      // `In the end the phone …`: the clause begins.
      if (ARTICLES.has(lower) && last !== undefined) break;
      // `In 1995 the families …`
      if (kind === 'number' && length === 0 && /^(?:\d{4}|\d{1,2}:\d{2})$/.test(lower)) {
        this.at++;
        last = lower;
        break;
      }
      // `at noon cups 1 and 2 swap`; `after the swap,`
      if (length > 0 && this.peek(1).kind === 'number' && !calendar) break;
      // `after the swap,`, `of the night shift,`
      const swap =
        this.peek(1).text === ',' &&
        (lexicon.EVENT_NOUNS.has(lexicon.singular(lower)) || (length > 1 && lexicon.MOVE.has(lower)));
      if (lexicon.isClosed(lower) && !joint && !swap) break;
      this.at++;
      more ||= lexicon.NO_SETTING.has(lower) && !lexicon.SETTING.has(lower);
      more ||= lexicon.PLURAL_TIMES.has(lower) && first.lower !== 'after' && first.lower !== 'within';
      last = joint ? undefined : lower;
      if (
        calendar &&
        !lexicon.CALENDAR.has(this.peek().lower) &&
        this.peek().kind === 'word' &&
        !isTime(this.peek().lower)
      )
        break;
    }
    return last === undefined || more ? undefined : true;
  }

  private mannerLead(): true | undefined {
    return this.attempt(() => this.manner());
  }
}

const MAX_SETTING = 9;
const WHENS = new Set(['when', 'once', 'while', 'after', 'before']);
const MEALS = wordSet('breakfast lunch dinner supper noon midnight bedtime dawn dusk sunset christmas school work');
const GIFTS = wordSet('present gift favour favor souvenir surprise reward joke thank-you token loan');
const AT_ONCE = ['all at the same time', 'at the same time', 'all at once', 'at once'].map((words) => words.split(' '));
/** `When the wind picks up,` */
const PICKS = new Set(['picks', 'picked', 'turns', 'turned']);
const OPENS = wordSet('starts started begins began opens opened ends ended closes closed');
const LITTLE = new Set(['few', 'couple']);
const LATE = new Set(['later', 'early', 'late']);
const ON = new Set(['on', 'by', 'along']);
const QUANTIFIERS = new Set(['all', 'each', 'both']);
const LABELS = new Set([...EXCHANGE_NOUNS, ...wordSet('round step turn move day week stage phase')]);
const PASSES = wordSet('goes progresses proceeds continues passes unfolds went progressed draws wears');
const SHORTLY = new Set(['just', 'right', 'shortly', 'soon', 'directly', 'immediately']);
const FINISH = new Set(['finish', 'end', 'close', 'conclude']);
const WHICH_TIME = new Set(['first', 'last', 'next', 'second', 'third', 'final']);
const ARTICLES = new Set(['the', 'a', 'an', 'this', 'that', 'my', 'our']);

/** `before the swap` would tell of another time. */
function isStep(words: readonly string[]): boolean {
  return words.some((word) => lexicon.EVENT_NOUNS.has(word) || lexicon.SWAP.has(word));
}

const SETTING_WORDS = wordSet('my our the a an of this that same another by');
const NOT_IN_SETTING = wordSet('i you we who which that everyone everybody circle');
const BOUNDARY = new Set(['and', 'then', 'while', 'whereas', 'but', 'as']);
const TIMES = wordSet(
  'morning afternoon evening night noon lunchtime lunch eve day week month year time minute moment hour',
);

const DAYS = ['the next', 'the same', 'the following', 'one', 'a week later that', 'next'].map((words) =>
  words.split(' '),
);

export function isTime(word: string): boolean {
  return TIMES.has(word);
}
