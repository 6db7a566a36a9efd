import { causalMap } from '../analysis/patching/causal-map';
import { causalText } from '../analysis/patching/causal-text';
import { overWords } from '../analysis/patching/over-words';
import { PatchError } from '../analysis/patching/patch-error';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { LONGEST_TEXT } from '../analysis/language-model/defaults';
import { languageFolder } from './bundled';
import { READ_OPTIONS } from './input';
import { mapLanguage } from './map-language';
import { mapText } from './map-text';
import { modelNamed } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clearLine, print } from './output';
import { SlowProgress } from './progress-line';
import { clientOf, providersOf } from './providers';
import { reportLine } from './report';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

const DEFAULTS = { length: 64, pairs: 48, seconds: 60 };
/** Of a language model, which reads some tokens for each step. */
const OF_TEXTS = { ...DEFAULTS, length: LONGEST_TEXT, pairs: 32 };
export const map: Verb = {
  usage: ['--model M', 'FILE… --model FOLDER'],
  does: 'which layer carries the state, and from which step on: states of random words put into others (docs/inside.md)',
  notes: ['A language model reads random texts of the world of a FILE, told as it is.'],
  options: [
    { name: 'model', value: 'M', help: 'id, file or address of the model, or the folder or name of a language model' },
    {
      name: 'length',
      value: 'N',
      help: `steps of each word; ${DEFAULTS.length} if absent, ${OF_TEXTS.length} for language models`,
    },
    {
      name: 'pairs',
      value: 'N',
      help: `pairs of random words; ${DEFAULTS.pairs} if absent, ${OF_TEXTS.pairs} for language models`,
    },
    { name: 'seconds', value: 'N', help: `about how long it may take; ${DEFAULTS.seconds} if absent` },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    { name: 'alone', help: 'language models: at each step alone, instead of all up to it' },
    ...READ_OPTIONS,
    FOLDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: mapModel,
};

async function mapModel(args: Arguments, signal: AbortSignal): Promise<number> {
  const name = args.text('model');
  if (name === undefined) throw new UsageError('which --model? (state-probe models lists them)');
  const isLanguage = (await languageFolder(name)) !== undefined;
  const usual = isLanguage ? OF_TEXTS : DEFAULTS;
  const length = args.count('length', 2) ?? usual.length;
  const pairs = args.count('pairs', 1) ?? usual.pairs;
  const seconds = args.count('seconds', 1) ?? usual.seconds;
  const seed = args.seed() ?? SAMPLE_SEED;
  if (isLanguage) return mapLanguage(name, args, { length, pairs, seconds, seed, isAlone: args.flag('alone') }, signal);
  if (args.positionals.length > 0)
    throw new UsageError('of a model that reads words random words are read: no FILE says anything of them');
  if (args.flag('alone')) throw new UsageError('--alone is of language models');
  const providers = providersOf(args);
  const model = await modelNamed(name, args);
  const client = clientOf(args);
  const progress = new SlowProgress();
  try {
    const { id, name: title } = model.manifest;
    const onProgress = ({ done, total, message }: { done: number; total: number; message: string }): void =>
      progress.show(`${title}: ${message} (${done} of ${total})`);
    const call = { signal, onProgress };
    const found = await overWords(model, client, providers, call)
      .then((over) => causalMap(over, { length, pairs, seed, seconds, ...call }))
      .catch((error: unknown) => {
        throw error instanceof PatchError ? new Error(`${title}: ${error.message}`) : error;
      });
    clearLine();
    const sentence = causalText(found, length);
    const { digest, ...content } = found;
    if (args.flag('json'))
      print(
        reportLine('map', { model: { id, name: title, digest }, length, words: pairs, seed, ...content, sentence }),
      );
    else
      print(
        mapText(found, {
          title: `${title}: ${pairs} pairs of random words of ${length} steps`,
          ...{ sentence, length, other: 'the other word' },
          notes: ['Layers are replaced at all steps up to the one that is named, recurrent states at it.'],
        }),
      );
    return 0;
  } finally {
    clearLine();
    client.dispose();
  }
}
