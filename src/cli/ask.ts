import { LONGEST_TEXT, PROBED_TEXTS } from '../analysis/language-model/defaults';
import { examine, type Beyond, type Examined } from '../analysis/language-model/examine';
import { examinedText } from '../analysis/language-model/examined-text';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { chatText, type AskedChat } from '../analysis/chat/chat-text';
import { append } from '../lists/append';
import { isEditorPlace, onlyInEditor } from '../models/chat/editor';
import { chatModelAt, isChat, type TextModel } from '../models/chat/model';
import { isAddress } from '../models/remote/address';
import { askedReport, chatReport } from './ask-report';
import { eachFile } from './each-file';
import { atStart, plainText, READ_OPTIONS, readTrace } from './input';
import { clearLine } from './output';
import { CHAT_OPTIONS, examineChat, mannerOf } from './ask-chat';
import { TIMEOUT_OPTION } from './model-options';
import { clientOf } from './providers';
import { languageAt, telling } from './run-languages';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

const [FEWEST_PROBED, MOST_TEXTS, MOST_STEPS] = [20, 5000, 200];

export const ask: Verb = {
  usage: ['FILE… --models NAME[,FOLDER,ADDRESS]'],
  does: 'what a language model answers after each step of a program, a story or a game, and which layer knows it',
  notes: [
    'NAME is that of a bundled text reader (state-probe models lists them).',
    'FOLDER holds model.onnx, tokenizer.json and config.json, as exporters write them (docs/language-models.md). Nothing of what they read leaves this machine.',
    'ADDRESS is that of a chat model, https://host/v1/chat/completions#MODEL, which is sent the text; a token comes from STATE_PROBE_TOKEN (docs/chat-models.md).',
  ],
  options: [
    {
      name: 'models',
      value: 'A,B',
      help: 'names of bundled text readers, folders of language models, or addresses of chat models',
    },
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
    ...CHAT_OPTIONS,
    ...READ_OPTIONS,
    TIMEOUT_OPTION,
  ],
  run: askFiles,
};

async function askFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  const wanted = wantedOf(args);
  const every = args.count('every', 1);
  const models = await modelsOf(args);
  const chats = models.filter(isChat);
  refuseIdle(args, chats.length, models.length);
  const manner = await mannerOf(args, wanted.seed);
  const client = clientOf(args);
  let failed = 0;
  try {
    const code = await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const text = await plainText(path);
        const asked: Examined[] = [];
        const chatted: AskedChat[] = [];
        const isReasoned = args.flag('reasoning');
        for (const model of chats) {
          const asking = { text, every, manner, isReasoned, beyond: wanted, signal };
          append(chatted, await examineChat(trace, model, asking).catch(atText(path)));
        }
        for (const model of models) {
          if (isChat(model)) continue;
          const options = { text, every, signal, ...telling(model) };
          asked.push(await examine(trace, model, client, wanted, options).catch(atText(path)));
        }
        clearLine();
        failed += asked.filter((one) => 'skipped' in one && one.failed === true).length;
        failed += chatted.filter(({ entry }) => 'reason' in entry && entry.failed === true).length;
        return { trace, asked, chatted };
      },
      ({ asked, chatted, trace }) => {
        const shown = { isShown: args.flag('show-text'), seed: wanted.seed };
        const texts = chatted.map((one) => chatText(trace, one, shown));
        return [...(asked.length > 0 ? [examinedText(trace, asked, shown)] : []), ...texts].join('\n\n');
      },
      'ask',
      ({ asked, chatted, trace }) => ({
        ...askedReport(trace, asked, wanted),
        ...(chatted.length > 0 && { chats: chatReport(chatted, manner) }),
      }),
    );
    return failed > 0 ? 1 : code;
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
async function modelsOf(args: Arguments): Promise<TextModel[]> {
  const named = args.list('models') ?? [];
  if (named.length === 0)
    throw new UsageError(
      'which --models? (a bundled text reader, such as text-transformer-3; folders that hold model.onnx, tokenizer.json and config.json, or addresses of chat models, https://host/v1/chat/completions#MODEL)',
    );
  const models: TextModel[] = [];
  const inEditor = named.find(isEditorPlace);
  if (inEditor !== undefined) throw new UsageError(onlyInEditor(inEditor));
  for (const name of named) models.push(isAddress(name) ? chatModelAt(name) : await languageAt(name));
  return models;
}

/** @throws UsageError for an option that no model of these has a use for */
function refuseIdle(args: Arguments, chats: number, all: number): void {
  const given = CHAT_OPTIONS.find(({ name }) => args.flag(name) || args.text(name) !== undefined);
  if (chats === 0 && given) throw new UsageError(`--${given.name} is of chat models, and --models names none`);
  if (chats === all && args.flag('probes'))
    throw new UsageError('--probes is of models whose layers can be read, which chat models are not');
}

/** What is too much to ask of a text is said of it. */
function atText(path: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof RangeError ? atStart(path, error.message) : error;
  };
}
