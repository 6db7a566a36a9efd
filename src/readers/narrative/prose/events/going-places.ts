import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import { isPersonNoun, isTime } from '../grammar/noun-kinds';
import * as words from '../grammar/words';
import { uncertain } from '../world/references';
import type { Story } from '../world/story';
import type { Roles } from './roles';

const FORMER = wordSet('old former previous earlier');

/** What only somebody alive does. */
const RUNS = wordSet(
  'walk run climb hop jump sneak tiptoe crawl fly wander hurry rush swim dash creep trot scurry leap scamper gallop crouch pad stroll',
);

/** Who goes, and to which place. */
export class GoingPlaces {
  constructor(
    protected readonly story: Story,
    protected readonly spanOf: (clause: Clause) => { start: number; end: number },
  ) {}

  protected isPlace(noun: Noun): boolean {
    return this.story.references
      .all(noun)
      .flat()
      .some((id) => this.story.world.is(id, 'place'));
  }

  anyBodyIsSomewhere(): boolean {
    const { world } = this.story;
    return this.story.followsPeople || world.entities.some(({ id, kind }) => kind === 'person' && world.now.has(id));
  }

  /** Of those who are somewhere the ones that a noun may mean. */
  protected mover(noun: Noun): number[] | undefined {
    const { story } = this;
    const found = story.references
      .all(noun)
      .filter((ids) => ids.length > 0 && ids.every((id) => story.world.now.has(id)));
    return found.length === 1 ? found[0] : found.length > 1 ? found.flat() : undefined;
  }

  protected onlyOne(noun: Noun, ids: readonly number[]): number[] {
    const [only, another] = ids;
    if (only === undefined || another !== undefined)
      throw uncertain(
        noun,
        ids.map((id) => [id]),
        this.story.world,
      );
    return [only];
  }

  protected called(word: string): number {
    const { world } = this.story;
    return (
      world.entities.find(({ shown }) => shown === word)?.id ??
      world.add('place', { words: [word], shown: word, isPlural: false, kind: 'definite' }).id
    );
  }

  /** `It ran to the kitchen`, of a dog with a bone: the dog. */
  protected animal({ subject, verb }: Clause): Noun | undefined {
    const [it, more] = subject;
    if (it?.pronoun !== 'it' || more || it.meant !== undefined || !verb || !RUNS.has(verb.lemma)) return undefined;
    const [animal, another] = this.story.references.animals();
    return animal !== undefined && another === undefined ? { ...it, meant: animal } : undefined;
  }

  protected goal(roles: Roles): Noun | undefined {
    const goal = roles.goal();
    if (goal && (roles.known(goal) || !isTime(goal))) return goal;
    return undefined;
  }

  /** `Abdul's old locker`: the one that he has left. */
  protected formerOf(noun: Noun): number | undefined {
    const { references, world } = this.story;
    const { owner, words: own } = noun;
    if (!owner || !own.some((word) => FORMER.has(word)) || !words.SPOTS.has(own.at(-1) ?? '')) return undefined;
    const places = references
      .all(owner)
      .flat()
      .flatMap((id) => world.before.get(id) ?? []);
    const [place, more] = places;
    if (place === undefined || more !== undefined) return undefined;
    noun.meant = place;
    return place;
  }

  /** `Bob moves to Cid's desk and Cid moves to Bob's`: where the other one was. */
  protected placeOf({ owner, words: own, isLeft }: Noun, subject: readonly Noun[]): number | undefined {
    const { references, world } = this.story;
    if (!owner || own.length > 0 || isLeft) return undefined;
    const movers = subject.flatMap((noun) => references.all(noun).flat());
    const others = references
      .all(owner)
      .flat()
      .filter((id) => !movers.includes(id));
    const places = others.flatMap(
      (id) => (this.hasJustLeft(id, movers) ? world.before.get(id) : world.now.get(id)) ?? [],
    );
    const [place, more] = places.filter((id) => world.is(id, 'place'));
    return more === undefined ? place : undefined;
  }

  protected place(noun: Noun): number {
    const { story } = this;
    const found = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    if (found.length === 1) return found[0] ?? -1;
    if (found.length > 1 || noun.pronoun !== undefined)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        story.world,
      );
    const like = noun.words.at(-1) ?? '';
    const similar = story.world.entities.filter((entity) => entity.words.at(-1) === like && entity.kind !== 'thing');
    if (words.ADVERBS.has(like) || (similar.length > 0 && noun.words.length === 1) || noun.isPlural || noun.owner)
      throw uncertain(
        noun,
        similar.map(({ id }) => [id]),
        story.world,
      );
    const id = story.introduce(noun, 'place');
    story.remark(noun, `nothing was said of ${noun.shown} before: taken to hold nothing at first`);
    return id;
  }

  /** `Cid moves to Ann's desk and Ann takes his`: the one that he has left. */
  protected hasJustLeft(id: number, movers: readonly number[]): boolean {
    const last = this.story.happened.at(-1);
    const isHere = last?.moves.some(({ thing }) => thing === id) === true && last.moves.length === 1;
    return isHere && movers.some((mover) => this.story.world.now.get(mover) === this.story.world.now.get(id));
  }

  protected isAway(id: number): boolean {
    const at = this.story.world.now.get(id);
    return at !== undefined && this.story.isOutside(at);
  }

  /** `A motorbike comes along and takes spot B`: somebody or something that comes from outside to an empty place. */
  protected newcomer(noun: Noun, to: number): number[] {
    const { story } = this;
    const { world } = story;
    const head = headOf(world.entities[to]?.words ?? []);
    const arePlaces = world.entities.some(
      ({ id, kind, words: own }) => kind === 'place' && headOf(own) === head && world.held(id).length > 0,
    );
    if (world.held(to).length > 0 || (!arePlaces && !words.SPOTS.has(head))) return [];
    const known = story.references
      .all(noun)
      .filter((ids) => ids.length === 1)
      .flat();
    const isNew =
      known.length === 0 && noun.pronoun === undefined && (noun.kind === 'indefinite' || noun.kind === 'name');
    const [id, more] = isNew ? [story.introduce(noun, isPersonNoun(noun) ? 'person' : 'thing')] : known;
    if (id === undefined || more !== undefined || world.now.has(id) || world.is(id, 'place')) return [];
    world.place(id, story.outside);
    return [id];
  }
}

/** `bay` of bay 2 */
function headOf(own: readonly string[]): string {
  return own.findLast((word) => !/^(?:\d+[a-z]?|[a-z])$/.test(word)) ?? '';
}
