import { CHAT_COUNT, MOST_WORDS } from '../analysis/chat/defaults';
import { isDatasetFile, isStoriesFile } from '../datasets/files/start';
import { checkFilePlace } from '../files/place';
import type { ChatModel } from '../models/chat/model';
import { languageOfFile } from '../readers/languages';
import { otherThanText } from '../readers/written';
import { percent } from '../text/percent';
import { printable } from '../text/printable';
import { SourceError } from '../trace/source';
import { exampleSets } from './chat-examples';
import { eachFile, sayUnread } from './each-file';
import { chatsAmong, dressesOf, evaluateChats } from './eval-chat';
import { evaluateOnDataset, type DatasetResult } from './eval-dataset';
import { evaluateOnStories, type StoriesRead, type StoriesResult } from './eval-stories';
import { showOnStories, showStories } from './eval-stories-text';
import { interval } from './eval-text';
import { readSource } from './input';
import { chosenModels, reportMissing } from './model-list';
import { ProgressLine, showVerifying } from './progress-line';
import { clientOf, fallbackLines, providersOf } from './providers';
import { ResultsFile } from './results-file';
import { table } from './table';
import { UsageError, type Arguments } from './usage';

/**
 * Models on data sets and files of stories.
 *
 * @param usual how many examples at most, and the seed, unless told otherwise
 * @returns the exit code
 */
export async function evaluateFiles(
  args: Arguments,
  usual: { count: number; seed: number },
  signal: AbortSignal,
): Promise<number> {
  const { chats, others } = chatsAmong(args);
  if (args.text('lengths') ?? args.text('density'))
    throw new UsageError('--lengths and --density are those of random words');
  if (args.texts('fail-under').length > 0) throw new UsageError('--fail-under is for random words, not for files');
  // What other models answer costs nothing, and is not kept.
  if (args.text('out') !== undefined && others?.length !== 0)
    throw new UsageError('--out is for random words, and for what chat models are asked about files');
  if (args.text('seed') !== undefined && chats.length === 0)
    throw new UsageError('--seed is that of random words, and of what chat models are asked');
  const other = args.positionals.find((path) => !isDatasetFile(path) && languageOfFile(path) !== 'stories');
  if (other !== undefined) {
    const what = otherThanText(other);
    const reason = what ? `: '${other}' is ${what}` : `, not '${other}'`;
    throw new UsageError(`eval reads data sets (.jsonl) and files of stories (.json, .jsonl)${reason}`);
  }
  const failed = chats.length > 0 ? await evaluateChatsOnFiles(args, chats, usual, signal) : 0;
  if (others?.length === 0) return failed;
  const code = await evaluateModelsOnFiles(args, others, usual.count, signal);
  return Math.max(code, failed);
}

/** @returns the exit code */
async function evaluateChatsOnFiles(
  args: Arguments,
  chats: readonly ChatModel[],
  usual: { seed: number },
  signal: AbortSignal,
): Promise<number> {
  const count = args.count('count', 1) ?? CHAT_COUNT;
  if (count > MOST_WORDS) throw new UsageError(`--count: chat models are asked about at most ${MOST_WORDS} examples`);
  const [seed, dresses, out] = [args.seed() ?? usual.seed, dressesOf(args), args.text('out')];
  if (out !== undefined) await checkFilePlace(out);
  const file = out === undefined ? undefined : new ResultsFile(out);
  let code = 0;
  for (const path of args.positionals)
    try {
      const source = { path, read: () => readSource(path, args) };
      const sets = await exampleSets(source, { dresses, count, seed });
      const { failed } = await evaluateChats(args, chats, sets, { floors: [], seed, file, signal });
      if (failed > 0) code = 1;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      sayUnread(args, path, error);
      code = 1;
    }
  return code;
}

/** @returns the exit code */
async function evaluateModelsOnFiles(
  args: Arguments,
  named: readonly string[] | undefined,
  usual: number,
  signal: AbortSignal,
): Promise<number> {
  const { models, missing } = await chosenModels(args, named ? [...named] : undefined);
  const count = args.count('count', 1) ?? usual;
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
