import { wordSet } from '../../language/word-set';
import { doubtOf, laterIn } from '../../language/doubtful';
import type { Token } from '../../language/tokens';
import type { Clause } from '../grammar/clause';
import type { Item } from '../grammar/item';
import type { Noun } from '../grammar/nouns/noun';
import { isEvent } from '../grammar/sentence';
import { LIGHT } from '../grammar/words';

/** `took no notice` */
const isIdle = (item: Item | undefined) => item?.is === 'noun' && LIGHT.has(item.noun.words.at(-1) ?? '');

/** `since the wolf has no lines`: in a clause that moves nothing. */
const isOfQuiet = (clauses: readonly Clause[], items: readonly Item[], at: number) => {
  const item = items[at];
  if (!item || !('word' in item) || item.word !== 'no') return false;
  const clause = clauses.findLast(({ from, to }) => from <= at && at < to);
  return clause?.verb !== undefined && ['have', 'be'].includes(clause.verb.lemma) && !isEvent(clause);
};

/** Sentences that may take back, or put in doubt, what is told before or behind them. */
const TAKES_BACK =
  /\b(?:undo|undoes|undid|undone|cancel\w*|revers\w*|restor\w*|restart\w*|reset|a lie|lied|false|untrue|pretend\w*|dream\w*|joking|kidding|(?:is|was|as|only|just|all) a joke|imagine\w*|invalid|void|not true|not happen\w*|never happen\w*|so it seem\w*|ignore|disregard|skip|as (?:before|it was|they were)|(?:starts?|started|begins?|began) (?:again|over)|in theory|fiction|suppose|mistaken|no wait|vice versa|rewind|except|(?<!^)original\w*)\b/;
/** Whether a sentence as a whole is told as so. */
const DOUBTFUL =
  /\b(?:or so|supposedly|allegedly|in (?:a|the|his|her|their) (?:dream|mind|imagination|film|movie|book|story|play|plan)|of pretend|in reverse|in secret|except|not only|vice versa|or else|in reality|in truth)\b/;
/** Where and when what happens is not certain, or happens more than once. */
const UNCERTAIN =
  /\b(?:at most|at least|every|each (?:day|round|time|morning|evening|turn|week|game)|on (?:odd|even|some|most|alternate)|(?:during|for|in|over|after) (?:two|three|four|five|six|several|many|some|all|\d+) (?:rounds|turns|days|weeks|games|times)|several times|many times|again and again|over and over|repeatedly|before (?:that|this)|half of|some of|one of|most of|none of|(?:three|four|five|ten|\d+) times)\b/;
const HABITS = wordSet('often sometimes usually always regularly occasionally frequently rarely');
const STRAY = new Set(['not', 'neither', 'nor', 'never', 'except', 'no']);

/** Why a sentence without a step may not be passed over; undefined when it may. */
export function takesBack(text: string): string | undefined {
  return TAKES_BACK.test(text) ? 'whether what is told before or after it holds is not certain' : undefined;
}

/** Why what happens in a sentence is not certain; undefined when it is. */
export function uncertainty(
  { tokens, text, real, every }: { tokens: readonly Token[]; text: string; real: string; every: readonly Clause[] },
  items: readonly Item[],
  clauses: readonly Clause[],
): string | undefined {
  const found = doubtOf(tokens) ?? laterIn(real) ?? DOUBTFUL.exec(text)?.[0] ?? UNCERTAIN.exec(real)?.[0];
  if (found !== undefined) return `what '${found}' changes here is not certain`;
  const stray = items.find(
    (item, k) =>
      !isIdle(items[k + 1]) &&
      !isOfQuiet(every, items, k) &&
      (item.is === 'word' || item.is === 'adverb' || item.is === 'join') &&
      STRAY.has(item.word),
  );
  // `almost everything she has`
  const almost = items.find(
    (item, k) => item.is === 'word' && ['almost', 'nearly'].includes(item.word) && items[k + 1]?.is === 'noun',
  );
  if (almost && 'word' in almost) return `what '${almost.word}' changes here is not certain`;
  if (stray && 'word' in stray) return `what '${stray.word}' changes here is not certain`;
  const habit = clauses.flatMap(({ adverbs }) => adverbs).find((word) => HABITS.has(word));
  if (habit !== undefined) return `how often this happens is not certain: '${habit}'`;
  const all = clauses
    .filter(isEvent)
    .flatMap(({ objects }) => objects.flat())
    .find((noun: Noun) => noun.pronoun === 'something' || noun.pronoun === 'nobody');
  return all && `what '${all.shown}' is is not certain`;
}
