import { wordSet } from '../../../language/word-set';
import { isBodyPart, type Noun } from '../../grammar/nouns/noun';
import type { Clause } from '../../grammar/clause';
import { Roles } from '../roles';
import { isPersonNoun } from '../../grammar/noun-kinds';
import * as words from '../../grammar/words';
import { fault } from '../../world/world';
import type { Agent } from './themes';
import { Taking } from './taking';

/** With `there` it is where was spoken of last. */
const PUTS = wordSet(
  'put place set lay hang drop hide leave store stack stow park stick pour deposit stand lean tuck slip',
);

/** Things that go from one to another. */
export class Transfers extends Taking {
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
    // `The invoice was sent to the customer`, of which nothing was said and nothing is followed
    const isOfOthers =
      this.story.begun &&
      passive &&
      goal !== undefined &&
      !roles.known(goal) &&
      themes.every((noun) => noun.pronoun === undefined && noun.kind === 'definite' && !roles.known(noun));
    // `I gave them carrots`
    const isTreat =
      this.story.begun &&
      recipient !== undefined &&
      ['them', 'us', 'everyone'].includes(recipient.pronoun ?? '') &&
      themes.every(
        (noun) =>
          (noun.kind === 'bare' || (noun.kind === 'indefinite' && recipient.pronoun === 'everyone')) &&
          !roles.known(noun),
      );
    if (isOfOthers || isTreat) return true;
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
}
