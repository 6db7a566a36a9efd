import type { Bridging } from '../../models/bridging';
import { ContractError, type ModelShape, type Sizes, type ValueInfo } from '../contract';
import type { Tensor } from '../protocol';
import { filled, type Place } from './fillers';
import { cut, join } from './pieces';
import {
  fixedSizes,
  inputsOf,
  notesOf,
  outputsOf,
  shapeOf,
  type BridgeNotes,
  type Fixed,
  type Graph,
  type Inputs,
  type State,
} from './plan';
import { asFloat, whole, zeros, type Value } from './values';

/** Runs a graph once. */
export type Call = (
  feeds: Readonly<Record<string, Value>>,
  wanted: readonly string[],
) => Promise<Readonly<Record<string, Value | undefined>>>;

type Results = Awaited<ReturnType<Call>>;

/** Words and tokens of one call; those that fill up its batch, or its window, are nobody's. */
export interface Part extends Place {
  /** Place of its first word among all that are run. */
  first: number;
  words: number;
}

/** Inputs of a graph beside those that the contract knows, for one call. */
export type Beside = (part: Part) => Readonly<Record<string, Value>>;

/**
 * The way from the contract to a file that keeps to it, or to one that differs in names, types or fixed sizes: what the
 * contract asks for is run on the file as it is, and what comes out is as the contract says.
 */
export class Bridge {
  /** As the contract sees it. */
  readonly shape: ModelShape;
  readonly notes: BridgeNotes;
  private readonly inputs: Inputs;
  private readonly fixed: Fixed;
  private readonly names: ReadonlyMap<string, string>;

  /** @throws BridgeError */
  constructor(graph: Graph, asked: Bridging = {}) {
    this.inputs = inputsOf(graph, asked);
    this.fixed = fixedSizes(this.inputs, asked);
    const outputs = outputsOf(graph, this.inputs, this.fixed, asked);
    this.names = new Map(outputs.map(({ name, own }) => [name, own]));
    this.shape = shapeOf(this.inputs, outputs, this.fixed);
    this.notes = notesOf(this.inputs, outputs, this.fixed);
  }

  /** The file's name of an output. */
  nameOf(output: string): string {
    return this.names.get(output) ?? output;
  }

  /** @param tokens row-major `[batch, length]`, checked by `checkRun` */
  async run(
    call: Call,
    tokens: Int32Array,
    sizes: Sizes,
    wanted: readonly string[],
    beside: Beside = () => ({}),
  ): Promise<Record<string, Tensor>> {
    const { batch, length } = sizes;
    const most = this.fixed.batch ?? batch;
    const parts: Record<string, Tensor>[] = [];
    for (let done = 0; done < batch; done += most) {
      const words = tokens.subarray(done * length, Math.min(batch, done + most) * length);
      const isFull = words.length === most * length;
      // What fills up a batch are its own words once more, whose answers nobody reads.
      const full = isFull
        ? words
        : Int32Array.from({ length: most * length }, (_, at) => words[at % words.length] ?? 0);
      const part = { first: done, words: words.length / length };
      const results = await this.runWords(call, full, { batch: most, length }, wanted, (place) =>
        beside({ ...place, ...part }),
      );
      parts.push(isFull ? results : cut(results, 0, words.length / length));
    }
    return join(parts, 0);
  }

  /** Words in windows, which is one of the whole length where the file fixes none. */
  private async runWords(
    call: Call,
    tokens: Int32Array,
    { batch, length }: Sizes,
    wanted: readonly string[],
    beside: (place: Place) => Readonly<Record<string, Value>>,
  ): Promise<Record<string, Tensor>> {
    const { states } = this.inputs;
    const window = this.fixed.length ?? length;
    const parts: Record<string, Tensor>[] = [];
    let carried = new Map(states.map(({ input }) => [input.name, this.firstState(input, batch)]));
    for (let before = 0; before < length; before += window) {
      const place: Place = { batch, length: window, before, real: Math.min(window, length - before) };
      const isLast = before + window >= length;
      const own = new Set(wanted.map((name) => this.nameOf(name)));
      if (!isLast) for (const { output } of states) own.add(output);
      const feeds = { ...this.feeds(tokens, length, place), ...Object.fromEntries(carried), ...beside(place) };
      const results = await call(feeds, [...own]);
      const given = Object.fromEntries(wanted.map((name) => [name, this.given(name, results)]));
      parts.push(place.real === window ? given : cut(given, 1, place.real));
      if (!isLast) carried = new Map(states.map((state) => [state.input.name, nextState(state, results)]));
    }
    return join(parts, 1);
  }

  private feeds(tokens: Int32Array, length: number, place: Place): Record<string, Value> {
    const { tokens: input, fillers } = this.inputs;
    const dims = input.shape.length === 1 ? [place.batch] : [place.batch, place.length];
    const ids = place.real === length && place.length === length ? tokens : windowOf(tokens, length, place);
    return {
      [input.name]: whole(input.type, ids, dims),
      ...Object.fromEntries([...fillers].map(([what, info]) => [info.name, filled(what, info, place)])),
    };
  }

  private given(name: string, results: Results): Tensor {
    const value = results[this.nameOf(name)];
    if (!value) throw new ContractError(`the model gave no "${name}"`);
    const tensor = asFloat(name, value);
    const [batch = 0, ...rest] = tensor.dims;
    return this.inputs.tokens.shape.length === 1 ? { dims: [batch, 1, ...rest], data: tensor.data } : tensor;
  }

  private firstState({ type = '', shape = [] }: ValueInfo, batch: number): Value {
    const [batchName] = this.inputs.tokens.shape;
    // The axis of the batch has its name, or is the first that is free; others that are free are lengths of a past.
    const named = shape.findIndex((size) => typeof size === 'string' && size !== '' && size === batchName);
    const axis = named < 0 ? shape.findIndex((size) => typeof size === 'string') : named;
    const dims = shape.map((size, at) => (typeof size === 'number' ? size : at === axis ? batch : 0));
    return zeros(type, dims);
  }
}

/** The tokens of one window, with zeros where words have ended. */
function windowOf(tokens: Int32Array, length: number, place: Place): Int32Array {
  const ids = new Int32Array(place.batch * place.length);
  for (let word = 0; word < place.batch; word++) {
    const start = word * length + place.before;
    ids.set(tokens.subarray(start, start + place.real), word * place.length);
  }
  return ids;
}

function nextState({ input, output }: State, results: Results): Value {
  const state = results[output];
  if (!state) throw new ContractError(`the model gave no "${output}"`);
  if (state.type !== input.type)
    throw new ContractError(`its state "${input.name}" takes ${input.type ?? ''}, but "${output}" gives ${state.type}`);
  return state;
}
