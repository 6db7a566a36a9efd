import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { checkFolderPlace, placeOf } from '../files/place';
import { failureText, otherThanFile } from '../files/reasons';
import { Alone } from './alone';
import { Assignment } from './assign';
import { cardOf, DATASET_FILE, datasetFile, loadedFormat, type Unread } from './card';
import { isOfBlocks } from './columns';
import { formatNamed } from './formats';
import { BESIDE_FILE, fillFile, Folders, linesOf, readJson, writeWhole, type ChunkFacts } from './folders';
import { SPLITS, type Split } from './keys';
import { lock } from './lock';
import { changedSince, type Changed, type Looks } from './files/beside';
import type { MadeFacts } from './make';
import { planHash, planSchema, type Plan } from './plan';
import { Pool } from './pool';
import type { Progress } from './progress';
import { addStatistics, emptyStatistics, type SplitStatistics } from './statistics';
import type { Task } from './work';
import { append } from '../lists/append';

export interface BuildOptions {
  signal?: AbortSignal | undefined;
  onProgress?: (progress: Progress) => void;
  threads?: number;
  /** Whether what an unfinished run has made is deleted first. */
  anew?: boolean;
}

export interface Built {
  statistics: SplitStatistics;
  unread: Unread;
  /** Sources that an earlier run had read with files that have changed since: they were read anew. */
  changed: readonly Changed[];
  /** Examples in the largest set that the splits had to keep together; zero when the examples were generated. */
  largest: number;
}

/** A data set that cannot be made here and now: the folder, the disk, another run. The message is for people. */
class DatasetError extends Error {
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
 * Makes a data set whole or not at all. Everything is made in `OUT.partial`, in pieces that are there whole or not at
 * all; a run that was cancelled or killed goes on from what is there when it is started again with the same plan, and
 * ends with the same bytes. Only when all is written does the folder take its place; until then what stood there before
 * is left alone.
 *
 * @throws DatasetError; the signal's reason when it is aborted
 */
export async function build(plan: Plan, wanted: string, options: BuildOptions = {}): Promise<Built> {
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
  const pool = isSmall(plan)
    ? new Alone(folders.partial)
    : new Pool(folders.partial, options.threads ?? availableParallelism());
  try {
    unlock = lock(join(folders.partial, 'lock'));
    if (options.anew) folders.clear();
    settlePlan(plan, folders);
    const built = await new Run(plan, folders, pool, options).run();
    await pool.stop();
    takePlace(folders, out);
    rmSync(folders.partial, { recursive: true, force: true });
    return built;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw asDatasetError(error, out);
  } finally {
    await pool.stop();
    unlock?.();
  }
}

/** Tokens of words in blocks that one thread has made before two of them have started. */
const FEW_TOKENS = 2 ** 21;

function isSmall(plan: Plan): boolean {
  const { source } = plan;
  return source.kind === 'word' && isOfBlocks(plan) && source.count * source.lengths.most <= FEW_TOKENS;
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

function settlePlan(plan: Plan, folders: Folders): void {
  if (existsSync(folders.plan)) {
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

/** One run over a plan: its stages, each of which skips what is done. */
class Run {
  constructor(
    private readonly plan: Plan,
    private readonly folders: Folders,
    private readonly pool: Pick<Pool, 'run'>,
    private readonly options: BuildOptions,
  ) {}

  async run(): Promise<Built> {
    const { source } = this.plan;
    const { chunks, largest, unread, changed } =
      source.kind === 'trace' ? await this.fromFiles(source) : await this.generated(source.count);
    const facts = Array.from({ length: chunks }, (_, chunk) => this.factsOf(chunk));
    const statistics = emptyStatistics();
    for (const { statistics: more } of facts) addStatistics(statistics, more);
    await this.write(facts, statistics);
    await this.describe(facts, { statistics, unread, largest });
    return { statistics, unread, largest, changed };
  }

  private async generated(count: number) {
    const { chunk: size } = this.plan;
    const chunks = Math.ceil(count / size);
    const tasks: Extract<Task, { do: 'generate' }>[] = [];
    let done = 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
      const [from, to] = [chunk * size, Math.min(count, (chunk + 1) * size)];
      if (this.isDealt(chunk)) done += to - from;
      else tasks.push({ do: 'generate', chunk, from, to });
    }
    await this.stage({ stage: 'making', done, total: count, of: 'examples' }, tasks, (task) => task.to - task.from);
    return { chunks, largest: 0, changed: [], unread: { files: 0, places: 0, nothing: 0, short: 0, sentences: 0 } };
  }

  private async fromFiles({ root, files, unread }: Extract<Plan['source'], { kind: 'trace' }>) {
    const groups = groupsOf(
      files.map(({ bytes }) => bytes),
      this.plan.chunk,
    );
    const bytesOf = ([from, to]: [number, number]) => files.slice(from, to).reduce((sum, { bytes }) => sum + bytes, 0);
    const changed = groups.flatMap((_, chunk) => this.changedIn(root, chunk));
    // Numbers and sides of all examples depend on what is made of every file.
    if (changed.length > 0) this.folders.clearDealt();
    const reads: Extract<Task, { do: 'read' }>[] = [];
    let done = 0;
    groups.forEach(([from, to], chunk) => {
      if (existsSync(this.folders.made(chunk))) done += bytesOf([from, to]);
      else reads.push({ do: 'read', chunk, from, to });
    });
    const total = bytesOf([0, files.length]);
    await this.stage({ stage: 'reading', done, total, of: 'bytes' }, reads, ({ from, to }) => bytesOf([from, to]));

    const assignment = new Assignment();
    const sum: MadeFacts = { examples: 0, unreadable: 0, nothing: 0, short: 0, sentences: 0 };
    const deals: Task[] = [];
    for (const chunk of groups.keys()) {
      assignment.add(join(this.folders.made(chunk), 'keys.jsonl'));
      if (!this.isDealt(chunk)) deals.push({ do: 'deal', chunk, first: sum.examples });
      const made = readJson(join(this.folders.made(chunk), 'facts.json')) as MadeFacts;
      for (const of of ['examples', 'unreadable', 'nothing', 'short', 'sentences'] as const) sum[of] += made[of];
    }
    if (sum.examples === 0) throw new DatasetError(nothingFound(files.length, sum, unread.length));
    await writeWhole(this.folders.sides, assignment.sides(this.plan.seed, this.plan.fractions));
    await this.stage(
      { stage: 'dealing', done: groups.length - deals.length, total: groups.length, of: 'files' },
      deals,
      () => 1,
    );
    await this.listUnreadable(groups.length, unread);
    const { unreadable: places, nothing, short, sentences } = sum;
    return {
      chunks: groups.length,
      changed,
      largest: assignment.largest,
      unread: { files: unread.length, places, nothing, short, sentences },
    };
  }

  /** Takes away what was made of files that would be read otherwise now. */
  private changedIn(root: string, chunk: number): Changed[] {
    const made = this.folders.made(chunk);
    if (!existsSync(made)) return [];
    const looks = existsSync(join(made, BESIDE_FILE)) ? (readJson(join(made, BESIDE_FILE)) as Looks) : {};
    const changed = changedSince(root, looks);
    if (changed.length > 0) rmSync(made, { recursive: true, force: true });
    return changed;
  }

  private listUnreadable(chunks: number, unread: readonly { path: string; reason: string }[]): Promise<void> {
    const path = join(this.folders.out, 'unreadable.jsonl');
    return fillFile(path, (file) => {
      const lines = unread.map(({ path: of, reason }) =>
        JSON.stringify({ path: of, line: null, character: null, reason }),
      );
      for (let chunk = 0; chunk < chunks; chunk++)
        append(lines, linesOf(join(this.folders.made(chunk), 'unreadable.jsonl')));
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    });
  }

  private async write(facts: readonly ChunkFacts[], statistics: SplitStatistics): Promise<void> {
    const { plan } = this;
    const filled = SPLITS.filter((split) => statistics[split].examples > 0);
    const tasks = filled.flatMap((split) =>
      plan.formats.flatMap((format) =>
        formatNamed(format)
          .files(split, { plan, facts })
          .map((file): Task => ({ do: 'write', format, split, chunks: [0, facts.length], ...file })),
      ),
    );
    await this.stage({ stage: 'writing', done: 0, total: tasks.length, of: 'files' }, tasks, () => 1);
  }

  private async describe(
    facts: readonly ChunkFacts[],
    found: Pick<Built, 'statistics' | 'unread' | 'largest'>,
  ): Promise<void> {
    const { plan, folders } = this;
    const sizeOf = (split: Split): number =>
      (loadedFormat(plan)?.files(split, { plan, facts }) ?? [])
        .map(({ path }) => join(folders.out, path))
        .reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0);
    const sizes = { train: sizeOf('train'), validation: sizeOf('validation'), test: sizeOf('test') };
    const about = { plan, ...found, sizes };
    await writeWhole(join(this.folders.out, 'README.md'), cardOf(about));
    await writeWhole(join(this.folders.out, DATASET_FILE), datasetFile(about));
  }

  private async stage<T extends Task>(progress: Progress, tasks: T[], size: (task: T) => number): Promise<void> {
    const { onProgress, signal } = this.options;
    onProgress?.({ ...progress });
    await this.pool.run(
      tasks,
      (task) => {
        progress.done += size(task as T);
        onProgress?.({ ...progress });
      },
      signal,
    );
  }

  private factsOf(chunk: number): ChunkFacts {
    return readJson(join(this.folders.chunk(chunk), 'facts.json')) as ChunkFacts;
  }

  /** A piece counts when all of it is there: after a power failure a file may be shorter than it was written. */
  private isDealt(chunk: number): boolean {
    try {
      const { bytes } = this.factsOf(chunk);
      return Object.entries(bytes).every(
        ([name, size]) => statSync(join(this.folders.chunk(chunk), name)).size === size,
      );
    } catch {
      return false;
    }
  }
}

/** Neighbours together, as long as their sizes add up to less than `size`: first and past-the-last index of each group. */
function groupsOf(sizes: readonly number[], size: number): [from: number, to: number][] {
  const groups: [number, number][] = [];
  let sum = Infinity;
  sizes.forEach((bytes, index) => {
    const last = groups.at(-1);
    if (!last || sum + bytes > size) {
      groups.push([index, index + 1]);
      sum = bytes;
    } else {
      last[1] = index + 1;
      sum += bytes;
    }
  });
  return groups;
}

function nothingFound(files: number, { unreadable, nothing, short }: MadeFacts, unread: number): string {
  return (
    `there is no example in these ${files} files: ${unreadable} places and ${unread} files cannot be read, ` +
    `in ${nothing} places nothing moves, and ${short} examples are too short`
  );
}

/** The lines of `unreadable.jsonl` of a data set, at most `most`. */
export function unreadableOf(out: string, most: number): string[] {
  const lines: string[] = [];
  for (const line of linesOf(join(out, 'unreadable.jsonl'))) if (lines.push(line) === most) break;
  return lines;
}
