import { wordSet } from '../../language/word-set';
import { has } from '../../language/verbs';
import type { Clause } from '../grammar/clause';
import type { Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import type { Handling } from './handling';
import { mentionAll, type Roles } from './roles';

/** Clauses with a verb that may move something, which as they stand move nothing. */
export class Idle {
  constructor(
    private readonly story: Story,
    private readonly handling: Handling,
    private readonly sentence: () => Sentence,
  ) {}

  /** Whether a clause is such a one; those whom it names are spoken of then. */
  movesNothing(clause: Clause, roles: Roles, all: readonly Clause[]): boolean {
    const { story, handling } = this;
    const { verb } = clause;
    if (!verb) return false;
    const { lemma } = verb;
    const { text } = this.sentence().textOf(clause);
    // `in the nest, where she left it`
    if (lemma === 'leave' && clause.link?.word === 'where' && clause.phrases.length === 0) return true;
    if (lemma === 'leave' && handling.staysThere(clause, all)) return true;
    if (lemma === 'leave' && /\b(?:it|them) (?:that way|like that|at that)\b/.test(text)) return true;
    // `When the puppy left`, of whose place nothing was said
    if (
      lemma === 'leave' &&
      clause.objects.length === 0 &&
      clause.phrases.every(({ isLeading }) => isLeading) &&
      roles.named().every((id) => !story.world.now.has(id))
    )
      return true;
    // `Tej's bat is borrowed`
    if (
      !story.begun &&
      verb.isPassive &&
      verb.form === 'participle' &&
      has(lemma, 'take') &&
      clause.phrases.length === 0 &&
      clause.objects.length === 0
    )
      return true;
    // `At half-time he is taken off`
    const isOff =
      verb.isPassive &&
      lemma === 'take' &&
      clause.adverbs.includes('off') &&
      clause.subject.every((noun) => roles.isPerson(noun));
    if (isOff && roles.named().every((id) => !story.world.now.has(id))) return true;
    // `shows it to the officer, who hands it back`
    if (SHOWS.has(lemma) && !verb.isPassive) {
      mentionAll(story, roles);
      story.shown = (clause.objects.at(-1) ?? []).flatMap((noun) => story.references.all(noun).flat());
      return true;
    }
    // `throws her arms in the air`
    const isLimb = objectsOf(clause).every(
      (noun) => LIMBS.has(noun.words.at(-1) ?? '') && noun.owner?.pronoun !== undefined,
    );
    if (isLimb && objectsOf(clause).length > 0 && !clause.objects[1] && !story.knowsAny(objectsOf(clause))) {
      mentionAll(story, roles);
      return true;
    }
    // `covers the cups with a cloth`
    if (COVERS.has(lemma) && !verb.isPassive && clause.phrases.some(({ preposition }) => preposition === 'with')) {
      mentionAll(story, roles);
      return true;
    }
    // `finds it there`, where it is
    if (lemma === 'find' && clause.adverbs.includes('there')) return true;
    return false;
  }

  /** `Three kids trade stickers`, before all else: what each of them has is called so. */
  announces({ verb, subject, objects }: Clause): boolean {
    const { story } = this;
    const [some, others] = subject;
    const isAhead = !story.begun && story.world.now.size === 0 && has(verb?.lemma ?? '', 'exchange');
    const areSome = some?.isPlural === true && some.pronoun === undefined && !others && !story.knows(some);
    if (!isAhead || !areSome || !objects.flat().every(({ isPlural, kind }) => isPlural && kind === 'bare'))
      return false;
    const noun = objects[0]?.[0]?.words.at(-1);
    if (noun !== undefined) story.announced ??= { noun, isRole: false };
    return true;
  }
}

const objectsOf = ({ objects }: Clause) => objects.flat();
/** What one does with a thing before somebody who does not get it. */
const SHOWS = wordSet('show demonstrate describe display');
const LIMBS = wordSet('arm head foot hand finger eye shoulder leg knee nose thumb fist neck');
const COVERS = wordSet('cover wrap decorate paint label mark tie');
