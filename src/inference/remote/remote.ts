import { ADDED } from '../../graph/patch-input';
import type { ModelFiles } from '../../models/model-files';
import { ask, type Access } from '../../models/remote/ask';
import { readRemote, type RemoteModel, type RemoteTensor } from '../../models/remote/metadata';
import { Bridge, type Call } from '../bridge/bridge';
import type { Graph } from '../bridge/plan';
import { outputBytes, widthsOf, type ValueInfo } from '../contract';
import { OpenModel } from '../open-model';
import type { ViewOf } from '../view-of';
import { patchesFor } from './patches';
import { decode, encode, typeOf } from './tensors';

/** For a run; a fetch gives up by itself a little later. */
const RUN_MS = 280_000;
/** Of an answer, beside its numbers. */
const MOST_AROUND = 2 ** 20;
/** Characters of a number in JSON, for each of its four bytes. */
const JSON_FACTOR = 8;

/** The models of servers that this process knows, by their place, as they were when last asked for. */
const known = new Map<string, { remote: RemoteModel; files: ModelFiles }>();
/** By the place of a model. */
const accesses = new Map<string, Access>();

/**
 * A model on a server stands for files here: its digest is that of what the server says of it, asked anew each time.
 *
 * @throws RemoteError
 */
export async function remoteFiles(path: string, access: Access): Promise<ModelFiles> {
  accesses.set(path, access);
  const remote = await readRemote(path, access);
  const files = { path, digest: remote.digest, bytes: 0, stamps: new Map<string, string>() };
  known.set(path, { remote, files });
  return files;
}

/** What was said when its files were asked for. @throws RemoteError */
async function remoteOf({ path }: ModelFiles): Promise<RemoteModel> {
  return known.get(path)?.remote ?? readRemote(path, accesses.get(path) ?? {});
}

/** As an open model, which keeps to the contract or not: what it takes and gives, and how it is run. */
export async function openRemoteUnchecked(files: ModelFiles) {
  const remote = await remoteOf(files);
  return { remote, graph: graphOf(remote), callFor: (bridge: Bridge) => callOf(remote, files.path, bridge) };
}

/**
 * @param view what of it is to be replaceable
 * @throws RemoteError; BridgeError where it does not follow the contract; ContractError for a view that it does not offer
 */
export async function openRemote(files: ModelFiles, view?: ViewOf): Promise<OpenModel> {
  const remote = await remoteOf(files);
  const patches = view ? patchesFor(remote, view) : [];
  const { bridgingSchema } = await import('../../models/bridging');
  const graph = graphOf(remote);
  const bridge = new Bridge(graph, bridgingSchema.parse(remote.manifest));
  const facts = {
    provider: 'server' as const,
    digest: files.digest,
    inputs: graph.inputs.map(({ name }) => name),
    outputs: [...bridge.shape.outputs.keys()],
    widths: widthsOf(bridge.shape),
  };
  // What a run takes of the server's memory is the server's to say.
  return new OpenModel(callOf(remote, files.path, bridge), bridge, facts, Infinity, () => Promise.resolve(), {
    ...{ patches, ablations: [], probed: undefined },
  });
}

function callOf({ address, isBinary }: RemoteModel, path: string, { shape }: Bridge): Call {
  return async (feeds, wanted) => {
    const { body, headers } = encode({ feeds, wanted, isBinary });
    const [batch = 1, length = 1] = Object.values(feeds).find(({ dims }) => dims.length === 2)?.dims ?? [];
    const all = [...shape.outputs];
    const bytes = batch * outputBytes(shape, all, length);
    const { bytes: answer, headers: about } = await ask(address, {
      url: `${address.model}/infer`,
      token: accesses.get(path)?.token,
      body,
      headers,
      most: MOST_AROUND + JSON_FACTOR * bytes,
      milliseconds: RUN_MS,
    });
    return decode(answer, about, wanted);
  };
}

function graphOf({ inputs, outputs }: RemoteModel): Graph {
  // What replaces states is nobody's to fill in: a run without it is the model's own.
  return { inputs: inputs.filter(({ name }) => !name.startsWith(ADDED)).map(infoOf), outputs: outputs.map(infoOf) };
}

/** Free sizes have no names there; the first is the batch, and the next the length. */
function infoOf({ name, datatype, shape }: RemoteTensor): ValueInfo {
  const names = name.startsWith('attention.') ? ['batch', 'heads', 'length', 'length'] : ['batch', 'length'];
  return {
    name,
    isTensor: true,
    type: typeOf(datatype),
    shape: shape.map((size, axis) => (size >= 0 ? size : (names[axis] ?? `size ${axis}`))),
  };
}
