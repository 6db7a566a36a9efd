import { keyOf, type Measured, type Result } from '../analysis/results';
import { spanOf, type Sweep } from './sweep-file';

/** A model that is measured: two places with the same files, and so the same digest, are one. */
export interface SweptModel<Model> {
  model: Model;
  digest: string;
  /** What runs it. */
  provider: string;
}

/** One measurement: a model over the words of one length, density and seed. */
export interface Job<Model> {
  model: Model;
  length: { from: number; to: number };
  /** Share of tokens that change something; as the task draws them, if absent. */
  density?: number;
  seed: number;
  count: number;
  /** Of all words, the longest that there may be. */
  tokens: number;
}

/**
 * Whether an id is like a name in which each `*` stands for any letters. What stands between two stars is found where it first comes:
 * that takes no time that grows with the number of stars.
 */
export function isLike(id: string, name: string): boolean {
  const [start = '', ...rest] = name.split('*');
  const end = rest.pop();
  if (end === undefined) return id === name;
  if (!id.startsWith(start)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = id.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return id.length - end.length >= at && id.endsWith(end);
}

/** Models by their digest, the first of each. */
export function distinct<Model>(models: readonly SweptModel<Model>[]): SweptModel<Model>[] {
  const first = new Map<string, SweptModel<Model>>();
  for (const one of models) if (!first.has(one.digest)) first.set(one.digest, one);
  return [...first.values()];
}

/**
 * What is still to be measured, the longest first: what takes longest shall not begin last.
 *
 * @param rows that are there already
 */
export function jobsOf<Model>(
  { lengths, densities, seeds, count }: Pick<Sweep, 'lengths' | 'densities' | 'seeds' | 'count'>,
  models: readonly SweptModel<Model>[],
  rows: readonly Result[],
  version: string,
): { jobs: Job<Model>[]; known: number } {
  const there = new Set(rows.map(keyOf));
  const words = seeds.flatMap((seed) =>
    (densities ?? [undefined]).flatMap((density) =>
      lengths.map((asked) => ({ length: spanOf(asked), ...(density !== undefined && { density }), seed, count })),
    ),
  );
  const all = models.flatMap(({ model, digest, provider }) =>
    words.map((one) => {
      const { length, ...rest } = one;
      const { from, to } = length;
      const key: Measured = { version, digest, provider, ...rest, length: to, ...(from < to && { shortest: from }) };
      return { job: { model, ...one, tokens: count * to }, isKnown: there.has(keyOf(key)) };
    }),
  );
  const jobs = all.filter(({ isKnown }) => !isKnown).map(({ job }) => job);
  return { jobs: jobs.sort((a, b) => b.tokens - a.tokens), known: all.length - jobs.length };
}

/** Does all jobs, each worker one at a time; the first that throws ends it. */
export async function inParallel<One, Worker>(
  jobs: readonly One[],
  workers: readonly Worker[],
  work: (job: One, worker: Worker) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    workers.map(async (worker) => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await work(job, worker);
    }),
  );
}
