import type { Example } from '../examples/example';
import type { Split } from '../splits/keys';
import type { FileInPlan, FilesPlan, Plan } from '../plan/plan';
import { generatorOf } from './work';

export const PREVIEW_EXAMPLES = 10;

export interface Previewed {
  example: Example;
  /** Its side; of what is read from files it is known only when all of them are read. */
  split: Split | undefined;
}

/**
 * Some examples of a plan, before anything is written: the first ten that are generated, or one from each of ten files
 * spread over all of them (more from each, where there are fewer).
 *
 * @throws the signal's reason when it is aborted
 */
export async function* preview(plan: Plan, signal?: AbortSignal): AsyncGenerator<Previewed> {
  const { source } = plan;
  if (source.kind === 'trace') {
    for await (const example of fromFiles(source, signal)) yield { example, split: undefined };
    return;
  }
  const make = await generatorOf(plan);
  for (let index = 0; make && index < Math.min(PREVIEW_EXAMPLES, source.count); index++) {
    signal?.throwIfAborted();
    const { example, side } = make(index);
    yield { example, split: side };
  }
}

async function* fromFiles(plan: FilesPlan, signal?: AbortSignal): AsyncGenerator<Example> {
  const share = Math.ceil(PREVIEW_EXAMPLES / plan.files.length);
  const { examplesOf } = await import('./make');
  let left = PREVIEW_EXAMPLES;
  for (const file of spread(plan.files)) {
    let taken = 0;
    for await (const found of examplesOf(plan, file, () => undefined)) {
      signal?.throwIfAborted();
      if (typeof found === 'string') continue;
      yield found.example;
      if (--left === 0) return;
      if (++taken === share) break;
    }
  }
}

/** Every tenth part's first file, then every tenth part's second one, and so on: all files, each once. */
function* spread(files: readonly FileInPlan[]): Generator<FileInPlan> {
  const part = Math.ceil(files.length / PREVIEW_EXAMPLES);
  for (let offset = 0; offset < part; offset++) {
    for (let start = offset; start < files.length; start += part) {
      const file = files[start];
      if (file) yield file;
    }
  }
}
