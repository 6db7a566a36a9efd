import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { Exchanges } from './exchanges/exchanges';
import { isExchanging } from './exchanging';
import { Facts } from '../scene/facts';
import { Goings } from './goings';
import { Introductions } from '../scene/introducing';
import type { VerbGroup } from '../grammar/item';
import { isKind } from '../grammar/kinds';
import { climbOf } from './levels';
import { lineUp } from './lineups';
import type { Noun } from '../grammar/nouns/noun';
import { Prices } from './prices';
import { Quiet } from './quiet';
import { Restating } from './restating';
import { areThings, mentionAll, Roles } from './roles';
import { Rows } from './rows';
import { isEvent, Sentence } from '../grammar/sentence';
import { States } from './states';
import type { Story } from '../world/story';
import { FLOORS, Transfers } from './transfers/transfers';
import { has } from '../../language/verbs';
import { CALENDAR } from '../grammar/words';
import { fault } from '../world/world';

/** A clause as what it tells. */
export class Acting {
  private current = new Sentence();
  readonly facts: Facts;
  readonly quiet: Quiet;
  readonly states: States;
  private readonly transfers: Transfers;
  private readonly exchanges: Exchanges;
  private readonly goings: Goings;
  private readonly rows: Rows;
  private readonly introductions: Introductions;
  private readonly prices: Prices;
  readonly restating: Restating;

  constructor(private readonly story: Story) {
    const span = (clause: Clause) => this.current.span(clause);
    this.facts = new Facts(story);
    this.transfers = new Transfers(story);
    this.exchanges = new Exchanges(story, span);
    this.goings = new Goings(story, span);
    this.rows = new Rows(story, span);
    this.introductions = new Introductions(story, this.facts);
    this.prices = new Prices(story, span);
    this.states = new States(story, (clause) => this.current.textOf(clause));
    this.quiet = new Quiet(story, this.facts);
    this.restating = new Restating(story, (clause, roles, all) => {
      this.act(clause, roles, all);
    });
  }

  get sentence(): Sentence {
    return this.current;
  }

  set sentence(sentence: Sentence) {
    this.current = sentence;
    this.quiet.sentence = sentence;
    this.restating.sentence = sentence;
  }

  /** A clause as what it tells: what happens, how things are, or nothing. */
  act(clause: Clause, roles: Roles, all: readonly Clause[]): void {
    const { story } = this;
    const { verb } = clause;
    if (!verb) return;
    const { lemma } = verb;
    if (isEvent(clause) && this.restating.isRestating(clause)) {
      this.restating.restated(clause, roles, all);
      return;
    }
    // `Amy and Cody get up and …`
    const isRising =
      RISES.has(lemma) && clause.adverbs.includes('up') && clause.objects.length === 0 && clause.phrases.every(({ isLeading }) => isLeading); // prettier-ignore
    if (isRising) {
      mentionAll(story, roles);
      return;
    }
    // `had a train to catch`
    if (isElsewhere(story, clause, roles)) return;
    const isToDo =
      lemma === 'have' &&
      all.some((each) => each.link?.kind === 'to' && each.link.of === clause && clause.objects.length > 0);
    if (isToDo && !story.knowsAny(clause.objects.flat())) return;
    if (this.states.act(clause) || this.rows.act(roles)) return;
    if (lineUp(clause, this.sentence.textOf(clause).text, story, this.facts)) return;
    // `in the nest, where she left it`
    if (lemma === 'leave' && clause.link?.word === 'where' && clause.phrases.length === 0) return;
    if (lemma === 'leave' && this.staysThere(clause, all)) return;
    if (lemma === 'leave' && /\b(?:it|them) (?:that way|like that|at that)\b/.test(this.sentence.textOf(clause).text))
      return;
    // `When the puppy left`, of whose place nothing was said
    if (
      lemma === 'leave' &&
      clause.objects.length === 0 &&
      clause.phrases.every(({ isLeading }) => isLeading) &&
      roles.named().every((id) => !story.world.now.has(id))
    )
      return;
    // `Tej's bat is borrowed`
    if (
      !story.begun &&
      verb.isPassive &&
      verb.form === 'participle' &&
      has(lemma, 'take') &&
      clause.phrases.length === 0 &&
      clause.objects.length === 0
    )
      return;
    if (this.becomes(clause)) return;
    // `At half-time he is taken off`
    const isOff =
      verb.isPassive &&
      lemma === 'take' &&
      clause.adverbs.includes('off') &&
      clause.subject.every((noun) => roles.isPerson(noun));
    if (isOff && roles.named().every((id) => !story.world.now.has(id))) return;
    // `shows it to the officer, who hands it back`
    if (SHOWS.has(lemma) && !verb.isPassive) {
      mentionAll(story, roles);
      story.shown = (clause.objects.at(-1) ?? []).flatMap((noun) => story.references.all(noun).flat());
      return;
    }
    // `finds it there`, where it is
    if (lemma === 'find' && clause.adverbs.includes('there')) return;
    if (isEvent(clause)) this.exchanges.complete();
    if (has(lemma, 'exchange')) story.duties.settle(clause.objects[0]?.[0]?.words.at(-1));
    if (this.isGone(clause, roles)) return;
    const price = has(lemma, 'exchange') ? undefined : this.prices.price(roles);
    // Of `was given the cup for the pen` it is not said who had the pen.
    if (price && verb.isPassive && isEvent(clause) && roles.named().length > 1)
      throw fault(
        this.sentence.span(clause),
        'what is given for it, and by whom, is not certain: write who gives what to whom',
      );
    if (
      price &&
      !verb.isPassive &&
      ['carry', 'take', 'have', 'acquire', 'leave'].some((sense) => has(lemma, sense as 'take'))
    ) {
      this.prices.act(roles, price);
      return;
    }
    if (!story.begun && this.introductions.introduce(clause, roles)) return;
    if (has(lemma, 'exchange') && isExchanging(story, clause, roles)) {
      // `lets Dag go ahead of her, so the two of them change places`: that was told
      if (/^(?:, )?so /.test(this.sentence.textOf(clause).text) && this.isDone(clause)) return;
      this.exchanges.swap(roles);
      return;
    }
    if (
      ['make', 'do', 'have'].includes(lemma) &&
      clause.objects[0]?.[0] &&
      ['swap', 'trade', 'exchange', 'switch'].includes(clause.objects[0][0].words.at(-1) ?? '') &&
      clause.subject.length > 0
    ) {
      this.exchanges.swap(new Roles(story, { ...clause, objects: [] }));
      return;
    }
    // `moves her token three squares forward`
    const [piece, ...counted] = clause.objects;
    if (has(lemma, 'carry') && piece && areThings(story, piece) && climbOf({ ...clause, objects: counted })) {
      const going: Clause = { ...clause, subject: piece, objects: counted };
      this.sentence.same(clause, going);
      if (this.goings.go(new Roles(story, going))) return;
    }
    if (has(lemma, 'go') && climbOf(clause) && this.goings.go(roles)) return;
    const isBrought =
      has(lemma, 'carry') &&
      (clause.objects[0] ?? []).some((noun) => roles.known(noun)) &&
      (roles.goal() !== undefined || clause.objects.length > 1 || clause.adverbs.some((word) => FLOORS.has(word)));
    // `lets Ben have her pen`
    const isLet =
      LET.has(lemma) &&
      clause.link?.of &&
      has(clause.link.of.verb?.lemma ?? '', 'cause') &&
      (clause.objects[0] ?? []).some((noun) => roles.known(noun));
    if (isLet && this.transfers.take(roles)) return;
    if (!isBrought && this.facts.state(clause) && !has(lemma, 'exchange')) {
      if (!(story.begun && has(lemma, 'take') && !verb.isPassive)) return;
    }
    if (has(lemma, 'remove') && this.removes(clause, roles)) return;
    const isPlaced = (clause.objects[0] ?? []).some((noun) => roles.known(noun)) && roles.goal() !== undefined;
    if (has(lemma, 'turn') && !isPlaced) {
      this.quiet.quiet(clause, roles);
      return;
    }
    // `caught the thief`, of whose place nothing was said
    const areCaught =
      has(lemma, 'take') &&
      clause.objects.length === 1 &&
      (clause.objects[0] ?? []).every((noun) => roles.known(noun) && roles.isPerson(noun)) &&
      (clause.objects[0] ?? []).every((noun) =>
        story.references
          .all(noun)
          .flat()
          .every((id) => !story.world.now.has(id)),
      ) &&
      roles.phrases('to', 'into', 'from', 'off', 'onto').length === 0;
    if (areCaught && CATCHES.has(lemma)) return;
    if (has(lemma, 'take') && this.hasIt(clause, roles)) return;
    if (has(lemma, 'take') && this.goings.takePlace(roles)) return;
    if (has(lemma, 'take') && !(has(lemma, 'carry') && roles.goal()) && this.transfers.take(roles)) return;
    if (has(lemma, 'carry') || lemma === 'leave') {
      const isGift = GIFTS.has(lemma);
      if (
        (lemma !== 'leave' ||
          roles.goal() !== undefined ||
          clause.objects.length === 2 ||
          (story.begun && clause.adverbs.includes('there') && clause.objects.length === 1)) &&
        this.transfers.carry(roles, { isGift })
      )
        return;
    }
    const [entered] = clause.objects;
    if (['enter', 'reach', 'cross'].includes(lemma) && entered?.length === 1 && !verb.isPassive) {
      const into: Clause = {
        ...clause,
        objects: [],
        phrases: [...clause.phrases, { preposition: 'into', nouns: entered, isLeading: false }],
      };
      this.sentence.same(clause, into);
      if (roles.named().length > 1 && this.goings.go(new Roles(story, into))) return;
    }
    if (has(lemma, 'go') && clause.objects.length === 0 && !verb.isPassive) {
      if (this.goesOffWith(clause, roles)) return;
      if (this.goings.go(roles)) return;
      // `crept to the stone`, where nobody's place is followed
      const areFree = clause.subject.length > 0 && clause.subject.every((noun) => roles.isPerson(noun));
      if (areFree && !this.goings.anyBodyIsSomewhere() && has(lemma, 'go') && !has(lemma, 'exchange')) {
        mentionAll(story, roles);
        return;
      }
      // `ran home with the ball`, which she had
      const borne = roles
        .phrases('with')
        .filter(({ isLeading }) => !isLeading)
        .flatMap(({ nouns }) => nouns)
        .flatMap((noun) => story.references.all(noun).flat());
      const bearers = clause.subject.flatMap((noun) => story.references.all(noun).flat());
      const areTheirs = borne.length > 0 && borne.every((id) => bearers.includes(story.world.now.get(id) ?? -1));
      if (areTheirs && bearers.every((id) => !story.world.now.has(id))) return;
    }
    if (has(lemma, 'leave') && this.goings.leave(roles)) return;
    if (has(lemma, 'keep')) {
      // `so he kept my cup`
      const kept = (clause.objects[0] ?? []).flatMap((noun) => story.references.all(noun).flat());
      const keepers = clause.subject.flatMap((noun) => story.references.all(noun).flat());
      const isOthers = kept.some((id) => story.world.now.has(id) && !keepers.includes(story.world.now.get(id) ?? -1));
      if (isOthers && keepers.length > 0) this.transfers.take(roles);
      return;
    }
    if (this.drives(clause, roles)) return;
    this.quiet.quiet(clause, roles);
  }

  /** `takes off her scarf and gives it to Ben`, `picks up her pen`: what she has. */
  private hasIt(clause: Clause, roles: Roles): boolean {
    const { references, world } = this.story;
    const { subject, objects, phrases, verb } = clause;
    const [who, more] = subject.map((noun) => references.all(noun));
    const things = (objects[0] ?? []).map((noun) => references.all(noun, who?.flat()));
    if (verb?.isPassive || more || who?.length !== 1 || objects.length !== 1 || things.length === 0) return false;
    if (!TAKES_UP.has(verb?.lemma ?? '') || phrases.some(({ isLeading }) => !isLeading)) return false;
    const isHis = things.every((ids) => ids.length === 1 && ids[0]?.every((id) => world.now.get(id) === who[0]?.[0]));
    if (isHis) mentionAll(this.story, roles);
    return isHis;
  }

  /** `went home with Kaya's scarf`: it is taken. */
  private goesOffWith(clause: Clause, roles: Roles): boolean {
    const { references, world } = this.story;
    const [things, more] = roles.phrases('with').filter(({ isLeading }) => !isLeading);
    const isOff = clause.adverbs.some((word) => ['home', 'off', 'away'].includes(word));
    if (!things || more || !isOff || clause.subject.length !== 1) return false;
    const who = clause.subject.flatMap((noun) => references.all(noun).flat());
    const ids = things.nouns.flatMap((noun) => references.all(noun).flat());
    const areOthers =
      ids.length > 0 &&
      ids.every((id) => world.is(id, 'thing') && world.now.has(id) && !who.includes(world.now.get(id) ?? -1));
    if (!areOthers) return false;
    const verb = { ...(clause.verb as VerbGroup), lemma: 'take' };
    const taking: Clause = {
      ...clause,
      verb,
      objects: [things.nouns],
      phrases: clause.phrases.filter((each) => each !== things),
    };
    this.sentence.same(clause, taking);
    return this.transfers.take(new Roles(this.story, taking));
  }

  /** `leaving the box where it was`, `leaving the pouch in the case`, where it is: nothing is moved. */
  private staysThere({ objects, phrases, verb, to }: Clause, all: readonly Clause[]): boolean {
    const { references, world } = this.story;
    const things = (objects[0] ?? []).map((noun) => references.all(noun));
    if (verb?.isPassive || objects.length !== 1 || things.length === 0) return false;
    const next = all.find(({ from }) => from === to);
    const isWhereItWas = next?.link?.word === 'where' && next.verb?.lemma === 'be';
    const isKnown = things.every((ids) => ids.length === 1 && ids[0]?.length === 1);
    if (isWhereItWas && isKnown) return true;
    const place = phrases.find(
      ({ preposition, isLeading, nouns }) =>
        !isLeading && nouns.length === 1 && ['in', 'on', 'under', 'at'].includes(preposition),
    )?.nouns[0];
    const there = place ? references.all(place).flat() : [];
    return isKnown && there.length === 1 && things.flat(2).every((id) => world.now.get(id) === there[0]);
  }

  /** `sewed it into his pillow`, `shook the ring out of the boot`: whatever is done with it, it is there then. */
  drives(clause: Clause, roles: Roles): boolean {
    const { verb, objects } = clause;
    const [themes, more] = objects;
    if (!verb || verb.isPassive || more || themes?.length !== 1 || TELLS.has(verb.lemma)) return false;
    if (!areThings(this.story, themes) || clause.subject.length !== 1) return false;
    if (roles.phrases('into', 'onto').some(({ isLeading }) => !isLeading))
      return this.transfers.carry(roles, { isGift: false });
    const isOut = /\b(?:out of|off)\b/.test(this.sentence.textOf(clause).text) && roles.source() !== undefined;
    return isOut && this.transfers.take(roles);
  }

  /** Whether those who are named have just changed with each other, in this sentence. */
  private isDone({ subject }: Clause): boolean {
    const last = this.story.happened.at(-1);
    const movers = last?.moves.map(({ thing }) => thing) ?? [];
    const named = subject.flatMap((noun) => this.story.references.all(noun).flat());
    const isHere = last !== undefined && last.start >= this.sentence.whole.start;
    return isHere && movers.length === 2 && named.length === 2 && movers.every((id) => named.includes(id));
  }

  /** `Max becomes the princess`, `Bronagh took over as queen`: a role goes to somebody else. */
  private becomes(clause: Clause): boolean {
    const { story } = this;
    const { verb, subject, objects, phrases } = clause;
    if (!verb || verb.isPassive || subject.length !== 1) return false;
    const taken = ['take', 'step', 'stand', 'come'].includes(verb.lemma)
      ? phrases.find(({ preposition, isLeading }) => !isLeading && ['over', 'as'].includes(preposition))?.nouns
      : undefined;
    const [role, more] = taken ?? (verb.lemma === 'become' ? (objects[0] ?? []) : []);
    if (!role || more) return false;
    const ids = story.references
      .all(role)
      .flat()
      .filter(
        (id) =>
          story.world.entities[id]?.isRole ||
          (verb.lemma === 'become' && areThings(story, [role]) && story.world.now.has(id)),
      );
    const who = story.references.all(subject[0] as Noun).flatMap((each) => (each.length === 1 ? each : []));
    if (ids.length !== 1) return false;
    if (who.length !== 1) throw fault(subject[0] as Noun, 'who it is then is not certain');
    story.note(subject[0] as Noun, who);
    story.happen([{ thing: ids[0] ?? -1, to: who[0] ?? -1 }], this.sentence.span(clause));
    return true;
  }

  /** `Petra's balloon bursts`, `Ann eats the apple`: nobody has it then. */
  private isGone(clause: Clause, roles: Roles): boolean {
    const { verb, subject, objects } = clause;
    const isBurst = verb !== undefined && ENDS.has(verb.lemma) && !verb.isPassive && objects.length === 0;
    const isEaten = verb !== undefined && CONSUMES.has(verb.lemma) && (objects.length === 1 || verb.isPassive);
    const gone = isBurst || verb?.isPassive ? subject : (objects[0] ?? []);
    if (!(isBurst || isEaten) || gone.length === 0 || !gone.every((noun) => roles.known(noun) && !roles.isPerson(noun)))
      return false;
    if (!areThings(this.story, gone)) return false;
    this.transfers.out(gone, { ids: [] }, roles);
    return true;
  }

  private removes(clause: Clause, roles: Roles): boolean {
    const themes = clause.verb?.isPassive ? clause.subject : clause.objects[0];
    if (!themes?.some((noun) => roles.known(noun))) return false;
    const into = roles.goal();
    if (clause.verb?.lemma === 'empty' && into && roles.known(into)) {
      this.transfers.pour(themes, into, this.sentence.span(clause));
      return true;
    }
    if (clause.verb?.lemma === 'empty' || clause.verb?.lemma === 'unload' || clause.verb?.lemma === 'unpack')
      throw fault(this.sentence.span(clause), 'write what is taken out');
    if (clause.verb?.lemma === 'remove' && clause.subject.length === 1 && roles.known(clause.subject[0] as Noun))
      return this.transfers.take(roles);
    this.transfers.out(themes, { ids: [] }, roles);
    return true;
  }
}

/** `We got a new rug`: those who tell the story, and nothing of it. */
function isElsewhere(story: Story, { verb, subject, objects, phrases }: Clause, roles: Roles): boolean {
  const rest = [...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)];
  return (
    story.begun &&
    !has(verb?.lemma ?? '', 'exchange') &&
    subject.length === 1 &&
    subject.every((noun) => ['i', 'I', 'we', 'you'].includes(noun.pronoun ?? '') && !story.knows(noun)) &&
    roles.named().length === 0 &&
    rest.every(
      ({ kind, pronoun, words, owner }) =>
        (kind === 'name' && words.some((word) => CALENDAR.has(word))) ||
        (pronoun === undefined &&
          !owner &&
          (kind === 'indefinite' || kind === 'bare' || (kind === 'definite' && !isKind(words.at(-1) ?? '')))),
    )
  );
}

const TAKES_UP = wordSet('take pick lift grab pull');

/** What one does with a thing before somebody who does not get it. */
const SHOWS = wordSet('show demonstrate describe display');

/** What is said of a thing, or seen of it, moves nothing. */
const TELLS = wordSet(
  'look watch see read stare peer gaze turn change make talk translate write draw paint cut divide break describe explain sing show notice spot',
);

/** After these a thing is no more. */
const ENDS = wordSet('burst pop explode melt vanish disappear evaporate sink');
const CONSUMES = new Set(['eat', 'swallow', 'devour', 'burn', 'lose']);
/** With `up` nobody goes anywhere by it. */
const RISES = wordSet('get stand sit wake jump');
/** `lets Fritz wear the crown` */
const LET = wordSet('have wear hold use keep ride drive carry play own');

/** What one does with somebody who gets away. */
const CATCHES = wordSet('catch grab seize stop find');

/** What one hands on oneself. */
const GIFTS = wordSet(
  'give offer bestow gift grant relay ship post relinquish yield cede trust hand pass lend loan toss throw fling lob sell award present deal donate deliver chuck forward surrender hurl feed entrust bequeath kick roll bounce slip slide',
);
