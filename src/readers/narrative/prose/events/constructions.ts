import type { Clause } from '../grammar/clause';
import { wordSet } from '../../language/word-set';
import { isTime } from '../grammar/noun-kinds';
import { GOES_ALONG, has } from '../../language/verbs';
import type { Story } from '../world/story';

/** With `into` these bring nobody anywhere. */
const STAYS = wordSet(
  'look peer stare gaze peek glance squint see listen shout call yell whisper talk speak sing breathe blow bump crash bite chew tap drill cut dig reach lean point wave bark howl growl write read fit turn change swap trade laugh smile grin cry rain snow shine work play settle burst knock poke drop pour put accompany follow join escort chaperone',
);
/** Whoever does so goes there, too. */
const COMPANY = /^(?:accompan|follow|escort|join|chaperon|usher|guid)/;
const INTO = ['into', 'onto'];
const WAY = [...INTO, 'to', 'from', 'off'];

/**
 * A clause whose verb says nothing by itself of where anything comes to be, with the verb that says so where the words beside it
 * do: `The goat breaks into the barn` goes there, `She glorps the pen into the box` puts it there.
 */
export function constructed(clause: Clause, story: Story): Clause | undefined {
  const { verb, subject, objects, phrases } = clause;
  if (
    !verb ||
    verb.isNegated ||
    verb.modal !== undefined ||
    verb.isPassive ||
    verb.isInfinitive ||
    STAYS.has(verb.lemma) ||
    GOES_ALONG.has(verb.lemma) ||
    COMPANY.test(verb.lemma)
  )
    return undefined;
  const { world, references } = story;
  const one = (nouns: Clause['subject']) => {
    const [ids, more] = nouns.length === 1 && nouns[0] ? references.all(nouns[0]) : [];
    return ids?.length === 1 && !more ? ids[0] : undefined;
  };
  const ways = phrases.filter(
    ({ preposition, isLeading, nouns }) =>
      !isLeading &&
      (verb.isUnknown || has(verb.lemma, 'go') ? WAY : INTO).includes(preposition) &&
      nouns.every((noun) => story.knows(noun) || !isTime(noun)),
  );
  const goal = ways.find(({ preposition }) => [...INTO, 'to'].includes(preposition));
  const to = goal && one(goal.nouns);
  if (goal === undefined || (to === undefined && !INTO.includes(goal.preposition))) return undefined;
  const as = (lemma: string): Clause => ({ ...clause, verb: { ...verb, lemma, isUnknown: false } });
  if (objects.length === 0) {
    const who = one(subject);
    const isMoving = who !== undefined && world.now.has(who) && to !== undefined && world.is(to, 'place');
    return isMoving && world.now.get(who) !== to ? as('go') : undefined;
  }
  const thing = objects.length === 1 ? one(objects[0] ?? []) : undefined;
  const mayBring = verb.isUnknown || (has(verb.lemma, 'go') && to !== undefined);
  if (thing === undefined || !world.now.has(thing) || world.now.get(thing) === to || !mayBring) return undefined;
  return as(to !== undefined && world.is(to, 'person') ? 'give' : 'put');
}
