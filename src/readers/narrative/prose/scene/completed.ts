import type { Clause } from '../grammar/clause';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Noun } from '../grammar/nouns/noun';
import type { Story } from '../world/story';

/** A clause with what it leaves to whoever hears it: whose own thing it is, what `hers` is, and what is parked. */
export function completed(clause: Clause, story: Story): Clause {
  return withOwn(elliptic(parked(clause, story), story));
}

/** `Ruth parked in space 10`: her car is there. */
function parked(clause: Clause, story: Story): Clause {
  const { verb, subject, objects } = clause;
  const [who, more] = subject;
  const isParking = verb?.lemma === 'park' && !verb.isPassive && objects.length === 0;
  if (!isParking || !who || more || who.kind !== 'name' || who.owner || !isPersonNoun(who)) return clause;
  const { references, world } = story;
  const known = references.all(who).flat();
  if (known.some((id) => !world.is(id, 'person') || world.now.has(id))) return clause;
  if (known.length === 0) story.introduce(who, 'person');
  const cars = world.entities.filter(
    ({ kind, owner }) => kind === 'thing' && owner !== undefined && known.includes(owner),
  );
  const [own, another] = cars;
  const car = own && !another ? own : undefined;
  return {
    ...clause,
    subject: [
      {
        ...who,
        kind: 'definite',
        words: ['car'],
        shown: `${who.shown}'s car`,
        owner: who,
        ...(car && { meant: car.id }),
      },
    ],
  };
}

/** `I parked my car here. My neighbour had parked hers there`: her car, of which nothing was said. */
function elliptic(clause: Clause, story: Story): Clause {
  const { lastNoun, begun, references } = story;
  const [subject, more] = clause.subject;
  const isOf = (noun: Noun) =>
    noun.words.length === 0 && noun.pronoun === undefined && ['she', 'he', 'I'].includes(noun.owner?.pronoun ?? '');
  if (begun || lastNoun === undefined || !subject || more || !isPersonNoun(subject)) return clause;
  if (!clause.objects.flat().some(isOf)) return clause;
  const named = (noun: Noun): Noun =>
    isOf(noun) && references.all(noun).length === 0
      ? { ...noun, words: [lastNoun], shown: `${noun.shown} ${lastNoun}`, owner: subject }
      : noun;
  return { ...clause, objects: clause.objects.map((nouns) => nouns.map(named)) };
}

/** `puts her own pencil there`: that of whoever does it. */
function withOwn(clause: Clause): Clause {
  const [subject, more] = clause.subject;
  if (!subject || more || subject.pronoun !== undefined) return clause;
  const own = (noun: Noun): Noun =>
    noun.owner?.pronoun !== undefined && noun.words[0] === 'own' && noun.words.length > 1
      ? { ...noun, words: noun.words.slice(1), shown: noun.shown.replace(/ own /, ' '), owner: subject, isOwn: true }
      : noun;
  return {
    ...clause,
    objects: clause.objects.map((nouns) => nouns.map(own)),
    phrases: clause.phrases.map((phrase) => ({ ...phrase, nouns: phrase.nouns.map(own) })),
  };
}
