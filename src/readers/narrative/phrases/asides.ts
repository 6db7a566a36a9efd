import { EXCHANGE_NOUNS } from '../language/acts';
import { finiteForms } from '../language/inflect';
import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import { plain } from './plain';
import { endToken, type Token } from '../language/tokens';

/**
 * A sentence as several: what a clause says by the way of somebody (`Kim, who had the gold coin, swapped with Lou`, `Pim,
 * holding the flag, …`) comes first, and of what is said in quotation marks only what the one who speaks does (`"Catch!"
 * she says and throws the ball to Hans`) is left.
 *
 * @param tokens with an end token
 */
export function withoutAsides(all: readonly Token[]): (readonly Token[])[] {
  const tokens = told(inDetail(plain(all))).flatMap(finite);
  const asides: Token[][] = [];
  const left: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const aside = asideAt(tokens, at, left);
    if (!aside) {
      const token = tokens[at++];
      if (token) left.push(token);
      continue;
    }
    asides.push(aside.tokens);
    at = aside.next;
  }
  return [...asides, deedOfSpeaker(left) ?? left];
}

/** `The teacher asks Vince and Yara to switch desks`: what they then do. */
function told(tokens: readonly Token[]): readonly Token[] {
  const so = tokens.findIndex(({ lower }, k) => lower === 'so' && tokens[k - 1]?.text === ',');
  if (so > 0) return [...tokens.slice(0, so + 1), ...told(tokens.slice(so + 1))];
  const asks = tokens.slice(0, 6).findIndex(({ lower }, k) => k > 0 && (ASKS.has(lower) || MAKES.has(lower)));
  const subject = tokens
    .slice(0, Math.max(0, asks))
    .filter(({ lower }) => !lexicon.ADVERBS.has(lower) && lower !== 'then');
  const isOutside =
    ['the', 'their', 'his', 'her', 'my', 'our'].includes(subject[0]?.lower ?? '') ||
    (subject.length === 1 && (PERSONAL.has(subject[0]?.lower ?? '') || ['i', 'we'].includes(subject[0]?.lower ?? '')));
  const isMade = MAKES.has(tokens[asks]?.lower ?? '');
  // `makes them swap`, `asks Vince and Yara to switch desks`
  const to = tokens.findIndex(({ lower }, k) =>
    isMade
      ? k > asks && BASE.has(tokens[k + 1]?.lower ?? '')
      : k > asks &&
        lower === 'to' &&
        (lexicon.SWAP.has(tokens[k + 1]?.lower ?? '') || tokens[k + 1]?.lower === 'change'),
  );
  const who = tokens.slice(asks + 1, Math.max(0, isMade ? to + 1 : to));
  if (
    asks < 0 ||
    !isOutside ||
    !(who.some(isNamePart) || (isMade && who.length === 1 && who[0]?.lower === 'them')) ||
    who.some(({ kind }) => kind === 'quote')
  )
    return tokens;
  return [...who, ...tokens.slice(to + 1)];
}

/** `, giving her the candle` as `, and gives her the candle`. */
function finite(token: Token, k: number, tokens: readonly Token[]): Token[] {
  const verb = FINITE[token.lower];
  if (verb === undefined || tokens[k - 1]?.text !== ',') return [token];
  return [
    { ...token, text: 'and', lower: 'and' },
    { ...token, text: verb, lower: verb },
  ];
}

const MAKES: ReadonlySet<string> = new Set(['make', 'makes', 'made', 'has', 'had', 'lets', 'let']);
const BASE: ReadonlySet<string> = new Set([...EXCHANGE_NOUNS, 'change']);
const ASKS: ReadonlySet<string> = wordSet('ask asks asked tell tells told orders ordered instructs instructed');
const FINITE: Readonly<Record<string, string>> = {
  giving: 'gives',
  handing: 'hands',
  taking: 'takes',
  putting: 'puts',
  placing: 'places',
  passing: 'passes',
  moving: 'moves',
  dropping: 'drops',
  receiving: 'receives',
};

/** Of `They pass their hats on: Kay to Lee, Lee to Kay` and `They rotate so that …` what is said in detail. */
function inDetail(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ text, lower }, k) => text === ':' || (lower === 'so' && tokens[k + 1]?.lower === 'that'),
  );
  const before = tokens.slice(0, Math.max(0, at));
  const isSum = before.some(({ lower }) => ROUND.has(lower)) && before.length < 12;
  const saysWho = before.slice(1).some(isNamePart) || before.some(({ kind }) => kind === 'number' || kind === 'quote');
  return isSum && !saysWho ? tokens.slice(at + (tokens[at]?.text === ':' ? 1 : 2)) : tokens;
}

/** `, who had the gold coin,` behind a name. */
function asideAt(
  tokens: readonly Token[],
  at: number,
  before: readonly Token[],
): { tokens: Token[]; next: number } | undefined {
  const [comma, first, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (comma?.text !== ',' || !first || !second) return undefined;
  const verb = ['now', 'then', 'still'].includes(second.lower) ? (tokens[at + 3] ?? second) : second;
  const isWho = first.lower === 'who' && (lexicon.BE.has(verb.lower) || HOLDS.has(verb.lower));
  if (!isWho && !HOLDING.has(first.lower)) return undefined;
  const subject = subjectBefore(before);
  if (subject.length === 0) return undefined;
  let end = at + 2;
  while (tokens[end]?.kind !== 'end' && tokens[end]?.text !== ',') end++;
  const is: Token = { ...first, text: 'is', lower: 'is' };
  const said = isWho ? tokens.slice(at + 2, end) : [is, ...tokens.slice(at + 1, end)];
  return {
    tokens: [...subject, ...said, endToken(tokens[end - 1]?.end ?? 0)],
    next: tokens[end]?.text === ',' ? end + 1 : end,
  };
}

/** The name, or `the` and a noun, that ends here. */
function subjectBefore(tokens: readonly Token[]): Token[] {
  let from = tokens.length;
  while (from > 0 && isNamePart(tokens[from - 1])) from--;
  if (from < tokens.length) return tokens.slice(from);
  const article = tokens.slice(-4).findLastIndex(({ lower }) => lower === 'the');
  const start = Math.max(0, tokens.length - 4) + article;
  const words = tokens.slice(start);
  return article >= 0 && words.length > 1 && words.every(({ kind, possessive }) => kind === 'word' && !possessive)
    ? words
    : [];
}

function isNamePart(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    !token.possessive &&
    /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(token.text) &&
    !lexicon.isClosed(token.lower)
  );
}

/** Of `"Here you go," says Hans and gives the ball to Ilse` the deed: `Hans gives the ball to Ilse`. */
function deedOfSpeaker(tokens: readonly Token[]): Token[] | undefined {
  if (!tokens.some(({ kind }) => kind === 'quote')) return undefined;
  const rest = tokens.filter(({ kind, text }, k) => {
    const besideQuote = tokens[k - 1]?.kind === 'quote' || tokens[k + 1]?.kind === 'quote';
    return kind !== 'quote' && !(besideQuote && (text === ',' || text === ':'));
  });
  const verb = rest.findIndex(({ lower }) => lexicon.SPEECH.has(lower));
  if (verb < 0) return undefined;
  const request = requested(tokens, rest.slice(0, verb));
  if (request) return request;
  const and = rest.findIndex(({ lower }, k) => k > verb && lower === 'and');
  const deed = rest[and + 1];
  if (and < 0 || deed?.kind !== 'word' || /^\p{Lu}/u.test(deed.text) || !lexicon.VERBS.has(deed.lower))
    return undefined;
  const behind = rest.slice(verb + 1, and).filter(({ text }) => text !== ',');
  const speaker = verb > 0 ? rest.slice(0, verb) : behind;
  // `says to Sid` has somebody else between.
  if (speaker.length === 0 || speaker.length > 4 || (verb > 0 && behind.length > 0)) return undefined;
  return [...speaker, ...rest.slice(and + 1)];
}

/** `Nan says, "Swap with me, Oz," and he does.` */
function requested(tokens: readonly Token[], speaker: readonly Token[]): Token[] | undefined {
  const quote = tokens.find(({ kind }) => kind === 'quote');
  const last = tokens.filter(({ kind }) => kind !== 'end').slice(-3);
  const isDone = last[0]?.lower === 'and' && PERSONAL.has(last[1]?.lower ?? '') && DO.has(last[2]?.lower ?? '');
  const asked =
    /^(?:please,? )?([a-z]+)(?: [a-z]+)? with me,? (?:please,? )?([\p{Lu}\p{Lo}][\p{L}\p{M}'’-]*)[.,!?]*$/iu.exec(
      quote?.text ?? '',
    );
  const [, verb, name] = asked ?? [];
  if (!quote || !isDone || !EXCHANGE_NOUNS.has(verb?.toLowerCase() ?? '') || name === undefined || speaker.length === 0)
    return undefined;
  const word = (text: string): Token => ({
    ...quote,
    kind: 'word',
    text,
    lower: text.toLowerCase(),
    possessive: false,
  });
  return [...speaker, word('swaps'), word('with'), word(name), endToken(quote.end)];
}

const PERSONAL: ReadonlySet<string> = new Set(['he', 'she', 'they']);
const DO: ReadonlySet<string> = new Set(['does', 'do', 'did']);
const ROUND: ReadonlySet<string> = new Set([
  ...lexicon.ROTATE,
  ...lexicon.MOVE,
  ...lexicon.SWAP,
  ...finiteForms('pass rearrange'),
]);
const HOLDS: ReadonlySet<string> = wordSet('has had have holds held wears wore carries carried owns owned');
const HOLDING: ReadonlySet<string> = new Set(['holding', 'carrying', 'wearing']);
