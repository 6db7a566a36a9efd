import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Call } from './bridge/bridge';
import type { Graph } from './bridge/plan';
import type { Numbers, Value } from './bridge/values';

export const SESSION_OPTIONS = {
  logSeverityLevel: 3,
  // Threads that spin while they wait take the cores that other work on the machine needs.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
} as const;

/** A graph that can be run, on whatever sessions of the runtime. */
export interface Opened {
  graph: Graph;
  call: Call;
  release: () => Promise<void>;
}

/**
 * Opens a graph that was made from a file, on the CPU.
 *
 * @param folder where the files lie in which its weights are
 * @throws the runtime's error
 */
export async function openMade(model: Uint8Array, folder: string): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    ...SESSION_OPTIONS,
    extra: { session: { ...SESSION_OPTIONS.extra.session, model_external_initializers_file_folder_path: folder } },
  });
}

export function openedOf(session: InferenceSession): Opened {
  return { graph: graphOf(session), call: callOf(session), release: () => session.release() };
}

export function graphOf({ inputMetadata, outputMetadata }: InferenceSession): Graph {
  return { inputs: inputMetadata, outputs: outputMetadata };
}

export function callOf(session: InferenceSession): Call {
  return async (feeds, wanted) => {
    const given = Object.entries(feeds).map(([name, value]) => [name, tensorOf(value)] as const);
    const results = await session.run(Object.fromEntries(given), wanted);
    return results as unknown as Record<string, Value>;
  };
}

function tensorOf({ type, data, dims }: Value): OrtTensor {
  return new OrtTensor(type as 'float32', data as Numbers & Float32Array, dims);
}
