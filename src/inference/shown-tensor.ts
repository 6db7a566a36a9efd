import { InferenceSession } from 'onnxruntime-node';
import { GraphError } from '../graph/graph-error';
import { readSkeleton } from '../graph/skeleton';
import { makeView } from '../graph/view';
import { filled } from './bridge/fillers';
import { inputsOf } from './bridge/plan';
import { whole } from './bridge/values';
import { callOf, graphOf, SESSION_OPTIONS } from './session';
import type { ShownTensor } from './tensor';

/** What the tokens of a word may be called; otherwise the only input of whole numbers is taken. */
const TOKENS = ['tokens', 'input_ids'];

/**
 * Runs any file over one word and gives a tensor of its graph, whether it follows the contract or not: as long as the tokens are all that it
 * must be told.
 *
 * @throws GraphError, ContractError, the runtime's error
 */
export async function shownTensor(path: string, name: string, tokens: Int32Array): Promise<ShownTensor> {
  const skeleton = await readSkeleton(path);
  const answer = skeleton.graph.output[0]?.name;
  if (answer === undefined) throw new GraphError('its graph has no output');
  const { model, folder } = makeView(skeleton, { answer, outputs: [], tensors: [name] });
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    ...SESSION_OPTIONS,
    extra: { session: { ...SESSION_OPTIONS.extra.session, model_external_initializers_file_folder_path: folder } },
  });
  try {
    const graph = graphOf(session);
    const isWhole = ({ type }: { type?: string }): boolean => type === 'int64' || type === 'int32';
    const own =
      graph.inputs.find((input) => TOKENS.includes(input.name)) ??
      (graph.inputs.filter(isWhole).length === 1 ? graph.inputs.find(isWhole) : undefined);
    if (!own)
      throw new GraphError(
        `it has no input that takes tokens, only ${graph.inputs.map((input) => input.name).join(', ')}`,
      );
    const { tokens: input, fillers, states } = inputsOf(graph, { inputs: { tokens: own.name } });
    if (states.length > 0)
      throw new GraphError(`it carries a state ("${states[0]?.input.name ?? ''}"), which nothing says`);
    const length = tokens.length;
    const dims = input.shape.length === 1 ? [length] : [1, length];
    const place = { batch: 1, length, before: 0, real: length };
    const feeds = {
      [input.name]: whole(input.type, tokens, dims),
      ...Object.fromEntries([...fillers].map(([what, info]) => [info.name, filled(what, info, place)])),
    };
    const value = (await callOf(session)(feeds, [name]))[name];
    if (!value) throw new GraphError(`it gave no "${name}"`);
    return {
      name,
      type: value.type,
      shape: [...value.dims],
      values: Float64Array.from(value.data as Float32Array, Number),
    };
  } finally {
    await session.release();
  }
}
