import * as z from 'zod';
import type { Measurement } from './evaluation';
import { grouped } from '../lists/grouped';
import { difference, wilson } from '../statistics/wilson';

export const RESULT_FORMAT = 'state-probe/result@1';

const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]);
const count = z.number().int().nonnegative();

/** How one model did on random words of one length: a line of a file of results. */
export const resultSchema = z.object({
  format: z.literal(RESULT_FORMAT),
  version: z.string(),
  id: z.string(),
  name: z.string(),
  digest: z.string(),
  task: z.string(),
  /** Absent in lines of earlier versions. */
  architecture: z.string().optional(),
  layers: count.optional(),
  seed: count,
  count: count.min(1),
  length: count,
  shortest: count.optional(),
  /** Share of tokens that change something; as the task draws them, if absent. */
  density: share.optional(),
  provider: z.string(),
  full: share,
  fullInterval: interval,
  steps: share,
  stepsInterval: interval,
  firstWrongMedian: count.nullable(),
  /** In which dress the words were told to a model that was asked in words. */
  told: z.string().optional(),
  /** Where they are examples of a data set and no random words: SHA-256 of these examples. */
  data: z.string().optional(),
  /** Of such a model: share of words of which it said the last state rightly, and how it was asked. */
  last: share.optional(),
  lastInterval: interval.optional(),
  asked: z
    .object({
      template: z.string(),
      temperature: z.number(),
      samples: count,
      reasoning: z.boolean(),
      /** Steps from one question to the next; null for the last state alone. */
      every: count.nullable(),
      questions: count,
      unread: count,
      date: z.string(),
    })
    .optional(),
});

export type Result = z.infer<typeof resultSchema>;

/** What is measured is the same where all of this is the same. */
export interface Measured {
  version: string;
  digest: string;
  seed: number;
  count: number;
  length: number;
  shortest?: number | undefined;
  density?: number | undefined;
  /** In which dress the words are told, where they are. */
  told?: string | undefined;
  /** Of which examples of a data set it is, where they are no random words. */
  data?: string | undefined;
  /** What ran the model: figures of another one may be others. */
  provider: string;
}

export function keyOf(measured: Measured): string {
  const {
    version,
    digest,
    seed,
    count,
    length,
    shortest = length,
    density = '',
    told = '',
    data = '',
    provider,
  } = measured;
  return [version, digest, seed, count, length, shortest, density, told, data, provider].join(' ');
}

/** The line that is kept of a measurement. */
export function resultOf(
  measured: Measurement,
  about: Pick<Result, 'version' | 'id' | 'name' | 'task' | 'architecture' | 'layers'>,
): Result {
  const { length, shortest, density, sequences, seed, full, fullInterval, steps, stepsInterval } = measured;
  return {
    format: RESULT_FORMAT,
    ...about,
    digest: measured.digest,
    seed,
    count: sequences,
    length,
    ...(shortest !== undefined && { shortest }),
    ...(density !== undefined && { density }),
    provider: measured.provider,
    full,
    fullInterval,
    steps,
    stepsInterval,
    firstWrongMedian: measured.firstWrongMedian,
  };
}

/** Words of one length in one file: those of all seeds together. */
export interface Pooled {
  words: number;
  full: number;
  interval: [number, number];
}

/** One model at one length, before and after. */
export interface Compared {
  /** Of the model in both files; of two models with different ids both. */
  id: string;
  task: string;
  length: number;
  shortest?: number | undefined;
  density?: number | undefined;
  before: Pooled;
  after: Pooled;
  /** After less before, and its 95% interval. */
  change: number;
  interval: [number, number];
  /** `same` where the interval holds zero: no difference is seen. */
  verdict: 'better' | 'worse' | 'same';
}

export interface Comparison {
  rows: Compared[];
  /** What stands in one of the files only. */
  alone: {
    id: string;
    task: string;
    length: number;
    shortest?: number | undefined;
    density?: number | undefined;
    of: 'before' | 'after';
  }[];
}

/** Of a file only the newest digest of each model counts; where each file has one model alone, they are compared whatever their ids. */
export function compareResults(before: readonly Result[], after: readonly Result[]): Comparison {
  const [olds, news] = [newest(before), newest(after)];
  const [oldIds, newIds] = [idsOf(olds), idsOf(news)];
  const isPair = oldIds.length === 1 && newIds.length === 1 && oldIds[0] !== newIds[0];
  const keyIn = ({ id, task, length, shortest, density }: Result): string =>
    JSON.stringify([isPair ? '' : id, task, length, shortest ?? length, density]);
  const [from, to] = [grouped(olds, keyIn), grouped(news, keyIn)];
  const rows = [...from].flatMap(([key, old]): Compared[] => {
    const fresh = to.get(key);
    const [first] = old;
    const [second] = fresh ?? [];
    if (!fresh || !first || !second) return [];
    const [was, is] = [pooled(old), pooled(fresh)];
    const bounds = difference([was.full, was.words], [is.full, is.words]);
    return [
      {
        id: isPair ? `${first.id} → ${second.id}` : first.id,
        task: first.task,
        length: first.length,
        ...(first.shortest !== undefined && { shortest: first.shortest }),
        ...(first.density !== undefined && { density: first.density }),
        before: was,
        after: is,
        change: is.full - was.full,
        interval: bounds,
        verdict: bounds[0] > 0 ? 'better' : bounds[1] < 0 ? 'worse' : 'same',
      },
    ];
  });
  const lonely = (all: typeof from, others: typeof from, of: 'before' | 'after') =>
    [...all].flatMap(([key, [one]]) =>
      others.has(key) || !one
        ? []
        : [{ id: one.id, task: one.task, length: one.length, shortest: one.shortest, density: one.density, of }],
    );
  return { rows, alone: [...lonely(from, to, 'before'), ...lonely(to, from, 'after')] };
}

function idsOf(results: readonly Result[]): string[] {
  return [...new Set(results.map(({ id }) => id))];
}

/**
 * The results of the digest that each model had last at each task, each measurement once: the last. Of a chat model the digest is that of
 * how it was asked, which need not be the same in each dress.
 */
function newest(results: readonly Result[]): Result[] {
  const ofTask = ({ id, task }: Result): string => JSON.stringify([id, task]);
  const digests = new Map(results.map((one) => [ofTask(one), one.digest]));
  const current = results.filter((one) => digests.get(ofTask(one)) === one.digest);
  return [...new Map(current.map((one) => [keyOf({ ...one, version: '', count: 0, provider: '' }), one])).values()];
}

/** Results of the same words but for their seeds, taken together. */
export function pooled(results: readonly Result[]): Pooled {
  const words = results.reduce((sum, one) => sum + one.count, 0);
  const full = results.reduce((sum, one) => sum + one.full * one.count, 0) / words;
  return { words, full, interval: wilson(full, words) };
}
