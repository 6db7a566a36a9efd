import type { Manifest } from '../models/manifest';
import { spanText } from './evaluation';
import type { ModelRun } from './model-run';

type Metric = NonNullable<Manifest['metrics']>[number];

/** How far a model's own measurements show it right. */
export interface Measured {
  /** Longest length, in tokens, up to which at least nine random words in ten were wholly right; 0 when none was. */
  reach: number;
  /** What came after that; absent where nothing longer was measured. */
  beyond?: { length: number; full: number };
  /** For people: how far, and what comes after that. */
  line: string;
}

const ENOUGH = 0.9;

/** @returns undefined for a model that carries no figures */
export function measured({ metrics = [] }: Pick<Manifest, 'metrics'>): Measured | undefined {
  const lengths = [...metrics].sort((a, b) => a.length - b.length);
  if (lengths.length === 0) return undefined;
  const end = lengths.findIndex(({ full }) => full < ENOUGH);
  const last = (end < 0 ? lengths : lengths.slice(0, end)).at(-1);
  const next = end < 0 ? undefined : lengths[end];
  const reach = last?.length ?? 0;
  if (!next) return { reach, line: `at least 90% of words right up to length ${reach}, all that was measured` };
  const { length, full } = next;
  const fallen = `${percentOf(full)} at ${spanText(next)}`;
  const line = last
    ? `at least 90% of words right up to length ${reach}; ${fallen}`
    : `fewer than 90% of words right from the shortest length on: ${fallen}`;
  return { reach, beyond: { length, full }, line };
}

/** `46.9%`, or where several seeds were trained `46.9% (3 seeds: 44.1–52%, median 46.9%)`. */
export function fullText({ full, seeds }: Metric): string {
  if (!seeds || seeds.count < 2) return percentOf(full);
  const { count, median, low, high } = seeds;
  return `${percentOf(full)} (${count} seeds: ${percentOf(low)}–${percentOf(high)}, median ${percentOf(median)})`;
}

/** What a model did on a text, in the words of its steps. */
export function onThisText({ firstWrong, accuracy, judged }: ModelRun): string {
  if (accuracy === null) return 'no step of this text could be judged';
  if (firstWrong === null) return `right at all ${judged} steps`;
  return `first wrong at step ${firstWrong + 1}; ${percentOf(accuracy)} of ${judged} steps right`;
}

/** One decimal, and 100% only when nothing is missing. */
function percentOf(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  return `${share < 1 && rounded === 100 ? 99.9 : rounded}%`;
}
