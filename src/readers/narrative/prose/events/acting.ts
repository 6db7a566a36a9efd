import { EXCHANGE_NOUNS, lemmasOf, PREPOSITIONS } from '../../language/acts';
import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { Exchanges } from './exchanges/exchanges';
import { isExchanging } from './exchanging';
import { Facts } from '../scene/facts';
import { Goings } from './goings';
import { becomes } from './becoming';
import { Idle } from './idle';
import { constructed } from './constructions';
import { isElsewhere } from './elsewhere';
import { Handling } from './handling';
import { isReturned } from './returned';
import { Vanishing } from './vanishing';
import { Introductions } from '../scene/introducing';
import { climbOf } from './levels';
import { lineUp } from './lineups';
import { Prices } from './prices';
import { Quiet } from './quiet';
import { Restating } from './restating';
import { areThings, mentionAll, Roles } from './roles';
import { Rows } from './rows';
import { isPersonNoun } from '../grammar/noun-kinds';
import { isEvent, Sentence } from '../grammar/sentence';
import { States } from './states';
import type { Story } from '../world/story';
import { FLOORS } from './transfers/placing';
import { Transfers } from './transfers/transfers';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';
import { fault } from '../world/world';

/** A clause as what it tells. */
export class Acting {
  private current = new Sentence();
  readonly facts: Facts;
  readonly quiet: Quiet;
  readonly states: States;
  readonly handling: Handling;
  private readonly idle: Idle;
  private readonly vanishing: Vanishing;
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
    this.handling = new Handling(story, this.transfers, () => this.current);
    this.idle = new Idle(story, this.handling, () => this.current);
    this.vanishing = new Vanishing(story, this.transfers, span);
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
    if (becomes(clause, story, this.sentence)) return;
    if (this.idle.movesNothing(clause, roles, all)) return;
    if (isEvent(clause)) this.exchanges.complete();
    if (has(lemma, 'exchange')) story.duties.settle(clause.objects[0]?.[0]?.words.at(-1));
    if (this.vanishing.isGone(clause, roles)) return;
    // `had no room for the piano` tells no price
    const isLack = objectsOf(clause).some(({ pronoun }) => pronoun === 'nothing');
    const price = has(lemma, 'exchange') || isLack ? undefined : this.prices.price(roles);
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
    if (this.idle.announces(clause)) return;
    if (has(lemma, 'exchange') && isExchanging(story, clause, roles)) {
      // `lets Dag go ahead of her, so the two of them change places`: that was told
      if (/^(?:, )?so /.test(this.sentence.textOf(clause).text) && this.isDone(clause)) return;
      this.exchanges.swap(roles);
      return;
    }
    if (
      ['make', 'do', 'have'].includes(lemma) &&
      clause.objects[0]?.[0] &&
      EXCHANGE_NOUNS.has(clause.objects[0][0].words.at(-1) ?? '') &&
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
    if (this.letsHaveRole(clause)) return;
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
    if (has(lemma, 'remove') && this.vanishing.removes(clause, roles)) return;
    const isPlaced = (clause.objects[0] ?? []).some((noun) => roles.known(noun)) && roles.goal() !== undefined;
    // `switches to locker 4`
    const isSwitching = clause.objects.length === 0 && clause.phrases.some(({ preposition, isLeading }) => !isLeading && preposition === 'to'); // prettier-ignore
    if (has(lemma, 'turn') && !isPlaced && !isSwitching) {
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
      roles.phrasesWith(PREPOSITIONS.way).length === 0;
    if (areCaught && CATCHES.has(lemma)) return;
    if (has(lemma, 'take') && this.handling.hasIt(clause, roles)) return;
    if (has(lemma, 'take') && this.goings.takePlace(roles)) return;
    if (has(lemma, 'take') && !(has(lemma, 'carry') && roles.goal()) && this.transfers.take(roles)) return;
    // `drinks some milk and puts it back`
    if (isReturned(clause, all, story)) {
      story.remark(this.sentence.span(clause), 'it is put back where it is: nothing changes');
      return;
    }
    if (has(lemma, 'carry') || lemma === 'leave') {
      // `slips the button into his pocket` is no gift
      const goal = roles.goal();
      const isGift = GIFTS.has(lemma) && !(goal && clause.objects.length === 1 && !roles.isPerson(goal));
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
      if (this.handling.goesOffWith(clause, roles)) return;
      if (this.goings.go(roles)) return;
      // `crept to the stone`, where nobody's place is followed
      const areFree = clause.subject.length > 0 && clause.subject.every((noun) => roles.isPerson(noun));
      if (areFree && !this.goings.anyBodyIsSomewhere() && has(lemma, 'go') && !has(lemma, 'exchange')) {
        // `He runs to Clara and gives her …`
        for (const noun of roles.phrases('to').flatMap(({ nouns }) => nouns))
          if (noun.kind === 'name' && !noun.owner && isPersonNoun(noun) && !roles.known(noun))
            story.introduce(noun, 'person');
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
    const isDeparting = DEPARTS.has(lemma) && !roles.goal() && clause.objects.length === 0 && !verb.isPassive;
    if ((has(lemma, 'leave') || isDeparting) && this.goings.leave(roles)) return;
    if (has(lemma, 'keep')) {
      // `so he kept my cup`
      const kept = (clause.objects[0] ?? []).flatMap((noun) => story.references.all(noun).flat());
      const keepers = clause.subject.flatMap((noun) => story.references.all(noun).flat());
      const isOthers = kept.some((id) => story.world.now.has(id) && !keepers.includes(story.world.now.get(id) ?? -1));
      if (isOthers && keepers.length > 0) this.transfers.take(roles);
      return;
    }
    if (this.handling.drives(clause, roles)) return;
    // `breaks into the barn`
    const going = constructed(clause, story);
    if (going) {
      this.sentence.same(clause, going);
      const by = new Roles(story, going);
      if (going.objects.length === 0 ? this.goings.go(by) : this.transfers.carry(by, { isGift: false })) return;
    }
    this.quiet.quiet(clause, roles);
  }

  /** `Otto lets her have the part`: his. @throws NotationError where it is not certain which one */
  private letsHaveRole(clause: Clause): boolean {
    const { story } = this;
    const { link, verb } = clause;
    const [part, more] = clause.objects.flat();
    const isRole = part?.kind === 'definite' && !part.owner && words.ROLES.has(part.words.join(' ')) && !more;
    if (!isRole || !story.begun || !LET.has(verb?.lemma ?? '') || !has(link?.of?.verb?.lemma ?? '', 'cause'))
      return false;
    const givers = (link?.of?.subject ?? []).flatMap((noun) => story.references.all(noun).flat());
    const [role, another] = givers.length === 1 ? story.world.held(givers[0] ?? -1, 'thing') : [];
    if (role === undefined || another !== undefined) throw fault(part, `which ${part.shown} is meant is not certain`);
    return this.transfers.take(new Roles(story, { ...clause, objects: [[{ ...part, meant: role }]] }));
  }

  /** Whether those who are named have just changed with each other, in this sentence. */
  private isDone({ subject }: Clause): boolean {
    const last = this.story.happened.at(-1);
    const movers = last?.moves.map(({ thing }) => thing) ?? [];
    const named = subject.flatMap((noun) => this.story.references.all(noun).flat());
    const isHere = last !== undefined && last.start >= this.sentence.whole.start;
    return isHere && movers.length === 2 && named.length === 2 && movers.every((id) => named.includes(id));
  }
}

const objectsOf = ({ objects }: Clause) => objects.flat();
/** With `up` nobody goes anywhere by it. */
const RISES = wordSet('get stand sit wake jump');
/** `lets Fritz wear the crown` */
const LET = wordSet('have wear hold use keep ride drive carry play own');

/** What one does with somebody who gets away. */
const CATCHES = wordSet('catch grab seize stop find');

/** Who does so is there no more. */
const DEPARTS = wordSet('depart vanish disappear');

/** What one hands on oneself. */
const GIFTS: ReadonlySet<string> = new Set(lemmasOf('give'));
