import { version } from '../../package.json';
import { checkFilePlace } from '../files/place';
import { append } from '../lists/append';
import type { Tracked } from '../analysis/tracked';
import { resultOf } from '../analysis/results';
import { evaluate, type Measurement } from '../analysis/evaluation';
import type { Span } from '../models/random-words';
import { FAIL_UNDER_OPTION, floorsOf, shortfalls } from './fail-under';
import { isOf, knownResults, ResultsFile } from './results-file';
import { CHAT_COUNT, CHAT_LENGTHS } from '../analysis/chat/defaults';
import { swapSet } from './chat-sets';
import { chatsAmong, dressesOf, EVAL_CHAT_OPTIONS, evaluateChats, type ChatsAsked } from './eval-chat';
import { evaluateFiles } from './eval-files';
import { BITS_OPTIONS, bitsOf, evaluateRounded } from './eval-bits';
import { clearLine, complain, print, showLine } from './output';
import { quotientsText, ranksText, show, trackedText } from './eval-text';
import type { Verb } from './verb';
import { chosenModels, reportMissing } from './model-list';
import { MODEL_OPTIONS, PROVIDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clientOf, fallbackLines, providersOf } from './providers';
import { reportLine } from './report';
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
      help: `random words for each length, or examples of a data set; ${COUNT} if absent; of stories all; for chat models ${CHAT_COUNT}`,
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
  if (args.positionals.length > 0) return evaluateFiles(args, { count: COUNT, seed: SEED }, signal);
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
  parts: Omit<ChatsAsked, 'seed'>,
): Promise<{ short: string[]; failed: number; others: string[] | undefined }> {
  const { chats, others } = chatsAmong(args);
  if (chats.length === 0) return { short: [], failed: 0, others };
  if (args.text('density') !== undefined) throw new UsageError('--density is not of chat models');
  const lengths = args.list('lengths')?.map((text) => wholeNumber(text, 1, '--lengths')) ?? CHAT_LENGTHS;
  const words = { lengths, count: args.count('count', 1) ?? CHAT_COUNT, seed: args.seed() ?? SEED };
  const sets = dressesOf(args).map((dress) => swapSet(dress, words));
  return { ...(await evaluateChats(args, chats, sets, { ...parts, seed: words.seed })), others };
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

function tell({ done, total, message }: { done: number; total: number; message: string }): void {
  showLine(`${message}: ${done} of ${total} words`);
}
