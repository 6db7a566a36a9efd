import { explain, parseManifest, type Model, type ModelProblem } from '../catalogue';
import { MANIFEST_KEY } from '../manifest-key';
import type { Asking } from './ask';
import { readRemote } from './metadata';

/**
 * A model on a server, or why there is none; `place` is its address, or a file `*.state-probe.json` that holds it.
 *
 * @throws the signal's reason when it is aborted
 */
export async function readRemoteModel(place: string, asking: Asking): Promise<Model | ModelProblem> {
  try {
    const { manifest } = await readRemote(place, asking);
    if (Object.keys(manifest).length === 0) return { path: place, reason: NO_MANIFEST };
    const found = parseManifest(manifest);
    return 'reason' in found ? { path: place, ...found } : { path: place, ...found, bytes: 0 };
  } catch (error) {
    asking.signal?.throwIfAborted();
    return { path: place, reason: explain(error) };
  }
}

const NO_MANIFEST = `its server tells no "${MANIFEST_KEY}" among the model's parameters: write the manifest, with its "url", into a file NAME.state-probe.json, and name that`;
