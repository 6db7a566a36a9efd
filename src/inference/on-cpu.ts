import { declaredOf } from '../graph/declared';
import { answerForm } from '../graph/parallel/answer-form';
import { readSkeleton } from '../graph/skeleton';
import type { Bridging } from '../models/bridging';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { ContractError } from './contract';
import type { Graph } from './bridge/plan';
import { openAsItIs } from './opened';
import type { Opened } from './runtime';

/** A model with more bytes is held once. */
const MOST_BYTES = 32 * 2 ** 20;

/**
 * A model on the CPU. Where only its answer is asked for, which is what a probe and `eval` do, a form of it runs that computes nothing else
 * and no step after the other where that can be helped; the file itself is opened when something else is asked for, at once where no such
 * form can be made.
 *
 * @param asked what the manifest says of names
 * @param check whether such inputs and outputs follow the contract, by an error
 * @param whole opens the file
 * @throws ContractError, the runtime's error
 */
export async function openOnCpu(
  files: ModelFiles,
  asked: Bridging,
  check: (graph: Graph) => void,
  whole: () => Promise<Opened>,
): Promise<Opened> {
  const made = files.bytes <= MOST_BYTES ? await openAnswer(files, asked) : undefined;
  if (!made) return whole();
  const { answer, graph, form } = made;
  try {
    check(graph);
  } catch (error) {
    await form.release();
    throw error;
  }
  let file: Opened | undefined;
  const opened = async (): Promise<Opened> => {
    file ??= await whole();
    if (!(await isUnchanged(files))) throw new ContractError('it changed while it was opened; try again');
    return file;
  };
  return {
    graph,
    call: async (feeds, wanted) => {
      const isAnswer = wanted.every((name) => name === answer);
      return (isAnswer ? form : await opened()).call(feeds, wanted);
    },
    release: async () => {
      await form.release();
      await file?.release();
    },
  };
}

/** Undefined where there is no such form: then nothing is lost but time. */
async function openAnswer({ path }: ModelFiles, asked: Bridging) {
  try {
    // With its weights, so that nothing keeps the file from being written anew while the form is open.
    const skeleton = await readSkeleton(path, Infinity);
    const graph = declaredOf(skeleton.graph);
    const [tokens, ...others] = graph?.inputs ?? [];
    // A state that is carried from call to call has outputs of its own.
    if (!graph || tokens?.shape.length !== 2 || others.length > 0) return undefined;
    const answer = asked.outputs?.['logits'] ?? 'logits';
    const made = answerForm(skeleton, tokens.name, answer);
    return made && { answer, graph, form: await openAsItIs(made.model, made.folder) };
  } catch {
    return undefined;
  }
}
