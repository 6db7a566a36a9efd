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
  const start = performance.now();
  const kept = await answers(own);
  const each = performance.now() - start;
  // A run for each cell, and one for each token.
  const tokens = thinned(wanted, milliseconds / each / (outputs.length + 1));
  const spliced: Int32Array[] = [];
  const total = tokens.length * (outputs.length + 1);
  for (const token of tokens) {
    report({ done: spliced.length, total, message: 'continuing the other words' });
    spliced.push(await answers({ ...own, tokens: splicedWords(own, other, token) }));
  }
  const cells: CausalCell[] = [];
  for (const output of outputs) {
    const { data } = (await run({ ...own, tokens: other }, [output])).tensors[output] ?? { data: new Float32Array() };
    const width = data.length / (batch * length);
    for (const [at, token] of tokens.entries()) {
      report({ done: tokens.length + cells.length, total, message: `replacing ${output}` });
      const from = output.startsWith('state.') ? token : 0;
      const placed = placesOf(batch, from, token).map(([row, place]) => ({
        ...{ output, word: row, token: place },
        values: data.subarray((row * length + place) * width, (row * length + place + 1) * width),
      }));
      const found = await answers(own, placed);
      cells.push({ output, token, ...counts(found, kept, spliced[at] ?? kept) });
    }
  }
  return { cells, tokens };
}

/** At most so many, evenly spaced, the last among them. */
function thinned(tokens: readonly number[], most: number): number[] {
  const count = Math.max(1, Math.min(tokens.length, Math.floor(most)));
  const chosen = Array.from({ length: count }, (_, at) => tokens[Math.round(((at + 1) * tokens.length) / count) - 1]);
  return chosen.filter((token) => token !== undefined);
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
