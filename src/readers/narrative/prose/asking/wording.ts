import { has, verbsOf } from '../../language/verbs';
import type { Token } from '../../language/tokens';
import * as words from '../grammar/words';
import type { World } from '../world/world';

/** It asks for something else than the state at the end. */
export const OTHER =
  /\b(?:(?:which|what) (?:day|time|hour|week|month|year|date)|at first|originally|initially|previously|in the beginning|at the beginning|to begin with|at the start|first (?:have|has|had|held|hold|owned|get|got)|used to|before|why|how|never|not|want|wants|wanted|need|needs|think|thinks|believe|believes)\b/;
export const WH = new Set(['who', 'whom', 'what', 'which', 'where', 'whose']);
/** Where what follows only says when. */
const WHEN = new Set(['when', 'while', 'after', 'once', 'as', 'by']);
/** Verbs that ask for a state though they tell of a going. */
const ENDING =
  /\b(?:take|takes|took|bring|brings|brought|carry|carries|carried) home\b|\b(?:go|goes|going|went|leave|leaves|left|walk|walks|walked|come|comes|came|end|ends|ended|wind|winds|wound|finish|finishes|finished|land|lands|landed) (?:up|home|away|off|last|first|second|third|fourth|fifth|with|in|on|at)\b/;

/** `Tell me, who …`, `So who …` */
export function withoutAddress(said: readonly Token[]): readonly Token[] {
  const comma = said.findIndex(({ text }) => text === ',');
  const isAddress =
    comma > 0 &&
    comma < 5 &&
    WH.has(said[comma + 1]?.lower ?? '') &&
    !said.slice(0, comma).some(({ lower }) => WHEN.has(lower) || words.PREPOSITIONS.has(lower));
  return isAddress ? said.slice(comma + 1) : said;
}

/** Words behind `which`, up to the verb. */
export function nounBehind(said: readonly Token[], at: number): Token[] {
  const isVerb = ({ lower }: Token, k: number) =>
    words.BE.has(lower) ||
    words.HAVE.has(lower) ||
    words.DO.has(lower) ||
    words.MODALS.has(lower) ||
    (k > 0 && verbsOf(lower).some(({ form }) => form === 'third' || form === 'past'));
  const behind = said.slice(at, at + 8);
  const length = behind.findIndex(isVerb);
  const noun = behind.slice(0, Math.max(0, length));
  return length < 0 || noun.some(({ kind, lower }) => kind === 'mark' || WHEN.has(lower)) ? [] : noun;
}

/** Without `when the whistle went`. */
export function endOf(said: readonly Token[], from: number): number {
  const isPlace = (k: number) =>
    said[k]?.lower === 'by' && said[k + 1]?.lower === 'the' && said[k + 2]?.lower !== 'time';
  const at = said.findIndex(({ lower, text }, k) => k > from + 1 && ((WHEN.has(lower) && !isPlace(k)) || text === ','));
  return at < 0 ? said.length : at;
}

/** Whether it asks how things are, and not what happened. */
export function asksState(rest: readonly Token[], world: World): boolean {
  const text = rest.map(({ lower }) => lower).join(' ');
  if (ENDING.test(text)) return true;
  const names = rest.map((_, k) => world.lengthAt(rest, k));
  return rest.every(({ lower }, k) => {
    if (names.some((length, start) => start <= k && k < start + length)) return true;
    const verbs = verbsOf(lower);
    const moves = verbs.some(({ lemma }) =>
      ['carry', 'take', 'exchange', 'leave', 'remove'].some((sense) => has(lemma, sense as 'take')),
    );
    const stays =
      verbs.some(({ lemma }) => has(lemma, 'have') || has(lemma, 'stay') || has(lemma, 'keep')) ||
      [
        'get',
        'gets',
        'got',
        'left',
        'hidden',
        'parked',
        'kept',
        'stored',
        'put',
        'belong',
        'look',
        'won',
        'win',
        'wins',
      ].includes(lower);
    return (
      !moves ||
      stays ||
      ['the', 'a', 'an'].includes(rest[k - 1]?.lower ?? '') ||
      world.isNoun(words.singularOf(lower)) ||
      words.ADVERBS.has(lower) ||
      words.VACANT.has(lower) ||
      words.ADJECTIVES.has(lower)
    );
  });
}
