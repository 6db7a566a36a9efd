import { wordSet } from '../language/word-set';
import * as lexicon from '../language/lexicon';
import { endToken, type Token } from '../language/tokens';

/** The first clause of a sentence, and the rest with the subject of the first one where it has none. */
export interface Cut {
  first: readonly Token[];
  rest: readonly Token[];
  /** Where the rest begins in the text. */
  restStart: number;
  /** `…, so`: the first clause says why the rest happens. */
  isReason: boolean;
}

const JOINTS: ReadonlySet<string> = new Set(['and', 'so', 'but', 'then', 'while']);

/** In a sentence with one of these a clause says something else than it does alone. */
const UNCERTAIN: ReadonlySet<string> = wordSet(
  'if unless whether before until till instead except though although would will may might could should maybe perhaps either or had previously earlier',
);

/** Where a sentence may be cut in two clauses: at commas, `and`, `so`, `but`. */
export function* cutsOf(tokens: readonly Token[]): Generator<Cut> {
  const so = tokens.findIndex(({ lower }, k) => lower === 'so' && tokens[k - 1]?.text === ',');
  if (tokens.slice(Math.max(0, so)).some(({ lower }) => UNCERTAIN.has(lower))) return;
  const first = so < 0 || !tokens.slice(0, so).some(({ lower }) => UNCERTAIN.has(lower)) ? 1 : so - 1;
  for (let at = first; at < tokens.length - 2; at++) {
    if (tokens[at]?.text !== ',' && !JOINTS.has(tokens[at]?.lower ?? '')) continue;
    let next = at;
    while (next < tokens.length && (tokens[next]?.text === ',' || JOINTS.has(tokens[next]?.lower ?? ''))) next++;
    const [head, second] = [tokens[next], tokens[next + 1]];
    if (!head || head.kind === 'end') return;
    const before = [...tokens.slice(0, at), endToken(tokens[at - 1]?.end ?? 0)];
    const rest = tokens.slice(next);
    // `and then again swaps`
    const isVerb = isDeed(head) || (lexicon.ADVERBS.has(head.lower) && second !== undefined && isDeed(second));
    const isReason = tokens[next - 1]?.lower === 'so';
    yield { first: before, rest: isVerb ? [...subjectOf(before), ...rest] : rest, restStart: head.start, isReason };
    at = next - 1;
  }
}

function isDeed({ kind, text, lower, possessive }: Token): boolean {
  return kind === 'word' && !possessive && !/^\p{Lu}/u.test(text) && lexicon.VERBS.has(lower);
}

/** What stands before the verb, behind the last comma before it. */
function subjectOf(tokens: readonly Token[]): readonly Token[] {
  const verb = tokens.findIndex((token, k) => k > 0 && isDeed(token));
  const before = tokens.slice(0, Math.max(0, verb));
  return before.slice(before.findLastIndex(({ text }) => text === ',') + 1);
}
