import { NotationError } from '../../../algebra/notation';
import type { Span } from '../phrases/said';
import { sentencesOf, type Segment } from './sentences';
import { tokenize, type Token } from './tokens';
import { has, verbsOf } from './verbs';
import { wordSet } from './word-set';

/** What is told of a story in quotation marks, and what is to be said of that. */
export interface Heard {
  segments: Segment[];
  remarks: (Span & { text: string })[];
}

interface Report {
  tokens: Token[];
  /** False where it only names something of the speaker. */
  isReport: boolean;
}

/** After these what is said need not be so. */
const UNSURE: ReadonlySet<string> = wordSet(
  'lie claim pretend joke boast fib imagine dream think wonder guess suppose hope believe swear insist brag tease',
);
/** What is said in a sentence with one of these is wished or thought of. */
const UNREAL: ReadonlySet<string> = wordSet(
  'wish wished if unless suppose imagine would could should might perhaps maybe dream dreamt dreamed',
);
/** With one of these it was done at another time. */
const ELSEWHEN: ReadonlySet<string> = wordSet(
  'yesterday ago once when before last earlier always often sometimes usually never every twice',
);
/** Where one of these stands beside the quotation, it is not certain that it was said. */
const UNTOLD: ReadonlySet<string> = wordSet(
  "not never nobody none if whether almost nearly wanted wants would could should may might didn't doesn't",
);
const FIRST: Readonly<Record<string, string>> = { i: '', me: '', my: "'s", mine: "'s", myself: '' };

/**
 * Sentences in which somebody says what they did (`"I put it on the table," said Arlo`) as sentences that tell it, each before the
 * one in which it is said.
 *
 * @throws NotationError where somebody says what another did, or where it is not certain who speaks or whether it is so
 */
export function heard(segments: readonly Segment[], text: string): Heard {
  const remarks: Heard['remarks'] = [];
  segments.forEach((segment, k) => {
    checkObeyed(segment, segments.slice(k, k + 3), text);
  });
  const all = segments.flatMap((segment): Segment[] => {
    const quotes = segment.tokens.filter(({ kind }) => kind === 'quote');
    const told = quotes.flatMap((quote) => reportsIn(quote, segment.tokens, text));
    if (told.length === 0) return [segment];
    if (told.some(({ isReport }) => isReport))
      remarks.push({ ...spanOf(segment.tokens), text: 'what somebody says they did is taken as done' });
    const silent = segment.tokens.map((token) =>
      token.kind === 'quote' ? { ...token, text: '…', lower: '…' } : token,
    );
    return [...told.map(({ tokens }): Segment => ({ tokens, mark: '.' })), { ...segment, tokens: silent }];
  });
  return { segments: remarks.length > 0 ? all : [...segments], remarks };
}

/** `"Ann, give Ben the ball," she said, and they obeyed`. @throws NotationError for what was asked for and may be done */
function checkObeyed({ tokens }: Segment, behind: readonly Segment[], text: string): void {
  const commands = tokens.some((quote) => quote.kind === 'quote' && commandsIn(quote, text));
  const said = behind.flatMap((segment) => segment.tokens).filter(({ kind }) => kind === 'word');
  const obeys = said.find(
    ({ lower }, k) =>
      verbsOf(lower).some(({ lemma }) => ['obey', 'comply'].includes(lemma)) ||
      (['did', 'do', 'does'].includes(lower) && ['as', 'so', 'what', 'that', 'it'].includes(said[k + 1]?.lower ?? '')),
  );
  if (commands && obeys)
    throw new NotationError(
      obeys.start,
      obeys.end,
      'whether what was asked for here is done is not said: write what they do',
    );
}

/** Whether words in quotation marks ask for something to be moved: `give Ben the ball`. */
function commandsIn(quote: Token, text: string): boolean {
  const tokens = tokenize(text, quote.start + 1, quote.end - 1);
  return tokens.some(
    ({ lower, kind }, k) =>
      kind === 'word' &&
      (k === 0 ||
        tokens[k - 1]?.kind === 'mark' ||
        ['please', 'and', 'then', 'now'].includes(tokens[k - 1]?.lower ?? '')) &&
      verbsOf(lower).some(
        ({ lemma, form }) =>
          form === 'base' &&
          (['carry', 'take', 'exchange'] as const).some((sense) => has(lemma, sense)) &&
          !QUIET.has(lemma),
      ),
  );
}

/** What one quotation tells: what the speaker did, and the speaker's things that it names. */
function reportsIn(quote: Token, frame: readonly Token[], text: string): Report[] {
  const { segments } = sentencesOf(tokenize(text, quote.start + 1, quote.end - 1));
  return segments.flatMap(({ tokens, mark }): Report[] => {
    const isUnreal = mark === '?' || tokens.some(({ lower }) => UNREAL.has(lower));
    const at = isUnreal ? -1 : tokens.findIndex((_, k) => movesAt(tokens, k));
    if (at < 0) {
      const mine = mark === '?' ? tokens.findIndex(({ lower }) => lower === 'my' || lower === 'the') : -1;
      const who = mine < 0 ? undefined : speakerOf(frame);
      return who
        ? [{ tokens: withSpeaker([...tokens.slice(mine, mine + 2), ...tokens.slice(-1)], who), isReport: false }]
        : [];
    }
    const isOwn = tokens[at]?.lower === 'i';
    const who = isOwn ? speakerOf(frame) : undefined;
    const isUnsure = frame.some(
      ({ lower, kind }) => kind === 'word' && verbsOf(lower).some(({ lemma }) => UNSURE.has(lemma)),
    );
    const isOther =
      tokens.some(({ lower }, k) => ELSEWHEN.has(lower) || isPerfect(tokens, k)) ||
      frame.some(({ lower, kind }) => kind === 'word' && UNTOLD.has(lower));
    if (!who || isUnsure || isOther)
      throw new NotationError(
        quote.start,
        quote.end,
        'whether what is said here was done is not certain: tell it outside the quotation marks',
      );
    return [{ tokens: withSpeaker(tokens, who), isReport: true }];
  });
}

/** `had given` */
function isPerfect(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.lower === 'had' && verbsOf(tokens[at + 1]?.lower ?? '').some(({ form }) => form === 'participle');
}

/** Whether at `at` stands somebody of whom the words behind it say that they moved something: `I just put it on the table`. */
function movesAt(tokens: readonly Token[], at: number): boolean {
  const who = tokens[at];
  const isWho = who?.kind === 'word' && !who.possessive && (SUBJECTS.has(who.lower) || /^\p{Lu}\p{Ll}/u.test(who.text));
  if (!isWho || ['if', 'unless', 'had'].includes(tokens[at - 1]?.lower ?? '')) return false;
  let verb = at + 1;
  while (['just', 'already', 'then', 'also', 'have', 'had', 've', 'simply', 'only'].includes(tokens[verb]?.lower ?? ''))
    verb++;
  const word = tokens[verb]?.lower ?? '';
  return verbsOf(word).some(
    ({ lemma, form }) =>
      (form === 'past' || (form === 'participle' && verb > at + 1)) &&
      (['carry', 'take', 'exchange'] as const).some((sense) => has(lemma, sense)) &&
      !QUIET.has(lemma),
  );
}

const SUBJECTS: ReadonlySet<string> = wordSet('i we he she they you');
/** These may move something, and mostly do not where somebody speaks. */
const QUIET: ReadonlySet<string> = wordSet(
  'win find lose set lead order head walk press hit pass roll shut get turn choose rest stand sit lie catch',
);

/** Whoever speaks: `said Arlo`, `Arlo said`, `she said`; undefined where that is not certain. */
function speakerOf(frame: readonly Token[]): Token[] | undefined {
  const said = frame.filter(({ kind }) => kind !== 'end');
  const verb = said.findIndex(
    ({ kind, lower }) =>
      kind === 'word' && verbsOf(lower).some(({ lemma, form }) => has(lemma, 'say') && form !== 'base'),
  );
  if (verb < 0) return undefined;
  const behind = namesFrom(said, verb + 1);
  if (behind.length > 0) return behind;
  const quote = said.slice(0, verb).findLastIndex(({ kind }) => kind === 'quote');
  const before = namesFrom(said, quote + 1);
  const [only] = said.slice(quote + 1);
  return before.length > 0 ? before : only && /^(?:she|he)$/.test(only.lower) ? [only] : undefined;
}

/** `Mr Lee`, `the boy` */
function namesFrom(tokens: readonly Token[], from: number): Token[] {
  const [first, second] = [tokens[from], tokens[from + 1]];
  if (first && /^(?:the|her|his)$/.test(first.lower) && second?.kind === 'word') return [first, second];
  let to = from;
  while (tokens[to]?.kind === 'word' && /^\p{Lu}/u.test(tokens[to]?.text ?? '') && tokens[to]?.lower !== 'i') to++;
  return tokens.slice(from, to);
}

/** `I` and `my` as the name of whoever speaks. */
function withSpeaker(tokens: readonly Token[], who: readonly Token[]): Token[] {
  const pronoun = who.length === 1 && /^(?:she|he)$/.test(who[0]?.lower ?? '') ? who[0]?.lower : undefined;
  return tokens.flatMap((token): Token[] => {
    if (token.kind !== 'word' || !Object.hasOwn(FIRST, token.lower)) return [token];
    const { start, end } = token;
    const isOwner = FIRST[token.lower] === "'s";
    if (pronoun !== undefined) {
      const word = isOwner
        ? pronoun === 'she'
          ? 'her'
          : 'his'
        : token.lower === 'i'
          ? pronoun
          : pronoun === 'she'
            ? 'her'
            : 'him';
      return [{ ...token, text: word, lower: word }];
    }
    return who.map((each, k) => ({
      ...each,
      start,
      end,
      possessive: isOwner && k === who.length - 1,
      startsLine: false,
      startsParagraph: false,
    }));
  });
}

function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-2)?.end ?? tokens.at(-1)?.end ?? 0 };
}
