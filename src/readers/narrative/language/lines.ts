import { singular } from './lexicon';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { verbsOf } from './verbs';
import { wordSet } from './word-set';

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
/** What one stands in, one behind the other. */
const LINE = String.raw`(?:line|queue|row|order|procession|parade|convoy|race|ranking)`;
const LINED = new RegExp(
  String.raw`\b(?:${LINE}|queu(?:e|es|ed|ing)|lin(?:e|es|ed|ing) up|lined up|from (?:the )?(?:left|front|top|first) to (?:the )?(?:right|back|bottom|last))\b`,
);
const BACKWARDS =
  /\b(?:from )?(?:the )?(?:right to (?:the )?left|bottom to (?:the )?top|back to (?:the )?front|last to first)\b/;
const RINGS = /\b(?:circle|ring|round|around|clockwise|table|carousel)\b/;
const ORDERED = /\bin (?:this|that|the following) order\b/;
const FRONT = String.raw`(?:first|at the (?:very )?(?:front|head|top)|in front|in the lead|in first place)(?: (?:in|of) (?:the )?${LINE})?`;
const BACK = String.raw`(?:last|at the (?:very )?(?:back|end|rear)|in last place)(?: (?:in|of) (?:the )?${LINE})?`;
const JOIN = String.raw`(?: ?,)?(?: and| then| next| after (?:her|him|it|that|them)| finally| lastly| last| comes?| came| followed by| with| at the (?:back|end)| behind (?:her|him|it|them)| is| stands?| waits?)*`;
const STANDS = String.raw`(?:is|was|are|were|stands?|stood|waits?|waited|comes?|came|goes|sits?|sat|leads?|runs?|walks?)`;
/** `first Ann, then Ben and finally Cal`, with `@` for each of them */
const LIST = String.raw`(?:first )?@(?: first| in front| at the front| ${BACK})?(?:${JOIN} @(?: second| third| fourth| next| behind (?:her|him|it)| ${BACK})?)+`;

const LISTED: readonly RegExp[] = [
  // `Five people wait in line: Ann, …`, `There is a queue at the van: first Ann, then …`
  new RegExp(
    String.raw`^(?<lead>[^:]*) : (?<list>${LIST})(?: ,)?(?: ${ORDERED.source.slice(2, -2)})?(?: ,)?(?: from (?:the )?left to (?:the )?right)?$`,
  ),
  // `Ann, Ben and Cal are standing in line, in that order`
  new RegExp(String.raw`^(?<list>@(?: , @)*(?: ,)? and @) (?<lead>.*${ORDERED.source}.*)$`),
  // `In the queue stand Ann, Ben and Cal`, `On the shelf, from left to right, are the atlas and …`
  new RegExp(
    String.raw`^(?<lead>(?:in|on|from) .*?)(?: ,)? (?:are|were|is|stand|stood|wait|waited|lie|lay|hang|hung|sit|sat) (?<list>@(?: , @)*(?: ,)? and @)(?: ,)?(?: ${ORDERED.source.slice(2, -2)})?$`,
  ),
  // `The books on the shelf are, from left to right, an atlas and …`
  new RegExp(
    String.raw`^(?<lead>(?:@|the|my|our|their) (?!@).*?(?:are|were|stand|stood|lie|lay|sit|sat|hang|hung)(?: ,)? from (?:the )?left to (?:the )?right)(?: ,| :)* (?<list>@(?: , @)*(?: ,)? and @)$`,
  ),
  // `The books on the shelf are an atlas and …, from left to right`
  new RegExp(
    String.raw`^(?<lead>(?:@|the|my|our|their) (?!@).*?(?:are|were)) (?<list>@(?: , @)*(?: ,)? and @)(?: ,)? from (?:the )?left to (?:the )?right$`,
  ),
  // `Ann, Ben and Cal stand in a row from left to right`
  new RegExp(String.raw`^(?<list>@(?: , @)*(?: ,)? and @) (?<lead>.*from (?:the )?left to (?:the )?right)$`),
  // `The train has an engine, a coal car and a caboose, in that order`
  new RegExp(
    String.raw`^(?<lead>(?:@|(?:the|my|our)(?: [a-z-]+){1,3}) (?:has|have|had|consists of|contains|shows)) (?<list>@(?: , @)*(?: ,)? and @)(?: ,)? ${ORDERED.source.slice(2, -2)}$`,
  ),
  // `The order is Ann, Ben, Cal`
  new RegExp(
    String.raw`^(?<lead>(?:the|their|our|my|this|today's)(?: [a-z-]+)? ${LINE}[^,]*?) (?:is|was|goes|went|runs)(?: :)? (?<list>${LIST})$`,
  ),
  // `Ann is first in line, followed by Ben and then Cal`
  new RegExp(String.raw`^(?<list>@(?<lead> ${STANDS} ${FRONT})${JOIN} @(?:${JOIN} @)*)$`),
];
/** `Ben is behind Ann and in front of Cal` */
const PAIR = new RegExp(
  String.raw`^(?:(?<who>@) )?(?:${STANDS} )?(?:waiting |standing |right |directly |just |immediately )*(?:(?<place>${FRONT}|${BACK})|(?<side>behind|in front of|ahead of|after|before) (?<whom>@|her|him|it|them))$`,
);

/** One who stands in a row, as it is written. */
type One = readonly Token[];

/** Sentences that say in which order some stand one behind the other, as sentences of each one's place: `Ann is first. Ben is second.` */
export function linedUp(segments: readonly Segment[]): Segment[] {
  let isDone = false;
  return segments.flatMap((segment, k): Segment[] => {
    const { tokens, mark } = segment;
    if (mark === '?' || isDone) return [withGoing(segment)];
    const { shape, ones } = shapeOf(tokens);
    const order = coloursOf(tokens) ?? listOf(shape, ones, tokens) ?? chainOf(shape, ones);
    // `Ann, Ben and Cal are in the queue. Ann is first, …`
    if (!order || order.length < 3 || order.length > ORDINALS.length) return [withGoing(segment)];
    const said = order.map((one) => named(one, segments.slice(0, k + 1)));
    if (new Set(said.map((one) => textOf(one))).size < said.length) return [segment];
    isDone = true;
    return said.map((one, place) => placed(one, ORDINALS[place] ?? '', tokens));
  });
}

/** A sentence with `@` for each name or noun phrase, and these. */
function shapeOf(tokens: readonly Token[]): { shape: string; ones: One[] } {
  const shape: string[] = [];
  const ones: One[] = [];
  for (let at = 0; at < tokens.length;) {
    const length = oneAt(tokens, at);
    if (length > 0) {
      ones.push(tokens.slice(at, at + length));
      shape.push('@');
    } else if (tokens[at]?.kind !== 'end') shape.push(tokens[at]?.lower ?? '');
    at += Math.max(1, length);
  }
  return { shape: shape.join(' '), ones };
}

/** How many tokens at `at` name one: `Ann`, `Mr Lee`, `the red car`, `a blue one`. */
function oneAt(tokens: readonly Token[], at: number): number {
  const isName = ({ kind, text, lower }: Token) => kind === 'word' && /^\p{Lu}/u.test(text) && !HEADS.has(lower);
  const first = tokens[at];
  if (!first) return 0;
  let to = at;
  while (tokens[to] && isName(tokens[to] as Token)) to++;
  if (to > at) return to - at;
  if (!['a', 'an', 'the'].includes(first.lower)) return 0;
  to = at + 1;
  while (tokens[to]?.kind === 'word' && to - at < 4 && !ENDS.has(tokens[to]?.lower ?? '')) to++;
  const head = tokens[to - 1]?.lower ?? '';
  return to - at > 1 && !PLACES.has(head) ? to - at : 0;
}

/** With a capital letter first in a sentence, and nobody's name. */
const HEADS = wordSet(
  'first then next in on at there the a an four three five six seven two eight people from behind after finally last here they it all their his her some several my our this that i we you and but when while now before',
);
const ENDS = wordSet(
  'is was are were and then next comes came stands stood waits waited stand wait in on at of behind before after followed first second third fourth fifth last finally with who which to from goes leads sits sit lie lies hang hangs lay ahead has have had consists contains shows',
);
const PLACES = wordSet(
  'line queue row order front back end head rear lead top bottom race left right middle first last procession parade',
);

function listOf(shape: string, ones: readonly One[], tokens: readonly Token[]): One[] | undefined {
  if (RINGS.test(textOf(tokens)) || tokens.some(({ kind, text }) => kind === 'quote' || text === ';')) return undefined;
  for (const pattern of LISTED) {
    const found = pattern.exec(shape)?.groups;
    if (!found) continue;
    const { lead = '', list = '' } = found;
    const isOrdered = LINED.test(textOf(tokens)) || /\b(?:first|then|followed by)\b/.test(list) || ORDERED.test(shape);
    if (!isOrdered || /\b(?:not|nor|or|never|each|respectively)\b/.test(shape)) return undefined;
    const before = pattern === LISTED.at(-1) ? 0 : (shape.slice(0, shape.indexOf(list)).match(/@/g) ?? []).length;
    const listed = ones.slice(before, before + (list.match(/@/g) ?? []).length);
    if (lead === '' && listed.length < 3) return undefined;
    return BACKWARDS.test(textOf(tokens)) ? [...listed].reverse() : [...listed];
  }
  return undefined;
}

/** `The train has three wagons in this order: red, yellow, blue` */
function coloursOf(tokens: readonly Token[]): One[] | undefined {
  const colon = tokens.findIndex(({ text }) => text === ':');
  const lead = textOf(tokens.slice(0, Math.max(0, colon)));
  const counted = tokens.findIndex(({ lower }, k) => NUMBERS.has(lower) && k < colon - 1);
  // `Fridge magnets, left to right: red, green, blue`
  const plural = tokens.findIndex(({ lower, kind }, k) => kind === 'word' && singular(lower) !== lower && k < colon);
  const noun = tokens[counted >= 0 ? counted + 1 : plural];
  const isOrdered = ORDERED.test(lead) || LINED.test(lead) || SIDES.test(lead);
  if (colon < 0 || !isOrdered || RINGS.test(lead)) return undefined;
  const rest = tokens
    .slice(colon + 1)
    .filter(({ kind, lower, text }) => kind !== 'end' && text !== ',' && lower !== 'and' && lower !== 'then');
  const areWords = rest.every(
    ({ kind, text }) => kind === 'word' && (COLOURS.has(text) || (SIDES.test(lead) && /^\p{L}{2,}$/u.test(text))),
  );
  const areThings = rest.every(({ lower }) => !COLOURS.has(lower));
  const areOne = areThings || rest.every(({ lower }) => COLOURS.has(lower));
  if (rest.length < 3 || !areWords || !areOne || verbsIn(rest)) return undefined;
  const order = (ones: One[]) => (BACKWARDS.test(lead) ? ones.reverse() : ones);
  if (areThings)
    return order(
      rest.map((one): One => (/^\p{Lu}/u.test(one.text) ? [one] : [{ ...one, text: 'the', lower: 'the' }, one])),
    );
  if (!noun) return undefined;
  const head = singular(noun.lower);
  const ones = rest.map((colour): One => [
    { ...colour, text: 'the', lower: 'the' },
    colour,
    { ...noun, text: head, lower: head },
  ]);
  return order(ones);
}

const SIDES =
  /\b(?:left to (?:the )?right|right to (?:the )?left|top to (?:the )?bottom|bottom to (?:the )?top|front to (?:the )?back|first to last)$/;
const verbsIn = (tokens: readonly Token[]) =>
  tokens.some(({ lower }) => verbsOf(lower).some(({ form }) => form === 'third' || form === 'past'));

const COLOURS = wordSet(
  'red blue green yellow white black purple orange pink brown grey gray gold silver big small large tiny old new',
);

/** `Ann is at the front of the queue, Ben is behind her and Cal is behind Ben` */
function chainOf(shape: string, ones: readonly One[]): One[] | undefined {
  const parts = shape.split(/ ?, (?:and (?=@))?| and (?=@|in front|behind|ahead)/).filter((part) => part !== '');
  const before = new Map<number, number>();
  let next = 0;
  let who: number | undefined;
  let last: number | undefined;
  const same = (at: number) => {
    const text = textOf(ones[at] ?? []);
    return ones.findIndex((one) => textOf(one) === text);
  };
  for (const part of parts) {
    const found = PAIR.exec(part)?.groups;
    if (!found) return undefined;
    const isNew = found['who'] !== undefined;
    const previous = who;
    if (isNew) who = same(next++);
    if (who === undefined) return undefined;
    if (found['place'] !== undefined) {
      last = who;
      continue;
    }
    const whom = found['whom'] === '@' ? same(next++) : (last ?? (isNew ? previous : undefined));
    if (whom === undefined || whom === who) return undefined;
    const isBehind = found['side'] === 'behind' || found['side'] === 'after';
    const [a, b] = isBehind ? [whom, who] : [who, whom];
    if (before.has(b)) return undefined;
    before.set(b, a);
    last = who;
  }
  const all = new Set([...before].flat());
  const firsts = [...all].filter((one) => !before.has(one));
  if (firsts.length !== 1 || new Set(before.values()).size < before.size) return undefined;
  const order: number[] = [...firsts];
  for (;;) {
    const behind = [...before].find(([, a]) => a === order.at(-1))?.[0];
    if (behind === undefined || order.length > all.size) break;
    order.push(behind);
  }
  return order.length === all.size ? order.map((one) => ones[one] ?? []) : undefined;
}

/** `a red one` of cars: the red car. */
function named(one: One, before: readonly Segment[]): One {
  const [article, ...rest] = one;
  if (!article || !['a', 'an', 'the'].includes(article.lower)) return one;
  const kind = before
    .flatMap(({ tokens }) => tokens)
    .find(
      ({ lower, kind: of }, k, all) =>
        of === 'word' && singular(lower) !== lower && NUMBERS.has(all[k - 1]?.lower ?? ''),
    );
  const words = rest.map((token) =>
    token.lower === 'one' && kind ? { ...token, text: singular(kind.lower), lower: singular(kind.lower) } : token,
  );
  return [{ ...article, text: 'the', lower: 'the' }, ...words];
}

const NUMBERS = wordSet('two three four five six seven eight nine ten');

function placed(one: One, ordinal: string, tokens: readonly Token[]): Segment {
  const last = one.at(-1);
  const end = tokens.at(-1);
  const word = (text: string): Token => ({
    kind: 'word',
    text,
    lower: text,
    possessive: false,
    startsLine: false,
    startsParagraph: false,
    start: last?.start ?? 0,
    end: last?.end ?? 0,
  });
  return { tokens: [...one, word('is'), word(ordinal), ...(end ? [end] : [])], mark: '.' };
}

/** `lets Ben in front of her`: lets him go there. */
function withGoing(segment: Segment): Segment {
  const { tokens } = segment;
  const at = tokens.findIndex(({ lower }) => ['let', 'lets', 'letting'].includes(lower));
  if (at < 0) return segment;
  let to = at + 1;
  if (['him', 'her', 'them', 'it'].includes(tokens[to]?.lower ?? '')) to++;
  else to += oneAt(tokens, to);
  const next = tokens[to];
  const behind = `${next?.lower ?? ''} ${tokens[to + 1]?.lower ?? ''}`;
  if (
    to === at + 1 ||
    !next ||
    !/^(?:in front|in first|in ahead|ahead|before|past|through|by|in before)\b/.test(behind)
  )
    return segment;
  const skip = next.lower === 'in' && !behind.startsWith('in front') ? 1 : 0;
  const go: Token = { ...next, kind: 'word', text: 'go', lower: 'go' };
  return { ...segment, tokens: [...tokens.slice(0, to), go, ...tokens.slice(to + skip)] };
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .filter(({ kind }) => kind !== 'end')
    .map(({ lower, kind }) => (kind === 'quote' ? '"' : lower))
    .join(' ');
}
