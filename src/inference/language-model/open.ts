import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '../../files/read';
import { ADDED } from '../../graph/patch-input';
import { valueOf } from '../../graph/parts';
import { TensorProto_DataType, type GraphProto } from '../../graph/proto/onnx_pb';
import { readsTokens, residualStream } from '../../graph/residual';
import { readSkeleton } from '../../graph/skeleton';
import { makeView } from '../../graph/view';
import { readModelFiles } from '../../models/model-files';
import { Bridge } from '../bridge/bridge';
import { inputsOf, type Graph } from '../bridge/plan';
import { ContractError } from '../contract';
import { besideOf, type Placed } from '../patch/placed';
import type { Tensor } from '../protocol';
import { openAsItIs } from '../opened';
import type { AskedLanguageModel } from './asks';
import { TextTokenizer } from './tokenizer';

const TOKENS = 'input_ids';
const PRESENT = 'present.';
const MOST_FILE = 96 * 2 ** 20;

/** A language model that is open, for its logits or for its layers' states. */
export interface OpenLanguageModel {
  tokenizer: TextTokenizer;
  /** SHA-256 over the graph with its weights, the tokenizer and the configuration. */
  digest: string;
  /** The most tokens of a text, where the file fixes them. */
  longest: number | undefined;
  /** Whether its inside was found; then {@link run} gives `hidden.k`. */
  layers: number | undefined;
  /**
   * @param ids row-major `[batch, length]`
   * @param outputs `logits`, or names of `hidden.k`, of what it was opened for
   * @param placed states that are replaced, of layers that it was opened for
   */
  run(
    ids: Int32Array,
    batch: number,
    length: number,
    outputs: readonly string[],
    placed?: readonly Placed[],
  ): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/** For its logits; for the states between layers, without the head; or for both of some layers, whose states can be replaced. */
export type OpenedFor = 'logits' | 'layers' | { patched: readonly number[] };

export const NO_LAYERS =
  'the states between its layers cannot be told in its graph, where operators are fused or carry no names: export it without optimisation';

/**
 * Opens a model on the CPU.
 *
 * @throws ContractError for what is no decoder-only language model, or no whole one; the runtime's error
 */
export async function openLanguageModel(model: AskedLanguageModel, what: OpenedFor): Promise<OpenLanguageModel> {
  const tokenizer = await TextTokenizer.open(join(model.folder, 'tokenizer.json'));
  const { digest } = await readModelFiles(model.path);
  const skeleton = await readSkeleton(model.path);
  const { graph } = skeleton;
  const answer = graph.output.find(({ name }) => name === 'logits')?.name;
  if (answer === undefined)
    throw new ContractError(
      'its graph has no output "logits": export it for text generation (a decoder with its language-model head)',
    );
  const isTokens = graph.input.some(({ name }) => name === TOKENS);
  if (!isTokens) throw new ContractError(`its graph has no input "${TOKENS}": export it for text generation`);
  if (!readsTokens(graph, { tokens: TOKENS, answer }))
    throw new ContractError(
      `nothing of its input "${TOKENS}" reaches its logits: an export with one example for two inputs mixes them up; give each input an example of its own`,
    );
  const stream = residualStream(graph, { tokens: TOKENS, answer, layers: model.layers });
  if (what !== 'logits' && stream === undefined) throw new ContractError(NO_LAYERS);
  const last = stream?.at(-1) ?? '';
  const patched = typeof what === 'object' ? what.patched.map((layer) => layerIn(stream ?? [], layer)) : undefined;
  for (const tensor of patched ?? []) declare(graph, tensor, model.width);
  const kept = graph.output.map(({ name }) => name).filter((name) => name.startsWith(PRESENT));
  const view = makeView(skeleton, {
    answer: what === 'layers' ? last : answer,
    outputs: kept,
    ...(what === 'layers' && stream && { tensors: stream }),
    ...(patched && { tensors: patched, layers: patched }),
  });
  const session = await openAsItIs(view.model, view.folder);
  try {
    const asked = {
      inputs: { tokens: TOKENS },
      outputs: what === 'logits' ? {} : outputsOf(stream ?? [], patched),
    };
    const inputs = session.graph.inputs.filter(({ name }) => !name.startsWith(ADDED));
    // The view names the tensor, and who replaces something the layer.
    const patches = view.inputs.map((input) => ({
      ...input,
      output: `hidden.${stream?.indexOf(input.output) ?? 0}`,
      sizes: [model.width],
    }));
    const bridge = bridgeTo(
      { ...session.graph, inputs },
      asked,
      what === 'layers' ? { name: last, width: model.width } : undefined,
    );
    return {
      tokenizer,
      digest: await digestOf(model.folder, digest),
      layers: stream && stream.length - 1,
      longest: bridge.shape.longest?.tokens,
      run: (ids, batch, length, outputs, placed = []) => {
        const sizes = { batch, length };
        return bridge.run(session.call, ids, sizes, outputs, besideOf(patches, placed, sizes));
      },
      release: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** @throws ContractError where the model has no such layer */
function layerIn(stream: readonly string[], layer: number): string {
  const tensor = stream[layer];
  if (tensor === undefined)
    throw new ContractError(`the model shows no layer ${layer}, only 0, its embedding, to ${stream.length - 1}`);
  return tensor;
}

/** Kinds of weights beside which a tensor need not be in single precision. */
const HALVES: ReadonlySet<number> = new Set([TensorProto_DataType.FLOAT16, TensorProto_DataType.BFLOAT16]);

/**
 * Exporters leave out the types of tensors within: the stream has the sizes that the configuration says, in single precision where
 * there is no other.
 *
 * @throws ContractError where its precision is not known
 */
function declare(graph: GraphProto, tensor: string, width: number): void {
  if (graph.valueInfo.some(({ name, type }) => name === tensor && type)) return;
  if (graph.initializer.some(({ dataType }) => HALVES.has(dataType)))
    throw new ContractError(
      'it has weights in half precision, and its file does not say of what precision the states of its layers are, so that none is replaced: export it in single precision',
    );
  graph.valueInfo.push(valueOf(tensor, TensorProto_DataType.FLOAT, ['batch', 'length', width]));
}

/** Of the stream what is shown: all of it, or the layers that can be replaced. */
function outputsOf(stream: readonly string[], patched: readonly string[] | undefined): Record<string, string> {
  const named = stream.map((name, k): [string, string] => [`hidden.${k}`, name]);
  return Object.fromEntries(named.filter(([, name]) => patched?.includes(name) ?? true));
}

/** @param last the output that stands for logits, where the model was opened for its layers alone */
function bridgeTo(
  { inputs, outputs }: Graph,
  asked: { inputs: Record<string, string>; outputs: Record<string, string> },
  last?: { name: string; width: number },
): Bridge {
  const shown = outputs.map((output) =>
    last === undefined || output.name.startsWith(PRESENT)
      ? output
      : { ...output, type: output.type ?? 'float32', shape: ['batch', 'length', last.width] },
  );
  // Says what it lacks before the outputs are looked at.
  inputsOf({ inputs, outputs: shown }, asked);
  return new Bridge(
    { inputs, outputs: shown },
    { ...asked, outputs: { ...asked.outputs, ...(last && { logits: last.name }) } },
  );
}

async function digestOf(folder: string, graph: string): Promise<string> {
  const hash = createHash('sha256').update(graph);
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    const path = join(folder, name);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    if (isThere) hash.update(`\n${name} `).update(await readBytes(path, MOST_FILE));
  }
  return hash.digest('hex');
}
