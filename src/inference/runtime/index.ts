import { createRequire } from 'node:module';
import { bundlePath } from '../../bundles';
import type { Onnxruntime } from './session';

export type { Onnxruntime, Opened, Session } from './session';

/** `native` or `web`: which runtime is taken where both are there. */
const CHOICE = 'STATE_PROBE_RUNTIME';

let loaded: Promise<Onnxruntime> | undefined;

/**
 * onnxruntime, loaded by the first call: its native code where it can be loaded, WebAssembly where it cannot and is there.
 *
 * @throws Error that says why neither can be loaded
 */
export function onnxruntime(): Promise<Onnxruntime> {
  return (loaded ??= load());
}

async function load(): Promise<Onnxruntime> {
  const choice = process.env[CHOICE];
  if (choice !== undefined && choice !== '' && choice !== 'native' && choice !== 'web')
    throw new Error(`${CHOICE} is native or web, not ${choice}`);
  const script = webScript();
  if (choice === 'web' && script === undefined)
    throw new Error(`${CHOICE} asks for WebAssembly, which this package does not hold`);
  if (choice !== 'web') {
    try {
      return (await import('./native')).native;
    } catch (error) {
      if (choice === 'native' || script === undefined) throw new Error(lacking(error), { cause: error });
    }
  }
  return (await import('./web')).webRuntime(script ?? '');
}

/** Its first line: what `require` was asked for by whom says nothing to people. */
function lacking(error: unknown): string {
  const [why = ''] = String(error instanceof Error ? error.message : error).split('\n', 1);
  return `onnxruntime’s native code does not work on this machine (${process.platform}-${process.arch}: ${why}); install the package of State Probe without a platform, which runs models as WebAssembly`;
}

/** The code that runs WebAssembly: beside the bundle, or in its package where this runs from source; undefined where it is not shipped. */
function webScript(): string | undefined {
  const shipped = bundlePath('onnxruntime-web/ort.node.min.js');
  if (shipped !== undefined) return shipped;
  try {
    return createRequire(__filename).resolve('onnxruntime-web');
  } catch {
    return undefined;
  }
}
