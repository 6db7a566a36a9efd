import { version } from '../../package.json';
import { checkFilePlace } from '../files/place';
import { append } from '../lists/append';
import type { Tracked } from '../analysis/tracked';
import { resultOf } from '../analysis/results';
import { evaluate, type Measurement } from '../analysis/evaluation';
import type { Span } from '../models/random-words';
import { isStoriesFile } from '../datasets/files/start';
import { isDatasetFile } from '../datasets/files/start';
import { languageOfFile } from '../readers/languages';
import { otherThanText } from '../readers/written';
import { eachFile } from './each-file';
import { FAIL_UNDER_OPTION, floorsOf, shortfalls } from './fail-under';
import { isOf, knownResults, ResultsFile } from './results-file';
import { CHAT_COUNT, CHAT_LENGTHS, EVAL_CHAT_OPTIONS, evaluateChats, type ChatWords } from './eval-chat';
import { isChatAddress } from '../models/chat/address';
import { chatModelAt } from '../models/chat/model';
import { BITS_OPTIONS, bitsOf, evaluateRounded } from './eval-bits';
import { clearLine, complain, print, showLine } from './output';
import { ProgressLine, showVerifying } from './progress-line';
import { evaluateOnDataset, type DatasetResult } from './eval-dataset';
import { evaluateOnStories, type StoriesRead, type StoriesResult } from './eval-stories';
import { showOnStories, showStories } from './eval-stories-text';
import { interval, quotientsText, ranksText, show, trackedText } from './eval-text';
import { readSource } from './input';
import type { Verb } from './verb';
import { chosenModels, reportMissing } from './model-list';
import { MODEL_OPTIONS, PROVIDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clientOf, fallbackLines, providersOf } from './providers';
import { reportLine } from './report';
import { printable } from '../text/printable';
import { percent } from '../text/percent';
import { table } from './table';
import { UsageError, wholeNumber, type Arguments } from './usage';

const LENGTHS = [2, 4, 8, 16, 32, 64, 128, 256, 512];
const COUNT = 1000;
const SEED = 7;

export const evaluateModels: Verb = {
  usage: ['', 'FILE.jsonl…', 'STORIES.json…'],
  does: 'accuracy by length over random words, over the examples of data sets, or of answers to stories, for each model',
  options: [
    ...MODEL_OPTIONS,
    {
      name: 'lengths',
      value: '2,4,51-100',
      help: 'lengths of the random words; for a span each word draws its own',
    },
    {
      name: 'count',
      value: 'N',
      help: `random words for each length, or examples of a data set; ${COUNT} if absent; of stories all`,
    },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    {
      name: 'density',
      value: 'SHARE',
      help: 'share of tokens that change something, such as 0.1, the others being the identity; as the task draws them if absent',
    },
    FAIL_UNDER_OPTION,
    {
      name: 'out',
      value: 'FILE.jsonl',
      help: 'appends a line for each model and length, and measures no line that stands there already',
    },
    ...BITS_OPTIONS,
    ...EVAL_CHAT_OPTIONS,
    PROVIDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: evaluateAll,
};

async function evaluateAll(args: Arguments, signal: AbortSignal): Promise<number> {
  const bits = bitsOf(args);
  if (args.positionals.length > 0) return evaluateFiles(args, signal);
  if (bits) {
    if (args.text('density') !== undefined) throw new UsageError('--density does not go with --bits');
    const measure = {
      ...{ lengths: args.list('lengths')?.map(spanOf) ?? LENGTHS, count: args.count('count', 1) ?? COUNT },
      ...{ seed: args.seed() ?? SEED, signal, onProgress: tell },
    };
    return evaluateRounded(args, bits, measure);
  }
  const lengths = args.list('lengths')?.map(spanOf) ?? LENGTHS;
  const count = args.count('count', 1) ?? COUNT;
  const seed = args.seed() ?? SEED;
  const density = densityOf(args);
  const providers = providersOf(args);
  const floors = floorsOf(args, lengths);
  const out = args.text('out');
  if (out !== undefined) await checkFilePlace(out);
  const file = out === undefined ? undefined : new ResultsFile(out);
  const chatted = await evaluateNamedChats(args, { floors, file, signal });
  const { short } = chatted;
  if (chatted.others?.length === 0) return chatted.failed + ended(short) > 0 ? 1 : 0;
  const client = clientOf(args);
  try {
    const { models, missing } = await chosenModels(args, chatted.others);
    for (const [index, model] of models.entries()) {
      let tracked: Tracked | undefined;
      const onTracked = (found: Tracked): void => void (tracked = found);
      const { id, name, task, architecture, layers } = model.manifest;
      const known = file
        ? await knownResults(file, model, { lengths, density, seed, count }, client, { providers, signal })
        : [];
      const isNew = (length: number | Span): boolean => !known.some((one) => isOf(one, length));
      const onMeasured = (measured: Measurement): void =>
        file?.append(resultOf(measured, { version, id, name, task: task.name, architecture, layers }));
      const options = { count, seed, density, providers, signal, onProgress: tell, onTracked, onMeasured };
      const fresh = await evaluate(model, { ...options, lengths: lengths.filter(isNew) }, client).catch(
        (error: unknown) => {
          throw error instanceof RangeError ? new UsageError(error.message) : error;
        },
      );
      clearLine();
      const results = lengths.flatMap((length) => [...known, ...fresh].filter((one) => isOf(one, length)).slice(0, 1));
      append(short, shortfalls(id, results, floors));
      const measured = results.filter((result) => 'full' in result);
      if (args.flag('json')) {
        const digest = measured[0]?.digest ?? null;
        const metrics = results.map((result) => ({ ...result, digest: undefined }));
        const words = { seed, count, ...(density !== undefined && { density }) };
        const what = { id, name, digest, task: task.name, words };
        print(reportLine('eval', { ...what, metrics, ...(tracked && { tracked }) }));
      } else {
        const heading = [`${name} (${id}), ${count} random words of each length, seed ${seed}`];
        const fallen = fallbackLines(args, measured);
        if (known.length > 0)
          heading.push(`${known.length} of ${lengths.length} lengths stand in ${out ?? ''} already.`);
        const lines = [
          ...heading,
          show(results),
          ...quotientsText(results),
          ...ranksText(results),
          ...trackedText(tracked),
          ...fallen,
        ];
        print(`${index > 0 ? '\n' : ''}${lines.join('\n')}`);
      }
    }
    for (const one of missing)
      print(args.flag('json') ? reportLine('eval', reportMissing(one)) : `\n${one.id}: not run: ${one.reason}`);
    return missing.length + chatted.failed + ended(short) > 0 ? 1 : 0;
  } finally {
    client.dispose();
  }
}

/** Says what lies below a floor, and returns how much. */
function ended(short: readonly string[]): number {
  for (const line of short) complain(line, 'state-probe: ');
  return short.length;
}

/** Measures the chat models among those that are named; the others are left. */
async function evaluateNamedChats(
  args: Arguments,
  parts: Pick<ChatWords, 'floors' | 'file' | 'signal'>,
): Promise<{ short: string[]; failed: number; others: string[] | undefined }> {
  const named = args.list('models');
  const chats = named?.filter(isChatAddress) ?? [];
  const idle = EVAL_CHAT_OPTIONS.find(({ name }) => args.flag(name) || args.text(name) !== undefined);
  if (chats.length === 0 && idle) throw new UsageError(`--${idle.name} is of chat models, and --models names none`);
  if (chats.length === 0) return { short: [], failed: 0, others: named };
  if (args.text('density') !== undefined) throw new UsageError('--density is not of chat models');
  const lengths = args.list('lengths')?.map((text) => wholeNumber(text, 1, '--lengths')) ?? CHAT_LENGTHS;
  const words = { ...parts, lengths, count: args.count('count', 1) ?? CHAT_COUNT, seed: args.seed() ?? SEED };
  const found = await evaluateChats(args, chats.map(chatModelAt), words);
  return { ...found, others: named?.filter((name) => !isChatAddress(name)) };
}

/** @throws UsageError */
function densityOf(args: Arguments): number | undefined {
  const text = args.text('density');
  if (text === undefined) return undefined;
  const density = Number(text);
  if (/^(?:0?\.\d+|1(?:\.0*)?)$/.test(text) && density > 0) return density;
  throw new UsageError(`--density: a share above 0 and at most 1, such as 0.1, not '${text}'`);
}

/** `64`, or `51-100` for words whose lengths are drawn between the two. */
function spanOf(text: string): number | Span {
  const [from = '', to, ...more] = text.split('-');
  if (to === undefined || more.length > 0) return wholeNumber(text, 1, '--lengths');
  const span = { from: wholeNumber(from, 1, '--lengths'), to: wholeNumber(to, 1, '--lengths') };
  if (span.from > span.to) throw new UsageError(`--lengths ${text}: the longer length comes last`);
  return span;
}

async function evaluateFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.text('lengths') ?? args.text('seed') ?? args.text('density'))
    throw new UsageError('--lengths, --density and --seed are those of random words');
  if (args.text('out') !== undefined || args.texts('fail-under').length > 0)
    throw new UsageError('--out and --fail-under are for random words, not for files');
  const other = args.positionals.find((path) => !isDatasetFile(path) && languageOfFile(path) !== 'stories');
  if (other !== undefined) {
    const what = otherThanText(other);
    const reason = what ? `: '${other}' is ${what}` : `, not '${other}'`;
    throw new UsageError(`eval reads data sets (.jsonl) and files of stories (.json, .jsonl)${reason}`);
  }
  const { models, missing } = await chosenModels(args);
  const count = args.count('count', 1) ?? COUNT;
  const client = clientOf(args);
  const line = new ProgressLine();
  try {
    const code = await eachFile(
      args,
      async (path): Promise<FileEvaluation> => {
        const onProgress = (done: number): void =>
          line.show({ stage: 'evaluating', done, total: Math.max(done, count), of: 'examples' });
        const options = { providers: providersOf(args), signal, onProgress, onVerifying: showVerifying };
        if (await isStoriesFile(path)) {
          const most = args.count('count', 1) ?? Infinity;
          const found = await evaluateOnStories(await readSource(path, args), models, client, {
            ...options,
            count: most,
          });
          line.clear();
          return { source: { uri: path }, read: found.read, models: [...found.models, ...missing.map(reportMissing)] };
        }
        const results = await evaluateOnDataset(path, models, client, { ...options, count });
        line.clear();
        return { source: { uri: path }, words: { count }, models: [...results, ...missing.map(reportMissing)] };
      },
      (result) => {
        const shown =
          'read' in result
            ? [showStories(result.source.uri, result.read), ...result.models.map(orMissing(showOnStories))]
            : result.models.map(orMissing(showOnDataset));
        return [...shown, ...fallbackLines(args, result.models)].join('\n\n');
      },
      (result) => ('read' in result ? 'eval-stories' : 'eval-dataset'),
    );
    return missing.length > 0 ? 1 : code;
  } finally {
    client.dispose();
  }
}

/** How models did on a data set, or on a file of stories. */
type FileEvaluation = { source: { uri: string } } & (
  | { words: { count: number }; models: (DatasetResult | Missing)[] }
  | { read: StoriesRead; models: (StoriesResult | Missing)[] }
);
type Missing = ReturnType<typeof reportMissing>;

function orMissing<T extends object>(show: (result: T) => string): (result: T | Missing) => string {
  return (result) => (isMissing(result) ? `${result.id}: not run: ${result.skipped}` : show(result));
}

function isMissing(result: object): result is Missing {
  return 'skipped' in result && typeof result.skipped === 'string';
}

function showOnDataset({ id, name, metrics, skipped }: DatasetResult): string {
  const rows = metrics.map(({ length, examples, full, fullInterval, steps }) => {
    return [String(length), String(examples), percent(full), interval(fullInterval), percent(steps)];
  });
  const lines = [`${name} (${id})`];
  if (rows.length > 0) lines.push(table(['steps', 'examples', 'all right', '95% interval', 'steps right'], rows));
  for (const [reason, count] of Object.entries(skipped)) lines.push(printable(`${count} not run: ${reason}`));
  return lines.join('\n');
}

function tell({ done, total, message }: { done: number; total: number; message: string }): void {
  showLine(`${message}: ${done} of ${total} words`);
}
