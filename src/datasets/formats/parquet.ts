import { columnsOf } from '../tables/columns';
import type { Split } from '../splits/keys';
import { fileName, numbered } from '../plan/parts';
import type { Plan } from '../plan/plan';
import type { AboutSplit, FileOf, Format, MergedFile } from './format';

const NAME = 'parquet';

/** Files of rows, named as Hugging Face names those of a split. Every piece is a file of one, whose row groups are put together. */
export const parquet: Format = {
  name: NAME,
  label: 'Parquet',
  help: 'for Hugging Face datasets, pandas, Polars and DuckDB',
  path: (split) => `data/${split}-*.parquet`,
  isTyped: true,
  // Its library is needed by the workers that write such files alone.
  async take(plan, piece) {
    const { ParquetFile } = await import('../tables/parquet');
    const columns = columnsOf(plan);
    let rows: InstanceType<typeof ParquetFile> | undefined;
    return {
      add: (example) => {
        rows ??= new ParquetFile(piece.open(NAME), columns);
        rows.add(Object.fromEntries(columns.map(({ name, of }) => [name, of(example)])));
      },
      close: () => rows?.finish(),
    };
  },
  async takeRows(rows, plan, piece) {
    const { parquetOf } = await import('../blocks/parquet');
    piece.bytes(NAME, parquetOf(rows, columnsOf(plan)));
  },
  files,
  merged,
  async write({ file, parts }) {
    const { joinParquet } = await import('../tables/parquet-join');
    joinParquet(file, parts);
  },
};

/** The row groups of all parts, in order, each of which was a piece: they are cut into files as the pieces are. */
async function merged(split: Split, { shard }: Plan, paths: readonly string[]): Promise<MergedFile[]> {
  const { groupRows } = await import('../tables/parquet-footer');
  const groups = paths.flatMap((path) => groupRows(path).map((rows, group) => ({ path, group, rows })));
  const ends = endsOf(
    groups.map(({ rows }) => rows),
    shard,
  );
  return ends.map((end, at) => {
    const parts: { path: string; groups: [number, number] }[] = [];
    for (const { path, group } of groups.slice(ends[at - 1] ?? 0, end)) {
      const last = parts.at(-1);
      if (last?.path === path) last.groups[1] = group + 1;
      else parts.push({ path, groups: [group, group + 1] });
    }
    return { path: pathOf(split, at, ends.length), name: NAME, parts };
  });
}

function pathOf(split: Split, at: number, count: number): string {
  return `data/${split}-${numbered(at)}-of-${numbered(count)}.parquet`;
}

/** Where files end, of pieces with so many rows: neighbours go into one until there are enough rows for it. */
function endsOf(pieces: readonly number[], size: number): number[] {
  const ends: number[] = [];
  let rows = 0;
  pieces.forEach((more, piece) => {
    rows += more;
    const isLast = piece === pieces.length - 1;
    if (rows < size && !(isLast && rows > 0)) return;
    ends.push(piece + 1);
    rows = 0;
  });
  return ends;
}

/** A part of a data set is one file. */
function files(split: Split, { plan, facts }: AboutSplit): FileOf[] {
  if (plan.part) return [{ path: `data/${fileName(plan, split, '.parquet')}`, name: NAME }];
  const ends = endsOf(
    facts.map(({ statistics }) => statistics[split].examples),
    plan.shard,
  );
  return ends.map((end, at) => ({
    path: pathOf(split, at, ends.length),
    name: NAME,
    chunks: [ends[at - 1] ?? 0, end],
  }));
}
