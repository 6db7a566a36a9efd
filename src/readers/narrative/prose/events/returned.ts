import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import { isQuiet } from '../../language/verbs';
import type { Story } from '../world/story';

const PUTS = wordSet('put set lay hang place return');

/** `drinks some milk and puts it back`: it is where it was when it was drunk of. */
export function isReturned(clause: Clause, all: readonly Clause[], { references, world }: Story): boolean {
  const { verb, objects, phrases, adverbs } = clause;
  const before = all[all.findIndex((each) => each === clause || each.verb === clause.verb) - 1];
  const isBack =
    PUTS.has(verb?.lemma ?? '') &&
    adverbs.includes('back') &&
    objects.length === 1 &&
    phrases.every(({ isLeading }) => isLeading);
  if (!isBack || !clause.isShared || !before?.verb || !isQuiet(before.verb.lemma)) return false;
  const used = before.objects.flat().flatMap((noun) => references.all(noun).flat());
  const put = objects.flat().flatMap((noun) => references.all(noun).flat());
  const isUsed = (id: number) =>
    used.includes(id) ||
    before.objects.flat().some((noun) => noun.words.at(-1) === world.entities[id]?.words.at(-1)?.toLowerCase());
  return put.length === 1 && put.every((id) => isUsed(id) && world.is(world.now.get(id) ?? -1, 'place'));
}
