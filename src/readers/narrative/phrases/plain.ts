import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import { endToken, type Token } from '../language/tokens';
import { tellsOfChange } from './unread';

/** A sentence in plainer words that say the same: whole words for short ones, and without what only says why or how. */
export function plain(tokens: readonly Token[]): readonly Token[] {
  return RULES.reduce<readonly Token[]>((said, rule) => rule(said), tokens);
}

/** `there's` as `there is`, `who's got` as `who has`. */
function spelledOut(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token, k) => {
    const got = tokens[k - 1]?.possessive === true && SHORT.has(tokens[k - 1]?.lower ?? '') && token.lower === 'got';
    if (got) return [];
    if (!token.possessive || !SHORT.has(token.lower)) return [token];
    const verb = tokens[k + 1]?.lower === 'got' ? 'has' : 'is';
    return [
      { ...token, possessive: false },
      { ...token, possessive: false, startsLine: false, startsParagraph: false, text: verb, lower: verb },
    ];
  });
}

/** `the driver's seat`: a seat, and nobody's. */
function ofAKind(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, k) => {
    const isKind =
      token.possessive &&
      /^\p{Ll}/u.test(token.text) &&
      ['the', 'a', 'an'].includes(tokens[k - 1]?.lower ?? '') &&
      lexicon.PLACES.has(tokens[k + 1]?.lower ?? '');
    return isKind ? { ...token, possessive: false, text: `${token.text}'s`, lower: `${token.lower}'s` } : token;
  });
}

/** Without `because it is near the window`, where nothing is moved by that. */
function withoutReasons(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ lower }) => lower === 'because');
  if (at < 1) return tokens;
  let end = at;
  while (end < tokens.length && tokens[end]?.kind !== 'end' && tokens[end]?.text !== ',') end++;
  const reason = tokens.slice(at + 1, end).filter(({ lower }) => !lexicon.HAVE.has(lower));
  if (tellsOfChange(reason)) return tokens;
  const from = tokens[at - 1]?.text === ',' ? at - 1 : at;
  return [...tokens.slice(0, from), ...tokens.slice(end)];
}

/** Without `, which he has just left`: what became free by a step that was told. */
function withoutFreed(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ text }, k) => text === ',' && tokens[k + 1]?.lower === 'which');
  if (at < 0) return tokens;
  let end = at + 1;
  while (end < tokens.length && tokens[end]?.kind !== 'end' && tokens[end]?.text !== ',') end++;
  const words = tokens.slice(at + 2, end).map(({ lower }) => lower);
  const isFreed = /^(?:[^ ]+ )+(?:has|had|have) just (?:left|vacated|given up)$/.test(words.join(' '));
  return isFreed ? [...tokens.slice(0, at), ...tokens.slice(tokens[end]?.text === ',' ? end + 1 : end)] : tokens;
}

/** Without `, bored as ever,` behind who does something: how somebody feels. */
function withoutFeelings(tokens: readonly Token[]): readonly Token[] {
  // `gets bored and goes back`
  const gets = tokens.findIndex(
    ({ lower }, k) => BECOMES.has(lower) && lexicon.FEELINGS.has(tokens[k + 1]?.lower ?? ''),
  );
  const deed = tokens[gets + 3]?.lower ?? '';
  if (gets > 0 && tokens[gets + 2]?.lower === 'and' && lexicon.VERBS.has(deed))
    return [...tokens.slice(0, gets), ...tokens.slice(gets + 3)];
  const at = tokens.findIndex(({ text }, k) => text === ',' && lexicon.FEELINGS.has(tokens[k + 1]?.lower ?? ''));
  if (at < 1) return tokens;
  let end = at + 1;
  while (end < tokens.length && tokens[end]?.kind === 'word') end++;
  const said = tokens.slice(at + 1, end);
  const isShort = said.length <= 4 && !said.some(({ lower }) => lower === 'and' || lexicon.VERBS.has(lower));
  return tokens[end]?.text === ',' && isShort ? [...tokens.slice(0, at), ...tokens.slice(end + 1)] : tokens;
}

/** Without `, this time` before where to. */
function withoutThisTime(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ lower, text }, k) => {
    const next = tokens[k + 1]?.lower === 'this' && tokens[k + 2]?.lower === 'time';
    const isThis = lower === 'this' && tokens[k + 1]?.lower === 'time';
    const isTime = lower === 'time' && tokens[k - 1]?.lower === 'this';
    return !((text === ',' && next && k > 0) || isThis || isTime);
  });
}

/** `Silas rose and moved to the gold chair`, `gets off his swing and sits on the bench`: where he goes. */
function withoutRising(tokens: readonly Token[]): readonly Token[] {
  const up = tokens.findIndex(({ lower }, k) => {
    const next = tokens[k + 1]?.lower ?? '';
    return k > 0 && (RISES.has(lower) || ((GETS.has(lower) || STANDS.has(lower)) && (next === 'up' || next === 'off')));
  });
  if (up < 0) return tokens;
  const and = tokens.findIndex(({ lower }, k) => k > up && lower === 'and');
  const next = tokens[and + 1]?.lower ?? '';
  const goes = lexicon.TRAVEL.has(next) || lexicon.SIT.has(next) || lexicon.TAKE.has(next) || lexicon.LEAVE.has(next);
  const between = tokens.slice(up + 1, Math.max(up, and));
  if (and < 0 || and - up > 7 || !goes || between.some(({ text }) => text === ',')) return tokens;
  const [verb, on] = [tokens[and + 1], tokens[and + 2]];
  // Who sits down goes there; who sits there was there before.
  if (verb && on && lexicon.SIT.has(next))
    return [
      ...tokens.slice(0, up),
      { ...verb, text: 'goes', lower: 'goes' },
      { ...on, text: 'to', lower: 'to' },
      ...tokens.slice(and + 3),
    ];
  return [...tokens.slice(0, up), ...tokens.slice(and + 1)];
}

/** Without `comes in and`, `says yuck and` before what is then done. */
function withoutEntrance(tokens: readonly Token[]): readonly Token[] {
  const comes = tokens.findIndex(
    ({ lower }, k) => k > 0 && (ENTERS.has(lower) || lexicon.SPEECH.has(lower)) && tokens[k - 1]?.kind !== 'quote',
  );
  const [verb, first] = [tokens[comes], tokens[comes + 1]];
  if (!verb || !first) return tokens;
  const isMine = ['my', 'our'].includes(tokens[0]?.lower ?? '');
  const enters = ENTERS.has(verb.lower) && (INTO_HERE.has(first.lower) || (isMine && first.lower === 'home'));
  const speaks =
    lexicon.SPEECH.has(verb.lower) &&
    first.kind === 'word' &&
    /^\p{Ll}/u.test(first.text) &&
    !lexicon.isClosed(first.lower);
  if (!enters && !speaks) return tokens;
  const joint = tokens[comes + 2];
  if (joint?.lower !== 'and' && !(enters && joint?.text === ',')) return tokens;
  const isPronoun = ['he', 'she'].includes(tokens[comes + 3]?.lower ?? '');
  const deed = tokens[comes + (isPronoun ? 4 : 3)]?.lower ?? '';
  const does = [lexicon.GIVE, lexicon.PUT, lexicon.TAKE_UP, lexicon.SWAP].some((verbs) => verbs.has(deed));
  return does ? [...tokens.slice(0, comes), ...tokens.slice(comes + (isPronoun ? 4 : 3))] : tokens;
}

/** `the shell that Tariq was holding` as `Tariq's shell` */
function asOwned(tokens: readonly Token[]): readonly Token[] {
  const that = tokens.findIndex(
    ({ lower }, k) => lower === 'that' && k > 1 && /^\p{Lu}/u.test(tokens[k + 1]?.text ?? ''),
  );
  const name = tokens[that + 1];
  if (that < 0 || !name || name.possessive) return tokens;
  const words = tokens.map(({ lower }) => lower);
  const be = lexicon.BE.has(words[that + 2] ?? '') ? 1 : 0;
  const isHeld = be === 1 ? words[that + 3] === 'holding' : HELD.has(words[that + 2] ?? '');
  const the = words.lastIndexOf('the', that);
  const behind = tokens[that + 3 + be];
  if (!isHeld || the < 0 || that - the > 4 || behind?.kind === 'word') return tokens;
  return [
    ...tokens.slice(0, the),
    { ...name, possessive: true },
    ...tokens.slice(the + 1, that),
    ...tokens.slice(that + 3 + be),
  ];
}

/** `Liam walked over to Hugo and the two of them traded gifts`: Liam and Hugo did. */
function withoutApproach(tokens: readonly Token[]): readonly Token[] {
  const walks = tokens.findIndex(({ lower }, k) => k > 0 && lexicon.TRAVEL.has(lower));
  const words = tokens.map(({ lower }) => lower);
  const to = walks + (['over', 'up', 'across'].includes(words[walks + 1] ?? '') ? 2 : 1);
  const [name, and] = [tokens[to + 1], tokens[to + 2]];
  if (walks < 1 || words[to] !== 'to' || !name || and?.lower !== 'and' || !/^\p{Lu}/u.test(name.text)) return tokens;
  const rest = words.slice(to + 3).join(' ');
  const they = /^(?:the two of them|the two|both of them|they) /.exec(rest)?.[0].trim().split(' ').length ?? 0;
  if (they === 0) return tokens;
  return [...tokens.slice(0, walks), and, name, ...tokens.slice(to + 3 + they)];
}

/** `Bianca is asked to hand the scarf to Esther, and she does`: Bianca hands it to her. */
function asAsked(tokens: readonly Token[]): readonly Token[] {
  const to = tokens.findIndex(
    ({ lower }, k) =>
      lower === 'to' &&
      ['asked', 'told'].includes(tokens[k - 1]?.lower ?? '') &&
      lexicon.BE.has(tokens[k - 2]?.lower ?? ''),
  );
  const words = tokens.filter(({ kind }) => kind !== 'end').map(({ lower }) => lower);
  if (to < 3 || !/ , and (?:s?he|they) (?:does|do|did)(?: so)?$/.test(words.join(' '))) return tokens;
  const done = words.lastIndexOf('and') - 1;
  const verb = tokens[to + 1];
  if (!verb) return tokens;
  const does = { ...verb, text: `${verb.text}s`, lower: `${verb.lower}s` };
  const known = lexicon.VERBS.has(does.lower) ? does : verb;
  return [...tokens.slice(0, to - 2), known, ...tokens.slice(to + 2, done), endToken(tokens[done]?.start ?? 0)];
}

/** `I take the coin and put it under the cup`, `It is taken out of box 1 and placed in box 2`: it is put there. */
function putAtOnce(tokens: readonly Token[]): readonly Token[] {
  const and = tokens.findIndex(({ lower }, k) => lower === 'and' && lexicon.PUT.has(tokens[k + 1]?.lower ?? ''));
  const put = tokens[and + 1];
  const takes = tokens.slice(0, Math.max(0, and)).findIndex(({ lower }) => PICKS.has(lower));
  const take = tokens[takes];
  if (!put || !take) return tokens;
  const between = tokens
    .slice(takes + 1, and)
    .filter(({ lower }, k, all) => lower !== 'out' || all[k + 1]?.lower === 'of');
  if (
    lexicon.BE.has(tokens[takes - 1]?.lower ?? '') &&
    lexicon.PUT_PASSIVE.has(put.lower) &&
    PREPOSITIONS.has(tokens[and + 2]?.lower ?? '')
  )
    return [...tokens.slice(0, takes), put, ...between, ...tokens.slice(and + 2)];
  // Of somebody of the story it is told, too, that they have it meanwhile.
  const isOutside =
    takes === 0 ||
    ['i', 'we', 'you', 'my', 'our'].includes(
      tokens.slice(0, takes).find(({ lower }) => !lexicon.ADVERBS.has(lower) && lower !== 'then')?.lower ?? '',
    );
  const isIt = ['it', 'them'].includes(tokens[and + 2]?.lower ?? '');
  return isOutside && isIt ? [...tokens.slice(0, takes), put, ...between, ...tokens.slice(and + 3)] : tokens;
}

const PICKS: ReadonlySet<string> = new Set([
  ...lexicon.TAKE_UP,
  'taken',
  'picked',
  'grabbed',
  'removed',
  'lifted',
  'pulled',
]);
const PREPOSITIONS: ReadonlySet<string> = wordSet('in on into onto to under inside behind');
const SHORT: ReadonlySet<string> = wordSet('there who what where it that he she');
const BECOMES: ReadonlySet<string> = new Set([...lexicon.BE, 'gets', 'got', 'feels', 'felt']);
const HELD: ReadonlySet<string> = new Set(['has', 'had', 'holds', 'held']);
const ENTERS: ReadonlySet<string> = new Set(['comes', 'came', 'walks', 'walked']);
const INTO_HERE: ReadonlySet<string> = new Set(['in', 'over', 'along', 'by', 'up']);
const RISES: ReadonlySet<string> = new Set(['rises', 'rose', 'rise']);
const GETS: ReadonlySet<string> = new Set(['gets', 'got', 'get']);
const STANDS: ReadonlySet<string> = new Set(['stands', 'stood', 'stand']);

const RULES = [
  spelledOut,
  ofAKind,
  withoutReasons,
  withoutFreed,
  withoutFeelings,
  withoutThisTime,
  withoutEntrance,
  asOwned,
  withoutRising,
  withoutApproach,
  asAsked,
  putAtOnce,
];
