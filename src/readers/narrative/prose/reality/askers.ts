import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import { has } from '../../language/verbs';
import type { Story } from '../world/story';

/** `asks Lou to swap`: with the one who asks. */
export function withAsker(clause: Clause): Clause {
  return has(clause.link?.of?.verb?.lemma ?? '', 'ask') ? withOther(clause) : clause;
}

/** `persuaded Lou to swap`, `talks Lou into swapping`: with whoever does that, where they have a part in the story. */
export function withCauser(clause: Clause, { references, world }: Story): Clause {
  const { link, objects } = clause;
  const causers = (link?.of?.subject ?? []).flatMap((noun) => references.all(noun).flat());
  const arePart = causers.length > 0 && causers.every((id) => world.holders.has(id) || world.now.has(id));
  const isOpen = objects
    .flat()
    .every(({ isPlural, kind, pronoun }) => isPlural && kind === 'bare' && pronoun === undefined);
  return arePart && isOpen && has(link?.of?.verb?.lemma ?? '', 'cause') ? withOther(clause) : clause;
}

function withOther(clause: Clause): Clause {
  const { verb, subject, phrases, link } = clause;
  const other = link?.of?.subject ?? [];
  const isAlone =
    verb !== undefined &&
    has(verb.lemma, 'exchange') &&
    (link?.kind === 'to' || (link?.kind === 'ing' && link.word === 'into')) &&
    subject.length === 1 &&
    other.length === 1 &&
    !subject.includes(other[0] as Noun) &&
    !phrases.some(({ preposition }) => preposition === 'with');
  return isAlone ? { ...clause, subject: [...other, ...subject] } : clause;
}
