import { wordSet } from '../word-set';
import { greatest, least } from '../../../lists/extremes';
import { isKind } from './kinds';
import { isBodyPart, type Noun } from './nouns';
import { uncertain } from './references';
import type { Clause } from './clauses';
import { Roles } from './roles';
import { isPersonNoun, isTime } from './noun-kinds';
import type { Story } from './story';
import * as words from './words';
import { fault } from './world';

/** What an agent is known as: somebody of the story, somebody else, or nobody. */
type Agent = { ids: number[]; noun?: Noun };

export const FLOORS = wordSet('upstairs downstairs indoors outdoors backstage');

/** With `there` it is where was spoken of last. */
const PUTS = wordSet(
  'put place set lay hang drop hide leave store stack stow park stick pour deposit stand lean tuck slip',
);

/** With `down` nobody has it then. */
const GROUNDED = wordSet('put lay set throw drop place toss fling');

/** What one does with somebody who then is away. */
const DRIVES = wordSet(
  'chase push drive kick throw force shove banish expel evict send scare shoo frighten shove lift bump nudge order',
);

/** What one does with what one has just been given. */
const CATCHES = wordSet('catch receive accept get');

/** Things that go from one to another. */
export class Transfers {
  constructor(private readonly story: Story) {}

  /** `gives the ball to Ben`, `puts the key into the box`, `is moved to bed 5`. */
  carry(roles: Roles, { isGift }: { isGift: boolean }): boolean {
    const { clause } = roles;
    const passive = clause.verb?.isPassive === true;
    let [first, second] = clause.objects;
    if (clause.objects.length > 2) throw fault(this.span(clause), 'what goes to whom is not certain here');
    const isBack = clause.adverbs.includes('back') || clause.verb?.lemma === 'return';
    let recipient: Noun | undefined;
    if (passive) {
      // `Ann is given the ball`
      if (first && clause.subject.length === 1 && roles.isPerson(clause.subject[0] as Noun))
        recipient = clause.subject[0];
      else [first, second] = [clause.subject, undefined];
    } else if (first && second) {
      if (first.length > 1) throw fault(first[1] as Noun, 'to whom it goes is not certain');
      recipient = first[0];
      first = second;
    }
    const themes = first;
    if (!themes || themes.length === 0) return false;
    // `Lina lent her bicycle to Omar`, of whom nothing was said
    const [giver] = clause.subject;
    if (
      !passive &&
      isGift &&
      giver &&
      giver.pronoun === undefined &&
      isPersonNoun(giver) &&
      !giver.owner &&
      !roles.known(giver) &&
      !this.story.begun
    )
      this.story.person(giver);
    const goal = recipient ?? roles.goal() ?? this.benefit(roles);
    const agent = passive ? this.agentOf(roles.by()) : this.agentOf(clause.subject[0]);
    if (!passive && clause.subject.length > 1) {
      if (isGift) throw fault(clause.subject[1] as Noun, 'who gives it is not certain: write each gift for itself');
      agent.ids = [];
    }
    // `presses it into her hand`
    const whose = goal && !roles.known(goal) && isBodyPart(goal) ? goal.owner : undefined;
    const isOwn =
      whose &&
      agent.ids.length === 1 &&
      (whose.pronoun === undefined
        ? this.story.references
            .all(whose)
            .flat()
            .includes(agent.ids[0] ?? -1)
        : true);
    if (isOwn && themes.every((noun) => this.isMine(noun, agent)) && themes.every((noun) => roles.known(noun)))
      return true;
    if (whose) return this.carry(new Roles(this.story, this.toWhom(clause, goal as Noun, whose)), { isGift });
    // `hangs the blue hat there`, `puts the chick in`
    const isThere =
      !goal &&
      !isBack &&
      clause.adverbs.some((word) => word === 'there' || word === 'in') &&
      PUTS.has(clause.verb?.lemma ?? '');
    const spots = isThere
      ? this.story.references
          .itsPlace()
          .flat()
          .filter((id) => this.story.world.is(id, 'place'))
      : [];
    if (isThere && spots.length > 0) {
      const source = roles.source();
      this.move(roles, themes, {
        agent,
        isGift: false,
        target: spots.slice(0, 1),
        isBack: false,
        ...(source && { source }),
      });
      return true;
    }
    // `sets them on the teddy's nose`
    const body = clause.phrases.find(
      (phrase) =>
        !phrase.isLeading &&
        words.PLACING.has(phrase.preposition) &&
        phrase.nouns.length === 1 &&
        phrase.nouns.some((noun) => isBodyPart(noun) && noun.owner && noun.owner.pronoun === undefined),
    )?.nouns[0];
    if (!goal && !passive && body?.owner)
      return this.carry(new Roles(this.story, this.toWhom(clause, body, body.owner)), { isGift });
    if (!goal && !isBack) return this.withoutGoal(roles, themes, agent);
    // `shows it to the officer, who hands it back`
    const meant = themes.flatMap((noun) => this.story.references.theme(noun, agent.ids).flat());
    const isShown =
      isBack &&
      !goal &&
      meant.length === 1 &&
      this.story.shown.includes(meant[0] ?? -1) &&
      !agent.ids.includes(this.story.world.now.get(meant[0] ?? -1) ?? -1);
    if (isShown) return true;
    const target = goal ? this.goals(goal) : [];
    const source = roles.source();
    this.move(roles, themes, {
      agent,
      isGift: isGift && (goal === undefined || roles.isPerson(goal)),
      target,
      isBack: !goal,
      ...(source && { source }),
    });
    return true;
  }

  private toWhom(clause: Clause, hand: Noun, whose: Noun): Clause {
    const phrases = clause.phrases.map((phrase) =>
      phrase.nouns.includes(hand) ? { ...phrase, preposition: 'to', nouns: [whose] } : phrase,
    );
    return { ...clause, phrases };
  }

  /** `brings tea for Hugo` */
  private benefit(roles: Roles): Noun | undefined {
    const [phrase] = roles.phrases('for');
    const lemma = roles.clause.verb?.lemma ?? '';
    const noun = phrase?.nouns[0];
    return noun &&
      phrase.nouns.length === 1 &&
      roles.isPerson(noun) &&
      ['bring', 'fetch', 'buy', 'get', 'order', 'leave'].includes(lemma)
      ? noun
      : undefined;
  }

  private withoutGoal(roles: Roles, themes: readonly Noun[], agent: Agent): boolean {
    const { clause } = roles;
    const lemma = clause.verb?.lemma ?? '';
    const knows = themes.some((noun) => roles.known(noun));
    const isDown = clause.adverbs.some((word) => word === 'down' || word === 'aside') || lemma === 'drop';
    const isAway = clause.adverbs.some((word) => ['away', 'out'].includes(word)) && lemma !== 'put';
    // `went to the cellar and put down the lantern`: there
    const [here, more] = agent.ids.flatMap((id) => this.story.world.now.get(id) ?? []);
    if (knows && isDown && !isAway && here !== undefined && more === undefined && this.story.world.is(here, 'place')) {
      this.move(roles, themes, { agent, isGift: false, target: [here], isBack: false });
      return true;
    }
    if (knows && (isAway || (isDown && GROUNDED.has(lemma)))) {
      this.out(themes, agent, roles);
      return true;
    }
    // `The clerk served Lars`
    if (lemma === 'serve' && themes.every((noun) => roles.isPerson(noun))) return true;
    const source = roles.source();
    if (!knows) return false;
    // `carries the suitcase upstairs`
    const floor = clause.adverbs.find((word) => FLOORS.has(word));
    if (floor !== undefined) {
      const { world } = this.story;
      const place =
        world.entities.find(({ shown }) => shown === floor) ??
        world.add('place', { words: [floor], shown: floor, isPlural: false, kind: 'definite' });
      this.move(roles, themes, { agent, isGift: false, target: [place.id], isBack: false });
      return true;
    }
    // `throws them out of the window`
    if (source && !roles.known(source) && GROUNDED.has(lemma)) {
      this.out(themes, agent, new Roles(this.story, { ...clause, phrases: [] }));
      return true;
    }
    // `chases the dog off the sofa`
    const areLocated = themes.every((noun) => roles.isPerson(noun)) && agent.noun && !themes.includes(agent.noun);
    if (areLocated && (source || isAway || clause.adverbs.includes('off')) && DRIVES.has(lemma)) {
      this.out(themes, agent, roles);
      return true;
    }
    // `slides the note out from under the cup`
    if (source && roles.known(source) && agent.ids.length + (agent.noun ? 1 : 0) > 0) return this.take(roles);
    // `moves the cup slowly`, `turns the card`, `holds up`
    if (
      [
        'turn',
        'press',
        'squeeze',
        'drive',
        'rest',
        'fold',
        'lower',
        'raise',
        'lift',
        'roll',
        'nudge',
        'poke',
        'kick',
        'bounce',
        'flick',
        'hide',
      ].includes(lemma) &&
      themes.every((noun) => this.isMine(noun, agent))
    )
      return true;
    throw fault(this.span(clause), `where it goes is not said: write 'to' whom, or 'into' what`);
  }

  private isMine(noun: Noun, agent: Agent): boolean {
    const { world } = this.story;
    return this.story.references
      .all(noun)
      .flat()
      .every((id) => agent.ids.includes(world.now.get(id) ?? -1));
  }

  /** `takes the ball from Ben`, `grabs Ben's ball`. */
  take(roles: Roles): boolean {
    const { clause } = roles;
    const { story } = this;
    const passive = clause.verb?.isPassive === true;
    const [first, second] = clause.objects;
    const goal = roles.phrases('to', 'into', 'onto').length > 0 ? roles.goal() : undefined;
    if ((second && !passive) || (goal && !(goal.words.at(-1) === 'home'))) {
      const themes = second ?? first ?? (passive ? clause.subject : undefined);
      if (themes?.some((noun) => roles.known(noun))) return this.carry(roles, { isGift: false });
    }
    const themes = passive ? clause.subject : first;
    if (!themes || themes.length === 0) return false;
    const knows = themes.some((noun) => roles.known(noun));
    const light = themes.every((noun) => words.LIGHT.has(noun.words.at(-1) ?? '') && !roles.known(noun));
    if (light || (!knows && themes.every((noun) => noun.pronoun !== undefined && noun.pronoun !== 'it'))) return false;
    const source = roles.source();
    if (!knows && !(source && roles.known(source))) return this.fresh(roles, themes);
    if (passive) {
      const by = roles.by();
      if (by)
        this.move(roles, themes, {
          agent: { ids: [] },
          isGift: false,
          target: [this.taker(by)],
          isBack: false,
          ...(source && { source }),
        });
      else this.out(themes, { ids: [] }, roles);
      return true;
    }
    if (clause.subject.length !== 1) throw fault(this.span(clause), 'who gets it is not certain');
    const who = clause.subject[0] as Noun;
    const found = story.references
      .all(who)
      .filter((ids) => ids.length === 1)
      .flat();
    const targets = found.length > 0 ? found : [this.taker(who)];
    // `tossed it to Eero, who caught it`
    if (CATCHES.has(clause.verb?.lemma ?? '') && !source && targets.length === 1 && themes.length === 1) {
      const things = story.references.all(themes[0] as Noun, targets);
      if (things.length === 1 && things[0]?.every((id) => story.world.now.get(id) === targets[0])) return true;
    }
    this.move(roles, themes, {
      agent: { ids: [] },
      isGift: false,
      target: targets,
      isBack: false,
      ...(source && { source }),
    });
    return true;
  }

  /** Something of which nothing was said. */
  private fresh(roles: Roles, themes: readonly Noun[]): boolean {
    const { story } = this;
    const { clause } = roles;
    const isNew = themes.every(
      (noun) =>
        noun.kind === 'indefinite' ||
        noun.kind === 'name' ||
        noun.kind === 'bare' ||
        noun.kind === 'title' ||
        !story.begun,
    );
    const [who] = clause.subject;
    if (!who || clause.subject.length !== 1 || !roles.isPerson(who)) return false;
    if (!isNew) throw fault(themes[0] as Noun, `nothing was said of '${(themes[0] as Noun).shown}' before`);
    if (story.begun) {
      const to = story.one(who);
      const moves = themes.map((noun) => {
        const thing = story.introduce(noun, 'thing');
        story.world.place(thing, story.outside);
        story.remark(noun, `nothing was said of ${noun.shown} before: taken to come from outside`);
        story.note(noun, [thing]);
        return { thing, to };
      });
      story.happen(moves, this.span(clause));
      return true;
    }
    return false;
  }

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

  private taker(noun: Noun): number {
    return this.story.person(noun);
  }

  private agentOf(noun: Noun | undefined): Agent {
    if (!noun) return { ids: [] };
    const ids = this.story.references
      .all(noun)
      .filter((each) => each.length === 1)
      .flat();
    return { ids: ids.filter((id) => this.story.world.is(id, 'person')), noun };
  }

  /** Those to whom or where something may go. */
  private goals(noun: Noun): number[] {
    const { story } = this;
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
      (words.ADJECTIVES.has(like) && noun.words.length === 1) ||
      ['neighbour', 'neighbor', 'side', 'one', 'end', 'seat', 'chair', 'place'].includes(like)
    )
      throw uncertain(noun, [], story.world);
    if (isPerson) return [story.person(noun)];
    const id = story.introduce(noun, 'place');
    if (story.begun) story.remark(noun, `nothing was said of ${noun.shown} before: taken to hold nothing at first`);
    return [id];
  }

  /** Moves things where all that is said of them fits in one way only. */
  private move(
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
            who !== undefined && world.now.get(thing) === who
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
              if (from && !from.includes(at)) return false;
              if (who !== undefined && how.isGift && at !== who && world.entities[at]?.owner !== who) return false;
              // What somebody else has is not theirs to put away, unless it is said whose it is.
              const isOthers =
                who !== undefined &&
                at !== who &&
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
    if (!only && isThere) return;
    if (!only) throw this.why(themes, agent, target, from, span);
    if (another)
      throw uncertain(
        themes[0] as Noun,
        [...outcomes.values()].map(({ thing, to }) => [...thing, to]),
        world,
      );
    if (only.agent !== undefined && agent.noun) story.note(agent.noun, [only.agent]);
    story.references.mention([only.to]);
    for (const noun of themes) story.note(noun, only.thing.length === 1 || themes.length === 1 ? only.thing : []);
    if (clause.subject[0]?.pronoun !== undefined && only.agent !== undefined)
      story.note(clause.subject[0], [only.agent]);
    story.happen(
      only.thing.map((thing) => ({ thing, to: only.to })),
      span,
    );
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

  /** The things that may be meant, as sets that go together. */
  private themes(
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
      let found = this.thing(noun, agents, from);
      const loose =
        found.length === 0 && noun.pronoun === 'it' && story.references.all(noun).length === 0
          ? this.lone()
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
    const container = this.container(noun, all);
    if (container !== undefined) return [[container]];
    if (noun.pronoun !== undefined) return found;
    // `the contents of box A`
    // `his present`, `the toy`: the only thing that there is
    const head = noun.words.at(-1) ?? '';
    const isGeneric = words.GENERIC.has(head) || story.announced?.noun === head;
    const owners = noun.owner ? story.references.all(noun.owner, agents).flat() : (from ?? agents);
    if (isGeneric && noun.words.length === 1 && owners.length === 1 && all.length === 0) {
      const held = world.held(owners[0] ?? -1, 'thing');
      return held.length === 1 ? [held] : [];
    }
    return [];
  }

  /** A box of which nobody said where it stood. */
  private container(noun: Noun, all: readonly number[][]): number | undefined {
    const { world, outside } = this.story;
    const [ids, more] = all.filter((each) => each.length === 1 && world.is(each[0] ?? -1, 'place'));
    const head = noun.words.at(-1) ?? '';
    if (!ids || more || all.length > 1 || noun.isPlural || words.SPOTS.has(head)) return undefined;
    const id = ids[0] ?? -1;
    if (id === outside) return undefined;
    world.place(id, outside);
    return id;
  }

  /** `two coins`, of which `a coin` is one */
  private isMany(id: number, noun: Noun): boolean {
    const entity = this.story.world.entities[id];
    return (
      entity?.isPlural === true &&
      (noun.kind === 'indefinite' ||
        /^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|several|many|twelve) /.test(entity.shown))
    );
  }

  private mayBeNew(noun: Noun): boolean {
    const { story } = this;
    if (noun.pronoun !== undefined || noun.words.length === 0 || isTime(noun)) return false;
    // `Tilde sold her bicycle`, of whom no more was said
    const owners = noun.owner ? story.references.all(noun.owner).flat() : [];
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
      (!story.begun && noun.kind !== 'bare') ||
      (noun.kind === 'bare' && !story.begun)
    );
  }

  /** `it`, where only one thing was spoken of, and nobody has it: `Benny's turn with the engine was over. He handed it on`. */
  private lone(): number | undefined {
    const { story } = this;
    const heads = new Set(story.loose.map(({ words: own }) => own.at(-1)));
    const [noun] = story.loose;
    if (!noun || heads.size !== 1) return undefined;
    const plain = { ...noun };
    delete plain.owner;
    const id = story.introduce(plain, 'thing');
    story.note(plain, [id]);
    return id;
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
