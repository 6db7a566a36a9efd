import { readModel } from '../../models/catalogue';
import type { ModelFiles } from '../../models/model-files';
import { ContractError } from '../contract';
import { openModel } from '../session';
import { alone, causal, finite, freeBatch, layers, repeatable, sizes, tokenIds, type Finding } from './checks';
import { Trial, type Candidate } from './trial';

/** Something that was asked of a model. */
export interface Check {
  name: string;
  /** Null where it could not be found out, because something before it has failed. */
  passed: boolean | null;
  /** What is wrong, for people; and what to change. */
  reason?: string;
  remedy?: string;
}

const CHECKS: readonly { name: string; find: (trial: Trial) => Finding | Promise<Finding>; after?: string }[] = [
  { name: 'layers', find: layers },
  { name: 'free sizes', find: freeBatch },
  { name: 'token ids', find: tokenIds, after: 'free sizes' },
  { name: 'sizes', find: sizes, after: 'token ids' },
  { name: 'finite values', find: finite, after: 'sizes' },
  { name: 'repeatable', find: repeatable, after: 'sizes' },
  { name: 'causal', find: causal, after: 'repeatable' },
  { name: 'independent of the batch', find: alone, after: 'repeatable' },
];

/**
 * Whether a model is what its manifest and the contract say, found out by running it on some two thousand tokens: nothing
 * of this can be seen in the file. The words are the same each time.
 */
export async function verify(model: Candidate): Promise<Check[]> {
  const trial = new Trial(model);
  const checks = new Map<string, Check>();
  for (const { name, find, after } of CHECKS) {
    if (after !== undefined && checks.get(after)?.passed !== true) {
      checks.set(name, { name, passed: null, reason: `not found out: ${after} comes first` });
      continue;
    }
    const found = await Promise.resolve(find(trial)).catch((error: unknown) => {
      if (!(error instanceof ContractError)) throw error;
      return { reason: error.message, remedy: 'export both sizes of tokens free, and run the file in onnxruntime' };
    });
    checks.set(name, { name, passed: !found, ...found });
  }
  return [...checks.values()];
}

/** Why a model is not run; undefined when nothing has failed. */
export function refusal(checks: readonly Check[]): string | undefined {
  return checks.find(({ passed }) => passed === false)?.reason;
}

/**
 * Verifies a model on the CPU, which is the same everywhere, whatever is to run it.
 *
 * @throws ContractError for a file that is no model of the contract; the runtime's error for one it cannot open
 */
export async function checksOf(files: ModelFiles): Promise<Check[]> {
  const found = await readModel(files.path);
  if ('reason' in found) throw new ContractError(found.reason);
  const model = await openModel(files, ['cpu']);
  try {
    return await verify({
      manifest: found.manifest,
      shape: model.shape,
      run: model.run.bind(model),
    });
  } finally {
    await model.release();
  }
}
