import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DATASET_FILE } from '../datasets/card/card';
import { plural } from '../text/plural';
import { printable } from '../text/printable';
import { FOLDER_OPTION, PROVIDER_OPTION, TIMEOUT_OPTION } from './model-options';
import type { Option } from './option';
import { complain, print } from './output';
import { ProgressLine } from './progress-line';
import { reportLine } from './report';
import { table } from './table';
import { UsageError, type Arguments } from './usage';

const ABOUT = 'Hidden states of a model, beside the examples';

export const STATES_OPTIONS: readonly Option[] = [
  {
    name: 'with-states',
    value: 'MODEL',
    help: 'writes the hidden states of a model (id, file or address) over all examples into DIR/states/MODEL',
  },
  { name: 'layers', value: 'WHICH', help: 'last | all | numbers such as 0,2; last if absent' },
  FOLDER_OPTION,
  PROVIDER_OPTION,
  TIMEOUT_OPTION,
].map((option) => ({ ...option, about: ABOUT }));

/** The model whose states are asked for. @throws UsageError for what goes with it alone */
export function statesAsked(args: Arguments): string | undefined {
  const model = args.text('with-states');
  if (model !== undefined) return model;
  const other = STATES_OPTIONS.find(({ name }) => args.text(name) !== undefined);
  if (other) throw new UsageError(`--${other.name} goes with --with-states`);
  return undefined;
}

/** Writes the states of a data set that is there. @throws UsageError, StatesError and as `writeStates` */
export async function addStates(
  args: Arguments,
  [named, more]: readonly string[],
  name: string,
  signal: AbortSignal,
): Promise<number> {
  if (named === undefined || more !== undefined)
    throw new UsageError('states are written beside one data set: DIR --with-states MODEL');
  const folder = resolve(named);
  if (!existsSync(join(folder, DATASET_FILE)))
    throw new UsageError(`${named} is no data set; with --out DIR one is made first`);
  const { modelNamed } = await import('./model-list');
  const { clientOf, providersOf } = await import('./providers');
  const model = await modelNamed(name, args);
  const { writeStates } = await import('./states/write-states');
  const client = clientOf(args);
  const progress = new ProgressLine();
  try {
    const written = await writeStates(folder, model, args.text('layers') ?? 'last', {
      ...{ client, signal, providers: providersOf(args), anew: args.flag('anew') },
      onProgress: (now) => progress.show(now),
    });
    progress.clear();
    if (args.flag('json')) print(reportLine('dataset-states', { model: model.manifest.id, ...written }));
    else {
      const rows = written.splits.map(({ split, files, examples, steps }) => [
        ...[split, String(files), String(examples), String(steps)],
      ]);
      print(`${relative('', written.folder)}: ${written.outputs.join(', ')}`);
      print(table(['split', 'files', 'examples', 'steps'], rows));
      for (const [reason, count] of Object.entries(written.skipped))
        print(printable(`${plural(count, 'example')} without states: ${reason}`));
    }
    return 0;
  } catch (error) {
    progress.clear();
    if (signal.aborted)
      complain(
        `stopped; state-probe dataset ${printable(named)} --with-states ${printable(name)} goes on from what is written`,
        'state-probe: ',
      );
    throw error;
  } finally {
    client.dispose();
  }
}
