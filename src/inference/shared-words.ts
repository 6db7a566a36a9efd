/**
 * Random words that several questions about one model ask for: what probes are fitted on, what is tracked, how hard a text
 * is. Their logits are kept, so that each word is run once.
 */
import type { OpenModel } from './open-model';
import type { Progress, RunRequest, RunResult, Tensor } from './protocol';
import { runModel } from './run';
import { SizedCache } from './sized-cache';

interface Words {
  /** `[batch, length]` */
  tokens: Int32Array;
  batch: number;
  length: number;
}

/** Logits that are kept: several models' words of an ordinary text. */
const MOST_BYTES = 64 * 2 ** 20;
const known = new SizedCache<Float32Array>({ bytes: MOST_BYTES });

/** Whether the logits of all these words can be kept; where they cannot, nobody need ask for them. */
export function canKeep({ batch, length }: Words, classes: number): boolean {
  return 4 * batch * length * classes <= MOST_BYTES;
}

export function keepLogits(model: OpenModel, words: Words, { data }: Tensor): void {
  const each = data.length / words.batch;
  // A copy: a part of the whole tensor would keep all of it.
  for (let word = 0; word < words.batch; word++)
    known.set(keyOf(model, words, word), data.slice(word * each, (word + 1) * each), 4 * each);
}

/** As `runModel` gives them; only words that nobody asked for before are run. @throws ContractError */
export async function runShared(
  model: OpenModel,
  request: Omit<RunRequest, 'kind'>,
  report: (progress: Progress) => void,
): Promise<RunResult> {
  const { batch, length, classes, tokens } = request;
  if (!canKeep(request, classes)) return runModel(model, request, report);
  const rows = Array.from({ length: batch }, (_, word) => known.get(keyOf(model, request, word)));
  const missing = [...rows.keys()].filter((word) => !rows[word]);
  const data = new Float32Array(batch * length * classes);
  let ran: RunResult = { ...model.facts, tensors: {}, milliseconds: 0 };
  if (missing.length > 0) {
    const asked = { ...request, batch: missing.length, tokens: new Int32Array(missing.length * length) };
    missing.forEach((word, at) => asked.tokens.set(tokens.subarray(word * length, (word + 1) * length), at * length));
    ran = await runModel(model, asked, report);
    const logits = ran.tensors['logits'] ?? { dims: [], data: new Float32Array() };
    keepLogits(model, asked, logits);
    missing.forEach((word, at) => {
      rows[word] = logits.data.subarray(at * length * classes, (at + 1) * length * classes);
    });
  }
  rows.forEach((row, word) => data.set(row ?? [], word * length * classes));
  return { ...ran, tensors: { logits: { dims: [batch, length, classes], data } } };
}

function keyOf({ serial }: OpenModel, { tokens, length }: Words, word: number): string {
  return `${serial} ${tokens.subarray(word * length, (word + 1) * length).join(',')}`;
}
