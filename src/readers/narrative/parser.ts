import { Events } from './events';
import * as lexicon from './lexicon';
import type { Event, Fact, Moment, Reference, Sentence, Span } from './story';

/** Words that go on with the sentence of the line before. */
const CONTINUES: ReadonlySet<string> = new Set([',', 'and', 'while', 'whereas', 'as', 'who', 'but']);

const CIRCLE_TAILS = [
  'clockwise',
  'in this order',
  'in that order',
  'facing the middle',
  'facing the centre',
  'facing the center',
  'facing each other',
  'facing inwards',
].map((words) => words.split(' '));

/** The grammar of whole sentences. See docs/reading-narratives.md. */
export class Parser extends Events {
  /** The next sentence; undefined at the end of the story. @throws NotationError where it is not understood. */
  sentence(): Sentence | undefined {
    while (this.isBreak()) this.at++;
    if (this.peek().kind === 'end') return undefined;
    const start = this.at;
    const sentence = this.attempt(() => this.facts()) ?? this.attempt(() => this.moments());
    if (!sentence) throw this.notUnderstood(start);
    return sentence;
  }

  private isBreak(): boolean {
    return ['.', '!', ';'].includes(this.peek().text);
  }

  /** A full stop, or the end of a line or of the story. */
  private isOver(): boolean {
    const { kind, startsLine, startsParagraph, lower } = this.peek();
    const goesOn = !startsParagraph && CONTINUES.has(lower);
    if (this.isBreak() || kind === 'end' || (startsLine && !goesOn)) return true;
    this.miss();
    return false;
  }

  private moments(): Sentence | undefined {
    const moments: Moment[] = [];
    let atOnce = false;
    for (;;) {
      this.connectives();
      const event = this.event() ?? this.whoGives(moments);
      if (!event) return undefined;
      this.adverbs();
      const moment = moments.at(-1);
      const chained = moment?.events.at(-1)?.kind === 'give' && event.kind === 'give';
      if (moment && (atOnce || chained)) {
        moment.events.push(event);
        moment.end = event.end;
      } else moments.push({ events: [event], start: event.start, end: event.end });
      if (this.isOver()) return { moments };
      const separated = this.separator();
      if (!separated) return undefined;
      atOnce = separated === 'at once';
    }
  }

  /** What stands between two clauses: `, and then`, `;` is a full stop; `while` joins what happens at once. */
  private separator(): 'next' | 'at once' | undefined {
    const comma = this.take(',');
    if (this.take('while') || this.take('whereas') || this.take('as')) return 'at once';
    if (this.take('and')) return this.take('at', 'the', 'same', 'time') ? 'at once' : 'next';
    if (this.take('then') || this.take('but') || comma) return 'next';
    this.miss();
    return undefined;
  }

  private connectives(): void {
    while (this.takeAny(lexicon.CONNECTIVES)) this.take(',');
  }

  /** `, who passes his to Carl`: the receiver of the clause before. */
  private whoGives(moments: readonly Moment[]): Event | undefined {
    const last = moments.at(-1)?.events.at(-1);
    const { start } = this.peek();
    if (last?.kind !== 'give' || !this.take('who')) return undefined;
    this.adverbs();
    return this.takeOne(lexicon.GIVE) && this.giving(last.to, () => ({ start, end: this.last }));
  }

  private facts(): Sentence | undefined {
    const facts =
      this.attempt(() => this.alias()) ??
      this.attempt(() => this.thereAre()) ??
      this.attempt(() => this.allExcept()) ??
      this.attempt(() => this.seated()) ??
      this.attempt(() => this.numberedRow()) ??
      this.attempt(() => this.kind()) ??
      this.attempt(() => this.holdings());
    return facts && this.isOver() ? { facts } : undefined;
  }

  private spanFrom(start: number): Span {
    return { start, end: this.last };
  }

  /** `Robert is also called Bob`, `Robert goes by Bob`. */
  private alias(): Fact[] | undefined {
    const who = this.name(false);
    if (!who) return undefined;
    if (!this.take('goes', 'by')) {
      if (!this.takeOne(lexicon.BE)) return undefined;
      this.adverbs();
      if (!this.take('called') && !this.take('known', 'as') && !this.take('nicknamed')) return undefined;
    }
    const alias = this.name(false);
    return alias?.kind === 'person'
      ? [{ kind: 'alias', who, name: alias.name, start: who.start, end: alias.end }]
      : undefined;
  }

  /** `There are five friends: Alice, Bob, …`, `There are five cups in a row`. */
  private thereAre(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.take('there') || !this.takeOne(lexicon.BE)) return undefined;
    const counted = this.counted();
    if (!counted) return undefined;
    if (this.take(':')) return this.namedPeople(counted, start);
    return (
      this.rowTail(counted.value) && [
        { kind: 'numbered', noun: counted.noun, count: counted.value, ...this.spanFrom(start) },
      ]
    );
  }

  private counted(): (Span & { value: number; noun: string }) | undefined {
    const { start, end } = this.peek();
    const value = this.number();
    const words = value === undefined ? undefined : this.nounPhrase();
    const noun = words?.at(-1);
    return value !== undefined && noun !== undefined ? { value, noun, start, end } : undefined;
  }

  private namedPeople(count: Span & { value: number }, start: number): Fact[] | undefined {
    const who = this.list(1);
    return who && [{ kind: 'people', who, count, ...this.spanFrom(start) }];
  }

  /** `All are dimes except Carl's`. */
  private allExcept(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.takeAny(lexicon.EVERYONE) && !this.take('they')) return undefined;
    if (!this.takeOne(lexicon.BE)) return undefined;
    if (!this.take('a')) this.take('an');
    const words = this.nounPhrase();
    if (!words) return undefined;
    const who: Reference[] = [];
    if (this.take('except')) {
      this.take('for');
      do {
        const next = this.name(true);
        if (!next) return undefined;
        who.push(next);
      } while (this.take(',', 'and') || this.take(',') || this.take('and'));
    }
    return [{ kind: 'except', words, who, ...this.spanFrom(start) }];
  }

  /** `They sit in a circle`, `Five people sit in a circle: Alice, …`, `Alice, Bob and Carl stand around a table`. */
  private seated(): Fact[] | undefined {
    const { start } = this.peek();
    const everyone = this.takeAny(lexicon.EVERYONE) || this.take('they');
    const count = everyone ? undefined : this.attempt(() => this.counted());
    const listed = everyone || count ? undefined : this.list(1);
    if (!everyone && !count && !listed) return undefined;
    if (!this.inCircle()) return undefined;
    const who = listed ?? (this.take(':') ? this.list(1) : undefined);
    if (!who && !everyone) return undefined;
    const span = this.spanFrom(start);
    if (!who) return [{ kind: 'circle', who: 'everyone', ...span }];
    const people: Fact = count ? { kind: 'people', who, count, ...span } : { kind: 'people', who, ...span };
    return [people, { kind: 'circle', who, ...span }];
  }

  private inCircle(): boolean {
    const be = this.takeOne(lexicon.BE);
    this.adverbs();
    if (!this.takeOne(lexicon.SIT) && !this.takeOne(new Set(['sitting', 'standing', 'seated'])) && !be) return false;
    if (!this.take('in', 'a') && !this.take('around', 'a') && !this.take('around', 'the') && !this.take('a'))
      return false;
    this.take('round');
    const found = this.take('circle') || this.take('ring') || this.take('table');
    // `facing outwards` would turn left and right round.
    while (this.attempt(() => this.circleTail()));
    return found;
  }

  private circleTail(): true | undefined {
    this.take(',');
    return CIRCLE_TAILS.some((words) => this.take(...words)) || undefined;
  }

  /** `Balls 1 to 5 are in a row`, `Five cups, numbered 1 to 5, stand in a row`. */
  private numberedRow(): Fact[] | undefined {
    const { start } = this.peek();
    const counted = this.attempt(() => this.counted());
    const noun = counted?.noun ?? this.noun();
    if (noun === undefined) return undefined;
    const count = counted ? counted.value : this.oneTo();
    if (count === undefined) return undefined;
    if (counted) {
      this.take(',');
      if (this.attempt(() => this.numberedTo(count))) this.take(',');
    }
    if (!this.takeOne(lexicon.BE) && !this.takeOne(lexicon.SIT) && !this.take('lie')) return undefined;
    return this.rowTail(count) && [{ kind: 'numbered', noun, count, ...this.spanFrom(start) }];
  }

  private oneTo(): number | undefined {
    return this.number() === 1 && this.take('to') ? this.number() : undefined;
  }

  private numberedTo(count: number): true | undefined {
    if (!this.take('numbered')) return undefined;
    this.take('from');
    return this.oneTo() === count ? true : undefined;
  }

  /** `in a row`, or `numbered 1 to 5` unless that was said before. */
  private rowTail(count: number): true | undefined {
    if (this.take(',')) this.take('and');
    return (
      this.attempt(() => this.numberedTo(count)) ??
      ((this.take('in', 'a') && (this.take('row') || this.take('line'))) || undefined)
    );
  }

  /** `Alice, Bob and Carl are friends`. */
  private kind(): Fact[] | undefined {
    const who = this.list(2);
    const start = who?.[0]?.start ?? 0;
    if (!who || !this.takeOne(lexicon.BE)) return undefined;
    return this.nounPhrase() && [{ kind: 'people', who, ...this.spanFrom(start) }];
  }

  /** `Alice and Bob each have a coin`, `Alice has a red ball, Bob a green one and Carl a blue one`, `Each has a coin`. */
  private holdings(): Fact[] | undefined {
    const { start } = this.peek();
    const everyone =
      this.takeAny(lexicon.EVERYONE) || this.attempt(() => (this.take('they') ? true : undefined)) === true;
    if (everyone) {
      this.adverbs();
      const words = this.takeOne(lexicon.HAVE) && this.article() ? this.nounPhrase() : undefined;
      return words && [{ kind: 'holds', who: 'everyone', words, ...this.spanFrom(start) }];
    }
    const facts: Fact[] = [];
    do {
      const found = this.attempt(() => {
        const who = this.list(1);
        this.adverbs();
        const verb = who && this.takeOne(lexicon.HAVE);
        if (!who || (!verb && facts.length === 0) || !this.article()) return undefined;
        const words = this.nounPhrase();
        const fact: Fact | undefined = words && {
          kind: 'holds',
          who,
          words,
          start: who[0]?.start ?? 0,
          end: this.last,
        };
        return fact;
      });
      if (!found) return undefined;
      facts.push(found);
    } while (this.take(',', 'and') || this.take(',') || this.take('and'));
    return facts;
  }

  private article(): boolean {
    return this.take('a') || this.take('an') || this.take('the') || this.take('one');
  }
}
