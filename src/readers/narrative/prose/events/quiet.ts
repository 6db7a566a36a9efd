import { PREPOSITIONS } from '../../language/acts';
import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Facts } from '../scene/facts';
import { mentionAll, type Roles } from './roles';
import { isEvent, Sentence } from '../grammar/sentence';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Story } from '../world/story';
import { has, isQuiet, verbsOf } from '../../language/verbs';
import * as words from '../grammar/words';
import { fault } from '../world/world';

/** Clauses that move nothing, held against what they might move. */
export class Quiet {
  sentence = new Sentence();

  constructor(
    private readonly story: Story,
    private readonly facts: Facts,
  ) {}

  /** A part without a verb: nothing, or something that should have had one. */
  fragment(clause: Clause, roles: Roles): void {
    const { story } = this;
    const named = roles.named();
    if (named.length === 0) {
      const listed = clause.subject.concat(clause.objects.flat());
      // `Three dancers, three scarves`
      const [some, theirs] = listed;
      const areAsMany =
        listed.length === 2 &&
        (some?.count ?? 0) > 1 &&
        some?.count === theirs?.count &&
        words.PEOPLE.has(words.singularOf(some?.words.at(-1) ?? ''));
      if (areAsMany && theirs && !story.begun)
        story.announced ??= { noun: words.singularOf(theirs.words.at(-1) ?? ''), isRole: false };
      else if (listed.length > 1) this.facts.gather(listed);
      return;
    }
    const people = named.filter((id) => story.world.is(id, 'person'));
    const isToo = this.sentence.tokens.some(({ lower }) => ['too', 'also', 'likewise', 'well', 'so'].includes(lower));
    const mayExchange = this.sentence.tokens.some(
      ({ lower, kind }) =>
        kind === 'word' && verbsOf(lower).some(({ lemma, form }) => has(lemma, 'exchange') && form !== 'ing'),
    );
    if ((story.begun || mayExchange) && (isToo || people.length > 1 || named.length > people.length))
      throw fault(this.sentence.span(clause), 'what happens here is not certain: write a sentence with a verb');
    mentionAll(this.story, roles);
  }

  /** A verb that moves nothing. */
  quiet(clause: Clause, roles: Roles): void {
    const { story } = this;
    const { verb } = clause;
    if (!verb) return;
    const isSilent =
      isQuiet(verb.lemma) ||
      has(verb.lemma, 'stay') ||
      has(verb.lemma, 'say') ||
      has(verb.lemma, 'want') ||
      has(verb.lemma, 'ask') ||
      has(verb.lemma, 'cause') ||
      has(verb.lemma, 'manage') ||
      has(verb.lemma, 'do') ||
      has(verb.lemma, 'have') ||
      has(verb.lemma, 'acquire') ||
      verb.lemma === 'be';
    // `They are sharing a tablet. Ann has it first`
    const [shared] = clause.objects[0] ?? [];
    if (
      !story.begun &&
      shared &&
      SHARES.has(verb.lemma) &&
      clause.objects[0]?.length === 1 &&
      !shared.isPlural &&
      shared.pronoun === undefined &&
      !story.knows(shared) &&
      shared.kind !== 'name'
    ) {
      story.note(shared, [story.introduce(shared, 'thing')]);
      return;
    }
    const moved = isEvent(clause) && !has(verb.lemma, 'quiet');
    const named = roles.named();
    const things = named.filter((id) => !story.world.is(id, 'person'));
    const people = named.filter((id) => story.world.is(id, 'person'));
    if (!story.begun)
      this.facts.gather([...clause.subject, ...clause.objects.flat().filter((noun) => isPersonNoun(noun))]);
    // `enters the kitchen`, `rests the bag on the chair`: verbs that may move what they name
    const mayMove =
      isEvent(clause) || ['carry', 'take', 'go', 'leave', 'remove'].some((sense) => has(verb.lemma, sense as 'go'));
    const located = named.filter((id) => story.world.now.has(id) || story.world.holders.has(id));
    const isHarmless =
      !mayMove ||
      verb.lemma === 'have' ||
      located.length < 2 ||
      (has(verb.lemma, 'go') && things.length === 0 && clause.objects.length === 0) ||
      (things.length === 0 && clause.objects.length === 0);
    const objects = clause.objects
      .flat()
      .flatMap((noun) => story.references.all(noun).flat())
      .filter((id) => things.includes(id));
    const isBlown =
      objects.some((id) => story.world.now.has(id)) &&
      !PLUGS.has(verb.lemma) &&
      (clause.adverbs.some((word) => ['away', 'off', 'out', 'over', 'aside', 'down'].includes(word)) ||
        roles.phrasesWith(PREPOSITIONS.way).length > 0);
    // `locked the boathouse`, `The door of locker 12 jammed`
    const isShut = SHUTS.has(verb.lemma) && roles.goal() === undefined && roles.source() === undefined;
    const isItself =
      !verb.isPassive &&
      clause.objects.length === 0 &&
      clause.subject.length > 0 &&
      clause.subject.every((noun) => noun.pronoun === undefined && !roles.known(noun)) &&
      !has(verb.lemma, 'exchange') &&
      !has(verb.lemma, 'go') &&
      roles.phrasesWith(PREPOSITIONS.way).length === 0;
    // `took no notice`
    const isLight =
      has(verb.lemma, 'take') &&
      clause.objects.length === 1 &&
      clause.objects.flat().every((noun) => words.LIGHT.has(noun.words.at(-1) ?? '') && !roles.known(noun));
    if (isLight && roles.source() === undefined) return;
    if (isShut || (isItself && moved)) return;
    const isAll = moved && clause.objects.flat().some(({ pronoun }) => pronoun === 'everything');
    if (isAll && story.begun)
      throw fault(this.sentence.span(clause), 'what everything is is not certain: name the things');
    // `…, and the two of the swap ranks`: a trade that was taken for a noun
    const isHidden = clause.objects
      .flat()
      .some(({ words: own, isPlural }) => isPlural && own.length > 1 && has(own[0] ?? '', 'exchange'));
    if (isHidden) throw fault(this.sentence.span(clause), 'who exchanges what is not certain');
    // `switched the green one with a black one`, of which nothing was said
    const isExchange =
      has(verb.lemma, 'exchange') &&
      !verb.isPassive &&
      story.begun &&
      clause.objects.flat().some(({ kind }) => kind === 'definite') &&
      (clause.objects.flat().length > 1 || roles.phrases('with', 'for').length > 0);
    if (isExchange)
      throw fault(this.sentence.span(clause), 'who exchanges what is not certain: nothing was said of it');
    // `left it with her neighbour`, of which nothing was said
    const isLost = clause.objects
      .flat()
      .some(
        (noun) =>
          (['it', 'them', 'they'].includes(noun.pronoun ?? '') || STANDS_FOR.test(noun.shown)) && !roles.known(noun),
      );
    if (isLost && moved && roles.phrases('to', 'with', 'from', 'into').length > 0)
      throw fault(this.sentence.span(clause), 'what is meant here was not said before');
    // `puts both in the bag`: what is put there is left out, or stands among the adverbs
    const isLeftOut =
      has(verb.lemma, 'carry') &&
      !verb.isPassive &&
      clause.objects.flat().length === 0 &&
      clause.adverbs.some((word) => STANDS_FOR.test(word));
    if (isLeftOut) throw fault(this.sentence.span(clause), 'what is meant here is not certain: name the things');
    // `passes to Ben`, of what nothing is said
    const [giver] = clause.subject.flatMap((noun) => story.references.all(noun).flat());
    const toWhom = roles
      .phrases('to', 'from')
      .some(({ isLeading, nouns }) => !isLeading && nouns.some((noun) => roles.known(noun) && roles.isPerson(noun)));
    const isHanding =
      (has(verb.lemma, 'carry') || has(verb.lemma, 'take')) &&
      toWhom &&
      giver !== undefined &&
      story.world.held(giver, 'thing').length > 0;
    if (isHanding) throw fault(this.sentence.span(clause), 'what goes to whom is not certain here');
    if (isSilent && !moved && isHarmless && !isBlown) return;
    // `gets a little fat on her seeds`: no thing of the story is got, and from nobody
    const isBecoming =
      ['get', 'grow', 'become', 'turn', 'fall', 'come'].includes(verb.lemma) &&
      objects.length === 0 &&
      roles.phrasesWith(PREPOSITIONS.way).length === 0 &&
      !verb.isPassive;
    if (isBecoming && !clause.adverbs.some((word) => ['back', 'away', 'out', 'up'].includes(word))) return;
    // `walks around the room`: nobody whose place is followed
    const isGoing = has(verb.lemma, 'go') && people.every((id) => !story.world.now.has(id)) && things.length === 0;
    if (isGoing || (people.length < 2 && things.length === 0)) return;
    throw fault(
      this.sentence.span(clause),
      `what '${verb.lemma}' changes here is not certain: write who gives what to whom, or what goes where`,
    );
  }

  unknown(clause: Clause, roles: Roles): void {
    const { story } = this;
    const named = roles.named();
    const people = named.filter((id) => story.world.is(id, 'person'));
    if (people.length > 1 || (people.length > 0 && named.length > people.length) || named.length > 1)
      throw fault(
        this.sentence.span(clause),
        `'${clause.verb?.lemma ?? ''}' is not a verb that is known: write who gives what to whom, or what goes where`,
      );
    if (!story.begun)
      this.facts.gather([...clause.subject, ...clause.objects.flat().filter((noun) => isPersonNoun(noun))]);
    mentionAll(this.story, roles);
  }
}

/** What stands for things that were named before. */
/** Verbs with a thing of which it is not said who has it. */
const SHARES = wordSet('share see notice spot like love want admire discover');
/** Nothing goes anywhere. */
const SHUTS = wordSet('open close shut lock unlock');
/** With `in`, `off` and `away` these move nothing. */
const PLUGS = wordSet('plug turn switch clean wipe wash zip tie chip scratch check show look read work try figure');
const STANDS_FOR = /^(?:both|these|those|all|each|some|one|the (?:rest|others?|two|three|lot))$/i;
