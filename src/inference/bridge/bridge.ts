import type { Bridging } from '../../models/bridging';
import { ContractError, type ModelShape, type Sizes, type ValueInfo } from '../contract';
import type { Tensor } from '../protocol';
import { filled, type Place } from './fillers';
import { appended, columnsOf, cut, join, lastOf } from './pieces';
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
import { runWriting, type ReadOn } from './writing';

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

type Feeds = Readonly<Record<string, Value>>;
type States = ReadonlyMap<string, Value>;

/** Inputs of a graph beside those that the contract knows, for one call. */
export type Beside = (part: Part) => Feeds;

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
  /** Id of the token that stands for the first class, where the model reads the states that it writes. */
  private readonly writes: number | undefined;

  /** @throws BridgeError */
  constructor(graph: Graph, asked: Bridging = {}) {
    this.inputs = inputsOf(graph, asked);
    this.fixed = fixedSizes(this.inputs, asked);
    const outputs = outputsOf(graph, this.inputs, this.fixed, asked);
    this.names = new Map(outputs.map(({ name, own }) => [name, own]));
    this.writes = asked.writes;
    this.shape = shapeOf(this.inputs, outputs, this.fixed, asked);
    this.notes = notesOf(this.inputs, outputs, this.fixed, asked);
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
    beside: (place: Place) => Feeds,
  ): Promise<Record<string, Tensor>> {
    if (this.writes !== undefined)
      return runWriting(this.readerOn(call, batch, beside), tokens, { batch, length }, wanted, this.writes);
    const window = this.fixed.length ?? length;
    const parts: Record<string, Tensor>[] = [];
    let states = this.firstStates(batch);
    for (let before = 0; before < length; before += window) {
      const place: Place = { batch, length: window, before, real: Math.min(window, length - before) };
      const ids = place.real === length && window === length ? tokens : windowOf(tokens, length, place);
      const asked = { wanted, isLast: before + window >= length };
      const read = await this.window(call, { ids, place, states, beside: beside(place) }, asked);
      parts.push(place.real === window ? read.given : cut(read.given, 1, place.real));
      states = read.states;
    }
    return join(parts, 1);
  }

  /** Reads on in words whose next tokens are known only when the last were read: by a state that is carried, or all once more. */
  private readerOn(call: Call, batch: number, beside: (place: Place) => Feeds): ReadOn {
    const carries = this.inputs.states.length > 0;
    let states = this.firstStates(batch);
    let row = new Int32Array();
    let before = 0;
    const read = async (ids: Int32Array, wanted: readonly string[], isLast: boolean) => {
      const real = ids.length / batch;
      const place: Place = { batch, length: this.fixed.length ?? real, before, real };
      const filled = place.length === real ? ids : windowOf(ids, real, { ...place, before: 0 });
      const window = { ids: filled, place, states, beside: beside(place) };
      const next = await this.window(call, window, { wanted, isLast: isLast || !carries });
      if (carries) [states, before] = [next.states, before + real];
      return lastOf(cut(next.given, 1, real));
    };
    return async (ids, wanted, isLast) => {
      if (!carries) return read((row = appended(row, ids, batch)), wanted, isLast);
      const pieces = this.fixed.length === 1 ? columnsOf(ids, batch) : [ids];
      for (const piece of pieces.slice(0, -1)) await read(piece, ['logits'], false);
      return read(pieces.at(-1) ?? ids, wanted, isLast);
    };
  }

  private async window(
    call: Call,
    { ids, place, states, beside }: { ids: Int32Array; place: Place; states: States; beside: Feeds },
    { wanted, isLast }: { wanted: readonly string[]; isLast: boolean },
  ): Promise<{ given: Record<string, Tensor>; states: States }> {
    const carried = this.inputs.states;
    const own = new Set(wanted.map((name) => this.nameOf(name)));
    if (!isLast) for (const { output } of carried) own.add(output);
    const results = await call({ ...this.feeds(ids, place), ...Object.fromEntries(states), ...beside }, [...own]);
    return {
      given: Object.fromEntries(wanted.map((name) => [name, this.given(name, results)])),
      states: isLast ? states : new Map(carried.map((state) => [state.input.name, nextState(state, results)])),
    };
  }

  private firstStates(batch: number): States {
    return new Map(this.inputs.states.map(({ input }) => [input.name, this.firstState(input, batch)]));
  }

  private feeds(ids: Int32Array, place: Place): Feeds {
    const { tokens: input, fillers } = this.inputs;
    const dims = input.shape.length === 1 ? [place.batch] : [place.batch, place.length];
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
