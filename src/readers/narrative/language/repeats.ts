import { EXCHANGE_NOUNS } from './acts';
import { NotationError } from '../../../algebra/notation';
import { numberOf, singular } from './lexicon';
import type { Segment } from './sentences';
import type { Token } from './tokens';
import { has, verbsOf, type Sense } from './verbs';
import { wordSet } from './word-set';

/** More often nothing is repeated that a story tells by a number. */
const MOST = 50;

/** `Every time the whistle blows, Ann and Ben swap`: by which words what follows is told to come about, and what that is. */
interface Rule {
  at: number;
  /** Nouns and verbs, by their lemmas; `isBare` where only a noun is given: `at every whistle`. */
  key: ReadonlySet<string>;
  isBare: boolean;
  /** `every time`, and not `when`, which may tell of one time: then only a number says how often it is. */
  isSure: boolean;
  event: Segment;
}

/**
 * The sentences of a story with what is told to repeat told as often as it happens: rules (`Every time the bell rings, Ann and Ben
 * swap. The bell rings twice.`), `They do this once more`, `Ann flips the switch three times`. Where that is not certain the
 * sentences stay as they are, and the readers refuse them.
 */
export function repeated(said: readonly Segment[]): Segment[] {
  return withRule(said.flatMap(counted)).reduce<Segment[]>((told, segment) => {
    const times = doneAgain(segment);
    const before = times === undefined ? undefined : lastEvent(told);
    for (let time = 0; time < (before ? (times ?? 0) : 0); time++) told.push(before as Segment);
    if (!before) told.push(segment);
    return told;
  }, []);
}

/** `Ann flips the switch three times`, `…, and at the bridge once more`: a sentence as often as it is done. */
function counted(segment: Segment): Segment[] {
  const { tokens, mark } = segment;
  if (mark === '?' || tokens.some(({ kind }) => kind === 'quote')) return [segment];
  const words = tokens.map(({ lower }) => lower);
  const events = eventsIn(tokens);
  // `…, and at the bridge once more`
  const tail = words.findLastIndex((word, k) => word === 'and' && k > 1);
  const last = words.slice(tail + 1, -1).join(' ');
  if (tail > 0 && events === 1 && eventsIn(tokens.slice(0, tail)) === 1 && AGAIN_TAIL.test(last)) {
    const one = { ...segment, tokens: [...withoutComma(tokens.slice(0, tail)), tokens.at(-1) as Token] };
    return [one, one];
  }
  const at = words.findIndex((word, k) => word === 'times' && countAt(tokens, k - 1) !== undefined);
  const count = at < 0 ? undefined : countAt(tokens, at - 1);
  const isPlain =
    events === 1 &&
    !words.some((word) => [',', ';', ':', 'then', 'more', 'every', 'each', 'for', 'after'].includes(word));
  if (count === undefined || !isPlain || count < 1 || count > MOST) return [segment];
  const rest = [...tokens.slice(0, at - 1), ...tokens.slice(at + 1)];
  const one = { ...segment, tokens: withoutWords(rest, ['in', 'a', 'row'], ['in', 'all'], ['in', 'total']) };
  return Array.from({ length: count }, () => one);
}

const AGAIN_TAIL =
  /^(?:(?:then|later|finally|in|at|on|after|before|during|by) (?:\S+ ){0,4})?(?:again|once more|once again|one (?:last|more) time|a (?:second|third|last) time)$/;

function countAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token && token.kind !== 'mark' ? numberOf(token.lower) : undefined;
}

/** Whether a sentence may say that something told before it is done again, or more than once: it is not passed over. */
export function tellsOfMore(tokens: readonly Token[]): boolean {
  const text = tokens.map(({ lower, kind }) => (kind === 'quote' ? '"' : lower)).join(' ');
  if (/(?:^|, |\band )(?:then |later |(?:at|in|on|after) (?:\S+ ){1,4})?(?:once more|once again|again)$/.test(text))
    return true;
  return /\b(?:do|does|did|repeat|repeats|repeated|happens|happened|done) (?:\S+ ){0,4}?(?:again|once more|once again|twice|times|another time|over)(?= |$)|\brepeat(?:s|ed)? (?:this|that|it|the|all)\b|\b(?:is|was|were|are) repeated\b/.test(
    text,
  );
}

/** How often what was told last is done again; undefined where the sentence tells of something else. */
function doneAgain({ tokens, mark }: Segment): number | undefined {
  if (mark === '?') return undefined;
  const text = tokens
    .filter(({ kind }) => kind !== 'end')
    .map(({ lower }) => lower)
    .join(' ')
    .replace(/ , /g, ' ');
  const again = AGAIN.exec(text)?.groups;
  if (!again) return undefined;
  const { how = '' } = again;
  const number = /^(?:for )?(?:another )?(\S+) (?:more |further )?times?(?: more)?$/.exec(how.trim())?.[1];
  const count = number === undefined ? undefined : /^(?:a|one|another)$/.test(number) ? 1 : numberOf(number);
  // `They did this three times`: in all, with the one that was told
  const isInAll =
    IN_ALL.test(text) &&
    !/\b(?:more|further|another|again|over|repeat\w*|then|next|later|afterwards|second|third|last)\b/.test(text);
  const told = isInAll ? 1 : 0;
  if (count !== undefined) return count <= MOST ? count - (count > 1 ? told : 0) : undefined;
  if (/\btwice(?: more)?\b/.test(how)) return 2 - told;
  return 1;
}

const IN_ALL = /(?:twice|times)$/;

const AGAIN = new RegExp(
  String.raw`^(?:(?:then|and|after that|afterwards|later|next|so|but|now|finally|a (?:little|minute|moment|while) later|after a (?:while|pause)|(?:at|in|on|after) (?:\S+ ){1,3}?) )*` +
    String.raw`(?:(?:they|all|both|everyone|everybody|we|she|he|the (?:two|three|four|five|six|friends|children|kids|girls|boys|players)|the (?:two|three|four|five) of them)(?: all| both| then| now)? ` +
    String.raw`(?:do|does|did|repeat|repeats|repeated) (?:all )?(?:this|that|it|so|the same|the same thing|exactly the same)` +
    String.raw`|(?:this|that|it|the same|the same thing|exactly the same|the (?:exchange|swap|trade|move|round)) (?:happens|happened|is (?:done|repeated)|was (?:done|repeated)))` +
    String.raw`(?<how>(?: (?:again|once more|once again|twice|twice more|a (?:second|third) time|(?:for )?(?:another )?\S+ (?:more |further )?times?|another time|over again|one more time|one last time|two times more))+)$`,
);

/** The one sentence of those told last that moves something; undefined where it may be more than one. */
function lastEvent(told: readonly Segment[]): Segment | undefined {
  const at = told.findLastIndex(({ tokens, mark }) => mark !== '?' && eventsIn(tokens) > 0);
  const event = told[at];
  if (!event || told.length - at > 2) return undefined;
  const before = told.slice(Math.max(0, at - 1), at).some((segment) => segment !== event && isStep(segment));
  return before ? undefined : event;
}

/** A sentence that moves something and does not only say what somebody has. */
function isStep({ tokens, mark }: Segment): boolean {
  if (mark === '?' || eventsIn(tokens) === 0) return false;
  return tokens.some(
    ({ lower, kind }) =>
      (kind === 'word' &&
        verbsOf(lower).some(({ lemma, form }) => form !== 'base' && !has(lemma, 'have') && moves(lemma))) ||
      EXCHANGE_NOUNS.has(lower),
  );
}

const moves = (lemma: string) =>
  (['exchange', 'carry', 'take', 'go', 'turn'] as const satisfies readonly Sense[]).some((sense) => has(lemma, sense));

/** How many words of a sentence may be verbs of moving, behind somebody or something. */
function eventsIn(tokens: readonly Token[]): number {
  return tokens.filter(({ lower, kind }, k) => {
    const before = tokens[k - 1];
    const isNoun = before !== undefined && (before.possessive || OF_NOUNS.has(before.lower));
    return (
      kind === 'word' &&
      !isNoun &&
      verbsOf(lower).some(({ lemma, form }) => form !== 'ing' && moves(lemma)) &&
      !NOUNS.has(lower)
    );
  }).length;
}

const OF_NOUNS = wordSet('the a an his her their its my our your this that each every some any of in on at to');
/** More often nouns. */
const NOUNS = wordSet('places place seats seat set ring rings lead head left end rest stop deal back open row');

/** Rules told at every time that their condition is said to come about. */
function withRule(segments: readonly Segment[]): Segment[] {
  const rules = segments.flatMap((segment, at): Rule[] => {
    const rule = ruleOf(segment, at);
    return rule ? [rule] : [];
  });
  const [rule, more] = rules;
  if (!rule || more) return [...segments];
  const told: Segment[] = [];
  let times = 0;
  for (const [k, segment] of segments.entries()) {
    if (k === rule.at) continue;
    const spoken = k > rule.at && segment.mark !== '?' && speaksOf(segment.tokens, rule);
    if (!spoken) {
      told.push(segment);
      continue;
    }
    const count = happensIn(segment, rule);
    // `The bell rings, and Cal laughs`; `The bell rings again`, where it may have been told of one time
    if (count === undefined && (rule.isSure || comesAgain(segment, rule)))
      throw new NotationError(
        segment.tokens[0]?.start ?? 0,
        segment.tokens.at(-2)?.end ?? 0,
        'whether what was told is done again here is not certain: write it',
      );
    if (count === undefined) return [...segments];
    times += count;
    for (let time = 0; time < count; time++) told.push(rule.event);
  }
  return times === 0 || times > MOST ? [...segments] : told;
}

/** `Every time the whistle blows, …`, `…, whenever the bell rings`, `At each whistle …`, `On a signal, …` */
function ruleOf({ tokens, mark }: Segment, at: number): Rule | undefined {
  if (mark === '?' || tokens.some(({ kind }) => kind === 'quote')) return undefined;
  const words = tokens.map(({ lower }) => lower);
  const text = words.slice(0, 4).join(' ');
  const head = /^(?:(?:every|each|any) time|whenever|when|(?:at|on|with) (?:every|each|the|a)|every|each)\b/.exec(
    text,
  )?.[0];
  const comma = words.indexOf(',');
  const found =
    head !== undefined && comma > 0
      ? { when: tokens.slice(head.split(' ').length, comma), what: tokens.slice(comma + 1), head }
      : behind(tokens, words);
  if (!found) return undefined;
  const isBare = !/time$|when/.test(found.head);
  const key = keyOf(found.when, isBare);
  if (key === undefined || eventsIn(found.what) === 0) return undefined;
  const isSure = /time$|whenever|every|each/.test(found.head);
  return { at, key, isBare, isSure, event: { tokens: [...found.what], mark } };
}

/** `Ann and Ben swap every time the bell rings` */
function behind(
  tokens: readonly Token[],
  words: readonly string[],
): { when: Token[]; what: Token[]; head: string } | undefined {
  const at = words.findIndex(
    (word, k) => k > 2 && (word === 'whenever' || (['every', 'each'].includes(word) && words[k + 1] === 'time')),
  );
  if (at < 0) return undefined;
  const length = words[at] === 'whenever' ? 1 : 2;
  const end = tokens.at(-1);
  return (
    end && {
      when: tokens.slice(at + length, -1),
      what: [...withoutComma(tokens.slice(0, at)), end],
      head: 'every time',
    }
  );
}

/** The noun of a condition and its verb, nobody's name and nothing else. */
function keyOf(when: readonly Token[], isBare: boolean): ReadonlySet<string> | undefined {
  const said = when.filter(({ lower }) => !['the', 'a', 'an', 'that', 'teacher', "teacher's"].includes(lower));
  if (said.some(({ kind, text }) => kind !== 'word' || /^\p{Lu}/u.test(text)) || said.length > 2) return undefined;
  const [noun, verb] = said;
  if (!noun || (isBare ? verb : !verb)) return undefined;
  if (isBare) return SIGNALS.has(singular(noun.lower)) ? new Set([singular(noun.lower)]) : undefined;
  const lemma = verbsOf(verb?.lower ?? '').find(({ form }) => form === 'third' || form === 'past')?.lemma;
  return lemma === undefined ? undefined : new Set([singular(noun.lower), lemma]);
}

/** What is heard or seen, and by which others know what to do. */
const SIGNALS = wordSet(
  'signal whistle bell gong horn buzzer clap beep chime drumbeat drum beat stroke toot bang knock',
);

function speaksOf(tokens: readonly Token[], { key, isBare }: Rule): boolean {
  const comes = tokens.some(({ lower }) => verbsOf(lower).some(({ lemma }) => COMES.has(lemma)));
  if (isBare && comes && ['it', 'this'].includes(tokens[0]?.lower ?? '')) return true;
  return tokens.some(({ lower }) => key.has(singular(lower)) || verbsOf(lower).some(({ lemma }) => key.has(lemma)));
}

/** `The bell rings again`, and nothing else is told. */
function comesAgain(segment: Segment, rule: Rule): boolean {
  return happensIn(segment, { ...rule, isSure: true }) !== undefined;
}

/** How often a sentence says that it comes about; undefined where it says more, or something else. */
function happensIn({ tokens }: Segment, { key, isSure }: Rule): number | undefined {
  const said = tokens.filter(({ kind, text }) => kind !== 'end' && text !== ',');
  const text = said.map(({ lower }) => lower).join(' ');
  let count = isSure ? 1 : 0;
  const rest = said.filter(({ lower }, k) => {
    const number = numberOf(lower);
    if (number !== undefined && (said[k + 1]?.lower === 'times' || key.has(singular(said[k + 1]?.lower ?? '')))) {
      count = number;
      return false;
    }
    if (lower === 'twice') count = 2;
    return true;
  });
  const isPlain = rest.every(
    ({ lower }) =>
      key.has(singular(lower)) ||
      verbsOf(lower).some(({ lemma }) => key.has(lemma) || COMES.has(lemma)) ||
      WHEN.has(lower),
  );
  if (!isSure && /\b(?:again|once|more|before|first|second|third)\b/.test(text)) return undefined;
  const isSo = isPlain && rest.some(({ lower }) => key.has(singular(lower)) || lower === 'it' || lower === 'that');
  return isSo && count > 0 && count <= MOST && !/\b(?:not|never|no)\b/.test(text) ? count : undefined;
}

const COMES = wordSet('come sound blow ring go happen be hear give beat chime toll');
const WHEN = wordSet(
  'the a an it that this then and now again once more twice times time there first second third later soon altogether in all total more exactly just only today row before were are is was been has have',
);

function withoutComma(tokens: readonly Token[]): Token[] {
  return tokens.at(-1)?.text === ',' ? tokens.slice(0, -1) : [...tokens];
}

function withoutWords(tokens: readonly Token[], ...phrases: (readonly string[])[]): Token[] {
  const at = tokens.findIndex((_, k) =>
    phrases.some((phrase) => phrase.every((word, m) => tokens[k + m]?.lower === word)),
  );
  const phrase = phrases.find((each) => each.every((word, m) => tokens[at + m]?.lower === word));
  return at < 0 || !phrase ? [...tokens] : [...tokens.slice(0, at), ...tokens.slice(at + phrase.length)];
}
