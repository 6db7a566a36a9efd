import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkFolderPlace, placeOf } from '../../files/place';
import { failureText, otherThanFile } from '../../files/reasons';
import { DATASET_FILE } from '../card/card';
import { Folders, readJson } from './folders';
import { lock } from './lock';
import type { Plan } from '../plan/plan';

/** A data set that cannot be made here and now: the folder, the disk, another run. The message is for people. */
export class DatasetError extends Error {
  override name = 'DatasetError';
}

/** An unfinished run of something else is in the way. */
class UnfinishedError extends DatasetError {
  override name = 'UnfinishedError';
}

/** The folder of an unfinished run; beside the folder itself, where `out` is a link to it. */
export function partialOf(out: string): string {
  return `${placeOf(out)}.partial`;
}

/**
 * Says before any work what would keep a data set from being written there.
 *
 * @throws DatasetError for what stands there already; PlaceError
 */
export async function checkOut(out: string): Promise<void> {
  checkPlace(placeOf(out));
  await checkFolderPlace(dirname(placeOf(out)));
}

/**
 * Fills `OUT.partial/out` and lets it take the place of `OUT` once it is whole; until then what stood there before is left
 * alone. What an unfinished run of the same plan has left is there for this one.
 *
 * @throws DatasetError; the signal's reason when it is aborted
 */
export async function wholeOrNot<Result>(
  plan: Plan,
  wanted: string,
  { signal, anew }: { signal?: AbortSignal | undefined; anew?: boolean },
  fill: (folders: Folders) => Promise<Result>,
): Promise<Result> {
  const out = placeOf(wanted);
  const folders = new Folders(partialOf(out));
  try {
    checkPlace(out);
    mkdirSync(dirname(out), { recursive: true });
    // Not in one go: on a read-only disk Node says of a recursive one that there is no such folder.
    if (!existsSync(folders.partial)) mkdirSync(folders.partial);
  } catch (error) {
    throw asDatasetError(error, out);
  }
  let unlock: (() => void) | undefined;
  try {
    unlock = await lock(join(folders.partial, 'lock'));
    if (anew) folders.clear();
    await settlePlan(plan, folders);
    const result = await fill(folders);
    takePlace(folders, out);
    rmSync(folders.partial, { recursive: true, force: true });
    return result;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw asDatasetError(error, out);
  } finally {
    unlock?.();
  }
}

/** Nothing that is not a data set of ours is ever replaced. */
function checkPlace(out: string): void {
  const [old, partial] = [oldOf(out), partialOf(out)];
  // A run was killed between the two renamings of its end and is not going on.
  if (!existsSync(out) && existsSync(old) && !existsSync(join(partial, 'out'))) renameSync(old, out);
  if (!existsSync(out)) return;
  const there = statSync(out);
  if (there.isFile()) throw new DatasetError(`${out} is a file`);
  if (!there.isDirectory()) throw new DatasetError(`${out} is not a folder: ${otherThanFile(there) ?? ''}`);
  if (readdirSync(out).length > 0 && !existsSync(join(out, DATASET_FILE)))
    throw new DatasetError(`${out} holds something else: choose another folder`);
}

function oldOf(out: string): string {
  return `${out}.old`;
}

async function settlePlan(plan: Plan, folders: Folders): Promise<void> {
  if (existsSync(folders.plan)) {
    const { planHash, planSchema } = await import('../plan/plan-schema');
    const known = planSchema.safeParse(planIn(folders.plan));
    if (!known.success || planHash(known.data) !== planHash(plan))
      throw new UnfinishedError(
        `${folders.partial} holds an unfinished run of another command or of files that have changed: ` +
          'delete it, or begin anew with --anew',
      );
    return;
  }
  const temporary = `${folders.plan}.tmp`;
  writeFileSync(temporary, JSON.stringify(plan));
  renameSync(temporary, folders.plan);
}

function planIn(path: string): unknown {
  try {
    return readJson(path);
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : failureText(error);
    throw new UnfinishedError(
      `${path}, the plan of an unfinished run, is broken (${reason}): delete its folder, or begin anew with --anew`,
    );
  }
}

function takePlace(folders: Folders, out: string): void {
  const old = oldOf(out);
  if (existsSync(out)) {
    rmSync(old, { recursive: true, force: true });
    renameSync(out, old);
  }
  renameSync(folders.out, out);
  rmSync(old, { recursive: true, force: true });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; what is made so far is kept, and the same command goes on from there',
  EDQUOT: 'the quota of the disk is used up; the same command goes on from there',
  EROFS: 'the disk is read-only',
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  EFBIG: 'a file is larger than this disk takes; the same command goes on from there',
  ENOENT: 'its folder cannot be made',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
};

function asDatasetError(error: unknown, out: string): unknown {
  if (error instanceof DatasetError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = REASONS[code];
  return reason === undefined ? error : new DatasetError(`${out} cannot be written: ${reason} (${code})`);
}
