import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '../../files/read';
import { readsTokens, residualStream } from '../../graph/residual';
import { readSkeleton } from '../../graph/skeleton';
import { makeView } from '../../graph/view';
import { readModelFiles } from '../../models/model-files';
import { Bridge } from '../bridge/bridge';
import { inputsOf, type Graph } from '../bridge/plan';
import { ContractError } from '../contract';
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
   */
  run(ids: Int32Array, batch: number, length: number, outputs: readonly string[]): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/**
 * Opens a model on the CPU.
 *
 * @param what `logits`, or the states between layers, without which nothing of the head is computed
 * @throws ContractError for what is no decoder-only language model, or no whole one; the runtime's error
 */
export async function openLanguageModel(
  model: AskedLanguageModel,
  what: 'logits' | 'layers',
): Promise<OpenLanguageModel> {
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
  if (what === 'layers' && stream === undefined)
    throw new ContractError(
      'the states between its layers cannot be told in its graph, where operators are fused or carry no names: export it without optimisation',
    );
  const last = stream?.at(-1) ?? '';
  const kept = graph.output.map(({ name }) => name).filter((name) => name.startsWith(PRESENT));
  const view = makeView(skeleton, {
    answer: what === 'logits' ? answer : last,
    outputs: kept,
    ...(what === 'layers' && stream && { tensors: stream }),
  });
  const session = await openAsItIs(view.model, view.folder);
  try {
    const asked = {
      inputs: { tokens: TOKENS },
      outputs: what === 'logits' ? {} : Object.fromEntries((stream ?? []).map((name, k) => [`hidden.${k}`, name])),
    };
    const bridge = bridgeTo(session.graph, asked, what === 'layers' ? { name: last, width: model.width } : undefined);
    return {
      tokenizer,
      digest: await digestOf(model.folder, digest),
      layers: stream && stream.length - 1,
      longest: bridge.shape.longest,
      run: (ids, batch, length, outputs) => bridge.run(session.call, ids, { batch, length }, outputs),
      release: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
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
