import { dirname, isAbsolute, join, resolve } from 'node:path';
import { withBuilt, type BuildingPlace } from '../../analysis/built-models';
import { builtFolder } from '../../inference/entry';
import { defaultModels, offeredModels } from '../../analysis/default-models';
import type { TextRead } from '../../analysis/suited';
import { idTaken, type Catalogue, type MissingModel, type Model, type ModelProblem } from '../../models/catalogue';
import { isChatPlace, type ChatModel, type TextModel } from '../../models/chat/model';
import { inOrder } from '../../models/order';
import { isAddress, shownPlace } from '../../models/remote/address';

/** Where the person's own models are: addresses as they are, and paths. A relative folder starts at a workspace folder, and is left out without one. */
export function modelPlaces(folders: readonly string[], home: string, workspace?: string): string[] {
  const places = folders.map((folder) => {
    if (isAddress(folder) || isChatPlace(folder)) return folder;
    if (folder === '~' || /^~[/\\]/.test(folder)) return join(home, folder.slice(1));
    if (isAbsolute(folder)) return folder;
    return workspace === undefined ? undefined : resolve(workspace, folder);
  });
  return places.filter((place) => place !== undefined);
}

/** The models that a probe runs, in order of the choice; without a choice a few of the bundled ones, which suit the text. */
export async function chosenModels(
  catalogue: Catalogue,
  choice: readonly string[] | undefined,
  bundled: string,
  reading?: { text: TextRead; tell: BuildingPlace['tell'] },
): Promise<Model[]> {
  if (!choice) {
    const usual = defaultModels(bundledOf(catalogue, bundled), reading?.text);
    return reading ? withBuilt(usual, reading.text, { folder: builtFolder(), tell: reading.tell }) : usual;
  }
  const byId = new Map([...catalogue.models, ...(catalogue.moments ?? [])].map((model) => [model.manifest.id, model]));
  return [...new Set(choice)].map((id) => byId.get(id)).filter((model) => model !== undefined);
}

/** Bundled models to offer where none of those that are chosen reads the text. */
export function otherModels(catalogue: Catalogue, chosen: readonly Model[], bundled: string, text: TextRead): Model[] {
  return offeredModels(chosen, bundledOf(catalogue, bundled), text);
}

function bundledOf({ models }: Catalogue, bundled: string): Model[] {
  return models.filter(({ path }) => dirname(path) === bundled);
}

/** The models that a probe asks about its text: those that are ticked. */
export function chosenLanguages({ languages }: Catalogue, choice: readonly string[] = []): TextModel[] {
  return languages.filter(({ id }) => choice.includes(id));
}

/** The chosen ids of which there is no model now: its file is gone, refused, or was never here. */
export function missingModels(
  { models, moments = [], languages }: Catalogue,
  choice: readonly string[] | undefined,
): MissingModel[] {
  const ids = new Set([
    ...[...models, ...moments].map(({ manifest }) => manifest.id),
    ...languages.map(({ id }) => id),
  ]);
  const reason =
    'there is no model of this id: the Models view lists those there are, and files and servers that give none';
  return [...new Set(choice)].filter((id) => !ids.has(id)).map((id) => ({ id, reason }));
}

/**
 * The choice after check boxes were ticked or cleared: what stays keeps its place, what is new goes last. Ids of models
 * that are not here at the moment stay in the choice too.
 */
export function withChanges(
  chosen: readonly Model[],
  choice: readonly string[] | undefined,
  changes: ReadonlyMap<string, boolean>,
): string[] {
  const before = choice ?? chosen.map((model) => model.manifest.id);
  const kept = before.filter((id) => changes.get(id) !== false);
  const added = [...changes].filter(([id, wanted]) => wanted && !kept.includes(id)).map(([id]) => id);
  return [...kept, ...added];
}

/** The list with what a server answered, or why it did not, in the place of the line that it is being asked. */
export function withAnswer(
  { models, problems, ...rest }: Catalogue,
  found: Model | ChatModel | ModelProblem,
): Catalogue {
  const own = 'place' in found ? shownPlace(found.place) : found.path;
  const others = problems.filter(({ path }) => path !== own);
  if ('place' in found) return withChat({ ...rest, models, problems: others }, found);
  if ('reason' in found) return { ...rest, models, problems: [...others, found] };
  const { id } = found.manifest;
  const owner = models.find(({ manifest }) => manifest.id === id);
  if (!owner) return { ...rest, models: inOrder([...models, found]), problems: others };
  const problem = { path: found.path, reason: idTaken(id, owner.path) };
  return { ...rest, models, problems: [...others, problem] };
}

function withChat({ languages, problems, ...rest }: Catalogue, found: ChatModel): Catalogue {
  const owner = languages.find(({ id }) => id === found.id);
  if (!owner) return { ...rest, languages: [...languages, found], problems };
  const place = 'place' in owner ? owner.place : owner.folder;
  if (place === found.place) return { ...rest, languages, problems };
  const problem = { path: shownPlace(found.place), reason: idTaken(found.id, shownPlace(place)) };
  return { ...rest, languages, problems: [...problems, problem] };
}

/** The list with one of its models as a problem, for what was found out about it. */
export function withProblem({ models, problems, ...rest }: Catalogue, model: Model, reason: string): Catalogue {
  return {
    ...rest,
    models: models.filter((other) => other !== model),
    problems: [...problems, { path: model.path, reason }],
  };
}
