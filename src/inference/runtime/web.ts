import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Env, InferenceSession, InferenceSessionFactory, Tensor, TensorConstructor } from 'onnxruntime-node';
import type { Value } from '../bridge/values';
import type { Onnxruntime, Session } from './session';
import { readWhole } from './weights';

/** What of onnxruntime-web is used. */
interface Web {
  env: Env;
  InferenceSession: InferenceSessionFactory;
  Tensor: TensorConstructor;
}

/** Addresses of WebAssembly reach 4 GiB; copies of weights that are laid out anew, and what the program itself needs, are among them. */
const MEMORY = 3 * 2 ** 30;

/**
 * onnxruntime as WebAssembly. On one thread: two took longer (docs/decisions/inference.md).
 *
 * @param script the package's own code, beside which the WebAssembly lies
 */
export function webRuntime(script: string): Onnxruntime {
  const { env, InferenceSession, Tensor } = createRequire(__filename)(script) as Web;
  env.wasm.numThreads = 1;
  // What is wrong its errors say.
  env.logLevel = 'fatal';
  return {
    providers: new Set(['cpu']),
    isWeb: true,
    memory: MEMORY,
    async open(model, { folder }) {
      const whole = await readWhole(model, folder, MEMORY);
      const options = { executionProviders: ['wasm'], logSeverityLevel: 4, externalData: whole.weights } as const;
      const session = await alive(() => InferenceSession.create(whole.model, options));
      return sessionOf(session, Tensor);
    },
    explain: (_provider, error) => error,
  };
}

function sessionOf(session: InferenceSession, Made: TensorConstructor): Session {
  return {
    graph: { inputs: session.inputMetadata, outputs: session.outputMetadata },
    call: async (feeds, wanted) => {
      const given = Object.entries(feeds).map(([name, { type, data, dims }]): [string, Tensor] => [
        name,
        new Made(type as 'float32', data as Float32Array, dims),
      ]);
      const results = await alive(() => session.run(Object.fromEntries(given), wanted));
      return results as unknown as Record<string, Value>;
    },
    release: () => session.release(),
    endProfiling: () => session.endProfiling(),
  };
}

/** A program of WebAssembly that was broken off in its middle answers nothing any more: its process ends, and the next is another. */
async function alive<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // WebAssembly’s own, which types of Node leave out.
    if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
    writeSync(2, `onnxruntime broke off: ${error.message}\n`);
    process.exit(1);
  }
}
