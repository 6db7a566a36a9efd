import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARIES } from './place';
import type { RuntimeFolder } from './binding';

/** The libraries of onnxruntime's own by provider, which load those of the card's maker. */
const NAMES: Readonly<Record<string, string>> = {
  cuda: 'libonnxruntime_providers_cuda.so',
  tensorrt: 'libonnxruntime_providers_tensorrt.so',
};

/**
 * Why a provider could not be loaded, where the runtime says no more than that it could not: its own library is not there, or one
 * that this needs in turn.
 */
export function missingLibrary(provider: string, { folder, refused }: RuntimeFolder): string | undefined {
  const name = NAMES[provider];
  if (name === undefined || process.platform !== 'linux') return undefined;
  if (refused !== undefined) return refused;
  const library = join(folder, name);
  if (!existsSync(library))
    return `${name} is not there, which onnxruntime’s package for npm leaves out; the setting stateProbe.onnxruntimeLibraries, in the terminal the variable ${LIBRARIES}, names a folder that has it`;
  try {
    process.dlopen({ exports: {} }, library);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const needed = /^(\S+): cannot open shared object file/.exec(said)?.[1];
    // It was loaded, and is no module of Node's, which is as it must be.
    if (/did not self-register|Module did not/.test(said)) return undefined;
    return needed === undefined
      ? `${name} cannot be loaded: ${said}`
      : `${name} is there, but not ${needed}, which it needs: a library of CUDA, cuDNN or TensorRT, or of the card’s driver`;
  }
}
