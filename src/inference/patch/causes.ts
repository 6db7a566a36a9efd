import { ContractError } from '../contract';
import type { CausalCell, Looks, SourceWords, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress, Tensor } from '../protocol';
import { runModel } from '../run';
import type { ViewOf } from '../view-of';
import { besideOf, type Placed } from './placed';

/**
 * Interchange interventions over pairs of words. What a cell could follow is the model's own answer to the word that begins as
 * the other one, up to the token, and goes on as the own one: for a state that carries everything the run from there on is
 * that word's.
 *
 * @throws ContractError, GraphError
 */
export async function causes(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  { own, other, outputs: asked, tokens: wanted, milliseconds }: Looks['causes']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['causes']['answer']> {
  const { batch, length } = own;
  if (other.length !== own.tokens.length) throw new ContractError('the words of a pair differ in length');
  const states = asked.filter((output) => output.startsWith('state.'));
  const layers = asked.filter((output) => !states.includes(output));
  const model = await open({ outputs: asked, layers, states: states.map((output) => ({ output, slots: 1 })) });
  const outputs = model.patches.filter(({ isIdle }) => !isIdle).map(({ output }) => output);
  const run = (words: SourceWords, names: readonly string[], placed: readonly Placed[] = []) =>
    runModel(model, { ...word, ...words, outputs: names }, () => undefined, besideOf(model.patches, placed, own));
  const answers = async (words: SourceWords, placed: readonly Placed[] = []): Promise<Int32Array> =>
    lastAnswers((await run(words, ['logits'], placed)).tensors['logits']);

  await answers(own); // The first run is slower than the others, and tells nothing of how long they take.
  const kept = await answers(own);
  const others = new Map<string, Float32Array>();
  for (const output of outputs) {
    const { tensors } = await run({ ...own, tokens: other }, [output]);
    others.set(output, tensors[output]?.data ?? new Float32Array());
  }
  const start = performance.now();
  const cells: CausalCell[] = [];
  const tokens: number[] = [];
  for (const token of coarseFirst(wanted)) {
    if (tokens.length > 0 && performance.now() - start > milliseconds) break;
    report({ done: tokens.length, total: wanted.length, message: 'putting states of other words in' });
    const spliced = await answers({ ...own, tokens: splicedWords(own, other, token) });
    for (const [output, data] of others) {
      const width = data.length / (batch * length);
      const from = output.startsWith('state.') ? token : 0;
      const placed = placesOf(batch, from, token).map(([row, place]) => ({
        ...{ output, word: row, token: place },
        values: data.subarray((row * length + place) * width, (row * length + place + 1) * width),
      }));
      cells.push({ output, token, ...counts(await answers(own, placed), kept, spliced) });
    }
    tokens.push(token);
  }
  cells.sort((a, b) => outputs.indexOf(a.output) - outputs.indexOf(b.output) || a.token - b.token);
  return { cells, tokens: tokens.sort((a, b) => a - b) };
}

/** The last one first, then those in the middle of what has been: wherever it ends, what there is lies nearly evenly. */
function coarseFirst(tokens: readonly number[]): number[] {
  const ordered: number[] = [];
  const seen = new Set<number>();
  for (let parts = 1; ordered.length < tokens.length; parts *= 2)
    for (let part = 1; part <= parts; part++) {
      const token = tokens[Math.max(0, Math.round((part * tokens.length) / parts) - 1)];
      if (token === undefined || seen.has(token)) continue;
      seen.add(token);
      ordered.push(token);
    }
  return ordered;
}

function splicedWords({ tokens, batch, length }: SourceWords, other: Int32Array, token: number): Int32Array {
  const words = Int32Array.from(tokens);
  for (let row = 0; row < batch; row++) words.set(other.subarray(row * length, row * length + token + 1), row * length);
  return words;
}

function placesOf(batch: number, from: number, to: number): [row: number, token: number][] {
  return Array.from({ length: batch }, (_, row) =>
    Array.from({ length: to - from + 1 }, (__, at): [number, number] => [row, from + at]),
  ).flat();
}

/** The class that each word's last logits are greatest for. */
function lastAnswers(logits: Tensor | undefined): Int32Array {
  const [batch = 0, length = 0, classes = 0] = logits?.dims ?? [];
  return Int32Array.from({ length: batch }, (_, row) => {
    const end = (row + 1) * length * classes;
    const last = logits?.data.subarray(end - classes, end) ?? new Float32Array();
    return last.reduce((best, value, at) => (value > (last[best] ?? 0) ? at : best), 0);
  });
}

function counts(found: Int32Array, kept: Int32Array, spliced: Int32Array) {
  let [pairs, follow, keep] = [0, 0, 0];
  for (const [row, answer] of found.entries()) {
    if (kept[row] === spliced[row]) continue;
    pairs++;
    if (answer === spliced[row]) follow++;
    if (answer === kept[row]) keep++;
  }
  return { pairs, follow, keep };
}
