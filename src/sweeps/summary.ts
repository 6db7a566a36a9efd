import { difference } from '../statistics/wilson';
import { pooled, type Result } from '../analysis/results';
import { greatest } from '../lists/extremes';
import { grouped } from '../lists/grouped';

/** Words of one length, those of all seeds together. */
export interface Cell {
  words: number;
  seeds: number;
  full: number;
  interval: [number, number];
  steps: number;
  /** Less the best model of the task at this length, with its 95% interval; absent for the best itself. */
  behind?: { change: number; interval: [number, number] };
}

export interface ModelRow {
  id: string;
  name: string;
  digest: string;
  provider: string;
  architecture?: string;
  layers?: number;
  /** By the column's name. */
  cells: ReadonlyMap<string, Cell>;
  /** Longest length up to which at least nine words in ten were right at every length measured; 0 where none was. */
  reach: number;
  /** Step by which half of the words had gone wrong, among the longest words in which half ever did; absent where fewer did. */
  horizon?: number;
}

/** All that was measured of one task at one density. */
export interface TaskTable {
  task: string;
  /** Share of tokens that change something; as the task draws them, if absent. */
  density?: number;
  columns: readonly { name: string; shortest: number; length: number }[];
  models: readonly ModelRow[];
}

const ENOUGH = 0.9;

/** Rows of results by task, density and model, the shortest words first; of rows that measured the same the last counts. */
export function summaryOf(results: readonly Result[]): TaskTable[] {
  const latest = new Map(
    results.map((one) => {
      const { digest, provider, seed, density, told, data } = one;
      return [JSON.stringify([digest, provider, seed, density, told, data, nameOf(one)]), one];
    }),
  );
  return [...grouped([...latest.values()], ({ task, density }) => JSON.stringify([task, density])).values()]
    .map(tableOf)
    .sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : (b.density ?? 2) - (a.density ?? 2)));
}

function tableOf(rows: readonly Result[]): TaskTable {
  const { task, density } = rows[0] as Result;
  const columns = [...new Map(rows.map((row) => [nameOf(row), columnOf(row)])).values()].sort(
    (a, b) => a.length - b.length || a.shortest - b.shortest,
  );
  const models = [...grouped(rows, ({ digest, provider }) => `${digest} ${provider}`).values()].map(rowOf);
  for (const { name } of columns) tellBehind(models, name);
  return { task, ...(density !== undefined && { density }), columns, models };
}

function nameOf({ length, shortest = length }: Result): string {
  return shortest === length ? String(length) : `${shortest}–${length}`;
}

function columnOf(row: Result): TaskTable['columns'][number] {
  return { name: nameOf(row), shortest: row.shortest ?? row.length, length: row.length };
}

type OpenRow = Omit<ModelRow, 'cells'> & { cells: Map<string, Cell> };

function rowOf(rows: readonly Result[]): OpenRow {
  // What it is called may have changed from run to run.
  const { id, name, digest, provider, architecture, layers } = rows.at(-1) as Result;
  const cells = new Map([...grouped(rows, nameOf)].map(([column, same]) => [column, cellOf(same)]));
  const byLength = [...rows].sort((a, b) => a.length - b.length);
  const short = byLength.find((row) => (cells.get(nameOf(row))?.full ?? 0) < ENOUGH);
  const reach = greatest(
    byLength.filter(({ length }) => !short || length < short.length).map(({ length }) => length),
    0,
  );
  const horizon = byLength.findLast(({ firstWrongMedian }) => firstWrongMedian !== null)?.firstWrongMedian ?? undefined;
  return {
    ...{ id, name, digest, provider, cells, reach },
    ...(architecture !== undefined && { architecture }),
    ...(layers !== undefined && { layers }),
    ...(horizon !== undefined && { horizon }),
  };
}

function cellOf(rows: readonly Result[]): Cell {
  const all = pooled(rows);
  const steps = rows.reduce((sum, row) => sum + row.count * row.steps, 0) / all.words;
  return { ...all, seeds: new Set(rows.map(({ seed }) => seed)).size, steps };
}

function tellBehind(models: readonly OpenRow[], column: string): void {
  const cells = models.flatMap(({ cells: own }) => own.get(column) ?? []);
  const best = cells.reduce<Cell | undefined>((one, other) => (one && one.full >= other.full ? one : other), undefined);
  if (!best) return;
  for (const cell of cells)
    if (cell !== best)
      cell.behind = {
        change: cell.full - best.full,
        interval: difference([best.full, best.words], [cell.full, cell.words]),
      };
}
