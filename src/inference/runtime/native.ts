// The first: it says from where the runtime is loaded.
import { runtime } from '../libraries/runtime';
import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import type { Call } from '../bridge/bridge';
import type { Numbers, Value } from '../bridge/values';
import { missingLibrary } from '../libraries/missing';
import type { Onnxruntime, Opening, Session } from './session';

/** onnxruntime as native code, with the providers of its platform. */
export const native: Onnxruntime = {
  providers: new Set(listSupportedBackends().map(({ name }) => name)),
  isWeb: false,
  memory: Infinity,
  async open(model, opening) {
    // The two kinds of models are two functions to the compiler.
    const session = await (typeof model === 'string'
      ? InferenceSession.create(model, optionsOf(opening))
      : InferenceSession.create(model, optionsOf(opening)));
    return sessionOf(session);
  },
  explain(provider, error) {
    // The runtime tells which library it lacks in its log alone.
    const isLibrary = error instanceof Error && error.message.includes('Failed to load shared library');
    const why = isLibrary ? missingLibrary(provider, runtime) : undefined;
    return why === undefined ? error : new Error(why);
  },
};

/** For measurements: as many threads as whom it is held against. */
const THREADS = Number(process.env['STATE_PROBE_THREADS'] ?? 0);

function optionsOf({ providers, folder, entries, profile }: Opening): InferenceSession.SessionOptions {
  return {
    executionProviders: [...providers],
    logSeverityLevel: 3,
    ...(THREADS > 0 && { intraOpNumThreads: THREADS }),
    extra: {
      session: {
        // Threads that spin while they wait take the cores that other work on the machine needs.
        intra_op: { allow_spinning: '0' },
        ...(folder !== undefined && { model_external_initializers_file_folder_path: folder }),
        ...entries,
      },
    },
    ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
  };
}

function sessionOf(session: InferenceSession): Session {
  const call: Call = async (feeds, wanted) => {
    const given = Object.entries(feeds).map(([name, value]) => [name, tensorOf(value)] as const);
    const results = await session.run(Object.fromEntries(given), wanted);
    return results as unknown as Record<string, Value>;
  };
  return {
    graph: { inputs: session.inputMetadata, outputs: session.outputMetadata },
    call,
    release: () => session.release(),
    endProfiling: () => session.endProfiling(),
  };
}

function tensorOf({ type, data, dims }: Value): Tensor {
  return new Tensor(type as 'float32', data as Numbers & Float32Array, dims);
}
