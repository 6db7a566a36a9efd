import { has } from '../../language/verbs';
import type { Clause } from '../grammar/clause';
import { isKind } from '../../language/kinds';
import { CALENDAR } from '../grammar/words';
import type { Story } from '../world/story';
import type { Roles } from './roles';

/** `We got a new rug`: those who tell the story, and nothing of it. */
export function isElsewhere(story: Story, { verb, subject, objects, phrases }: Clause, roles: Roles): boolean {
  const rest = [...objects.flat(), ...phrases.flatMap(({ nouns }) => nouns)];
  return (
    story.begun &&
    !has(verb?.lemma ?? '', 'exchange') &&
    subject.length === 1 &&
    subject.every((noun) => ['i', 'I', 'we', 'you'].includes(noun.pronoun ?? '') && !story.knows(noun)) &&
    roles.named().length === 0 &&
    rest.every(
      ({ kind, pronoun, words, owner }) =>
        (kind === 'name' && words.some((word) => CALENDAR.has(word))) ||
        (pronoun === undefined &&
          !owner &&
          (kind === 'indefinite' || kind === 'bare' || (kind === 'definite' && !isKind(words.at(-1) ?? '')))),
    )
  );
}
