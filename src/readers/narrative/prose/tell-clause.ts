import { has, isQuiet } from '../language/verbs';
import { wordSet } from '../language/word-set';
import type { Acting } from './events/acting';
import { constructed } from './events/constructions';
import { checkAllUsed } from './events/involved';
import { mentionAll, Roles } from './events/roles';
import type { Clause } from './grammar/clause';
import { framed } from './grammar/frames';
import { isEvent, Sentence } from './grammar/sentence';
import * as words from './grammar/words';
import { withCauser } from './reality/askers';
import type { Reality } from './reality/reality';
import type { Undertakings } from './reality/undertakings';
import { completed } from './scene/completed';
import type { Story } from './world/story';
import { fault } from './world/world';

/** A clause: whether it happens, and if so, what. */
export class ClauseTeller {
  sentence = new Sentence();

  constructor(
    private readonly story: Story,
    private readonly acting: Acting,
    private readonly reality: Reality,
    private readonly undertakings: Undertakings,
  ) {}

  /** @throws NotationError where it is not understood, or does not fit what was told before */
  tell(said: Clause, all: readonly Clause[]): void {
    const clause = withCauser(framed(completed(said, this.story), this.story), this.story);
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
      const isHung = this.sentence.tokens.some(({ lower }) => ['if', 'unless', 'when', 'whenever'].includes(lower));
      if (
        (verb.modal === 'must' || (verb.modal === 'will' && !clause.link && !isHung)) &&
        !verb.isNegated &&
        isEvent(clause) &&
        roles.named().length > 1
      )
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
    const known = verb.isUnknown ? constructed(clause, this.story) : undefined;
    if (known) {
      for (const part of [this.sentence, this.reality]) part.same(clause, known);
      this.tell(known, all);
      return;
    }
    if (verb.isUnknown) {
      if (this.acting.handling.drives(clause, roles)) return;
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
        this.settle();
        checkAllUsed(this.story, clause, named, meant);
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
      (isEvent(clause) || ['keep', 'store'].includes(clause.verb?.lemma ?? ''));
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

  /** Who was asked to do what has just happened. */
  private settle(): void {
    const { story } = this;
    this.undertakings.settle(
      () =>
        new Set(story.happened.at(-1)?.moves.flatMap(({ thing, to }) => [thing, to, story.world.before.get(thing)])),
    );
  }
}

/** What is resolved may be told when it is done. */
const RESOLVES = wordSet('agree decide choose consent');
