import { uncertain } from '../../world/references';
import { wordSet } from '../../../language/word-set';
import { isBodyPart, type Noun } from '../../grammar/nouns/noun';
import type { Clause } from '../../grammar/clause';
import { Roles } from '../roles';
import { isPersonNoun, isTime } from '../../grammar/noun-kinds';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';
import type { Agent } from './themes';
import { Moving } from './moving';

export const FLOORS = wordSet('upstairs downstairs indoors outdoors backstage');

/** With `there` it is where was spoken of last. */
const PUTS = wordSet(
  'put place set lay hang drop hide leave store stack stow park stick pour deposit stand lean tuck slip',
);

/** With `down` nobody has it then. */
const GROUNDED = wordSet('put lay set throw drop place toss fling');

/** What is ridden home stands there. */
const RIDES = wordSet('ride drive cycle sail row fly wheel steer');

/** What one does with somebody who then is away. */
const DRIVES = wordSet(
  'chase push drive kick throw force shove banish expel evict send scare shoo frighten shove lift bump nudge order',
);

/** What one does with what one has just been given. */
const CATCHES = wordSet('catch receive accept get');

/** Things that go from one to another. */
export class Transfers extends Moving {
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
        phrase.nouns.some((noun) => isBodyPart(noun) && noun.owner && this.isOther(noun.owner, agent)),
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
    const freed = goal ? this.freed(goal, themes) : undefined;
    const target = freed !== undefined ? [freed] : goal ? this.goals(goal) : [];
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

  /** `takes the passport out and puts the key in its place`: where the one thing was that was moved last */
  private freed(goal: Noun, themes: readonly Noun[]): number | undefined {
    const { world, happened, references } = this.story;
    const isIts = goal.owner?.pronoun === 'it' && ['place', 'spot', 'stead'].includes(goal.words.join(' '));
    const [last, more] = happened.at(-1)?.moves ?? [];
    if (!isIts || !last || more) return undefined;
    const isOther = themes.every((noun) => !references.theme(noun).flat().includes(last.thing));
    const at = world.before.get(last.thing);
    return isOther && at !== undefined && world.is(at, 'place') ? at : undefined;
  }

  /** Somebody else than the one who acts: a name, or a pronoun that can mean one other only. */
  private isOther(owner: Noun, { ids }: Agent): boolean {
    if (owner.pronoun === undefined) return true;
    const found = [...new Set(this.story.references.all(owner).flat())];
    return ids.length === 1 && found.length === 1 && !ids.includes(found[0] ?? -1);
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
    // `puts the tickets in her pocket`, which lay elsewhere
    const own = clause.phrases.find(
      (phrase) =>
        !phrase.isLeading &&
        ['in', 'into'].includes(phrase.preposition) &&
        phrase.nouns.length === 1 &&
        roles.isBody(phrase),
    )?.nouns[0];
    if (own?.owner && themes.every((noun) => this.isMine(noun, agent))) return true;
    if (own?.owner && agent.ids.length === 1) {
      const isPocket = ['pocket', 'pockets'].includes(own.words.at(-1) ?? '');
      const target = isPocket ? this.goals({ ...own, owner: { ...own.owner, meant: agent.ids[0] ?? -1 } }) : agent.ids;
      this.move(roles, themes, { agent, isGift: false, target, isBack: false, ...(source && { source }) });
      return true;
    }
    // `carries the suitcase upstairs`
    const isRidden = RIDES.has(lemma) && clause.adverbs.includes('home');
    const floor = clause.adverbs.find((word) => FLOORS.has(word)) ?? (isRidden ? 'home' : undefined);
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
    const themes = (passive ? clause.subject : first)?.map((noun) => this.ofOther(noun, clause));
    if (!themes || themes.length === 0) return false;
    const knows = themes.some((noun) => roles.known(noun));
    const light = themes.every((noun) => words.LIGHT.has(noun.words.at(-1) ?? '') && !roles.known(noun));
    // `took her into the kitchen`, whoever she is
    const goesOn = roles.phrases('to', 'into', 'onto', 'from').some(({ nouns }) => nouns.some((noun) => !isTime(noun)));
    const someone = themes.find(({ pronoun }) => ['him', 'her', 'them'].includes(pronoun ?? ''));
    if (!knows && someone && goesOn && story.begun) throw uncertain(someone, [], story.world);
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
    // `Take the ball out of the box and put it there`
    if (clause.subject.length === 0 && source && roles.known(source) && !roles.isPerson(source)) {
      this.out(themes, { ids: [] }, roles);
      return true;
    }
    if (clause.subject.length !== 1) throw fault(this.span(clause), 'who gets it is not certain');
    const who = clause.subject[0] as Noun;
    const found = story.references
      .all(who)
      .filter((ids) => ids.length === 1)
      .flat();
    const targets = found.length > 0 ? found : [this.taker(who)];
    // `got the doll back for her`
    const forWhom = clause.adverbs.includes('back') ? this.benefit(roles) : undefined;
    if (forWhom && roles.known(forWhom)) {
      this.move(roles, themes, { agent: { ids: [] }, isGift: false, target: this.goals(forWhom), isBack: false });
      return true;
    }
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

  /** `gives Petra his ticket and takes hers`: not what is the taker's own. */
  private ofOther(noun: Noun, { subject }: Clause): Noun {
    const { owner } = noun;
    if (!owner || !['she', 'he'].includes(owner.pronoun ?? '') || noun.words.length > 0 || subject.length !== 1)
      return noun;
    const takers = subject.flatMap((each) => this.story.references.all(each).flat());
    const found = [...new Set(this.story.references.all(owner).flat())].filter((id) => !takers.includes(id));
    return found.length === 1 && found[0] !== undefined ? { ...noun, owner: { ...owner, meant: found[0] } } : noun;
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
    // `A thief stole the diamond from the duchess`
    const source = roles.source();
    if (!source || source.pronoun !== undefined || !roles.isPerson(source) || themes.some((noun) => noun.isPlural))
      return false;
    const giver = story.person(source);
    const taker = this.taker(who);
    const moves = themes.map((noun) => {
      const thing = story.introduce(noun, 'thing');
      story.world.place(thing, giver);
      return { thing, to: taker };
    });
    story.happen(moves, this.span(clause));
    for (const { thing } of moves) story.references.mention([thing]);
    return true;
  }
}
