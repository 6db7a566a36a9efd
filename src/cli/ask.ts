import { LONGEST_TEXT, PROBED_TEXTS } from '../analysis/language-model/defaults';
import { examine, type Beyond, type Examined } from '../analysis/language-model/examine';
import { examinedText } from '../analysis/language-model/examined-text';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { append } from '../lists/append';
import type { LanguageModel } from '../models/language-model/folder';
import { askedReport } from './ask-report';
import { eachFile } from './each-file';
import { atStart, plainText, READ_OPTIONS, readTrace } from './input';
import { clearLine } from './output';
import { clientOf, TIMEOUT_OPTION } from './providers';
import { languageAt, telling } from './run-languages';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

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
    { name: 'longest', value: 'N', help: `steps of the longest random texts; ${LONGEST_TEXT} if absent` },
    { name: 'seed', value: 'N', help: 'seed of the random texts' },
    { name: 'show-text', help: 'prints the text as the model read it' },
    ...READ_OPTIONS,
    TIMEOUT_OPTION,
  ],
  run: askFiles,
};

async function askFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const wanted = wantedOf(args);
  const every = args.count('every', 1);
  const models = await modelsOf(args);
  const client = clientOf(args);
  const failed: Examined[] = [];
  try {
    const code = await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const text = await plainText(path);
        const asked: Examined[] = [];
        for (const model of models) {
          const options = { text, every, signal, ...telling(model) };
          asked.push(await examine(trace, model, client, wanted, options).catch(atText(path)));
        }
        clearLine();
        append(
          failed,
          asked.filter((one) => 'skipped' in one && one.failed === true),
        );
        return { trace, asked };
      },
      ({ asked, trace }) => examinedText(trace, asked, { isShown: args.flag('show-text'), seed: wanted.seed }),
      'ask',
      ({ asked, trace }) => askedReport(trace, asked, wanted),
    );
    return failed.length > 0 ? 1 : code;
  } finally {
    clearLine();
    client.dispose();
  }
}

function wantedOf(args: Arguments): Beyond {
  const bounded = (name: string, least: number, most: number): number | undefined => {
    const count = args.count(name, least);
    if (count !== undefined && count > most) throw new UsageError(`--${name} is at most ${most}, not ${count}`);
    return count;
  };
  const texts = bounded('texts', FEWEST_PROBED, MOST_TEXTS);
  if (texts !== undefined && !args.flag('probes')) throw new UsageError('--texts is of --probes');
  const idle = ['longest', 'seed'].find((name) => args.text(name) !== undefined);
  if (idle !== undefined && !args.flag('probes') && args.text('random-texts') === undefined)
    throw new UsageError(`--${idle} is of --random-texts and --probes`);
  return {
    random: bounded('random-texts', 1, MOST_TEXTS),
    probes: args.flag('probes') ? (texts ?? PROBED_TEXTS) : undefined,
    longest: bounded('longest', 1, MOST_STEPS) ?? LONGEST_TEXT,
    seed: args.seed() ?? SAMPLE_SEED,
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

/** What is too much to ask of a text is said of it. */
function atText(path: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof RangeError ? atStart(path, error.message) : error;
  };
}
