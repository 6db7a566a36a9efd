import { has } from '../../language/verbs';
import { singular } from '../../language/lexicon';
import type { Span } from '../../phrases/said';
import { STATE_KINDS } from '../../telling/switches';
import type { Clause, Noun } from '../grammar/syntax';
import { fault, type Cell } from '../scene/scene';
import { Base } from './base';

const OPENS: Readonly<Record<string, string>> = {
  open: 'open',
  close: 'closed',
  shut: 'closed',
  lock: 'locked',
  unlock: 'unlocked',
  light: 'lit',
  raise: 'raised',
  lower: 'lowered',
  extinguish: 'off',
};
const WORKS = new Set(['switch', 'button', 'lever', 'knob']);
const TURNS = new Set(['turn', 'switch', 'flip', 'flick', 'toggle', 'press', 'push', 'hit', 'pull']);

/** Lights, doors and coins, and how many of something everybody has. */
export class Cells extends Base {
  /** What is counted: `apple`. */
  readonly goods = new Set<string>();

  /** `The lamp is on`, `the blinds are open`: from the start, or as it was told. */
  state(clause: Clause, span: Span): boolean {
    const said = [
      ...clause.predicate,
      ...clause.objects.flat().flatMap(({ words, kind }) => (kind === 'bare' ? words : [])),
      ...clause.adverbs,
    ].filter((each) => kindOf(each) >= 0);
    const way = said.find((each) => ['up', 'down'].includes(each));
    const all = [...clause.predicate, ...clause.objects.flat().flatMap(({ words }) => words), ...clause.adverbs];
    const side = all.find((each) => each === 'face' || each === 'upside');
    // `face down`
    const word = side && way ? `${side} ${way}` : (said.find((each) => each !== way) ?? way);
    if (
      word === undefined ||
      clause.phrases.some(({ nouns, preposition }) => preposition !== 'in' && nouns.some((noun) => !this.isTime(noun)))
    )
      return false;
    const kind = kindOf(word);
    for (const noun of clause.subject) {
      if (noun.pronoun !== undefined || this.isPerson(noun)) return this.confirm(clause.subject, word, span);
      const [ids] = this.references.readings(noun);
      if (ids && ids.length > 1) {
        for (const id of ids) this.add(id, kind, word, span);
        continue;
      }
      if (this.references.readings(noun).length > 1) throw fault(span, `it is not certain what '${noun.shown}' is`);
      if (!ids && noun.isPlural && (noun.count !== undefined || noun.quantifier !== undefined)) {
        this.toList = { noun, kind, word };
        return true;
      }
      this.add(this.known(noun, 'thing', span), kind, word, span);
    }
    return true;
  }

  /** `The door was closed`, before the first step */
  isSaying({ verb, phrases, objects }: Clause): boolean {
    return (
      verb.isPassive &&
      OPENS[verb.lemma] !== undefined &&
      objects.length === 0 &&
      !this.scene.begun &&
      phrases.every(({ preposition }) => preposition !== 'by')
    );
  }

  isSaid(clause: Clause, span: Span): boolean {
    return this.isSaying(clause) && this.state({ ...clause, predicate: [OPENS[clause.verb.lemma] ?? ''] }, span);
  }

  private toList: { noun: Noun; kind: number; word: string } | undefined;

  /** `All three lamps are off: the left lamp, the middle lamp and the right lamp` */
  listed({ subject }: Clause, span: Span): boolean {
    const { toList } = this;
    if (!toList || subject.length !== (toList.noun.count ?? subject.length)) return false;
    for (const noun of subject) this.add(this.known(noun, 'thing', span), toList.kind, toList.word, span);
    this.toList = undefined;
    return true;
  }

  /** @throws NotationError where several were said to be so, and never which they are */
  check(span: Span): void {
    if (this.toList) throw fault(span, `which '${this.toList.noun.shown}' there are was not said`);
  }

  private confirm(subject: readonly Noun[], word: string, span: Span): boolean {
    const ids = subject.flatMap((noun) => this.references.readings(noun).flat());
    const cells = this.scene.cells.filter(({ entity }) => ids.includes(entity));
    for (const cell of cells) this.add(cell.entity, kindOf(word), word, span);
    return cells.length > 0 || !this.scene.begun;
  }

  private add(entity: number, kind: number, word: string, span: Span): void {
    const states = STATE_KINDS[kind] ?? [];
    const value = states.findIndex((names) => names.includes(word));
    const known = this.cellOf(entity);
    if (known) {
      if (known.values[known.now] !== states[value]?.[0])
        throw fault(span, `${known.name} is ${known.values[known.now] ?? ''} now, not ${word}`);
      return;
    }
    if (this.scene.begun && this.scene.happened.some(({ turn }) => turn))
      throw fault(span, `how ${this.name(entity)} was before was not said`);
    this.scene.cells.push({
      entity,
      name: this.name(entity),
      values: states.map(([first]) => first ?? ''),
      first: value,
      now: value,
    });
  }

  cellOf(entity: number): Cell | undefined {
    return this.scene.cells.find((cell) => cell.entity === entity && cell.counts === undefined);
  }

  /** `turns the lamp on`, `flips the switch`: whether it was one. */
  turn(clause: Clause, span: Span): boolean {
    const { lemma } = clause.verb;
    const result = clause.objects.length === 1 ? clause.predicate.find((word) => kindOf(word) >= 0) : undefined;
    const to = result ?? OPENS[lemma] ?? (TURNS.has(lemma) ? this.way(clause) : undefined);
    const isTurn = to !== undefined || TURNS.has(lemma);
    if (!isTurn || this.scene.cells.every(({ counts }) => counts !== undefined)) return false;
    const nouns = clause.verb.isPassive
      ? clause.subject
      : (clause.objects[0] ??
        clause.phrases.find(({ preposition, isLeading }) => !isLeading && ['on', 'off'].includes(preposition))?.nouns);
    if (!nouns) return false;
    const times = timesOf(clause);
    const cells = nouns.flatMap((noun) => this.cellsFor(noun, span) ?? []);
    if (cells.length === 0) {
      if (
        ['turn', 'flip', 'toggle', 'flick'].includes(lemma) &&
        to === undefined &&
        clause.objects.length > 0 &&
        !nouns.every((noun) => this.isTime(noun)) &&
        !clause.adverbs.some((word) => ['around', 'away', 'back'].includes(word))
      )
        throw fault(span, `how ${nouns[0]?.shown ?? ''} was before was not said`);
      return false;
    }
    for (let time = 0; time < times; time++)
      for (const cell of cells) {
        const value = to === undefined ? undefined : cell.values.findIndex((name) => name === stateName(to));
        if (value === -1) throw fault(span, `${cell.name} is ${cell.values.join(' or ')}, not ${to ?? ''}`);
        const flips =
          ['flip', 'toggle', 'flick', 'press', 'switch', 'push', 'hit'].includes(lemma) ||
          clause.adverbs.includes('over');
        if (value === undefined && (cell.values.length !== 2 || !flips))
          throw fault(span, `what ${cell.name} is then is not said`);
        this.scene.turn(cell, value === undefined ? [1, 0] : cell.values.map(() => value), span);
      }
    return true;
  }

  private way(clause: Clause): string | undefined {
    const word = [...clause.adverbs, ...clause.predicate].find((each) => ['on', 'off'].includes(each));
    return (
      word ??
      clause.phrases.find(
        ({ preposition, isLeading }) =>
          !isLeading && ['on', 'off'].includes(preposition) && clause.objects.length === 0,
      )?.preposition
    );
  }

  private cellsFor(noun: Noun, span: Span): Cell[] | undefined {
    const readings = this.references.readings(noun);
    const found = readings.map((ids) => ids.flatMap((id) => this.cellOf(id) ?? [])).filter((cells) => cells.length > 0);
    if (found.length > 1)
      throw fault(span, `it is not certain which is meant: ${found.map(([cell]) => cell?.name ?? '').join(' or ')}`);
    if (found[0]) return found[0];
    // `the switch`, where it works the only light; `it`, the switch that was named before
    const switches = this.scene.cells.filter(({ counts }) => counts === undefined);
    const isSwitch = WORKS.has(noun.words.at(-1) ?? '') || (noun.pronoun === 'it' && this.isSwitchNamed);
    if (isSwitch && switches.length === 1) {
      this.isSwitchNamed = true;
      return switches;
    }
    if (isSwitch && noun.pronoun === undefined) throw fault(span, 'which of them this turns is not certain');
    return undefined;
  }
  private isSwitchNamed = false;

  /** `Ann has three apples`, where they are counted. */
  has(clause: Clause, nouns: readonly Noun[], span: Span): boolean {
    const [noun, more] = nouns;
    const [who, others] = clause.subject;
    if (!noun || more || !who || others || !this.isGoods(noun)) return false;
    const holder = this.known(who, this.isPerson(who) ? 'person' : 'place', span);
    const count = noun.count ?? (noun.quantifier === 'no' ? 0 : undefined);
    if (count === undefined) return false;
    const cell = this.counter(holder, noun);
    if (cell) {
      if (cell.now !== count) throw fault(span, `${this.name(holder)} has ${cell.now} now, not ${count}`);
    } else this.addCounter(holder, noun, count, span);
    return true;
  }

  isGoods(noun: Noun): boolean {
    return this.goods.has(singular(noun.words.at(-1) ?? ''));
  }

  private counter(holder: number, noun: Noun): Cell | undefined {
    const good = singular(noun.words.at(-1) ?? '');
    return this.scene.cells.find(({ entity, counts }) => entity === holder && counts === good);
  }

  private addCounter(holder: number, noun: Noun, count: number, span: Span): Cell {
    const good = singular(noun.words.at(-1) ?? '');
    if (noun.words.length > 1 && noun.words.slice(0, -1).some((word) => word !== 'own'))
      throw fault(span, `what kind of ${good} this is is not counted apart`);
    const cell: Cell = {
      entity: holder,
      name: `${this.name(holder)}'s ${plural(noun)}`,
      values: [],
      first: count,
      now: count,
      counts: good,
    };
    this.scene.cells.push(cell);
    return cell;
  }

  /** `gives two apples to Ben`, `eats one`: whether it was of what is counted. */
  transfer(nouns: { goods: Noun; from: Noun | undefined; to: Noun | undefined }, span: Span): boolean {
    const { goods, from, to } = nouns;
    if (!this.isGoods(goods)) return false;
    const giver = from && !this.isOutsider(from) ? this.counterOf(from, goods, undefined, span) : undefined;
    const taker = to ? this.counterOf(to, goods, 0, span) : undefined;
    const isAll = goods.quantifier === 'all';
    const half = goods.quantifier === 'half';
    const count =
      goods.count ??
      (isAll
        ? giver?.now
        : half && giver && giver.now % 2 === 0
          ? giver.now / 2
          : goods.kind === 'a' && !goods.isPlural
            ? 1
            : undefined);
    if (count === undefined || (giver === undefined && taker === undefined))
      throw fault(span, 'how many of them go is not said');
    if (giver) this.scene.count(giver, -count, span);
    if (taker) this.scene.count(taker, count, span);
    return true;
  }

  private counterOf(who: Noun, goods: Noun, else_: number | undefined, span: Span): Cell {
    const holder = this.known(who, this.isPerson(who) ? 'person' : 'place', span);
    const cell = this.counter(holder, goods);
    if (cell) return cell;
    if (else_ === undefined) throw fault(span, `how many ${plural(goods)} ${this.name(holder)} has was not said`);
    return this.addCounter(holder, goods, else_, span);
  }
}

/** Which goods a story counts: those of which somebody has several, and some go. */
export function isCountable(clause: Clause): string | undefined {
  const [noun, more] = clause.objects.at(-1) ?? [];
  if (!noun || more || (noun.count ?? 0) < 2 || !noun.isPlural || !has(clause.verb.lemma, 'have')) return undefined;
  return singular(noun.words.at(-1) ?? '');
}

function plural(noun: Noun): string {
  const good = noun.words.at(-1) ?? '';
  return noun.isPlural ? (noun.shown.split(' ').at(-1) ?? good) : `${good}s`;
}

/** How often: `twice`, `three times`. */
export function timesOf({ adverbs, objects }: Clause): number {
  const time = objects.flat().find(({ words }) => words.at(-1) === 'time');
  return adverbs.includes('twice') ? 2 : adverbs.includes('thrice') ? 3 : (time?.count ?? 1);
}

function kindOf(word: string): number {
  return STATE_KINDS.findIndex((states) => states.length === 2 && states.some((names) => names.includes(word)));
}

function stateName(word: string): string {
  return (
    STATE_KINDS.flatMap((states) => states.filter((names) => names.includes(word)).map(([first]) => first ?? ''))[0] ??
    word
  );
}
