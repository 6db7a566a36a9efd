import type { Noun } from './nouns/noun';
import * as words from './words';

/** A name, or a noun of people. */
export function isPersonNoun(noun: Noun): boolean {
  const head = noun.words.at(-1) ?? '';
  if (
    noun.kind === 'name' &&
    noun.words.length > 1 &&
    words.PEOPLE.has(noun.words[0] ?? '') &&
    /^(?:\d+|[a-z])$/.test(head)
  )
    return true;
  if (noun.kind === 'name') return !/\d/.test(head) && head.length > 1 && !words.CALENDAR.has(head);
  return words.PEOPLE.has(head) && !noun.isPlural;
}

/** Phrases that say when or how, wherever they stand. */
const TIMES = new Set(
  "morning evening afternoon night noon midday midnight day week month year minute moment hour second end start beginning break lunch dinner breakfast supper tea game round silence hurry surprise turn time way spring summer autumn winter fall party first last weekend interval halftime half-time recess dawn dusk sunset lesson class meeting show match dance song waltz reel kindness pleasure delight joy care smile nod sigh revenge return exchange fact secret horror relief dismay amusement bell whistle birthday race tour trip journey holiday practice rehearsal training school work home signal shrug laugh wink course rush whisper voice please purpose accident mistake word fun luck chance try sake reason instant ceremony picnic ride walk while meantime shift hearing sight sun rain dark light cold heat sale total view sequence public private particular general honour turn example o'clock movie film break-time storytime playtime".split(
    ' ',
  ),
);
export function isTime(noun: Noun): boolean {
  const head = noun.words.at(-1) ?? '';
  // `sits on the first`
  if (noun.kind === 'definite' && noun.words.length === 1 && /^(?:first|second|last)$/.test(head)) return false;
  // `The bus is at the school`, but `after school`
  if (noun.kind === 'definite' && /^(?:school|work|home|office)$/.test(head)) return false;
  return (
    TIMES.has(head) ||
    words.CALENDAR.has(head) ||
    noun.words.some((word) => words.CALENDAR.has(word)) ||
    /^\d+(?:st|nd|rd|th)?$/.test(noun.shown) ||
    /^\d+:\d+$/.test(noun.shown)
  );
}
