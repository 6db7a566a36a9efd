import { BE, SPEECH, VERBS } from './lexicon';
import { endToken, type Token } from './tokens';

/** What stands between two full stops, with an end token behind it. */
export interface Segment {
  tokens: Token[];
  /** The mark that ends it; undefined at the end of a paragraph, of an item of a list or of the text. */
  mark: string | undefined;
}

export interface Option {
  /** `A` of `(A) green ball` */
  label: string;
  tokens: Token[];
}

const STOPS: ReadonlySet<string> = new Set(['.', '!', '?', ';', '...', '…']);
const BULLETS: ReadonlySet<string> = new Set(['-', '*', '•', '–', '—', '·']);

/** A story as segments, and the options that its question may choose from. List marks (`1.`, `-`) are left out. */
export function sentencesOf(tokens: readonly Token[]): { segments: Segment[]; options: Option[] } {
  const from = optionsStart(tokens);
  const segments: Segment[] = [];
  let current: Token[] = [];
  const finish = (mark: string | undefined, at: number) => {
    if (current.length > 0) segments.push({ tokens: [...current, endToken(at)], mark });
    current = [];
  };
  for (let k = 0; k < from; k++) {
    const token = tokens[k];
    if (!token || token.kind === 'end') break;
    // `2) Swap …` behind a full stop of the same line
    const isNumbered =
      current.length === 0 && segments.length > 0 && token.kind === 'number' && tokens[k + 1]?.text === ')';
    const item = token.startsLine || isNumbered ? listMark(tokens, k) : 0;
    if (token.startsParagraph || item > 0) finish(undefined, current.at(-1)?.end ?? token.start);
    if (item > 0) k += item - 1;
    else if (token.kind === 'mark' && STOPS.has(token.text) && !isInBrackets(current)) finish(token.text, token.end);
    else {
      current.push(token);
      if (endsSpeech(tokens, k)) finish(token.text.at(-1), token.end);
    }
  }
  finish(undefined, current.at(-1)?.end ?? 0);
  return { segments, options: optionsOf(tokens.slice(from)) };
}

/** Behind `(` that is not closed yet. */
function isInBrackets(current: readonly Token[]): boolean {
  const open = current.findLastIndex(({ text }) => text === '(');
  return open >= 0 && current.length - open < MAX_BRACKETS && !current.slice(open).some(({ text }) => text === ')');
}
const MAX_BRACKETS = 20;

const BEGINNING =
  /^(?:at first|initially|at the start|in the beginning|at the beginning|to begin with|to start with|originally)\b/;
const ENDING = / (?:at first|initially|at the start|in the beginning|at the beginning|originally) ?$/;

/** `At first Ann had the pen.`, wherever it stands: how it was before all else. */
export function tellsBeginning({ tokens }: Segment): boolean {
  const words = tokens.map(({ lower }) => lower).join(' ');
  return BEGINNING.test(words) || ENDING.test(words);
}

/** The same, before all others. */
export function beginningFirst(segments: readonly Segment[]): Segment[] {
  const isBeginning = ({ tokens, mark }: Segment) => {
    const words = tokens.map(({ lower }) => lower).join(' ');
    const verbs = tokens.filter(
      ({ lower }, k) => VERBS.has(lower) && !['the', 'a', 'an'].includes(tokens[k - 1]?.lower ?? ''),
    );
    return (
      mark !== '?' &&
      (BEGINNING.test(words) || ENDING.test(words)) &&
      verbs.length > 0 &&
      verbs.every(({ lower }) => BE.has(lower) || ['has', 'have', 'had', 'holds', 'held'].includes(lower))
    );
  };
  return [...segments.filter(isBeginning), ...segments.filter((segment) => !isBeginning(segment))];
}

/** `Which cup has the marble?` at the head of a story is answered by how it ends, where nothing is asked there. */
export function askedLast(segments: readonly Segment[]): Segment[] {
  const first = segments.findIndex(({ mark }) => mark !== '?');
  const isAsked = segments
    .slice(Math.max(0, first))
    .some(({ mark, tokens }) => mark === '?' && tokens.every(({ kind }) => kind !== 'quote'));
  return first < 1 || isAsked ? [...segments] : [...segments.slice(first), ...segments.slice(0, first)];
}

/** A quotation with a full stop in it, behind which another sentence begins: not `"Sure!" Ann says`. */
function endsSpeech(tokens: readonly Token[], k: number): boolean {
  const [quote, next] = [tokens[k], tokens[k + 1]];
  if (quote?.kind !== 'quote' || !/[.!?]$/.test(quote.text) || next?.kind !== 'word') return false;
  return /^\p{Lu}/u.test(next.text) && !tokens.slice(k + 1, k + 4).some(({ lower }) => SPEECH.has(lower));
}

/** How many tokens at `k` are the mark of an item: `1.`, `2)`, `-`. */
function listMark(tokens: readonly Token[], k: number): number {
  const [first, second] = [tokens[k], tokens[k + 1]];
  if (first?.kind === 'mark' && BULLETS.has(first.text)) return 1;
  if (first?.kind !== 'number' || second?.kind !== 'mark' || second.startsLine) return 0;
  return second.text === '.' || second.text === ')' ? 2 : 0;
}

/** `(A)` at `k`, or `A)` and `A.` first on a line. */
function optionLabel(tokens: readonly Token[], k: number): { label: string; length: number } | undefined {
  const [first, second, third] = [tokens[k], tokens[k + 1], tokens[k + 2]];
  if (first?.text === '(' && third?.text === ')' && isLabel(second)) return { label: second.text, length: 3 };
  if (
    first?.startsLine &&
    isLabel(first) &&
    (second?.text === ')' || second?.text === '.') &&
    second.start === first.end
  )
    return { label: first.text, length: 2 };
  return undefined;
}

function isLabel(token: Token | undefined): token is Token {
  return token !== undefined && /^(?:[A-Z]|[0-9]{1,2}|[a-z])$/.test(token.text);
}

/** Where `Options:` stands, or else the first line that begins with `(A)`, `A)` or `A.`. */
function optionsStart(tokens: readonly Token[]): number {
  const heading = tokens.findIndex(
    ({ startsLine, lower }, k) =>
      startsLine && ['options', 'choices', 'answers'].includes(lower) && tokens[k + 1]?.text === ':',
  );
  if (heading >= 0) return heading;
  const first = tokens.findIndex(({ startsLine, text }, k) => {
    const isBehindQuestion = text === '(' && ['?', ':', '.'].includes(tokens[k - 1]?.text ?? '');
    return (startsLine || isBehindQuestion) && optionLabel(tokens, k)?.label === 'A';
  });
  return first >= 0 ? first : tokens.length;
}

function optionsOf(tokens: readonly Token[]): Option[] {
  const options: Option[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const label = optionLabel(tokens, k);
    if (label) {
      options.push({ label: label.label, tokens: [] });
      k += label.length - 1;
    } else {
      const token = tokens[k];
      if (token && token.kind !== 'end') options.at(-1)?.tokens.push(token);
    }
  }
  return options;
}
