import type { Clause } from '../../grammar/clause';
import type { Noun } from '../../grammar/nouns/noun';
import { uncertain } from '../../world/references';
import type { Roles } from '../roles';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';
import { Sides, type Span } from './sides';

/** Two things, or the contents of two places, that somebody else changes. */
export class Objects extends Sides {
  /** How many steps there were when the contents of two had changed places last. */
  private poured = -1;

  /** Two things, or two who are somewhere, or the contents of two places, changed by somebody else or by themselves. */
  protected objects(
    nouns: readonly Noun[],
    clause: Clause,
    roles: Roles,
    others: readonly Noun[] | undefined,
    span: Span,
  ): void {
    const { story } = this;
    const { world, references } = story;
    // `swapped the contents of A and B. Then B and C were swapped, too`
    const isLike =
      clause.adverbs.some((word) => ['too', 'also', 'likewise', 'as well'].includes(word)) &&
      this.poured === story.happened.length &&
      story.begun;
    const contents = nouns.find((noun) => noun.words.at(-1) === 'content') ?? (isLike ? nouns[0] : undefined);
    const listed =
      contents && !isLike
        ? (clause.phrases.find(({ preposition }) => ['of', 'in', 'between'].includes(preposition))?.nouns ?? [])
        : nouns;
    const all = [...listed, ...(others ?? [])];
    const sets = all
      .map((noun, k) => this.mates(noun, all, k))
      .map((found, k) => (found.length > 0 ? found : this.side(all[k] && this.single(all[k], all))));
    let ids: number[] | undefined = this.movedLast(nouns, clause);
    const places =
      all[0]?.which?.find(({ nouns: at }) => at.length === 2)?.nouns ??
      roles.phrases('on', 'in', 'at', 'under').find((phrase) => !phrase.isLeading && phrase.nouns.length === 2)?.nouns;
    if (ids) sets.length = 0;
    else if (all.length === 1 && places) ids = this.atPlaces(all[0] as Noun, places);
    else if (all.length === 1) ids = sets[0]?.find((each) => each.length === 2);
    else if (all.length === 2) {
      const [x, y] = sets.map((each) => each.filter((one) => one.length === 1).flat());
      if (x?.length === 1 && y?.length === 1) ids = [...x, ...y];
    }
    const [a, b] = ids ?? [];
    if (a === undefined || b === undefined || a === b)
      throw uncertain(all[0] ?? ({ ...span, shown: 'this' } as Noun), sets.flat(), world);
    references.mention([a, b]);
    // `Mimi's backpack`, which she has with all that is in it
    const owners = [a, b].map((id) => world.entities[id]?.owner);
    const areTheirs = owners.every((id) => id !== undefined && world.is(id, 'person')) && owners[0] !== owners[1];
    if (!contents && areTheirs && ![a, b].some((id) => world.now.has(id)))
      for (const id of [a, b]) world.place(id, world.entities[id]?.owner ?? -1);
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (!contents && here !== undefined && there !== undefined) {
      const bothPeople = world.is(a, 'person') && world.is(b, 'person');
      const isHolding = bothPeople && [a, b].some((id) => world.held(id).length > 0);
      if (isHolding) throw fault(span, 'whether they change their places or their things is not said');
      story.happen(this.places(a, b, span), span);
      return;
    }
    // `The red team and the blue team exchange their things`; `Red and Blue trade players`
    const head = clause.objects[0]?.[0]?.words.at(-1) ?? '';
    const areTeams = [a, b].every(
      (id) =>
        (world.entities[id]?.words ?? []).some((word) => words.TEAMS.has(word)) &&
        (words.PEOPLE.has(head) || world.held(id, 'person').length === 0),
    );
    const isCups = [a, b].every((id) => isNumberedCup(world.entities[id]?.words ?? []));
    if (isCups && !contents && !world.is(a, 'person'))
      story.remark(span, `${world.name(a)} and ${world.name(b)} are taken as places, that keep their numbers`);
    const isFixed = isCups || areTeams || [a, b].every((id) => isSide(world.entities[id]?.words ?? []));
    if (!contents && !isFixed && !world.is(a, 'person'))
      throw fault(
        span,
        `whether ${world.name(a)} takes along what it holds is not said: write 'Swap the contents of ${world.name(a)} and ${world.name(b)}'`,
      );
    if (world.is(a, 'person') && !contents) throw fault(span, 'what they exchange is not certain');
    const moves = [
      ...world.held(a).map((thing) => ({ thing, to: b })),
      ...world.held(b).map((thing) => ({ thing, to: a })),
    ];
    if (moves.length === 0 && !isFixed) throw fault(span, 'both hold nothing');
    story.happen(moves, span);
    if (contents) this.poured = story.happened.length;
  }

  /** `moved the milk to the freezer and the cream to the fridge. Theo swapped them back`: the two that were moved. */
  private movedLast(nouns: readonly Noun[], { subject }: Clause): number[] | undefined {
    const { world, references, happened } = this.story;
    const [them, more] = nouns;
    if (them?.pronoun !== 'them' || more) return undefined;
    const doers = subject.flatMap((noun) => references.all(noun).flat());
    const found = references.all(them).flat();
    const arePeople = found.length === 0 || found.some((id) => doers.includes(id) || !world.now.has(id));
    const [before, last] = happened.slice(-2).map(({ moves }) => moves.map(({ thing }) => thing));
    const two = last?.length === 2 ? last : [...(before ?? []), ...(last ?? [])];
    const areThings = two.length === 2 && two[0] !== two[1] && two.every((id) => world.is(id, 'thing'));
    return arePeople && areThings ? two : undefined;
  }

  /** `the middle cup`, beside a left cup that is known */
  protected side(noun: Noun | undefined): number[][] {
    const { world } = this.story;
    if (
      !noun ||
      !(noun.kind === 'definite' || (noun.kind === 'bare' && isNumberedCup(noun.words))) ||
      noun.owner ||
      noun.isPlural ||
      noun.words.length < 2 ||
      !(isSide(noun.words) || isNumberedCup(noun.words))
    )
      return [];
    const isOne = world.entities.some(
      ({ kind, words: own }) =>
        kind === 'place' && own.at(-1) === noun.words.at(-1) && (isSide(own) || isNumberedCup(own)),
    );
    return isOne ? [[this.story.introduce(noun, 'place')]] : [];
  }

  /** `the players on board one and board two` */
  private atPlaces(noun: Noun, places: readonly Noun[]): number[] | undefined {
    const { world, references } = this.story;
    const isPlain =
      words.PEOPLE.has(noun.words.at(-1) ?? '') ||
      words.GENERIC.has(noun.words.at(-1) ?? '') ||
      references.all(noun).length > 0;
    const there = places.map((place) =>
      references
        .all(place)
        .flat()
        .flatMap((id) => world.held(id)),
    );
    return isPlain && there.every((each) => each.length === 1) ? there.flat() : undefined;
  }

  /** `first and second cups`: the second cup */
  private single(noun: Noun, all: readonly Noun[]): Noun {
    const isShared =
      noun.isPlural && all.length === 2 && all[1] === noun && isSide(noun.words) && all[0]?.words.length === 1;
    return isShared ? { ...noun, isPlural: false, kind: 'definite' } : noun;
  }

  /** `the left and the middle cup`: the noun of the one behind. */
  private mates(said: Noun, all: readonly Noun[], k: number): number[][] {
    const { references } = this.story;
    const noun = this.single(said, all);
    const found = references.all(noun);
    const next = all[k + 1] ?? all[k - 1];
    const head = next?.words.at(-1);
    if (found.length > 0 || head === undefined || noun.pronoun !== undefined) return found;
    return references.all({ ...noun, words: [...noun.words, head], isPlural: false });
  }
}

/** `shell 2`, `cup B` of a game in which they change places: their numbers stay where they are. */
function isNumberedCup(own: readonly string[]): boolean {
  return (
    own.length === 2 &&
    /^(?:\d+|[a-z])$/.test(own[0] ?? '') &&
    /^(?:cup|shell|nutshell|thimble|walnut)$/.test(own[1] ?? '')
  );
}

/** A holder that stays where it is, whatever is brought there: `the left cup`. */
function isSide(own: readonly string[]): boolean {
  return own.some((word) =>
    [
      'left',
      'right',
      'middle',
      'centre',
      'center',
      'leftmost',
      'rightmost',
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
      'last',
      'top',
      'bottom',
      'position',
      'place',
      'slot',
      'spot',
      'location',
      'room',
      'shelf',
      'hook',
    ].includes(word),
  );
}
