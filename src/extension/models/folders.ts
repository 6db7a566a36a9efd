import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Catalogue } from '../../models/catalogue';
import { SIDECAR_ENDING, sidecarOf } from '../../models/manifest-source';

/** A file comes in pieces, and an export in several files: so long after the last of them they are looked at. */
const QUIET_MS = 500;

const MODELS = '*.[oO][nN][nN][xX]';

/** Files and folders below one folder. */
interface Watched {
  folder: string;
  glob: string;
}

/** Tells when models come, go or are written anew, also outside of the workspace. */
export class ModelFolders implements vscode.Disposable {
  private readonly watchers = new Map<string, vscode.FileSystemWatcher>();
  private timer: NodeJS.Timeout | undefined;
  /** The last call of `watch`: an older one may find out later what it wants. */
  private calls = 0;

  constructor(private readonly changed: () => void) {}

  /** Watches these places, and the files that links among the models lead to, instead of those before. */
  async watch(places: readonly string[], catalogue: Catalogue): Promise<void> {
    const call = ++this.calls;
    const wanted = await watchedFor(places, catalogue);
    if (call !== this.calls) return;
    const byKey = new Map(wanted.map((watched) => [JSON.stringify(watched), watched]));
    for (const [key, watcher] of this.watchers) {
      if (byKey.has(key)) continue;
      watcher.dispose();
      this.watchers.delete(key);
    }
    for (const [key, watched] of byKey) if (!this.watchers.has(key)) this.watchers.set(key, this.watcherOf(watched));
  }

  dispose(): void {
    this.calls = Infinity;
    clearTimeout(this.timer);
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.watchers.clear();
  }

  private watcherOf({ folder, glob }: Watched): vscode.FileSystemWatcher {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), glob);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const heard = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.changed, QUIET_MS);
    };
    watcher.onDidCreate(heard);
    watcher.onDidChange(heard);
    watcher.onDidDelete(heard);
    return watcher;
  }
}

async function watchedFor(places: readonly string[], { models }: Catalogue): Promise<Watched[]> {
  const ofPlaces = await Promise.all(places.map(watchedAt));
  const targets = await Promise.all(
    models.map(async ({ path }) => {
      const target = await realpath(path).catch(() => path);
      return target === path ? [] : [itself(target)];
    }),
  );
  return [...ofPlaces, ...targets].flat();
}

/** What tells of models at a place: its files if it is a folder, and its own coming and going. */
async function watchedAt(place: string): Promise<Watched[]> {
  const found = await stat(place).catch(() => undefined);
  if (!found) return [await firstMissing(place)];
  if (found.isDirectory()) {
    const globs = [MODELS, `*${SIDECAR_ENDING}`, '{tokenizer,config}.json'];
    return [...globs.map((glob) => ({ folder: place, glob })), itself(place)];
  }
  // What stands beside a model says what it is, and may come later.
  return /\.onnx$/i.test(place) ? [itself(place), itself(sidecarOf(place))] : [itself(place)];
}

/** Of a place that is not there: what would have to come first. */
async function firstMissing(place: string): Promise<Watched> {
  const parent = dirname(place);
  const isThere = await stat(parent).then(
    () => true,
    () => parent === place,
  );
  return isThere ? itself(place) : firstMissing(parent);
}

/** A name may hold what a pattern gives a meaning to. */
function itself(path: string): Watched {
  return { folder: dirname(path), glob: basename(path).replace(/[[\]{}*?]/g, '[$&]') };
}
