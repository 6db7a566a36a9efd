import { EXCHANGE_NOUNS } from '../language/acts';
import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import type { Names } from '../cast/names';
import type { Token } from '../language/tokens';

/**
 * Whether words may tell of something that changes hands or places. A noun (`a gift exchange`, `the swap`) and a habit
 * (`who often trade books`) tell of none.
 */
export function tellsOfChange(tokens: readonly Token[]): boolean {
  let habit = false;
  return tokens.some(({ kind, lower }, k) => {
    if (kind === 'mark' || lower === 'and') habit = false;
    // `who often trade books`, but `who put it on the table`
    const isDone = lower === 'who' && DEFINITE.has(tokens[k + 2]?.lower ?? '');
    if ((lower === 'who' && !isDone) || lexicon.OFTEN.has(lower)) habit = true;
    // `left, middle and right`
    const isSide =
      lower === 'left' &&
      (k === 0 || tokens[k - 1]?.kind === 'mark' || ['the', 'on', 'from', 'to'].includes(tokens[k - 1]?.lower ?? ''));
    return lexicon.CHANGING.has(lower) && !habit && !isSide && !isNoun(tokens, k) && !isOther(tokens, k);
  });
}

/** What is done to one of these is done once. */
const DEFINITE: ReadonlySet<string> = wordSet('it them him her his the that this back one');

/** `a swapping game`, `Abby's hands`, `four places`, `go dim`: words that change nothing where they stand. */
function isOther(tokens: readonly Token[], k: number): boolean {
  const [before, token, next] = [tokens[k - 1], tokens[k], tokens[k + 1]];
  const word = token?.lower ?? '';
  if (word.endsWith('ing'))
    return ['a', 'an', 'the', 'our', 'my'].includes(before?.lower ?? '') && next?.kind === 'word';
  // `It has been a quiet evening`
  if (lexicon.HAVE.has(word) && next?.lower === 'been') return true;
  if (word === 'hands') return before?.possessive === true || lexicon.POSSESSIVES.has(before?.lower ?? '');
  if (lexicon.PLACES.has(lexicon.singular(word)))
    return before !== undefined && lexicon.numberOf(before.lower) !== undefined;
  return lexicon.TRAVEL.has(word) && BECOMES.has(next?.lower ?? '');
}

const ALL_OF_THEM: ReadonlySet<string> = new Set(['everyone', 'everybody', 'nobody']);
const BECOMES: ReadonlySet<string> = wordSet('dim dark quiet silent wild pale red well by fine');

/** `exchange` in `a white elephant gift exchange.`: nothing follows that it could be done to. */
function isNoun(tokens: readonly Token[], k: number): boolean {
  const next = tokens[k + 1];
  const closes = next === undefined || next.kind === 'end' || next.kind === 'mark' || lexicon.isClosed(next.lower);
  if (!closes || !lexicon.EVENT_NOUNS.has(tokens[k]?.lower ?? '')) return false;
  const before = tokens.slice(Math.max(0, k - 4), k).map(({ lower }) => lower);
  const broken = Math.max(before.lastIndexOf('and'), before.lastIndexOf('to'), before.lastIndexOf(','));
  return before.at(-1) === 'the' || before.slice(broken + 1).some((word) => ['a', 'an', 'one', 'this'].includes(word));
}

/** Habits and plans that come before the first event: `As the game goes on, pairs of players trade balls`. */
function isAnnouncement(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ lower }) => lower);
  const has = (...phrase: string[]) => words.some((_, k) => phrase.every((word, j) => words[k + j] === word));
  return (
    words.some((word) => lexicon.OFTEN.has(word)) ||
    has('pairs', 'of') ||
    (words.includes('each') &&
      words.some((word) => lexicon.HAVE.has(word)) &&
      !words.some((word) => lexicon.SWAP.has(word) || lexicon.GIVE.has(word))) ||
    has('start', 'trading') ||
    has('start', 'swapping') ||
    has('begin', 'trading') ||
    has('begin', 'swapping') ||
    has('begin', 'to', 'trade') ||
    has('begin', 'to', 'swap') ||
    has('start', 'to', 'trade') ||
    has('start', 'to', 'swap') ||
    has('from', 'time', 'to', 'time') ||
    has('several', 'times') ||
    has('a', 'series', 'of') ||
    has('several', 'swaps') ||
    has('several', 'trades')
  );
}

/** `"Let's trade!" says Ann`: a quotation, who speaks, and how. */
export function isSpeech(tokens: readonly Token[], names: Names): boolean {
  if (!tokens.some(({ kind }) => kind === 'quote')) return false;
  const rest = tokens.filter(({ kind, text }) => kind !== 'quote' && text !== ',' && text !== ':');
  let speaks = false;
  for (let k = 0; k < rest.length;) {
    const { lower } = rest[k] ?? { lower: '' };
    const name = names.matchAt(rest, k);
    speaks ||= lexicon.SPEECH.has(lower);
    if (
      name === 0 &&
      !lexicon.SPEECH.has(lower) &&
      !lexicon.ADVERBS.has(lower) &&
      !['she', 'he', 'they', 'to'].includes(lower)
    )
      return false;
    k += Math.max(1, name);
  }
  return speaks || rest.length === 0;
}

/**
 * Whether a sentence that is not understood can be passed over: it names nobody, and nothing in it may move. As long as
 * nobody takes part yet (`nobody`) it may speak of people.
 */
export function canPassOver(
  tokens: readonly Token[],
  names: Names,
  isOfStory: (noun: string) => boolean,
  nobody: boolean,
): boolean {
  if (tokens.some((_, k) => names.matchAt(tokens, k) > 0)) return false;
  if (tokens.some(({ lower }) => lexicon.DOUBTS.has(lower))) return false;
  if (tokens.some(({ lower }) => isOfStory(lexicon.singular(lower)))) return false;
  // `… and everyone laughs`
  const isIdling = (k: number) =>
    ALL_OF_THEM.has(tokens[k]?.lower ?? '') && lexicon.IDLE.has(tokens[k + 1]?.lower ?? '');
  if (!nobody && tokens.some(({ lower }, k) => lexicon.SOMEBODY.has(lower) && !isIdling(k))) return false;
  return !tellsOfChange(nobody ? tokens.filter(({ lower }) => !lexicon.SIT.has(lower)) : tokens);
}

/** As above, of a habit or plan, which may speak of `they` and of things in the plural. */
export function isHabit(tokens: readonly Token[], names: Names): boolean {
  return isAnnouncement(tokens) && !tokens.some((_, k) => names.matchAt(tokens, k) > 0);
}

/** `The swap is undone`, `Everything is as before`: after the first step such a sentence is not passed over. */
export function mayUndo(tokens: readonly Token[]): boolean {
  // `The soup boils over` is not `They start over`.
  const isOver = (k: number) =>
    tokens[k]?.lower === 'over' &&
    !/^(?:is|was|are|were|starts?|started|begins?|began|all|it|them)$/.test(tokens[k - 1]?.lower ?? '');
  return tokens.some(
    ({ lower }, k) =>
      (lexicon.UNDOING.has(lower) && !isOver(k)) ||
      lexicon.NEGATIONS.has(lower) ||
      (lexicon.EVENT_NOUNS.has(lexicon.singular(lower)) && lexicon.SWAP.has(lower)),
  );
}

/**
 * What somebody feels, or wants and does not do: `Lisa wants to sleep`, `Everyone is happy with that`, `Curt does not want to
 * swap`. Nothing else may be said beside it that moves anything.
 */
export function isIdle(tokens: readonly Token[], names: Names): boolean {
  const isAll = ['all', 'both'].includes(tokens[1]?.lower ?? '') ? 2 : 1;
  const subject = names.matchAt(tokens, 0) || (IDLE_SUBJECTS.has(tokens[0]?.lower ?? '') ? isAll : nounSubject(tokens));
  if (subject === 0 || tokens.some(({ lower }) => lexicon.DOUBTS.has(lower) && lower !== 'true')) return false;
  const rest = tokens.slice(subject).filter(({ lower }) => !lexicon.ADVERBS.has(lower));
  const words = rest.map(({ lower }) => lower);
  const isUnwilling =
    /^(?:does|do|did) not (?:want|wish|like|care|mind)\b/.test(words.join(' ')) ||
    /^(?:doesn't|don't|didn't|refuses|refused) (?:want|wish|like|care|mind|to)\b/.test(words.join(' '));
  // `refuses to swap, but then …` would say more.
  if (isUnwilling)
    return !tokens.some(({ lower, text }) => text === ',' || lower === 'but' || lower === 'and' || lower === 'until');
  if (/^(?:goes|go|went) to sleep$|^(?:falls|fall|fell) asleep$/.test(words.join(' '))) return true;
  const isFeeling =
    lexicon.IDLE.has(words[0] ?? '') ||
    (lexicon.BE.has(words[0] ?? '') &&
      lexicon.FEELINGS.has(
        words.find((word) => !['very', 'so', 'quite', 'too'].includes(word) && !lexicon.BE.has(word)) ?? '',
      )) ||
    (/^wants?$|^wanted$|^needs?$/.test(words[0] ?? '') && words[1] === 'to');
  return isFeeling && !tellsOfChange(rest) && !rest.some(({ lower }) => lexicon.NEGATIONS.has(lower));
}

/** `the magician` before `waves his wand` */
function nounSubject(tokens: readonly Token[]): number {
  if (!['the', 'a', 'an'].includes(tokens[0]?.lower ?? '')) return 0;
  const verb = tokens.slice(0, 5).findIndex(({ lower }, k) => k > 1 && lexicon.IDLE.has(lower));
  return Math.max(0, verb);
}

/** `Al and Bo want to swap`: what is not done by that. */
export function isWish(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ lower }) => lower).join(' ');
  return /\b(?:nearly|almost) [a-z]+(?!.* (?:but|and|so|then) )|\b(?:wants?|wanted|hopes?|hoped|plans?|planned|tries|try|tried|offers?|offered|would like) to\b(?!.* (?:but|and|so|then) )/.test(
    words,
  );
}

/** `Cy says no`, `she changes her mind`, `nothing happens`. */
export function isRefusal(tokens: readonly Token[], names: Names): boolean {
  const subject = names.matchAt(tokens, 0) || (IDLE_SUBJECTS.has(tokens[0]?.lower ?? '') ? 1 : 0);
  const words = tokens.map(({ lower }) => lower);
  const rest = words.slice(subject).join(' ');
  return (
    (subject > 0 || words.length === rest.split(' ').length) &&
    /^(?:(?:says?|said) no|(?:refuses?|refused|declines?|declined)(?: to [a-z]+)?|(?:changes?|changed) (?:his|her|their) minds?|(?:decides?|decided) not to(?: [a-z]+)?|(?:does|do|did) not|doesn't|don't|didn't)$/.test(
      rest,
    )
  );
}

const IDLE_SUBJECTS: ReadonlySet<string> = new Set(['everyone', 'everybody', 'they', 'she', 'he', 'both', 'all']);

/** `Train A is on track 1`: where something is, or what somebody has. */
export function tellsWhere(tokens: readonly Token[]): boolean {
  return tokens.some(({ lower }) => lexicon.BE.has(lower) || lexicon.HAVE.has(lower) || lexicon.CONTAIN.has(lower));
}

/** What begins as a question does; `Ann swaps with Ben, right?` tells what happens. */
export function isQuestion(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return (
    tokens.slice(0, 4).some(({ lower }) => /^(?:who|whom|whose|what|which|where|how)(?:['’]s)?$/.test(lower)) ||
    ['is', 'are', 'was', 'were', 'does', 'do', 'did', 'has', 'have', 'can'].includes(first?.lower ?? '')
  );
}

/** `Nobody ever finishes it`, `The waiter mixes nothing up`, `A cat walks in`. */
export function isNothing(tokens: readonly Token[], names: Names): boolean {
  const words = tokens.map(({ lower }) => lower);
  // `Nobody noticed except the butler`
  if (words[0] === 'nobody' && lexicon.IDLE.has(words[1] ?? '') && !tellsOfChange(tokens)) return true;
  if (words.some((word) => ['but', 'except', 'else', 'until', 'other', ','].includes(word))) return false;
  const at = words.findIndex((word) => ['nobody', 'nothing'].includes(word));
  if (at === 0) return !tellsOfChange(tokens.slice(1));
  if (tokens.some((_, k) => names.matchAt(tokens, k) > 0)) return false;
  if (at === words.length - 1 || (at === words.length - 2 && ['up', 'down', 'away'].includes(words.at(-1) ?? '')))
    return at > 0 && !tellsOfChange(tokens.slice(0, at - 1));
  return /^an? [a-z]+ (?:walk|come|go|run|rush|wander|stroll|pass|fly|flie|drive)(?:s|es)?(?: (?:in|out|by|past|home|around|over))?$/.test(
    words.join(' '),
  );
}

/** `"You can have my drum if I can have that pot," says Fox`: what may be a step once somebody agrees. */
const OFFERED = new RegExp(String.raw`\b(?:${[...EXCHANGE_NOUNS].join('|')}|give|take|have|lend|borrow|change)\b`, 'i');
const AGREED = wordSet(
  'agree agrees agreed accept accepts accepted nod nods nodded oblige obliges obliged consent consents consented',
);

/** A quotation that offers something which somebody agrees to, in the same sentence or the next: its words are not read. */
export function agreedOffer(segments: readonly { tokens: readonly Token[] }[]): Token | undefined {
  const all = segments.flatMap(({ tokens }, sentence) => tokens.map((token) => ({ token, sentence })));
  // `Nick agreed, and they traded`
  const isToldNext = (at: number) =>
    all.slice(at + 1).some(({ token, sentence }) => sentence === all[at]?.sentence && lexicon.SWAP.has(token.lower));
  return all.find(
    ({ token, sentence }, k) =>
      token.kind === 'quote' &&
      OFFERED.test(token.text) &&
      all.some(
        (next, at) => at > k && next.sentence <= sentence + 1 && AGREED.has(next.token.lower) && !isToldNext(at),
      ),
  )?.token;
}
