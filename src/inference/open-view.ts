import { ADDED } from '../graph/patch-input';
import type { Shown } from '../graph/sites';
import { readSkeleton, type Skeleton } from '../graph/skeleton';
import { drawAnew } from '../graph/untrained';
import { makeView } from '../graph/view';
import type { Bridging } from '../models/bridging';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { readBridging } from '../models/read-bridging';
import { hiddenLayers, insideOutputs, type InsideKind } from '../representation/outputs';
import { Bridge } from './bridge/bridge';
import { ContractError } from './contract';
import { OpenModel } from './open-model';
import { openAsItIs } from './opened';
import { onnxruntime } from './runtime';
import { factsOf } from './session';
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
  const asked = await readBridging(files.path);
  if (asked.writes !== undefined && (view.layers.length > 0 || view.states.length > 0 || view.probed !== undefined))
    throw new ContractError('it reads the states that it writes, so that none within it is replaced');
  const own = (name: string): string => asked.outputs?.[name] ?? name;
  const skeleton = await readSkeleton(files.path);
  if (view.untrained !== undefined) await drawAnew(skeleton, view.untrained);
  const carried = new Set(Object.values(asked.states ?? {}));
  const kept = skeleton.graph.output
    .map(({ name }) => name)
    .filter((name) => carried.has(name) || name.startsWith(PRESENT));
  const shown = shownIn(skeleton, asked);
  const made = makeView(skeleton, {
    answer: own('logits'),
    outputs: [...kept, ...view.outputs.map(own)],
    layers: view.layers.map(own),
    states: view.states.map(({ output, slots }) => ({ output: own(output), slots })),
    ...(view.ablated && { ablated: { ...shown, kinds: view.ablated } }),
    ...(view.probed !== undefined && { probed: own(view.probed) }),
    ...(view.bits && { bits: { ...view.bits, layers: shown.layers } }),
  });
  const session = await openAsItIs(made.model, made.folder);
  try {
    if (!(await isUnchanged(files))) throw new ContractError('it changed while it was opened; try again');
    const { inputs, outputs } = session.graph;
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
    const ort = await onnxruntime();
    const facts = {
      provider: 'cpu' as const,
      digest: files.digest,
      ...factsOf(session, bridge),
      ...(ort.isWeb && { webAssembly: true as const }),
    };
    const { ablations, probed } = made;
    return new OpenModel(session.call, bridge, facts, Math.min(memory, ort.memory), () => session.release(), {
      patches,
      ablations,
      probed,
    });
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** The file's names of all that the contract calls layers, states and attention. */
function shownIn({ graph }: Skeleton, { outputs: asked = {} }: Bridging): Shown {
  const own = new Map([...graph.output.map(({ name }): [string, string] => [name, name]), ...Object.entries(asked)]);
  const names = [...own.keys()];
  const of = (kind: InsideKind) =>
    insideOutputs(names)
      .filter((one) => one.kind === kind)
      .map(({ output, layer }) => ({ output: own.get(output) ?? output, layer }));
  return {
    layers: hiddenLayers(names).map((name) => own.get(name) ?? name),
    states: of('state'),
    attention: of('attention'),
  };
}
