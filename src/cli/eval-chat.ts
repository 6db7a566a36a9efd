import { TOLD } from '../analysis/chat/defaults';
import { type ChatMeasurement } from '../analysis/chat/evaluation';
import { pooledChat } from '../analysis/chat/pooled';
import { howAsked, type Asked } from '../analysis/chat/result';
import { chatAddress, isChatAddress } from '../models/chat/address';
import { append } from '../lists/append';
import { grouped } from '../lists/grouped';
import { chatModelAt, reasoned, type ChatModel } from '../models/chat/model';
import { DRESSES, type Dress } from '../reductions';
import { plural } from '../text/plural';
import { CHAT_OPTIONS, mannerOf } from './ask-chat';
import type { ChatSet } from './chat-sets';
import { chatTable, type MeasuredChat } from './eval-chat-text';
import { shortfalls, type Floor } from './fail-under';
import { chatMeasurementOf, knownChat, measureChat, questionsOf } from './measure-chat';
import type { Option } from './option';
import { clearLine, print, showLine } from './output';
import { SlowProgress } from './progress-line';
import { accessTo } from './providers';
import { reportLine } from './report';
import type { ResultsFile } from './results-file';
import { UsageError, type Arguments } from './usage';

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

export interface ChatsAsked {
  seed: number;
  floors: readonly Floor[];
  file: ResultsFile | undefined;
  signal: AbortSignal;
}

/**
 * Accuracy by length of chat models over texts that are told to them, printed as it comes.
 *
 * @returns what lies below a floor, and how many lengths could not be measured
 * @throws UsageError, Error for a template that cannot be used
 */
export async function evaluateChats(
  args: Arguments,
  models: readonly ChatModel[],
  sets: readonly ChatSet[],
  { floors, ...options }: ChatsAsked,
): Promise<{ short: string[]; failed: number }> {
  const manner: Asked = { ...(await mannerOf(args, options.seed)), every: args.count('every', 1) };
  const short: string[] = [];
  let failed = 0;
  const lanes = models.flatMap((model) => (args.flag('reasoning') ? [model, reasoned(model)] : [model]));
  for (const model of lanes)
    for (const set of sets) {
      const asked = { ...manner, isReasoned: model.isReasoned ?? false };
      const found = await measureSet(model, set, asked, options);
      clearLine();
      failed += found.filter((one) => 'reason' in one).length;
      append(short, shortfalls(`${model.id}, ${set.told}`, found, floors));
      if (args.flag('json')) print(reportLine('eval-chat', report(model, set, asked, found)));
      else print(`${chatTable(model, set, asked, found)}\n`);
    }
  return { short, failed };
}

/**
 * The chat models among those that `--models` names, and the others; undefined where none is named.
 *
 * @throws UsageError for an option of chat models where there is none
 */
export function chatsAmong(args: Arguments): { chats: ChatModel[]; others: string[] | undefined } {
  const named = args.list('models');
  const chats = named?.filter(isChatAddress) ?? [];
  const idle = EVAL_CHAT_OPTIONS.find(({ name }) => args.flag(name) || args.text(name) !== undefined);
  if (chats.length === 0 && idle) throw new UsageError(`--${idle.name} is of chat models, and --models names none`);
  return { chats: chats.map(chatModelAt), others: named?.filter((name) => !isChatAddress(name)) };
}

/** @throws UsageError */
export function dressesOf(args: Arguments): readonly Dress[] {
  const named = args.list('dress');
  return (named ?? TOLD).map((name) => {
    const dress = DRESSES.find((one) => one === name);
    if (!dress) throw new UsageError(`--dress: '${name}' is none of ${DRESSES.join(', ')}`);
    return dress;
  });
}

/** Where a group fails, those after it are not asked: a server that is gone would be waited for each time. */
async function measureSet(
  model: ChatModel,
  set: ChatSet,
  asked: Asked,
  { file, signal }: Pick<ChatsAsked, 'file' | 'signal'>,
): Promise<MeasuredChat[]> {
  const slow = new SlowProgress();
  const groups = set.groups.map((group) => ({ group, known: knownChat(file, model, set, group, asked) }));
  const questions = groups.reduce((sum, { group, known }) => (known ? sum : sum + questionsOf(group, asked)), 0);
  const { name } = model;
  if (questions > 0)
    showLine(`${name}, ${set.told}: ${plural(questions, 'question')}, sent to ${chatAddress(model.place).origin}`);
  const measured: (ChatMeasurement | { length: number; reason: string })[] = [];
  let broken: string | undefined;
  for (const { group, known } of groups) {
    const { length } = group;
    if (known) measured.push(chatMeasurementOf(known));
    else if (broken !== undefined) measured.push({ length, reason: `not asked after: ${broken}` });
    else {
      const found = await measureChat(model, set, group, asked, {
        ...{ file, signal, access: accessTo(model.place) },
        onProgress: ({ done, total, message }) => slow.show(`${name}: ${message}, ${done} of ${total} texts`),
      });
      if ('reason' in found) broken = found.reason;
      measured.push('reason' in found ? { length, ...found } : found);
    }
  }
  return byLength(measured);
}

/** Parts of one length together; what is missing of them is said beside them. */
function byLength(measured: readonly (ChatMeasurement | { length: number; reason: string })[]): MeasuredChat[] {
  return [...grouped(measured, ({ length }) => String(length)).values()].flatMap((same): MeasuredChat[] => {
    const [first, ...others] = same.filter((one) => 'last' in one);
    const failed = same.find((one) => 'reason' in one);
    return [...(first ? [pooledChat([first, ...others])] : []), ...(failed ? [failed] : [])];
  });
}

function report(
  { id, name, architecture, place }: ChatModel,
  { task, told, words, source, skipped }: ChatSet,
  asked: Asked,
  found: readonly MeasuredChat[],
): object {
  const metrics = found.map((one) => ('reason' in one ? one : { ...one, tokens: one.tokens ?? null }));
  return {
    ...{ id, name, architecture, address: place, task, dress: told, date: new Date().toISOString() },
    ...howAsked(asked),
    ...(words && { words }),
    ...(source && { source, seed: asked.seed, skipped }),
    metrics,
  };
}
