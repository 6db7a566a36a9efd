import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { withBuilt } from '../analysis/built-models';
import { builtFolder } from '../inference/entry';
import { defaultModels, offeredModels } from '../analysis/default-models';
import { readersOf, type TextRead } from '../analysis/suited';
import {
  idTaken,
  readCatalogue,
  readModel,
  type Catalogue,
  type MissingModel,
  type Model,
  type ModelProblem,
} from '../models/catalogue';
import { grouped, OVER_TRAINING, trainingsOf, type Training } from '../models/checkpoints';
import { readLanguageModel } from '../models/language-model/folder';
import { isMonoid } from '../models/manifest';
import { isAddress, isRemote } from '../models/remote/address';
import type { Access } from '../models/remote/ask';
import { readRemoteModel } from '../models/remote/model';
import { accessTo } from './providers';
import { inOrder } from '../models/order';
import type { TextModel } from '../models/chat/model';
import { BUNDLED, languageFolder } from './bundled';
import { apart } from './run-languages';
import { didYouMean } from './nearest';
import { UsageError, type Arguments } from './usage';
import { complain } from './output';

export function catalogue(args: Arguments): Promise<Catalogue> {
  return catalogueIn(args.list('model-folder') ?? [], accessTo);
}

/** The bundled models and those of some folders, files and servers. */
export async function catalogueIn(places: readonly string[], access: (place: string) => Access): Promise<Catalogue> {
  const found = await readCatalogue([BUNDLED, ...places], undefined, (place) => readAny(place, access));
  return grouped({ ...found, models: inOrder(found.models) });
}

/** The one model that an id, a file or an address names, or why there is none. */
export async function modelAmong(
  models: readonly Model[],
  name: string,
  access: (place: string) => Access,
): Promise<Model | MissingModel> {
  return models.find(({ manifest }) => manifest.id === name) ?? (await modelAt(name, models, access));
}

/** The models that are asked for: those that there are, and those that there are not. */
export interface Chosen {
  models: Model[];
  missing: MissingModel[];
}

/**
 * The models that `--models` names, in that order; all of them without it. Files that are no models, and names of none, are
 * said on standard error.
 *
 * @throws UsageError where no model is left for names of none; Error where none is left for files that are none
 */
export async function chosenModels(args: Arguments, named = args.list('models')): Promise<Chosen> {
  const { models, moments = [], problems } = await catalogue(args);
  for (const { path, reason } of problems) complain(reason, `${path}: not used: `);
  if (!named) return { models, missing: [] };
  const chosen: Chosen = { models: [], missing: [] };
  for (const name of named) {
    const model = await modelAmong([...models, ...moments], name, accessTo);
    if ('reason' in model) chosen.missing.push(model);
    else if (chosen.models.some(({ manifest }) => manifest.id === model.manifest.id))
      throw new UsageError(`--models: '${name}' is the model ${model.manifest.id}, which is named already`);
    else chosen.models.push(model);
  }
  const [first] = chosen.missing;
  if (first && chosen.models.length === 0)
    throw isFile(first.id) ? new Error(first.reason) : new UsageError(first.reason);
  for (const { reason } of chosen.missing) complain(reason, 'state-probe: ');
  return chosen;
}

/**
 * The one model that an option names.
 *
 * @throws UsageError for the name of none; Error for a file that is none
 */
export async function modelNamed(name: string, args: Arguments): Promise<Model> {
  const { models, moments = [] } = await catalogue(args);
  const model = await modelAmong([...models, ...moments], name, accessTo);
  if (!('reason' in model)) return model;
  throw isFile(name) ? new Error(model.reason) : new UsageError(model.reason);
}

function isFile(name: string): boolean {
  return /\.onnx$/i.test(name) || isRemote(name);
}

function isFolder(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Where a model is that is named in a command: an address, or the path of a file. */
export function placeOf(name: string): string {
  return isAddress(name) ? name : resolve(name);
}

/** The bundled trainings, and those in the folders of `--model-folder`. */
export async function trainings(args: Arguments): Promise<Training[]> {
  const places = [join(BUNDLED, OVER_TRAINING), ...(args.list('model-folder') ?? [])];
  const { models, problems } = await readCatalogue(places, undefined, (place) => readAny(place, accessTo));
  for (const { path, reason } of problems) complain(reason, `${path}: not used: `);
  return trainingsOf(models);
}

/** A moment of a bundled training, by its id. They lie apart from the other models, whose lists they would fill. */
async function momentNamed(name: string): Promise<Model | undefined> {
  if (!/^[\w.-]+$/.test(name)) return undefined;
  const model = await readModel(join(BUNDLED, OVER_TRAINING, `${name}.onnx`));
  return 'reason' in model ? undefined : model;
}

function readAny(place: string, access: (place: string) => Access): Promise<Model | ModelProblem> {
  return isRemote(place) ? readRemoteModel(place, access(place)) : readModel(place);
}

async function modelAt(
  name: string,
  models: readonly Model[],
  access: (place: string) => Access,
): Promise<Model | MissingModel> {
  if (!isFile(name) && (await languageFolder(name)) !== undefined)
    return { id: name, reason: `${name} is a language model: run and ask read a text with it` };
  if (!isFile(name) && (await isFolder(name))) {
    const found = await readLanguageModel(name);
    const why = 'reason' in found ? `: ${found.reason}` : '';
    return {
      id: name,
      reason: `${name} is a folder, but not one of a language model${why} (a folder of other models is named with --model-folder)`,
    };
  }
  const moment = isFile(name) ? undefined : await momentNamed(name);
  if (moment) return moment;
  if (!isFile(name)) {
    const ids = models.map(({ manifest }) => manifest.id);
    const reason = `there is no model '${name}'${didYouMean(name, ids)}; a file is named with its .onnx (state-probe models lists the others)`;
    return { id: name, reason };
  }
  const path = placeOf(name);
  const model = models.find((one) => one.path === path) ?? (await readAny(path, access));
  if ('reason' in model) return { id: name, reason: `${name}: ${model.reason} (state-probe check ${name} tells more)` };
  const { id } = model.manifest;
  const other = models.find((one) => one.manifest.id === id && one.path !== path);
  return other ? { id: name, reason: `${name}: ${idTaken(id, other.path)}` } : model;
}

/** The models that are asked for, whatever the text. */
export interface ChosenForText {
  models: (text: TextRead) => Promise<Model[]>;
  missing: MissingModel[];
  /** Those that read the text itself. */
  languages: TextModel[];
  /** What to offer where none of them reads the text. @throws as `models` does */
  offered: (text: TextRead) => Model[];
}

/**
 * The models that follow a text: those that `--models` names, a language's among them, which then says why it does not
 * run; with `--all` every one that follows a state; else what the editor runs by default, and all of one's own.
 *
 * Both ask a text with `objects` that are not five of its own with a RangeError.
 */
export async function modelsForText(args: Arguments): Promise<ChosenForText> {
  const asked = args.list('models');
  const { languages, others: named } = asked ? await apart(asked) : { languages: [], others: undefined };
  const isAll = args.flag('all');
  if (named && isAll) throw new UsageError('--all and --models exclude each other');
  const { models, missing } = await chosenModels(args, named);
  const bundled = named ? (await catalogue(args)).models.filter(isBundled) : models.filter(isBundled);
  const offered = (text: TextRead): Model[] => offeredModels(forText(text), bundled, text);
  const forText = (text: TextRead): Model[] => {
    if (named) return models;
    const usual = new Set(isAll ? bundled : defaultModels(bundled, text));
    const asked = models.filter((model) => usual.has(model) || !isBundled(model));
    // One of another language has nothing to say of a text.
    const ofLanguages = new Set(
      readersOf(
        asked.filter(({ manifest }) => !isMonoid(manifest)),
        text,
      ),
    );
    return asked.filter((model) => isMonoid(model.manifest) || ofLanguages.has(model));
  };
  const withExact = async (text: TextRead): Promise<Model[]> =>
    named || isAll
      ? forText(text)
      : withBuilt(forText(text), text, { folder: builtFolder(), tell: (reason) => complain(reason, 'state-probe: ') });
  return { models: withExact, missing, languages, offered };
}

/** A model that is not there, as it is told beside those that ran. */
export function reportMissing({ id, reason }: MissingModel): { id: string; name: string; skipped: string } {
  return { id, name: id, skipped: reason };
}

export function isBundled({ path }: Model): boolean {
  return dirname(path) === BUNDLED;
}
