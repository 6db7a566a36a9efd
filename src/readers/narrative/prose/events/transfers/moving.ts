import { greatest, least } from '../../../../../lists/extremes';
import type { Noun } from '../../grammar/nouns/noun';
import { uncertain } from '../../world/references';
import { GOES_ALONG } from '../../../language/verbs';
import { Roles } from '../roles';
import { isPersonNoun } from '../../grammar/noun-kinds';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';
import { type Agent, Themes } from './themes';

/** Moves things where all that is said of them fits in one way only. */
export class Moving extends Themes {
  /** `empties crate A into crate C`: all that is in it. */
  pour(themes: readonly Noun[], into: Noun, span: { start: number; end: number }): void {
    const { story } = this;
    const [from, more] = themes
      .flatMap((noun) => story.references.all(noun))
      .filter((ids) => ids.length === 1)
      .flat();
    if (from === undefined || more !== undefined) throw uncertain(themes[0] as Noun, [], story.world);
    const to = story.one(into);
    const held = story.world.held(from);
    if (held.length === 0) throw fault(span, `${story.world.name(from)} is empty already`);
    story.happen(
      held.map((thing) => ({ thing, to })),
      span,
    );
  }

  /** `removes the lid`, `is taken out of the oven`: out of the story. */
  out(themes: readonly Noun[], agent: Agent, roles: Roles): void {
    const source = roles.source();
    this.move(roles, themes, {
      agent,
      isGift: false,
      target: [this.story.outside],
      isBack: false,
      ...(source && { source }),
    });
  }

  protected taker(noun: Noun): number {
    return this.story.person(noun);
  }

  protected agentOf(noun: Noun | undefined): Agent {
    if (!noun) return { ids: [] };
    const ids = this.story.references
      .all(noun)
      .filter((each) => each.length === 1)
      .flat();
    return { ids: ids.filter((id) => this.story.world.is(id, 'person')), noun };
  }

  /** Those to whom or where something may go. */
  protected goals(noun: Noun): number[] {
    const { story } = this;
    if (noun.pronoun === 'me' && story.references.all(noun).length === 0)
      return [story.person({ ...noun, pronoun: 'I', shown: 'I' })];
    const found = noun.pronoun === 'it' ? story.references.itsPlace() : story.references.all(noun);
    const single = found.filter((ids) => ids.length === 1).flat();
    if (single.length > 0) return single;
    if (found.length > 0 || (noun.pronoun !== undefined && !['i', 'I', 'me'].includes(noun.pronoun)))
      throw uncertain(noun, found, story.world);
    if (noun.isPlural) throw uncertain(noun, found, story.world);
    const like = noun.words.at(-1) ?? '';
    const similar = story.world.entities.filter((entity) => entity.words.at(-1) === like && entity.kind !== 'thing');
    if (similar.length > 0 && noun.words.length === 1)
      throw uncertain(
        noun,
        similar.map(({ id }) => [id]),
        story.world,
      );
    const isPerson = isPersonNoun(noun);
    // `to the left`, `to the next person`
    if (
      (words.ADJECTIVES.has(like) && !['tin', 'glass', 'square', 'paper'].includes(like) && noun.words.length === 1) ||
      ['neighbour', 'neighbor', 'side', 'one', 'end', 'seat', 'chair', 'place'].includes(like)
    )
      throw uncertain(noun, [], story.world);
    if (isPerson) return [story.person(noun)];
    const id = story.introduce(noun, 'place');
    if (story.begun) story.remark(noun, `nothing was said of ${noun.shown} before: taken to hold nothing at first`);
    return [id];
  }

  /** Moves things where all that is said of them fits in one way only. */
  protected move(
    roles: Roles,
    themes: readonly Noun[],
    how: { agent: Agent; isGift: boolean; target: readonly number[]; isBack: boolean; source?: Noun },
  ): void {
    const { story } = this;
    const { world } = story;
    const { clause } = roles;
    const span = this.span(clause);
    const { agent, target, isBack } = how;
    const from = how.source ? this.sources(how.source) : undefined;
    const isAgentFree = agent.ids.length === 0;
    const outcomes = new Map<string, { thing: number[]; to: number; agent: number | undefined }>();
    for (const noun of [themes]) {
      const sets = this.themes(noun, agent.ids, from, how);
      for (const things of sets)
        for (const who of isAgentFree ? [undefined] : agent.ids) {
          // Back to whom it came from when it came to whoever gives it back.
          const lender = (thing: number) =>
            who !== undefined && (world.now.get(thing) === who || world.lenders.get(thing)?.has(who) === true)
              ? world.lenders.get(thing)?.get(who)
              : world.before.get(thing);
          const tos = isBack
            ? things
                .slice(0, 1)
                .flatMap((thing) => lender(thing) ?? [])
                .filter((id) => id >= 0)
            : target;
          for (const to of tos) {
            const isFrom = things.every((thing) => {
              const at = world.now.get(thing);
              if (at === undefined || at === to || thing === to) return false;
              if (from && !from.includes(at) && !this.isBringer(thing, from)) return false;
              // `took it to the office and gave it back to Paul`
              const isBringers = world.is(at, 'place') && world.bringers.get(thing) === who;
              // `The Novaks' son carried it over`, which the Novaks had
              const isKins =
                who !== undefined && (world.entities[at]?.owner === who || world.entities[who]?.owner === at);
              if (who !== undefined && how.isGift && at !== who && !isKins && !isBringers) return false;
              // What somebody else has is not theirs to put away, unless it is said whose it is.
              const isOthers =
                who !== undefined &&
                at !== who &&
                !isKins &&
                world.is(at, 'person') &&
                !from &&
                !themes.some((each) => each.owner || each.pronoun === 'what');
              return !isOthers || who === to;
            });
            const isSelf = who !== undefined && who === to && how.isGift;
            if (isFrom && !isSelf) outcomes.set(`${things.join('+')}>${to}`, { thing: things, to, agent: who });
          }
        }
    }
    const [only, another] = [...outcomes.values()];
    // `puts the empty tin back on the shelf`, where it stood all the time
    const isBackThere =
      clause.phrases.some((phrase) => phrase.isBack) ||
      clause.adverbs.some((word) => word === 'back' || word === 'again');
    const isThere = isBackThere && this.areAll(themes, target);
    if (!only && isThere) {
      story.remark(span, 'it is there already: nothing changes');
      return;
    }
    if (!only) throw this.why(themes, agent, target, from, span);
    if (another)
      throw uncertain(
        themes[0] as Noun,
        [...outcomes.values()].map(({ thing, to }) => [...thing, to]),
        world,
      );
    if (only.agent !== undefined && agent.noun) story.note(agent.noun, [only.agent]);
    for (const thing of only.thing)
      if (only.agent !== undefined && world.is(only.to, 'place')) world.bringers.set(thing, only.agent);
      else world.bringers.delete(thing);
    story.references.mention([only.to]);
    for (const noun of themes) story.note(noun, only.thing.length === 1 || themes.length === 1 ? only.thing : []);
    if (clause.subject[0]?.pronoun !== undefined && only.agent !== undefined)
      story.note(clause.subject[0], [only.agent]);
    const moves = only.thing.map((thing) => ({ thing, to: only.to }));
    if (this.goesAlong(roles, only)) moves.push({ thing: only.agent ?? -1, to: only.to });
    story.happen(moves, span);
  }

  /** `leads the goat to the stable`, where people may be: whoever does it is there, too. */
  private goesAlong(
    { clause: { verb } }: Roles,
    { thing, to, agent }: { thing: number[]; to: number; agent: number | undefined },
  ): boolean {
    const { world } = this.story;
    const at = world.now.get(agent ?? -1);
    if (agent === undefined || at === undefined || at === to || thing.includes(agent) || !verb || verb.isPassive)
      return false;
    const isPeopled =
      world.entities.some(
        ({ id, kind }) =>
          kind === 'person' &&
          id !== agent &&
          !thing.includes(id) &&
          (world.now.get(id) === to || world.first.get(id) === to || world.before.get(id) === to),
      ) || world.first.get(agent) === to;
    return GOES_ALONG.has(verb.lemma) && world.is(to, 'place') && world.is(at, 'place') && isPeopled;
  }

  /** `carries the baby to the kitchen`, where it is taken from whoever carried it */
  private isBringer(thing: number, from: readonly number[]): boolean {
    const { world } = this.story;
    return world.is(world.now.get(thing) ?? -1, 'place') && from.includes(world.bringers.get(thing) ?? -1);
  }

  private areAll(themes: readonly Noun[], target: readonly number[]): boolean {
    const { references, world } = this.story;
    return (
      target.length === 1 &&
      target.every((id) => world.is(id, 'place')) &&
      themes.every((noun) => {
        const [ids, more] = references.all(noun);
        return ids !== undefined && !more && ids.every((id) => world.now.get(id) === target[0]);
      })
    );
  }

  private sources(noun: Noun): number[] | undefined {
    const { story } = this;
    const ids = story.references.all(noun).flat();
    if (ids.length > 0) return ids;
    if (noun.pronoun !== undefined) throw uncertain(noun, [], story.world);
    // `from the shop`: nowhere of the story
    return undefined;
  }

  private why(
    themes: readonly Noun[],
    agent: Agent,
    target: readonly number[],
    from: readonly number[] | undefined,
    span: { start: number; end: number },
  ): Error {
    const { story } = this;
    const { world } = story;
    for (const noun of themes) {
      const ids = story.references.all(noun, agent.ids).flat();
      const [only] = ids;
      if (only === undefined) return fault(noun, `what '${noun.shown}' is was not said before`);
      const at = world.now.get(only);
      if (ids.length > 1)
        return uncertain(
          noun,
          ids.map((id) => [id]),
          world,
        );
      if (at === undefined) return fault(noun, `where ${world.name(only)} is was not said`);
      if (target.includes(at)) return fault(noun, `${world.name(only)} is with ${world.name(at)} already`);
      if (from && !from.includes(at))
        return fault(
          noun,
          `${world.name(only)} is with ${world.name(at)} now, not with ${from.map((id) => world.name(id)).join(' or ')}`,
        );
      if (agent.ids.length > 0)
        return fault(
          noun,
          `${world.name(only)} is with ${world.name(at)} now, not with ${agent.ids.map((id) => world.name(id)).join(' or ')}`,
        );
    }
    return fault(span, 'who gives what to whom is not certain');
  }

  span({ subject, objects, phrases }: Roles['clause']): { start: number; end: number } {
    const nouns = [...subject, ...objects.flat(), ...phrases.flatMap((phrase) => phrase.nouns)].filter(
      (noun) => noun.end > 0,
    );
    return { start: least(nouns.map(({ start }) => start)), end: greatest(nouns.map(({ end }) => end)) };
  }
}
