import { wordSet } from './word-set';
import { append } from '../../lists/append';
import * as lexicon from './lexicon';
import { Movements } from './movements';
import type { Fact, Places, Reference, Span, Thing } from './story';
import { isColour, STATE_WORDS } from './switches';
import { tellsOfChange } from './unread';

/** Sentences that say who takes part, what they have and how they sit. */
export class Introductions extends Movements {
  facts(): Fact[] | undefined {
    const announced = this.attempt(() => this.announcedList());
    if (announced && this.isOver()) return announced;
    this.at = 0;
    // `In the freezer there is a fish`: the place says more than where this happens.
    const inside = this.attempt(() => this.over(this.holders()));
    if (inside) return inside;
    this.attempt(() => (this.beforehand(true) && this.take(',') ? true : undefined));
    this.leading();
    const facts =
      this.attempt(() => this.over(this.states())) ??
      this.attempt(() => this.over(this.alias())) ??
      this.attempt(() => this.over(this.holders())) ??
      this.attempt(() => this.over(this.severalEach())) ??
      this.attempt(() => this.over(this.labels())) ??
      this.attempt(() => this.over(this.thereAre())) ??
      this.attempt(() => this.over(this.allExcept())) ??
      this.attempt(() => this.over(this.seated())) ??
      this.attempt(() => this.over(this.numberedRow())) ??
      this.attempt(() => this.over(this.crowd())) ??
      this.attempt(() => this.over(this.partners())) ??
      this.attempt(() => this.over(this.holdings())) ??
      this.attempt(() => this.over(this.belongings())) ??
      this.attempt(() => this.over(this.kind()));
    return facts;
  }

  private over(facts: Fact[] | undefined): Fact[] | undefined {
    return facts && this.isOver() ? facts : undefined;
  }

  private spanFrom(start: number): Span {
    return { start, end: this.last };
  }

  /** `At the start of the game, they are each holding a ball: Alice has a red ball, …`: what stands before the colon names nobody. */
  private announcedList(): Fact[] | undefined {
    const colon = this.tokens.findIndex(({ text }) => text === ':');
    if (colon < 1) return undefined;
    const intro = this.tokens.slice(0, colon);
    const names = intro.some((_, k) => this.names.matchAt(this.tokens, k) > 0);
    if (
      names ||
      tellsOfChange(
        intro.filter(({ lower }) => ![lexicon.HAVE, lexicon.HAVING, lexicon.SIT].some((words) => words.has(lower))),
      )
    )
      return undefined;
    this.at = colon + 1;
    const has = intro.some(({ lower }) => lexicon.HAVE.has(lower) || lexicon.HAVING.has(lower));
    const sits = !has && intro.some(({ lower }) => lexicon.SIT.has(lower));
    const facts = this.holdings(has ? {} : sits ? { places: 'places', loose: true } : undefined);
    if (!facts) return undefined;
    const noun =
      announcedNoun(intro.map(({ lower }) => lower)) ?? (has ? lexicon.singular(intro.at(-1)?.lower ?? '') : undefined);
    return facts.map((fact) => (fact.kind === 'holds' && noun !== undefined ? { ...fact, noun } : fact));
  }

  /** `The light is off and the door is closed`, `Lamps 1 and 2 are off`. */
  private states(): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const { start } = this.peek();
      const listed = this.attempt(() => this.allAre(start));
      if (listed) return listed;
      const ahead = this.at;
      if (this.article()) this.takeOne(ALL);
      const isThe = this.at > ahead || this.peek(0).lower === 'it';
      const named = this.attempt(() => this.switchNames());
      if (!named || !this.stays()) return undefined;
      this.adverbs();
      const is = this.state();
      if (is === undefined || (isColour(is) && !isThe)) return undefined;
      for (const what of named) facts.push({ kind: 'state', what, is, ...this.spanFrom(start) });
      this.trailing();
    } while (this.joins());
    return facts;
  }

  /** `All three lamps are off: the left lamp, the middle lamp and the right lamp` */
  private allAre(start: number): Fact[] | undefined {
    if (!this.take('all')) return undefined;
    this.number();
    if (!this.nounPhrase() || !this.takeOne(lexicon.BE)) return undefined;
    const is = this.state();
    if (is === undefined || !this.take(':')) return undefined;
    const facts: Fact[] = [];
    do {
      const what = this.switchName();
      if (!what) return undefined;
      facts.push({ kind: 'state', what, is, ...this.spanFrom(start) });
    } while (this.joins());
    return facts;
  }

  /** `the red light`, `lamp 2`, `lamps 1, 2 and 3`. */
  private switchNames(): string[][] | undefined {
    const words = this.switchName();
    if (!words || words.length === 0) return undefined;
    const found = [words];
    while (this.attempt(() => this.nextNumber(found, words)));
    return found;
  }

  private nextNumber(found: string[][], words: readonly string[]): true | undefined {
    if (!this.take(',', 'and') && !this.take(',')) this.take('and');
    const { text, kind } = this.peek();
    if (kind !== 'number' && !/^[A-Z]$/.test(text)) return undefined;
    this.at++;
    found.push([...words.slice(0, -1), text]);
    return true;
  }

  /** `is`, `starts`, `lies`, `shows` */
  private stays(): boolean {
    if (this.takeOne(SHOWS)) {
      if (!this.take('out')) this.take('off');
      return true;
    }
    if (!this.takeOne(lexicon.BE)) return false;
    this.adverbs();
    if (this.takeOne(LYING)) this.take('on', 'the', 'table');
    return true;
  }

  /** What boxes hold, and that somebody holds nothing, clause by clause. */
  private holders(orOne = false): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const next =
        this.attempt(() => this.empty()) ??
        this.attempt(() => this.contents(orOne)) ??
        this.attempt(() => this.inside(facts)) ??
        this.attempt(() => this.thereIsInside()) ??
        this.attempt(() => this.positionIs());
      if (!next) return undefined;
      facts.push(next);
    } while (this.joins());
    return facts;
  }

  /** `Lee has the chart and the pager, and Abby has the keys`: people, of whom at least one has several things. */
  private severalEach(): Fact[] | undefined {
    const facts = this.holders(true);
    return facts?.some((fact) => fact.kind === 'contains' && fact.things.length > 1) ? facts : undefined;
  }

  /** `Box B is empty`, `Ben and Cal have nothing`, `The drawer contains nothing`. */
  private empty(): Fact | undefined {
    const { start } = this.peek();
    const who: Reference[] = [];
    if (this.attempt(() => this.theOthers())) return { kind: 'empty', who, ...this.spanFrom(start) };
    do {
      const next = this.holder();
      if (!next) return undefined;
      who.push(next);
    } while (this.joins());
    this.adverbs();
    const isEmpty = this.takeOne(lexicon.BE)
      ? (this.adverbs(), this.takeOne(EMPTY) !== undefined)
      : (this.takeOne(HAS) ?? this.takeOne(HOLDS) ?? this.takeOne(lexicon.CONTAIN)) !== undefined && this.nothing();
    if (!isEmpty) return undefined;
    // `… and so is the truck`
    while (
      this.attempt(() => {
        this.take(',');
        const next = this.take('and', 'so') && this.takeOne(lexicon.BE) ? this.holder() : undefined;
        return next && who.push(next);
      })
    );
    return { kind: 'empty', who, ...this.spanFrom(start) };
  }

  /** `the other two are empty`, which is so unless something else is said */
  private theOthers(): true | undefined {
    if (!this.take('the') || !this.takeOne(OTHERS)) return undefined;
    this.number();
    this.attempt(() => this.noun());
    return this.takeOne(lexicon.BE) && this.takeOne(EMPTY) ? true : undefined;
  }

  /** `nothing`, `nothing either`, `nothing in her hands`, `none`, `no hat` */
  private nothing(): boolean {
    if (this.take('no')) return this.nounPhrase() !== undefined;
    if (!this.take('nothing') && !this.take('none')) return false;
    while (this.takeOne(AT_ALL) || this.attempt(() => this.inHands()));
    return true;
  }

  private inHands(): true | undefined {
    if (this.take('by', 'now') || this.take('at', 'all') || this.take('to', 'start', 'with')) return true;
    return this.take('in') && this.takeOne(lexicon.POSSESSIVES) && this.takeOne(HANDS) ? true : undefined;
  }

  /** `Box 0 contains the book and the lamp`, `Alice has a red ball and a hat`. */
  private contents(orOne: boolean): Fact | undefined {
    const { start } = this.peek();
    const who = this.holder();
    this.adverbs();
    const verb =
      who &&
      (this.takeOne(lexicon.CONTAIN) ??
        this.takeOne(HAS) ??
        this.takeOne(HOLDS) ??
        (orOne ? this.takeOne(BRINGS) : undefined));
    const things = verb && this.plainThings();
    if (!who || !things) return undefined;
    // One thing of somebody is said by all sorts of verbs, below.
    if (!orOne && things.length < 2 && !lexicon.CONTAIN.has(verb.lower) && who.kind !== 'holder') return undefined;
    // `The chef has the ladle`: somebody, while a box holds and contains.
    const isSomebody =
      HAS.has(verb.lower) &&
      who.kind === 'holder' &&
      who.name.startsWith('the ') &&
      !BOXES.has(who.name.split(' ').at(-1) ?? '');
    if (isSomebody) return { kind: 'contains', who: { ...who, kind: 'person' }, things, ...this.spanFrom(start) };
    this.attempt(() => (this.takeOne(INSIDE) && (this.take('it') || this.take('them')) ? true : undefined));
    return { kind: 'contains', who, things, ...this.spanFrom(start) };
  }

  /** `a red ball, a hat and a pen`: things with an article, each, or with a label (`train A`). */
  private plainThings(): Thing[] | undefined {
    const things: Thing[] = [];
    do {
      const next = this.attempt(() => this.plainOne());
      if (!next) return undefined;
      things.push(next);
    } while (this.attempt(() => this.anotherThing(things)));
    return things;
  }

  private plainOne(): Thing | undefined {
    const labelled = this.attempt(() => this.labelledThing());
    if (labelled) return labelled;
    const isNamed =
      this.determiner() ||
      this.takeOne(lexicon.POSSESSIVES) !== undefined ||
      this.attempt(() => this.name(true)) !== undefined;
    const from = this.at;
    const words = isNamed ? this.nounPhrase() : undefined;
    return words && { words, shown: this.shownFrom(from) };
  }

  private anotherThing(before: readonly Thing[]): true | undefined {
    const found = before.length > 0 && this.joins();
    if (!found) return undefined;
    const { at } = this;
    const isThing = this.plainOne() !== undefined && !this.startsClause();
    this.at = at;
    return isThing ? true : undefined;
  }

  private startsClause(): boolean {
    const { lower } = this.peek();
    return [lexicon.BE, lexicon.CONTAIN, HAS, HOLDS, INSIDE].some((words) => words.has(lower));
  }

  /** `The key is in box A`; after a first one `a coin in box C`. */
  private inside(before: Fact[]): Fact | undefined {
    const { start } = this.peek();
    if (this.names.matchAt(this.tokens, this.at) > 0) return undefined;
    const things = this.plainThings();
    const each = things && this.attempt(() => this.eachInside(things, start));
    if (each) {
      append(before, each.slice(1));
      return each[0];
    }
    if (!things || (!this.takeOne(lexicon.BE) && !this.takeOne(LIE) && before.at(-1)?.kind !== 'contains'))
      return undefined;
    this.adverbs();
    this.takeOne(LYING);
    const who = this.takeOne(INSIDE) && this.place();
    return who && { kind: 'contains', who, things, ...this.spanFrom(start) };
  }

  /** `A pencil and a ruler lie in the case and the tray, respectively` */
  private eachInside(things: readonly Thing[], start: number): Fact[] | undefined {
    if (!this.takeOne(lexicon.BE) && !this.takeOne(LIE)) return undefined;
    if (!this.takeOne(INSIDE)) return undefined;
    const places: Reference[] = [];
    do {
      const next = this.place();
      if (!next) return undefined;
      places.push(next);
    } while (this.joins());
    this.take(',');
    if (!this.take('respectively') || places.length !== things.length) return undefined;
    return things.flatMap((thing, k) =>
      places[k] ? [{ kind: 'contains' as const, who: places[k], things: [thing], ...this.spanFrom(start) }] : [],
    );
  }

  private place(): Reference | undefined {
    const who = this.holder();
    return who?.kind === 'holder' || who?.kind === 'person' ? who : undefined;
  }

  /** `position 1 is the seven` */
  private positionIs(): Fact | undefined {
    const { start } = this.peek();
    const who = lexicon.PLACES.has(this.peek().lower) ? this.labelled() : undefined;
    const thing = who && this.takeOne(lexicon.BE) ? this.thing() : undefined;
    return who && thing && { kind: 'contains', who, things: [thing], ...this.spanFrom(start) };
  }

  /** `There is a key in box A`, `In box A there is a key`. */
  private thereIsInside(): Fact | undefined {
    const { start } = this.peek();
    const before = this.attempt(() => (this.takeOne(INSIDE) ? this.place() : undefined));
    if (before) this.take(',');
    if (!(before && this.takeOne(lexicon.BE)) && !(this.take('there') && this.takeOne(lexicon.BE))) return undefined;
    const none = this.attempt(() => (this.nothing() ? true : undefined));
    const things = none ? [] : this.plainThings();
    const who = before ?? (things && this.takeOne(INSIDE) ? this.place() : undefined);
    if (none) return who && { kind: 'empty', who: [who], ...this.spanFrom(start) };
    return who && things && { kind: 'contains', who, things, ...this.spanFrom(start) };
  }

  /** `A: knight, B: bishop`, `Plate 1: egg` */
  private labels(): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const { start } = this.peek();
      const who = this.attempt(() => this.labelled()) ?? this.name(false);
      const thing = who && (this.take(':') || this.dash()) ? this.thing() : undefined;
      if (!who || !thing) return undefined;
      facts.push({ kind: 'contains', who, things: [thing], ...this.spanFrom(start) });
    } while (this.joins());
    return facts;
  }

  /** `Joe – hammer` on a line of its own */
  private dash(): boolean {
    return (
      this.tokens[0]?.startsLine === true && (this.take('-') || this.take('–') || this.take('—') || this.take('='))
    );
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
    if (this.take(':')) {
      const who = this.list(1, () => this.member());
      return who && [{ kind: 'people', who, count: counted, ...this.spanFrom(start) }];
    }
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
    return [{ kind: 'except', thing: { words, shown: words.join(' ') }, who, ...this.spanFrom(start) }];
  }

  /** `They sit in a circle`, `Five people sit in a circle: Alice, …`, `Alice, Bob and Carl stand around a table`. */
  private seated(): Fact[] | undefined {
    const { start } = this.peek();
    const inTurn = this.attempt(() => this.clockwiseTheyAre());
    if (inTurn) return inTurn;
    if (this.take('in', 'clockwise', 'order')) this.take(',');
    const everyone = this.takeAny(lexicon.EVERYONE) || this.take('they');
    const count = everyone ? undefined : this.attempt(() => this.counted());
    const listed = everyone || count ? undefined : this.members(1);
    if (!everyone && !count && !listed) return undefined;
    if (!this.inCircle()) return undefined;
    const inOrder = this.attempt(() =>
      this.take('in', 'the', 'order') || this.take('in', 'this', 'order') ? true : undefined,
    );
    const who = listed ?? (this.take(':') || inOrder ? this.members(1) : undefined);
    if (!who && !everyone) return undefined;
    while (this.attempt(() => this.circleTail()));
    const span = this.spanFrom(start);
    if (!who) return [{ kind: 'circle', who: 'everyone', ...span }];
    const people: Fact = count ? { kind: 'people', who, count, ...span } : { kind: 'people', who, ...span };
    return [people, { kind: 'circle', who, ...span }];
  }

  /** `Going clockwise they are Ada, Bilal and Cleo` */
  private clockwiseTheyAre(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.take('going') && !this.take('in')) return undefined;
    if (!this.take('clockwise')) return undefined;
    this.take('order');
    this.take(',');
    if (!this.take('they') || !this.takeOne(lexicon.BE)) return undefined;
    const who = this.members(2);
    const span = this.spanFrom(start);
    return (
      who && [
        { kind: 'people', who, ...span },
        { kind: 'circle', who, ...span },
      ]
    );
  }

  private inCircle(): boolean {
    const be = this.takeOne(lexicon.BE);
    this.adverbs();
    if (!this.takeOne(lexicon.SIT) && !this.takeOne(new Set(['sitting', 'standing', 'seated'])) && !be) return false;
    this.adverbs();
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
    return this.takeAny(CIRCLE_TAILS) || undefined;
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
    if (!this.take('numbered') && !this.take('labelled') && !this.take('labeled')) return undefined;
    this.take('from');
    return this.oneTo() === count ? true : undefined;
  }

  /** `in a row`, `numbered 1 to 5`, or both. */
  private rowTail(count: number): true | undefined {
    const row = (this.take('in', 'a') && (this.take('row') || this.take('line'))) || undefined;
    const numbered = this.attempt(() => {
      if (this.take(',')) this.take('and');
      return this.numberedTo(count);
    });
    return row ?? numbered;
  }

  /** `Alice, Bob and Carl are friends`: what they are or do together changes nothing. */
  private kind(): Fact[] | undefined {
    const who = this.members(2);
    const start = who?.[0]?.start ?? 0;
    if (!who) return undefined;
    const harmless = this.takeOne(lexicon.BE) ?? this.takeOne(TOGETHER);
    if (!harmless) return undefined;
    const together = lexicon.BE.has(harmless.lower) ? this.guess(() => this.together(who, start)) : undefined;
    if (together) return together;
    // `are holding a party`
    this.takeOne(lexicon.HAVING);
    const from = this.at;
    while (!this.isOver()) {
      const { text } = this.peek();
      if (this.nameLength() > 0 || text === ':' || lexicon.NEGATIONS.has(this.peek().lower)) return undefined;
      // `in rows 1, 2 and 3`
      if (this.peek().kind === 'number') return undefined;
      this.at++;
    }
    if (tellsOfChange(this.tokens.slice(from, this.at))) return undefined;
    return [{ kind: 'people', who, ...this.spanFrom(start) }];
  }

  /** `are in the kitchen` */
  private together(who: Reference[], start: number): Fact[] | undefined {
    this.takeOne(BOTH);
    const place = this.takeOne(INSIDE) && this.take('the') ? this.thing() : undefined;
    if (!place || !this.isOver()) return undefined;
    const span = this.spanFrom(start);
    return [{ kind: 'together', who, in: place, ...span }];
  }

  /** Those whom an introduction names: also by small letters or by what they are. */
  private members(least: number): Reference[] | undefined {
    return this.list(least, () => this.member());
  }

  private member(): Reference | undefined {
    return (
      this.name(false) ??
      this.attempt(() => this.pronounHere()) ??
      this.attempt(() => this.numberedMember()) ??
      this.attempt(() => (this.take('the') ? this.name(false) : undefined)) ??
      this.attempt(() => this.role()) ??
      this.attempt(() => this.smallName())
    );
  }

  private pronounHere(): Reference | undefined {
    const token = this.takeOne(lexicon.PRONOUNS);
    return token && { kind: 'pronoun', word: token.lower, start: token.start, end: token.end };
  }

  private numberedMember(): Reference | undefined {
    const { start } = this.peek();
    const noun = this.noun();
    const number = noun === undefined ? undefined : this.number();
    return number === undefined || noun === undefined
      ? undefined
      : { kind: 'numbered', number, noun, start, end: this.last };
  }

  /** `the striker`, `the left cup` */
  private role(): Reference | undefined {
    const { start } = this.peek();
    if (!this.take('the')) return undefined;
    const words = this.nounPhrase();
    return words && { kind: 'person', name: ['the', ...words].join(' '), start, end: this.last };
  }

  /** `alice`, before a verb or in a list. */
  private smallName(): Reference | undefined {
    const { start, end, text, lower, kind, possessive } = this.peek();
    const next = this.peek(1);
    const known = lexicon.isClosed(lower) || lexicon.ADVERBS.has(lower) || lexicon.numberOf(lower) !== undefined;
    if (kind !== 'word' || possessive || known || lexicon.SOMEBODY.has(lower) || !/^\p{Ll}/u.test(text))
      return undefined;
    if (next.text !== ',' && !['and', 'each', 'both'].includes(next.lower) && !verb(next.lower)) return undefined;
    this.at++;
    return { kind: 'person', name: text, start, end };
  }

  /** `Four children each brought a toy`: of nobody by name. */
  private crowd(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.counted()) return undefined;
    const thing = this.having() && this.thing();
    this.take('each');
    const noun = thing?.words.at(-1);
    return noun === undefined ? undefined : [{ kind: 'things', noun, ...this.spanFrom(start) }];
  }

  /** `Alice's partner is Rhea`. */
  private partners(): Fact[] | undefined {
    const facts: Fact[] = [];
    do {
      const start = this.peek().start;
      const who = this.name(true);
      const noun = who && this.attempt(() => this.nounPhrase())?.at(-1);
      const isOf = who && (this.takeOne(lexicon.BE) !== undefined || (facts.length > 0 && noun === undefined));
      if (isOf && noun !== undefined) this.take('for');
      const thing = isOf ? this.thing() : undefined;
      if (!who || !thing || (STATE_WORDS.includes(thing.shown) && !isColour(thing.shown))) return undefined;
      const places: Places | undefined = lexicon.PLACES.has(noun ?? '') ? 'roles' : undefined;
      facts.push({
        kind: 'holds',
        who: [who],
        thing,
        ...(noun !== undefined && { noun }),
        ...(places && { places }),
        ...this.spanFrom(start),
      });
    } while (this.joins());
    return facts;
  }

  /** `Alice and Bob each have a coin`, `Alice has a red ball, Bob a green one and Carl a blue one`, `Each has a coin`. */
  private holdings(announced?: Had): Fact[] | undefined {
    const { start } = this.peek();
    if (this.takeAny(lexicon.EVERYONE) || this.take('they')) {
      const had = this.having();
      const thing = had && this.article() ? this.thing() : undefined;
      return had && thing && [{ kind: 'holds', who: 'everyone', thing, ...had, ...this.spanFrom(start) }];
    }
    const facts: Fact[] = [];
    const hads: Had[] = [];
    let had = announced;
    do {
      this.leadingHere();
      // `…, while the black chair is empty`
      const none = facts.length > 0 ? this.guess(() => this.empty()) : undefined;
      if (none) {
        facts.push(none);
        continue;
      }
      const found = this.attempt(() => this.holding(had));
      if (!found) return undefined;
      had = found.had;
      hads.push(had);
      append(facts, found.facts);
    } while (this.joins());
    this.trailing();
    // `Ann paints a wall` says what she has as little as `Ann sees a wall`, unless the others are said to do so, too.
    if (hads.some(({ verb }) => verb !== undefined && (hads.length < 2 || hads.some((other) => other.verb !== verb))))
      return undefined;
    return this.take(':') ? undefined : facts;
  }

  private leadingHere(): void {
    this.take('while');
  }

  private joins(): boolean {
    return this.take(',', 'and') || this.take(',', 'while') || this.take(',') || this.take('and') || this.take('while');
  }

  private holding(before: Had | undefined): { facts: Fact[]; had: Had } | undefined {
    const { start } = this.peek();
    const who = this.members(1);
    if (!who) return undefined;
    const each = this.peek().lower === 'each' || this.peek().lower === 'both';
    // `Vera (red)`, `Will: blue`
    const bracket = before && (this.take('(') || (this.take(':') && undefined));
    const said = bracket ? undefined : this.having();
    const had = said ?? before;
    if (!had) return undefined;
    if (this.attempt(() => this.hasNothing(had)))
      return { facts: [{ kind: 'empty', who, ...this.spanFrom(start) }], had };
    // `Kay is in lane 1, Lou in lane 2`
    if (!said && had.places === 'places') this.takeOne(IN);
    // `Beatrice with the Captain`
    if (!said && had.noun === 'partner') this.take('with');
    const several = who.length > 1 && !each ? this.attempt(() => this.respectively(who, had)) : undefined;
    if (several) return { facts: several, had };
    const thing = this.spot(had) ?? this.complete(this.thing());
    if (!thing || (bracket && !this.take(')'))) return undefined;
    this.attempt(() => this.fromElsewhere());
    if (had.places === 'places') {
      // `stand on three steps`: who stands on which is still to be said.
      if (thing.isMany) return { facts: [{ kind: 'people', who, ...this.spanFrom(start) }], had };
      this.attempt(() => this.inLine());
    }
    // `Alice and Bob are holding a party` is one thing for both; each of them has one when that is said.
    if (who.length > 1 && !each && had.loose) return undefined;
    return { facts: [this.holdsFact(who, thing, had, start)], had };
  }

  /** `left`, `first` */
  private spot({ places }: Had): Thing | undefined {
    return this.guess(() => {
      if (places !== 'places') return undefined;
      this.take('the');
      const { lower } = this.peek();
      if (!this.takeOne(SPOTS)) return undefined;
      const next = this.peek();
      const isAlone = next.kind !== 'word' || lexicon.isClosed(next.lower) || lexicon.ADVERBS.has(next.lower);
      return isAlone ? { words: [lower], shown: lower } : undefined;
    });
  }

  private holdsFact(who: Reference[], thing: Thing, { places, noun }: Had, start: number): Fact {
    return {
      kind: 'holds',
      who,
      thing,
      ...(places && { places }),
      ...(noun !== undefined && { noun }),
      ...this.spanFrom(start),
    };
  }

  /** `Bob has nothing`, `Bob has no hat` */
  private hasNothing({ places }: Had): true | undefined {
    return places === undefined && this.nothing() ? true : undefined;
  }

  /** `A, B and C hold 1, 2 and 3`, `Ann and Bob sit in chairs 1 and 2`, `… a pen and a cup, respectively`. */
  private respectively(who: Reference[], had: Had): Fact[] | undefined {
    const { start } = this.peek();
    const from = this.at;
    const noun = this.attempt(() => {
      this.take('the');
      const found = this.noun();
      return found !== undefined && this.isMark() ? found : undefined;
    });
    const things: Thing[] = [];
    do {
      const mark = this.peek();
      if (this.isMark()) {
        this.at++;
        const text = mark.text;
        things.push(
          noun === undefined
            ? { words: [text], shown: text, isTitle: true }
            : { words: [mark.lower, noun], shown: `${noun} ${text}` },
        );
      } else {
        const thing = this.complete(this.thing());
        if (!thing) return undefined;
        things.push(thing);
      }
    } while (!this.endsInOrder() && this.joins());
    const said = this.tokens.slice(from, this.at + 2).some(({ lower }) => lower === 'respectively');
    this.take(',');
    this.take('respectively');
    const marked = things.every(({ shown }) => /(?:^| )(?:\d+|[A-Z])$/.test(shown));
    if (things.length !== who.length || !(said || marked)) return undefined;
    return who.flatMap((each, k) => (things[k] ? [this.holdsFact([each], things[k], had, start)] : []));
  }

  /** `, respectively` ahead */
  private endsInOrder(): boolean {
    return this.peek().lower === 'respectively' || (this.peek().text === ',' && this.peek(1).lower === 'respectively');
  }

  private isMark(): boolean {
    const { kind, text } = this.peek();
    return kind === 'number' || /^[A-Z]$/.test(text);
  }

  /** `from her mother`, `from the library`: nobody of the story. */
  private fromElsewhere(): true | undefined {
    if (!this.take('from') || this.names.matchAt(this.tokens, this.at) > 0) return undefined;
    if (!this.takeOne(lexicon.POSSESSIVES) && !this.take('the')) return undefined;
    return this.nounPhrase() ? true : undefined;
  }

  /** `first in line` */
  private inLine(): true | undefined {
    if (!this.take('in')) return undefined;
    if (!this.take('the')) this.take('a');
    return this.takeOne(LINES) ? true : undefined;
  }

  /** `the ticket to Rome`, `a token of the cat` */
  private complete(thing: Thing | undefined): Thing | undefined {
    if (!thing || thing.isTitle) return thing;
    const more = this.attempt(() => {
      const from = this.at;
      const of = this.takeOne(OF);
      // `drives the train to the station` is no name of a train.
      if (!of || (of.lower === 'to' && !/^\p{Lu}/u.test(this.peek().text))) return undefined;
      const name = this.attempt(() => this.name(false));
      this.article();
      const words = name ? [] : this.nounPhrase();
      const next = this.peek().lower;
      if (!words || lexicon.HAVE.has(next) || lexicon.BE.has(next)) return undefined;
      return {
        words: name?.kind === 'person' ? name.name.toLowerCase().split(' ') : words,
        shown: this.shownFrom(from),
      };
    });
    return more ? { words: [...more.words, ...thing.words], shown: `${thing.shown} ${more.shown}` } : thing;
  }

  /** `has`, `is holding`, `is dancing with`, `plays`, `is in`, `starts with`, `is the` */
  private having(): Had | undefined {
    return this.attempt(() => {
      this.adverbs();
      if (this.takeOne(STARTS)) {
        if (!this.take('out')) this.take('off');
        return this.take('with') ? {} : undefined;
      }
      if (this.takeOne(GETS)) return {};
      if (this.takeOne(LIVES)) return this.takeOne(IN) ? { places: 'places', loose: true } : undefined;
      if (this.takeOne(HAS_BY)) return { loose: true };
      if (this.takeOne(DANCE)) return this.take('with') ? { noun: 'partner' } : undefined;
      const have = this.takeOne(lexicon.HAVE);
      if (have) {
        this.take('got');
        if (have.lower.startsWith('pick')) this.take('up');
        return PLAY.has(have.lower) ? { places: 'roles' } : { ...(have.lower.startsWith('hold') && { loose: true }) };
      }
      if (this.takeOne(lexicon.SIT))
        return this.takeOne(IN) || this.take('next', 'to') || SPOTS.has(this.peek().lower)
          ? { places: 'places', loose: true }
          : undefined;
      if (!this.takeOne(lexicon.BE)) return this.anyVerb();
      this.adverbs();
      const doing = this.takeOne(lexicon.HAVING)?.lower;
      if (doing === 'playing') return { places: 'roles', loose: true };
      if (doing === 'assigned') {
        this.take('to');
        return { places: 'roles' };
      }
      if (doing === 'given') return {};
      if (doing === 'sitting' || doing === 'standing' || doing === 'seated')
        return this.takeOne(IN) ? { places: 'places', loose: true } : undefined;
      if (doing === 'dancing' || doing === 'paired' || doing === 'partnered')
        return this.take('with') ? { noun: 'partner', loose: true } : undefined;
      if (doing !== undefined) return { loose: true };
      if (this.takeOne(IN) || SPOTS.has(this.peek().lower)) return { places: 'places', loose: true };
      if (this.isDoing()) {
        this.at++;
        return { loose: true };
      }
      // `is the goalkeeper`; `is a teacher` and `is happy` say nothing that changes hands.
      return this.peek().lower === 'the' ? { places: 'roles', loose: true } : undefined;
    });
  }

  /** `is reading "Dune"` */
  private isDoing(): boolean {
    const { kind, lower } = this.peek();
    const next = this.peek(1);
    const isThing =
      ['a', 'an', 'the', 'his', 'her', 'their'].includes(next.lower) ||
      next.kind === 'quote' ||
      /^\p{Lu}/u.test(next.text);
    return (
      kind === 'word' && lower.endsWith('ing') && isThing && !lexicon.CHANGING.has(lower) && !NOT_HAVING.has(lower)
    );
  }

  /** `bakes a cake`: what all are said to do in the same words is how they have something; `bats first` is where they are. */
  private anyVerb(): Had | undefined {
    const { kind, lower, possessive } = this.peek();
    const isVerb = kind === 'word' && !possessive && this.nameLength() === 0 && /(?:s|ed)$/.test(lower);
    const other = lexicon.isClosed(lower) || lexicon.CHANGING.has(lower) || lexicon.IDLE.has(lower);
    // `Ann saw a dog` says nothing of what she has, unless others did so, too: `Greta unwrapped a candle, Hugo a mug`.
    const isRepeated = this.tokens.filter((token) => token.lower === lower).length > 1;
    const elides = this.tokens.some(
      ({ text }, k) =>
        (text === ',' || text === 'and') &&
        /^\p{Lu}/u.test(this.tokens[k + 1]?.text ?? '') &&
        ['a', 'an', 'the'].includes(this.tokens[k + 2]?.lower ?? ''),
    );
    if (!isVerb || !(isRepeated || elides) || other || lexicon.SPEECH.has(lower) || NOT_HAVING.has(lower))
      return undefined;
    this.at++;
    if (this.takeOne(IN) || SPOTS.has(this.peek().lower)) return { places: 'places', loose: true, verb: lower };
    return { loose: true, verb: lower };
  }

  /** `The red ball belongs to Alice`. */
  private belongings(): Fact[] | undefined {
    const facts: Fact[] = [];
    let isTaken = false;
    do {
      const { start } = this.peek();
      // `Ada goes to window 2` is a step.
      if (this.names.matchAt(this.tokens, this.at) > 0) return undefined;
      const thing = this.thing();
      // `Chair 1 is taken by Lou, chair 2 by Mai`
      const taken: boolean =
        thing !== undefined && (this.attempt(() => this.isTaken()) ?? (isTaken && this.take('by')));
      if (!thing || !(taken || this.belongs() || (facts.length > 0 && this.take('to')))) return undefined;
      isTaken ||= taken;
      const who = this.name(false);
      if (!who) return undefined;
      facts.push({
        kind: 'holds',
        who: [who],
        thing,
        ...(taken && { places: 'places' as const }),
        ...this.spanFrom(start),
      });
    } while (this.joins());
    return facts;
  }

  private isTaken(): true | undefined {
    return this.takeOne(lexicon.BE) && (this.take('taken', 'by') || this.take('occupied', 'by')) ? true : undefined;
  }

  private belongs(): boolean {
    return (
      this.take('belongs', 'to') ||
      this.take('is', 'held', 'by') ||
      this.take('is', 'with') ||
      this.take('is', 'owned', 'by') ||
      this.take('was', 'given', 'to') ||
      this.take('goes', 'to')
    );
  }
}

/** How something is had. */
interface Had {
  places?: Places;
  /** What the things had are called. */
  noun?: string;
  /** One for all of several is no thing for each. */
  loose?: boolean;
  /** A verb of which nothing is known. */
  verb?: string;
}

/** `book` of `they each buy one new book` */
function announcedNoun(words: readonly string[]): string | undefined {
  const end =
    words.indexOf('of') >= 0 && words.at(-1) !== undefined && words.includes('different')
      ? words.lastIndexOf('of')
      : words.length;
  const last = words[end - 1];
  const before = words.slice(Math.max(0, end - 4), end - 1);
  const counted = before.some((word) => ['a', 'an', 'one', 'new', 'own'].includes(word));
  return last !== undefined && counted ? lexicon.singular(last) : undefined;
}

function verb(word: string): boolean {
  return lexicon.HAVE.has(word) || lexicon.BE.has(word) || lexicon.SIT.has(word);
}

const LINES = new Set(['line', 'row', 'queue', 'order', 'place']);
/** Where somebody stands, without a preposition. */
const SPOTS = wordSet(
  'north south east west left right back centre center middle first second third fourth fifth sixth seventh eighth ninth tenth last upstairs downstairs home outside inside',
);
const LIVES = wordSet(
  'live lives lived work works worked stay stays stayed sleep sleeps slept reside resides resided wait waits waited study studies studied camp camps camped rest rests rested hide hides hid park parks parked',
);
/** Ways of having that everybody may have. */
const HAS_BY = new Set(
  (
    'reads read eats ate eat drinks drank drink drives drove drive rides rode ride uses used use borrows borrowed borrow inherits inherited ' +
    'inherit bakes baked bake cooks cooked cook possesses possessed possess finds found find wins won win rents rented rent adopts adopted ' +
    'adopt grabs grabbed collects collected makes made wields wielded'
  ).split(' '),
);
const NOT_HAVING = wordSet(
  'wants wanted needs needed sees saw hears heard hates hated misses missed draws drew wanting needing seeing hearing missing eyes eyed eyeing prefers preferred hopes hoped tries tried watching asks asked',
);
const ALL = new Set(['two', 'three']);
const SHOWS = wordSet('starts started begins began shows showed lies lay faces');
const LYING = wordSet(
  'lying facing showing turned sitting standing hidden kept placed parked hanging located stored waiting left resting',
);
const HAS = new Set(['has', 'have', 'had']);
const HOLDS = new Set(['holds', 'hold', 'held', 'contains']);
const INSIDE = wordSet('in on inside under beneath with at behind beside near by above below atop');
const BOXES = wordSet(
  'box bag basket drawer jar cup bucket shelf chest crate plate case pocket tin pot bowl vase backpack suitcase envelope folder cupboard closet wardrobe fridge safe purse locker hat cage tray table room car boat',
);
const AT_ALL = new Set(['either', 'left', 'yet', 'now', 'too', 'whatsoever']);
const HANDS = new Set(['hand', 'hands', 'arms', 'pocket', 'pockets']);
const BRINGS = wordSet('carries carried brings brought gets got owns owned buys bought keeps kept');
const BOTH = new Set(['both', 'all']);
const LIE = wordSet('lie lies lay stand stands stood sit sits sat rest rests hang hangs hung');
const OTHERS = new Set(['other', 'others', 'rest']);
const EMPTY = new Set(['empty', 'empty-handed', 'free', 'vacant']);
const GETS = new Set(['takes', 'take', 'took', 'keeps', 'kept']);
const STARTS = new Set(['starts', 'started', 'start', 'begins', 'began', 'begin']);
const DANCE = new Set(['dances', 'dance', 'danced']);
const PLAY = new Set(['play', 'plays', 'played']);
const IN = new Set(['in', 'on', 'at', 'by']);
const OF = new Set(['to', 'of']);
const TOGETHER = wordSet(
  'meet met play played gather gathered live lived work worked study attend attended visit visited',
);
const CIRCLE_TAILS = [
  'clockwise',
  'in this order',
  'in that order',
  'in clockwise order',
  'facing the middle',
  'facing the centre',
  'facing the center',
  'facing each other',
  'facing inwards',
  'facing inward',
].map((words) => words.split(' '));
