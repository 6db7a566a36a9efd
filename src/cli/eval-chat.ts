import { version } from '../../package.json';
import { evaluateChat, mannerDigest, type ChatMeasurement } from '../analysis/chat/evaluation';
import type { Manner } from '../analysis/chat/manner';
import { TEMPLATE } from '../analysis/chat/template';
import { durationText } from '../analysis/language-model/duration';
import { RESULT_FORMAT, type Result } from '../analysis/results';
import { endpointAsker } from '../inference/chat';
import { chatAddress } from '../models/chat/address';
import { append } from '../lists/append';
import { reasoned, type ChatModel } from '../models/chat/model';
import { DRESSES, type Dress } from '../reductions';
import { percent } from '../text/percent';
import { printable } from '../text/printable';
import { CHAT_OPTIONS, mannerOf } from './ask-chat';
import { interval } from './eval-text';
import { shortfalls, type Floor } from './fail-under';
import type { Option } from './option';
import { clearLine, print, showLine } from './output';
import { SlowProgress } from './progress-line';
import { accessTo } from './providers';
import { reportLine } from './report';
import type { ResultsFile } from './results-file';
import { table } from './table';
import { UsageError, type Arguments } from './usage';

/** Every question costs a chat model tokens: so many words of each length, and these lengths, unless told otherwise. */
export const CHAT_COUNT = 20;
export const CHAT_LENGTHS = [1, 2, 4, 8, 16];
/** The paper's three. */
const TOLD: readonly Dress[] = ['python', 'chess', 'narrative'];

/** Options of `eval` for chat models. */
export const EVAL_CHAT_OPTIONS: readonly Option[] = [
  {
    name: 'dress',
    value: 'A,B',
    help: `chat models: how the words are told, of ${DRESSES.join(', ')}; ${TOLD.join(', ')} if absent`,
  },
  { name: 'every', value: 'K', help: 'chat models: asked after every K-th step; if absent after the last one alone' },
  ...CHAT_OPTIONS,
];

export interface ChatWords {
  lengths: readonly number[];
  count: number;
  seed: number;
  floors: readonly Floor[];
  file: ResultsFile | undefined;
  signal: AbortSignal;
}

/** What was measured, or why it could not be: then the lengths after it are not asked. */
type Measured = ChatMeasurement | { length: number; reason: string };

/**
 * Accuracy by length of chat models over random words of swaps that are told to them, printed as it comes.
 *
 * @returns what lies below a floor, and how many lengths could not be measured
 * @throws UsageError, Error for a template that cannot be used
 */
export async function evaluateChats(
  args: Arguments,
  models: readonly ChatModel[],
  words: ChatWords,
): Promise<{ short: string[]; failed: number }> {
  const dresses = dressesOf(args);
  const manner = await mannerOf(args, words.seed);
  const every = args.count('every', 1);
  const short: string[] = [];
  let failed = 0;
  const lanes = models.flatMap((model) => (args.flag('reasoning') ? [model, reasoned(model)] : [model]));
  for (const model of lanes)
    for (const dress of dresses) {
      const own = { ...manner, isReasoned: model.isReasoned ?? false };
      const found = await measure(model, dress, own, every, words);
      clearLine();
      failed += found.filter((one) => 'reason' in one).length;
      append(short, shortfalls(`${model.id}, ${dress}`, found, words.floors));
      if (args.flag('json')) print(reportLine('eval', report(model, dress, own, every, words, found)));
      else print(`${text(model, dress, own, every, words, found)}\n`);
    }
  return { short, failed };
}

/** @throws UsageError */
function dressesOf(args: Arguments): Dress[] {
  const named = args.list('dress');
  return (named ?? TOLD).map((name) => {
    const dress = DRESSES.find((one) => one === name);
    if (!dress) throw new UsageError(`--dress: '${name}' is none of ${DRESSES.join(', ')}`);
    return dress;
  });
}

async function measure(
  model: ChatModel,
  dress: Dress,
  manner: Manner,
  every: number | undefined,
  { lengths, count, file, signal }: ChatWords,
): Promise<Measured[]> {
  const asker = endpointAsker(model.place, accessTo(model.place));
  const slow = new SlowProgress();
  const digest = mannerDigest(model, manner, every);
  const found: Measured[] = [];
  let broken: string | undefined;
  const isKnown = (length: number): Result | undefined =>
    file?.find({ version, digest, seed: manner.seed, count, length, told: dress, provider: 'server' });
  const questions = lengths
    .filter((length) => !isKnown(length))
    .reduce((sum, length) => sum + count * (manner.samples ?? 1) * (every ? Math.ceil(length / every) : 1), 0);
  if (questions > 0)
    showLine(`${model.name}, ${dress}: ${questions} questions, sent to ${chatAddress(model.place).origin}`);
  for (const length of lengths) {
    const known = isKnown(length);
    if (known) {
      found.push(again(known));
      continue;
    }
    if (broken !== undefined) {
      found.push({ length, reason: `not asked after: ${broken}` });
      continue;
    }
    try {
      const measured = await evaluateChat(model, asker, {
        ...{ ...manner, dress, length, count, every, signal },
        onProgress: ({ done, total, message }) => slow.show(`${model.name}: ${message}, ${done} of ${total} words`),
      });
      found.push(measured);
      file?.append(lineOf(model, dress, manner, every, measured));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RangeError) throw new UsageError(error.message);
      broken = error instanceof Error ? error.message : String(error);
      found.push({ length, reason: broken });
    }
  }
  return found;
}

/** As it stands in a file of results. */
function again({ last, lastInterval, asked, ...rest }: Result): ChatMeasurement {
  const { length, count, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest, provider } = rest;
  return {
    ...{ length, sequences: count, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest, provider },
    ...{ last: last ?? full, lastInterval: lastInterval ?? fullInterval, milliseconds: 0, tokens: undefined },
    ...{ questions: asked?.questions ?? 0, unread: asked?.unread ?? 0 },
  };
}

function lineOf(
  { id, name, architecture }: ChatModel,
  dress: Dress,
  { template = TEMPLATE, temperature = 0, samples = 1, isReasoned = false }: Manner,
  every: number | undefined,
  measured: ChatMeasurement,
): Result {
  const { sequences, length, seed, full, fullInterval, steps, stepsInterval, firstWrongMedian } = measured;
  const { digest, provider, last, lastInterval, questions, unread } = measured;
  const how = { template, temperature, samples, reasoning: isReasoned, every: every ?? null };
  return {
    ...{ format: RESULT_FORMAT, version, id, name, architecture, task: taskOf(dress), told: dress },
    ...{ digest, provider, seed, length, count: sequences, full, fullInterval, steps, stepsInterval },
    ...{ firstWrongMedian, last, lastInterval },
    asked: { ...how, questions, unread, date: new Date().toISOString() },
  };
}

function taskOf(dress: Dress): string {
  return `swaps of five, told as ${dress}`;
}

function report(
  { id, name, architecture, place }: ChatModel,
  dress: Dress,
  { template = TEMPLATE, temperature = 0, samples = 1, isReasoned = false }: Manner,
  every: number | undefined,
  { count, seed }: ChatWords,
  found: readonly Measured[],
): object {
  const metrics = found.map((one) => ('reason' in one ? one : { ...one, tokens: one.tokens ?? null }));
  return {
    ...{ id, name, architecture, address: place, task: taskOf(dress), dress, date: new Date().toISOString() },
    ...{ template, temperature, samples, reasoning: isReasoned, every: every ?? null, words: { seed, count }, metrics },
  };
}

function text(
  { name, id }: ChatModel,
  dress: Dress,
  { temperature = 0, samples = 1, isReasoned = false }: Manner,
  every: number | undefined,
  { count, seed }: ChatWords,
  found: readonly Measured[],
): string {
  const when =
    every === undefined
      ? 'after the last step'
      : `after every ${every === 1 ? '' : `${every} `}step${every === 1 ? '' : 's'}`;
  const how = [
    `temperature ${temperature}`,
    ...(samples > 1 ? [`${samples} answers each`] : []),
    ...(isReasoned ? ['thinking in writing first'] : []),
  ];
  const rows = found.map((one) => {
    if ('reason' in one) return [String(one.length), `not measured: ${one.reason}`];
    const { length, last, lastInterval, full, steps, firstWrongMedian, questions, unread } = one;
    const more =
      every === undefined
        ? []
        : [percent(full), percent(steps), firstWrongMedian === null ? '–' : String(firstWrongMedian)];
    return [String(length), percent(last), interval(lastInterval), ...more, `${unread} of ${questions}`];
  });
  const more = every === undefined ? [] : ['right at each step asked', 'steps right', 'half are wrong by step'];
  const measured = found.filter((one) => 'last' in one);
  const sum = (of: (one: ChatMeasurement) => number): number => measured.reduce((all, one) => all + of(one), 0);
  const isTold = measured.length > 0 && measured.every(({ tokens }) => tokens);
  const tokens = isTold
    ? `, ${sum(({ tokens: own }) => own?.read ?? 0).toLocaleString('en-US')} tokens read and ${sum(({ tokens: own }) => own?.written ?? 0).toLocaleString('en-US')} written`
    : '';
  return printable(
    `${name} (${id}), ${count} random words of swaps of each length, told as ${dress}, seed ${seed}; asked ${when}, ${how.join(', ')}`,
  ).concat(
    '\n',
    table(
      ['length', 'last state right', '95% interval', ...more, 'no answer'],
      rows.map((row) => row.map(printable)),
    ),
    `\n${sum(({ questions }) => questions)} questions${tokens}, ${durationText(sum(({ milliseconds }) => milliseconds))}`,
  );
}
