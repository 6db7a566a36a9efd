import { ordinalOf } from '../../language/lexicon';
import { has } from '../../language/verbs';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import type { Clause, Noun } from '../grammar/syntax';
import type { References } from '../scene/references';
import { fault, type Scene } from '../scene/scene';
import { Base, STAYS } from './base';
import type { Cells } from './cells';

/** Verbs with which a holder has what it holds. */
const CONTAINS = new Set(['contain', 'hold', 'house', 'hide', 'cover']);
const ROLES = new Set(['play', 'be']);
const GOES = new Set([...STAYS, 'to', 'into', 'onto', 'from']);
/** One has what one does so with, or it is only done. */
const LOOSE = new Set(
  'read sing drink eat ride drive play write use cover smell inspect paint dance guard hug bat pair assign'.split(' '),
);
const HIDES = new Set(['hide', 'conceal', 'carry', 'cover']);

const lemmaIs = ({ verb }: Clause, lemma: string): boolean => verb.lemma === lemma;

/** How things are: at first, and what is said of them later, which has to be so. */
export class Setting extends Base {
  constructor(
    scene: Scene,
    references: References,
    private readonly cells: Cells,
  ) {
    super(scene, references);
  }

  /** Whether the clause tells how things are, and all of it was taken. */
  tell(clause: Clause, span: Span): boolean {
    const { lemma } = clause.verb;
    if (
      !clause.verb.isPassive &&
      HIDES.has(lemma) &&
      clause.phrases.some(({ preposition, isLeading }) => !isLeading && GOES.has(preposition))
    )
      return false;
    if (
      clause.verb.isPassive &&
      !this.cells.isSaying(clause) &&
      !['hide', 'place', 'put', 'store', 'keep', 'park', 'hang', 'leave', 'seat', 'stow'].includes(lemma)
    )
      return false;
    if (clause.verb.isPassive && this.cells.isSaid(clause, span)) return true;
    if (lemma === 'list') return this.list(clause, span);
    if (lemma === 'be' && this.inARow(clause, span)) return true;
    if (lemma === 'belong') return this.belongs(clause, span);
    if (clause.subject[0]?.pronoun === 'there') return this.thereIs(clause, span);
    if (lemma === 'be' && this.cells.state(clause, span)) return true;
    if (
      (lemma === 'be' ||
        has(lemma, 'stay') ||
        (!this.scene.begun && ['run', 'come', 'go', 'sing', 'swim', 'bat', 'play', 'walk'].includes(lemma))) &&
      this.rank(clause, span)
    )
      return true;
    if (lemma === 'show' && this.cells.state(clause, span)) return true;
    if (lemma === 'be' && clause.objects.length === 1) return this.isSomething(clause, span);
    if (lemma === 'be' && clause.predicate.some((word) => shared.VACANT.has(word))) return this.vacant(clause, span);
    const isOrdered = clause.phrases.some(({ nouns }) =>
      nouns.some(({ words }) => words.includes('order') || words.at(-1) === 'left'),
    );
    if (isOrdered && !this.scene.begun && clause.subject.length > 1 && (lemma === 'be' || has(lemma, 'stay'))) {
      this.row(clause.subject, span);
      return true;
    }
    if (isOrdered && !this.scene.begun && lemma === 'have' && (clause.objects[0]?.length ?? 0) > 1) {
      this.row(clause.objects[0] ?? [], span);
      return true;
    }
    const isStill =
      lemma === 'be' ||
      has(lemma, 'stay') ||
      (clause.verb.isPassive && !this.scene.begun) ||
      (lemma === 'start' && !this.scene.begun);
    if (isStill && clause.objects.length === 0) return this.isSomewhere(clause, span);
    const isNew = !clause.objects
      .flat()
      .some((noun) =>
        this.references.readings(noun).some((ids) => ids.some((id) => this.scene.where(id) !== undefined)),
      );
    const isHaving =
      has(lemma, 'have') ||
      has(lemma, 'keep') ||
      (!this.scene.begun &&
        ((has(lemma, 'acquire') &&
          isNew &&
          !clause.phrases.some(
            ({ preposition, nouns }) =>
              preposition === 'from' && nouns.some((noun) => this.references.isKnown(noun) || noun.kind === 'name'),
          )) ||
          lemma === 'write'));
    if (isHaving) return this.holds(clause, span);
    return false;
  }

  private belongs(clause: Clause, span: Span): boolean {
    const to = clause.phrases.find(({ preposition }) => preposition === 'to')?.nouns;
    const [holder, more] = to ?? [];
    if (!holder || more || this.scene.begun) return false;
    const by = this.known(holder, 'person', span);
    for (const thing of this.several(clause.subject, 'thing', span)) this.put(thing, by, span);
    return true;
  }

  private thereIs(clause: Clause, span: Span): boolean {
    const phrase = this.wherePhrase(clause.phrases, STAYS, span);
    const nouns = clause.objects.flat();
    const isOne = nouns.every(({ isPlural, count, kind }) => !isPlural && (count ?? 1) === 1 && kind !== 'pronoun');
    if (!phrase || !isOne || this.scene.begun)
      return !this.scene.begun || nouns.every((noun) => !this.references.isKnown(noun));
    const place = this.known(phrase.nouns[0] as Noun, 'place', span);
    // `There is a box on the table`: whether it matters is told by what goes there
    for (const noun of nouns) this.put(this.known(noun, 'thing', span), place, span);
    return true;
  }

  /** `Ann is first`, `Ben is third in line`, `the red book is on the far left` */
  private rank(clause: Clause, span: Span): boolean {
    const word =
      clause.adverbs.find((each) => ordinalOf(each) !== undefined || each === 'last') ??
      clause.predicate.find((each) => ordinalOf(each) !== undefined || each === 'last');
    const [noun, more] = clause.subject;
    if (!word || !noun || more || clause.objects.length > 0) return false;
    const nth = ordinalOf(word);
    const index = nth === undefined ? this.scene.row.length - 1 : nth - 1;
    const id = this.known(noun, this.isPerson(noun) ? 'person' : 'thing', span);
    if (this.scene.begun || this.scene.where(id) !== undefined) {
      const at = this.scene.row.indexOf(this.scene.where(id) ?? -1);
      if (at < 0 || at !== index) throw fault(span, `${this.name(id)} stands elsewhere now`);
      return true;
    }
    if (word === 'last') {
      this.rowPlace(this.scene.row.length, id);
      return true;
    }
    if (index !== this.scene.row.length)
      throw fault(span, 'who stands where is not certain: name all from first to last');
    this.rowPlace(index, id);
    return true;
  }

  private rowPlace(index: number, id: number): void {
    const place = this.scene.add(
      {
        kind: 'the',
        words: ['position'],
        shown: `position ${index + 1}`,
        label: String(index + 1),
        isPlural: false,
        from: 0,
        to: 0,
      },
      'place',
    ).id;
    this.scene.row.push(place);
    this.scene.place(id, place);
  }

  /** `Ann, Ben and Cy stand in a row, in this order`; `from left to right: a red, a green and a blue cup` */
  row(nouns: readonly Noun[], span: Span): void {
    if (this.scene.row.length > 0) throw fault(span, 'a second row is not followed');
    for (const noun of nouns) {
      const id = this.known(noun, this.isPerson(noun) ? 'person' : 'thing', span);
      if (this.scene.where(id) !== undefined) throw fault(span, `${this.name(id)} was said to be elsewhere`);
      this.rowPlace(this.scene.row.length, id);
    }
  }

  /** `The cards are, from left to right, the king, the queen and the jack` */
  private inARow(clause: Clause, span: Span): boolean {
    const nouns = clause.objects[0] ?? [];
    const isRow = clause.phrases.some(({ nouns: its }) =>
      its.some(({ words }) => ['left', 'right', 'order', 'front'].includes(words.at(-1) ?? '')),
    );
    if (!isRow || nouns.length < 2 || this.scene.begun) return false;
    this.row(nouns, span);
    return true;
  }

  private list(clause: Clause, span: Span): boolean {
    if (this.cells.listed(clause, span)) return true;
    for (const noun of clause.subject) {
      if (noun.words.at(-1) === 'one' || noun.isPlural || noun.kind === 'pronoun') continue;
      if (noun.kind === 'name') this.known(noun, 'person', span);
    }
    return true;
  }

  private isSomething(clause: Clause, span: Span): boolean {
    const [noun, more] = clause.objects[0] ?? [];
    const [who, others] = clause.subject;
    if (!noun || more || !who) return false;
    const isAbout = clause.subject.every((each) => this.isPerson(each));
    // `Ann is the striker`; `Ann is a friend` says nothing that goes
    if (noun.kind !== 'the' || others || !isAbout || noun.owner)
      return noun.kind === 'a' || noun.kind === 'bare' || (noun.owner !== undefined && !this.references.isKnown(noun));
    const id = this.known(who, 'person', span);
    const known = this.references.readings(noun);
    if (
      known.some((ids) => ids.every((each) => this.scene.get(each).kind === 'person' && !this.scene.get(each).isRole))
    )
      return false;
    const role = this.known(noun, 'thing', span);
    this.entity(role).isRole = true;
    this.put(role, id, span);
    return true;
  }

  private vacant(clause: Clause, span: Span): boolean {
    for (const id of this.several(clause.subject, 'place', span)) {
      if (this.scene.held(id).length > 0) throw fault(span, `${this.name(id)} is not empty now`);
      this.scene.holders.add(id);
    }
    return true;
  }

  private isSomewhere(clause: Clause, span: Span): boolean {
    const phrase = this.wherePhrase(clause.phrases, STAYS, span);
    if (!phrase) {
      const partner = clause.phrases.find(({ preposition }) => preposition === 'with');
      if (partner && (clause.verb.lemma === 'dance' || clause.verb.lemma === 'pair'))
        return this.partner(clause, partner.nouns, span);
      // `The key was with Greta`
      const [by, others] = partner?.nouns ?? [];
      if (
        by &&
        !others &&
        lemmaIs(clause, 'be') &&
        this.isPerson(by) &&
        clause.subject.every((noun) => !this.isPerson(noun))
      ) {
        const holder = this.known(by, 'person', span);
        for (const id of this.several(clause.subject, 'thing', span)) this.put(id, holder, span);
        return true;
      }
      return clause.phrases.every(({ nouns }) => nouns.every((noun) => !this.references.isKnown(noun)));
    }
    const [noun] = phrase.nouns;
    if (!noun) return false;
    if (['row', 'line', 'queue', 'circle', 'list'].includes(noun.words.at(-1) ?? ''))
      return this.inRow(clause, noun, span);
    if (this.isPerson(noun) && !clause.verb.isPassive && phrase.preposition !== 'at') {
      if (this.references.isKnown(noun))
        throw fault(span, 'where this is depends on where somebody else is: name the place');
    }
    const people = clause.subject.every((each) => this.isPerson(each));
    if (
      clause.subject.length > 1 &&
      people &&
      clause.subject.some((each) => this.scene.where(this.references.one(each, span) ?? -1) !== undefined)
    )
      return true;
    const place = this.known(noun, this.isPerson(noun) ? 'person' : 'place', span);
    for (const each of clause.subject) {
      if (this.isOutsider(each) && each.pronoun !== undefined) return true;
      const [all] = this.references.readings(each);
      for (const id of all ?? [this.known(each, this.isPerson(each) ? 'person' : 'thing', span)])
        this.put(id, place, span);
    }
    return true;
  }

  private inRow(clause: Clause, noun: Noun, span: Span): boolean {
    if (this.scene.begun) return false;
    const text = noun.words.join(' ');
    const isOrdered =
      clause.adverbs.includes('order') ||
      clause.phrases.some(({ nouns }) =>
        nouns.some((each) => each.words.includes('order') || each.words.includes('left')),
      );
    if (/circle/.test(text)) throw fault(span, 'a circle is not followed here');
    if (clause.subject.length < 2 || !isOrdered) return true;
    this.row(clause.subject, span);
    return true;
  }

  private partner(clause: Clause, partners: readonly Noun[], span: Span): boolean {
    const [who, other] = [clause.subject, partners];
    if (who.length !== 1 || other.length !== 1 || this.scene.begun) return false;
    const id = this.known(who[0] as Noun, 'person', span);
    const partner = this.known(other[0] as Noun, 'person', span);
    this.entity(partner).also.add('partner');
    this.put(partner, id, span);
    return true;
  }

  /** `Ann has a pen`, `Box 1 contains a lamp` */
  private holds(clause: Clause, span: Span): boolean {
    const { lemma } = clause.verb;
    if (lemma === 'have' && clause.inner) return false;
    if (
      lemma !== 'have' &&
      clause.phrases.some(({ preposition, isLeading }) => !isLeading && ['to', 'into', 'onto'].includes(preposition))
    )
      return false;
    const [first, more] = clause.objects;
    let nouns = first;
    let subject = clause.subject;
    // `Grandma got Kira a doll`: she has it then
    if (more) {
      if (this.scene.begun || !nouns) return false;
      [subject, nouns] = [nouns, more];
    }
    if (!nouns && lemma === 'write') nouns = clause.phrases.find(({ preposition }) => preposition === 'with')?.nouns;
    if (!nouns && (lemma === 'play' || lemma === 'dance' || lemma === 'pair')) {
      const partner = clause.phrases.find(({ preposition }) => preposition === 'with');
      return partner ? this.partner(clause, partner.nouns, span) : false;
    }
    if (!nouns) return false;
    if (nouns.some(({ count }) => (count ?? 1) > 1) && nouns.some(({ words }) => words.at(-1) === 'one'))
      throw fault(span, 'which of them there are is not certain: name each one for itself');
    if (nouns.every(({ pronoun }) => pronoun === 'something')) return !this.scene.begun;
    if (nouns.every(({ pronoun, words }) => pronoun === 'nothing' || words.at(-1) === 'none')) {
      for (const id of this.several(subject, 'person', span)) {
        if (this.scene.things(id).length > 0) throw fault(span, `${this.name(id)} has something now`);
        this.scene.holders.add(id);
      }
      return true;
    }
    if (!['have', 'own', 'hold', 'carry', 'possess'].includes(lemma) && nouns.some((noun) => this.cells.isGoods(noun)))
      throw fault(span, 'how many of them there are then is not certain');
    if (['have', 'own', 'hold', 'carry', 'possess'].includes(lemma) && this.cells.has(clause, nouns, span)) return true;
    const isEach =
      clause.adverbs.includes('each') ||
      subject.some(
        ({ quantifier, pronoun }) => quantifier !== undefined || pronoun === 'everyone' || pronoun === 'everybody',
      );
    if (subject.length > 1 || isEach) {
      // `They each have a hat`: of what kind it is
      for (const noun of nouns) {
        this.kinds.add(noun.words.at(-1) ?? '');
        if (!noun.isPlural || noun.count === 1) this.scene.kind = noun.words.at(-1);
      }
      const isRow =
        nouns.length > 1 && clause.phrases.some(({ nouns: its }) => its.some(({ words }) => words.includes('order')));
      if (isRow) return false;
      return (
        !this.scene.begun &&
        nouns.every(({ kind, count, isPlural }) => kind === 'a' || kind === 'bare' || count === 1 || isPlural)
      );
    }
    const [who] = subject;
    if (!who) return false;
    const isNew = nouns.every((noun) => !this.references.isKnown(noun));
    if (who.pronoun === 'it' || (this.isOutsider(who) && this.scene.begun && isNew)) return true;
    const isHolder = CONTAINS.has(lemma) && !this.isPerson(who);
    if (!isHolder && !this.isPerson(who) && who.kind !== 'name') return isNew && !this.references.isKnown(who);
    if (
      who.pronoun === 'i' &&
      !this.scene.begun &&
      nouns.some(({ isPlural }) => isPlural) &&
      clause.phrases.length === 0
    )
      return true;
    if (isNew && (who.pronoun === 'you' || (this.scene.begun && LOOSE.has(lemma)))) return true;
    if (this.scene.begun && isNew) throw fault(span, `what '${nouns[0]?.shown ?? ''}' is was not said before`);
    // `plays football together`, `are sharing a table`
    const place = clause.phrases.find(({ preposition, isLeading }) => !isLeading && STAYS.has(preposition));
    const kept =
      place && place.nouns.every((noun) => !this.isTime(noun)) && (has(lemma, 'keep') || lemma === 'store')
        ? place.nouns[0]
        : undefined;
    const holder = kept ? this.known(kept, 'place', span) : this.known(who, isHolder ? 'place' : 'person', span);
    for (const noun of nouns) {
      const id = this.known(noun, 'thing', span);
      if (!this.scene.begun && (ROLES.has(lemma) || lemma === 'drive') && noun.kind === 'the')
        this.entity(id).isRole = true;
      if (this.entity(id).isRole && this.scene.roles(holder).some((role) => role.id !== id))
        throw fault(span, `${this.name(holder)} was said to be otherwise before`);
      this.put(id, holder, span);
    }
    return true;
  }

  /** What they were said to have one each of. */
  readonly kinds = new Set<string>();

  /** It is there: from the start, or as it was told. */
  private put(id: number, holder: number, span: Span): void {
    const at = this.scene.where(id);
    if (at === holder) return;
    if (at !== undefined) throw fault(span, `${this.name(id)} is elsewhere now: with ${this.name(at)}`);
    if (this.scene.begun && this.scene.happened.some(({ moves }) => moves.some(({ thing }) => thing === id)))
      throw fault(span, `where ${this.name(id)} is is not certain`);
    if (this.scene.begun) throw fault(span, `where ${this.name(id)} was before was not said`);
    this.scene.place(id, holder);
  }
}
