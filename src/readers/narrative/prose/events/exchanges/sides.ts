import type { Clause } from '../../grammar/clause';
import { mayMean } from '../../../language/kinds';
import type { Noun } from '../../grammar/nouns/noun';
import { uncertain } from '../../world/references';
import type { Move, Story } from '../../world/story';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';

export type Span = { start: number; end: number };

/** What each of two gives in an exchange: a thing, a role or the place where they are. */
export class Sides {
  constructor(
    protected readonly story: Story,
    protected readonly spanOf: (clause: Clause) => Span,
  ) {}

  /** `Ravi is in goal, Milo is the striker`: of two who change positions one is somewhere and the other something. */
  protected stationed(noun: Noun | undefined, a: number, b: number): void {
    const { world } = this.story;
    const head = noun?.words.at(-1) ?? '';
    if (!words.SPOTS.has(head) && !words.ROLES.has(head)) return;
    if ([a, b].every((id) => world.now.has(id)) || ![a, b].some((id) => world.now.has(id))) return;
    const who = world.now.has(a) ? b : a;
    const [role, more] = world.roles(who);
    const entity = world.entities[role ?? -1];
    if (role === undefined || more !== undefined || !entity || world.first.get(role) !== who || world.moved.has(role))
      return;
    world.now.delete(role);
    world.first.delete(role);
    entity.kind = 'place';
    world.place(who, role);
  }

  /** `Uma's towel was by the water. Uma swapped with Vera`: of somebody who has nothing the only thing that is hers, and where it is. */
  protected standIn(who: number): { thing: number; at: number } | undefined {
    const { world } = this.story;
    if (world.now.has(who) || world.held(who).length > 0) return undefined;
    const own = world.entities.filter(({ id, kind, owner }) => kind === 'thing' && owner === who && world.now.has(id));
    const there = world.entities
      .filter(({ kind, owner }) => kind === 'place' && owner === who)
      .flatMap(({ id }) => world.held(id));
    const [thing, more] = own.length > 0 ? own.map(({ id }) => id) : there;
    const at = thing === undefined ? undefined : world.now.get(thing);
    return thing !== undefined && at !== undefined && more === undefined ? { thing, at } : undefined;
  }

  /** `her coin`, `the coin`, `it`, and not `coins` and `their coins`. */
  protected isOne(noun: Noun, a: number): boolean {
    if (noun.owner?.pronoun === 'they' || noun.kind === 'bare') return false;
    if (noun.pronoun === 'what') return !(noun.owner?.pronoun === 'they');
    if (noun.pronoun !== undefined) return noun.pronoun === 'it' || noun.pronoun === 'one';
    const { references, world } = this.story;
    if (noun.isPlural)
      return references.all(noun, [a]).some((ids) => ids.length === 1 && world.now.get(ids[0] ?? -1) === a);
    return true;
  }

  /** The thing of `owner` that a noun names. */
  protected his(noun: Noun, owner: number): number {
    const { references, world } = this.story;
    const bare: Noun = { ...noun };
    if (noun.owner?.pronoun !== undefined && noun.words.length > 0) delete bare.owner;
    const all = references
      .all(bare, [owner])
      .filter((ids) => ids.length === 1)
      .flat();
    const found = all.filter((id) => world.now.get(id) === owner && world.is(id, 'thing'));
    const [only, another] = found;
    if (only !== undefined && another === undefined) {
      this.story.note(noun, [only]);
      return only;
    }
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        world,
      );
    const held = world.held(owner, 'thing');
    const isGeneric =
      noun.words.length <= 1 &&
      (words.GENERIC.has(noun.words.at(-1) ?? 'one') || this.story.announced?.noun === noun.words.at(-1));
    const isTheirs = !noun.owner || references.all(noun.owner, [owner]).flat().includes(owner);
    if (
      isGeneric &&
      isTheirs &&
      held.length === 1 &&
      (noun.pronoun === undefined || noun.pronoun === 'one') &&
      all.length === 0
    )
      return held[0] ?? -1;
    const [other] = all;
    const at = other === undefined ? undefined : world.now.get(other);
    if (other !== undefined && at !== undefined)
      throw fault(noun, `${world.name(other)} is with ${world.name(at)} now, not with ${world.name(owner)}`);
    throw fault(noun, `what '${noun.shown}' is was not said before`);
  }

  /** All that somebody has, which must be one thing; of several the one that the noun fits. */
  protected only(owner: number, noun: Noun | undefined, span: Span, other?: number): number {
    const { story } = this;
    const { world } = story;
    const head = noun?.words.at(-1);
    const roles = world.roles(owner);
    const held = head !== undefined && words.ROLES.has(head) && roles.length > 0 ? roles : world.held(owner, 'thing');
    // `swaps shifts`, of somebody who has the late shift and an appointment
    const named = held.filter((id) => {
      const own = world.entities[id]?.words ?? [];
      return own.at(-1) === head && own.length > 1 && held.length > 1;
    });
    if (named.length === 1) return named[0] ?? -1;
    if (noun && head !== undefined && noun.pronoun === undefined && !this.isLoose(head)) {
      const bare: Noun = { ...noun, kind: 'definite', isPlural: false };
      delete bare.owner;
      const fitting = world.described(bare).filter((id) => held.includes(id));
      if (fitting.length === 1) return fitting[0] ?? -1;
      if (fitting.length > 1)
        throw uncertain(
          noun,
          fitting.map((id) => [id]),
          world,
        );
      // `tools` are a whisk and a ladle, but a hat is no cup.
      // `Maya has the attic`, and others have rooms
      const isSuch = world.entities.some(
        ({ id, words: own }) =>
          own.at(-1) === head && world.first.has(id) && world.is(world.now.get(id) ?? -1, 'person'),
      );
      if (words.SPOTS.has(head) && !(isSuch && held.length === 1))
        throw fault(noun, `where ${world.name(owner)} is was not said`);
      if (held.length === 0 && !story.begun && !story.empty.has(owner)) return this.unnamed(owner, head);
      if (held.length === 0 && this.isAnnounced(head) && !world.moved.has(owner)) return this.unnamed(owner, head);
    }
    const [only, another] = held;
    if (only === undefined && story.announced && !world.moved.has(owner) && !story.empty.has(owner))
      return this.unnamed(owner, story.announced.noun);
    if (only === undefined) throw fault(span, `${world.name(owner)} has nothing to exchange`);
    // `gets an evening class and trades with Paul`, who has a shift, as she has: shifts
    const kinds = other === undefined ? [] : world.held(other, 'thing').map((id) => world.entities[id]?.words.at(-1));
    const like = noun ? [] : held.filter((id) => kinds.length === 1 && world.entities[id]?.words.at(-1) === kinds[0]);
    if (another !== undefined && like.length === 1) return like[0] ?? -1;
    if (another !== undefined)
      throw fault(span, `${world.name(owner)} has ${held.map((id) => world.name(id)).join(' and ')}: write which`);
    return only;
  }

  private isAnnounced(head: string): boolean {
    return this.story.announced?.noun === head;
  }

  /** Of those who each have one the ones that were not named. */
  complete(): void {
    const { story } = this;
    for (const owner of story.announcedFor)
      if (
        story.announced &&
        story.world.held(owner, 'thing').length === 0 &&
        !story.empty.has(owner) &&
        !story.world.moved.has(owner)
      )
        this.unnamed(owner, story.announced.noun);
    story.announcedFor = [];
  }

  private unnamed(owner: number, noun: string): number {
    const { story } = this;
    const { world } = story;
    const shown = `${world.name(owner)}'s ${noun}`;
    const entity = world.add('thing', { words: [noun], shown, isPlural: false, kind: 'definite' });
    entity.owner = owner;
    world.place(entity.id, owner);
    return entity.id;
  }

  private isLoose(head: string): boolean {
    return (
      words.GENERIC.has(head) ||
      words.ROLES.has(head) ||
      this.isAnnounced(head) ||
      (this.story.announced?.isRole === true && words.SPOTS.has(head))
    );
  }

  /** Whether what changes is where two people are. */
  protected arePlaces(noun: Noun | undefined, a: number, b: number): boolean {
    const { world } = this.story;
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (here === undefined || there === undefined) return false;
    const head = noun?.words.at(-1);
    const hands = [a, b].map((id) => world.held(id, 'thing').length);
    if (head === undefined || noun?.pronoun !== undefined) return hands.every((count) => count === 0);
    const isTheirNoun = [here, there].some((id) => {
      const own = world.entities[id]?.words ?? [];
      return own.includes(head) || mayMean(head, own.at(-1) ?? '');
    });
    const isHeld = [a, b].some((id) =>
      world.held(id, 'thing').some((thing) => world.entities[thing]?.words.at(-1) === head),
    );
    return !isHeld && (isTheirNoun || words.SPOTS.has(head));
  }

  protected places(a: number, b: number, span: Span): Move[] {
    const { world } = this.story;
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (here === undefined || there === undefined || here === there)
      throw fault(span, `${world.name(a)} and ${world.name(b)} are in the same place`);
    return [
      { thing: a, to: there },
      { thing: b, to: here },
    ];
  }
}
