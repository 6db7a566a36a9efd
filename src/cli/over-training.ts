import { overTraining } from '../analysis/over-training';
import { overTrainingText, type NotToldOf, type OverTraining } from '../analysis/over-training-text';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { Training } from '../models/checkpoints';
import { percent } from '../text/percent';
import { printable } from '../text/printable';
import { eachFile } from './each-file';
import { followingObjects, readTrace } from './input';
import { trainings } from './model-list';
import { didYouMean } from './nearest';
import { clearLine, showLine } from './output';
import { clientOf, providersOf } from './providers';
import { traceSummary } from './state-text';
import { table } from './table';
import { UsageError, type Arguments } from './usage';

/** What `inspect` can be asked of one model, and not of a training. */
const OTHERS = [
  'layer',
  'components',
  'label',
  'lens',
  'grid',
  'memory',
  'compare',
  'eigenvalues',
  'save',
  'out',
  'all',
];

/** `inspect --over-training`: when the models of some trainings learned what. */
export async function inspectOverTraining(args: Arguments, signal: AbortSignal): Promise<number> {
  const other = OTHERS.find((name) => args.flag(name) || args.text(name) !== undefined);
  if (other !== undefined) throw new UsageError(`--over-training and --${other} exclude each other`);
  const providers = providersOf(args);
  const seed = args.seed() ?? SAMPLE_SEED;
  const chosen = named(await trainings(args), args.list('models'));
  const client = clientOf(args);
  const onProgress = ({ done, total, message }: { done: number; total: number; message: string }): void =>
    showLine(`${message} (${done} of ${total})`);
  const failed: boolean[] = [];
  try {
    const code = await eachFile(
      args,
      async (path) => {
        const trace = await readTrace(path, args);
        const told: (OverTraining | NotToldOf)[] = [];
        for (const training of chosen) {
          const options = { providers, seed, signal, objects: args.list('objects'), onProgress };
          told.push(await followingObjects(path, () => overTraining(trace, training, client, options)));
        }
        clearLine();
        failed.push(told.every((one) => 'reason' in one));
        const toldOf = told.map((one) => ('reason' in one ? one : { ...one, sentences: overTrainingText(one) }));
        return { trace, trainings: toldOf };
      },
      ({ trace, trainings }) =>
        [traceSummary(trace), ...trainings.map((one) => ('reason' in one ? notTold(one) : trainingText(one)))].join(
          '\n\n',
        ),
      'over-training',
      ({ trace: { source }, trainings }) => ({ source, trainings }),
    );
    return Math.max(code, failed.includes(true) ? 1 : 0);
  } finally {
    clearLine();
    client.dispose();
  }
}

/** @throws UsageError for a name of none */
function named(all: readonly Training[], names: readonly string[] | undefined): readonly Training[] {
  return (
    names?.map((name) => {
      const found = all.find(({ id }) => id === name);
      if (found) return found;
      const ids = all.map(({ id }) => id);
      throw new UsageError(
        `there is no training '${name}'${didYouMean(name, ids)}; with --over-training, --models names trainings: ${ids.join(', ')}`,
      );
    }) ?? all
  );
}

function notTold({ id, name, reason }: NotToldOf): string {
  return printable(`${name} (${id}): not inspected: ${reason}`);
}

function trainingText(found: OverTraining): string {
  const { id, name, moments, layers, tokens, words, seed } = found;
  const keys = moments[0]?.learned.map(({ key }) => key) ?? [];
  const rows = moments.map(({ step, minutes, learned }) => [
    String(step),
    minutes === null ? '–' : minutes.toFixed(2),
    ...learned.flatMap(({ answers, layers: read, firstWrong }) => [
      percent(answers),
      ...read.map(percent),
      firstWrong === null ? 'no' : `step ${firstWrong + 1}`,
    ]),
  ]);
  const guess = (moments[0]?.learned ?? []).flatMap(({ guess: share, layers: read }) => [
    '',
    ...read.map(() => percent(share)),
    '',
  ]);
  return [
    `${name} (${id}), ${moments.length} moments of its training`,
    ...overTrainingText(found),
    table(
      ['steps', 'minutes', ...keys.flatMap((key) => [`${key}: words right`, ...layers, 'first wrong in the text'])],
      [...rows, ['a guess by length', '', ...guess]],
    ),
    `Words right: of ${words} random words of ${tokens} tokens, those whose answers are right after every token. Layers: what a linear probe reads of others, held out. Seed ${seed}.`,
  ].join('\n');
}
