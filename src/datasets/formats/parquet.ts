import { columnsOf } from '../columns';
import type { Split } from '../keys';
import type { AboutSplit, FileOf, Format } from './format';

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
    const { ParquetFile } = await import('../parquet');
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
  async write({ file, parts }) {
    const { joinParquet } = await import('../blocks/parquet');
    joinParquet(file, parts);
  },
};

/** Neighbouring pieces until there are enough rows for a file. */
function files(split: Split, { plan: { shard: size }, facts }: AboutSplit): FileOf[] {
  const ends: number[] = [];
  let rows = 0;
  facts.forEach(({ statistics }, chunk) => {
    rows += statistics[split].examples;
    const isLast = chunk === facts.length - 1;
    if (rows < size && !(isLast && rows > 0)) return;
    ends.push(chunk + 1);
    rows = 0;
  });
  const number = (value: number) => String(value).padStart(5, '0');
  return ends.map((end, at) => ({
    path: `data/${split}-${number(at)}-of-${number(ends.length)}.parquet`,
    name: NAME,
    chunks: [ends[at - 1] ?? 0, end],
  }));
}
