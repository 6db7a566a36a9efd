import { PREPOSITIONS } from '../../language/acts';
import { wordSet } from '../../language/word-set';
import type { Clause, Phrase } from '../grammar/clause';
import { isBodyPart, type Noun } from '../grammar/nouns/noun';
import { isPersonNoun, isTime } from '../grammar/noun-kinds';
import type { Story } from '../world/story';
import * as words from '../grammar/words';

/** With these `at` says where something is then. */
const RESTS = wordSet(
  'arrive leave park drop deposit put store keep stash set hide place stay land dock moor forget abandon dump',
);

/** Who and what a clause names, by their roles. */
export class Roles {
  constructor(
    private readonly story: Story,
    readonly clause: Clause,
  ) {}

  known(noun: Noun): boolean {
    return this.story.knows(noun);
  }

  isPerson(noun: Noun): boolean {
    const { story } = this;
    const ids = story.references.all(noun).flat();
    if (ids.length > 0) return ids.every((id) => story.world.is(id, 'person'));
    return (
      isPersonNoun(noun) ||
      [
        'she',
        'he',
        'her',
        'him',
        'they',
        'everyone',
        'who',
        'i',
        'I',
        'me',
        'we',
        'us',
        'you',
        'each other',
        'somebody',
        'nobody',
      ].includes(noun.pronoun ?? '')
    );
  }

  /** The phrases with one of these prepositions, those that say when or how left out. */
  phrases(...prepositions: string[]): Phrase[] {
    return this.phrasesWith(prepositions);
  }

  phrasesWith(prepositions: readonly string[]): Phrase[] {
    return this.clause.phrases.filter(
      ({ preposition, nouns }) =>
        prepositions.includes(preposition) && nouns.some((noun) => this.known(noun) || !isTime(noun)),
    );
  }

  /** Of the phrases that say where something goes the one that is meant. */
  goal(): Noun | undefined {
    const to = this.phrasesWith(PREPOSITIONS.goal).filter((phrase) => !phrase.isLeading);
    const all = this.clause.phrases.filter(
      (phrase) =>
        words.PLACING.has(phrase.preposition) &&
        !phrase.isLeading &&
        phrase.nouns.length === 1 &&
        (this.known(phrase.nouns[0] as Noun) || !isTime(phrase.nouns[0] as Noun)),
    );
    const inside = all.filter(
      ({ preposition, nouns }) =>
        !['near', 'at', 'by', 'around', 'over', 'above', 'below', 'opposite', 'beside'].includes(preposition) ||
        nouns.some((noun) => this.known(noun) && !this.isPerson(noun)),
    );
    const isLeft = RESTS.has(this.clause.verb?.lemma ?? '');
    const at = all.filter(
      ({ preposition, nouns }) =>
        isLeft &&
        ['at', 'by', 'near', 'beside'].includes(preposition) &&
        nouns.every((noun) => !this.isPerson(noun) && noun.pronoun === undefined),
    );
    const knownTo = to.filter(({ nouns }) => nouns.some((noun) => this.known(noun)));
    const known = inside.filter(({ nouns }) => nouns.some((noun) => this.known(noun)));
    const best = knownTo[0] ?? known[0] ?? to[0] ?? inside.filter((phrase) => !this.isBody(phrase))[0] ?? at[0];
    return best?.nouns.length === 1 ? best.nouns[0] : undefined;
  }

  isBody({ nouns }: Phrase): boolean {
    return nouns.every((noun) => isBodyPart(noun) && !this.known(noun));
  }

  source(): Noun | undefined {
    const [phrase] = this.phrasesWith(PREPOSITIONS.source);
    return phrase?.nouns.length === 1 ? phrase.nouns[0] : undefined;
  }

  with(): Noun[] | undefined {
    return this.phrasesWith(PREPOSITIONS.partner).find(({ nouns }) => nouns.every((noun) => this.isPerson(noun)))
      ?.nouns;
  }

  by(): Noun | undefined {
    const phrase = this.clause.phrases.find(
      ({ preposition, nouns }) =>
        PREPOSITIONS.agent.includes(preposition) && nouns.every((noun) => this.isPerson(noun)),
    );
    return phrase?.nouns[0];
  }

  /** All that it names of the story. */
  named(): number[] {
    const { subject, objects, phrases } = this.clause;
    const nouns = [...subject, ...objects.flat(), ...phrases.flatMap((phrase) => phrase.nouns)];
    const all = nouns.flatMap((noun) => [
      noun,
      ...(noun.owner ? [noun.owner] : []),
      ...(noun.which ?? []).flatMap((which) => which.nouns),
    ]);
    return [...new Set(all.flatMap((noun) => this.story.references.all(noun).flat()))];
  }
}

/** Somebody who is named for the first time, of whom pronouns may speak then. */
function meet(story: Story, noun: Noun): void {
  const isName = noun.kind === 'name' && !noun.owner && isPersonNoun(noun) && !/\d/.test(noun.shown);
  if (isName && !story.knows(noun) && noun.start > 0) story.introduce(noun, 'person');
}

/** Whom and what a clause names are spoken of from now on. */
export function mentionAll(story: Story, roles: Roles): void {
  for (const noun of roles.clause.subject) if (story.begun) meet(story, noun);
  // Those who do it first: `her` may mean one of them.
  for (const noun of roles.clause.subject) {
    const found = noun.pronoun === undefined ? story.references.all(noun) : [];
    if (found.length === 1 && found[0]) story.note(noun, found[0]);
  }
  const ids = roles.named();
  const direct = [
    ...roles.clause.subject,
    ...roles.clause.objects.flat(),
    ...roles.clause.phrases.flatMap((phrase) => phrase.nouns),
  ];
  const nouns = direct.flatMap((noun) => (noun.owner ? [noun.owner, noun] : [noun]));
  for (const noun of nouns) {
    const found = story.references.all(noun);
    if (noun.pronoun === undefined && found.length === 1 && found[0])
      story.note(
        noun,
        found[0].filter((id) => ids.includes(id)),
      );
  }
  const people = roles.clause.subject.flatMap((noun) =>
    noun.pronoun === undefined ? story.references.all(noun).flat() : [],
  );
  if (people.length > 1 && people.every((id) => story.world.is(id, 'person')))
    story.references.mention([...new Set(people)]);
}

/** Whether one of these is a thing that is somewhere. */
export function areThings({ world, references }: Story, nouns: readonly Noun[]): boolean {
  return nouns.some((noun) =>
    references
      .all(noun)
      .flat()
      .some((id) => world.is(id, 'thing') && world.now.has(id)),
  );
}
