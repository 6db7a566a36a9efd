import { wordSet } from '../../language/word-set';
import { append } from '../../../../lists/append';
import * as lexicon from '../../language/lexicon';
import type { Fact, Reference, Thing } from '../said';
import { LYING, Turned } from './turned';

/** What boxes hold, and what is in which: also that nothing is. */
export class Contents extends Turned {
  /** What boxes hold, and that somebody holds nothing, clause by clause. */
  protected holders(orOne = false): Fact[] | undefined {
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
  protected severalEach(): Fact[] | undefined {
    const facts = this.holders(true);
    return facts?.some((fact) => fact.kind === 'contains' && fact.things.length > 1) ? facts : undefined;
  }

  /** `Box B is empty`, `Ben and Cal have nothing`, `The drawer contains nothing`. */
  protected empty(): Fact | undefined {
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
  protected nothing(): boolean {
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
  protected labels(): Fact[] | undefined {
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
}

const HAS = new Set(['has', 'have', 'had']);
const HOLDS = new Set(['holds', 'hold', 'held', 'contains']);
export const INSIDE = wordSet('in on inside under beneath with at behind beside near by above below atop');

const BOXES = wordSet(
  'box bag basket drawer jar cup bucket shelf chest crate plate case pocket tin pot bowl vase backpack suitcase envelope folder cupboard closet wardrobe fridge safe purse locker hat cage tray table room car boat',
);

const AT_ALL = new Set(['either', 'left', 'yet', 'now', 'too', 'whatsoever']);
const HANDS = new Set(['hand', 'hands', 'arms', 'pocket', 'pockets']);
const BRINGS = wordSet('carries carried brings brought gets got owns owned buys bought keeps kept');
const LIE = wordSet('lie lies lay stand stands stood sit sits sat rest rests hang hangs hung');
const OTHERS = new Set(['other', 'others', 'rest']);
const EMPTY = new Set(['empty', 'empty-handed', 'free', 'vacant']);
