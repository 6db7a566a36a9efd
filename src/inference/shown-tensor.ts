import { GraphError } from '../graph/graph-error';
import { ADDED, type PatchInput } from '../graph/patch-input';
import { readSkeleton } from '../graph/skeleton';
import { makeView } from '../graph/view';
import { filled } from './bridge/fillers';
import { inputsOf, type Graph } from './bridge/plan';
import { whole, type Value } from './bridge/values';
import { besideOf, widthOf, type Placed } from './patch/placed';
import { openAsItIs } from './opened';
import type { AskedTensor, Put, ShownTensor } from './tensor';

/** What the tokens of a word may be called; otherwise the only input of whole numbers is taken. */
const TOKENS = ['tokens', 'input_ids'];

/**
 * Runs any file over one word and gives a tensor of its graph, whether it follows the contract or not: as long as the tokens are all that it
 * must be told. With something put elsewhere it gives the tensor once more, as it is then.
 *
 * @throws GraphError, ContractError, the runtime's error
 */
export async function shownTensor(path: string, asked: AskedTensor): Promise<ShownTensor> {
  const { tensor: name, tokens, puts = [] } = asked;
  const layers = [...new Set(puts.map(({ tensor }) => tensor))];
  const { model, folder, inputs } = makeView(await readSkeleton(path), {
    ...{ answer: name, outputs: [], tensors: [name, ...layers.filter((layer) => layer !== name)], layers },
  });
  const session = await openAsItIs(model, folder);
  try {
    const own = feedsOf(session.graph, tokens);
    const sizes = { batch: 1, length: tokens.length };
    const call = async (wanted: readonly string[], placed: readonly Placed[] = []) => {
      const beside = besideOf(inputs, placed, sizes)({ ...sizes, ...WHOLE, real: sizes.length });
      return session.call({ ...own, ...beside }, wanted).catch((error: unknown) => {
        throw beyond(error, tokens) ?? error;
      });
    };
    const before = await call([...new Set([name, ...layers])]);
    const value = before[name];
    if (!value) throw new GraphError(`it gave no "${name}"`);
    const placed = puts.map((put) => placedOf(put, inputs, before[put.tensor]));
    const after = puts.length > 0 ? (await call([name], placed))[name] : undefined;
    return {
      ...{ name, type: value.type, shape: [...value.dims], values: numbers(value) },
      ...(after && { changed: numbers(after) }),
    };
  } finally {
    await session.release();
  }
}

/** What the runtime says of a look-up behind the end of a table, such as that of an embedding. */
const BEHIND = /running Gather node.* idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]/s;

/** Why a table has no such entry, in words: for there is no such token, or the word is longer than it; undefined for other errors. */
function beyond(error: unknown, tokens: Int32Array): GraphError | undefined {
  const [, index = '', last = ''] = BEHIND.exec(error instanceof Error ? error.message : '') ?? [];
  if (last === '') return undefined;
  const most = Number(last);
  const strange = tokens.find((token) => token === Number(index) && token > most);
  if (strange !== undefined) return new GraphError(`there is no token ${strange}: it takes 0 to ${most}`);
  return tokens.length > most + 1 && Number(index) < tokens.length
    ? new GraphError(`${tokens.length} tokens are too many: a table within it has ${most + 1} entries`)
    : undefined;
}

/** The one call is of the whole word. */
const WHOLE = { before: 0, first: 0, words: 1 } as const;

/** @throws GraphError where something must be told beside the tokens */
function feedsOf(graph: Graph, tokens: Int32Array): Record<string, Value> {
  const inputs = graph.inputs.filter(({ name }) => !name.startsWith(ADDED));
  const isWhole = ({ type }: { type?: string }): boolean => type === 'int64' || type === 'int32';
  const own =
    inputs.find(({ name }) => TOKENS.includes(name)) ??
    (inputs.filter(isWhole).length === 1 ? inputs.find(isWhole) : undefined);
  if (!own)
    throw new GraphError(`it has no input that takes tokens, only ${inputs.map(({ name }) => name).join(', ')}`);
  const { tokens: input, fillers, states } = inputsOf({ ...graph, inputs }, { inputs: { tokens: own.name } });
  if (states.length > 0)
    throw new GraphError(`it carries a state ("${states[0]?.input.name ?? ''}"), which nothing says`);
  const length = tokens.length;
  const place = { batch: 1, length, before: 0, real: length };
  return {
    [input.name]: whole(input.type, tokens, input.shape.length === 1 ? [length] : [1, length]),
    ...Object.fromEntries([...fillers].map(([what, info]) => [info.name, filled(what, info, place)])),
  };
}

function placedOf({ tensor, token, from }: Put, inputs: readonly PatchInput[], own: Value | undefined): Placed {
  const width = widthOf(inputs.find(({ output }) => output === tensor)?.sizes ?? []);
  const at = from === 'zero' ? undefined : own && numbers(own).slice(from * width, (from + 1) * width);
  if (at?.length === 0) throw new GraphError(`there is no token ${Number(from) + 1} to take "${tensor}" from`);
  return { output: tensor, word: 0, token, values: at ? Float32Array.from(at) : new Float32Array(width) };
}

function numbers({ data }: Value): Float64Array {
  return Float64Array.from(data as Float32Array, Number);
}
