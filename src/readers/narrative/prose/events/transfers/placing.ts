import { wordSet } from '../../../language/word-set';
import { Roles } from '../roles';
import type { Noun } from '../../grammar/nouns/noun';
import { fault } from '../../world/world';
import { Moving } from './moving';
import type { Agent } from './themes';

export const FLOORS = wordSet('upstairs downstairs indoors outdoors backstage');

/** With `down` nobody has it then. */
const GROUNDED = wordSet('put lay set throw drop place toss fling');

/** What is ridden home stands there. */
const RIDES = wordSet('ride drive cycle sail row fly wheel steer');

/** What one does with somebody who then is away. */
const DRIVES = wordSet(
  'chase push drive kick throw force shove banish expel evict send scare shoo frighten shove lift bump nudge order',
);

/** Things that are put somewhere without a word for where. */
export abstract class Placing extends Moving {
  abstract take(roles: Roles): boolean;

  protected withoutGoal(roles: Roles, themes: readonly Noun[], agent: Agent): boolean {
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
}
