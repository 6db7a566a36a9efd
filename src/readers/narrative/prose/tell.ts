import { HARDLY } from '../lexicon';
import { wordSet } from '../word-set';
import type { Segment } from '../sentences';
import type { Span } from '../story';
import type { Token } from '../tokens';
import { withoutAppositions } from './appositions';
import { clausesOf, type Clause } from './clauses';
import { Exchanges } from './exchanges';
import { Facts } from './facts';
import { Goings } from './goings';
import { isAcceptance, mayOffer, refuses } from './deals';
import { takesBack, uncertainty } from './doubts';
import { framed } from './frames';
import { Introductions } from './introducing';
import { itemsOf, type Item } from './items';
import { toldAtOnce, withVerbsInLists } from './lists';
import type { Noun } from './nouns';
import { Prices } from './prices';
import { withoutRestrictions } from './relatives';
import { Roles } from './roles';
import { spelledOut } from './spelled';
import { Rows } from './rows';
import { States } from './states';
import { isPersonNoun, Story } from './story';
import { Transfers } from './transfers';
import { has, isQuiet } from './verbs';
import { fault } from './world';

/** A story in everyday English, sentence by sentence: docs/reading-narratives.md. */
export class Teller {
  readonly story = new Story();
  /** Sentences and clauses that were passed over. */
  readonly unread: Span[] = [];
  private readonly facts = new Facts(this.story);
  private readonly transfers = new Transfers(this.story);
  private readonly exchanges = new Exchanges(this.story, (clause) => this.span(clause));
  private readonly goings = new Goings(this.story, (clause) => this.span(clause));
  private readonly rows = new Rows(this.story, (clause) => this.span(clause));
  private readonly introductions = new Introductions(this.story, this.facts);
  private readonly prices = new Prices(this.story, (clause) => this.span(clause));
  readonly states = new States(this.story, (clause) => this.textOf(clause));
  private tokens: readonly Token[] = [];
  private ranges = new Map<Clause, Span>();
  /** What somebody wanted, was asked or offered to do: done where it is said that they do. */
  private pending: Clause[] = [];

  /** @throws NotationError where it is not understood, or does not fit what was told before */
  segment({ tokens }: Segment): void {
    const { story } = this;
    const spelled = spelledOut(tokens.filter(({ kind }) => kind !== 'end'));
    const atOnce = story.world.now.size > 0 ? toldAtOnce(spelled, story.world) : undefined;
    this.tokens = atOnce ?? withVerbsInLists(spelled, story.world);
    const [first, last] = [this.tokens[0], this.tokens.at(-1)];
    if (!first || !last) return;
    // `Every morning Rita gets the paper first`, before all else
    const isHabit =
      !story.begun &&
      /^(?:every|each) (?:day|morning|evening|night|week|month|year|summer|winter|spring|autumn|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
        `${first.lower} ${this.tokens[1]?.lower ?? ''}`,
      );
    if (isHabit) {
      this.unread.push({ start: first.start, end: last.end });
      return;
    }
    const items = withoutRestrictions(withoutAppositions(itemsOf(this.tokens, story.world)));
    const clauses = clausesOf(items);
    for (const clause of clauses) {
      const from = items[clause.from]?.from ?? 0;
      const to = items[Math.max(clause.from, clause.to - 1)]?.to ?? from + 1;
      this.ranges.set(clause, {
        start: this.tokens[from]?.start ?? first.start,
        end: this.tokens[to - 1]?.end ?? last.end,
      });
    }
    const [opening, next] = clauses;
    if (opening?.link?.kind === 'ing' && opening.subject.length === 0 && next) opening.subject = [...next.subject];
    story.references.nextSentence();
    if (this.asked && this.asked.sentences++ > 1) this.finish();
    if (refuses(this.tokens)) {
      this.asked = undefined;
      this.pending = [];
      this.isOffered = false;
    }
    if (mayOffer(this.tokens)) this.isOffered = true;
    const before = {
      steps: story.happened.length,
      learnt: story.world.first.size,
      holders: story.world.holders.size,
      states: this.states.switches.all.length,
    };
    this.checkDoubts(items, clauses);
    const whole = { start: first.start, end: last.end };
    const tell = () => {
      for (const clause of this.inOrder(clauses)) this.clause(clause, clauses);
    };
    if (atOnce) story.atOnce(whole, tell);
    else if (story.round && this.isSameAgain()) story.again(whole);
    else tell();
    const isRead =
      story.happened.length > before.steps ||
      story.world.first.size > before.learnt ||
      story.world.holders.size > before.holders ||
      this.states.switches.all.length > before.states;
    if (!isRead) this.unread.push({ start: first.start, end: last.end });
  }

  private span(clause: Clause): Span {
    return this.ranges.get(clause) ?? { start: this.tokens[0]?.start ?? 0, end: this.tokens.at(-1)?.end ?? 0 };
  }

  private textOf(clause: Clause): Span & { text: string } {
    const span = this.span(clause);
    const text = this.tokens
      .filter(({ start }) => span.start <= start && start < span.end)
      .map(({ lower }) => lower)
      .join(' ');
    return { ...span, text };
  }

  /** `They pass them on in the same way again`, and nobody is named. */
  private isSameAgain(): boolean {
    const text = this.tokens.map(({ lower }) => lower).join(' ');
    const isAgain =
      /\b(?:(?:in )?the same (?:way|manner|fashion|direction)|do (?:it|this|that|so|the same)) (?:again|once more)\b|\b(?:again|once more) in the same (?:way|manner|fashion|direction)\b/.test(
        text,
      );
    return (
      isAgain &&
      !this.tokens.some(
        (_, k) => this.story.world.lengthAt(this.tokens, k) > 0 && /^\p{Lu}/u.test(this.tokens[k]?.text ?? ''),
      )
    );
  }

  private sameSpan(said: Clause, clause: Clause): void {
    this.ranges.set(clause, this.span(said));
    this.unreal.set(clause, this.isUnreal(said));
  }

  /** Conditions and corrections: what hangs on them is not certain. */
  private checkDoubts(items: readonly Item[], clauses: readonly Clause[]): void {
    const lowers = this.tokens.map(({ lower }) => lower);
    const hasEvent = clauses.some((clause) => this.isEvent(clause) && !this.isUnreal(clause));
    const condition = clauses.find(
      ({ link }) => link?.kind === 'while' && ['if', 'unless', 'lest'].includes(link.word),
    );
    const isAsked = clauses.some(
      ({ verb }) => verb && ['ask', 'wonder', 'know', 'see', 'check', 'enquire', 'inquire'].includes(verb.lemma),
    );
    if (hasEvent && condition && !isAsked)
      throw fault(this.span(condition), 'what happens only under a condition is not read');
    const text = lowers.join(' ');
    const whole = { start: this.tokens[0]?.start ?? 0, end: this.tokens.at(-1)?.end ?? 0 };
    const why = hasEvent ? uncertainty(text, items, clauses) : takesBack(text);
    if (
      why !== undefined &&
      (hasEvent ||
        !clauses.some((clause) => this.isUnreal(clause)) ||
        !this.story.knowsAny(clauses.flatMap(({ subject }) => subject)))
    )
      throw fault(whole, why);
  }

  /** Clauses in the order in which they happen: `after`, `when` and `because` before, `before` behind what they hang on. */
  private inOrder(clauses: readonly Clause[]): Clause[] {
    const order = [...clauses];
    for (const clause of clauses) {
      const { link } = clause;
      if (link?.kind !== 'while' && link?.kind !== 'ing') continue;
      const at = order.indexOf(clause);
      const index = clauses.indexOf(clause);
      if (['after', 'once', 'when', 'since', 'because', 'whenever'].includes(link.word) && index > 0) {
        const real = this.isEvent(clause) && !this.isUnreal(clause);
        if (!real) continue;
        const main = clauses.findLastIndex(
          (each, k) => k < index && each.link?.kind !== 'while' && each.link?.kind !== 'ing',
        );
        if (main < 0) continue;
        order.splice(at, 1);
        order.splice(order.indexOf(clauses[main] as Clause), 0, clause);
      } else if (link.word === 'before' && index === 0) {
        const main = clauses.findIndex(
          (each, k) => k > 0 && each.link?.kind !== 'while' && each.link?.kind !== 'ing' && each.link?.kind !== 'to',
        );
        if (main < 0 || !this.isEvent(clause)) continue;
        order.splice(at, 1);
        order.splice(order.indexOf(clauses[main] as Clause) + 1, 0, clause);
      }
    }
    return order;
  }

  private isEvent({ verb, objects }: Clause): boolean {
    if (!verb) return false;
    const { lemma } = verb;
    if (has(lemma, 'exchange') || has(lemma, 'carry') || has(lemma, 'leave') || has(lemma, 'remove')) return true;
    return (has(lemma, 'take') && (objects.length > 0 || verb.isPassive)) || (has(lemma, 'go') && !has(lemma, 'quiet'));
  }

  /** What is denied, wanted, possible, or only said: as it is when the sentence begins. */
  private isUnreal(clause: Clause): boolean {
    const known = this.unreal.get(clause);
    if (known !== undefined) return known;
    const found = this.findUnreal(clause);
    this.unreal.set(clause, found);
    return found;
  }

  private readonly unreal = new Map<Clause, boolean>();

  private findUnreal(clause: Clause): boolean {
    const { verb, link } = clause;
    if (!verb) return false;
    if (verb.isNegated || verb.modal !== undefined || verb.lemma === 'offer') return true;
    // `nobody gave`, `no teacher gave`, `hardly anyone gave`
    const isNobody =
      clause.subject.some(({ pronoun }) => pronoun === 'nobody' || pronoun === 'nothing') ||
      HARDLY.has(/^\w*/.exec(this.textOf(clause).text.toLowerCase())?.[0] ?? '');
    if (isNobody && this.isEvent(clause)) return true;
    if (clause.adverbs.some((word) => ['almost', 'nearly', 'never', 'hardly'].includes(word))) return true;
    if (
      !this.story.begun &&
      clause.adverbs.some((word) =>
        ['usually', 'often', 'sometimes', 'always', 'occasionally', 'regularly'].includes(word),
      )
    )
      return true;
    if (!link) return false;
    const of = link.of?.verb;
    if (link.kind === 'while' && link.word === 'that') {
      if ((of && has(of.lemma, 'say')) || !this.isEvent(clause)) return true;
      throw fault(
        this.span(clause),
        "whether what stands behind 'that' happens is not certain: write it as a sentence of its own",
      );
    }
    if (
      link.kind === 'while' &&
      ['if', 'whether', 'unless', 'so that', 'until', 'till', 'as if', 'lest'].includes(link.word)
    ) {
      // `had the pen until he swapped it`
      if (/^(?:until|till)$/.test(link.word) && has(verb.lemma, 'exchange'))
        throw fault(this.span(clause), 'when this happens is not certain: write it where it happens');
      return true;
    }
    if (link.kind === 'say')
      return of !== undefined && !has(of.lemma, 'cause') && !['see', 'notice', 'find', 'discover'].includes(of.lemma);
    if (link.kind === 'ing') {
      if (
        ['without', 'instead of', 'about', 'of', 'for', 'at', 'from', 'against', 'like', 'to', 'than'].includes(
          link.word,
        )
      )
        return true;
      if (link.word === 'into') return !(of && has(of.lemma, 'cause')) || (link.of ? this.isUnreal(link.of) : false);
      const leads =
        link.word === '' &&
        link.of &&
        link.of.objects.length === 0 &&
        link.of.phrases.every(({ isLeading }) => isLeading) &&
        clause.from === link.of.to;
      if (
        leads &&
        of &&
        (has(of.lemma, 'want') || has(of.lemma, 'quiet')) &&
        !['start', 'begin', 'finish', 'stand', 'sit', 'laugh', 'smile', 'end'].includes(of.lemma) &&
        !this.isComma(clause)
      )
        return true;
      return link.of && link.word !== 'after' && link.word !== 'before' ? this.isUnreal(link.of) : false;
    }
    if (link.kind !== 'to' || !of || !link.of) return false;
    if (this.isUnreal(link.of) && !(of.modal === undefined && !of.isNegated)) return true;
    return !this.isDone(clause, link.of);
  }

  private isComma(clause: Clause): boolean {
    const start = this.span(clause).start;
    const index = this.tokens.findIndex((token) => token.start === start);
    return this.tokens[index]?.text === ',' || this.tokens[index - 1]?.text === ',';
  }

  /** Whether with `decides to`, `is told to by the coach` it is done. */
  private isDone(clause: Clause, { verb, subject, link }: Clause): boolean {
    if (!verb) return false;
    if (verb.isNegated || verb.modal !== undefined) return false;
    const { lemma } = verb;
    if (
      [
        'manage',
        'decide',
        'begin',
        'start',
        'proceed',
        'continue',
        'happen',
        'agree',
        'choose',
        'get',
        'have',
        'hurry',
        'rush',
        'hasten',
      ].includes(lemma)
    )
      return !(link?.of && this.isUnreal(link.of));
    if (has(lemma, 'cause')) return true;
    const isTold =
      has(lemma, 'ask') && !['want', 'wish', 'need', 'expect', 'allow', 'permit', 'invite', 'advise'].includes(lemma);
    if (!isTold || clause.subject.every((noun) => subject.includes(noun))) return false;
    const asked = new Set(clause.subject.flatMap((noun) => this.story.references.all(noun).flat()));
    const byOutsider = !verb.isPassive && subject.length > 0 && subject.every((noun) => this.isOutsider(noun, asked));
    if (byOutsider && this.isEvent(clause))
      this.story.remark(this.span(clause), `what somebody is told to do is taken as done`);
    if (!byOutsider && this.isEvent(clause)) this.asked = { clause, sentences: 0 };
    return byOutsider;
  }

  /** Whether it may be somebody else who asks: `she`, of whom it is not certain who she is, too. */
  private isOutsider(noun: Noun, asked: ReadonlySet<number>): boolean {
    const { references, world } = this.story;
    const found = references
      .all(noun)
      .flat()
      .filter((id) => !asked.has(id));
    const isAsked = references
      .all(noun)
      .flat()
      .some((id) => asked.has(id));
    return (found.length === 0 && !isAsked) || found.some((id) => !world.holders.has(id) && !world.now.has(id));
  }

  private clause(said: Clause, all: readonly Clause[]): void {
    const clause = framed(said, this.story);
    if (clause !== said) this.sameSpan(said, clause);
    const roles = new Roles(this.story, clause);
    const { verb } = clause;
    if (!verb) {
      this.fragment(clause, roles);
      return;
    }
    if (this.doesSo(clause) || this.accepts(clause, all)) return;
    if (this.isUnreal(clause)) {
      if (verb.isNegated && verb.lemma === 'have' && this.facts.state({ ...clause, verb: { ...verb } })) return;
      if (verb.modal === 'must' && !verb.isNegated && this.isEvent(clause) && roles.named().length > 1)
        throw fault(this.span(clause), 'whether what must be done is done is not said: write what they do');
      if (this.isEvent(clause)) {
        this.pending = [verb.lemma === 'offer' ? { ...clause, verb: { ...verb, lemma: 'give' } } : clause];
        if (verb.lemma === 'offer' && clause.objects.length > 0) this.asked = { clause, sentences: 0 };
        if (verb.isNegated && this.tokens.some(({ lower }, k) => lower === 'but' && this.tokens[k - 1]?.lower !== ','))
          throw fault(this.span(clause), 'what happens here is not certain');
      }
      this.mentionAll(roles);
      return;
    }
    if (verb.isUnknown) {
      this.unknown(clause, roles);
      return;
    }
    if (clause.hasOr && this.isEvent(clause) && roles.named().length > 0)
      throw fault(this.span(clause), "which of them it is is not certain: 'or'");
    for (const noun of clause.subject) {
      const found = noun.pronoun === undefined ? this.story.references.all(noun) : [];
      if (found.length === 1 && found[0]?.length === 1) this.story.note(noun, found[0]);
    }
    const times = this.times(clause);
    const named = roles.named();
    for (let time = 0; time < times; time++) {
      const before = this.story.happened.length;
      this.act(clause, roles, all);
      if (this.story.happened.length > before) {
        this.checkAllUsed(clause, named);
        this.last = clause;
      }
    }
    this.mentionAll(roles);
  }

  /** Whoever or whatever a sentence names in which something happens must have a part in it. */
  private checkAllUsed(clause: Clause, named: readonly number[]): void {
    this.isOffered = false;
    this.pending = [];
    const { story } = this;
    const wanted = this.asked?.clause.subject.flatMap((noun) => story.references.all(noun).flat()) ?? [];
    if (story.happened.at(-1)?.turn) return;
    const acted = new Set(
      story.happened.at(-1)?.moves.flatMap(({ thing, to }) => [thing, to, story.world.before.get(thing)]),
    );
    if (wanted.every((id) => acted.has(id))) this.asked = undefined;
    const { world, references } = story;
    const last = story.happened.at(-1);
    const used = new Set(last?.moves.flatMap(({ thing, to }) => [thing, to, world.before.get(thing) ?? thing]));
    const idle = wordSet(
      'near beside behind past like about before after during by around over without between above below',
    );
    const nouns = [
      ...clause.objects.flat(),
      ...clause.phrases.flatMap(({ preposition, nouns: all }) =>
        idle.has(preposition) || (preposition === 'of' && !this.areThings(all)) ? [] : all,
      ),
      ...(clause.subject.length > 1 ? clause.subject : []),
    ];
    for (const noun of nouns) {
      const ids = references
        .all(noun)
        .flat()
        .filter((id) => named.includes(id) || world.now.has(id));
      // `swap hats`: those that they have
      const isKind = (noun.isPlural && noun.kind === 'bare') || noun.pronoun === 'what';
      if (ids.length === 0 || isKind || ids.some((id) => used.has(id))) continue;
      // `in the box with the doll`, `in the kitchen`: where it happens, or with what it is then
      const goals = last?.moves.map(({ to }) => to) ?? [];
      if (
        ids.some((id) => goals.includes(world.now.get(id) ?? -1) || [...used].some((one) => world.now.get(one) === id))
      )
        continue;
      throw fault(noun, `what ${world.name(ids[0] ?? -1)} has to do with this is not certain`);
    }
  }

  private areThings(nouns: readonly Noun[]): boolean {
    const { world, references } = this.story;
    return nouns.some((noun) =>
      references
        .all(noun)
        .flat()
        .some((id) => world.is(id, 'thing') && world.now.has(id)),
    );
  }

  private isOffered = false;
  /** What one of the story was asked to do: whether they do must be told soon. */
  private asked: { clause: Clause; sentences: number } | undefined;

  /** @throws NotationError when it is not told whether somebody does what they were asked to */
  finish(): void {
    if (this.asked) throw fault(this.span(this.asked.clause), 'whether this is done is not said: write what they do');
  }

  private times({ adverbs }: Clause): number {
    if (adverbs.includes('twice')) return 2;
    return 1;
  }

  private mentionAll(roles: Roles): void {
    const { story } = this;
    const ids = roles.named();
    const direct = [
      ...roles.clause.subject,
      ...roles.clause.objects.flat(),
      ...roles.clause.phrases.flatMap((phrase) => phrase.nouns),
    ];
    const nouns = direct.flatMap((noun) => (noun.owner ? [noun.owner, noun] : [noun]));
    for (const noun of nouns) {
      const found = story.references.all(noun);
      if (noun.pronoun === undefined && found.length === 1 && found[0])
        story.note(
          noun,
          found[0].filter((id) => ids.includes(id)),
        );
    }
    const people = roles.clause.subject.flatMap((noun) =>
      noun.pronoun === undefined ? story.references.all(noun).flat() : [],
    );
    if (people.length > 1 && people.every((id) => story.world.is(id, 'person')))
      story.references.mention([...new Set(people)]);
  }

  /** `and she agrees`: what was offered is done. @throws NotationError where that is not read */
  private accepts(clause: Clause, all: readonly Clause[]): boolean {
    const isToDo = all.some((each) => each.link?.of === clause && each.link.kind !== 'relative');
    const isTaking = this.isPriced && this.takesOffered(clause);
    if (!(this.isOffered || this.pending.length > 0) || isToDo || !(isTaking || isAcceptance(clause))) return false;
    if (this.isUnreal(clause)) return false;
    // `Nick agreed, and they traded`
    const isToldNext = all.slice(all.indexOf(clause) + 1).some((each) => this.isEvent(each) && !this.isUnreal(each));
    if (this.pending.length === 0 && isToldNext) return false;
    const pending = this.pending.splice(0);
    const isProposed = pending.every(
      ({ link, verb }) => !link?.of?.verb || verb?.lemma === 'give' || PROPOSES.has(link.of.verb.lemma),
    );
    if (pending.length === 0 || !isProposed)
      throw fault(this.span(clause), 'whether what was offered is done is not said: write what they do');
    this.asked = undefined;
    this.isOffered = false;
    for (const each of pending) this.act(each, new Roles(this.story, each), [each]);
    return true;
  }

  /** What is offered for something is not only taken. */
  private get isPriced(): boolean {
    return this.pending.some(({ phrases }) => phrases.some(({ preposition }) => preposition === 'for'));
  }

  private takesOffered({ verb, objects }: Clause): boolean {
    return (
      verb !== undefined &&
      has(verb.lemma, 'take') &&
      objects.length === 1 &&
      objects.flat().every(({ pronoun }) => pronoun === 'it')
    );
  }

  /** `and so do Chie and Daiki`: what was done last. @throws NotationError where that is not certain */
  private doesLikewise(clause: Clause): boolean {
    const { story } = this;
    const named = clause.objects.flat().filter((noun) => story.knows(noun));
    // `so did I`, who am nobody in the story
    if (
      named.length === 0 &&
      clause.objects.flat().some(({ pronoun, kind }) => pronoun !== undefined || kind === 'name')
    )
      return false;
    const others = (named.length > 0 ? named : clause.subject).filter(
      (noun) => (story.knows(noun) || noun.kind === 'name') && noun.pronoun !== 'it',
    );
    const text = this.textOf(clause).text;
    const isLike = /\b(?:likewise|the same|so (?:do|does|did))\b/.test(text);
    if (!isLike || others.length === 0 || clause.verb?.isNegated) return false;
    const { last } = this;
    const isPair =
      last !== undefined &&
      others.length === 2 &&
      last.subject.length === 2 &&
      story.knows(others[0] as Noun) &&
      story.knows(others[1] as Noun) &&
      last.phrases.every(({ preposition }) => preposition !== 'with');
    if (!isPair) throw fault(this.span(clause), 'what they do likewise is not certain: write it');
    const same: Clause = { ...last, subject: others };
    this.ranges.set(same, this.span(clause));
    this.act(same, new Roles(story, same), [same]);
    return true;
  }

  /** The last clause in which something happened. */
  private last: Clause | undefined;

  /** `and she does`, `which they do`. */
  private doesSo(clause: Clause): boolean {
    const { verb } = clause;
    if (verb?.lemma === 'do' && this.doesLikewise(clause)) return true;
    if (verb?.lemma !== 'do' || clause.objects.some((nouns) => nouns.some((noun) => this.story.knows(noun))))
      return false;
    const pending = this.pending.splice(0);
    this.asked = undefined;
    if (this.isOffered && pending.length === 0 && clause.subject.length > 0 && !verb.isNegated)
      throw fault(this.span(clause), 'what is done here is not certain: write it');
    if (verb.isNegated || verb.modal !== undefined) return true;
    for (const each of pending) {
      const roles = new Roles(this.story, each);
      this.act(each, roles, [each]);
    }
    return true;
  }

  /** A clause as what it tells: what happens, how things are, or nothing. */
  private act(clause: Clause, roles: Roles, all: readonly Clause[]): void {
    const { story } = this;
    const { verb } = clause;
    if (!verb) return;
    const { lemma } = verb;
    if (this.isEvent(clause) && this.isRestating(clause)) {
      this.restated(clause, roles, all);
      return;
    }
    // `had a train to catch`
    const isToDo =
      lemma === 'have' &&
      all.some((each) => each.link?.kind === 'to' && each.link.of === clause && clause.objects.length > 0);
    if (isToDo && !story.knowsAny(clause.objects.flat())) return;
    if (this.states.act(clause) || this.rows.act(roles)) return;
    if (this.becomes(clause)) return;
    if (this.isEvent(clause)) this.exchanges.complete();
    if (this.isGone(clause, roles)) return;
    const price = has(lemma, 'exchange') ? undefined : this.prices.price(roles);
    // Of `was given the cup for the pen` it is not said who had the pen.
    if (price && verb.isPassive && this.isEvent(clause) && roles.named().length > 1)
      throw fault(this.span(clause), 'what is given for it, and by whom, is not certain: write who gives what to whom');
    if (
      price &&
      !verb.isPassive &&
      ['carry', 'take', 'have', 'acquire', 'leave'].some((sense) => has(lemma, sense as 'take'))
    ) {
      this.prices.act(roles, price);
      return;
    }
    if (!story.begun && this.introductions.introduce(clause, roles)) return;
    if (has(lemma, 'exchange') && this.exchanging(clause, roles)) {
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
    const isBrought =
      has(lemma, 'carry') &&
      (clause.objects[0] ?? []).some((noun) => roles.known(noun)) &&
      (roles.goal() !== undefined || clause.objects.length > 1);
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
      this.quiet(clause, roles);
      return;
    }
    if (has(lemma, 'take') && this.goings.takePlace(roles)) return;
    if (has(lemma, 'take') && !(has(lemma, 'carry') && roles.goal()) && this.transfers.take(roles)) return;
    if (has(lemma, 'carry') || lemma === 'leave') {
      const isGift = GIFTS.has(lemma);
      if ((lemma !== 'leave' || roles.goal() !== undefined) && this.transfers.carry(roles, { isGift })) return;
    }
    const [entered] = clause.objects;
    if (['enter', 'reach', 'cross'].includes(lemma) && entered?.length === 1 && !verb.isPassive) {
      const into: Clause = {
        ...clause,
        objects: [],
        phrases: [...clause.phrases, { preposition: 'into', nouns: entered, isLeading: false }],
      };
      this.ranges.set(into, this.span(clause));
      if (roles.named().length > 1 && this.goings.go(new Roles(story, into))) return;
    }
    if (has(lemma, 'go') && clause.objects.length === 0 && !verb.isPassive && this.goings.go(roles)) return;
    if (has(lemma, 'leave') && this.goings.leave(roles)) return;
    if (has(lemma, 'keep')) {
      // `so he kept my cup`
      const kept = (clause.objects[0] ?? []).flatMap((noun) => story.references.all(noun).flat());
      const keepers = clause.subject.flatMap((noun) => story.references.all(noun).flat());
      const isOthers = kept.some((id) => story.world.now.has(id) && !keepers.includes(story.world.now.get(id) ?? -1));
      if (isOthers && keepers.length > 0) this.transfers.take(roles);
      return;
    }
    this.quiet(clause, roles);
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
      .filter((id) => story.world.entities[id]?.isRole);
    const who = story.references.all(subject[0] as Noun).flatMap((each) => (each.length === 1 ? each : []));
    if (ids.length !== 1) return false;
    if (who.length !== 1) throw fault(subject[0] as Noun, 'who it is then is not certain');
    story.note(subject[0] as Noun, who);
    story.happen([{ thing: ids[0] ?? -1, to: who[0] ?? -1 }], this.span(clause));
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
    if (!this.areThings(gone)) return false;
    this.transfers.out(gone, { ids: [] }, roles);
    return true;
  }

  private exchanging(clause: Clause, roles: Roles): boolean {
    const lemma = clause.verb?.lemma ?? '';
    const nouns = [...clause.objects.flat(), ...clause.phrases.flatMap((phrase) => phrase.nouns)];
    const head = clause.objects[0]?.[0]?.words.at(-1) ?? '';
    // `changes his mind`; `switches the light on`
    if (
      ['change', 'switch', 'exchange', 'trade'].includes(lemma) &&
      [
        'mind',
        'clothes',
        'subject',
        'colour',
        'topic',
        'glance',
        'look',
        'smile',
        'greeting',
        'word',
        'blow',
        'nothing',
        'joke',
        'story',
        'sheet',
        'channel',
        'tune',
        'hand',
      ].includes(head) &&
      !nouns.some((noun) => this.story.world.described(noun).length > 0 && noun.kind !== 'name')
    )
      return false;
    if (lemma === 'change' && clause.objects.length === 0 && clause.phrases.length === 0)
      return roles.clause.subject.length > 1;
    if (lemma === 'swap' || lemma === 'trade') return roles.named().length > 0 || clause.subject.length > 0;
    return roles.named().length > 0 || (this.story.begun && clause.subject.some((noun) => noun.isPlural));
  }

  private removes(clause: Clause, roles: Roles): boolean {
    const themes = clause.verb?.isPassive ? clause.subject : clause.objects[0];
    if (!themes?.some((noun) => roles.known(noun))) return false;
    if (clause.verb?.lemma === 'empty' || clause.verb?.lemma === 'unload' || clause.verb?.lemma === 'unpack')
      throw fault(this.span(clause), 'write what is taken out');
    if (clause.verb?.lemma === 'remove' && clause.subject.length === 1 && roles.known(clause.subject[0] as Noun))
      return this.transfers.take(roles);
    this.transfers.out(themes, { ids: [] }, roles);
    return true;
  }

  /** `After they had swapped`: told before, or now. */
  private isRestating({ verb, link }: Clause): boolean {
    return (
      verb?.isPerfect === true ||
      (link?.kind === 'while' &&
        ['after', 'once', 'when', 'because', 'since', 'although', 'though', 'as'].includes(link.word))
    );
  }

  private restated(clause: Clause, roles: Roles, all: readonly Clause[]): void {
    const { verb, link } = clause;
    if (!verb) return;
    const plain: Clause = { ...clause, verb: { ...verb, isPerfect: false } };
    delete plain.link;
    this.ranges.set(plain, this.span(clause));
    if (roles.named().length === 0) {
      this.act(plain, roles, all);
      return;
    }
    const isTold = link?.kind === 'while';
    if (has(verb.lemma, 'exchange')) {
      const { happened, world } = this.story;
      const named = roles.named().filter((id) => world.is(id, 'person'));
      const told = happened.filter(
        ({ moves }) =>
          moves.length > 1 && named.every((id) => moves.some(({ thing, to }) => thing === id || to === id)),
      );
      const isNew = clause.adverbs.some((word) => ['again', 'once more', 'once again', 'back'].includes(word));
      if (told.length > 0 && !isNew) {
        if (isTold && told.at(-1) === happened.at(-1)) return;
        throw fault(this.span(clause), 'whether this happens again is not certain');
      }
      if (
        verb.isPerfect &&
        this.exchanging(plain, roles) &&
        (this.story.begun || (link?.kind !== 'while' && this.story.world.now.size > 0))
      )
        throw fault(this.span(clause), 'when this happened is not certain: write it where it happens');
      this.act(plain, new Roles(this.story, plain), all);
      return;
    }
    // `which he had just left`
    if (verb.isPerfect && (has(verb.lemma, 'leave') || link?.kind === 'relative') && roles.named().length < 2) return;
    const past = verb.isPerfect && this.story.begun;
    if (this.isSo(roles)) return;
    if (past || link?.word === 'because' || link?.word === 'since')
      throw fault(this.span(clause), 'when this happened is not certain: write it where it happens');
    this.act(plain, new Roles(this.story, plain), all);
  }

  /** Whether what is said to have been brought somewhere is there already. */
  private isSo(roles: Roles): boolean {
    const { story } = this;
    const { clause } = roles;
    const themes = clause.verb?.isPassive ? clause.subject : (clause.objects.at(-1) ?? clause.subject);
    const goal =
      roles.goal() ??
      (clause.objects.length === 2
        ? clause.objects[0]?.[0]
        : has(clause.verb?.lemma ?? '', 'take')
          ? clause.subject[0]
          : undefined);
    if (!goal) return false;
    const to = story.references.all(goal).flat();
    return (
      themes.length > 0 &&
      themes.every((noun) =>
        story.references
          .all(noun)
          .flat()
          .some((id) => to.includes(story.world.now.get(id) ?? -1)),
      )
    );
  }

  /** A part without a verb: nothing, or something that should have had one. */
  private fragment(clause: Clause, roles: Roles): void {
    const { story } = this;
    const named = roles.named();
    if (named.length === 0) {
      const listed = clause.subject.concat(clause.objects.flat());
      if (listed.length > 1) this.facts.gather(listed);
      return;
    }
    const people = named.filter((id) => story.world.is(id, 'person'));
    const isToo = this.tokens.some(({ lower }) => ['too', 'also', 'likewise', 'well', 'so'].includes(lower));
    if (story.begun && (isToo || people.length > 1 || named.length > people.length))
      throw fault(this.span(clause), 'what happens here is not certain: write a sentence with a verb');
    this.mentionAll(roles);
  }

  /** A verb that moves nothing. */
  private quiet(clause: Clause, roles: Roles): void {
    const { story } = this;
    const { verb } = clause;
    if (!verb) return;
    const isSilent =
      isQuiet(verb.lemma) ||
      has(verb.lemma, 'stay') ||
      has(verb.lemma, 'say') ||
      has(verb.lemma, 'want') ||
      has(verb.lemma, 'ask') ||
      has(verb.lemma, 'cause') ||
      has(verb.lemma, 'manage') ||
      has(verb.lemma, 'do') ||
      has(verb.lemma, 'have') ||
      has(verb.lemma, 'acquire') ||
      verb.lemma === 'be';
    const moved = this.isEvent(clause) && !has(verb.lemma, 'quiet');
    const named = roles.named();
    const things = named.filter((id) => !story.world.is(id, 'person'));
    const people = named.filter((id) => story.world.is(id, 'person'));
    if (!story.begun)
      this.facts.gather([...clause.subject, ...clause.objects.flat().filter((noun) => isPersonNoun(noun))]);
    // `enters the kitchen`, `rests the bag on the chair`: verbs that may move what they name
    const mayMove =
      this.isEvent(clause) ||
      ['carry', 'take', 'go', 'leave', 'remove'].some((sense) => has(verb.lemma, sense as 'go'));
    const located = named.filter((id) => story.world.now.has(id) || story.world.holders.has(id));
    const isHarmless =
      !mayMove ||
      verb.lemma === 'have' ||
      located.length < 2 ||
      (has(verb.lemma, 'go') && things.length === 0 && clause.objects.length === 0) ||
      (things.length === 0 && clause.objects.length === 0);
    const objects = clause.objects
      .flat()
      .flatMap((noun) => story.references.all(noun).flat())
      .filter((id) => things.includes(id));
    const isBlown =
      objects.length > 0 &&
      (clause.adverbs.some((word) => ['away', 'off', 'out', 'over', 'aside', 'down'].includes(word)) ||
        roles.phrases('to', 'into', 'onto', 'from').length > 0);
    const isAll = moved && clause.objects.flat().some(({ pronoun }) => pronoun === 'everything');
    if (isAll && story.begun) throw fault(this.span(clause), 'what everything is is not certain: name the things');
    // `…, and the two of the swap ranks`: a trade that was taken for a noun
    const isHidden = clause.objects
      .flat()
      .some(({ words: own, isPlural }) => isPlural && own.length > 1 && has(own[0] ?? '', 'exchange'));
    if (isHidden) throw fault(this.span(clause), 'who exchanges what is not certain');
    // `left it with her neighbour`, of which nothing was said
    const isLost = clause.objects
      .flat()
      .some(
        (noun) =>
          (['it', 'them', 'they'].includes(noun.pronoun ?? '') || STANDS_FOR.test(noun.shown)) && !roles.known(noun),
      );
    if (isLost && moved && roles.phrases('to', 'with', 'from', 'into').length > 0)
      throw fault(this.span(clause), 'what is meant here was not said before');
    // `puts both in the bag`: what is put there is left out, or stands among the adverbs
    const isLeftOut =
      has(verb.lemma, 'carry') &&
      !verb.isPassive &&
      clause.objects.flat().length === 0 &&
      clause.adverbs.some((word) => STANDS_FOR.test(word));
    if (isLeftOut) throw fault(this.span(clause), 'what is meant here is not certain: name the things');
    // `passes to Ben`, of what nothing is said
    const [giver] = clause.subject.flatMap((noun) => story.references.all(noun).flat());
    const toWhom = roles
      .phrases('to', 'from')
      .some(({ isLeading, nouns }) => !isLeading && nouns.some((noun) => roles.known(noun) && roles.isPerson(noun)));
    const isHanding =
      (has(verb.lemma, 'carry') || has(verb.lemma, 'take')) &&
      toWhom &&
      giver !== undefined &&
      story.world.held(giver, 'thing').length > 0;
    if (isHanding) throw fault(this.span(clause), 'what goes to whom is not certain here');
    if (isSilent && !moved && isHarmless && !isBlown) return;
    // `gets a little fat on her seeds`: no thing of the story is got, and from nobody
    const isBecoming =
      ['get', 'grow', 'become', 'turn', 'fall', 'come'].includes(verb.lemma) &&
      objects.length === 0 &&
      roles.phrases('to', 'into', 'from', 'off', 'onto').length === 0 &&
      !verb.isPassive;
    if (isBecoming && !clause.adverbs.some((word) => ['back', 'away', 'out', 'up'].includes(word))) return;
    // `walks around the room`: nobody whose place is followed
    const isGoing = has(verb.lemma, 'go') && people.every((id) => !story.world.now.has(id)) && things.length === 0;
    if (isGoing || (people.length < 2 && things.length === 0)) return;
    throw fault(
      this.span(clause),
      `what '${verb.lemma}' changes here is not certain: write who gives what to whom, or what goes where`,
    );
  }

  private unknown(clause: Clause, roles: Roles): void {
    const { story } = this;
    const named = roles.named();
    const people = named.filter((id) => story.world.is(id, 'person'));
    if (people.length > 1 || (people.length > 0 && named.length > people.length) || named.length > 1)
      throw fault(
        this.span(clause),
        `'${clause.verb?.lemma ?? ''}' is not a verb that is known: write who gives what to whom, or what goes where`,
      );
    if (!story.begun)
      this.facts.gather([...clause.subject, ...clause.objects.flat().filter((noun) => isPersonNoun(noun))]);
    this.mentionAll(roles);
  }
}

/** What stands for things that were named before. */
const STANDS_FOR = /^(?:both|these|those|all|each|some|one|the (?:rest|others?|two|three|lot))$/i;
/** After these a thing is no more. */
const ENDS = wordSet('burst pop explode melt vanish disappear evaporate sink');
const CONSUMES = new Set(['eat', 'swallow', 'devour', 'burn', 'lose']);
/** `lets Fritz wear the crown` */
const LET = wordSet('have wear hold use keep ride drive carry play own');

/** What somebody does who waits for an answer. */
const PROPOSES = wordSet('ask beg invite offer propose suggest urge challenge beckon tell order command');

/** What one hands on oneself. */
const GIFTS = wordSet(
  'give offer bestow gift grant relay ship post relinquish yield cede trust hand pass lend loan toss throw fling lob sell award present deal donate deliver chuck forward surrender hurl feed entrust bequeath kick roll bounce slip slide',
);
