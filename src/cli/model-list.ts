import { basename, dirname, join } from 'node:path';
import { defaultModels } from '../analysis/default-models';
import { readCatalogue, type Catalogue, type Model } from '../models/catalogue';
import { isMonoid } from '../models/manifest';
import { inOrder } from '../models/order';
import { UsageError, type Arguments } from './usage';
import type { Option } from './verb';

/** Where models of one's own lie. */
export const FOLDER_OPTION: Option = {
  name: 'model-folder',
  value: 'DIR',
  help: 'a folder with models of your own, beside the bundled ones',
};

/** Options of every verb that runs models. */
export const MODEL_OPTIONS: readonly Option[] = [
  { name: 'models', value: 'A,B', help: 'ids of the models to run' },
  FOLDER_OPTION,
];

/** Options of every verb that runs models over a text. */
export const TEXT_MODEL_OPTIONS: readonly Option[] = [
  { name: 'models', value: 'A,B', help: 'ids of the models to run; otherwise one of each kind' },
  { name: 'all', help: 'every model that follows a state' },
  FOLDER_OPTION,
];

/** `models/` lies beside `dist/`, to which the terminal front is bundled, and beside `src/`. */
const BUNDLED = join(__dirname, basename(__dirname) === 'dist' ? '..' : '../..', 'models');

export async function catalogue(args: Arguments): Promise<Catalogue> {
  const { models, problems } = await readCatalogue([BUNDLED, ...(args.list('model-folder') ?? [])]);
  return { models: inOrder(models), problems };
}

/**
 * The models that `--models` names, in that order; all of them without it. Files that are no models are said on
 * standard error.
 */
export async function chosenModels(args: Arguments): Promise<Model[]> {
  const { models, problems } = await catalogue(args);
  for (const { path, reason } of problems) console.error(`${path}: not used: ${reason}`);
  return (
    args.list('models')?.map((id) => {
      const model = models.find(({ manifest }) => manifest.id === id);
      if (model) return model;
      throw new UsageError(`there is no model '${id}': ${models.map(({ manifest }) => manifest.id).join(', ')}`);
    }) ?? models
  );
}

/**
 * The models that follow a text: those that `--models` names, a language's among them, which then says why it does not
 * run; with `--all` every one that follows a state; else what the editor runs by default, and all of one's own.
 */
export async function modelsForText(args: Arguments): Promise<Model[]> {
  const named = args.list('models');
  const isAll = args.flag('all');
  if (named && isAll) throw new UsageError('--all and --models exclude each other');
  const models = await chosenModels(args);
  if (named) return models;
  const usual = new Set(defaultModels(models.filter(isBundled)));
  return models.filter((model) => isMonoid(model.manifest) && (isAll || usual.has(model) || !isBundled(model)));
}

export function isBundled({ path }: Model): boolean {
  return dirname(path) === BUNDLED;
}
