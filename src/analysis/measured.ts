import type { Manifest } from '../models/manifest';
import { percent } from '../text/percent';
import { spanText } from './evaluation';
import { errorPlace, lastChange } from '../trace/changes';
import { tokensOf, type ProbedModel } from './probe';
import { lengthText } from './tokens';

type Judged = Pick<ProbedModel, 'run' | 'trace' | 'model' | 'encoding'>;
type Metric = NonNullable<Manifest['metrics']>[number];

/** How far a model's own measurements show it right. */
export interface Measured {
  /** Longest length, in tokens, up to which at least nine random words in ten were wholly right; 0 when none was. */
  reach: number;
  /** What came after that; absent where nothing longer was measured. */
  beyond?: { length: number; full: number };
  /**
   * The token by which half of the words had gone wrong, among the longest words that were measured; absent where fewer
   * ever did. What theory allows at every length is done up to here.
   */
  horizon?: number;
  /** For people: how far, and what comes after that. */
  line: string;
}

const ENOUGH = 0.9;

/** @returns undefined for a model that carries no figures */
export function measured({ metrics = [] }: Pick<Manifest, 'metrics'>): Measured | undefined {
  const lengths = [...metrics].sort((a, b) => a.length - b.length);
  if (lengths.length === 0) return undefined;
  const next = lengths.find(({ full }) => full < ENOUGH);
  const last = lengths.slice(0, next && lengths.indexOf(next)).at(-1);
  const reach = last?.length ?? 0;
  const far = `at least 90% of words right up to length ${reach.toLocaleString('en')}`;
  if (!next) {
    const words = (last?.sequences ?? 0).toLocaleString('en');
    return { reach, line: `${far} (${words} words), all that was measured` };
  }
  const { length, full } = next;
  const horizon = lengths.findLast(({ firstWrongMedian }) => firstWrongMedian != null)?.firstWrongMedian ?? undefined;
  const half = horizon === undefined ? '' : `, half of the words wrong by token ${horizon.toLocaleString('en')}`;
  const fallen = `${percent(full)} at ${spanText(next)}${half}`;
  const line = last ? `${far}; ${fallen}` : `fewer than 90% of words right from the shortest length on: ${fallen}`;
  return { reach, beyond: { length, full }, ...(horizon !== undefined && { horizon }), line };
}

/** Longest word, in tokens, that a model was trained on; undefined where its file does not say. */
export function trainedTo({ training }: Pick<Manifest, 'training'>): number | undefined {
  const lengths: unknown = training?.['lengths'];
  const longest: unknown = Array.isArray(lengths) ? lengths.at(-1) : undefined;
  return typeof longest === 'number' && longest > 0 ? longest : undefined;
}

/**
 * What stands beside every outcome: `trained on words up to 15 tokens, at least 90% right up to 10`.
 *
 * @returns undefined where a model's file says neither
 */
export function besideText(manifest: Pick<Manifest, 'metrics' | 'training'>): string | undefined {
  const trained = trainedTo(manifest);
  const found = measured(manifest);
  const how = manifest.training?.exact
    ? 'built, not trained'
    : trained && `trained on words up to ${trained.toLocaleString('en')} tokens`;
  const right =
    found &&
    (found.reach === 0
      ? 'fewer than 90% right at every length measured'
      : `at least 90% right up to ${found.reach.toLocaleString('en')}`);
  const parts = [how, found && !found.beyond ? `${right}, all that was measured` : right].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** `46.9%`, or where several seeds were trained `46.9% (3 seeds: 44.1–52%, median 46.9%)`. */
export function fullText({ full, seeds }: Metric): string {
  if (!seeds || seeds.count < 2) return percent(full);
  const { count, median, low, high } = seeds;
  return `${percent(full)} (${count} seeds: ${percent(low)}–${percent(high)}, median ${percent(median)})`;
}

/** What a model did on a text, in the words of its steps, and of its tokens where they are others. */
export function onThisText({ run, trace, model, encoding }: Judged): string {
  const { firstWrong, accuracy, judged } = run;
  if (accuracy === null) return 'no step of this text could be judged';
  const tokens = tokensOf({ model, encoding });
  const all = lengthText(judged, tokens);
  if (firstWrong === null) return `right at all ${all}`;
  const place = errorPlace(firstWrong, lastChange(trace, firstWrong), tokens[firstWrong]);
  return `first wrong at ${place}; ${percent(accuracy)} of ${all} right`;
}
