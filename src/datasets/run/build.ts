import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Alone } from './alone';
import type { Bound } from '../splits/assign';
import { NOTHING_UNREAD, type Unread } from '../card/card';
import { isOfBlocks } from '../tables/columns';
import { describe } from '../card/describe';
import { formatNamed, type FileOf } from '../formats';
import { BESIDE_FILE, fillFile, Folders, linesOf, readJson, writeWhole, type ChunkFacts } from './folders';
import { refusalsIn } from '../card/refusals';
import { SPLITS, type Split } from '../splits/keys';
import type { Changed, Looks } from '../files/beside';
import type { MadeFacts } from './make';
import { chunksOf } from '../plan/parts';
import { DatasetError, wholeOrNot } from './place';
import type { Plan } from '../plan/plan';
import type { Pool } from './pool';
import type { Progress } from './progress';
import { addStatistics, emptyStatistics, type SplitStatistics } from '../card/statistics';
import type { Task } from './task';
import { append } from '../../lists/append';

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
  /** What binds it. */
  bound: Bound;
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
  return wholeOrNot(plan, wanted, options, async (folders) => {
    const pool = isSmall(plan) ? new Alone(folders, plan) : await threadsOf(folders, options.threads);
    try {
      return await new Run(plan, folders, pool, options).run();
    } finally {
      await pool.stop();
    }
  });
}

/** What starts threads is not loaded where none is started. */
async function threadsOf({ partial }: Folders, threads = availableParallelism()): Promise<Pool> {
  const { Pool } = await import('./pool');
  return new Pool(partial, threads);
}

/** Tokens of words in blocks that one thread has made before two of them have started. */
const FEW_TOKENS = 2 ** 21;

function isSmall(plan: Plan): boolean {
  const { source } = plan;
  return (
    source.kind === 'word' &&
    isOfBlocks(plan) &&
    (source.count / (plan.part?.of ?? 1)) * source.lengths.most <= FEW_TOKENS
  );
}

/** Every file and place that could not be read, in a data set. */
const UNREADABLE_FILE = 'unreadable.jsonl';

/** What is generated is bound by nothing. */
const NOTHING_BOUND: Bound = { examples: 0, by: { word: 0, text: 0 } };

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
    const {
      chunks: [first, end],
      ...found
    } = source.kind === 'trace' ? await this.fromFiles(source) : await this.generated(source.count);
    const facts = Array.from({ length: end - first }, (_, at) => this.factsOf(first + at));
    const statistics = emptyStatistics();
    for (const { statistics: more } of facts) addStatistics(statistics, more);
    await this.write(facts, first);
    const { plan, folders } = this;
    await describe(folders, { plan, statistics, ...found }, (format, split) =>
      this.filesOf(format, split, facts).map(({ path }) => path),
    );
    return { statistics, ...found };
  }

  private async generated(count: number) {
    const { chunk: size } = this.plan;
    const chunks = chunksOf(this.plan, count);
    const tasks: Extract<Task, { do: 'generate' }>[] = [];
    let done = 0;
    let total = 0;
    for (let chunk = chunks[0]; chunk < chunks[1]; chunk++) {
      const [from, to] = [chunk * size, Math.min(count, (chunk + 1) * size)];
      total += to - from;
      if (this.isDealt(chunk)) done += to - from;
      else tasks.push({ do: 'generate', chunk, from, to });
    }
    await this.stage({ stage: 'making', done, total, of: 'examples' }, tasks, (task) => task.to - task.from);
    return { chunks, largest: 0, bound: NOTHING_BOUND, changed: [], unread: NOTHING_UNREAD };
  }

  private async fromFiles({ root, files, unread }: Extract<Plan['source'], { kind: 'trace' }>) {
    const groups = groupsOf(
      files.map(({ bytes }) => bytes),
      this.plan.chunk,
    );
    const bytesOf = ([from, to]: [number, number]) => files.slice(from, to).reduce((sum, { bytes }) => sum + bytes, 0);
    const { changedSince } = await import('../files/beside');
    const changed = groups.flatMap((_, chunk) => this.changedIn(chunk, (looks) => changedSince(root, looks)));
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

    const { Assignment } = await import('../splits/assign');
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
    const { largest } = assignment;
    await writeWhole(this.folders.sides, assignment.sides(this.plan.seed, this.plan.fractions));
    await this.stage(
      { stage: 'dealing', done: groups.length - deals.length, total: groups.length, of: 'files' },
      deals,
      () => 1,
    );
    await this.listUnreadable(groups.length, unread);
    const reasons = refusalsIn(linesOf(join(this.folders.out, UNREADABLE_FILE)));
    const { unreadable: places, nothing, short, sentences } = sum;
    return {
      chunks: [0, groups.length] as const,
      changed,
      largest: largest.examples,
      bound: largest,
      unread: { files: unread.length, places, nothing, short, sentences, reasons },
    };
  }

  /** Takes away what was made of files that would be read otherwise now. */
  private changedIn(chunk: number, changedSince: (looks: Looks) => Changed[]): Changed[] {
    const made = this.folders.made(chunk);
    if (!existsSync(made)) return [];
    const looks = existsSync(join(made, BESIDE_FILE)) ? (readJson(join(made, BESIDE_FILE)) as Looks) : {};
    const changed = changedSince(looks);
    if (changed.length > 0) rmSync(made, { recursive: true, force: true });
    return changed;
  }

  private listUnreadable(chunks: number, unread: readonly { path: string; reason: string }[]): Promise<void> {
    const path = join(this.folders.out, UNREADABLE_FILE);
    return fillFile(path, (file) => {
      const lines = unread.map(({ path: of, reason }) =>
        JSON.stringify({ path: of, line: null, character: null, reason }),
      );
      for (let chunk = 0; chunk < chunks; chunk++)
        append(lines, linesOf(join(this.folders.made(chunk), 'unreadable.jsonl')));
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    });
  }

  private async write(facts: readonly ChunkFacts[], first: number): Promise<void> {
    const tasks = SPLITS.flatMap((split) =>
      this.plan.formats.flatMap((format) =>
        this.filesOf(format, split, facts).map(({ path, name, chunks: [from, to] = [0, facts.length] }): Task => {
          return { do: 'write', format, split, path, name, chunks: [first + from, first + to] };
        }),
      ),
    );
    await this.stage({ stage: 'writing', done: 0, total: tasks.length, of: 'files' }, tasks, () => 1);
  }

  private filesOf(format: string, split: Split, facts: readonly ChunkFacts[]): FileOf[] {
    const isFilled = facts.some(({ statistics }) => statistics[split].examples > 0);
    return isFilled ? formatNamed(format).files(split, { plan: this.plan, facts }) : [];
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
  for (const line of linesOf(join(out, UNREADABLE_FILE))) if (lines.push(line) === most) break;
  return lines;
}
