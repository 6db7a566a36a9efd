import { findFailure, type Search } from '../analysis/failures/find';
import { searchText } from '../analysis/failures/search-text';
import { wordSource, wordText } from '../analysis/failures/word-text';
import { InferenceClient } from '../inference/client';
import { describeProvider } from '../inference/providers';
import type { Model } from '../models/catalogue';
import { printable } from '../text/printable';
import { chosenModels } from './model-list';
import { MODEL_OPTIONS, PROVIDER_OPTION } from './model-options';
import { clearLine, print, showLine } from './output';
import { fallbackLines, providersOf, accessTo } from './providers';
import { reportLine } from './report';
import { SEARCH_OPTIONS, searchOptions } from './search-options';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';
import { textTarget, writeText } from './write-text';

/** Of `eval`, so that the words which are counted are its words. */
const SEED = 7;
const LONGEST = 512;

export const find: Verb = {
  usage: ['--models A[,B]'],
  does: 'the shortest word on which a model is wrong, or on which two differ, and how many such words fail',
  notes: ['Exit code 0 also where no such word is found: what was tried in vain is said.'],
  options: [
    ...MODEL_OPTIONS,
    { name: 'longest', value: 'N', help: `longest words that are tried, in tokens; ${LONGEST} if absent` },
    { name: 'out', value: 'FILE.word', help: 'writes the word there' },
    ...SEARCH_OPTIONS,
    PROVIDER_OPTION,
  ],
  run: findWord,
};

async function findWord(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.positionals.length > 0) throw new UsageError('find reads no file: shrink makes a text shorter');
  const named = args.list('models')?.length ?? 0;
  if (named < 1 || named > 2) throw new UsageError('which --models? (one, or two that may differ)');
  const providers = providersOf(args);
  const options = { ...searchOptions(args, SEED), longest: args.count('longest', 1) ?? LONGEST };
  const { models, missing } = await chosenModels(args);
  // It was said why: with one of two there is no difference.
  if (missing.length > 0) return 1;
  const target = await wordTarget(args, models);
  const client = new InferenceClient(undefined, undefined, undefined, undefined, accessTo);
  try {
    const onProgress = ({ done, message }: { done: number; message: string }): void =>
      showLine(`${message}, ${done.toLocaleString('en-US')} tried`);
    const search = await findFailure(models, client, { ...options, providers, signal, onProgress });
    clearLine();
    const task = models[0]?.manifest.task;
    const source = search.found && task && wordSource(task, search.found.word);
    if (target !== undefined && source !== undefined) await writeText(target, source, signal);
    if (args.flag('json')) print(reportLine('find', report(search, models)));
    else {
      const manifests = models.map(({ manifest }) => manifest);
      const lines = [...searchText(search, manifests), ...fallbackLines(args, search.facts)];
      if (target !== undefined && source !== undefined) lines.push(`Written to ${target}.`);
      print(lines.map(printable).join('\n'));
    }
    return 0;
  } finally {
    clearLine();
    client.dispose();
  }
}

async function wordTarget(args: Arguments, [model]: readonly Model[]): Promise<string | undefined> {
  if (args.text('out') === undefined || !model) return undefined;
  if (wordSource(model.manifest.task, []) === undefined)
    throw new UsageError(`--out: words of the task ${model.manifest.task.name} are read from no file`);
  return textTarget(args, 'word');
}

function report({ found, facts, ...search }: Search, models: readonly Model[]): object {
  const task = models[0]?.manifest.task;
  return {
    models: models.map(({ manifest: { id, name } }, at) => {
      const one = facts[at];
      return {
        ...{ id, name },
        ...(one && { digest: one.digest, provider: describeProvider(one) }),
        ...(one?.fallback !== undefined && { fallback: one.fallback }),
      };
    }),
    task: task?.name,
    ...search,
    found: found && task ? { ...found, text: wordText(task, found.word) } : null,
  };
}
