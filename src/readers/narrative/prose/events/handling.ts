import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { VerbGroup } from '../grammar/item';
import type { Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import { areThings, mentionAll, Roles } from './roles';
import type { Transfers } from './transfers/transfers';

/** What one does with a thing that one has, or takes along. */
export class Handling {
  constructor(
    private readonly story: Story,
    private readonly transfers: Transfers,
    private readonly sentence: () => Sentence,
  ) {}

  /** `takes off her scarf and gives it to Ben`, `picks up her pen`: what she has. */
  hasIt(clause: Clause, roles: Roles): boolean {
    const { references, world } = this.story;
    const { subject, objects, phrases, verb } = clause;
    const [who, more] = subject.map((noun) => references.all(noun));
    const things = (objects[0] ?? []).map((noun) => references.all(noun, who?.flat()));
    if (verb?.isPassive || more || who?.length !== 1 || objects.length !== 1 || things.length === 0) return false;
    if (!TAKES_UP.has(verb?.lemma ?? '') || phrases.some(({ isLeading }) => !isLeading)) return false;
    const isHis = things.every((ids) => ids.length === 1 && ids[0]?.every((id) => world.now.get(id) === who[0]?.[0]));
    if (isHis) mentionAll(this.story, roles);
    return isHis;
  }

  /** `went home with Kaya's scarf`: it is taken. */
  goesOffWith(clause: Clause, roles: Roles): boolean {
    const { references, world } = this.story;
    const [things, more] = roles.phrases('with').filter(({ isLeading }) => !isLeading);
    const isOff = clause.adverbs.some((word) => ['home', 'off', 'away'].includes(word));
    if (!things || more || !isOff || clause.subject.length !== 1) return false;
    const who = clause.subject.flatMap((noun) => references.all(noun).flat());
    const ids = things.nouns.flatMap((noun) => references.all(noun).flat());
    const areOthers =
      ids.length > 0 &&
      ids.every((id) => world.is(id, 'thing') && world.now.has(id) && !who.includes(world.now.get(id) ?? -1));
    if (!areOthers) return false;
    const verb = { ...(clause.verb as VerbGroup), lemma: 'take' };
    const taking: Clause = {
      ...clause,
      verb,
      objects: [things.nouns],
      phrases: clause.phrases.filter((each) => each !== things),
    };
    this.sentence().same(clause, taking);
    return this.transfers.take(new Roles(this.story, taking));
  }

  /** `leaving the box where it was`, `leaving the pouch in the case`, where it is: nothing is moved. */
  staysThere({ objects, phrases, verb, to }: Clause, all: readonly Clause[]): boolean {
    const { references, world } = this.story;
    const things = (objects[0] ?? []).map((noun) => references.all(noun));
    if (verb?.isPassive || objects.length !== 1 || things.length === 0) return false;
    const next = all.find(({ from }) => from === to);
    const isWhereItWas = next?.link?.word === 'where' && next.verb?.lemma === 'be';
    const isKnown = things.every((ids) => ids.length === 1 && ids[0]?.length === 1);
    if (isWhereItWas && isKnown) return true;
    const place = phrases.find(
      ({ preposition, isLeading, nouns }) =>
        !isLeading && nouns.length === 1 && ['in', 'on', 'under', 'at'].includes(preposition),
    )?.nouns[0];
    const there = place ? references.all(place).flat() : [];
    return isKnown && there.length === 1 && things.flat(2).every((id) => world.now.get(id) === there[0]);
  }

  /** `sewed it into his pillow`, `shook the ring out of the boot`: whatever is done with it, it is there then. */
  drives(clause: Clause, roles: Roles): boolean {
    const { verb, objects } = clause;
    const [themes, more] = objects;
    if (!verb || verb.isPassive || more || themes?.length !== 1 || TELLS.has(verb.lemma)) return false;
    if (!areThings(this.story, themes) || clause.subject.length !== 1) return false;
    if (roles.phrases('into', 'onto').some(({ isLeading }) => !isLeading))
      return this.transfers.carry(roles, { isGift: false });
    const isOut = /\b(?:out of|off)\b/.test(this.sentence().textOf(clause).text) && roles.source() !== undefined;
    return isOut && this.transfers.take(roles);
  }
}

const TAKES_UP = wordSet('take pick lift grab pull');

/** What is said of a thing, or seen of it, moves nothing. */
const TELLS = wordSet(
  'look watch see read stare peer gaze turn change make talk translate write draw paint cut divide break describe explain sing show notice spot',
);
