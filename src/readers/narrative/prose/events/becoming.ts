import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import type { Sentence } from '../grammar/sentence';
import type { Story } from '../world/story';
import { fault } from '../world/world';
import { areThings } from './roles';

/** `Max becomes the princess`, `Bronagh took over as queen`: a role goes to somebody else. */
export function becomes(clause: Clause, story: Story, sentence: Sentence): boolean {
  const { verb, subject, objects, phrases } = clause;
  if (!verb || verb.isPassive || subject.length !== 1) return false;
  const taken =
    ['take', 'step', 'stand', 'come', 'play', 'act', 'serve', 'continue'].includes(verb.lemma) && story.begun
      ? phrases.find(({ preposition, isLeading }) => !isLeading && ['over', 'as'].includes(preposition))?.nouns
      : undefined;
  const [role, more] = taken ?? keeperIn(clause, story) ?? (verb.lemma === 'become' ? (objects[0] ?? []) : []);
  if (!role || more) return false;
  const ids = story.references
    .all(role)
    .flat()
    .filter(
      (id) =>
        story.world.entities[id]?.isRole ||
        (['become', 'go', 'step', 'move', 'stand', 'play', 'act'].includes(verb.lemma) &&
          areThings(story, [role]) &&
          story.world.now.has(id)),
    );
  const who = story.references.all(subject[0] as Noun).flatMap((each) => (each.length === 1 ? each : []));
  if (ids.length !== 1) return false;
  if (who.length !== 1) throw fault(subject[0] as Noun, 'who it is then is not certain');
  story.note(subject[0] as Noun, who);
  story.happen([{ thing: ids[0] ?? -1, to: who[0] ?? -1 }], sentence.span(clause));
  return true;
}

/** `Caro goes in goal`, where somebody is the goalkeeper. */
function keeperIn({ verb, phrases, objects }: Clause, { world }: Story): Noun[] | undefined {
  const [goal] = phrases
    .filter(({ preposition, isLeading }) => !isLeading && ['in', 'into'].includes(preposition))
    .flatMap(({ nouns }) => nouns);
  const isGoing = ['go', 'step', 'move', 'stand'].includes(verb?.lemma ?? '') && objects.length === 0;
  const keeper = world.entities.find(({ kind, words }) => kind === 'thing' && KEEPERS.has(words.at(-1) ?? ''));
  if (!isGoing || !goal || goal.words.join() !== 'goal' || !keeper) return undefined;
  return [{ ...goal, kind: 'definite', words: [...keeper.words], shown: keeper.shown, meant: keeper.id }];
}

const KEEPERS = new Set(['goalkeeper', 'keeper', 'goalie']);
