import { ContractError } from '../contract';
import type { Looks, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress, Tensor } from '../protocol';
import { runModel } from '../run';

/** Effects that are smaller, as a share of the effect of the last token, are no longer there but for rounding. */
const GONE = 1e-4;

/**
 * How far what a token leaves in a state is the same whatever token comes later: the state is then the sum of what its inputs leave
 * alone. With `e` the effect of another token at one place, and `e′` the same where the last token is another one too, it is
 * `2 e·e′ / (|e|² + |e′|²)` over all words: 1 for a sum, 0 where the two have nothing to do with each other.
 *
 * @throws ContractError
 */
export async function superposition(
  model: OpenModel,
  word: StepWord,
  { outputs, tokens, others, batch, length, distances }: Looks['superposition']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['superposition']['answer']> {
  const last = length - 1;
  const run = async (places: readonly number[]): Promise<Record<string, Tensor>> => {
    const changed = tokens.slice();
    for (let row = 0; row < batch; row++)
      for (const place of places) changed[row * length + place] = others[row * length + place] ?? 0;
    return (await runModel(model, { ...word, tokens: changed, batch, length, outputs }, () => undefined)).tensors;
  };
  /** States after the last token of each word. */
  const ends = ({ dims, data }: Tensor): Float32Array => {
    const width = data.length / (batch * length);
    if (dims[0] !== batch || dims[1] !== length) throw new ContractError('an output is not [batch, length, …]');
    const states = new Float32Array(batch * width);
    for (let row = 0; row < batch; row++)
      states.set(data.subarray((row * length + last) * width, (row + 1) * length * width), row * width);
    return states;
  };
  const at = (tensors: Record<string, Tensor>, output: string): Float32Array => {
    const tensor = tensors[output];
    if (!tensor) throw new ContractError(`the model gave no "${output}"`);
    return ends(tensor);
  };
  const statesOf = (tensors: Record<string, Tensor>) => new Map(outputs.map((output) => [output, at(tensors, output)]));
  const [own, later] = [statesOf(await run([])), statesOf(await run([last]))];
  const layers = outputs.map((output) => ({ output, share: [] as (number | null)[], effect: [] as number[] }));
  for (const [done, distance] of distances.entries()) {
    report({ done, total: distances.length, message: `changing tokens ${distance} apart` });
    const [early, both] = [statesOf(await run([last - distance])), statesOf(await run([last - distance, last]))];
    for (const { output, share, effect } of layers) {
      const of = (states: ReadonlyMap<string, Float32Array>) => states.get(output) ?? new Float32Array();
      const [base, one, two, three] = [of(own), of(early), of(later), of(both)];
      let [product, squares, alone, ends] = [0, 0, 0, 0];
      for (const [i, value] of base.entries()) {
        const [e, f] = [(one[i] ?? 0) - value, (three[i] ?? 0) - (two[i] ?? 0)];
        product += e * f;
        squares += e * e + f * f;
        alone += e * e;
        ends += ((two[i] ?? 0) - value) ** 2;
      }
      const size = ends === 0 ? 0 : Math.sqrt(squares / 2 / ends);
      share.push(size < GONE ? null : (2 * product) / squares);
      effect.push(ends === 0 ? 0 : Math.sqrt(alone / ends));
    }
  }
  return { layers };
}
