import { answerForm } from '../graph/parallel/answer-form';
import { readSkeleton } from '../graph/skeleton';
import type { Bridging } from '../models/bridging';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import { openAsItIs } from './opened';
import type { Opened } from './runtime';

/** A model with more bytes is held once. */
const MOST_BYTES = 32 * 2 ** 20;
/**
 * Tokens of whose answers a form is worth its making: that takes some 30 ms of processor time and a second session, which the
 * probe of an ordinary selection by eight models would notice, and a thousand tokens take as long by the file itself.
 */
const WORTH = 1024;

/**
 * A model on the CPU. Where more and more answers alone are asked for, as by `eval`, a search or a long text, a form of it runs them that
 * computes nothing else, and no step after the other where that can be helped; the file itself runs the rest, and all where no such form
 * can be made.
 *
 * @param asked what the manifest says of names
 * @param file the model as it is
 */
export function withAnswerForm(files: ModelFiles, asked: Bridging, file: Opened): Opened {
  const answer = asked.outputs?.['logits'] ?? 'logits';
  const [tokens, ...others] = file.graph.inputs;
  // A state that is carried from call to call has outputs of its own.
  if (tokens?.shape?.length !== 2 || others.length > 0 || files.bytes > MOST_BYTES) return file;
  let answered = 0;
  let form: Promise<Opened | undefined> | undefined;
  return {
    graph: file.graph,
    call: async (feeds, wanted) => {
      if (wanted.some((name) => name !== answer)) return file.call(feeds, wanted);
      answered += feeds[tokens.name]?.data.length ?? 0;
      if (answered >= WORTH) form ??= openForm(files, tokens.name, answer);
      return ((await form) ?? file).call(feeds, wanted);
    },
    release: async () => {
      await (await form)?.release();
      await file.release();
    },
  };
}

/** Undefined where there is no such form, or the file is another one by now: then nothing is lost but time. */
async function openForm(files: ModelFiles, tokens: string, answer: string): Promise<Opened | undefined> {
  try {
    // With its weights, so that nothing keeps the file from being written anew while the form is open.
    const made = answerForm(await readSkeleton(files.path, Infinity), tokens, answer);
    return made && (await isUnchanged(files)) ? await openAsItIs(made.model, made.folder) : undefined;
  } catch {
    return undefined;
  }
}
