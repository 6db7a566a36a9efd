import { isKind, mayMean } from '../../../language/kinds';
import type { Noun } from '../../grammar/nouns/noun';
import { isPersonNoun, isTime } from '../../grammar/noun-kinds';
import type { Story } from '../../world/story';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';

/** What an agent is known as: somebody of the story, somebody else, or nobody. */
export type Agent = { ids: number[]; noun?: Noun };

/** The things that may be meant where something is moved. */
export class Themes {
  constructor(protected readonly story: Story) {}

  protected isMine(noun: Noun, agent: Agent): boolean {
    const { world } = this.story;
    return this.story.references
      .all(noun)
      .flat()
      .every((id) => agent.ids.includes(world.now.get(id) ?? -1));
  }

  /** The things that may be meant, as sets that go together. */
  protected themes(
    nouns: readonly Noun[],
    agents: readonly number[],
    from: readonly number[] | undefined,
    how: { agent: Agent; isGift: boolean; target: readonly number[]; source?: Noun },
  ): number[][] {
    const { story } = this;
    const { world } = story;
    let sets: number[][] = [[]];
    for (const named of nouns) {
      // `Cora lent her bike to Dino`: Cora's
      const isGivers =
        how.isGift &&
        agents.length === 1 &&
        named.owner?.pronoun !== undefined &&
        story.references
          .all(named.owner)
          .flat()
          .includes(agents[0] ?? -1) &&
        how.agent.noun?.pronoun === undefined;
      const noun = isGivers && how.agent.noun ? { ...named, owner: how.agent.noun } : named;
      const doer = how.agent.noun;
      const doers = doer && doer.pronoun === undefined ? story.references.all(doer).flat() : [];
      let found = story.references.givenBy(doers, () => this.thing(noun, agents, from));
      const loose =
        found.length === 0 && noun.pronoun === 'it' && story.references.all(noun).length === 0
          ? story.lone()
          : undefined;
      if (loose !== undefined) {
        const at = how.isGift && agents.length === 1 ? agents[0] : undefined;
        story.world.place(loose, at ?? from?.[0] ?? story.outside);
        found = [[loose]];
      }
      const member = found.length === 0 ? story.member(noun) : undefined;
      if (member !== undefined) found = [[member]];
      if (found.length === 0 && this.mayBeNew(noun)) {
        const thing = story.introduce(noun, isPersonNoun(noun) ? 'person' : 'thing');
        const at = from?.[0] ?? (how.isGift && agents.length === 1 ? agents[0] : undefined);
        const holder = at ?? story.outside;
        if (story.empty.has(holder) && story.begun) throw fault(noun, `${world.name(holder)} was said to hold nothing`);
        world.place(thing, holder);
        story.remark(
          noun,
          `nothing was said of ${noun.shown} before: taken to ${at === undefined ? 'come from outside' : `be with ${world.name(holder)} at first`}`,
        );
        found = [[thing]];
      }
      sets = sets.flatMap((set) => found.map((each) => [...set, ...each]));
    }
    return sets.filter((set) => set.length > 0);
  }

  /** Of one noun: what it may mean, people only where they are somewhere. */
  private thing(noun: Noun, agents: readonly number[], from: readonly number[] | undefined): number[][] {
    const { story } = this;
    const { world } = story;
    if (noun.pronoun === 'everything') return from?.map((holder) => world.held(holder)) ?? [];
    if (noun.pronoun === 'one')
      return agents.length === 1 ? world.held(agents[0] ?? -1, 'thing').map((id) => [id]) : [];
    const all = story.references.theme(noun, agents);
    const found = all.filter((ids) => ids.every((id) => world.now.has(id)));
    const whole =
      noun.words.length > 0 && !noun.isPlural ? found.flat().find((id) => this.isMany(id, noun)) : undefined;
    if (whole !== undefined)
      throw fault(noun, `'${world.name(whole)}' are followed together: name each one for itself to move one of them`);
    if (found.length > 0) return found;
    const container = this.container(noun, all, agents);
    if (container !== undefined) return [[container]];
    if (noun.pronoun !== undefined) return found;
    // `the contents of box A`
    // `his present`, `the toy`: the only thing that there is
    const head = noun.words.at(-1) ?? '';
    const isGeneric = words.GENERIC.has(head) || story.announced?.noun === head;
    // `the book inside` a parcel is no parcel
    const isSuch = (id: number) => {
      const entity = world.entities[id];
      const own = entity?.words.at(-1) ?? '';
      return !isKind(head) || !entity || mayMean(head, own) || entity.also.has(head) || /^\p{Lu}/u.test(entity.shown);
    };
    const owners = noun.owner ? story.references.all(noun.owner, agents).flat() : (from ?? agents);
    if (isGeneric && noun.words.length === 1 && owners.length === 1 && all.length === 0) {
      const held = world.held(owners[0] ?? -1, 'thing');
      return held.length === 1 && held.every(isSuch) ? [held] : [];
    }
    return [];
  }

  /** A box of which nobody said where it stood. */
  private container(noun: Noun, all: readonly number[][], agents: readonly number[]): number | undefined {
    const { world, outside } = this.story;
    const [ids, more] = all.filter((each) => each.length === 1 && world.is(each[0] ?? -1, 'place'));
    const head = noun.words.at(-1) ?? '';
    if (!ids || more || all.length > 1 || noun.isPlural || words.SPOTS.has(head)) return undefined;
    const id = ids[0] ?? -1;
    if (id === outside) return undefined;
    // `his pouch`, which he has with him when he loses it
    const owner = world.entities[id]?.owner;
    world.place(id, owner !== undefined && agents.includes(owner) ? owner : outside);
    return id;
  }

  /** `two coins`, of which `a coin` is one */
  private isMany(id: number, noun: Noun): boolean {
    const entity = this.story.world.entities[id];
    return (
      entity?.isPlural === true &&
      (noun.kind === 'indefinite' ||
        noun.count === 1 ||
        /^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|several|many|twelve) /.test(entity.shown))
    );
  }

  private mayBeNew(noun: Noun): boolean {
    const { story } = this;
    if (noun.pronoun !== undefined || noun.words.length === 0 || isTime(noun)) return false;
    // `Tilde sold her bicycle`, of whom no more was said
    const owners = noun.owner ? story.references.all(noun.owner).flat() : [];
    // `left Mrs Lund's parcel with Mr Berg`, before all else
    const isStrangers = noun.owner?.pronoun === undefined && owners.length === 0 && !story.wasBegun;
    if (noun.owner && isStrangers) return story.world.described(noun).length === 0;
    const isFirst =
      owners.length === 1 &&
      owners.every((id) => story.world.held(id).length === 0 && !story.empty.has(id) && !story.world.moved.has(id));
    if (noun.owner) return (isFirst || this.isUntold(noun, owners)) && story.world.described({ ...noun }).length === 0;
    if (story.world.described(noun).length > 0) return false;
    // `Patient Clark was then brought to room 3`
    if (noun.rank !== undefined && noun.kind === 'name' && isPersonNoun(noun)) return true;
    return (
      noun.kind === 'indefinite' ||
      noun.kind === 'title' ||
      (!story.wasBegun && noun.kind !== 'bare') ||
      (noun.kind === 'bare' && !story.begun)
    );
  }

  /** `takes her kite in exchange`, of which nothing was said, and which cannot mean what she was said to have. */
  private isUntold(noun: Noun, owners: readonly number[]): boolean {
    const { world, empty, said } = this.story;
    const [owner, more] = owners;
    const head = noun.words.at(-1) ?? '';
    if (said.has(head) || [...world.first.values()].some((id) => id === owner)) return false;
    if (owner === undefined || more !== undefined || !world.is(owner, 'person') || empty.has(owner)) return false;
    if (words.GENERIC.has(head) || isKind(head) || noun.isPlural || words.SPOTS.has(head)) return false;
    return true;
  }
}
