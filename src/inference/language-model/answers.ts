import { ContractError } from '../contract';
import type { Placed } from '../patch/placed';
import type { Progress } from '../protocol';
import type { Answer, Question } from './asks';
import { batchesOf, idsOf, longestIn } from './batches';
import { mostOf } from './chosen-places';
import type { OpenLanguageModel } from './open';
import { decisions, type Decisions } from './tree';

/** Bytes of logits of one call. */
const MOST_LOGITS = 256 * 2 ** 20;

export interface AnswerOptions {
  vocabulary: number;
  longest: number;
  /** How many of a row's tokens the file can read. */
  within: (ids: Int32Array) => Promise<number>;
  report: (progress: Progress) => void;
  /** Bytes that a token takes beside its logits, such as states that may be replaced there; none if absent. */
  beside?: number;
  /** States that are replaced while a question is read; none if absent. */
  placedIn?: (question: number) => readonly Omit<Placed, 'word'>[];
}

/**
 * What a model says of each question's candidates; null for a question that is longer than it reads.
 *
 * @throws ContractError where candidates cannot be told apart by their tokens, or what comes out is no answer
 */
export async function answerQuestions(
  model: OpenLanguageModel,
  questions: readonly Question[],
  { vocabulary, longest, within, report, beside = 0, placedIn = () => [] }: AnswerOptions,
): Promise<(Answer | null)[]> {
  const found = questions.map((question) => decisionsOf(model, question, longest));
  const reach = await within(longestRow(found));
  const read = found.map((one) => (one && isWithin(one, reach) ? one : null));
  const rows = read.flatMap((one) => one?.rows ?? []);
  const questionOf = read.flatMap((one, question) => (one?.rows ?? []).map(() => question));
  const firsts: number[] = [];
  let before = 0;
  for (const one of read) {
    firsts.push(before);
    before += one?.rows.length ?? 0;
  }
  // Of each row what is asked of it, so that logits need not be kept.
  const asked = rows.map((): { question: number; candidate: number; at: number; token: number }[] => []);
  for (const [question, one] of read.entries())
    for (const [candidate, terms] of (one?.terms ?? []).entries())
      for (const { row, at, token } of terms)
        asked[(firsts[question] ?? 0) + row]?.push({ question, candidate, at, token });
  const answers = read.map((one): Answer | null => one && { logProbabilities: new Float64Array(one.terms.length) });
  // Of each row the places behind which a token is asked about.
  const places = asked.map((of) => [...new Set(of.map(({ at }) => at - 1))].sort((a, b) => a - b));
  const share = model.isChoosing ? Math.min(1, mostOf(places) / Math.max(1, leastOf(rows))) : 1;
  const batches = batchesOf(
    rows.map(({ length }) => length),
    4 * vocabulary * share + beside,
    MOST_LOGITS,
  );
  let done = 0;
  for (const batch of batches) {
    report({ done, total: rows.length, message: 'questions' });
    const placed = batch.rows.flatMap((row, word) =>
      placedIn(questionOf[row] ?? 0).map((one): Placed => ({ ...one, word })),
    );
    const ids = idsOf(batch, rows);
    const chosen = batch.rows.map((row) => places[row] ?? []);
    const parts = { placed, places: chosen };
    const { logits } = await model.run(ids, batch.rows.length, batch.length, ['logits'], parts);
    if (!logits) throw new ContractError('the model gave no logits');
    refuseOther(logits.dims, vocabulary);
    for (const [at, row] of batch.rows.entries())
      for (const { question, candidate, at: place, token } of asked[row] ?? []) {
        const start = (at * mostOf(chosen) + (places[row] ?? []).indexOf(place - 1)) * vocabulary;
        const sums = answers[question]?.logProbabilities;
        if (sums) sums[candidate] = (sums[candidate] ?? 0) + logProbability(logits.data, start, vocabulary, token);
      }
    done += batch.rows.length;
  }
  return answers;
}

function decisionsOf(
  { tokenizer }: OpenLanguageModel,
  { text, candidates }: Question,
  longest: number,
): Decisions | null {
  const found = decisions(candidates.map((candidate) => tokenizer.ids(text + candidate)));
  if (!found) throw new ContractError('its tokens do not tell the objects apart: their names read the same to it');
  if (found.rows.some(({ length }) => length === 0))
    throw new ContractError('a question has no token before its answer');
  return isWithin(found, longest) ? found : null;
}

function isWithin({ rows }: Decisions, longest: number): boolean {
  return rows.every(({ length }) => length <= longest);
}

function leastOf(rows: readonly Int32Array[]): number {
  return rows.reduce((least, { length }) => Math.min(least, length), Infinity);
}

function longestRow(found: readonly (Decisions | null)[]): Int32Array {
  return longestIn(found.flatMap((one) => one?.rows ?? []));
}

function refuseOther([, , classes = 0]: readonly number[], vocabulary: number): void {
  if (classes !== vocabulary)
    throw new ContractError(
      `its graph gives ${classes} logits for each token, but its config.json says a vocabulary of ${vocabulary}: they are not of one model`,
    );
}

/** Natural logarithm of a token's softmax among `count` logits. @throws ContractError where one of them is no number */
function logProbability(logits: Float32Array, start: number, count: number, token: number): number {
  let most = -Infinity;
  for (let k = 0; k < count; k++) most = Math.max(most, logits[start + k] ?? NaN);
  if (!Number.isFinite(most)) throw new ContractError('its logits are not finite numbers');
  let sum = 0;
  for (let k = 0; k < count; k++) sum += Math.exp((logits[start + k] ?? 0) - most);
  return (logits[start + token] ?? -Infinity) - most - Math.log(sum);
}
