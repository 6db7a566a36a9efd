import type { Segment } from './sentences';
import type { Token } from './tokens';
import { singular } from './lexicon';
import { verbsOf } from './verbs';
import { wordSet } from './word-set';

/** Sentences in which names and labels stand as they are elsewhere in the story. */
export function labelled(segments: readonly Segment[]): Segment[] {
  return withTeams(withNouns(withoutNumber(inOneCase(withNamedMonths(withoutClock(segments))))));
}

/**
 * Sentences in which what has a label begins in small letters where it does so elsewhere: `Pallet A stands in Hamburg` at the head of a
 * sentence is the pallet A of which another sentence tells.
 */
function inOneCase(segments: readonly Segment[]): Segment[] {
  const small = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap(({ text, kind }, k) =>
        kind === 'word' && isLabel(tokens[k + 1], text) && /^\p{Ll}/u.test(text) ? [text] : [],
      ),
    ),
  );
  if (small.size === 0) return [...segments];
  return segments.map((segment) => {
    const [first, next] = segment.tokens;
    if (
      !first ||
      !isLabel(next, first.lower) ||
      first.kind !== 'word' ||
      first.text === first.lower ||
      !small.has(first.lower)
    )
      return segment;
    return { ...segment, tokens: [{ ...first, text: first.lower }, ...segment.tokens.slice(1)] };
  });
}

/** `9 am – Kim moved …`, `09:15: Kim moved …`: without when it was. */
function withoutClock(segments: readonly Segment[]): Segment[] {
  return segments.map((segment) => {
    const { tokens } = segment;
    // `Log: 9 am – …`
    const colon = tokens.slice(0, 8).findIndex(({ text }, k) => text === ':' && tokens[k + 1]?.kind === 'number');
    const from = tokens[0]?.kind === 'number' ? 0 : colon + 1;
    const isHour =
      from > 0 || tokens[0]?.kind === 'number' ? /^\d{1,2}(?::\d\d)?$/.test(tokens[from]?.text ?? '') : false;
    const half = ['am', 'pm', 'a.m.', 'p.m.'].includes(tokens[from + 1]?.lower ?? '') ? 1 : 0;
    const isClock = isHour && (half > 0 || tokens[from]?.text.includes(':') === true);
    const isCut = ['–', '—', '-', ':'].includes(tokens[from + 1 + half]?.text ?? '');
    return isClock && isCut ? { ...segment, tokens: tokens.slice(from + 2 + half) } : segment;
  });
}

/** Months and seasons that are names, too. */
const MONTHS = wordSet('january april may june august summer autumn');
const IN = wordSet('in since until till last next this during of on by every each early late mid from');

/** `June plays the soprano`: where one of these does something it is somebody's name, wherever else no time stands before it. */
function withNamedMonths(segments: readonly Segment[]): Segment[] {
  const isTime = (tokens: readonly Token[], k: number) =>
    IN.has(tokens[k - 1]?.lower ?? '') || tokens[k + 1]?.kind === 'number';
  const isMonth = ({ kind, text, lower }: Token) => kind === 'word' && MONTHS.has(lower) && /^\p{Lu}/u.test(text);
  const named = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap((token, k) => {
        const forms = verbsOf(tokens[k + 1]?.lower ?? '').map(({ form }) => form);
        const acts = forms.some((form) => form === 'third' || form === 'past');
        return isMonth(token) && !isTime(tokens, k) && acts ? [token.lower] : [];
      }),
    ),
  );
  if (named.size === 0) return [...segments];
  return segments.map((segment) => ({
    ...segment,
    tokens: segment.tokens.map((token, k) =>
      isMonth(token) && named.has(token.lower) && !isTime(segment.tokens, k) ? { ...token, lower: token.text } : token,
    ),
  }));
}

/** `A` of pallet A, `Blue` of team Blue */
function isLabel(token: Token | undefined, word: string): boolean {
  if (token === undefined || token.possessive) return false;
  const isNamed = NAMED.has(word) && /^\p{Lu}\p{Ll}+$/u.test(token.text);
  return token.kind === 'number' || COUNTS.has(token.lower) || /^[A-HJ-Z]$/.test(token.text) || isNamed;
}

const NAMED = wordSet('team group class squad crew');

const COUNTS = wordSet('one two three four five six seven eight nine ten');
const NOT_LABELLED = wordSet(
  'the a an of in on at to and or no each any this that these those all both only just than by for with from is was are were has had have',
);

/** `shell number two`, where another is `shell one`: shell two. */
function withoutNumber(segments: readonly Segment[]): Segment[] {
  const isLabel = (token: Token | undefined) =>
    token !== undefined && (token.kind === 'number' || COUNTS.has(token.lower));
  const isNoun = (token: Token | undefined) =>
    token?.kind === 'word' &&
    /^\p{Ll}{2,}$/u.test(token.text) &&
    !NOT_LABELLED.has(token.lower) &&
    verbsOf(token.lower).every(({ form }) => form === 'base');
  const isNumber = (tokens: readonly Token[], k: number) =>
    tokens[k]?.lower === 'number' && isNoun(tokens[k - 1]) && isLabel(tokens[k + 1]);
  const nouns = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap((token, k) => (isLabel(tokens[k + 1]) && isNoun(token) ? [token.lower] : [])),
    ),
  );
  return segments.map((segment) => ({
    ...segment,
    tokens: segment.tokens.filter((_, k, tokens) => !(isNumber(tokens, k) && nouns.has(tokens[k - 1]?.lower ?? ''))),
  }));
}

/** `the Lees were in 102`, where a hotel has rooms: room 102; `B and C`, of servers A, B and C: server B and server C. */
function withNouns(segments: readonly Segment[]): Segment[] {
  const nounOf = new Map<string, Set<string>>();
  for (const { tokens } of segments)
    tokens.forEach((token, k) => {
      const noun = tokens[k - 1];
      if (
        LETTER.test(token.text) &&
        noun?.kind === 'word' &&
        /^\p{Ll}{3,}$/u.test(noun.lower) &&
        !NOT_LABELLED.has(noun.lower) &&
        verbsOf(noun.lower).every(({ form }) => form === 'base')
      )
        nounOf.set(token.text, new Set([...(nounOf.get(token.text) ?? []), singular(noun.lower)]));
    });
  const rooms = roomsOf(segments);
  if (nounOf.size === 0 && rooms === undefined) return [...segments];
  const nouns = new Set([...nounOf.values()].flatMap((each) => [...each]));
  const isAlone = (tokens: readonly Token[], k: number) => {
    const [before, next] = [tokens[k - 1], tokens[k + 1]];
    const isFirst =
      before === undefined ||
      before.kind !== 'word' ||
      NOT_LABELLED.has(before.lower) ||
      verbsOf(before.lower).length > 0;
    const ends =
      next === undefined ||
      next.kind !== 'word' ||
      ENDS.has(next.lower) ||
      verbsOf(next.lower).some(({ form }) => form !== 'base');
    // `cages A and B`
    const list = tokens
      .slice(0, k)
      .findLastIndex(({ text, lower }) => !LETTER.test(text) && text !== ',' && lower !== 'and');
    return isFirst && ends && !nouns.has(singular(tokens[list]?.lower ?? ''));
  };
  return segments.map((segment) => ({
    ...segment,
    tokens: segment.tokens.flatMap((token, k, tokens): Token[] => {
      const [noun, more] =
        LETTER.test(token.text) && token.kind === 'word' && !token.possessive ? (nounOf.get(token.text) ?? []) : [];
      const isRoom = rooms !== undefined && isRoomAt(tokens, k);
      const word = isRoom ? rooms : noun !== undefined && more === undefined && isAlone(tokens, k) ? noun : undefined;
      return word === undefined
        ? [token]
        : [
            { ...token, kind: 'word', text: word, lower: word, possessive: false },
            { ...token, startsLine: false, startsParagraph: false },
          ];
    }),
  }));
}

/** `Red and blue trade`, of a red team and a blue team: the red team and the blue team do. */
function withTeams(segments: readonly Segment[]): Segment[] {
  const nouns = new Map<string, string>();
  for (const { tokens } of segments)
    tokens.forEach(({ lower }, k) => {
      const noun = tokens[k + 1]?.lower ?? '';
      if (COLOURS.has(lower) && TEAMS.has(noun)) nouns.set(lower, noun);
    });
  const [team, another] = new Set(nouns.values());
  if (nouns.size < 2 || team === undefined || another !== undefined) return [...segments];
  const ends = (token: Token | undefined) =>
    token === undefined || token.kind !== 'word' || ENDS.has(token.lower) || verbsOf(token.lower).length > 0;
  return segments.map((segment) => ({
    ...segment,
    tokens: segment.tokens.flatMap((token, k, tokens): Token[] => {
      if (token.kind !== 'word' || !nouns.has(token.lower) || token.possessive || !ends(tokens[k + 1])) return [token];
      const word = (text: string): Token => ({
        ...token,
        kind: 'word',
        text,
        lower: text,
        startsLine: false,
        startsParagraph: false,
      });
      const isDefinite = ['the', 'a'].includes(tokens[k - 1]?.lower ?? '');
      return [...(isDefinite ? [] : [{ ...token, text: 'the', lower: 'the' }]), word(token.lower), word(team)];
    }),
  }));
}

const TEAMS = wordSet('team group squad side house tribe crew');
const COLOURS = wordSet('red blue green yellow white black purple orange pink brown grey gray gold silver');
const LETTER = /^[A-HJ-Z]$/;
const ENDS = wordSet('and or to from with for in on at is was are were has had have then too now again');
const ROOMS = wordSet(
  'room suite seat desk table locker bay spot lane track platform gate berth bed house flat apartment cabin cell office ward box slot',
);

/** What bare numbers are that some are in: `room` of a hotel that has rooms. */
function roomsOf(segments: readonly Segment[]): string | undefined {
  const numbers = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap((token, k) =>
        isRoomAt(tokens, k) && ['in', 'at', 'on'].includes(tokens[k - 1]?.lower ?? '') ? [token.text] : [],
      ),
    ),
  );
  if (numbers.size < 2) return undefined;
  const said = segments.flatMap(({ tokens }) => tokens.map(({ lower }) => singular(lower)));
  return (
    said.find((word) => ROOMS.has(word)) ?? ([...numbers].every((text) => /^\d{3}$/.test(text)) ? 'room' : undefined)
  );
}

/** A number that stands where a place does. */
function isRoomAt(tokens: readonly Token[], k: number): boolean {
  const [token, before, next] = [tokens[k], tokens[k - 1], tokens[k + 1]];
  if (token?.kind !== 'number' || !/^\d{1,4}[A-Z]?$/.test(token.text) || /^(?:19|20)\d\d$/.test(token.text))
    return false;
  const isPlaced = ['in', 'to', 'into', 'from', 'took', 'takes', 'on', 'vacated'].includes(before?.lower ?? '');
  return isPlaced && (next === undefined || next.kind !== 'word' || ENDS.has(next.lower));
}
