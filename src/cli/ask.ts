import { randomAccuracy, type AccuracyAfter } from '../analysis/language-model/random-texts';
import { probeText, type TextProbes } from '../analysis/language-model/probes';
import { isAsked, type LanguageRun } from '../analysis/language-model/run';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { InferenceError, type InferenceClient } from '../inference/client';
import type { Progress } from '../inference/protocol';
import type { LanguageModel } from '../models/language-model/folder';
import { append } from '../lists/append';
import type { Trace } from '../trace/trace';
import { askedReport, askText, type AskedModel } from './ask-text';
import { eachFile } from './each-file';
import { atStart, plainText, READ_OPTIONS, readTrace } from './input';
import { clearLine } from './output';
import { SlowProgress } from './progress-line';
import { clientOf, TIMEOUT_OPTION } from './providers';
import { askLanguage, languageAt } from './run-languages';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

/** Texts on which probes are fitted and measured, unless told otherwise. */
const PROBED_TEXTS = 300;
/** Steps of the longest random texts. */
const LONGEST = 8;
const [FEWEST_PROBED, MOST_TEXTS, MOST_STEPS] = [20, 5000, 200];

export const ask: Verb = {
  usage: ['FILE… --models FOLDER[,FOLDER]'],
  does: 'what a language model answers after each step of a program or a story, and which layer knows it',
  notes: [
    'FOLDER holds model.onnx, tokenizer.json and config.json, as exporters write them (docs/language-models.md). Nothing leaves this machine.',
  ],
  options: [
    { name: 'models', value: 'FOLDER', help: 'folders of language models; several: A,B' },
    { name: 'every', value: 'K', help: 'ask after every K-th step; otherwise as often as takes about a minute' },
    {
      name: 'random-texts',
      value: 'N',
      help: 'accuracy over N random texts of the same world for each number of steps',
    },
    {
      name: 'probes',
      help: 'fits a linear probe for each place on each layer, over random texts, and reads this text with it',
    },
    { name: 'texts', value: 'N', help: `with --probes: random texts; ${PROBED_TEXTS} if absent` },
    { name: 'longest', value: 'N', help: `steps of the longest random texts; ${LONGEST} if absent` },
    { name: 'seed', value: 'N', help: 'seed of the random texts' },
    { name: 'show-text', help: 'prints the text as the model read it' },
    ...READ_OPTIONS,
    TIMEOUT_OPTION,
  ],
  run: askFiles,
};

interface Wanted {
  every: number | undefined;
  random: number | undefined;
  probes: number | undefined;
  longest: number;
  seed: number;
}

async function askFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const wanted = wantedOf(args);
  const models = await modelsOf(args);
  const client = clientOf(args);
  const failed: AskedModel[] = [];
  try {
    const code = await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const text = await plainText(path);
        const asked: AskedModel[] = [];
        for (const model of models) asked.push(await askOne(trace, path, model, { client, text, wanted, signal }));
        clearLine();
        append(
          failed,
          asked.filter((one) => 'skipped' in one && one.failed === true),
        );
        return { trace, asked };
      },
      ({ asked, trace }) => askText(trace, asked, args.flag('show-text')),
      'ask',
      ({ asked, trace }) => askedReport(trace, asked, wanted),
    );
    return failed.length > 0 ? 1 : code;
  } finally {
    clearLine();
    client.dispose();
  }
}

function wantedOf(args: Arguments): Wanted {
  const bounded = (name: string, least: number, most: number): number | undefined => {
    const count = args.count(name, least);
    if (count !== undefined && count > most) throw new UsageError(`--${name} is at most ${most}, not ${count}`);
    return count;
  };
  const texts = bounded('texts', FEWEST_PROBED, MOST_TEXTS);
  if (texts !== undefined && !args.flag('probes')) throw new UsageError('--texts is of --probes');
  return {
    every: args.count('every', 1),
    random: bounded('random-texts', 1, MOST_TEXTS),
    probes: args.flag('probes') ? (texts ?? PROBED_TEXTS) : undefined,
    longest: bounded('longest', 1, MOST_STEPS) ?? LONGEST,
    seed: args.count('seed', 0) ?? SAMPLE_SEED,
  };
}

/** @throws UsageError for what is no folder of a language model */
async function modelsOf(args: Arguments): Promise<LanguageModel[]> {
  const named = args.list('models') ?? [];
  if (named.length === 0)
    throw new UsageError('which --models? (folders that hold model.onnx, tokenizer.json and config.json)');
  const models: LanguageModel[] = [];
  for (const name of named) models.push(await languageAt(name));
  return models;
}

interface Asker {
  client: InferenceClient;
  text: string | undefined;
  wanted: Wanted;
  signal: AbortSignal;
}

async function askOne(
  trace: Trace,
  path: string,
  model: LanguageModel,
  { client, text, wanted, signal }: Asker,
): Promise<AskedModel> {
  const slow = new SlowProgress();
  const onProgress = ({ done, total, message }: Progress): void =>
    slow.show(`${model.name}: ${message}, ${done} of ${total}`);
  const options = { signal, onProgress };
  try {
    const run = await askLanguage(trace, model, { client, text, every: wanted.every, signal });
    if (!isAsked(run)) return { model, skipped: run.reason, ...(run.failed && { failed: true }) };
    return { ...(await beyond(trace, model, run, { client, text, wanted, options })), model, run };
  } catch (error) {
    if (error instanceof RangeError) throw atStart(path, error.message);
    if (error instanceof InferenceError) return { model, skipped: error.message, failed: true };
    throw error;
  }
}

/** What is asked over random texts. */
async function beyond(
  trace: Trace,
  model: LanguageModel,
  run: LanguageRun,
  {
    client,
    text,
    wanted: { random, probes, longest, seed },
    options,
  }: Omit<Asker, 'signal'> & { options: { signal: AbortSignal; onProgress: (progress: Progress) => void } },
): Promise<{ random?: AccuracyAfter[]; probes?: TextProbes | { reason: string } }> {
  const accuracy =
    random === undefined
      ? undefined
      : await randomAccuracy(trace, model, client, { ...options, texts: random, longest, seed });
  const fit = async (texts: number): Promise<TextProbes | { reason: string }> =>
    run.facts.noLayers === null
      ? probeText(trace, model, client, { ...options, text, texts, steps: longest, seed })
      : { reason: run.facts.noLayers };
  const found = probes === undefined ? undefined : await fit(probes);
  return { ...(accuracy && { random: accuracy }), ...(found && { probes: found }) };
}
