import { lemmasOf } from '../../language/acts';
import { wordSet } from '../../language/word-set';
import type { Span } from '../../phrases/said';
import * as shared from '../../prose/grammar/words';
import type { Clause, Noun, Phrase } from '../grammar/syntax';
import type { References } from '../scene/references';
import { fault, type Scene } from '../scene/scene';
import { Base } from './base';
import type { Cells } from './cells';

/** An offer may be refused. */
const GIVES = new Set(lemmasOf('give').filter((lemma) => lemma !== 'offer'));
const PUTS = new Set(lemmasOf('put'));
const TAKES = new Set([...lemmasOf('take'), 'choose']);
const REMOVES = new Set(lemmasOf('remove'));
/** Gone for good: nobody has it then. */
const LOSES = wordSet('eat drink lose spend use burn break sell discard swallow finish');
const GOALS = new Set([
  'to',
  'in',
  'into',
  'on',
  'onto',
  'under',
  'behind',
  'near',
  'by',
  'at',
  'with',
  'over',
  'inside',
]);

const PAIRS = new Set(['die', 'news', 'series']);
const WAYS = new Set(['forward', 'forwards', 'back', 'backward', 'backwards', 'ahead']);

/** The parts of a sentence in which something goes. */
interface Frame {
  clause: Clause;
  agent: Noun | undefined;
  themes: readonly Noun[];
  source: Noun | undefined;
  goal: Noun | undefined;
}

/** Something goes from somebody, or somewhere, to another. */
export class Transfers extends Base {
  constructor(
    scene: Scene,
    references: References,
    private readonly cells: Cells,
  ) {
    super(scene, references);
  }

  tell(clause: Clause, span: Span): boolean {
    const { lemma } = clause.verb;
    if (lemma === 'become') return this.becomes(clause, span);
    if (clause.objects.flat().some(({ count }) => count !== undefined) && clause.adverbs.some((word) => WAYS.has(word)))
      return false;
    const frame = this.frame(clause, span) ?? this.onward(clause, span);
    if (!frame) return false;
    // `left it there`, where it is
    if (['leave', 'put'].includes(lemma) && !frame.goal && clause.adverbs.includes('there')) {
      const ids = this.things(frame.themes, undefined, span);
      const isThere =
        ids.length > 0 &&
        ids.every((id) => this.scene.is(this.scene.where(id) ?? id, 'place') && this.scene.where(id) !== undefined);
      if (isThere) return true;
    }
    if (this.counts(frame, span)) return true;
    // `found it there`: where it was
    if (
      lemma === 'find' &&
      frame.themes.every((noun) =>
        this.references
          .readings(noun)
          .some((ids) => ids.every((id) => this.scene.is(this.scene.where(id) ?? id, 'place'))),
      )
    ) {
      this.isFound = true;
      return true;
    }
    if (lemma === 'lose' && frame.goal) return this.goes(frame, true, span);
    if (LOSES.has(lemma) && !frame.goal) return this.loses(frame, span);
    const isGiven = GIVES.has(lemma) || clause.objects.length === 2;
    if (frame.goal && (isGiven || lemma === 'cross' || PUTS.has(lemma) || lemma === 'leave'))
      return this.goes(frame, GIVES.has(lemma) || lemma === 'cross', span);
    // `takes the keys to the kitchen`
    if (frame.goal && TAKES.has(lemma)) return this.goes(frame, false, span);
    if (TAKES.has(lemma) || (REMOVES.has(lemma) && frame.source)) return this.takes(frame, span);
    // `gives it back`, `returns the pen`
    const isBack = clause.adverbs.includes('back') || lemma === 'return';
    if (isBack && (GIVES.has(lemma) || PUTS.has(lemma))) return this.returns(frame, span);
    if (
      lemma === 'drop' ||
      (lemma === 'put' && clause.adverbs.includes('down')) ||
      (lemma === 'leave' && clause.adverbs.some((word) => ['there', 'behind'].includes(word)))
    )
      return this.drops(frame, span);
    return false;
  }

  /** `passes to Ben`: the only thing that whoever does it has. */
  private onward(clause: Clause, span: Span): Frame | undefined {
    const { verb, subject, objects, phrases } = clause;
    const [agent, more] = subject;
    const to = phrases.find(({ preposition, isLeading }) => preposition === 'to' && !isLeading)?.nouns[0];
    if (
      !(GIVES.has(verb.lemma) || verb.lemma === 'cross') ||
      verb.isPassive ||
      objects.length > 0 ||
      !agent ||
      more ||
      !to ||
      !this.isPerson(to)
    )
      return undefined;
    const id = this.references.one(agent, span);
    const [thing, others] = id === undefined ? [] : this.scene.things(id);
    if (!thing || others) return undefined;
    const theme: Noun = {
      kind: 'the',
      words: thing.words,
      shown: thing.shown,
      isPlural: thing.isPlural,
      from: 0,
      to: 0,
      ...(thing.label !== undefined && { label: thing.label }),
    };
    return { clause, agent, themes: [theme], source: undefined, goal: to };
  }

  private frame(clause: Clause, span: Span): Frame | undefined {
    const { verb, subject, objects, phrases } = clause;
    const { lemma } = verb;
    if (![GIVES, PUTS, TAKES, REMOVES, LOSES].some((set) => set.has(lemma)) && lemma !== 'leave') return undefined;
    const [first, second] = objects;
    const by = phrases.find(({ preposition }) => preposition === 'by')?.nouns[0];
    const agent = verb.isPassive ? by : subject.length === 1 ? subject[0] : undefined;
    const themes = verb.isPassive ? (first ?? subject) : (second ?? first);
    if (!themes) return undefined;
    const source = this.wherePhrase(phrases, new Set(['from', 'off']), span)?.nouns[0];
    const goals = phrases.filter((phrase) => this.isGoal(phrase, lemma, verb.isPassive));
    const isPassiveGiven = verb.isPassive && first !== undefined;
    const goal = isPassiveGiven ? subject[0] : second ? first?.[0] : this.wherePhrase(goals, GOALS, span)?.nouns[0];
    if (subject.length > 1 && !verb.isPassive) throw fault(span, 'who of them does it is not certain');
    if (second && (first?.length ?? 0) > 1) throw fault(span, 'who gets what is not certain');
    return { clause, agent, themes, source, goal };
  }

  private isGoal({ preposition, nouns, isLeading }: Phrase, lemma: string, isPassive: boolean): boolean {
    if (nouns.some((noun) => this.isTime(noun))) return false;
    if (!GOALS.has(preposition)) return false;
    if (preposition === 'by') return !isPassive;
    if (preposition === 'with') return lemma === 'leave' && !isLeading;
    if (TAKES.has(lemma) && !PUTS.has(lemma))
      return preposition === 'to' || preposition === 'into' || preposition === 'onto';
    if ((GIVES.has(lemma) && !PUTS.has(lemma)) || lemma === 'lose')
      return preposition === 'to' || preposition === 'into';
    return true;
  }

  /** `Max becomes the princess`: whoever was is so no more. */
  private becomes({ subject, objects }: Clause, span: Span): boolean {
    const [noun, more] = objects[0] ?? [];
    if (!noun || more || noun.kind !== 'the') return false;
    const role = this.references.one(noun, span);
    if (role === undefined || this.entity(role).isRole !== true) return false;
    const who = this.several(subject, 'person', span);
    if (who.length !== 1 || !this.scene.is(who[0] ?? -1, 'person'))
      throw fault(span, 'who becomes what is not certain');
    if (this.scene.roles(who[0] ?? -1).length > 0)
      throw fault(span, `who ${this.scene.roles(who[0] ?? -1)[0]?.shown ?? ''} is then is not said`);
    this.references.by(who);
    this.scene.move([{ thing: role, to: who[0] ?? -1 }], span);
    return true;
  }

  /** Something was found, and what becomes of it is not told yet. */
  private isFound = false;

  hasFound(): boolean {
    return this.isFound;
  }

  forgetFound(): void {
    this.isFound = false;
  }

  private counts({ clause, agent, themes, source, goal }: Frame, span: Span): boolean {
    const [goods, more] = themes;
    if (!goods || more || !this.cells.isGoods(goods)) return false;
    const { lemma } = clause.verb;
    if (clause.phrases.some(({ preposition }) => preposition === 'for'))
      throw fault(span, 'what is given for what is not counted');
    if (LOSES.has(lemma) && !goal) return this.cells.transfer({ goods, from: agent, to: undefined }, span);
    if (TAKES.has(lemma) && !goal && !source) throw fault(span, 'whether it is had then, or used, is not certain');
    if (TAKES.has(lemma) && !goal) return this.cells.transfer({ goods, from: source, to: agent }, span);
    const from = source ?? (GIVES.has(lemma) ? agent : undefined);
    return this.cells.transfer({ goods, from, to: goal }, span);
  }

  /** The things that go: those that their giver has, where it matters. */
  private things(nouns: readonly Noun[], at: number | undefined, span: Span): number[] {
    return nouns.flatMap((noun) => {
      if (['all', 'everyone', 'everybody', 'both'].includes(noun.pronoun ?? ''))
        throw fault(span, `what '${noun.shown}' is is not certain`);
      const readings = this.references.readings(noun);
      const isOneOf =
        noun.pronoun === undefined &&
        noun.kind !== 'name' &&
        !noun.isPlural &&
        readings.some((ids) =>
          ids.some(
            (id) =>
              this.entity(id).isPlural &&
              this.entity(id).label === undefined &&
              !PAIRS.has(this.entity(id).words.at(-1) ?? ''),
          ),
        );
      if (isOneOf)
        throw fault(span, `'${noun.shown}' may be one of several that are followed together: name each one for itself`);
      const there = readings.filter((ids) => ids.every((id) => this.scene.where(id) === at));
      const [only, more] = there.length > 0 ? there : readings;
      if (only && !more) return only;
      if (more)
        throw fault(
          span,
          `it is not certain who or what '${noun.shown}' is: ${readings.map((ids) => this.name(ids[0] ?? 0)).join(' or ')}`,
        );
      if (noun.pronoun !== undefined || noun.words.length === 0)
        throw fault(span, `what '${noun.shown}' is was not said before`);
      return [];
    });
  }

  /** It goes to somebody or somewhere. */
  private goes(frame: Frame, isGiven: boolean, span: Span): boolean {
    const { clause, agent, themes, source, goal } = frame;
    const price = clause.phrases.find(({ preposition }) => preposition === 'for')?.nouns[0];
    // `My wife put them there`, of whom nothing was said: she may be meant from here
    if (agent && agent.pronoun === undefined && this.isPerson(agent) && !agent.isPlural)
      this.known(agent, 'person', span);
    const giver = agent && !this.isOutsider(agent) ? this.giverOf(agent, themes, isGiven, span) : undefined;
    if (giver !== undefined) this.references.by([giver]);
    const from = source ? this.sourceOf(source, themes, span) : isGiven ? giver : undefined;
    const isOwned = isGiven && giver !== undefined && !source;
    const ids = this.things(themes, from ?? giver, span);
    this.references.mention(ids);
    const to = this.goalOf(goal as Noun, ids, isGiven, span);
    if (ids.length === 0) return this.comesNew(frame, giver, to, span);
    for (const id of ids) {
      const at = this.scene.where(id);
      if (at === undefined && this.scene.begun && !(this.entity(id).kind === 'place' && this.scene.holders.has(id)))
        throw fault(span, `where ${this.name(id)} is was not said`);
      if (at === undefined) this.scene.place(id, isOwned ? giver : this.scene.outside);
      const now = this.scene.where(id);
      if (source && now !== from) throw fault(span, `${this.name(id)} is with ${this.name(now ?? 0)} now`);
      if (isOwned && now !== giver && this.entity(now ?? 0).owner !== giver && !this.scene.isOutside(now ?? -1))
        throw fault(span, `${this.name(id)} is with ${this.name(now ?? 0)} now, not with ${this.name(giver)}`);
      if (this.entity(id).kind === 'place' && this.entity(id).words.at(-1) === this.entity(to).words.at(-1))
        throw fault(span, `whether ${this.name(id)} goes into ${this.name(to)} is not certain`);
      // `picks it up and puts it in her pocket`
      if (now === to && goal && shared.BODY.has(goal.words.at(-1) ?? '')) return true;
      if (now === to) throw fault(span, `${this.name(id)} is with ${this.name(to)} already`);
    }
    this.references.mention([to]);
    if (price && clause.verb.isPassive && this.references.isKnown(price))
      throw fault(span, 'what is given for what is not certain');
    if (price) return this.exchangedFor({ ids, price, giver, to }, span);
    this.scene.move(
      ids.map((thing) => ({ thing, to })),
      span,
    );
    return true;
  }

  /** `gives him the tablet in exchange for the phone` */
  private exchangedFor(
    { ids, price, giver, to }: { ids: number[]; price: Noun; giver: number | undefined; to: number },
    span: Span,
  ): boolean {
    const gets = this.references
      .readings(price)
      .flat()
      .filter((id) => this.scene.where(id) === to);
    if (giver === undefined || gets.length !== 1) {
      const isHad =
        giver !== undefined &&
        this.references.readings(price).some((each) => each.every((id) => this.scene.where(id) === giver));
      if (this.references.isKnown(price) && !isHad) throw fault(span, `what is given for what is not certain`);
      this.scene.move(
        ids.map((thing) => ({ thing, to })),
        span,
      );
      return true;
    }
    this.scene.move([...ids.map((thing) => ({ thing, to })), { thing: gets[0] as number, to: giver }], span);
    return true;
  }

  /** `puts an apple in the bowl`, of which nothing was said: from outside. */
  private comesNew({ themes, clause }: Frame, giver: number | undefined, to: number, span: Span): boolean {
    for (const noun of themes) this.checkSpelling(noun, span);
    const part = themes.find(({ of }) => of !== undefined && this.references.isKnown(of));
    if (part) throw fault(span, `what becomes of the ${part.shown} is not certain`);
    if (themes.some(({ words }) => shared.SPOTS.has(words.at(-1) ?? '') || shared.ROLES.has(words.at(-1) ?? '')))
      throw fault(span, 'who is where, or what, then is not certain');
    const isNew = themes.every(
      ({ kind, owner, quantifier }) =>
        kind === 'a' ||
        owner !== undefined ||
        (kind === 'the' && quantifier === undefined && this.scene.isOpening) ||
        kind === 'bare',
    );
    if (clause.objects.length === 2 && themes.some(({ kind }) => kind === 'bare'))
      throw fault(span, 'what becomes of this is not certain');
    if (
      !isNew ||
      (giver !== undefined &&
        ((this.scene.things(giver).length > 0 && !this.scene.isOpening) || this.scene.where(giver) !== undefined))
    )
      throw fault(span, `what '${themes[0]?.shown ?? ''}' is was not said before`);
    const ids = themes.map((noun) => this.known(noun, 'thing', span));
    for (const id of ids) {
      if (giver !== undefined) this.entity(id).owner = giver;
      this.scene.place(id, !this.scene.isOpening || giver === undefined ? this.scene.outside : giver);
    }
    this.references.mention([...ids, to]);
    this.scene.move(
      ids.map((thing) => ({ thing, to })),
      span,
    );
    return true;
  }

  /** Whoever gives: of several whom a pronoun may mean the one who has it. */
  private giverOf(agent: Noun, themes: readonly Noun[], isGiven: boolean, span: Span): number {
    const readings = this.references.readings(agent).filter(({ length }) => length === 1);
    if (readings.length > 1) {
      const things = themes.flatMap((noun) => this.references.readings(noun).flat());
      const fit = readings.flat().filter((id) => things.some((thing) => this.scene.where(thing) === id));
      if (fit.length === 1) return fit[0] as number;
      if (!isGiven && agent.pronoun !== undefined && themes.every((noun) => noun.owner === undefined)) {
        const first = this.references.readings(agent)[0]?.[0];
        if (first !== undefined) return first;
      }
      throw fault(
        span,
        `it is not certain who '${agent.shown}' is: ${readings.map((ids) => this.name(ids[0] ?? 0)).join(' or ')}`,
      );
    }
    return this.known(agent, 'person', span);
  }

  private sourceOf(source: Noun, themes: readonly Noun[], span: Span): number {
    const readings = this.references.readings(source).filter(({ length }) => length === 1);
    if (readings.length > 1) {
      const things = themes.flatMap((noun) => this.references.readings(noun).flat());
      const fit = readings.flat().filter((id) => things.some((thing) => this.scene.where(thing) === id));
      if (fit.length === 1) return fit[0] as number;
    }
    const one = this.references.one(source, span);
    if (one === undefined && this.scene.begun) throw fault(span, `nothing was said of '${source.shown}' before`);
    const id = one ?? this.known(source, this.isPerson(source) ? 'person' : 'place', span);
    // `borrows the bicycle from Dmitri`, at the beginning: he had it
    if (one === undefined || this.scene.held(id).length === 0)
      for (const noun of themes) {
        const thing = this.references.one(noun, span) ?? this.known(noun, 'thing', span);
        if (this.scene.where(thing) === undefined && !this.scene.begun) this.scene.place(thing, id);
      }
    return id;
  }

  private goalOf(goal: Noun, ids: readonly number[], isGiven: boolean, span: Span): number {
    if (shared.BODY.has(goal.words.at(-1) ?? '') && goal.owner) {
      const [owner, other] = this.references.owners(goal.owner);
      if (owner === undefined || other !== undefined) throw fault(span, `whose '${goal.shown}' this is is not certain`);
      return owner;
    }
    this.checkSpelling(goal, span);
    const readings = this.references.readings(goal).filter(({ length }) => length === 1);
    if (readings.length > 1) {
      const fit = readings
        .flat()
        .filter(
          (id) =>
            !ids.some((thing) => this.scene.where(thing) === id || thing === id) &&
            (!isGiven || this.scene.is(id, 'person')),
        );
      if (fit.length === 1) return fit[0] as number;
      throw fault(
        span,
        `it is not certain who or what '${goal.shown}' is: ${readings.map((each) => this.name(each[0] ?? 0)).join(' or ')}`,
      );
    }
    if (shared.SPOTS.has(goal.words.at(-1) ?? '') && goal.owner && !this.references.isKnown(goal))
      throw fault(span, `which one '${goal.shown}' means is not certain`);
    if (
      this.scene.row.length > 0 &&
      (this.references.index(goal) !== undefined ||
        ['front', 'back', 'end', 'beginning'].includes(goal.words.at(-1) ?? ''))
    )
      throw fault(span, 'where the others go then is not said');
    const id = this.known(goal, this.isPerson(goal) ? 'person' : 'place', span);
    const entity = this.entity(id);
    if (entity.kind === 'thing') entity.kind = 'place';
    if (this.scene.first.has(id) && !this.scene.is(id, 'person') && ids.includes(id))
      throw fault(span, 'nothing goes into itself');
    return id;
  }

  private takes(frame: Frame, span: Span): boolean {
    const { clause, agent, themes, source } = frame;
    if (
      clause.phrases.some(
        ({ preposition, nouns }) => preposition === 'for' && nouns.some((noun) => this.references.isKnown(noun)),
      )
    )
      throw fault(span, 'what is given for what is not certain');
    const isNobody = agent === undefined || ['you', 'we', 'somebody', 'someone'].includes(agent.pronoun ?? '');
    const isOut = isNobody || REMOVES.has(clause.verb.lemma);
    if (themes.some(({ quantifier }) => quantifier !== undefined) && agent && !this.references.isKnown(agent))
      throw fault(span, 'who has what then is not certain');
    const taker = isOut ? this.scene.outside : this.takerOf(agent, themes, span);
    if (!isOut) this.references.by([taker]);
    const head = themes[0]?.words.at(-1) ?? '';
    if (shared.LIGHT.has(head) && themes.every((noun) => !this.references.isKnown(noun))) return true;
    const from = source ? this.sourceOf(source, themes, span) : undefined;
    const ids = this.things(themes, from, span);
    const isApart =
      ids.length === 0 &&
      !source &&
      (agent === undefined ||
        !this.references
          .readings(agent)
          .some((each) => each.some((id) => this.scene.now.has(id) || this.scene.held(id).length > 0)));
    if (isApart && themes.every(({ kind }) => kind === 'a' || kind === 'bare') && this.scene.all.length > 0)
      return false;
    if (ids.length === 0 && this.isPerson(agent ?? (themes[0] as Noun))) {
      // `finds a coin`: it comes from outside
      if (!themes.every(({ kind }) => kind === 'a') || source)
        throw fault(span, `what '${themes[0]?.shown ?? ''}' is was not said before`);
      const fresh = themes.map((noun) => this.known(noun, 'thing', span));
      for (const id of fresh) this.scene.place(id, this.scene.begun ? this.scene.outside : taker);
      this.references.mention(fresh);
      if (this.scene.begun)
        this.scene.move(
          fresh.map((thing) => ({ thing, to: taker })),
          span,
        );
      return true;
    }
    if (ids.length === 0) throw fault(span, `what '${themes[0]?.shown ?? ''}' is was not said before`);
    if (
      clause.verb.lemma === 'take' &&
      ids.length === 1 &&
      this.scene.is(ids[0] ?? -1, 'place') &&
      this.scene.where(taker) !== undefined
    ) {
      // `takes the couch`: sits there
      const occupied = this.scene
        .held(ids[0] ?? -1)
        .some(({ kind, id }) => id !== taker && (kind === 'person' || this.scene.is(taker, kind)));
      if (occupied) throw fault(span, 'who is where then is not certain');
      this.references.mention(ids);
      this.scene.move([{ thing: taker, to: ids[0] ?? -1 }], span);
      return true;
    }
    const going = ids.filter((id) => this.scene.where(id) !== taker);
    for (const id of ids) {
      const at = this.scene.where(id);
      if (at === undefined || (source && at !== from)) throw fault(span, `where ${this.name(id)} is is not certain`);
      if (this.scene.is(id, 'place')) throw fault(span, `who is where is not certain`);
    }
    // `Carl gets the hat`, which he has
    if (going.length === 0) throw fault(span, `${this.name(ids[0] ?? 0)} is with ${this.name(taker)} already`);
    this.references.mention([...ids, ...(from === undefined ? [] : [from])]);
    this.scene.move(
      ids.map((thing) => ({ thing, to: taker })),
      span,
    );
    return true;
  }

  private takerOf(agent: Noun, themes: readonly Noun[], span: Span): number {
    const readings = this.references.readings(agent).filter(({ length }) => length === 1);
    if (readings.length > 1) {
      const things = themes.flatMap((noun) => this.references.readings(noun).flat());
      const fit = readings.flat().filter((id) => !things.some((thing) => this.scene.where(thing) === id));
      if (fit.length === 1) return fit[0] as number;
      throw fault(
        span,
        `it is not certain who '${agent.shown}' is: ${readings.map((ids) => this.name(ids[0] ?? 0)).join(' or ')}`,
      );
    }
    return this.known(agent, 'person', span);
  }

  private returns({ agent, themes }: Frame, span: Span): boolean {
    const giver = agent && !this.isOutsider(agent) ? this.giverOf(agent, themes, true, span) : undefined;
    if (giver !== undefined) this.references.by([giver]);
    const ids = this.things(themes, giver, span);
    const moves = ids.map((thing) => ({ thing, to: this.scene.before.get(thing) ?? -1 }));
    if (moves.length === 0 || moves.some(({ to, thing }) => to < 0 || this.scene.first.get(thing) !== to))
      throw fault(span, 'to whom it goes back is not certain');
    this.references.mention([...ids, ...moves.map(({ to }) => to)]);
    this.scene.move(moves, span);
    return true;
  }

  private drops({ agent, themes }: Frame, span: Span): boolean {
    if (!agent || this.isOutsider(agent)) throw fault(span, 'where it is then is not said');
    const giver = this.giverOf(agent, themes, true, span);
    this.references.by([giver]);
    const ids = this.things(themes, giver, span);
    const at = this.scene.where(giver);
    if (at === undefined || ids.length === 0 || ids.some((id) => this.scene.where(id) !== giver))
      throw fault(span, 'where it is then is not said');
    this.references.mention(ids);
    this.scene.move(
      ids.map((thing) => ({ thing, to: at })),
      span,
    );
    return true;
  }

  private loses({ agent, themes, clause }: Frame, span: Span): boolean {
    const known = themes.filter((noun) => this.references.isKnown(noun));
    if (known.length === 0) return true;
    if (['use', 'finish', 'break'].includes(clause.verb.lemma)) return true;
    if (agent && this.references.isKnown(agent)) this.references.by(this.references.readings(agent)[0] ?? []);
    const ids = this.things(known, undefined, span);
    if (ids.some((id) => this.scene.where(id) === undefined)) throw fault(span, 'where it is was not said');
    this.references.mention(ids);
    this.scene.move(
      ids.map((thing) => ({ thing, to: this.scene.outside })),
      span,
    );
    return true;
  }
}

export const isTransfer = (lemma: string): boolean =>
  GIVES.has(lemma) || PUTS.has(lemma) || TAKES.has(lemma) || REMOVES.has(lemma);
