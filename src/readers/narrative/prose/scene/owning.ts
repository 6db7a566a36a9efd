import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { isBodyPart, type Noun } from '../grammar/nouns/noun';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Story } from '../world/story';
import * as words from '../grammar/words';
import { fault } from '../world/world';
import { uncertain } from '../world/references';

/** Who has what, or nothing. */
export class Owning {
  constructor(protected readonly story: Story) {}

  protected placeOne(noun: Noun, holder: number): void {
    const { story } = this;
    const { world } = story;
    const found = story.references.all(noun).flat();
    const known = found.length === 1 ? found[0] : undefined;
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        world,
      );
    const id = known ?? story.introduce(noun, isPersonNoun(noun) ? 'person' : 'thing');
    if (id === holder) throw fault(noun, `${story.world.name(id)} is not in itself: write another name for the place`);
    const at = world.now.get(id);
    if (at !== undefined && at !== holder)
      throw fault(noun, `${world.name(id)} was said to be with ${world.name(at)} before`);
    if (at === undefined) world.place(id, holder);
    story.note(noun, [id]);
  }

  /** A holder, known or new. */
  holder(said: Noun): number {
    const { story } = this;
    // `Four chairs stand in a row. Ana sits on the first`
    const [which] = said.words;
    const isAlone =
      said.words.length === 1 &&
      !said.owner &&
      (said.kind === 'definite' ? words.ADJECTIVES.has(which ?? '') : /^\d+$/.test(which ?? ''));
    const spot = story.lastNoun !== undefined && words.SPOTS.has(story.lastNoun) ? story.lastNoun : story.counted;
    const isShort = isAlone && spot !== undefined;
    // `in the left compartment, the brass one in the right one`
    const last = story.world.entities.findLast(({ kind, shown }) => kind === 'place' && shown !== 'outside');
    if (
      said.words.length === 2 &&
      said.words[1] === 'one' &&
      said.kind === 'definite' &&
      !said.owner &&
      last &&
      last.words.length > 1 &&
      last.words.at(-1) !== 'one'
    ) {
      const head = last.words.at(-1) ?? '';
      return this.holder({ ...said, words: [which ?? '', head], shown: `${which} ${head}` });
    }
    const rank = said.words.length === 1 && said.kind === 'definite' && !said.owner && RANKS.has(which ?? '');
    const kin = rank ? this.rankedLast() : undefined;
    const noun =
      kin !== undefined && story.references.all(said).length === 0
        ? { ...said, words: [which ?? '', kin], shown: `${which} ${kin}` }
        : isShort
          ? {
              ...said,
              words: [which ?? '', spot],
              shown: /^\d/.test(which ?? '') ? `${spot} ${which}` : `${which} ${spot}`,
            }
          : said;
    const found = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        story.world,
      );
    const id = found[0] ?? story.introduce(noun, isPersonNoun(noun) && noun.kind !== 'name' ? 'person' : 'place');
    story.world.holders.add(id);
    return id;
  }

  /** `drawer` behind `the first drawer`: what `the second` is one of. */
  private rankedLast(): string | undefined {
    const last = this.story.world.entities.findLast(({ kind, shown }) => kind === 'place' && shown !== 'outside');
    return last?.words.length === 2 && RANKS.has(last.words[0] ?? '') ? last.words[1] : undefined;
  }

  protected isEmpty(subject: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    for (const noun of subject) {
      if (isBodyPart(noun)) continue;
      const known = story.references.all(noun);
      const isSomebody = noun.kind === 'name' && clause.verb?.lemma !== 'be' && isPersonNoun(noun);
      const ids = known.find((each) => each.length > 0) ?? [isSomebody ? story.person(noun) : this.holder(noun)];
      for (const id of ids) {
        if (story.begun && (clause.link?.kind === 'while' || clause.link?.kind === 'relative')) continue;
        if (story.world.held(id).length > 0) throw fault(noun, `${story.world.name(id)} was said to hold something`);
        story.world.holders.add(id);
        story.empty.add(id);
      }
      story.note(noun, ids);
    }
    return true;
  }

  /** Somebody, or several, or a box has things. */
  having(subject: readonly Noun[], objects: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    const { world } = story;
    // `Ann, Ben and Cal have a pen, a cup and a hat, in that order`
    const inOrder =
      clause.adverbs.includes('respectively') ||
      clause.phrases.some(
        ({ preposition, nouns }) => preposition === 'in' && nouns.some(({ words: own }) => own.at(-1) === 'order'),
      );
    if (inOrder && subject.length === objects.length && subject.length > 1)
      return subject.every((noun, k) =>
        this.having([noun], objects.slice(k, k + 1), { ...clause, adverbs: [], phrases: [] }),
      );
    // `had a long trip ahead`, `got cold hands`: no things
    const areMatters = objects.every(
      ({ kind, isPlural, words: own }) =>
        (kind === 'indefinite' || kind === 'bare') &&
        (EVENTS.has(own.at(-1) ?? '') || (isPlural && LIMBS.has(own.at(-1) ?? ''))),
    );
    if (areMatters && objects.length > 0 && !story.knowsAny(objects)) return true;
    // `I had no room for the piano`, whatever else I have
    if (objects.some((noun) => noun.pronoun === 'nothing' && MATTERS.has(noun.words.at(-1) ?? ''))) return true;
    if (objects.some((noun) => noun.pronoun === 'nothing')) return this.isEmpty(subject, clause);
    // `nobody has any money`
    if (subject.some((noun) => noun.pronoun === 'nobody')) return !story.knowsAny(objects);
    if (clause.verb?.isNegated)
      return objects.every((noun) => ['anything', 'any'].includes(noun.words.at(-1) ?? ''))
        ? this.isEmpty(subject, clause)
        : !story.begun;
    const [head, ...listed] = objects;
    // `two books, Frankenstein and Middlemarch`
    if (head?.count !== undefined && head.count === listed.length && listed.length > 1) {
      story.announced ??= { noun: head.words.at(-1) ?? '', isRole: false };
      return this.having(subject, listed, clause);
    }
    // `We have three tents`, of which each is told then
    const isCounted = objects.length === 1 && head?.isPlural === true && head.count !== undefined;
    if (isCounted && !story.begun && subject.every(({ pronoun }) => pronoun === 'we' || pronoun === 'you')) {
      story.lastNoun = head.words.at(-1);
      return true;
    }
    if (objects.every((noun) => noun.isPlural && words.PEOPLE.has(noun.words.at(-1) ?? ''))) return !story.begun;
    // `Three monks guard three relics: …`
    const areAsMany =
      head?.count !== undefined && head.count > 1 && subject.length === 1 && subject[0]?.count === head.count;
    if (areAsMany && !story.begun && objects.length === 1 && !story.knows(head))
      story.announced ??= { noun: head.words.at(-1) ?? '', isRole: false };
    const isEach =
      clause.adverbs.includes('each') ||
      (clause.adverbs.includes('all') && subject.every(({ pronoun }) => pronoun === 'we' || pronoun === 'they')) ||
      subject.some((noun) => noun.isEach || noun.pronoun === 'everyone');
    // `Then we all had cake`
    const isAll = subject.every(({ pronoun }) => ['we', 'they', 'you', 'everyone'].includes(pronoun ?? ''));
    if (story.begun && isAll && !story.knowsAny(objects) && objects.every(({ owner }) => !owner)) return true;
    // `Dino's own bike had a flat tyre`
    const isStrange =
      story.begun &&
      subject.every((noun) => noun.pronoun === undefined && !isPersonLike(noun, story) && !story.knows(noun));
    if (isStrange && !story.knowsAny(objects)) return true;
    const ids = this.havers(subject, isEach);
    const [only, another] = ids;
    if (only === undefined) return false;
    if (another !== undefined || isEach) {
      const [noun] = objects;
      if (!noun || objects.length > 1) return false;
      if (story.begun) return false;
      if (clause.verb?.lemma === 'play' && noun.kind === 'indefinite') return true;
      if (!isEach && noun.kind !== 'bare' && !noun.isPlural && noun.words.at(-1) !== 'partner')
        throw fault(noun, 'whose it is is not certain: say who has which');
      story.announced = { noun: noun.words.at(-1) ?? '', isRole: clause.verb?.lemma === 'play' };
      if (isEach && noun.kind === 'indefinite' && !noun.isPlural) story.announcedFor = ids.filter((id) => id >= 0);
      return true;
    }
    for (const noun of objects) {
      // `There is one charger. This morning Ella had it`
      const lone =
        noun.pronoun === 'it' && !story.begun && !story.knows(noun) && objects.length === 1 ? story.lone() : undefined;
      if (lone !== undefined) {
        world.place(lone, only);
        return true;
      }
      if (noun.pronoun !== undefined && (noun.pronoun !== 'it' || !story.knows(noun))) {
        if (!story.begun && ['they', 'them'].includes(noun.pronoun)) throw uncertain(noun, [], world);
        return !story.begun;
      }
      // `Huw has the desk by the printer`, where others sit at desks
      const spot = noun.words.at(-1) ?? '';
      const isSpot = words.SPOTS.has(spot) && noun.kind === 'definite' && objects.length === 1 && !story.begun;
      if (
        isSpot &&
        world.entities.some(
          ({ id, kind }) => kind === 'person' && world.entities[world.now.get(id) ?? -1]?.words.at(-1) === spot,
        )
      ) {
        this.placeOne(subject[0] as Noun, this.holder(noun));
        return true;
      }
      const named = story.references.all(noun).flat();
      // `played the silent ghost`, where somebody plays the ghost
      const isSame = named.length === 0 && noun.kind === 'definite' && !noun.owner && noun.words.length > 1;
      const found = isSame
        ? world.entities.flatMap(({ id, kind, words: own, owner, shown }) =>
            kind === 'thing' &&
            owner === undefined &&
            !shown.includes(' ') &&
            own.length === 1 &&
            own[0] === noun.words.at(-1) &&
            world.now.has(id)
              ? [id]
              : [],
          )
        : named;
      const mine = found.filter((id) => world.now.get(id) === only);
      if (mine.length === 1) {
        story.note(noun, mine);
        continue;
      }
      const loose = found.filter((id) => world.now.get(id) === undefined && world.is(id, 'thing'));
      if (found.length > 0 && loose.length !== 1 && (noun.kind !== 'indefinite' || story.begun)) {
        const at = world.now.get(found[0] ?? -1);
        if (story.begun)
          throw fault(
            noun,
            `${world.name(found[0] ?? -1)} is with ${at === undefined ? 'nobody' : world.name(at)} now`,
          );
        if (at !== undefined && noun.kind !== 'bare')
          throw fault(noun, `${world.name(found[0] ?? -1)} was said to be with ${world.name(at)} before`);
      }
      const isRole = noun.kind === 'definite' && !noun.owner && words.ROLES.has(noun.words.join(' '));
      if (story.begun && isRole) throw fault(noun, `which ${noun.shown} is meant is not certain`);
      if (story.begun && (world.moved.has(only) || story.empty.has(only)))
        throw fault(noun, `nothing was said of ${noun.shown} before the first step`);
      // `Team Blue has Bob`
      const isMember =
        noun.kind === 'name' &&
        isPersonNoun(noun) &&
        (world.entities[only]?.words ?? []).some((word) => words.TEAMS.has(word));
      const id = loose[0] ?? story.introduce(noun, isMember ? 'person' : 'thing');
      world.place(id, only);
      story.note(noun, [id]);
    }
    return true;
  }

  protected havers(subject: readonly Noun[], isEach: boolean): number[] {
    const { story } = this;
    return subject.flatMap((noun) => {
      if (noun.pronoun === 'everyone') {
        const people = story.references.people();
        return people.length === 0 && isEach && !story.begun ? [-1, -1] : people;
      }
      const found = story.references.all(noun).filter((ids) => ids.length > 0);
      if (found.length === 1) {
        for (const id of found[0] ?? []) story.world.holders.add(id);
        story.note(noun, found[0] ?? []);
        return found[0] ?? [];
      }
      if (noun.isPlural || noun.isEach || noun.pronoun === 'they' || (noun.pronoun === 'we' && isEach))
        return isEach ? [-1, -1] : [];
      if (found.length > 1 || (noun.pronoun !== undefined && !['I', 'i'].includes(noun.pronoun)))
        throw uncertain(noun, found, story.world);
      const id = isPersonNoun(noun) || noun.pronoun !== undefined ? story.introduce(noun, 'person') : this.holder(noun);
      story.world.holders.add(id);
      story.note(noun, [id]);
      return [id];
    });
  }
}

const EVENTS = wordSet(
  'trip appointment meeting exam headache fever cough toothache stomachache birthday idea question problem chance luck fun lunch breakfast dinner nap rest break shower bath accident feeling cold flu hangover deadline lesson class holiday vacation allergy injury sprain cramp blister cramp migraine interview seminar rehearsal practice visit plan nightmare dream cramp call date',
);
const LIMBS = wordSet('hand arm foot feet finger knee ear eye leg');
/** What one has or lacks without having a thing. */
const MATTERS = wordSet(
  'room time idea interest luck need use space money choice chance reason doubt plan hope problem trouble answer clue fun patience energy wish intention desire objection change appetite',
);
const RANKS = wordSet('first second third fourth fifth sixth last top middle bottom left right upper lower');

export function isPersonLike(noun: Noun, story: Story): boolean {
  return (
    isPersonNoun(noun) ||
    story.references
      .all(noun)
      .flat()
      .some((id) => story.world.is(id, 'person'))
  );
}
