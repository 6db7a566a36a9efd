import { InferenceSession } from 'onnxruntime-node';
import { ADDED } from '../graph/patch-input';
import { readSkeleton } from '../graph/skeleton';
import { drawAnew } from '../graph/untrained';
import { makeView } from '../graph/view';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { readBridging } from '../models/read-bridging';
import { isRemote } from '../models/remote/address';
import { Bridge } from './bridge/bridge';
import { ContractError, widthsOf } from './contract';
import { OpenModel } from './open-model';
import { callOf, graphOf, SESSION_OPTIONS } from './session';
import type { ViewOf } from './view-of';

/** Outputs that a file of the `transformers` world carries on. */
const PRESENT = 'present.';

/**
 * Makes a view of a model's graph and opens it, on the CPU: where a state can be replaced between two steps, `Scan` has to run
 * there in any case.
 *
 * @throws GraphError for what the graph does not have, ContractError, the runtime's error
 */
export async function openView(files: ModelFiles, view: ViewOf, memory: number): Promise<OpenModel> {
  if (isRemote(files.path))
    throw new ContractError(
      'a server shows nothing of its model’s graph: states and weights are replaced in a model that is a file',
    );
  const asked = await readBridging(files.path);
  const own = (name: string): string => asked.outputs?.[name] ?? name;
  const skeleton = await readSkeleton(files.path);
  if (view.untrained !== undefined) await drawAnew(skeleton, view.untrained);
  const carried = new Set(Object.values(asked.states ?? {}));
  const kept = skeleton.graph.output
    .map(({ name }) => name)
    .filter((name) => carried.has(name) || name.startsWith(PRESENT));
  const made = makeView(skeleton, {
    answer: own('logits'),
    outputs: [...kept, ...view.outputs.map(own)],
    layers: view.layers.map(own),
    states: view.states.map(({ output, slots }) => ({ output: own(output), slots })),
  });
  const session = await InferenceSession.create(made.model, {
    executionProviders: ['cpu'],
    ...SESSION_OPTIONS,
    extra: {
      session: { ...SESSION_OPTIONS.extra.session, model_external_initializers_file_folder_path: made.folder },
    },
  });
  try {
    if (!(await isUnchanged(files))) throw new ContractError('it changed while it was opened; try again');
    const { inputs, outputs } = graphOf(session);
    const there = new Set(outputs.map(({ name }) => name));
    const names = Object.entries(asked.outputs ?? {}).filter(([, name]) => there.has(name));
    const bridge = new Bridge(
      { inputs: inputs.filter(({ name }) => !name.startsWith(ADDED)), outputs },
      { ...asked, outputs: Object.fromEntries(names) },
    );
    const contract = new Map(
      [...view.layers, ...view.states.map(({ output }) => output)].map((name) => [own(name), name]),
    );
    const patches = made.inputs.map((one) => ({ ...one, output: contract.get(one.output) ?? one.output }));
    const facts = {
      provider: 'cpu' as const,
      digest: files.digest,
      inputs: [...session.inputNames],
      outputs: [...bridge.shape.outputs.keys()],
      widths: widthsOf(bridge.shape),
    };
    return new OpenModel(callOf(session), bridge, facts, memory, () => session.release(), patches);
  } catch (error) {
    await session.release();
    throw error;
  }
}
