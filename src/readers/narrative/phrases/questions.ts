import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import { Movements } from './movements';
import type { Question, Reference, Span, Thing } from './said';
import { STATE_WORDS } from '../telling/switches';

/** What a story asks at its end. */
export class Questions extends Movements {
  question(): Question | undefined {
    const past = this.tokens.findIndex((_, k) => this.isPast(k));
    if (past >= 0) {
      this.furthest = past;
      return undefined;
    }
    this.leading();
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    const found =
      this.attempt(() => this.over(this.isState(span))) ??
      this.attempt(() => this.over(this.shows(span))) ??
      this.attempt(() => this.over(this.whichAre(span))) ??
      this.attempt(() => this.over(this.whichIsEmpty(span))) ??
      this.attempt(() => this.over(this.isThere(span))) ??
      this.attempt(() => this.over(this.doesHave(span))) ??
      this.attempt(() => this.over(this.inBox(span))) ??
      this.attempt(() => this.over(this.whose(span))) ??
      this.attempt(() => this.over(this.who(span))) ??
      this.attempt(() => this.over(this.what(span))) ??
      this.attempt(() => this.over(this.where(span))) ??
      this.attempt(() => this.over(this.about(span)));
    return found;
  }

  /** `at first`, `before the swap`; but `Who is first?` asks about now. */
  private isPast(k: number): boolean {
    const word = this.tokens[k]?.lower ?? '';
    if (word !== 'first') return lexicon.PAST.has(word);
    const next = this.tokens[k + 1]?.lower ?? '';
    return this.tokens[k - 1]?.lower === 'at' || lexicon.HAVE.has(next);
  }

  /** `Which instrument does Bea play at the concert?`, `Under which cup is the pea?`, `Which horse is in stall 2?` */
  private about(span: () => Span): Question | undefined {
    const before = this.takeOne(PREPOSITIONS);
    const wh = this.takeOne(ASKS);
    if (!wh) return undefined;
    if (this.take('of')) this.take('the');
    if (wh.lower !== 'where' && wh.lower !== 'who') this.attempt(() => this.nounPhrase());
    const helps = this.attempt(() => {
      if (!this.takeOne(DOES) && !this.takeOne(lexicon.BE)) return undefined;
      const what = this.askedWhat();
      const tail = what && this.tail();
      return what && tail !== undefined && this.isOver() ? { ...what, tail } : undefined;
    });
    if (helps) {
      const isWhere = wh.lower === 'where' || PLACING.has(before?.lower ?? '') || PLACING.has(helps.tail);
      return { asks: 'about', of: helps.of, thing: helps.thing, wants: isWhere ? 'place' : undefined, ...span() };
    }
    if (before || wh.lower === 'where') return undefined;
    const verb = this.verbs();
    if (verb === 'with' && lexicon.BE.has(this.tokens[this.at - 2]?.lower ?? '')) return undefined;
    const what = verb === undefined ? undefined : this.askedWhat();
    if (!what || this.tail() === undefined) return undefined;
    return {
      asks: 'about',
      of: what.of,
      thing: what.thing,
      wants: PLACING.has(verb ?? '') ? 'content' : undefined,
      ...span(),
    };
  }

  /** Whoever or whatever is asked about, as both. */
  private askedWhat(): { of: Reference | undefined; thing: Thing | undefined } | undefined {
    // `Karl's balloon`, `the marble Vera holds`
    const owner =
      this.attempt(() => {
        const found = this.name(true);
        return found && this.nounPhrase() ? found : undefined;
      }) ??
      this.attempt(() => {
        if (!this.take('the') || this.noun() === undefined) return undefined;
        if (!this.take('that')) this.take('which');
        const found = this.name(false);
        return found && (this.takeOne(lexicon.HAVE) || this.verb()) ? found : undefined;
      });
    if (owner) return { of: owner, thing: undefined };
    const { at } = this;
    const of = this.holder() ?? this.reference();
    const end = this.at;
    this.at = at;
    const thing = this.thing() ?? this.attempt(() => this.labelledThing());
    const longer = Math.max(end, this.at);
    const found = { of: end === longer && of ? of : undefined, thing: this.at === longer ? thing : undefined };
    this.at = longer;
    return longer > at ? found : undefined;
  }

  /** `is holding`, `ends up with`, `sits in`; gives the last word. */
  private verbs(): string | undefined {
    let last: string | undefined;
    for (let length = 0; length < 5; length++) {
      const { kind, lower, possessive } = this.peek();
      const isVerb = lexicon.BE.has(lower) || lexicon.HAVE.has(lower) || this.isPlainVerb() || ENDING.has(lower);
      if (kind !== 'word' || possessive || !(isVerb || PREPOSITIONS.has(lower) || lexicon.ADVERBS.has(lower))) break;
      if (last !== undefined && !ENDING.has(lower) && !PREPOSITIONS.has(lower) && !lexicon.ADVERBS.has(lower)) {
        if (!lexicon.BE.has(last) && !STILL.has(last)) break;
      }
      this.at++;
      last = lower;
    }
    return last;
  }

  /** A verb that may be how something is had: not one by which it moves. */
  private isPlainVerb(): boolean {
    const { kind, lower, possessive } = this.peek();
    if (kind !== 'word' || possessive || this.nameLength() > 0) return false;
    if (lexicon.HAVE.has(lower) || lexicon.HAVING.has(lower) || lexicon.CONTAIN.has(lower) || lexicon.SIT.has(lower))
      return true;
    if (/^(?:put|hide|hidden|kept|left|placed)$/.test(lower)) return true;
    const isMoving = lexicon.CHANGING.has(lower) && !lexicon.KEEP.has(lower);
    return (
      !isMoving &&
      !lexicon.isClosed(lower) &&
      !lexicon.NEGATIONS.has(lower) &&
      !lexicon.SPEECH.has(lower) &&
      !lexicon.IDLE.has(lower) &&
      !WISHES.has(lower)
    );
  }

  private verb(): true | undefined {
    if (!this.isPlainVerb()) return undefined;
    this.at++;
    return true;
  }

  /** What may follow: `have`, `playing at the concert`, `end up with`, `parked now`; gives the last preposition, or ''. */
  private tail(): string | undefined {
    let last = '';
    this.end();
    for (let length = 0; length < 3; length++) {
      const { lower } = this.peek();
      const isPart = this.isPlainVerb() || ENDING.has(lower) || PREPOSITIONS.has(lower) || lexicon.ADVERBS.has(lower);
      if (this.peek().kind !== 'word' || !isPart) break;
      if (PREPOSITIONS.has(lower) && !this.isLast(1)) break;
      last = PREPOSITIONS.has(lower) ? lower : '';
      this.at++;
      this.end();
    }
    return last;
  }

  private isLast(ahead: number): boolean {
    const { kind, lower } = this.peek(ahead);
    return kind === 'end' || lexicon.ADVERBS.has(lower) || ['at', 'in', 'after'].includes(lower);
  }

  /** `At the end of the game, Bob has the`: the sentence is left to be finished. */
  unfinished(): Question | undefined {
    if (this.tokens.some(({ lower }) => lexicon.PAST.has(lower))) return undefined;
    this.leading();
    const { start } = this.peek();
    const by = this.holder() ?? this.reference();
    if (!by || !this.endsWithHaving()) return undefined;
    if (!this.take('the')) this.take('a');
    while (BLANKS.has(this.peek().text) || /^_+$/.test(this.peek().text)) this.at++;
    return this.isOver() ? { asks: 'held', by, start, end: this.last } : undefined;
  }

  private over(question: Question | undefined): Question | undefined {
    if (!question) return undefined;
    this.end();
    return this.isOver() ? question : undefined;
  }

  /** `now`, `at the end of the game`, `in the end`. */
  private end(): void {
    this.trailing();
    this.takeAny(ENDS);
    this.trailing();
  }

  private endsWithHaving(): boolean {
    this.adverbs();
    if (this.take('ends', 'up', 'with') || this.take('ended', 'up', 'with')) return true;
    if (this.takeOne(lexicon.HAVE) ?? this.takeOne(lexicon.CONTAIN)) return true;
    if (this.takeOne(DANCES)) return this.take('with');
    if (!this.takeOne(lexicon.BE)) return false;
    this.adverbs();
    const doing = this.takeOne(lexicon.HAVING)?.lower;
    if (doing === undefined)
      return this.take('in') || this.take('at') || this.take('on') || this.peek().lower === 'the';
    return doing === 'dancing' ? this.take('with') : true;
  }

  /** `Is the light on?`, `Is the coin still heads up?`, `Is the door open or closed?`, `What is the state of the light?` */
  private isState(span: () => Span): Question | undefined {
    if (this.take('what') && this.takeOne(lexicon.BE)) {
      if (!this.take('the') || !this.takeOne(STATE) || !this.take('of')) return undefined;
      const what = this.switchName();
      return what && { asks: 'state', what, ...span() };
    }
    if (!this.takeOne(lexicon.BE)) return undefined;
    if (!this.determiner()) this.takeOne(lexicon.POSSESSIVES);
    const words = this.upToOr();
    const length = [3, 2, 1].find((k) => STATE_WORDS.includes(words.slice(-k).join(' ')));
    if (length === undefined || words.length <= length) return undefined;
    const what = words.slice(0, -length).map((word, k, all) => (k === all.length - 1 ? lexicon.singular(word) : word));
    const is = words.slice(-length).join(' ');
    const other = this.take('or') ? this.state() : undefined;
    return { asks: 'state', what, ...(other === undefined && { is }), ...span() };
  }

  /** `Which box is empty?`, `Who has nothing?` */
  private whichIsEmpty(span: () => Span): Question | undefined {
    const isWho = this.take('who');
    if (!isWho && !this.take('which') && !this.take('what')) return undefined;
    const noun = isWho ? undefined : this.attempt(() => this.nounPhrase());
    const isEmpty = this.takeOne(lexicon.BE)
      ? (this.adverbs(), this.take('empty') || this.take('empty-handed'))
      : this.takeOne(lexicon.HAVE) !== undefined && this.take('nothing');
    return isEmpty ? { asks: 'empty', noun: noun?.at(-1), ...span() } : undefined;
  }

  /** `What does the coin show?` */
  private shows(span: () => Span): Question | undefined {
    if (!this.take('what') || !this.takeOne(DOES)) return undefined;
    this.determiner();
    const from = this.at;
    while (this.peek().kind === 'word' && !SHOW.has(this.peek().lower) && this.at - from < 4) this.at++;
    const what = this.tokens.slice(from, this.at).map(({ lower }) => lower);
    return what.length > 0 && this.takeOne(SHOW) ? { asks: 'state', what, ...span() } : undefined;
  }

  /** `Which lamps are on?` */
  private whichAre(span: () => Span): Question | undefined {
    if (!this.take('which') && !this.take('what')) return undefined;
    this.attempt(() => this.nounPhrase());
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    const is = this.state();
    return is === undefined ? undefined : { asks: 'which', is, ...span() };
  }

  /** Words up to `or` or the end, without `still` and `lying`. */
  private upToOr(): string[] {
    const words: string[] = [];
    for (; this.peek().kind === 'word' || this.peek().kind === 'number'; this.at++) {
      const { lower, text, possessive } = this.peek();
      if (lower === 'or' || possessive) break;
      if (/^[A-Z]$/.test(text)) words.push(text);
      else if (!STILL.has(lower) && !LYING.has(lower)) words.push(lower);
    }
    return words;
  }

  /** `Is the key in box B?`, `Is Ben the goalkeeper?` */
  private isThere(span: () => Span): Question | undefined {
    if (!this.takeOne(lexicon.BE)) return undefined;
    const role = this.attempt(() => {
      const by = this.name(false);
      this.takeOne(STILL);
      const doing = by && (this.takeOne(lexicon.HAVING) ?? this.peek().lower === 'the');
      if (doing && typeof doing === 'object' && doing.lower === 'dancing') this.take('with');
      const of = doing ? this.thing() : undefined;
      return by && of && { asks: 'whether' as const, by, of, ...span() };
    });
    if (role) return role;
    const of = this.thing();
    this.takeOne(STILL);
    const by = of && this.takeOne(INSIDE) ? this.holder() : undefined;
    return of && by && { asks: 'whether', by, of, ...span() };
  }

  /** `Does Bob have the red ball?`, `Does box A contain the key?` */
  private doesHave(span: () => Span): Question | undefined {
    if (!this.takeOne(DOES)) return undefined;
    const by = this.holder();
    this.takeOne(STILL);
    const has =
      by &&
      (this.takeOne(lexicon.HAVE) ?? this.takeOne(lexicon.CONTAIN) ?? (this.take('end', 'up', 'with') || undefined));
    const of = has ? this.thing() : undefined;
    return by && of && { asks: 'whether', by, of, ...span() };
  }

  /** `What is in box A?`, `What does the drawer contain?`, `Which box contains the key?` */
  private inBox(span: () => Span): Question | undefined {
    const isWho = this.peek().lower.startsWith('who');
    if (!this.takeOne(WH)) return undefined;
    const contains = this.attempt(() => {
      if (this.noun() === undefined || !(this.takeOne(lexicon.CONTAIN) ?? this.takeOne(lexicon.HAVE))) return undefined;
      return this.thing();
    });
    if (contains) return { asks: 'holder', of: contains, ...span() };
    const thing = this.attempt(() => {
      if (this.noun() === undefined || !this.takeOne(lexicon.BE)) return undefined;
      const of = this.thing();
      return of && this.takeOne(INSIDE) ? of : undefined;
    });
    if (thing) return { asks: 'holder', of: thing, isWhere: true, ...span() };
    this.attempt(() => this.nounPhrase());
    if (this.takeOne(DOES)) {
      const by = this.holder();
      return by && this.takeOne(lexicon.CONTAIN) ? { asks: 'held', by, ...span() } : undefined;
    }
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.takeOne(STILL);
    // `Who is with Sue?` asks who is where she is.
    if (isWho && this.peek().lower === 'with') return undefined;
    const by = this.takeOne(INSIDE) ? this.holder() : undefined;
    return by && { asks: 'held', by, isWho, ...span() };
  }

  /** `Who is Kim's partner?`, `What is Nora's position?` */
  private whose(span: () => Span): Question | undefined {
    if (!this.takeOne(WH) || !this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    const by = this.name(true);
    return by && this.noun() !== undefined ? { asks: 'held', by, ...span() } : undefined;
  }

  /** `Who has the red ball?`, `Who sits in Nora's seat?` */
  private who(span: () => Span): Question | undefined {
    if (!this.take('who') && !this.take('which', 'person') && !this.take('which', 'friend')) return undefined;
    const seat = this.attempt(() => {
      this.take('now');
      if (!this.takeOne(SITS) && !this.attempt(() => this.isSitting())) return undefined;
      if (!this.take('in') && !this.take('on')) return undefined;
      const owner = this.name(true);
      return owner && lexicon.PLACES.has(this.noun() ?? '') ? owner : undefined;
    });
    if (seat) return { asks: 'sitter', seat, ...span() };
    if (!this.endsWithHaving()) return undefined;
    const of = this.thing();
    return of && { asks: 'holder', of, ...span() };
  }

  private isSitting(): true | undefined {
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.takeOne(SITTING);
    return true;
  }

  /** `What does Bob have?`, `Which ball is Bob holding?`, `Who is Nora dancing with?` */
  private what(span: () => Span): Question | undefined {
    if (!this.takeOne(WH)) return undefined;
    this.attempt(() => this.nounPhrase());
    if (this.take('color', 'ball')) return undefined;
    if (!this.takeOne(DOES) && !this.takeOne(lexicon.BE)) return undefined;
    const by = this.reference();
    if (!by) return undefined;
    this.adverbs();
    const verb =
      (this.take('end', 'up', 'with') || this.takeOne(lexicon.HAVE)) ??
      this.takeOne(lexicon.HAVING) ??
      this.take('dance');
    if (!verb) return undefined;
    this.take('with');
    return { asks: 'held', by, ...span() };
  }

  /** `Where is the key?`, `Where does ball 5 end up?`, `Where does Nora sit?` */
  private where(span: () => Span): Question | undefined {
    if (
      !this.take('where') &&
      !(this.takeOne(new Set(['in', 'on'])) && this.take('which') && this.noun() !== undefined)
    )
      return undefined;
    if (!this.takeOne(DOES) && !this.takeOne(lexicon.BE)) return undefined;
    const thing = this.attempt(() => {
      if (this.peek().kind !== 'quote' && !this.take('the')) return undefined;
      const of = this.thing();
      return of && !lexicon.numberOf(this.peek().lower) ? of : undefined;
    });
    const of = thing ? undefined : this.reference();
    this.take('now');
    if (!this.take('end', 'up') && !this.take('sit') && !this.take('sitting')) this.take('stand');
    this.take('sitting');
    if (thing) return { asks: 'holder', of: thing, isWhere: true, ...span() };
    return of && { asks: 'place', of, ...span() };
  }
}

const ASKS = new Set(['what', 'which', 'who', 'whom', 'where']);
const PREPOSITIONS = wordSet('in on under at inside behind by for with from to');
/** Where something is, not whose. */
const PLACING = wordSet('in on under at inside behind by near beneath');
const SHOW = new Set(['show', 'read', 'say']);
const ENDING = new Set(['end', 'ends', 'ended', 'up', 'still', 'left', 'hidden']);
const WISHES = wordSet(
  'want wants wanted need needs say see hear feel think say do ask start begin happen happens happened',
);
const STATE = new Set(['state', 'position', 'status']);
const STILL = new Set(['still', 'now', 'currently']);
const LYING = new Set(['lying', 'facing', 'showing']);
const INSIDE = new Set(['in', 'on', 'inside', 'under', 'with', 'at']);
const WH = new Set(['what', 'which', 'who', 'whom']);
const DOES = new Set(['does', 'do', 'did', 'will']);
const DANCES = new Set(['dances', 'dance']);
const SITS = new Set(['sits', 'sit']);
const SITTING = new Set(['sitting', 'seated']);
const BLANKS = new Set(['…', '...', ':', '_']);
const ENDS = [
  'in the end',
  'at the end',
  'finally',
  'after all this',
  'after all that',
  'after all swaps',
  'now',
  'after the last step',
].map((words) => words.split(' '));
