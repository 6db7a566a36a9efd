import { wordSet } from './word-set';
import { fault } from './cast';
import * as lexicon from './lexicon';
import { NO_ORDER } from './moment';
import { Movements } from './movements';
import type { Event, Moment, Possession, Reference, Span, Thing } from './story';
import type { Token } from './tokens';

/** Sentences in which something changes hands, or people change places. */
export class Events extends Movements {
  /** The moments of a sentence, in the order in which they happen. */
  moments(): Moment[] | undefined {
    const moments: Moment[] = [];
    let atOnce = false;
    for (;;) {
      this.leading();
      const event = this.event() ?? this.whoGives(moments) ?? this.alike(moments);
      if (!event) return undefined;
      this.trailing();
      const times = this.times();
      this.trailing();
      const moment = moments.at(-1);
      const [before] = [moment?.events.at(-1)?.kind];
      const takes = moment?.events.every(isTaking) === true && isTaking(event);
      const chained = ((before === 'give' || before === 'go') && event.kind === before) || takes;
      if (moment && (atOnce || chained)) {
        if (times !== 1 || moment.times !== 1) return undefined;
        moment.events.push(event);
        if (atOnce) moment.atOnce = true;
        moment.end = event.end;
      } else moments.push({ events: [event], times, start: event.start, end: event.end });
      if (this.isOver()) return moments;
      const separated = this.separator();
      if (!separated) return undefined;
      atOnce = separated === 'at once';
    }
  }

  /** `twice`, `three times` */
  private times(): number {
    if (this.take('twice')) return 2;
    if (this.take('once')) return 1;
    return (
      (this.peek(1).lower === 'times'
        ? this.attempt(() => {
            const count = this.number();
            return count !== undefined && count > 0 && this.take('times') ? count : undefined;
          })
        : undefined) ?? 1
    );
  }

  /** What stands between two clauses: `, and then`; `while` joins what happens at once. */
  private separator(): 'next' | 'at once' | undefined {
    const comma = this.take(',');
    if (this.take('while') || this.take('whereas') || this.take('as')) return 'at once';
    if (this.take('and')) return this.take('at', 'the', 'same', 'time') ? 'at once' : 'next';
    if (this.take('then') || this.take('but') || comma) return 'next';
    this.miss();
    return undefined;
  }

  private event(): Event | undefined {
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    return (
      this.attempt(() => this.everyone(span)) ??
      this.attempt(() => this.nobody(span)) ??
      (lexicon.NO_ONE.has(this.peek().lower) ? undefined : this.somebodys(span))
    );
  }

  /** What somebody does, or what is done. */
  private somebodys(span: () => Span): Event | undefined {
    return (
      this.attempt(() => this.command(span)) ??
      this.attempt(() => this.arrow(span)) ??
      this.attempt(() => this.several(span)) ??
      this.attempt(() => this.owners(span)) ??
      this.attempt(() => this.goes(span)) ??
      this.attempt(() => this.one(span)) ??
      this.attempt(() => this.isGiven(span)) ??
      this.attempt(() => this.keeps(span)) ??
      this.guess(() => this.queues(span)) ??
      this.movement(span)
    );
  }

  /** `, who passes his to Carl`: the receiver of the clause before. */
  private whoGives(moments: readonly Moment[]): Event | undefined {
    const last = moments.at(-1)?.events.at(-1);
    const { start } = this.peek();
    if (last?.kind !== 'give' || !this.take('who')) return undefined;
    this.adverbs();
    if (last.to === 'back') return undefined;
    return this.takeOne(lexicon.GIVE) && this.giving(last.to, () => ({ start, end: this.last }));
  }

  /** `…, and then with Petra`, `…, Bob with Carl`, `…, the coin into box B`: the verb of the clause before. */
  private alike(moments: readonly Moment[]): Event | undefined {
    const before = moments.at(-1)?.events.at(-1);
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    const turned = this.guess(() => this.alsoTurned(before, span));
    if (turned) return turned;
    const put = this.attempt(() => this.alsoPut(before, span));
    if (put || before?.kind !== 'swap' || before.things.length > 1) return put;
    // `…, as do Botan and Chika`
    const too = this.attempt(() => (this.takeOne(DO) ? this.list(2) : undefined));
    if (too) return { kind: 'swap', of: too, things: [], ...span() };
    const from = this.peek().lower === 'with' ? before.of[0] : this.reference();
    if (!from || !this.take('with')) return undefined;
    const to = this.reference();
    return to && { kind: 'swap', of: [from, to], things: [], ...span() };
  }

  /** `Everyone passes their coin two places to the left`, `Everyone keeps their coin`. */
  private everyone(span: () => Span): Event | undefined {
    if (
      !this.takeAny(lexicon.EVERYONE) &&
      !this.attempt(() => (this.take('they') && this.goesRound ? true : undefined))
    )
      return undefined;
    this.adverbs();
    if (this.takeOne(lexicon.KEEP)) return this.possession() && { kind: 'still', ...span() };
    const rotate = this.takeOne(lexicon.ROTATE);
    if (!rotate && this.takeOne(lexicon.MOVE)) {
      // `moves over`: only `their coin` is moved by somebody else.
      const moved = lexicon.POSSESSIVES.has(this.peek().lower) ? this.possession() : undefined;
      this.take('over');
      return this.turning(moved, this.direction(), true, span);
    }
    if (!rotate && !this.takeOne(lexicon.GIVE)) return undefined;
    const thing = this.possession();
    const around = this.take('around') || this.take('on') || this.take('along');
    const by = this.attempt(() => this.direction()) ?? this.attempt(() => this.toNext());
    if (by === undefined && (rotate || around)) throw fault(span(), NO_ORDER);
    return this.turning(thing, by, rotate !== undefined, span);
  }

  /** `to the next person in the circle` */
  private toNext(): number | undefined {
    if (!this.take('to', 'the', 'next')) return undefined;
    this.takeOne(ENDMAN);
    if (this.takeOne(lexicon.COUNTERCLOCKWISE)) return -1;
    if (this.take('clockwise')) return 1;
    this.attempt(() => (this.take('in', 'the') && this.takeOne(CIRCLES) ? true : undefined));
    return 1;
  }

  private get goesRound(): boolean {
    return [lexicon.ROTATE, lexicon.MOVE].some((verbs) => verbs.has(this.peek().lower));
  }

  /** Things go round, or people when they move and no thing is named. */
  private turning(
    thing: Possession | undefined,
    by: number | undefined,
    moves: boolean,
    span: () => Span,
  ): Event | undefined {
    if (by === undefined) return undefined;
    const people = moves && (!thing || lexicon.PLACES.has(thing.words.at(-1) ?? ''));
    const wraps = people && this.isSideways ? this.attempt(() => this.wraps()) : undefined;
    const sideways = this.isSideways && { isSideways: true };
    return people
      ? { kind: 'move', by, ...sideways, ...(wraps && { wraps }), ...span() }
      : { kind: 'pass', by, ...(thing && { thing }), ...span() };
  }

  /**
   * `two places to the left`, `clockwise by two seats`, `to the person on their right`, `to their left neighbour`, `to the
   * seat on their left`: places clockwise.
   */
  private isSideways = false;

  /** `, and Tad moves to chair 1`, `, with the rightmost moving to the left`, `and the last one goes to the front` */
  private wraps(): { who?: Reference; to?: Thing } | undefined {
    this.take(',');
    if (!this.take('and') && !this.take('with')) this.take('while');
    const end = this.attempt(() => {
      if (!this.take('the')) return undefined;
      if (this.takeOne(ENDMOST)) {
        this.takeOne(ENDMAN);
        return true;
      }
      return this.takeOne(ENDMAN) && this.take('at', 'the') && this.takeOne(ENDS) ? true : undefined;
    });
    const who = end ? undefined : this.name(false);
    if ((!end && !who) || !this.takeOne(GOING)) return undefined;
    this.take('back');
    if (!this.take('to')) return undefined;
    const other = this.attempt(() => {
      this.take('the');
      if (!this.take('other')) this.take('very');
      return this.takeOne(ENDS) ? true : undefined;
    });
    const to = other ? undefined : (this.attempt(() => this.labelledThing()) ?? this.thing());
    if (!other && !to) return undefined;
    return { ...(who && { who }), ...(to && { to }) };
  }

  /** `Nora goes to the end of the line`, `The first person moves to the back of the queue` */
  private queues(span: () => Span): Event | undefined {
    const place = this.attempt(() => {
      if (!this.take('the')) return undefined;
      const found = this.takeOne(FIRST_LAST);
      if (found) this.takeOne(ENDMAN);
      return found?.lower === 'first' ? ('first' as const) : found && ('last' as const);
    });
    const who = place ?? this.reference();
    this.adverbs();
    if (!who || !this.takeOne(lexicon.TRAVEL)) return undefined;
    this.take('back');
    if (!this.take('to', 'the')) return undefined;
    const to = this.takeOne(ENDS)?.lower;
    if (to === undefined || !this.take('of')) return undefined;
    this.take('the');
    if (!this.takeOne(QUEUES)) return undefined;
    return { kind: 'queue', who, to: FRONTS.has(to) ? 'front' : 'end', ...span() };
  }

  private direction(): number | undefined {
    this.isSideways = false;
    const before = this.places();
    const clockwise = this.take('clockwise') ? 1 : this.takeOne(lexicon.COUNTERCLOCKWISE) ? -1 : undefined;
    if (clockwise !== undefined) return clockwise * (before ?? this.places() ?? 1);
    const side = this.takeOne(lexicon.SIDES) ?? this.toSide();
    this.isSideways = side !== undefined;
    const by = side && (before ?? 1) * (side.lower.startsWith('left') ? 1 : -1);
    // `to the left, that is clockwise`
    this.attempt(() => {
      this.take(',');
      if (!this.take('that', 'is') || by === undefined) return undefined;
      return (by > 0 ? this.take('clockwise') : this.takeOne(lexicon.COUNTERCLOCKWISE) !== undefined) || undefined;
    });
    return by;
  }

  /** `two places`, `by one seat`, `one`. */
  private places(): number | undefined {
    return this.attempt(() => {
      this.take('by');
      const value = this.number();
      const said =
        value !== undefined && this.attempt(() => (lexicon.PLACES.has(this.noun() ?? '') ? true : undefined));
      return said === true || this.peek().lower === 'to' ? value : undefined;
    });
  }

  /** `to the left`, `to their right neighbour`, `to the seat on their left`. */
  private toSide(): Token | undefined {
    if (!this.take('to')) return undefined;
    if (!this.takeOne(lexicon.POSSESSIVES) && !this.take('the')) this.take('one');
    if (this.takeOne(lexicon.NEIGHBOURS)) {
      if (!this.take('on') && !this.take('to')) return undefined;
      if (!this.takeOne(lexicon.POSSESSIVES)) this.take('the');
    }
    const side = this.takeOne(lexicon.SIDES);
    if (side) this.takeOne(lexicon.NEIGHBOURS);
    return side;
  }

  /** `in that order`, `clockwise`. */
  private order(): 'named' | number | undefined {
    return this.attempt(() => {
      this.take(',');
      return this.takeAny(lexicon.ORDERS) ? ('named' as const) : this.direction();
    });
  }

  /** `Gus keeps what he has` */
  private keeps(span: () => Span): Event | undefined {
    if (!this.name(false) || !this.takeOne(lexicon.KEEP)) return undefined;
    return this.possession() && { kind: 'still', ...span() };
  }

  /** `Nothing changes hands.` */
  private nobody(span: () => Span): Event | undefined {
    if (!this.takeAny(lexicon.NOBODY)) return undefined;
    if (!this.takeOne(lexicon.HAPPENS)) return undefined;
    if (!this.take('hands')) this.attempt(() => this.possession());
    return { kind: 'still', ...span() };
  }

  /** `Swap ball 1 and 3`, `The dealer swaps cups 3 and 5`, `Swap Alice's coin with Bob's`, `Rotate the coins of Alice and Bob`. */
  private command(span: () => Span): Event | undefined {
    // Whoever does it: what is swapped is said.
    let agent: Reference | 'nobody' = 'nobody';
    this.attempt(() => {
      agent = this.agent();
      return lexicon.SWAP.has(this.peek().lower) || lexicon.ROTATE.has(this.peek().lower) ? true : undefined;
    });
    const swap = this.takeOne(lexicon.SWAP);
    const rotate = swap ? undefined : this.takeOne(lexicon.ROTATE);
    if (!swap && !rotate) return undefined;
    const contents =
      swap && this.attempt(() => this.contents(() => this.attempt(() => this.sharingNoun()) ?? this.list(2), span));
    if (contents) return contents;
    const thing = this.attempt(() => {
      const found = this.possession();
      return found && (this.take('of') || this.take('in') || this.take('between')) ? found : undefined;
    });
    const of =
      this.attempt(() => this.sharingNoun()) ?? this.attempt(() => this.thoseOn()) ?? this.list(2) ?? this.pairWith();
    // `Nell trades War and Peace for …` names one thing.
    if (of && (this.peek().lower === 'for' || this.peek().lower === 'with') && !this.attempt(() => this.manners()))
      return undefined;
    if (of) {
      if (of.length === 2 && swap) return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
      return rotate ? { kind: 'rotate', of, order: this.order(), ...(thing && { thing }), ...span() } : undefined;
    }
    const mine = swap && this.possession();
    const isOutsider = this.isUnknown(agent);
    if (swap && isOutsider && this.attempt(() => (this.take('them') ? true : undefined)))
      return { kind: 'exchange', things: 'them', ...span() };
    if (mine && isOutsider && mine.owner === undefined && this.attempt(() => this.ends()))
      return { kind: 'exchange', things: mine, ...span() };
    if (!mine || !(this.take('and') || this.take('with') || this.take('for'))) return undefined;
    const yours = this.possession();
    return yours && this.ofOwners([mine, yours], span);
  }

  private ends(): true | undefined {
    this.trailing();
    return this.isOver() ? true : undefined;
  }

  /** Somebody who is nobody of the story, or a pronoun, for `She swaps the two cards`. */
  private isUnknown(agent: Reference | 'nobody'): boolean {
    if (this.tokens.some(({ lower }) => lexicon.OFTEN.has(lower))) return false;
    // `the players` may be those of the story.
    if (agent === 'nobody') return !this.acting || lexicon.singular(this.acting.name) === this.acting.name;
    if (agent.kind === 'pronoun') return agent.word === 'he' || agent.word === 'she';
    return agent.kind === 'person' && this.names.get(agent.name) === undefined;
  }

  /** `swap the contents of box A and box B` */
  private contents(list: () => Reference[] | undefined, span: () => Span): Event | undefined {
    this.take('the');
    if (!this.take('contents') || !(this.take('of') || this.take('in') || this.take('between'))) return undefined;
    const of = list();
    return of?.length === 2 ? { kind: 'swap', of, things: [], all: true, ...span() } : undefined;
  }

  private pairWith(): Reference[] | undefined {
    return this.attempt(() => {
      const first = this.reference();
      if (!first || !(this.take('with') || this.take('for'))) return undefined;
      const second = this.reference();
      return second && [first, second];
    });
  }

  private ofOwners(things: Possession[], span: () => Span): Event | undefined {
    const of = things.flatMap(({ owner }) => (owner === undefined || owner === 'own' ? [] : [owner]));
    return of.length === things.length ? { kind: 'swap', of, things, ...span() } : undefined;
  }

  /** `Kay to Lee, Lee to Moe and Moe to Kay`: without a verb from the first one on. */
  private get isWhoToWhom(): boolean {
    const to = this.tokens.findIndex(({ lower }) => lower === 'to');
    return to > 0 && this.names.matchAt(this.tokens, 0) === to;
  }

  /** `Alice ↔ Bob`, `Kay to Lee` */
  private arrow(span: () => Span): Event | undefined {
    const a = this.reference();
    const to = a && this.isWhoToWhom && this.take('to') ? this.name(false) : undefined;
    if (a && to) return { kind: 'give', from: a, to, ...span() };
    if (!a || !ARROWS.has(this.peek().text)) return undefined;
    this.at++;
    const b = this.reference();
    return b && { kind: 'swap', of: [a, b], things: [], ...span() };
  }

  /** `Alice and Carl trade coins`, `Alice, Bob and Carl rotate`, `They swap back`, `Cups 1 and 2 are swapped`. */
  private several(span: () => Span): Event | undefined {
    const of = this.attempt(() => this.between()) ?? this.attempt(() => this.thoseOn()) ?? this.list(1);
    const first = of?.[0];
    if (!of || !first || (of.length === 1 && !(first.kind === 'pronoun' && first.word === 'they'))) return undefined;
    this.adverbs();
    if (this.takeAny(SAME)) return { kind: 'swap', isLikewise: true, of, things: [], ...span() };
    if (this.attempt(() => this.isSwapped())) return { kind: 'swap', of, things: [], ...span() };
    if (this.takeOne(lexicon.SWAP)) {
      if (this.attempt(() => this.everything())) return { kind: 'swap', of, things: [], all: true, ...span() };
      const thing = this.possession();
      this.adverbs();
      this.withEachOther();
      return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
    }
    if (this.attempt(() => this.makesDeal())) {
      this.withEachOther();
      return { kind: 'swap', of, things: [], ...span() };
    }
    if (this.takeOne(lexicon.CHANGE)) {
      const thing = this.possession();
      const isEach = thing && (this.take('with', 'each', 'other') || this.take('with', 'one', 'another'));
      return thing && (isEach || lexicon.PLACES.has(thing.words.at(-1) ?? ''))
        ? { kind: 'swap', of, things: [thing], ...span() }
        : undefined;
    }
    const rotate = this.takeOne(lexicon.ROTATE);
    if (!rotate && !this.takeOne(lexicon.GIVE)) return undefined;
    const thing = this.possession();
    const around = this.take('around') || this.take('on') || this.take('along');
    if (!rotate && !around) return undefined;
    this.take('in', 'a', 'circle');
    const order = this.order();
    return { kind: 'rotate', of, order, ...(thing && { thing }), ...span() };
  }

  /** `all their things`, `contents` */
  private everything(): true | undefined {
    if (this.take('everything') || this.take('all')) {
      this.take('that');
      if (
        this.take('they', 'have') ||
        this.take('they', 'had') ||
        this.take('they', 'hold') ||
        this.take('they', 'own')
      )
        return true;
      this.at--;
    }
    if (this.take('contents') || this.take('everything')) return true;
    if (!this.take('all')) return undefined;
    this.take('of');
    return this.takeOne(lexicon.POSSESSIVES) && this.noun() !== undefined ? true : undefined;
  }

  private withEachOther(): void {
    if (!this.take('with', 'each', 'other')) this.take('with', 'one', 'another');
  }

  /** `both Alice and Bob` */
  private between(): Reference[] | undefined {
    return this.take('both') ? this.list(2) : undefined;
  }

  /** `the players on board one and board two`, `the players sitting North and West`: by where they are. */
  protected thoseOn(): Reference[] | undefined {
    if (!this.take('the') || this.noun() === undefined) return undefined;
    const isSitting = this.takeOne(SITTING);
    if (!this.takeOne(ON) && !isSitting) return undefined;
    const found: Reference[] = [];
    do {
      const { start } = this.peek();
      this.takeOne(ON);
      const thing = this.thing();
      if (!thing) return undefined;
      const words = thing.isTitle ? thing.words.map((word) => word.toLowerCase()) : thing.words;
      found.push({ kind: 'thing', words, isHolder: true, start, end: this.last });
    } while (found.length < 2 && this.take('and'));
    return found.length === 2 ? found : undefined;
  }

  private isSwapped(): true | undefined {
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    if (!this.takeOne(lexicon.SWAPPED)) return undefined;
    this.attempt(() => this.byOutsider());
    return true;
  }

  private byOutsider(): true | undefined {
    if (!this.take('by')) return undefined;
    if (this.attempt(() => this.somebody())) return true;
    return this.determiner() && this.names.matchAt(this.tokens, this.at) === 0 && this.nounPhrase() ? true : undefined;
  }

  /** `make a trade` */
  private makesDeal(): true | undefined {
    return this.takeOne(lexicon.DEAL) && (this.take('a') || this.take('another')) && this.takeOne(TRADE)
      ? true
      : undefined;
  }

  /** `Alice's coin is swapped with Bob's`, `Alice's and Bob's coins are swapped`. */
  private owners(span: () => Span): Event | undefined {
    const of = this.attempt(() => {
      // `The balls of Finn and Greta were swapped.`
      const things = this.possession();
      const found = things && this.take('of') ? this.list(2) : undefined;
      return found && this.isSwapped() ? { things: [things], of: found } : undefined;
    });
    if (of) return { kind: 'swap', of: of.of, things: of.things.flatMap((thing) => thing ?? []), ...span() };
    const mine = this.possession();
    if (!mine) return undefined;
    const both = this.take('and');
    const yours = both ? this.possession() : undefined;
    if (both) return yours && this.isSwapped() && this.ofOwners([mine, yours], span);
    if (!this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    if (!this.takeOne(lexicon.SWAPPED) || !(this.take('with') || this.take('for'))) return undefined;
    const his = this.possession();
    return his && this.ofOwners([mine, his], span);
  }

  /** `Alice goes to Bob's seat`, `Alice takes Bob's chair`. */
  private goes(span: () => Span): Event | undefined {
    const who = this.reference();
    this.adverbs();
    const takes = who && this.takeOne(lexicon.TAKE);
    if (!who || (!takes && !(this.takeOne(lexicon.GO) && this.take('to')))) return undefined;
    const seat = this.possession();
    const noun = seat?.words.at(-1) ?? '';
    return typeof seat?.owner === 'object' && (lexicon.PLACES.has(noun) || (noun === '' && this.isChain))
      ? { kind: 'go', who, to: seat.owner, noun, ...span() }
      : undefined;
  }

  /** After a first `takes Bob's seat` a later clause may say `takes Alice's`. */
  private get isChain(): boolean {
    return this.tokens.slice(0, this.at).some(({ lower }) => lexicon.PLACES.has(lower));
  }

  /** `Bob swaps with Dana`, `Alice trades her coin for Bob's`, `Alice gives her coin to Bob`. */
  private one(span: () => Span): Event | undefined {
    const from = this.reference();
    if (!from) return undefined;
    this.adverbs();
    if (this.attempt(() => (this.takeOne(lexicon.BE) && this.takeOne(lexicon.SWAPPED) ? true : undefined)))
      return this.swapWith(from, span);
    if (this.takeOne(lexicon.SWAP) || this.attempt(() => this.changesPlaces()) || this.attempt(() => this.makesDeal()))
      return this.swapWith(from, span);
    return this.takeOne(lexicon.GIVE) && this.giving(from, span);
  }

  /** `Dora was given a whistle by Ernie` */
  private isGiven(span: () => Span): Event | undefined {
    const to = this.name(false);
    if (!to || !this.takeOne(lexicon.BE)) return undefined;
    this.adverbs();
    const thing = this.takeOne(GIVEN) && this.possession();
    const from = thing && this.take('by') ? this.reference() : undefined;
    return thing && from && { kind: 'give', from, to, thing, ...span() };
  }

  private changesPlaces(): true | undefined {
    if (!this.takeOne(lexicon.CHANGE)) return undefined;
    const isThe = this.peek().lower === 'the' ? 1 : 0;
    return lexicon.PLACES.has(lexicon.singular(this.peek(isThe).lower)) ? true : undefined;
  }

  private swapWith(from: Reference, span: () => Span): Event | undefined {
    // `Iggy trades Jade his frog for her lizard`
    const direct = this.guess(() => {
      const to = this.name(false);
      const gift = to && this.possession();
      const back = gift && this.take('for') ? this.possession() : undefined;
      return to && gift && back && { kind: 'swap' as const, of: [from, to], things: [gift, back] };
    });
    if (direct) return { ...direct, ...span() };
    const mine = this.possession();
    this.adverbs();
    if (!this.take('with') && !this.take('for')) return undefined;
    const yours = this.attempt(() => {
      const found = this.possession();
      return found?.owner !== undefined && found.owner !== 'own' ? found : undefined;
    });
    if (yours) {
      const things = mine ? [mine, yours] : [yours];
      return typeof yours.owner === 'object' ? { kind: 'swap', of: [from, yours.owner], things, ...span() } : undefined;
    }
    const to = this.reference();
    if (!to) return undefined;
    const other = this.attempt(() => (this.take('for') ? this.possession() : undefined));
    return { kind: 'swap', of: [from, to], things: [mine, other].flatMap((thing) => thing ?? []), ...span() };
  }

  /** What follows `Alice gives`; the giver may be the `who` of the clause before. */
  private giving(from: Reference, span: () => Span): Event | undefined {
    const gift =
      this.attempt(() => {
        const thing = this.possession();
        if (!thing) return undefined;
        this.take('straight');
        this.adverbs();
        const isBack = this.tokens[this.at - 1]?.lower === 'back';
        const back = !this.take('on') && !this.take('over') && (isBack || this.take('back'));
        const to = this.take('to') ? this.reference() : back ? ('back' as const) : undefined;
        return to && { thing, to };
      }) ??
      this.attempt(() => {
        const to = this.reference();
        const thing = to && this.possession();
        return thing && { thing, to };
      });
    if (!gift) return undefined;
    if (this.attempt(() => (this.takeAny(IN_RETURN) && this.endsClause() ? true : undefined)))
      return { kind: 'give', from, ...gift, ...span() };
    const back = this.attempt(() => this.inReturn());
    if (back && gift.to === 'back') return undefined;
    if (back && gift.to !== 'back') return { kind: 'swap', of: [from, gift.to], things: [gift.thing, back], ...span() };
    return { kind: 'give', from, ...gift, ...span() };
  }

  private endsClause(): boolean {
    return this.peek().lower !== 'for';
  }

  /** `in exchange for his`, `and takes his in return`. */
  private inReturn(): Possession | undefined {
    if (this.take('in', 'exchange', 'for') || this.take('in', 'return', 'for')) return this.possession();
    if (this.take('for')) return this.possession();
    this.take(',');
    if (!this.take('and') || !this.takeOne(TAKES)) return undefined;
    const back = this.possession();
    if (back && !this.take('in', 'return')) this.take('in', 'exchange');
    return back;
  }
}

/** `Una takes Vic's`: by one of the story, of another. */
function isTaking(event: Event): boolean {
  if (event.kind !== 'put' || event.to !== undefined || event.from !== undefined || event.things === 'all')
    return false;
  const [thing, more] = event.things;
  return event.agent !== undefined && more === undefined && typeof thing?.owner === 'object';
}

const SITTING = new Set(['sitting', 'standing', 'seated']);
const ON = new Set(['on', 'in', 'at']);
const ENDMOST = new Set(['rightmost', 'leftmost', 'last', 'first', 'frontmost', 'endmost']);
const ENDMAN = wordSet('person one player guest child man woman student customer friend runner car');
const ENDS = wordSet('end left right front back beginning start head far');
const FRONTS = new Set(['front', 'beginning', 'start', 'head']);
const IN_RETURN = ['in return', 'in exchange'].map((words) => words.split(' '));
const CIRCLES = new Set(['circle', 'ring', 'order']);
const FIRST_LAST = new Set(['first', 'last']);
const GOING = wordSet('moves moving goes going returns returning moved went wraps wrapping jumps');
const QUEUES = new Set(['line', 'queue', 'row']);
const GIVEN = new Set(['given', 'handed', 'lent', 'passed', 'sent', 'thrown', 'sold']);
const DO = new Set(['do', 'did', 'does']);
const TAKES = wordSet('takes took gets got receives received take get receive');
const TRADE = new Set(['swap', 'trade', 'exchange', 'switch']);
const ARROWS = new Set(['↔', '⇄', '⇆', '⟷', '<->']);
const SAME = ['do the same', 'did the same', 'do likewise', 'did likewise', 'do so too', 'did so too'].map((words) =>
  words.split(' '),
);
