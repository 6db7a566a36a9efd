import type { Token } from '../../language/tokens';
import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { withAsker } from './askers';
import { isAcceptance, isRefusal, mayOffer, refuses } from './deals';
import type { Noun } from '../grammar/nouns/noun';
import { Roles } from '../events/roles';
import { isEvent, Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';
import { fault } from '../world/world';

type Act = (clause: Clause, roles: Roles, all: readonly Clause[]) => void;

/** What somebody offers, is asked or wants to do, and whether it is done then. */
export class Undertakings {
  sentence = new Sentence();
  /** What somebody wanted, was asked or offered to do: done where it is said that they do. */
  private pending: Clause[] = [];
  private isOffered = false;
  /** What one of the story was asked to do: whether they do must be told soon. */
  private asked: { clause: Clause; span: { start: number; end: number }; sentences: number } | undefined;

  constructor(
    private readonly story: Story,
    private readonly act: Act,
    private readonly isUnreal: (clause: Clause) => boolean,
  ) {}

  /** @throws NotationError when it is not told whether somebody does what they were asked to in the sentence before */
  nextSentence(tokens: readonly Token[]): void {
    if (this.asked && this.asked.sentences++ > 1) this.finish();
    if (refuses(tokens)) {
      this.asked = undefined;
      this.pending = [];
      this.isOffered = false;
    }
    if (mayOffer(tokens)) this.isOffered = true;
  }

  /** @throws NotationError when it is not told whether somebody does what they were asked to */
  finish(): void {
    if (this.asked) throw fault(this.asked.span, 'whether this is done is not said: write what they do');
  }

  ask(clause: Clause): void {
    this.asked = { clause, span: this.sentence.span(clause), sentences: 0 };
  }

  await(clause: Clause): void {
    // `asks Helga to swap because he wants to sit by the window`: what is asked for counts
    const isWish = (each: Clause) => !PROPOSES.has(each.link?.of?.verb?.lemma ?? '') && each.verb?.lemma !== 'give';
    if (this.pending.some((each) => !isWish(each)) && isWish(clause)) return;
    this.pending = [clause];
  }

  /** Something has happened. */
  happened(clause: Clause): void {
    this.last = clause;
  }

  /** What happened leaves nothing open of what was wanted, and of what was asked where those who were asked had a part in it. */
  settle(acted: () => ReadonlySet<number | undefined>): void {
    const wanted = this.asked?.clause.subject.flatMap((noun) => this.story.references.all(noun).flat()) ?? [];
    this.isOffered = false;
    this.pending = [];
    if (this.story.happened.at(-1)?.turn) return;
    const { objects = [], phrases = [] } = this.asked?.clause ?? {};
    const others = [...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)]
      .flatMap((noun) => this.story.references.all(noun).flat())
      .filter((id) => !wanted.includes(id));
    const isIt = others.length === 0 || others.some((id) => acted().has(id));
    if (isIt && wanted.every((id) => acted().has(id))) this.asked = undefined;
  }

  /** `and she agrees`: what was offered is done. @throws NotationError where that is not read */
  accepts(clause: Clause, all: readonly Clause[]): boolean {
    const isToDo = all.some((each) => each.link?.of === clause && each.link.kind !== 'relative');
    this.hear(clause, isToDo);
    const isTaking = this.isPriced && this.takesOffered(clause);
    if (!(this.isOffered || this.pending.length > 0) || isToDo || !(isTaking || isAcceptance(clause))) return false;
    if (this.isUnreal(clause)) return false;
    // `Nick agreed, and they traded`
    const isToldNext = all.slice(all.indexOf(clause) + 1).some((each) => isEvent(each) && !this.isUnreal(each));
    const isWished = this.pending.some(({ link }) => ['want', 'hope', 'wish'].includes(link?.of?.verb?.lemma ?? ''));
    if (isToldNext && (this.pending.length === 0 || isWished)) return false;
    const pending = this.pending.splice(0);
    const isProposed = pending.every(
      ({ link, verb }) => !link?.of?.verb || verb?.lemma === 'give' || PROPOSES.has(link.of.verb.lemma),
    );
    if (pending.length === 0 || !isProposed)
      throw fault(this.sentence.span(clause), 'whether what was offered is done is not said: write what they do');
    if (!pending.some((each) => this.mayAccept(clause, withAsker(each))))
      throw fault(this.sentence.span(clause), 'what is agreed to here is not certain: write what they do');
    this.asked = undefined;
    this.isOffered = false;
    this.grant(pending);
    return true;
  }

  /** `she refuses, so he asks Ben`: what was asked before is not done, and what is asked now is not said. */
  private hear(clause: Clause, isToDo: boolean): void {
    const { verb, objects, adverbs } = clause;
    if (!verb || verb.isPassive) return;
    if (isRefusal(clause)) {
      this.asked = undefined;
      this.pending = [];
      this.isOffered = false;
    }
    const isOpen = verb.lemma === 'ask' && !isToDo && !verb.isNegated && !adverbs.includes('why');
    if (isOpen && objects.length > 0 && this.pending.length === 0) this.isOffered = true;
  }

  /** Whether who agrees has a part in what they agree to. */
  private mayAccept({ subject }: Clause, { subject: doing, objects, phrases }: Clause): boolean {
    const idsOf = (nouns: readonly Noun[]) => nouns.flatMap((noun) => this.story.references.all(noun).flat());
    const part = idsOf([...doing, ...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)]);
    const who = idsOf(subject);
    return who.length === 0 || who.some((id) => part.includes(id));
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
    const said = this.sentence.tokens.map(({ lower }) => lower).join(' ');
    const text = clause.subject.length === 2 && clause.objects.length === 0 ? said : this.sentence.textOf(clause).text;
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
    const isSwap = !isPair && others.length === 2 && others.every((noun) => story.knows(noun)) && this.haveExchanged();
    if (!last?.verb || !(isPair || isSwap))
      throw fault(this.sentence.span(clause), 'what they do likewise is not certain: write it');
    const same: Clause = isPair
      ? { ...last, subject: others }
      : {
          ...clause,
          subject: others,
          objects: [],
          adverbs: [],
          verb: { ...last.verb, lemma: 'swap', isPassive: false },
        };
    this.sentence.same(clause, same);
    this.act(same, new Roles(story, same), [same]);
    return true;
  }

  /** Whether two have just exchanged what they had, however that was told: `gives Petra his ticket and takes hers`. */
  private haveExchanged(): boolean {
    const { world, happened } = this.story;
    const last = happened.at(-1)?.moves ?? [];
    const [one, other, more] = last.length > 1 ? last : [...(happened.at(-2)?.moves ?? []), ...last];
    if (!one || !other || more || one.thing === other.thing) return false;
    return (
      world.before.get(one.thing) === other.to &&
      world.before.get(other.thing) === one.to &&
      [one, other].every(({ to, thing }) => world.is(to, 'person') && world.is(thing, 'thing'))
    );
  }

  /** The last clause in which something happened. */
  last: Clause | undefined;

  /** `and she does`, `which they do`. */
  doesSo(clause: Clause): boolean {
    const { verb } = clause;
    if (verb?.lemma === 'do' && this.doesLikewise(clause)) return true;
    const isManner = clause.adverbs.some((word) => /ly$|^(?:well|better|worse|best|nothing|fine|great)$/.test(word));
    const isDoing = clause.objects
      .flat()
      .some((noun) => noun.kind === 'definite' && noun.words.length > 0 && noun.words.at(-1) !== 'same');
    if (
      isDoing ||
      isManner ||
      verb?.lemma !== 'do' ||
      clause.objects.some((nouns) => nouns.some((noun) => this.story.knows(noun)))
    )
      return false;
    const pending = this.pending.splice(0);
    this.asked = undefined;
    if (this.isOffered && pending.length === 0 && clause.subject.length > 0 && !verb.isNegated)
      throw fault(this.sentence.span(clause), 'what is done here is not certain: write it');
    if (verb.isNegated || verb.modal !== undefined) return true;
    // `Willa swaps with Xia, then Vlad does`
    if (pending.length === 0 && clause.adverbs.includes('then') && this.story.knowsAny(clause.subject))
      throw fault(this.sentence.span(clause), 'what is done here is not certain: write it');
    this.grant(pending);
    return true;
  }

  private grant(pending: readonly Clause[]): void {
    this.story.grant(() => {
      for (const each of pending.map(withAsker)) this.act(each, new Roles(this.story, each), [each]);
    });
  }
}

/** What somebody does who waits for an answer. */
const PROPOSES = wordSet('ask beg invite offer propose suggest urge challenge beckon tell order command');
