import type { ProbedLayerOfText, ProbedStates } from '../../inference/language-model/asks';
import { wilson } from '../../statistics/wilson';

/** What a linear probe reads in held-out texts after so many steps, over all places. */
export interface ReadAfter {
  steps: number;
  /** Held-out texts. */
  texts: number;
  share: number;
  low: number;
  high: number;
}

/** How far something is read. */
export interface ProbeScore {
  /** By number of steps. */
  after: ReadAfter[];
  /** The same of labels in another order. */
  shuffled: ReadAfter[];
  /** Over all steps of the held-out texts, with its 95% interval over texts. */
  share: number;
  low: number;
  high: number;
  /** The first step of the text itself at which something else is read than is there; null where there is none. */
  firstWrong: number | null;
}

/** Where the columns of labels stand. */
interface Columns {
  /** How many there are. */
  all: number;
  /** Those that are scored. */
  of: readonly number[];
  /** Steps of the longest text. */
  steps: number;
  /** What is there in the text itself: `[steps, columns]`. */
  truth: Int16Array;
}

/** How far probes read what some columns of labels say. */
export function scoreOf(one: ProbedLayerOfText, columns: Columns): ProbeScore {
  const { of, steps } = columns;
  const after = readAfter(one, of, steps);
  const share = shareOf(one, of, steps);
  const texts = after.reduce((most, each) => Math.max(most, each.texts), 0);
  const [low, high] = texts === 0 ? [0, 1] : wilson(share, texts);
  return {
    ...{ after, shuffled: readAfter(one.shuffled, of, steps), share, low, high },
    firstWrong: firstWrong(one, columns),
  };
}

/** Share of the held-out states that the probes of some columns read. */
export function shareOf({ right, total }: ProbedStates, columns: readonly number[], steps: number): number {
  const places = columns.flatMap((column) => Array.from({ length: steps }, (_, step) => column * steps + step));
  const count = sum(total, places);
  return count === 0 ? 0 : sum(right, places) / count;
}

/** What is read in the text itself, for each step a class of each column. */
export function ownRead({ own }: ProbedLayerOfText, { all, of }: Pick<Columns, 'all' | 'of'>): number[][] {
  return Array.from({ length: own.length / all }, (_, step) => of.map((column) => own[step * all + column] ?? -1));
}

function firstWrong(one: ProbedLayerOfText, columns: Columns): number | null {
  const { all, of, truth } = columns;
  const isWrong = (read: readonly number[], step: number): boolean =>
    read.some((found, at) => found >= 0 && found !== truth[step * all + (of[at] ?? 0)]);
  const first = ownRead(one, columns).findIndex(isWrong);
  return first < 0 ? null : first;
}

/** The places of one text depend on each other: texts count as trials, which leaves the interval too wide, never too narrow. */
function readAfter({ right, total }: ProbedStates, columns: readonly number[], steps: number): ReadAfter[] {
  return Array.from({ length: steps }, (_, step): ReadAfter => {
    const places = columns.map((column) => column * steps + step);
    const count = sum(total, places);
    const share = count === 0 ? 0 : sum(right, places) / count;
    const texts = Math.round(count / columns.length);
    const [low, high] = texts === 0 ? [0, 1] : wilson(share, texts);
    return { steps: step + 1, texts, share, low, high };
  }).filter(({ texts }) => texts > 0);
}

function sum(numbers: ArrayLike<number>, places: readonly number[]): number {
  return places.reduce((all, place) => all + (numbers[place] ?? 0), 0);
}
