import { mayMean } from '../../language/kinds';
import { has } from '../../language/verbs';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import type { Clause, Noun } from '../grammar/syntax';
import type { Entity } from '../scene/entities';
import type { References } from '../scene/references';
import { fault, type Scene } from '../scene/scene';
import { Base } from './base';
import { timesOf } from './cells';
import type { Setting } from './setting';

const SIDES = new Set([
  'left',
  'right',
  'middle',
  'centre',
  'center',
  'first',
  'second',
  'third',
  'fourth',
  'last',
  'position',
  'place',
]);
const SHELLS = new Set(['cup', 'shell', 'thimble', 'bowl', 'box', 'hat', 'glass', 'mug', 'plate', 'bucket']);
const DEALS = new Set(['swap', 'trade', 'exchange', 'switch', 'deal']);

/** Two things, or those who have them, change places. */
export class Exchanges extends Base {
  constructor(
    scene: Scene,
    references: References,
    private readonly setting: Setting,
  ) {
    super(scene, references);
  }

  tell(clause: Clause, span: Span): boolean {
    const nouns = this.nounsOf(clause);
    if (!nouns) return false;
    const { sides, objects, price, partner } = nouns;
    const times = timesOf(clause);
    for (let time = 0; time < times; time++) this.once({ sides, objects, price, partner }, span);
    return true;
  }

  private nounsOf(clause: Clause): Parts | undefined {
    const { verb, subject, objects, phrases } = clause;
    const isDeal = (verb.lemma === 'make' || verb.lemma === 'do') && DEALS.has(objects[0]?.[0]?.words.at(-1) ?? '');
    if (!has(verb.lemma, 'exchange') && !isDeal) return undefined;
    const behind = phrases.filter(({ isLeading }) => !isLeading);
    const partner =
      behind.find(({ preposition, nouns }) => preposition === 'with' && nouns.length === 1)?.nouns[0] ??
      behind.find(
        ({ preposition, nouns }) =>
          preposition === 'to' && behind.some((other) => other.preposition === 'for') && nouns.length === 1,
      )?.nouns[0];
    const price = behind.find(({ preposition }) => preposition === 'for' || preposition === 'against')?.nouns[0];
    // `changes` alone is no exchange
    if (
      verb.lemma === 'change' &&
      !partner &&
      !price &&
      objects.length === 0 &&
      !(subject.length > 1 && !verb.isPassive)
    )
      return undefined;
    if (verb.isPassive)
      return { sides: [], objects: [...subject, ...(partner ? [partner] : [])], price: undefined, partner: undefined };
    const all = objects.filter(([noun]) => noun?.words.at(-1) !== 'time');
    const own = isDeal ? [] : (all[0] ?? []);
    if (all.length > 1) return undefined;
    return { sides: [...subject], objects: own, price, partner };
  }

  private once({ sides, objects, price, partner }: Parts, span: Span): void {
    const isOutside = sides.length === 0 || sides.every((noun) => this.isOutsider(noun));
    if (isOutside) {
      this.swapThings([...objects, ...(partner ? [partner] : []), ...(price ? [price] : [])], span);
      return;
    }
    const who = this.holders(this.certainly(sides, partner), span);
    // `exchanged it with Sol's`
    if (partner?.owner && partner.words.length === 0 && objects.length > 0 && !price) {
      this.priced(who, objects, partner, undefined, span);
      return;
    }
    const isEachOther = partner?.pronoun === 'each other';
    this.references.by(who);
    // `trades the pen for Ben's cup`
    if (price) {
      this.priced(who, objects, price, partner, span);
      return;
    }
    const both = [...who, ...(partner && !isEachOther ? this.several([partner], 'person', span) : [])];
    const [a, b, more] = both;
    if (a === undefined || b === undefined || more !== undefined || a === b)
      throw fault(span, `an exchange is between two, here ${both.length === 1 ? 'is one' : `are ${both.length}`}`);
    this.references.mention(both);
    const [x, y] = this.stakes(a, b, objects, span);
    this.scene.swap(x, y, span);
    this.references.mention([x, y]);
  }

  /** `she swaps with Lou`: she is another. */
  private certainly(sides: readonly Noun[], partner: Noun | undefined): Noun[] {
    const other = partner ? this.references.readings(partner).flat() : [];
    return sides.map((noun) => {
      const ids = noun.pronoun === undefined ? [] : this.references.readings(noun).flat();
      const rest = ids.filter((id) => !other.includes(id));
      const [only, more] = rest;
      if (ids.length < 2 || only === undefined || more !== undefined) return noun;
      const { words, shown, isPlural } = this.scene.get(only);
      return { kind: 'name', words, shown, isPlural, from: noun.from, to: noun.to };
    });
  }

  /** `the captain and the cook trade jobs`: those who are. */
  private holders(sides: readonly Noun[], span: Span): number[] {
    const ids = this.several(sides, this.isPerson(sides[0] as Noun) ? 'person' : 'thing', span);
    return ids.map((id) => (this.scene.get(id).isRole ? (this.scene.where(id) ?? id) : id));
  }

  /** `Swap the red cup and the blue cup` */
  private swapThings(nouns: readonly Noun[], span: Span): void {
    // `the laptops of Emil and Farah`
    const [common, second] = nouns;
    if (common?.of && common.isPlural && common.of.kind === 'name' && second?.kind === 'name') {
      const [x, y] = this.stakes(
        this.references.one(common.of, span) ?? -1,
        this.references.one(second, span) ?? -1,
        [{ kind: 'bare', words: common.words, shown: common.words.join(' '), isPlural: true, from: 0, to: 0 }],
        span,
      );
      this.scene.swap(x, y, span);
      return;
    }
    const ids = this.alike(nouns).flatMap((noun) => {
      const [only, more] = this.references.readings(noun);
      // `cup 3`, where cup 1 holds something
      const isAnother =
        noun.label !== undefined &&
        this.scene.all.some(
          ({ kind, label, words }) => kind === 'place' && label !== undefined && words.at(-1) === noun.words.at(-1),
        );
      if (!only && isAnother) return [this.known(noun, 'place', span)];
      if (!only) throw fault(span, `what '${noun.shown}' is was not said before`);
      if (more) {
        const all = this.references.readings(noun).flat();
        // `the cups in positions 1 and 2`
        if (noun.isPlural && all.length === 2) return all;
        throw fault(span, `it is not certain who or what '${noun.shown}' is`);
      }
      return only;
    });
    const contents = nouns.some(
      ({ words }) => ['content', 'contents'].includes(words.at(-1) ?? '') || words[0] === 'content',
    );
    if (contents) {
      this.swapContents(nouns, span);
      return;
    }
    const [a, b, more] = ids;
    if (a !== undefined && b !== undefined && more === undefined && this.areFixed(a, b)) {
      this.swapHeld(a, b, span);
      return;
    }
    if (a === undefined || b === undefined || more !== undefined)
      throw fault(span, `an exchange is between two, here are ${ids.length}`);
    this.references.by([a, b]);
    if (
      this.scene.where(a) === undefined &&
      this.scene.where(b) === undefined &&
      (this.scene.held(a).length > 0 || this.scene.held(b).length > 0)
    )
      throw fault(span, `whether ${this.name(a)} takes along what it holds is not said`);
    if (this.scene.is(a, 'person') && this.scene.is(b, 'person')) {
      const [x, y] = this.stakes(a, b, [], span);
      this.scene.swap(x, y, span);
      return;
    }
    if (this.scene.held(a).length + this.scene.held(b).length > 0 && this.scene.row.length === 0)
      throw fault(span, `whether ${this.name(a)} takes along what it holds is not said`);
    this.scene.swap(a, b, span);
  }

  /** `the first and the last coin`: both are coins. */
  private alike(nouns: readonly Noun[]): Noun[] {
    const last = nouns.at(-1);
    return nouns.map((noun) =>
      noun !== last &&
      last &&
      noun.words.length === 1 &&
      shared.ADJECTIVES.has(noun.words[0] ?? '') &&
      last.words.length > 1
        ? { ...noun, words: [...noun.words, last.words.at(-1) ?? ''] }
        : noun,
    );
  }

  /** `Swap the contents of box A and box B` */
  private swapContents(nouns: readonly Noun[], span: Span): void {
    const holders = nouns
      .flatMap((noun) => (noun.of ? [noun.of, ...(noun.of.within?.nouns ?? [])] : [noun]))
      .flatMap((noun) =>
        noun.isPlural ? this.references.readings(noun).flat() : (this.references.one(noun, span) ?? []),
      );
    const [a, b, more] = holders;
    if (a === undefined || b === undefined || more !== undefined || a === b)
      throw fault(span, 'the contents of what are exchanged is not certain');
    this.swapHeld(a, b, span);
  }

  /** Places that stay where they are: `the left cup`; numbered ones keep their numbers. */
  private areFixed(a: number, b: number): boolean {
    const isFixed = (id: number) => {
      const { words, label, kind } = this.scene.get(id);
      const isShell =
        label !== undefined &&
        /^(?:\d+|one|two|three|four|five|six|seven)$/.test(label) &&
        SHELLS.has(words.at(-1) ?? '');
      return kind === 'place' && !this.scene.now.has(id) && (words.some((word) => SIDES.has(word)) || isShell);
    };
    return isFixed(a) && isFixed(b);
  }

  private swapHeld(a: number, b: number, span: Span): void {
    this.references.by([a, b]);
    const moves = [
      ...this.scene.held(a).map(({ id }) => ({ thing: id, to: b })),
      ...this.scene.held(b).map(({ id }) => ({ thing: id, to: a })),
    ];
    if (moves.length === 0) throw fault(span, 'both are empty');
    this.scene.move(moves, span);
  }

  private priced(
    who: readonly number[],
    objects: readonly Noun[],
    price: Noun,
    partner: Noun | undefined,
    span: Span,
  ): void {
    const [a, others] = who;
    const [noun, more] = objects;
    if (a === undefined || others !== undefined || more) throw fault(span, 'who exchanges what is not certain');
    const given = noun ? this.heldBy(a, noun, span) : this.only(a, span);
    const by = partner ? this.references.one(partner, span) : undefined;
    const gets = by === undefined ? this.wanted(price, a, span) : this.heldBy(by, price, span);
    const from = this.scene.where(gets);
    if (from === undefined || from === a || (by !== undefined && from !== by))
      throw fault(span, `${this.name(gets)} is with ${this.name(from ?? this.scene.outside)} now`);
    this.references.mention([given, gets, from]);
    this.scene.swap(given, gets, span);
  }

  /** What is got, of whoever has it: not what the giver has. */
  private wanted(noun: Noun, a: number, span: Span): number {
    const readings = this.references.readings(noun).filter(({ length }) => length === 1);
    const all = readings.flat().filter((id) => this.scene.where(id) !== a && this.scene.where(id) !== undefined);
    if (all.length === 1) return all[0] as number;
    // `for Ben's`
    const owner = noun.owner && this.references.one(noun.owner, span);
    if (owner !== undefined) return this.only(owner, span);
    throw fault(span, `what '${noun.shown}' is is not certain`);
  }

  private heldBy(holder: number, noun: Noun, span: Span): number {
    const readings = this.references.readings(noun).flat();
    const held = this.scene.held(holder);
    const all = held.filter(({ id }) => readings.includes(id));
    if (all.length === 1) return (all[0] as Entity).id;
    const alike = held.filter(({ words }) => mayMean(noun.words.at(-1) ?? '', words.at(-1) ?? ''));
    if (readings.length === 0 && alike.length === 1) return (alike[0] as Entity).id;
    throw fault(span, `${this.name(holder)} does not have '${noun.shown}' now`);
  }

  private only(holder: number, span: Span): number {
    const [only, more] = this.scene.things(holder);
    if (!only || more) throw fault(span, `what ${this.name(holder)} exchanges is not certain`);
    return only.id;
  }

  /** What changes places: the two themselves, what they have, or what they are. */
  private stakes(a: number, b: number, nouns: readonly Noun[], span: Span): readonly [number, number] {
    const [noun, more] = nouns;
    if (more) {
      // `swap the pen and the cup`
      const [x, y, others] = this.several(nouns, 'thing', span);
      if (x === undefined || y === undefined || others !== undefined)
        throw fault(span, 'what is exchanged is not certain');
      const [atX, atY] = [this.scene.where(x), this.scene.where(y)];
      if (!(atX === a && atY === b) && !(atX === b && atY === a))
        throw fault(span, 'who has what they exchange is not certain');
      return [x, y];
    }
    if (!this.scene.is(a, 'person') && !noun) return [a, b];
    if (!noun || noun.words.length === 0 || noun.pronoun === 'theirs' || noun.pronoun === 'them')
      return this.unnamed(a, b, span);
    const head = noun.words.at(-1) ?? '';
    const mine = [a, b].map((id) => this.matching(id, noun));
    const [[x, moreX] = [], [y, moreY] = []] = mine;
    if (x && y && !moreX && !moreY) return [x.id, y.id];
    if ((x && moreX) || (y && moreY)) throw fault(span, `which ${head} they exchange is not certain`);
    const isSpot = shared.SPOTS.has(head) || this.isPlaceOf(a, head) || this.isPlaceOf(b, head);
    const [atA, atB] = [this.scene.where(a), this.scene.where(b)];
    if (isSpot && atA !== undefined && atB !== undefined) return [a, b];
    if (shared.ROLES.has(head) || isSpot) {
      const [roleA, otherA] = this.scene.roles(a);
      const [roleB, otherB] = this.scene.roles(b);
      if (roleA && roleB && !otherA && !otherB) return [roleA.id, roleB.id];
    }
    if (!this.scene.is(a, 'person') && isSpot) return [a, b];
    // `swap hats`: the only thing that each has, when it may be one
    const [thingA, thingB] = [this.scene.things(a), this.scene.things(b)];
    const isNew = !this.scene.all.some(({ words }) => words.at(-1) === head);
    const isOneEach = thingA.length === 1 && thingB.length === 1;
    if (isOneEach && noun.isPlural && isNew && this.setting.kinds.has(head))
      return [(thingA[0] as Entity).id, (thingB[0] as Entity).id];
    throw fault(span, `whose '${noun.shown}' these are is not certain`);
  }

  private isPlaceOf(id: number, head: string): boolean {
    const at = this.scene.where(id);
    return at !== undefined && this.scene.get(at).words.includes(head);
  }

  private matching(holder: number, noun: Noun): Entity[] {
    const head = noun.words.at(-1) ?? '';
    const rest = noun.words.slice(0, -1).filter((word) => word !== 'own');
    const isGeneric = shared.GENERIC.has(head) || this.setting.kinds.has(head) || head === 'thing';
    return this.scene
      .held(holder)
      .filter(
        ({ kind, also, isRole }) =>
          (kind !== 'person' || also.has(head)) && (!isRole || shared.ROLES.has(head) || !isGeneric),
      )
      .filter(
        ({ words, also }) =>
          (words.at(-1) === head ||
            words.includes(head) ||
            also.has(head) ||
            mayMean(head, words.at(-1) ?? '') ||
            (isGeneric && !shared.SPOTS.has(head))) &&
          rest.every((word) => words.includes(word)),
      );
  }

  private unnamed(a: number, b: number, span: Span): readonly [number, number] {
    const [heldA, heldB] = [this.scene.things(a), this.scene.things(b)];
    const [roleA, roleB] = [this.scene.roles(a), this.scene.roles(b)];
    const partners = [a, b].map((id) => this.scene.held(id).filter(({ also }) => also.has('partner')));
    const places = this.scene.where(a) !== undefined && this.scene.where(b) !== undefined;
    const ways: (readonly [number, number])[] = [];
    if (heldA.length === 1 && heldB.length === 1) ways.push([(heldA[0] as Entity).id, (heldB[0] as Entity).id]);
    else if (heldA.length + heldB.length > 0)
      throw fault(span, `what ${this.name(a)} and ${this.name(b)} exchange is not certain`);
    if (roleA.length === 1 && roleB.length === 1) ways.push([(roleA[0] as Entity).id, (roleB[0] as Entity).id]);
    if (partners.every((each) => each.length === 1)) ways.push([partners[0]?.[0]?.id ?? 0, partners[1]?.[0]?.id ?? 0]);
    if (places) ways.push([a, b]);
    const [way, other] = ways;
    if (!way || other) throw fault(span, `what ${this.name(a)} and ${this.name(b)} exchange is not certain`);
    return way;
  }
}

interface Parts {
  sides: readonly Noun[];
  objects: readonly Noun[];
  price: Noun | undefined;
  partner: Noun | undefined;
}
