import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Roles } from './roles';
import type { Story } from '../world/story';

/** What is changed or exchanged where nothing changes hands. */
const OTHERWISE = wordSet(
  'mind clothes subject colour topic glance look smile greeting word blow nothing joke story sheet channel tune hand',
);

/** Whether a clause with a verb of exchanging tells of an exchange. */
export function isExchanging(story: Story, clause: Clause, roles: Roles): boolean {
  const lemma = clause.verb?.lemma ?? '';
  const nouns = [...clause.objects.flat(), ...clause.phrases.flatMap((phrase) => phrase.nouns)];
  const head = clause.objects[0]?.[0]?.words.at(-1) ?? '';
  // `changes his mind`; `switches the light on`
  if (
    lemma !== 'swap' &&
    OTHERWISE.has(head) &&
    !nouns.some((noun) => story.world.described(noun).length > 0 && noun.kind !== 'name')
  )
    return false;
  if (lemma === 'change' && clause.objects.length === 0 && clause.phrases.length === 0)
    return roles.clause.subject.length > 1 || clause.adverbs.some((word) => ['round', 'around', 'over'].includes(word));
  // `Abdul switches to locker 4`: he goes there
  const isGoing =
    ['switch', 'change'].includes(lemma) &&
    clause.objects.length === 0 &&
    clause.subject.length === 1 &&
    clause.phrases.some(
      ({ preposition, isLeading, nouns }) =>
        !isLeading && preposition === 'to' && nouns.every((noun) => noun.kind !== 'name'),
    ) &&
    !clause.phrases.some(({ preposition }) => preposition === 'with');
  if (isGoing) return false;
  if (lemma === 'swap' || lemma === 'trade') return roles.named().length > 0 || clause.subject.length > 0;
  // `so we switched`, `switched them back`: two are meant, whoever they are
  const arePointed =
    clause.objects.length === 0 && clause.subject.some(({ pronoun }) => pronoun === 'we' || pronoun === 'they');
  const areThose = story.begun && clause.objects.flat().some(({ pronoun }) => pronoun === 'them' || pronoun === 'it');
  return (
    roles.named().length > 0 || arePointed || areThose || (story.begun && clause.subject.some((noun) => noun.isPlural))
  );
}
