import { append } from '../../../../lists/append';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import { Roles } from './roles';
import { isPersonNoun } from '../grammar/noun-kinds';
import { GoingPlaces } from './going-places';
import { climbOf, levelNamed, levelOf, type Climb } from './levels';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';
import { fault } from '../world/world';

const AWAY = new Set(['off', 'away', 'out']);
const WHERE = new Set(['home', 'upstairs', 'downstairs', 'outside', 'indoors', 'outdoors']);

/** People and things that come to be somewhere else. */
export class Goings extends GoingPlaces {
  /** `goes to the kitchen`; false when nobody goes anywhere that the story speaks of. */
  go(roles: Roles): boolean {
    const { clause } = roles;
    const { story } = this;
    const runner = this.animal(clause);
    if (runner) return this.go(new Roles(story, { ...clause, subject: [runner] }));
    const { world } = story;
    if (clause.subject.length === 0) return false;
    const movers = clause.subject.map((noun) => this.mover(noun)).filter((each) => each !== undefined);
    const climbs = climbOf(clause);
    if (climbs && movers.length === 1 && clause.subject.length === 1) return this.climb(clause, climbs);
    const lemma = clause.verb?.lemma ?? '';
    const goal = this.goal(roles);
    // `The ring passed from Ann to Ben`, of which nothing was said
    const [thing, more] = clause.subject;
    const whence = roles.source();
    if (
      movers.length === 0 &&
      thing &&
      !more &&
      goal &&
      whence &&
      roles.isPerson(whence) &&
      roles.isPerson(goal) &&
      !story.knows(thing) &&
      thing.pronoun === undefined &&
      !roles.isPerson(thing)
    ) {
      const giver = story.person(whence);
      const id = story.introduce(thing, 'thing');
      world.place(id, giver);
      story.note(thing, [id]);
      story.happen([{ thing: id, to: story.person(goal) }], this.spanOf(clause));
      return true;
    }
    const areFollowed =
      story.followsPeople &&
      goal !== undefined &&
      !roles.isPerson(goal) &&
      clause.subject.every((noun) => {
        const [ids, more] = story.references.all(noun);
        return !more && ids?.length === 1 && ids.every((id) => world.is(id, 'person'));
      });
    if (areFollowed && movers.length === 0) return this.arrive(roles, goal);
    if (movers.length < clause.subject.length || movers.length === 0) {
      if (
        goal &&
        roles.known(goal) &&
        !roles.isPerson(goal) &&
        clause.subject.some((noun) => roles.known(noun)) &&
        this.anyBodyIsSomewhere()
      )
        return this.arrive(roles, goal);
      const [to] = goal
        ? story.references
            .all(goal)
            .filter((ids) => ids.length === 1)
            .flat()
        : [];
      const isNew = to !== undefined && world.is(to, 'place') && clause.subject.length === 1 && has(lemma, 'go');
      if (goal && isNew && this.newcomer(clause.subject[0] as Noun, to).length > 0) return this.arrive(roles, goal);
      // `Wanda goes to the cellar`, of whom nothing was said, where it is followed who is where
      const [stranger] = clause.subject;
      const isStranger =
        clause.subject.length === 1 &&
        stranger?.kind === 'name' &&
        isPersonNoun(stranger) &&
        goal !== undefined &&
        to !== undefined &&
        world.is(to, 'place') &&
        has(lemma, 'go') &&
        this.anyBodyIsSomewhere();
      if (isStranger) {
        story.person(stranger);
        return this.arrive(roles, goal);
      }
      return false;
    }
    // `moves in with the mole`: where the mole is
    const hosts = roles
      .phrases('with')
      .flatMap(({ nouns, isLeading }) => (isLeading ? [] : nouns))
      .flatMap((noun) => story.references.all(noun).flat());
    const home = hosts.length === 1 ? world.now.get(hosts[0] ?? -1) : undefined;
    const mover = movers.flat();
    if (
      !goal &&
      lemma === 'move' &&
      clause.adverbs.includes('in') &&
      home !== undefined &&
      mover.length === 1 &&
      world.is(home, 'place') &&
      world.now.get(mover[0] ?? -1) !== home
    ) {
      story.happen([{ thing: mover[0] ?? -1, to: home }], this.spanOf(clause));
      return true;
    }
    const isThing = movers.some((ids) => ids.every((id) => world.is(id, 'thing')));
    if (!goal) {
      const [only, another] = movers.flat();
      const back = only !== undefined && another === undefined ? world.before.get(only) : undefined;
      const isSure = clause.subject.every((noun) => story.references.all(noun).length === 1);
      if (clause.adverbs.includes('back') && back !== undefined && isSure) {
        story.happen([{ thing: only ?? -1, to: back }], this.spanOf(clause));
        return true;
      }
      // `comes back from the exam room`
      const source = roles.source();
      const isFromThere =
        source &&
        only !== undefined &&
        story.references.all(source).some((ids) => ids.length === 1 && ids[0] === world.now.get(only));
      if (isFromThere && another === undefined && isSure) {
        story.happen([{ thing: only, to: story.outside }], this.spanOf(clause));
        return true;
      }
      // `drives off`: from where it was
      const isOff = clause.adverbs.some((each) => AWAY.has(each)) && has(lemma, 'go') && movers.length === 1;
      if (
        isOff &&
        only !== undefined &&
        another === undefined &&
        isSure &&
        world.is(world.now.get(only) ?? -1, 'place')
      ) {
        story.happen([{ thing: only, to: story.outside }], this.spanOf(clause));
        return true;
      }
      const word = clause.adverbs.find((each) => WHERE.has(each));
      if (word !== undefined && this.anyBodyIsSomewhere() && !isThing && !has(lemma, 'stay'))
        return this.arrive(roles, undefined, word);
      return false;
    }
    // `walks over to Hugo`; `sits next to Ann` is a place that has no name
    if (
      roles.isPerson(goal) ||
      roles.clause.phrases.some(
        ({ preposition, nouns }) =>
          ['near', 'beside', 'around'].includes(preposition) && nouns.includes(goal) && !this.isPlace(goal),
      )
    ) {
      if (isThing && roles.isPerson(goal)) return this.arrive(roles, goal);
      if (has(lemma, 'stay') || lemma === 'move') throw fault(goal, 'which place that is is not said');
      return false;
    }
    return this.arrive(roles, goal);
  }

  /** `goes up two floors`: to the floor that is two above the one where it is. @throws NotationError below the first */
  private climb(clause: Clause, { by, noun }: Climb): boolean {
    const { story } = this;
    const { world } = story;
    const [who] = clause.subject;
    const [id, more] = who ? (this.mover(who) ?? []) : [];
    const at = world.entities[world.now.get(id ?? -1) ?? -1];
    const from = at && levelOf(at.words);
    if (!who || id === undefined || more !== undefined || !at || from === undefined)
      throw fault(noun, 'from where this counts is not certain: write where it comes to');
    const to = levelNamed(at.words, at.shown, from + by);
    if (to === undefined)
      throw fault(
        noun,
        `there is no ${noun.words.at(-1) ?? 'place'} ${from + by}: ${world.name(id)} is at ${at.shown} now`,
      );
    const known = world.entities.find(
      ({ kind, words: own }) => kind === 'place' && own.at(-1) === to.words.at(-1) && levelOf(own) === from + by,
    );
    const place = known ?? world.add('place', { ...to, kind: 'definite', isPlural: false });
    story.note(who, [id]);
    story.happen([{ thing: id, to: place.id }], this.spanOf(clause));
    return true;
  }

  private arrive(roles: Roles, goal: Noun | undefined, word = ''): boolean {
    const { story } = this;
    const { world } = story;
    const { clause } = roles;
    const to = goal
      ? (this.formerOf(goal) ?? this.placeOf(goal, clause.subject) ?? this.place(goal))
      : this.called(word);
    const source = roles.source();
    const moves = clause.subject.flatMap((noun) => {
      const found = story.references.all(noun).filter((ids) => ids.length > 0);
      const candidates = found.length === 1 ? (found[0] ?? []) : found.filter((ids) => ids.length === 1).flat();
      const moving =
        found.length === 1
          ? candidates
          : this.onlyOne(
              noun,
              candidates.filter((id) => world.now.get(id) !== to && world.now.has(id)),
            );
      for (const id of moving) {
        if (!world.now.has(id)) world.place(id, story.outside);
        const at = world.now.get(id);
        if (source && roles.known(source) && !story.references.all(source).some((ids) => ids.includes(at ?? -1)))
          throw fault(source, `${world.name(id)} is in ${world.name(at ?? -1)} now`);
      }
      story.note(noun, moving);
      return moving.map((thing) => ({ thing, to }));
    });
    const going = moves.filter(({ thing, to: there }) => world.now.get(thing) !== there);
    // `sits down on the bench` where she sits already: nothing happens
    // `The ball ended up in box C`, as it was told
    const isSummed = ['end', 'wind', 'finish'].includes(clause.verb?.lemma ?? '');
    if (going.length === 0) return isSummed || has(clause.verb?.lemma ?? '', 'stay') ? true : this.alreadyThere(clause);
    story.references.mention([to]);
    story.happen(going, this.spanOf(clause));
    return true;
  }

  private alreadyThere(clause: Clause): never {
    throw fault(this.spanOf(clause), 'they are there already');
  }

  /** `takes seat 12`, `takes Ben's place`: somebody goes there; false when it is no place for people. */
  takePlace(roles: Roles): boolean {
    const { clause } = roles;
    const { story } = this;
    const { world } = story;
    const [objects] = clause.objects;
    const [noun] = objects ?? [];
    if (!noun || objects?.length !== 1 || clause.subject.length !== 1 || clause.verb?.isPassive) return false;
    const found = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat()
      .filter((id) => world.is(id, 'place'));
    const movers = story.references.all(clause.subject[0] as Noun).flat();
    // `took her cushion`, on which she lies
    const isWhereTheyAre = (owner: Noun) =>
      story.references
        .all(owner)
        .flat()
        .some((id) =>
          [world.now.get(id), world.before.get(id)].some(
            (at) => at !== undefined && world.is(at, 'place') && world.entities[at]?.words.at(-1) === noun.words.at(-1),
          ),
        );
    const ofOwner =
      noun.owner && (noun.words.length === 0 || words.SPOTS.has(noun.words.at(-1) ?? '') || isWhereTheyAre(noun.owner))
        ? story.references
            .all(noun.owner)
            .flat()
            .filter((id) => !movers.includes(id))
            .flatMap(
              (id) =>
                (noun.isLeft || this.isAway(id) || this.hasJustLeft(id, movers)
                  ? world.before.get(id)
                  : world.now.get(id)) ?? [],
            )
        : [];
    const isHis = noun.owner !== undefined && noun.words.length === 0;
    const was = this.formerOf(noun);
    const left =
      was !== undefined
        ? [was]
        : (noun.owner ? story.references.all(noun.owner).flat() : [])
            .filter((id) => this.hasJustLeft(id, movers))
            .flatMap((id) => world.before.get(id) ?? []);
    const to =
      left.length === 1 && (isHis || words.SPOTS.has(noun.words.at(-1) ?? ''))
        ? left[0]
        : found.length === 1 && !isHis
          ? found[0]
          : ofOwner.length === 1
            ? ofOwner[0]
            : undefined;
    const who = story.references
      .all(clause.subject[0] as Noun)
      .filter((ids) => ids.length === 1)
      .flat()
      .filter((id) => world.now.has(id) && world.is(id, 'person') && world.now.get(id) !== to);
    if (to === undefined || world.now.has(to)) return false;
    if (who.length === 0) append(who, this.newcomer(clause.subject[0] as Noun, to));
    if (who.length !== 1) {
      if (world.held(to, 'thing').length > 0) return false;
      throw fault(noun, 'who goes there is not certain');
    }
    story.note(clause.subject[0] as Noun, who);
    story.references.mention([to]);
    story.happen([{ thing: who[0] ?? -1, to }], this.spanOf(clause));
    return true;
  }

  /** `leaves the train` */
  leave(roles: Roles): boolean {
    const { clause } = roles;
    const { story } = this;
    const { world } = story;
    const [noun] = clause.subject;
    const place = clause.objects[0]?.[0] ?? roles.source();
    if (!noun || clause.subject.length > 1) return false;
    const who = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat()
      .filter((id) => world.now.has(id) && (world.is(id, 'person') || world.is(world.now.get(id) ?? -1, 'place')));
    if (who.length === 0) return false;
    const id = who.length === 1 ? (who[0] ?? -1) : (this.onlyOne(noun, who)[0] ?? -1);
    const at = world.now.get(id);
    const isHere = place && roles.known(place);
    if (
      isHere &&
      !story.references
        .all(place)
        .flat()
        .includes(at ?? -1)
    )
      throw fault(place, `${world.name(id)} is in ${world.name(at ?? -1)} now`);
    story.note(noun, [id]);
    story.happen([{ thing: id, to: story.outside }], this.spanOf(clause));
    return true;
  }
}
