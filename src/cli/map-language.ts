import { languageMap, type LanguageMap } from '../analysis/language-model/causes';
import { languageCausesText } from '../analysis/language-model/causes-text';
import { costText } from '../analysis/language-model/plan';
import { PatchError } from '../analysis/patching/patch-error';
import { InferenceError } from '../inference/client';
import { greatest } from '../lists/extremes';
import { eachFile } from './each-file';
import { atStart, readTrace } from './input';
import { mapText } from './map-text';
import { clearLine, showLine } from './output';
import { clientOf } from './providers';
import { languageAt, telling } from './run-languages';
import { UsageError, type Arguments } from './usage';

interface Mapped {
  length: number;
  pairs: number;
  seconds: number;
  seed: number;
  isAlone: boolean;
}

/**
 * The causal map of a language model, over pairs of random texts of the world of each file.
 *
 * @param folder that holds it
 * @returns the exit code
 * @throws UsageError; Error for a folder that is not whole
 */
export async function mapLanguage(
  folder: string,
  args: Arguments,
  { length, pairs, seconds, seed, isAlone }: Mapped,
  signal: AbortSignal,
): Promise<number> {
  if (args.positionals.length === 0)
    throw new UsageError('which FILE? (a language model reads random texts of the world of one)');
  const model = await languageAt(folder);
  const client = clientOf(args);
  const { onProgress } = telling(model);
  const { id, name } = model;
  try {
    return await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const asked = { length, pairs, seconds, seed, isAlone, signal, ...(onProgress && { onProgress }) };
        const onCost = (cost: Parameters<typeof costText>[0]): void => showLine(`${name}: ${costText(cost)}`);
        const found = await languageMap(trace, model, client, { ...asked, onCost }).catch((error: unknown) => {
          const isTold = [PatchError, InferenceError, RangeError].some((kind) => error instanceof kind);
          throw isTold ? atStart(path, (error as Error).message) : error;
        });
        clearLine();
        return { source: trace.source, found, sentence: languageCausesText(found, isAlone) };
      },
      ({ found, sentence }) => mapText(found, aboutTexts(name, found, { length, pairs, seed, isAlone, sentence })),
      'map',
      ({ source, found: { digest, ...content }, sentence }) => ({
        ...{ source, model: { id, name, digest }, length, words: pairs, seed, alone: isAlone, ...content, sentence },
      }),
    );
  } finally {
    clearLine();
    client.dispose();
  }
}

function aboutTexts(
  name: string,
  { cells, notes }: LanguageMap,
  { length, pairs, seed, isAlone, sentence }: Omit<Mapped, 'seconds'> & { sentence: string },
) {
  const told = greatest(
    cells.map((cell) => cell.pairs),
    0,
  );
  const where = isAlone ? 'the step that is named alone' : 'all steps up to the one that is named';
  return {
    title: `${name}: ${pairs} pairs of random texts of ${length} steps, seed ${seed}`,
    ...{ sentence, length, other: 'the other text' },
    notes: [
      ...notes,
      `Layers are replaced at the last tokens of ${where}. Pairs whose two answers at the end differ, at most ${told} at a step, can tell something.`,
    ],
  };
}
