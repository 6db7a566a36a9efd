import { wordSet } from '../language/word-set';
import { isDeniedTwice } from '../language/doubtful';
import { tellsOfMore } from '../language/repeats';
import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import type { Token } from '../language/tokens';
import { Acting } from './events/acting';
import { withoutAppositions } from './grammar/appositions';
import { clausesOf } from './grammar/clauses';
import type { Clause } from './grammar/clause';
import { takesBack, uncertainty } from './reality/doubts';
import { completed } from './scene/completed';
import { framed } from './grammar/frames';
import { prepared } from './grammar/prepared';
import { itemsOf } from './grammar/items';
import type { Item } from './grammar/item';
import { toldAtOnce, withVerbsInLists } from './grammar/lists';
import { isBodyPart, type Noun } from './grammar/nouns/noun';
import { Nouns } from './grammar/nouns/nouns';
import { withoutCompanions } from './grammar/companions';
import { inOrder } from './grammar/order';
import { Reality } from './reality/reality';
import { withoutRestrictions } from './grammar/relatives';
import { Rotas } from './events/rotas';
import { areThings, mentionAll, Roles } from './events/roles';
import { isEvent, Sentence } from './grammar/sentence';
import { withPayments } from './events/prices';
import { isPersonNoun, isTime } from './grammar/noun-kinds';
import { Story, type Happening } from './world/story';
import { Undertakings } from './reality/undertakings';
import { has, isQuiet, verbsOf } from '../language/verbs';
import * as words from './grammar/words';
import { fault } from './world/world';

/** A story in everyday English, sentence by sentence: docs/reading-narratives.md. */
export class Teller {
  readonly story = new Story();
  /** Sentences and clauses that were passed over. */
  readonly unread: Span[] = [];
  private readonly acting = new Acting(this.story);
  private readonly undertakings = new Undertakings(
    this.story,
    (clause, roles, all) => {
      this.acting.act(clause, roles, all);
    },
    (clause) => this.reality.isUnreal(clause),
  );
  private readonly reality: Reality = new Reality(this.story, this.undertakings);
  private readonly rotas = new Rotas(this.story);
  private sentence = new Sentence();

  get states(): Acting['states'] {
    return this.acting.states;
  }

  /** @throws NotationError where it is not understood, or does not fit what was told before */
  segment({ tokens }: Segment): void {
    const { story } = this;
    const { tokens: spelled, along } = withoutCompanions(prepared(tokens, story.begun));
    const atOnce = story.world.now.size > 0 ? toldAtOnce(spelled, story.world) : undefined;
    const sentence = new Sentence(atOnce ?? withVerbsInLists(spelled, story.world));
    this.hear(sentence);
    const [first, last] = [sentence.tokens[0], sentence.tokens.at(-1)];
    if (!first || !last) return;
    // `Every morning Rita gets the paper first`, before all else
    const isHabit =
      !story.begun &&
      /^(?:every|each) (?:day|morning|evening|night|week|month|year|summer|winter|spring|autumn|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/.test(
        `${first.lower} ${sentence.tokens[1]?.lower ?? ''}`,
      );
    if (isHabit) {
      this.unread.push(sentence.whole);
      return;
    }
    if (this.rotas.act(sentence.tokens, sentence.whole) || this.rotas.again(sentence.tokens, sentence.whole)) {
      story.references.nextSentence();
      return;
    }
    // `Each has a button that turns it on if it is off`
    const isRule =
      !story.begun &&
      /^(?:each|every|all|both)\b.*\b(?:button|switch|lever|key)\b.*\b(?:if|when)\b/.test(
        sentence.tokens.map(({ lower }) => lower).join(' '),
      );
    if (isRule) {
      this.unread.push(sentence.whole);
      return;
    }
    const items = withoutRestrictions(withoutAppositions(itemsOf(sentence.tokens, story.world)));
    const clauses = clausesOf(items);
    for (const clause of clauses) {
      const from = items[clause.from]?.from ?? 0;
      const to = items[Math.max(clause.from, clause.to - 1)]?.to ?? from + 1;
      sentence.at(clause, {
        start: sentence.tokens[from]?.start ?? first.start,
        end: sentence.tokens[to - 1]?.end ?? last.end,
      });
    }
    withPayments(clauses);
    const [opening, next] = clauses;
    if (opening?.link?.kind === 'ing' && opening.subject.length === 0 && next) opening.subject = [...next.subject];
    story.references.nextSentence();
    story.wasBegun = story.begun;
    this.undertakings.nextSentence(sentence.tokens);
    const before = {
      steps: story.happened.length,
      learnt: story.world.first.size,
      holders: story.world.holders.size,
      states: this.states.switches.all.length,
    };
    this.checkDoubts(items, clauses);
    const tell = () => {
      for (const clause of inOrder(clauses, (each) => this.reality.isUnreal(each))) this.clause(clause, clauses);
    };
    if (atOnce) story.atOnce(sentence.whole, tell);
    else if (story.round && this.isSameAgain()) story.again(sentence.whole);
    else tell();
    const done = story.happened.length > before.steps ? story.happened.at(-1) : undefined;
    for (const said of along) this.checkAlong(said, story.happened.slice(before.steps), clauses);
    if (done)
      story.lastSaid = new Set(
        sentence.tokens.filter(({ start, end }) => done.start <= start && end <= done.end).map(({ lower }) => lower),
      );
    story.loose = [...story.loose.filter((noun) => !story.knows(noun)), ...looseIn(clauses, story)].slice(-3);
    for (const { lower } of sentence.tokens) story.said.add(words.singularOf(lower));
    // `They swap`, of what was agreed to before: the step stands here
    const isRetold = (story.happened.at(-1)?.end ?? -1) > first.start;
    const isRead =
      isRetold ||
      story.happened.length > before.steps ||
      story.world.first.size > before.learnt ||
      story.world.holders.size > before.holders ||
      this.states.switches.all.length > before.states;
    if (isRead) return;
    if (story.begun && tellsOfMore(sentence.tokens))
      throw fault(sentence.whole, 'what is done again here is not certain: write it');
    this.unread.push(sentence.whole);
  }

  /** @throws NotationError where what is said to go along is not in what was moved */
  private checkAlong(said: readonly Token[], steps: readonly Happening[], clauses: readonly Clause[]): void {
    const { story } = this;
    const noun = new Nouns(said, story.world).at(0, true);
    const span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
    const [ids, more] = noun ? story.references.all(noun) : [];
    const brought = clauses.filter(isEvent).flatMap(({ objects }) => objects.flat());
    const moved = new Set([
      ...steps.flatMap(({ moves }) => moves.map(({ thing }) => thing)),
      ...brought.flatMap((each) => story.references.all(each).flat()),
    ]);
    let at = ids?.length === 1 && !more ? ids[0] : undefined;
    const seen = new Set<number>();
    while (at !== undefined && !moved.has(at) && !seen.has(at)) {
      seen.add(at);
      at = story.world.now.get(at);
    }
    if (at === undefined || !moved.has(at) || seen.size === 0)
      throw fault(span, `whether ${noun?.shown ?? 'this'} goes along is not certain: say before that it is there`);
  }

  /** @throws NotationError when it is not told whether somebody does what they were asked to */
  finish(): void {
    this.undertakings.finish();
  }

  private hear(sentence: Sentence): void {
    this.sentence = sentence;
    for (const part of [this.acting, this.reality, this.undertakings]) part.sentence = sentence;
  }

  /** `They pass them on in the same way again`, and nobody is named. */
  private isSameAgain(): boolean {
    const text = this.sentence.tokens.map(({ lower }) => lower).join(' ');
    const isAgain =
      /\b(?:(?:in )?(?:exactly |just )?the same (?:way|manner|fashion|direction)|(?:do|did|does) (?:exactly |just )?(?:it|this|that|so|the same)(?: thing)?) (?:again|once more)\b|\b(?:again|once more) in the same (?:way|manner|fashion|direction)\b/.test(
        text,
      );
    return (
      isAgain &&
      !this.sentence.tokens.some(
        (_, k) =>
          this.story.world.lengthAt(this.sentence.tokens, k) > 0 &&
          /^\p{Lu}/u.test(this.sentence.tokens[k]?.text ?? ''),
      )
    );
  }

  /** Conditions and corrections: what hangs on them is not certain. */
  private checkDoubts(items: readonly Item[], clauses: readonly Clause[]): void {
    const lowers = this.sentence.tokens.map(({ lower }) => lower);
    const hasEvent = clauses.some((clause) => isEvent(clause) && !this.reality.isUnreal(clause));
    const condition = clauses.find(
      ({ link }) => link?.kind === 'while' && ['if', 'unless', 'lest'].includes(link.word),
    );
    const isAsked = clauses.some(
      ({ verb }) => verb && ['ask', 'wonder', 'know', 'see', 'check', 'enquire', 'inquire'].includes(verb.lemma),
    );
    if (hasEvent && condition && !isAsked)
      throw fault(this.sentence.span(condition), 'what happens only under a condition is not read');
    const text = lowers.join(' ');
    const isDenied = clauses.some(
      (clause) =>
        (isEvent(clause) || tellsOfMoving(this.sentence.tokens)) &&
        this.reality.isUnreal(clause) &&
        this.story.knowsAny([...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)]),
    );
    if (isDenied && isDeniedTwice(text)) throw fault(this.sentence.whole, 'whether this is done is not certain');
    const told = clauses.filter((clause) => !this.reality.isUnreal(clause) && (isEvent(clause) || !isAside(clause)));
    const real = told.map((clause) => this.sentence.textOf(clause).text).join(' ');
    const why = hasEvent
      ? uncertainty({ tokens: this.sentence.tokens, text, real, every: clauses }, items, told)
      : takesBack(text);
    if (
      why !== undefined &&
      (hasEvent ||
        !clauses.some((clause) => this.reality.isUnreal(clause)) ||
        !this.story.knowsAny(clauses.flatMap(({ subject }) => subject)))
    )
      throw fault(this.sentence.whole, why);
  }

  private clause(said: Clause, all: readonly Clause[]): void {
    const clause = framed(completed(said, this.story), this.story);
    if (clause !== said) for (const part of [this.sentence, this.reality]) part.same(said, clause);
    const roles = new Roles(this.story, clause);
    const { verb } = clause;
    if (!verb) {
      this.acting.quiet.fragment(clause, roles);
      return;
    }
    if (this.undertakings.doesSo(clause) || this.undertakings.accepts(clause, all)) return;
    if (this.reality.isUnreal(clause)) {
      if (verb.isNegated && verb.lemma === 'have' && this.acting.facts.state({ ...clause, verb: { ...verb } })) return;
      if (verb.modal === 'must' && !verb.isNegated && isEvent(clause) && roles.named().length > 1)
        throw fault(this.sentence.span(clause), 'whether what must be done is done is not said: write what they do');
      if (isEvent(clause)) {
        this.undertakings.await(verb.lemma === 'offer' ? { ...clause, verb: { ...verb, lemma: 'give' } } : clause);
        if (
          verb.lemma === 'offer' &&
          clause.objects.length > 0 &&
          (clause.objects.at(-1) ?? []).some((noun) => roles.known(noun) || noun.owner !== undefined)
        )
          this.undertakings.ask(clause);
        if (
          verb.isNegated &&
          this.sentence.tokens.some(({ lower }, k) => lower === 'but' && this.sentence.tokens[k - 1]?.lower !== ',')
        )
          throw fault(this.sentence.span(clause), 'what happens here is not certain');
      }
      mentionAll(this.story, roles);
      return;
    }
    if (!this.story.begun && verb.isUnknown) this.story.duties.learn(clause);
    if (verb.isUnknown) {
      if (this.acting.drives(clause, roles)) return;
      this.acting.quiet.unknown(clause, roles);
      return;
    }
    // `was giving him the kite when the bell rang`
    const isUnfinished =
      verb.form === 'ing' && !verb.isLoose && all.some(({ link }) => link?.of === clause && link.word === 'when');
    if (isUnfinished && isEvent(clause))
      throw fault(this.sentence.span(clause), 'whether this is done in the end is not said: write what they do');
    if (clause.hasOr && isEvent(clause) && roles.named().length > 0)
      throw fault(this.sentence.span(clause), "which of them it is is not certain: 'or'");
    // `He agrees, and they swap`: here
    if (this.acting.restating.tellsGranted(clause)) this.story.ungrant();
    this.meet(clause);
    for (const noun of clause.subject) {
      // `she let Phil have it and took the other`: the same she
      const isCause = (noun.pronoun === 'she' || noun.pronoun === 'he') && has(verb.lemma, 'cause');
      const found = noun.pronoun === undefined || isCause ? this.story.references.all(noun) : [];
      if (found.length === 1 && found[0]?.length === 1) this.story.note(noun, found[0]);
    }
    // `stacks three blocks: the red one …`
    const counted = [...clause.objects.flat(), ...clause.subject].find(
      ({ count, isPlural, words: own }) => isPlural && (count ?? 0) > 1 && !words.PEOPLE.has(own.at(-1) ?? ''),
    );
    if (counted) this.story.lastNoun = counted.words.at(-1);
    // `gives each of the children a hat: Ann the red one …`
    const each = [...clause.subject, ...clause.objects.flat()].some(({ isEach }) => isEach);
    const [given] = (each && clause.objects.at(-1)) || [];
    if (given && !given.isEach && given.pronoun === undefined) this.story.lastNoun = given.words.at(-1);
    // `Sofia let him have it`: she does it, and he is another
    const isLet = clause.subject.some(({ pronoun }) => ['him', 'her', 'them'].includes(pronoun ?? ''));
    const doing = isLet ? (clause.link?.of?.subject ?? []) : clause.subject;
    const doers = doing.map((noun) => this.story.references.all(noun));
    this.story.references.by(doers.length === 1 && doers[0]?.length === 1 ? doers[0].flat() : []);
    if (!this.story.begun) this.story.duties.learn(clause);
    // `on Monday and again on Tuesday`
    const isTwice =
      clause.adverbs.includes('twice') ||
      / and (?:then )?(?:again|once more)\b/.test(this.sentence.textOf(clause).text);
    if (isTwice && isEvent(clause) && !has(verb.lemma, 'exchange') && !isQuiet(verb.lemma))
      throw fault(this.sentence.span(clause), 'how often this happens is not certain');
    const times = isTwice && has(verb.lemma, 'exchange') ? 2 : 1;
    const named = roles.named();
    const meant = new Map(
      [...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)].map((noun) => [
        noun,
        this.story.references.all(noun).flat(),
      ]),
    );
    for (let time = 0; time < times; time++) {
      const before = this.story.happened.length;
      const act = () => {
        this.acting.act(clause, roles, all);
      };
      // `agrees to swap, and they swap`
      const isResolved = clause.link?.kind === 'to' && RESOLVES.has(clause.link.of?.verb?.lemma ?? '');
      if (isResolved) this.story.grant(act);
      else act();
      if (this.story.happened.length > before) {
        this.checkAllUsed(clause, named, meant);
        this.undertakings.happened(clause);
      }
    }
    this.story.references.by([]);
    mentionAll(this.story, roles);
    // `Xavi told her, and the two of them …`
    const [doer, ...others] = doers.flat(2);
    const [met, more] = clause.objects;
    for (const [noun, ids] of meant)
      if (
        doer !== undefined &&
        others.length === 0 &&
        ids.length === 1 &&
        (noun.pronoun === 'her' || noun.pronoun === 'him' || (!more && met?.length === 1 && met[0] === noun)) &&
        this.story.world.is(ids[0] ?? -1, 'person')
      )
        this.story.references.mention([doer, ...ids.filter((id) => id !== doer)]);
    this.focus(clause);
  }

  /** `The jeweller puts the ring away`, of whom nothing was said: `he` may mean him from here. */
  private meet(clause: Clause): void {
    const [noun, more] = clause.subject;
    const isOutsider =
      noun?.kind === 'definite' &&
      more === undefined &&
      !noun.isPlural &&
      words.PEOPLE.has(noun.words.at(-1) ?? '') &&
      !clause.verb?.isPassive &&
      !has(clause.verb?.lemma ?? '', 'exchange') &&
      isEvent(clause);
    if (isOutsider && !this.story.knows(noun)) this.story.note(noun, [this.story.introduce(noun, 'person')]);
  }

  /** `lifts off the block and sets it down`: it is the block. */
  private focus({ objects, verb }: Clause): void {
    const [nouns, more] = objects;
    const [noun, another] = nouns ?? [];
    if (!noun || more || another || verb?.isPassive || noun.isPlural) return;
    const { references, world } = this.story;
    const [ids, others] = references.all(noun);
    if (noun.pronoun === undefined && ids?.length === 1 && !others && !world.is(ids[0] ?? -1, 'person'))
      references.focusOn(ids[0]);
  }

  /** Whoever or whatever a sentence names in which something happens must have a part in it. */
  private checkAllUsed(clause: Clause, named: readonly number[], meant: ReadonlyMap<Noun, readonly number[]>): void {
    const { story } = this;
    this.undertakings.settle(
      () =>
        new Set(story.happened.at(-1)?.moves.flatMap(({ thing, to }) => [thing, to, story.world.before.get(thing)])),
    );
    if (story.happened.at(-1)?.turn) return;
    const { world, references } = story;
    const last = story.happened.at(-1);
    const used = new Set(last?.moves.flatMap(({ thing, to }) => [thing, to, world.before.get(thing) ?? thing]));
    // Of two places to which something goes one would be lost.
    const [, second] = clause.phrases.filter(
      ({ preposition, isLeading, nouns: [noun] }) =>
        !isLeading && ['to', 'into', 'onto'].includes(preposition) && noun?.kind === 'definite' && !isTime(noun),
    );
    if (second?.nouns[0] && !story.knows(second.nouns[0]))
      throw fault(second.nouns[0], 'where it goes in the end is not certain: write each way for itself');
    const nouns = [
      ...clause.objects.flat(),
      ...clause.phrases.flatMap(({ preposition, nouns: all }) =>
        IDLE.has(preposition) || (preposition === 'of' && !areThings(this.story, all)) ? [] : all,
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
      // `Vic's`, which was his before
      const were = noun.pronoun === undefined ? (meant.get(noun) ?? []) : [];
      // whoever does it, of whom no more was said
      const isDoer = clause.subject.includes(noun) && ids.every((id) => !world.holders.has(id) && !world.now.has(id));
      if (ids.length === 0 || isKind || isDoer || [...ids, ...were].some((id) => used.has(id))) continue;
      // `took the baby from Dad`, who had carried it to the kitchen
      const hadIt = (last?.moves ?? []).some(({ thing }) =>
        ids.some((id) => world.lenders.get(thing)?.has(id) === true),
      );
      if (hadIt && clause.phrases.some(({ preposition, nouns: all }) => preposition === 'from' && all.includes(noun)))
        continue;
      // `in the box with the doll`, `in the kitchen`: where it happens, or with what it is then
      const goals = last?.moves.map(({ to }) => to) ?? [];
      if (
        ids.some((id) => goals.includes(world.now.get(id) ?? -1) || [...used].some((one) => world.now.get(one) === id))
      )
        continue;
      throw fault(noun, `what ${world.name(ids[0] ?? -1)} has to do with this is not certain`);
    }
  }
}

/** Whether any word is a form of a verb that may move something: `could not help giving`. */
function tellsOfMoving(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) =>
    verbsOf(lower).some(({ lemma }) => has(lemma, 'carry') || has(lemma, 'take') || has(lemma, 'exchange')),
  );
}

/** Things that a sentence names and nobody has. */
function looseIn(clauses: readonly Clause[], story: Story): Noun[] {
  const all = clauses.flatMap(({ subject, objects, phrases }) => [
    ...subject,
    ...objects.flat(),
    ...phrases.flatMap(({ nouns }) => nouns),
  ]);
  return all.filter(
    (noun) =>
      (noun.kind === 'definite' || noun.kind === 'indefinite') &&
      noun.pronoun === undefined &&
      !noun.isPlural &&
      noun.words.length > 0 &&
      !isTime(noun) &&
      !isPersonNoun(noun) &&
      !isBodyPart(noun) &&
      !words.SPOTS.has(noun.words.at(-1) ?? '') &&
      !words.LIGHT.has(noun.words.at(-1) ?? '') &&
      !story.knows(noun),
  );
}

/** A clause that only says why, or more of somebody: how often that is does not matter. */
function isAside({ link }: Clause): boolean {
  if (link?.kind === 'relative') return true;
  return link?.kind === 'while' && ASIDE.has(link.word);
}

/** What is resolved may be told when it is done. */
const RESOLVES = wordSet('agree decide choose consent');

const ASIDE = wordSet('because since although though as while whereas so-that');

/** Behind these stands what has no part in what happens. */
const IDLE = wordSet(
  'near beside behind past like about before after during by around over without between above below',
);
