import type { Clause } from '../grammar/clause';
import { isExchanging } from './exchanging';
import { Roles } from './roles';
import type { Noun } from '../grammar/nouns/noun';
import { isEvent, Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';
import { fault } from '../world/world';

/** With these it is another time. */
const AGAIN = /\b(?:again|back|another|once more|second|third|anew)\b/;

type Act = (clause: Clause, roles: Roles, all: readonly Clause[]) => void;

/** What is told to have happened before, which was told already or is told now: `after they had swapped`. */
export class Restating {
  sentence = new Sentence();

  constructor(
    private readonly story: Story,
    private readonly act: Act,
  ) {}

  /** `After they had swapped`: told before, or now. */
  isRestating({ verb, link }: Clause): boolean {
    return (
      verb?.isPerfect === true ||
      (link?.kind === 'while' &&
        ['after', 'once', 'when', 'because', 'since', 'although', 'though', 'as'].includes(link.word))
    );
  }

  /**
   * `He agrees, and they swap`, `They decide to swap, so Ann gives Ben her hat and he …`: whether a clause tells of what was agreed to.
   *
   * @throws NotationError where that is not certain
   */
  tellsGranted(clause: Clause): boolean {
    const { story } = this;
    const { happened, world } = story;
    const done = happened.at(-1);
    if (!done || story.granted?.steps !== happened.length || !isEvent(clause)) return false;
    const { text } = this.sentence.textOf(clause);
    if (AGAIN.test(text)) return false;
    const parties = new Set(done.moves.flatMap(({ thing, to }) => [thing, to, world.before.get(thing) ?? thing]));
    if (has(clause.verb?.lemma ?? '', 'exchange')) return this.areAll(clause, parties);
    const idsOf = (nouns: readonly Noun[]) => nouns.flatMap((noun) => story.references.all(noun).flat());
    const people = new Set(idsOf(clause.subject));
    if (people.size === 0 || [...people].some((id) => !parties.has(id))) return false;
    const things = clause.verb?.isPassive ? clause.subject : (clause.objects.at(-1) ?? []);
    const named = things.filter(({ words, owner, pronoun }) => words.length > 0 && !owner && pronoun === undefined);
    const moved = idsOf(named).flatMap((id) => done.moves.filter(({ thing }) => thing === id));
    // `gives him the red hat`: whoever had it before
    if (named.length > 0) return moved.some(({ thing }) => people.has(world.before.get(thing) ?? -1));
    if (!this.areAll({ ...clause, phrases: [] }, parties)) return false;
    if (/\b(?:later|then|next|after|afterwards)\b/.test(text))
      throw fault(this.sentence.span(clause), 'whether this is what was agreed to is not certain');
    return true;
  }

  /** Whether those who exchange may all be of `parties`. */
  private areAll({ subject, phrases }: Clause, parties: ReadonlySet<number>): boolean {
    const nouns = [
      ...subject,
      ...phrases.filter(({ preposition }) => preposition === 'with').flatMap(({ nouns }) => nouns),
    ];
    return (
      nouns.length > 0 &&
      nouns.every((noun) => {
        const found = this.story.references.all(noun);
        if (noun.pronoun === undefined) return found.flat().every((id) => parties.has(id));
        return found.length === 0 || found.some((ids) => ids.every((id) => parties.has(id)));
      })
    );
  }

  restated(clause: Clause, roles: Roles, all: readonly Clause[]): void {
    const { verb, link } = clause;
    if (!verb) return;
    const plain: Clause = { ...clause, verb: { ...verb, isPerfect: false } };
    delete plain.link;
    this.sentence.same(clause, plain);
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
      // `Ann gives Ben her pen and Ben gives Ann his cup. They have swapped`
      if (verb.isPerfect && this.haveCrossed(named)) {
        this.story.remark(this.sentence.span(clause), 'they have, as it was told: nothing changes');
        return;
      }
      const isNew = clause.adverbs.some((word) => ['again', 'once more', 'once again', 'back'].includes(word));
      if (told.length > 0 && !isNew) {
        if (isTold && told.at(-1) === happened.at(-1)) return;
        throw fault(this.sentence.span(clause), 'whether this happens again is not certain');
      }
      if (
        verb.isPerfect &&
        !this.isReported(clause) &&
        isExchanging(this.story, plain, roles) &&
        (this.story.begun || (link?.kind !== 'while' && this.story.world.now.size > 0))
      )
        throw fault(this.sentence.span(clause), 'when this happened is not certain: write it where it happens');
      this.act(plain, new Roles(this.story, plain), all);
      return;
    }
    // `which he had just left`
    if (verb.isPerfect && (has(verb.lemma, 'leave') || link?.kind === 'relative') && roles.named().length < 2) return;
    // `When the fire engine returns, it parks in bay 3`: where it is then is told there
    const isReturning =
      link?.word === 'when' &&
      verb.lemma === 'return' &&
      clause.objects.length === 0 &&
      clause.phrases.every(({ isLeading }) => isLeading);
    if (isReturning && all.length > 1) return;
    // `because Vera is cycling`
    const isOnWay = has(verb.lemma, 'go') && clause.objects.length === 0 && !roles.goal() && !roles.source();
    if (isOnWay && ['because', 'since', 'as', 'although', 'though'].includes(link?.word ?? '')) return;
    // `After she had crossed the finish line`: nobody whose place is followed, and no place of the story
    const isAbroad =
      verb.isPerfect &&
      has(verb.lemma, 'go') &&
      (link?.kind === 'while' || !this.story.knowsAny(clause.subject)) &&
      !this.story.knowsAny([...clause.objects.flat(), ...clause.phrases.flatMap(({ nouns }) => nouns)]) &&
      clause.subject.every((noun) =>
        this.story.references
          .all(noun)
          .flat()
          .every((id) => !this.story.world.now.has(id)),
      );
    if (isAbroad) return;
    const past = verb.isPerfect && this.story.begun && !this.isReported(clause);
    if (this.isSo(roles)) return;
    if (past || link?.word === 'because' || link?.word === 'since')
      throw fault(this.sentence.span(clause), 'when this happened is not certain: write it where it happens');
    this.act(plain, new Roles(this.story, plain), all);
  }

  /** Whether what two had has just gone to the other of them, gift by gift. */
  private haveCrossed(parties: readonly number[]): boolean {
    const { happened, world } = this.story;
    const [one, other, more] = happened.slice(-2).flatMap(({ moves }) => moves);
    if (parties.length !== 2 || !one || !other || more) return false;
    return (
      parties.includes(one.to) &&
      parties.includes(other.to) &&
      world.before.get(one.thing) === other.to &&
      world.before.get(other.thing) === one.to
    );
  }

  /** `Flights 12 and 56 have swapped gates`, in a report: since. */
  private isReported({ link, verb }: Clause): boolean {
    const { tokens } = this.sentence;
    const isPresent =
      tokens.some(({ lower }) => ['has', 'have'].includes(lower)) &&
      !tokens.some(({ lower }) => ['had', 'already', 'since', 'ever', 'never', 'yet', 'before'].includes(lower));
    const moves = (['exchange', 'carry', 'take'] as const).some((sense) => has(verb?.lemma ?? '', sense));
    return link === undefined && isPresent && moves;
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
}
