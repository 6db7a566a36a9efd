import { numberOf, singular } from './lexicon';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf } from './verbs';
import { wordSet } from './word-set';

/** Between the two of a part: `Ann - pen`, `Ann = pen`, `Ann → pen`. */
const BETWEEN = wordSet('- – — = → :');
const PLACED = wordSet('in at on under behind inside');
const DAYS = wordSet('monday tuesday wednesday thursday friday saturday sunday');
/** What stands alone of `the early shift` where shifts are listed. */
const SHORT = wordSet(
  'early late night day morning evening afternoon red blue green yellow white black purple orange pink brown grey gold silver first second third left right middle top bottom front back',
);
/** Nouns for where one is. */
const SPOTS = wordSet(
  'seat table desk room chair row lane box shelf track stall bay spot place position locker bed cabin house court pitch board',
);
const THINGS = wordSet('key locker bib number ticket card shirt badge ball token code');
const ROLES = /(?:keeper|er|or|ist|ain|ess|king|queen|chief|cook|judge|guard|pilot|nurse|forward|wing|back|goalie)$/;

/** One part of a list: who, and what they have or where they are. */
interface Part {
  left: Token[];
  right: Token[];
  /** `in` of `Mona in goal` */
  preposition?: string;
}

interface Listed {
  parts: Part[];
  heading?: string;
  /** What else the sentence says. */
  rest?: Token[];
}

/**
 * Lists without verbs (`Amy - scarf, Bill - gloves`, `Rota: Monday - Tom, …`, `Ann (goalkeeper), Ben (striker)`) as sentences that say the
 * same.
 */
export function listed(segments: readonly Segment[]): Segment[] {
  const things = new Set(
    segments.flatMap(({ tokens }) => tokens.flatMap(({ lower }, k) => (tokens[k - 1]?.lower === 'the' ? [lower] : []))),
  );
  const numbered = withoutNumbers(segments)
    .flatMap(inLines)
    .map((segment) => onItsSide(segment, things));
  let heading: string | undefined;
  return numbered.flatMap((segment): Segment[] => {
    const tokens = segment.tokens.filter(({ kind }) => kind !== 'end');
    if (segment.mark === '?' || tokens.some(({ kind }) => kind === 'quote')) return [segment];
    // `Seats:` on a line of its own
    if (tokens.at(-1)?.text === ':' && tokens.length < 6) {
      heading = headOf(tokens);
      return [segment];
    }
    const found = partsOf(tokens, heading) ?? inBrackets(tokens);
    if (!found) return [segment];
    heading = found.heading ?? heading;
    const told = found.parts.map((part) => sentenceOf(part, heading));
    const end = segment.tokens.slice(-1);
    if (told.some((one) => one === undefined)) return [segment];
    const rest = found.rest ? [{ ...segment, tokens: [...found.rest, ...end] }] : [];
    return [...told.map((one): Segment => ({ tokens: [...(one ?? []), ...end], mark: '.' })), ...rest];
  });
}

/** `Piano: left`, of the piano: it is on the left; `Cupboard: plates`, of the cupboard: they are in it. */
function onItsSide(segment: Segment, things: ReadonlySet<string>): Segment {
  const [what, colon, side, end, more] = segment.tokens;
  const isOne = what?.kind === 'word' && colon?.text === ':' && side?.kind === 'word' && end?.kind === 'end' && !more;
  if (!isOne || !things.has(what.lower)) return segment;
  const word = (text: string): Token => ({ ...side, kind: 'word', text, lower: text });
  const isSide = SIDES.has(side.lower);
  if (!isSide && (!things.has(side.lower) || isName([side]))) return segment;
  const isMiddle = ['middle', 'centre', 'center'].includes(side.lower);
  const said = isSide
    ? [word('is'), word(isMiddle ? 'in' : 'on'), word('the'), side]
    : [word('contains'), word('the'), side];
  return {
    ...segment,
    tokens: [{ ...what, text: 'the', lower: 'the' }, { ...what, text: what.lower }, ...said, end],
  };
}

const SIDES = wordSet('left right middle centre center top bottom front back');

/** `Ann -> pen`, `Ben -> cup` on lines of their own, without full stops. */
function inLines(segment: Segment): Segment[] {
  const lines: Token[][] = [];
  for (const token of segment.tokens.filter(({ kind }) => kind !== 'end')) {
    if (token.startsLine || lines.length === 0) lines.push([]);
    lines.at(-1)?.push(token);
  }
  const isListed = lines.filter((line) => partsOf(line, 'thing')).length > 1;
  if (!isListed) return [segment];
  const end = segment.tokens.slice(-1);
  return lines.map((line, k) => ({ tokens: [...line, ...end], mark: k < lines.length - 1 ? '.' : segment.mark }));
}

/** `1. Joe - hammer 2. Kim - nails`: in one line, where a number ends what stands before it. */
function withoutNumbers(segments: readonly Segment[]): Segment[] {
  const isNumber = (k: number, n: number) => segments[k]?.tokens.at(-2)?.text === String(n) && segments[k].mark === '.';
  const isPart = (k: number) => segments[k]?.tokens.some(({ kind, text }) => kind === 'mark' && BETWEEN.has(text));
  // not `Slot A: probe 1. Slot B: probe 2.`
  const from = segments.findIndex(
    (_, k) =>
      isNumber(k, 1) && !(isPart(k) && segments[k]?.tokens.at(-3)?.text !== ':') && isNumber(k + 1, 2) && isPart(k + 1),
  );
  if (from < 0) return [...segments];
  return segments.map((segment, k) =>
    k >= from && isNumber(k, k - from + 1)
      ? { ...segment, tokens: [...segment.tokens.slice(0, -2), ...segment.tokens.slice(-1)] }
      : segment,
  );
}

/** `seat` of `Seats this week` */
function headOf(tokens: readonly Token[]): string | undefined {
  const plural = tokens.find(({ kind, lower }) => kind === 'word' && singular(lower) !== lower);
  return plural && singular(plural.lower);
}

function partsOf(tokens: readonly Token[], before: string | undefined): Listed | undefined {
  const colon = tokens.findIndex(({ text }) => text === ':');
  const whole = split(tokens, before, false);
  if (whole) return { parts: whole };
  if (colon < 1) return undefined;
  const heading = headOf(tokens.slice(0, colon));
  const parts = split(tokens.slice(colon + 1), heading, true);
  if (!parts || parts.length < 2) return undefined;
  return { parts, ...(heading !== undefined && { heading }) };
}

/** `Ann (pen), Ben (cup) and Cal (hat) trade things`: what stands in brackets behind names, and the sentence without it. */
function inBrackets(tokens: readonly Token[]): Listed | undefined {
  const parts: Part[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const close = tokens.findIndex(({ text }, k) => k > at && text === ')');
    if (tokens[at]?.text !== '(') rest.push(tokens[at] as Token);
    else {
      let from = rest.length;
      while (from > 0 && isName(rest.slice(from - 1))) from--;
      const part = close < 0 ? undefined : { left: rest.slice(from), right: tokens.slice(at + 1, close) };
      if (!part || part.left.length === 0 || part.right.length === 0 || part.right.length > 4) return undefined;
      if (part.right.some(({ kind, lower }) => kind !== 'word' || NO_LIST.has(lower))) return undefined;
      parts.push(part);
      at = close;
    }
  }
  if (parts.length < 2) return undefined;
  // `… trade things` of more than two says nothing of who does with whom.
  const isAll =
    parts.length > 2 &&
    rest.some(({ lower }) => verbsOf(lower).some(({ lemma, form }) => form === 'base' && has(lemma, 'exchange')));
  const colon = rest.findIndex(({ text }) => text === ':');
  const heading = colon > 0 ? headOf(rest.slice(0, colon)) : undefined;
  const isHeaded = colon > 0 && !rest.some(({ lower }) => NO_LIST.has(lower));
  return { parts, ...(heading !== undefined && { heading }), ...(!isAll && !isHeaded && { rest }) };
}

/** Parts between commas; undefined where one of them is none. */
function split(tokens: readonly Token[], heading: string | undefined, isHeaded: boolean): Part[] | undefined {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if ([',', ';'].includes(token.text) || token.lower === 'and') pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  const parts = pieces.filter((piece) => piece.length > 0).map((piece) => partOf(piece, heading));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  const all = parts as Part[];
  // Only behind a heading a list may do without a mark between the two.
  const isPlain = all.every(({ preposition }) => preposition === undefined);
  const hasVerb = all.some(({ left }) =>
    left.slice(1).some(({ lower }) => verbsOf(lower).some(({ form }) => form === 'third' || form === 'past')),
  );
  return isPlain || (isHeaded && !hasVerb) ? all : undefined;
}

function partOf(piece: readonly Token[], heading: string | undefined): Part | undefined {
  const between = piece.findIndex(({ text, kind }) => kind === 'mark' && BETWEEN.has(text));
  const open = piece.findIndex(({ text }) => text === '(');
  const placed = piece.findIndex(({ lower }) => PLACED.has(lower));
  const first = piece[0];
  let part: Part | undefined;
  if (between > 0) {
    const arrow = piece[between + 1]?.text === '>' ? 1 : 0;
    part = { left: piece.slice(0, between), right: piece.slice(between + 1 + arrow) };
    // `Hana: comic book` is read as it stands
    if (piece[between]?.text === ':' && isName(part.left) && heading === undefined) return undefined;
    if (piece[between]?.text === ':' && part.right.length === 2 && isRoleAndName(part.right)) return undefined;
    if (piece[between]?.text === ':' && part.right.some(({ lower }) => PLACED.has(lower))) return undefined;
  } else if (open > 0 && piece.at(-1)?.text === ')')
    part = { left: piece.slice(0, open), right: piece.slice(open + 1, -1) };
  else if (placed > 0)
    part = { left: piece.slice(0, placed), right: piece.slice(placed + 1), preposition: piece[placed]?.lower ?? 'in' };
  else if (first?.kind === 'number' && heading !== undefined && SPOTS.has(heading))
    part = { left: piece.slice(0, 1), right: piece.slice(1) };
  // `Goalkeeper Ana, defender Bia`
  else if (piece.length === 2 && isRoleAndName(piece))
    part = { left: piece.slice(1), right: [{ ...(first as Token), text: first?.lower ?? '' }] };
  if (!part || part.left.length === 0 || part.right.length === 0) return undefined;
  const isShort = part.left.length <= 4 && part.right.length <= 5;
  const areWords = [...part.left, ...part.right].every(
    ({ kind, text }) => kind === 'word' || kind === 'number' || text === "'",
  );
  return isShort && areWords && ![...part.left, ...part.right].some(({ lower }) => NO_LIST.has(lower))
    ? part
    : undefined;
}

/** `defender Bia` */
function isRoleAndName([role, name]: readonly Token[]): boolean {
  return name !== undefined && isName([name]) && role?.kind === 'word' && !role.possessive && ROLES.test(role.lower);
}

/** Where one of these stands it is a sentence. */
const NO_LIST = wordSet(
  'is are was were be been has have had does did do swaps swap swapped trades trade traded gives gave takes took goes went puts put moves moved then with to from for by who which that not sits sat stands stood lives lived holds held gets got wants wanted',
);

function isName(tokens: readonly Token[], mayBeLetter = false): boolean {
  if (mayBeLetter && tokens.length === 1 && /^[A-Z]$/.test(tokens[0]?.text ?? '')) return true;
  return tokens.every(
    ({ kind, text, lower, possessive }) =>
      kind === 'word' && !possessive && /^\p{Lu}\p{L}/u.test(text) && !DAYS.has(lower) && numberOf(lower) === undefined,
  );
}

/** `Ann has the pen`, `Ann is the striker`, `Ann is in seat 1`; undefined where it is not certain. */
function sentenceOf({ left, right, preposition }: Part, heading: string | undefined): Token[] | undefined {
  const word = (text: string): Token => ({
    ...(left[0] as Token),
    kind: 'word',
    text,
    lower: text.toLowerCase(),
    possessive: false,
  });
  const the = (tokens: readonly Token[]) =>
    ['a', 'an', 'the'].includes(tokens[0]?.lower ?? '') || /^\p{Lu}|^\d/u.test(tokens[0]?.text ?? '')
      ? [...tokens]
      : [word('the'), ...tokens];
  const [who, what] = isName(left, true) ? [left, right] : isName(right) ? [right, left] : [undefined, undefined];
  if (preposition !== undefined) {
    const thing = who === left ? left : the(left);
    return [...thing, word('is'), word(preposition), ...right];
  }
  // `jar 1 = honey`
  const isHolder =
    left.length === 2 && /^\p{Ll}+$/u.test(left[0]?.text ?? '') && /^(?:\d+|[A-Z])$/.test(left[1]?.text ?? '');
  if (!who && isHolder && right.length < 3) return [...left, word('contains'), ...the(right)];
  if (!who || isName(what)) return undefined;
  const only = what.length === 1 ? what[0] : undefined;
  if (only && DAYS.has(only.lower)) return [...who, word('has'), only];
  const isLabelled = /^(?:\d+|[A-Z])$/.test(what.at(-1)?.text ?? '');
  if (isLabelled) {
    const spot = only ? heading : singular(what[0]?.lower ?? '');
    // `Locker keys: Ed - 101`
    if (only && spot !== undefined && THINGS.has(spot)) return [...who, word('has'), word(spot), only];
    if (spot === undefined || !SPOTS.has(spot)) return undefined;
    const place = only ? [word(spot), only] : what;
    return [...who, word('is'), word(['table', 'desk'].includes(spot) ? 'at' : 'in'), ...place];
  }
  if (only && SHORT.has(only.lower) && heading !== undefined)
    return [...who, word('has'), word('the'), only, word(heading)];
  if (only && (heading === 'player' || heading === 'role' || heading === 'position') && ROLES.test(only.lower))
    return [...who, word('is'), word('the'), only];
  return [...who, word('has'), ...the(what)];
}
