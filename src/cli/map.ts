import { causalMap, type CausalMap } from '../analysis/patching/causal-map';
import { causalText } from '../analysis/patching/causal-text';
import { overWords } from '../analysis/patching/over-words';
import { PatchError } from '../analysis/patching/patch-error';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { layerName, layerOf } from '../representation/outputs';
import { modelNamed } from './model-list';
import { FOLDER_OPTION, TIMEOUT_OPTION } from './model-options';
import { clearLine, print } from './output';
import { SlowProgress } from './progress-line';
import { clientOf, providersOf } from './providers';
import { reportLine } from './report';
import { table } from './table';
import { UsageError, type Arguments } from './usage';
import type { Verb } from './verb';

const DEFAULTS = { length: 64, pairs: 48, seconds: 60 };
/** Columns of the table; `--json` has every step. */
const MOST_COLUMNS = 12;

export const map: Verb = {
  usage: ['--model M'],
  does: 'which layer carries the state, and from which step on: states of random words put into others (docs/inside.md)',
  options: [
    { name: 'model', value: 'M', help: 'id, file or address of the model' },
    { name: 'length', value: 'N', help: `steps of each word; ${DEFAULTS.length} if absent` },
    { name: 'pairs', value: 'N', help: `pairs of random words; ${DEFAULTS.pairs} if absent` },
    { name: 'seconds', value: 'N', help: `about how long it may take; ${DEFAULTS.seconds} if absent` },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    FOLDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: mapModel,
};

async function mapModel(args: Arguments, signal: AbortSignal): Promise<number> {
  const length = args.count('length', 2) ?? DEFAULTS.length;
  const pairs = args.count('pairs', 1) ?? DEFAULTS.pairs;
  const seconds = args.count('seconds', 1) ?? DEFAULTS.seconds;
  const seed = args.seed() ?? SAMPLE_SEED;
  const name = args.text('model');
  if (name === undefined) throw new UsageError('which --model? (state-probe models lists them)');
  const providers = providersOf(args);
  const model = await modelNamed(name, args);
  const client = clientOf(args);
  const progress = new SlowProgress();
  try {
    const { id, name: title } = model.manifest;
    const onProgress = ({ done, total, message }: { done: number; total: number; message: string }): void =>
      progress.show(`${title}: ${message} (${done} of ${total})`);
    const call = { signal, onProgress };
    const found = await overWords(model, client, providers, call)
      .then((over) => causalMap(over, { length, pairs, seed, seconds, ...call }))
      .catch((error: unknown) => {
        throw error instanceof PatchError ? new Error(`${title}: ${error.message}`) : error;
      });
    clearLine();
    const sentence = causalText(found, length);
    const { digest, ...content } = found;
    if (args.flag('json'))
      print(
        reportLine('map', { model: { id, name: title, digest }, length, words: pairs, seed, ...content, sentence }),
      );
    else print(mapText(title, found, { length, pairs, sentence }));
    return 0;
  } finally {
    clearLine();
    client.dispose();
  }
}

function mapText(
  name: string,
  { cells, steps, idle }: CausalMap,
  { length, pairs, sentence }: { length: number; pairs: number; sentence: string },
): string {
  const columns = Math.min(MOST_COLUMNS, steps.length);
  const shown = Array.from({ length: columns }, (_, at) => steps[Math.round(((at + 1) * steps.length) / columns) - 1]);
  const outputs = [...new Set(cells.map(({ output }) => output))];
  const rows = outputs.map((output) => [
    nameOf(output),
    ...shown.map((step) => {
      const cell = cells.find((one) => one.output === output && one.step === step);
      return cell?.share == null ? '–' : (100 * cell.share).toFixed(0);
    }),
  ]);
  return [
    `${name}: ${pairs} pairs of random words of ${length} steps`,
    sentence,
    table(['% that follow the other word', ...shown.map((step) => `step ${step ?? '?'}`)], rows),
    ...(steps.length < length ? [`${steps.length} of ${length} steps were replaced, for the time (--seconds)`] : []),
    ...(idle.length > 0 ? [`nothing reads ${idle.map(nameOf).join(', ')}`] : []),
    'Layers are replaced at all steps up to the one that is named, recurrent states at it.',
  ].join('\n');
}

function nameOf(output: string): string {
  const layer = layerOf(output);
  return output.startsWith('state.') ? `recurrent state, layer ${layer}` : layerName(layer);
}
