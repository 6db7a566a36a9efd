import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ZodError } from 'zod';
import { manifestSchema, type Manifest } from './manifest';
import { manifestData } from './manifest-source';
import { chatModelAt, isChatPlace, type TextModel } from './chat/model';
import { isLanguageFolder, readLanguageModel, type LanguageModel } from './language-model/folder';
import { isAddress } from './remote/address';
import { readOnnxMetadata } from './onnx-metadata';
import { printable } from '../text/printable';
import { inWords } from '../text/schema-words';

export interface Model {
  /** Absolute path of the `.onnx` file. */
  path: string;
  manifest: Manifest;
  /** Size of the file. */
  bytes: number;
}

/** A model that was chosen and is not there. */
export interface MissingModel {
  id: string;
  reason: string;
}

/** Why a model is not used whose id is another one's, and what to do. */
export function idTaken(id: string, owner: string): string {
  return `its id "${id}" is already that of ${owner}: give it another one in its manifest, or in a file NAME.state-probe.json beside it, {"id": "…"}`;
}

/** A file or folder that gives no model, and why. */
export interface ModelProblem {
  path: string;
  reason: string;
}

export interface Catalogue {
  models: Model[];
  /** Moments of trainings for which another model stands in `models` (`checkpoints.ts`): found by their ids, and in no list. */
  moments?: readonly Model[];
  /** Those that read the text itself. */
  languages: TextModel[];
  problems: ModelProblem[];
}

/** Why what lies at a place, all links followed, is not even read; undefined where it may be. */
export type Refusal = (realPath: string) => string | undefined;

/** For each folder; a folder with more is somebody's archive, and opening every file would take minutes. */
const MAX_FILES = 1000;
/** A broken manifest is explained by its first faults; the rest mostly follow from them. */
const MAX_ISSUES = 3;
/** UTF-16 code units of a message. */
const MOST_QUOTED = 500;

/**
 * The models in `places`: folders, whose `.onnx` files are taken in order of name, and of the folders inside those that hold a
 * language model (others are not entered), folders of language models, single files, and models on servers. Where two models have the same id the first one wins and the other is a problem, so the bundled folder
 * is to be named first. What is refused is a problem. Never throws for what it finds on disk.
 *
 * @param read reads one, as `readModel` reads a file; in the editor another thread does
 */
export async function readCatalogue(
  places: readonly string[],
  refusal: Refusal = () => undefined,
  read: (path: string) => Promise<Model | ModelProblem> = readModel,
): Promise<Catalogue> {
  const catalogue: Catalogue = { models: [], languages: [], problems: [] };
  const byId = new Map<string, string>();
  // What is computed of a task is kept with it, and most models have the task of others.
  const tasks = new Map<string, Manifest['task']>();
  for (const place of places) {
    for (const found of await modelsAt(isAddress(place) || isChatPlace(place) ? place : resolve(place), {
      refusal,
      read,
    })) {
      if ('reason' in found) {
        catalogue.problems.push(found);
        continue;
      }
      const id = 'manifest' in found ? found.manifest.id : found.id;
      const own = 'place' in found ? found.place : found.path;
      const owner = byId.get(id);
      if (owner === undefined) {
        byId.set(id, own);
        if (!('manifest' in found)) {
          catalogue.languages.push(found);
          continue;
        }
        const { manifest } = found;
        const key = JSON.stringify(manifest.task);
        const task = tasks.get(key) ?? manifest.task;
        tasks.set(key, task);
        catalogue.models.push({ ...found, manifest: { ...manifest, task } });
      } else if (owner !== own) {
        catalogue.problems.push({ path: own, reason: idTaken(id, owner) });
      }
    }
  }
  return catalogue;
}

interface Manner {
  refusal: Refusal;
  read: (path: string) => Promise<Model | ModelProblem>;
}

async function modelsAt(place: string, manner: Manner): Promise<(Model | TextModel | ModelProblem)[]> {
  try {
    if (isChatPlace(place)) return [chatModelAt(place)];
    if (isAddress(place)) return [await readAdmitted(place, manner)];
    if (!(await stat(place)).isDirectory()) return [await readAdmitted(place, manner)];
    const reason = manner.refusal(await realpath(place));
    if (reason !== undefined) return [{ path: place, reason }];
    if (await isLanguageFolder(place)) return [await languageAt(place, manner)];
    const inside = (await readdir(place)).sort();
    const names = inside.filter((name) => name.toLowerCase().endsWith('.onnx'));
    const found: (Model | LanguageModel | ModelProblem)[] = [];
    // One at a time: the metadata of a thousand files would not fit in memory together.
    for (const name of names.slice(0, MAX_FILES)) found.push(await readAdmitted(join(place, name), manner));
    for (const name of inside.slice(0, MAX_FILES))
      if (await isLanguageFolder(join(place, name))) found.push(await languageAt(join(place, name), manner));
    if (names.length <= MAX_FILES) return found;
    return [...found, { path: place, reason: `only the first ${MAX_FILES} of ${names.length} models are read` }];
  } catch (error) {
    return [{ path: place, reason: explain(error) }];
  }
}

/** A link within the folder may lead to where nothing is to be run. */
async function languageAt(place: string, { refusal }: Manner): Promise<LanguageModel | ModelProblem> {
  const found = await readLanguageModel(place);
  const reason = 'reason' in found ? undefined : refusal(await realpath(found.path));
  return reason === undefined ? found : { path: place, reason };
}

async function readAdmitted(path: string, { refusal, read }: Manner): Promise<Model | ModelProblem> {
  try {
    const reason = refusal(isAddress(path) ? path : await realpath(path));
    return reason === undefined ? await read(path) : { path, reason };
  } catch (error) {
    return { path, reason: explain(error) };
  }
}

/** One model file, or why it is none. */
export async function readModel(path: string): Promise<Model | ModelProblem> {
  try {
    const { bytes, metadata } = await readOnnxMetadata(path);
    const found = await readManifest(path, metadata);
    return 'reason' in found ? { path, reason: found.reason } : { path, manifest: found.manifest, bytes };
  } catch (error) {
    return { path, reason: explain(error) };
  }
}

/** The manifest in a file's metadata and beside the file, or why it is none. */
export async function readManifest(
  path: string,
  metadata: ReadonlyMap<string, string>,
): Promise<{ manifest: Manifest } | { reason: string }> {
  const found = await manifestData(path, metadata);
  return 'reason' in found ? found : parseManifest(found.data);
}

export function parseManifest(data: object): { manifest: Manifest } | { reason: string } {
  const manifest = manifestSchema.safeParse(data, { error: inWords });
  return manifest.success ? { manifest: manifest.data } : { reason: `manifest: ${explainIssues(manifest.error)}` };
}

function explainIssues(error: ZodError): string {
  const lines = error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => {
    const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    return quoted(`${place.replace(/^\./, '') || 'it'}: ${message}`);
  });
  const more = error.issues.length - lines.length;
  return lines.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** Why a file cannot be read, in words. */
export function explain(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'EISDIR') return 'it is a folder';
  return quoted(error instanceof Error ? error.message : String(error));
}

/** Messages quote what stands in a file, which may be hostile and long. */
function quoted(text: string): string {
  return printable(text.slice(0, MOST_QUOTED));
}
