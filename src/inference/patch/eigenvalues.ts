import {
  couplingOf,
  couplings,
  eigenvalues,
  product,
  spectrumOf,
  type Coupling,
} from '../../representation/transitions';
import { ContractError } from '../contract';
import type { Looks, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress } from '../protocol';
import type { ViewOf } from '../view-of';

/** Tokens of a long word that are looked at. */
const MOST_TOKENS = 256;
/** Values that a transition may couple: their eigenvalues take the cube of it. */
const MOST_COUPLED = 256;
/** Steps of that, in multiplications, which take some ten seconds. */
const MOST_WORK = 4e8;
/** Values of states that are given at once. */
const MOST_GIVEN = 2 ** 22;
/** By how much what a linear transition says may differ from what comes out, as a share of the largest value. */
const LINEAR = 1e-3;
/** Of the differences from which the derivative of another one is taken. */
const DIFFERENCE = 1e-2;

/** States of every token, `tokens × total`. */
type States = Float32Array;

/**
 * Eigenvalues of each step's transition, `∂state/∂state before`: of a linear recurrence its matrix, of another one its derivative at the
 * states that the word leads to. Every step is started from chosen states; which values are coupled is found out, and checked
 * on a random state.
 *
 * @throws ContractError, GraphError
 */
export async function transitionSpectra(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  { output }: Looks['eigenvalues']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['eigenvalues']['answer']> {
  const model = await open({ outputs: [output], layers: [], states: [], probed: output });
  if (!model.probed) throw new ContractError(`"${output}" is no state of a Scan`);
  const { input, sizes } = model.probed;
  const total = sizes.reduce((size, one) => size * one, 1);
  const tokens = word.tokens.subarray(0, Math.max(word.first + 1, Math.min(word.tokens.length, MOST_TOKENS)));
  const length = tokens.length;
  /** What every step makes of a state: of one for all steps, or one for each. */
  const respond = async (states: readonly States[]): Promise<States[]> => {
    const found: States[] = [];
    const most = Math.max(1, Math.floor(MOST_GIVEN / (length * total)));
    for (let done = 0; done < states.length; done += most) {
      const part = states.slice(done, done + most);
      const data = new Float32Array(length * part.length * total);
      for (let token = 0; token < length; token++)
        for (const [row, state] of part.entries())
          data.set(
            state.length === total ? state : state.subarray(token * total, (token + 1) * total),
            (token * part.length + row) * total,
          );
      const words = new Int32Array(part.length * length);
      for (let row = 0; row < part.length; row++) words.set(tokens, row * length);
      const given = { [input]: { type: 'float32', dims: [length, part.length, ...sizes], data } };
      const { [output]: tensor } = await model.run(words, part.length, length, [output], () => given);
      if (tensor?.data.length !== part.length * length * total)
        throw new ContractError(`its output "${output}" has other sizes than its file says`);
      for (let row = 0; row < part.length; row++)
        found.push(tensor.data.slice(row * length * total, (row + 1) * length * total));
    }
    return found;
  };
  report({ done: 0, total: 1, message: `starting every step of ${output} from chosen states` });
  const linear = await linearTransitions(respond, sizes, total);
  const { coupling, at, steps } = linear ?? (await derivatives(open, word, output, respond, { sizes, total, tokens }));
  const { size, groups } = coupling;
  const shown: number[] = [];
  let whole: Float64Array[] | undefined = linear && groups.map(() => unit(size));
  const chosen = steps.filter((step) => step >= word.first);
  const most = Math.max(8, Math.floor(MOST_WORK / (size ** 3 * Math.min(groups.length, 64))));
  const stride = Math.max(1, Math.ceil(chosen.length / most));
  for (const [done, step] of chosen.entries()) {
    report({ done, total: chosen.length, message: `eigenvalues of ${output}` });
    const matrices = groups.map((_, group) => at(step, group));
    whole &&= whole.map((before, group) => product(matrices[group] ?? unit(size), before, size));
    if (done % stride === 0) for (const value of eigenvalues(matrices, size)) shown.push(value);
  }
  return {
    output,
    coupled: size,
    isLinear: linear !== undefined,
    tokens: Math.ceil(chosen.length / stride),
    steps: spectrumOf(shown),
    word: whole ? spectrumOf(eigenvalues(whole, size)) : null,
    isWhole: length === word.tokens.length,
  };
}

/** The matrix of each token and group of coupled values. */
interface Transitions {
  coupling: Coupling;
  steps: number[];
  at: (token: number, group: number) => Float64Array;
}

type Respond = (states: readonly States[]) => Promise<States[]>;

/** Undefined where no coupling explains what comes out of a random state: then the recurrence is not linear. */
async function linearTransitions(
  respond: Respond,
  sizes: readonly number[],
  total: number,
): Promise<Transitions | undefined> {
  const random = Float32Array.from({ length: total }, (_, at) => Math.sin(1 + 12.9898 * at * (at + 1)));
  const [none, found] = await respond([new Float32Array(total), random]);
  if (!none || !found) return undefined;
  const length = none.length / total;
  const scale = found.reduce((most, value, at) => Math.max(most, Math.abs(value - (none[at] ?? 0))), 0);
  for (const coupling of couplings(sizes, MOST_COUPLED)) {
    const { size, groups } = coupling;
    const responses = await respond(unitStates(coupling, total));
    const at = (token: number, group: number): Float64Array => {
      const places = groups[group] ?? new Int32Array();
      const matrix = new Float64Array(size * size);
      for (let column = 0; column < size; column++)
        for (let row = 0; row < size; row++) {
          const place = token * total + (places[row] ?? 0);
          matrix[row * size + column] = (responses[column]?.[place] ?? 0) - (none[place] ?? 0);
        }
      return matrix;
    };
    let worst = 0;
    for (let token = 0; token < length; token++)
      for (const [group, places] of groups.entries()) {
        const matrix = at(token, group);
        for (let row = 0; row < size; row++) {
          const place = token * total + (places[row] ?? 0);
          let said = none[place] ?? 0;
          for (let column = 0; column < size; column++)
            said += (matrix[row * size + column] ?? 0) * (random[places[column] ?? 0] ?? 0);
          worst = Math.max(worst, Math.abs(said - (found[place] ?? 0)));
        }
      }
    if (worst <= LINEAR * scale + 1e-6) return { coupling, steps: Array.from({ length }, (_, token) => token), at };
  }
  return undefined;
}

/** States with a one at the same member of each group. */
function unitStates({ size, groups }: Coupling, total: number): States[] {
  return Array.from({ length: size }, (_, member) => {
    const state = new Float32Array(total);
    for (const places of groups) state[places[member] ?? 0] = 1;
    return state;
  });
}

async function derivatives(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  output: string,
  respond: Respond,
  { sizes, total, tokens }: { sizes: readonly number[]; total: number; tokens: Int32Array },
): Promise<Transitions> {
  if (total > MOST_COUPLED)
    throw new ContractError(
      `its recurrence in "${output}" is not linear and has ${total} values: eigenvalues of more than ${MOST_COUPLED} are not computed`,
    );
  const model = await open({ outputs: [output], layers: [], states: [] });
  const own = (await model.run(tokens, 1, tokens.length, [output]))[output]?.data ?? new Float32Array();
  // The state before each step; that before the first one is not shown.
  const before = new Float32Array(own.length);
  before.set(own.subarray(0, own.length - total), total);
  const moved = (place: number, by: number): States => {
    const states = before.slice();
    for (let at = place; at < states.length; at += total) states[at] = (states[at] ?? 0) + by;
    return states;
  };
  const columns = await respond(Array.from({ length: total }, (_, place) => moved(place, DIFFERENCE)));
  const lower = await respond(Array.from({ length: total }, (_, place) => moved(place, -DIFFERENCE)));
  const steps = Array.from({ length: tokens.length }, (_, token) => token).slice(1);
  return {
    coupling: couplingOf(sizes, 'all'),
    steps: steps.filter((token) => token > word.first),
    at: (token) => {
      const matrix = new Float64Array(total * total);
      for (let column = 0; column < total; column++)
        for (let row = 0; row < total; row++) {
          const place = token * total + row;
          const change = (columns[column]?.[place] ?? 0) - (lower[column]?.[place] ?? 0);
          matrix[row * total + column] = change / (2 * DIFFERENCE);
        }
      return matrix;
    },
  };
}

function unit(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => Number(at % (size + 1) === 0));
}
