import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import type { Clause } from '../grammar/clause';
import { isTime } from '../grammar/noun-kinds';
import type { Noun } from '../grammar/nouns/noun';
import { Nouns } from '../grammar/nouns/nouns';
import { isEvent } from '../grammar/sentence';
import type { Happening, Story } from '../world/story';
import { fault } from '../world/world';
import { areThings } from './roles';

/** @throws NotationError where what is said to go along is not in what was moved */
export function checkAlong(
  story: Story,
  said: readonly Token[],
  steps: readonly Happening[],
  clauses: readonly Clause[],
): void {
  const noun = new Nouns(said, story.world).at(0, true);
  const span = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 };
  const [ids, more] = noun ? story.references.all(noun) : [];
  const brought = clauses.filter(isEvent).flatMap(({ objects }) => objects.flat());
  const moved = new Set([
    ...steps.flatMap(({ moves }) => moves.map(({ thing }) => thing)),
    ...brought.flatMap((each) => story.references.all(each).flat()),
  ]);
  let at = ids?.length === 1 && !more ? ids[0] : undefined;
  const seen = new Set<number>();
  while (at !== undefined && !moved.has(at) && !seen.has(at)) {
    seen.add(at);
    at = story.world.now.get(at);
  }
  if (at === undefined || !moved.has(at) || seen.size === 0)
    throw fault(span, `whether ${noun?.shown ?? 'this'} goes along is not certain: say before that it is there`);
}

/** Whoever or whatever a sentence names in which something happens must have a part in it. */
export function checkAllUsed(
  story: Story,
  clause: Clause,
  named: readonly number[],
  meant: ReadonlyMap<Noun, readonly number[]>,
): void {
  // of two empty cups that changed places
  if (story.happened.at(-1)?.turn || story.happened.at(-1)?.moves.length === 0) return;
  const { world, references } = story;
  const last = story.happened.at(-1);
  const used = new Set(last?.moves.flatMap(({ thing, to }) => [thing, to, world.before.get(thing) ?? thing]));
  // Of two places to which something goes one would be lost.
  const [, second] = clause.phrases.filter(
    ({ preposition, isLeading, nouns: [noun] }) =>
      !isLeading && ['to', 'into', 'onto'].includes(preposition) && noun?.kind === 'definite' && !isTime(noun),
  );
  if (second?.nouns[0] && !story.knows(second.nouns[0]))
    throw fault(second.nouns[0], 'where it goes in the end is not certain: write each way for itself');
  const nouns = [
    ...clause.objects.flat(),
    ...clause.phrases.flatMap(({ preposition, nouns: all }) =>
      IDLE.has(preposition) || (preposition === 'of' && !areThings(story, all)) ? [] : all,
    ),
    ...(clause.subject.length > 1 ? clause.subject : []),
  ];
  const doers = clause.subject.flatMap((noun) => references.all(noun).flat());
  for (const noun of nouns) {
    const ids = references
      .all(noun)
      .flat()
      .filter((id) => named.includes(id) || world.now.has(id));
    // `swap hats`: those that they have
    const isKind = (noun.isPlural && noun.kind === 'bare') || noun.pronoun === 'what';
    // `Vic's`, which was his before
    const were = noun.pronoun === undefined ? (meant.get(noun) ?? []) : [];
    // whoever does it, of whom no more was said
    const isDoer = clause.subject.includes(noun) && ids.every((id) => !world.holders.has(id) && !world.now.has(id));
    // `Ruth carries her into the bedroom`: somebody else
    const isAnother = (noun.pronoun === 'her' || noun.pronoun === 'him') && ids.every((id) => doers.includes(id));
    // `Vera swapped with Wes`, whose towels did
    const isThem =
      noun.pronoun === 'them' && last?.moves.length === 2 && last.moves.every(({ thing }) => world.is(thing, 'thing'));
    if (isThem) continue;
    const isOwner = ids.some((id) => [...used].some((one) => world.entities[one]?.owner === id));
    if (ids.length === 0 || isKind || isDoer || isAnother || isOwner || [...ids, ...were].some((id) => used.has(id)))
      continue;
    // `took the baby from Dad`, who had carried it to the kitchen
    const hadIt = (last?.moves ?? []).some(({ thing }) => ids.some((id) => world.lenders.get(thing)?.has(id) === true));
    if (hadIt && clause.phrases.some(({ preposition, nouns: all }) => preposition === 'from' && all.includes(noun)))
      continue;
    // `in the box with the doll`, `in the kitchen`: where it happens, or with what it is then
    const goals = last?.moves.map(({ to }) => to) ?? [];
    if (ids.some((id) => goals.includes(world.now.get(id) ?? -1) || [...used].some((one) => world.now.get(one) === id)))
      continue;
    throw fault(noun, `what ${world.name(ids[0] ?? -1)} has to do with this is not certain`);
  }
}

/** Behind these stands what has no part in what happens. */
const IDLE = wordSet(
  'near beside behind past like about before after during by around over without between above below',
);
