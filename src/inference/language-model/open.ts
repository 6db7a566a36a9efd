import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '../../files/read';
import { ADDED } from '../../graph/patch-input';
import { headInput, nameAtPlaces, PLACES_OPSET } from '../../graph/at-places';
import { tensorOf, valueOf } from '../../graph/parts';
import { TensorProto_DataType, type GraphProto } from '../../graph/proto/onnx_pb';
import { readsTokens, residualStream } from '../../graph/residual';
import { readSkeleton, type Skeleton } from '../../graph/skeleton';
import { makeView } from '../../graph/view';
import { readModelFiles } from '../../models/model-files';
import { Bridge } from '../bridge/bridge';
import { inputsOf, type Graph } from '../bridge/plan';
import { ContractError } from '../contract';
import { besideOf, type Placed } from '../patch/placed';
import type { Tensor } from '../protocol';
import { openAsItIs } from '../opened';
import type { AskedLanguageModel } from './asks';
import { chosenOf, everywhere, placesInput, type Places } from './chosen-places';
import { TextTokenizer } from './tokenizer';

const TOKENS = 'input_ids';
const PRESENT = 'present.';
const MOST_FILE = 96 * 2 ** 20;

/** What a run is told beside its tokens. */
interface RunParts {
  /** States that are replaced, of layers that it was opened for. */
  placed?: readonly Placed[];
  /** At which places of each row logits are wanted, or states of a model that was opened for its layers; at all if absent. */
  places?: Places;
}

/** A language model that is open, for its logits or for its layers' states. */
export interface OpenLanguageModel {
  tokenizer: TextTokenizer;
  /** SHA-256 over the graph with its weights, the tokenizer and the configuration. */
  digest: string;
  /** The most tokens of a text, where the file fixes them. */
  longest: number | undefined;
  /** Whether its inside was found; then {@link run} gives `hidden.k`. */
  layers: number | undefined;
  /** Whether nothing is computed for places that are not wanted, so that they take no memory. */
  isChoosing: boolean;
  /**
   * @param ids row-major `[batch, length]`
   * @param outputs `logits`, or names of `hidden.k`, of what it was opened for; `[batch, places, …]` where places are chosen
   */
  run(
    ids: Int32Array,
    batch: number,
    length: number,
    outputs: readonly string[],
    parts?: RunParts,
  ): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/** For its logits; for the states between layers, without the head; or for both of some layers, whose states can be replaced. */
export type OpenedFor = 'logits' | 'layers' | { patched: readonly number[] };

export const NO_LAYERS =
  'the states between its layers cannot be told in its graph, where operators are fused or carry no names: export it without optimisation';

/** Two answers are the same when they differ by no more than this share of the largest logit. */
const SAME = 1e-3;

/**
 * Opens a model on the CPU. Its head is run at the places that are asked for alone, where it computes the same there: that is tried.
 *
 * @throws ContractError for what is no decoder-only language model, or no whole one; the runtime's error
 */
export async function openLanguageModel(model: AskedLanguageModel, what: OpenedFor): Promise<OpenLanguageModel> {
  const chosen = await opened(model, what, true).catch((error: unknown) => {
    if (error instanceof ContractError) throw error;
    return undefined;
  });
  if (chosen?.isChoosing && (what === 'layers' || (await isSameAtPlaces(chosen, model.vocabulary)))) return chosen;
  if (chosen && !chosen.isChoosing) return chosen;
  await chosen?.release();
  return opened(model, what, false);
}

/** Whether logits at one place are those that it has among all: what is no number, or fails, is not. */
async function isSameAtPlaces(model: OpenLanguageModel, vocabulary: number): Promise<boolean> {
  const length = 5;
  const ids = Int32Array.from({ length }, (_, at) => at % vocabulary);
  const at = 3;
  try {
    const { logits: all } = await model.run(ids, 1, length, ['logits']);
    const { logits: one } = await model.run(ids, 1, length, ['logits'], { places: [[at]] });
    const classes = all?.dims[2] ?? 0;
    if (!all || !one || all.dims[1] !== length || one.dims[1] !== 1 || one.dims[2] !== classes) return false;
    const own = all.data.subarray(at * classes, (at + 1) * classes);
    const most = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    return own.every((value, k) => Math.abs(value - (one.data[k] ?? NaN)) <= SAME * most);
  } catch {
    return false;
  }
}

async function opened(model: AskedLanguageModel, what: OpenedFor, isChosen: boolean): Promise<OpenLanguageModel> {
  const tokenizer = await TextTokenizer.open(join(model.folder, 'tokenizer.json'));
  const { digest } = await readModelFiles(model.path);
  const skeleton = await readSkeleton(model.path);
  const { graph } = skeleton;
  const answer = answerOf(graph);
  const stream = residualStream(graph, { tokens: TOKENS, answer, layers: model.layers });
  if (what !== 'logits' && stream === undefined) throw new ContractError(NO_LAYERS);
  const last = stream?.at(-1);
  const patched = typeof what === 'object' ? what.patched.map((layer) => layerIn(stream ?? [], layer)) : undefined;
  for (const tensor of patched ?? []) declare(graph, tensor, model.width);
  const kept = graph.output.map(({ name }) => name).filter((name) => name.startsWith(PRESENT));
  const head = headInput(graph, answer);
  const isChoosing = isChosen && canChoose(skeleton) && (what === 'layers' || head !== undefined);
  const shown = what === 'layers' ? (stream ?? []) : [];
  const view = makeView(skeleton, {
    answer: what === 'layers' ? (isChoosing ? nameAtPlaces(last ?? '') : (last ?? '')) : answer,
    outputs: kept,
    ...(!isChoosing && what === 'layers' && { tensors: shown }),
    ...(patched && { tensors: patched, layers: patched }),
    ...(isChoosing && { places: { shown, ...(what !== 'layers' && head !== undefined && { read: head }) } }),
  });
  const session = await openAsItIs(view.model, view.folder);
  try {
    const names = isChoosing && what === 'layers' ? view.gathered : (stream ?? []);
    const asked = { inputs: { tokens: TOKENS }, outputs: what === 'logits' ? {} : outputsOf(names, patched) };
    const inputs = session.graph.inputs.filter(({ name }) => !name.startsWith(ADDED));
    // The view names the tensor, and who replaces something the layer.
    const patches = view.inputs.map((input) => ({
      ...input,
      output: `hidden.${stream?.indexOf(input.output) ?? 0}`,
      sizes: [model.width],
    }));
    const stead = what === 'layers' ? { name: names.at(-1) ?? '', width: model.width } : undefined;
    const bridge = bridgeTo({ ...session.graph, inputs }, asked, stead);
    return {
      tokenizer,
      digest: await digestOf(model.folder, digest),
      layers: stream && stream.length - 1,
      longest: bridge.shape.longest?.tokens,
      isChoosing,
      run: async (ids, batch, length, outputs, { placed = [], places } = {}) => {
        const sizes = { batch, length };
        const beside = besideOf(patches, placed, sizes);
        const isOf = (name: string): boolean => what === 'layers' || name === 'logits';
        // Of what is not asked for nothing is computed, but the runtime wants its input all the same.
        const wanted =
          places ?? (outputs.some(isOf) ? everywhere(batch, length) : Array.from({ length: batch }, () => [0]));
        const chosen = isChoosing ? placesInput(wanted) : {};
        const results = await bridge.run(session.call, ids, sizes, outputs, (part) => ({ ...beside(part), ...chosen }));
        if (isChoosing || !places) return results;
        const entries = Object.entries(results);
        return Object.fromEntries(entries.map(([name, one]) => [name, isOf(name) ? chosenOf(one, places) : one]));
      },
      release: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** @throws ContractError for what is no decoder with its head */
function answerOf(graph: GraphProto): string {
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
  return answer;
}

/** Places are chosen of whole texts in one call: of a file that takes tokens in windows, or one text at a time, they are not. */
function canChoose({ model, graph }: Skeleton): boolean {
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0n;
  const sizes = tensorOf(graph.input.find(({ name }) => name === TOKENS)?.type)?.sizes ?? [];
  return opset >= PLACES_OPSET && sizes.length === 2 && sizes.every((size) => typeof size === 'string');
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
