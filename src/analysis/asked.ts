import { greatest, least } from '../lists/extremes';
import { refines } from '../algebra/congruences';
import { bestGuess, type Partitions, type StatePartition } from './partitions/partitions';
import type { TrackedCounts } from './tracked-counts';
import { togetherText } from './tracked-text';
import type { Kept } from './tracked';
import { wilson, zForOneOf } from '../statistics/wilson';

/** Chance that any partition at all is told by a fluke. */
const FLUKE = 0.05;

/** Partitions of which it is asked how long a model keeps them; the first is the state itself. */
export class Asked {
  /** @param looks how many were looked at in all, for what is told was chosen among so many */
  constructor(
    private readonly partitions: Partitions,
    readonly candidates: readonly StatePartition[],
    private readonly looks: number,
  ) {}

  /** The state and what outlives it by words that choose, as other words measure it; finest first. */
  kept(choosing: TrackedCounts, measuring: TrackedCounts): Kept[] {
    const kinds = new Map<string, number[]>();
    for (const index of this.chosen(choosing)) {
      const kind = kindOf(this.candidates[index]);
      kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
    }
    const state = measuring.reach(0);
    const kept = [...kinds.values()]
      .map((indices) => this.keptOf(indices, measuring))
      .filter(({ kind, to }) => kind === 'state' || to > state);
    return kept.filter(({ blocks, to }) => kept.every((other) => other.blocks <= blocks || other.to < to));
  }

  /** Which of the candidates are told by these words. */
  chosen(words: TrackedCounts): number[] {
    const reaches = this.candidates.map((_, index) => words.reach(index));
    return this.candidates.flatMap((_, index) => (this.isTold(index, reaches, words) ? [index] : []));
  }

  /**
   * The state always; else what is kept longer than everything finer, and not by guessing: where the state is lost it
   * must be right in half of the words in which a guess would be wrong. (Where a model is right in 88 of 100 words, a
   * fifth of the others by luck makes 90.)
   */
  private isTold(index: number, reaches: readonly number[], words: TrackedCounts): boolean {
    if (index === 0) return true;
    const own = this.candidates[index];
    const reach = reaches[index] ?? 0;
    if (!own || reach <= (reaches[0] ?? 0)) return false;
    const isOutlived = this.candidates.some((other, at) => (reaches[at] ?? 0) >= reach && isFiner(other, own));
    const lost = words.lost(index, reach);
    if (isOutlived || lost.words === 0) return false;
    const share = lost.right / lost.words;
    const chance = this.chance(own, reach);
    const [low] = wilson(share, lost.words, zForOneOf(this.looks, FLUKE));
    return low > chance && share >= (1 + chance) / 2;
  }

  /** Of several of a kind the figures are those of the one that is kept shortest. */
  keptOf(indices: readonly number[], words: TrackedCounts): Kept {
    const reaches = indices.map((index) => words.reach(index));
    const to = least(reaches);
    const toMost = greatest(reaches);
    const index = indices[reaches.indexOf(to)] ?? 0;
    const partition = this.candidates[index] ?? this.partitions.state;
    const full = words.survivors(index, to) / words.count;
    const lost = words.lost(index, to);
    const share = lost.right / lost.words;
    const chance = this.chance(partition, to);
    const all = this.candidates.filter((other) => kindOf(other) === kindOf(partition)).length;
    const told = indices.map((at) => this.candidates[at]?.told ?? partition.told);
    return {
      ...{ name: togetherText(told, all), kind: partition.told.kind, blocks: partition.blocks },
      ...{ of: [indices.length, all], to, ...(toMost > to && { toMost }), all: to === words.length },
      ...{ full, interval: wilson(full, words.count) },
      ...(index > 0 &&
        lost.words > 0 && {
          whenLost: { right: share, words: lost.words, interval: wilson(share, lost.words), chance },
        }),
    };
  }

  private chance({ partition, blocks }: StatePartition, tokens: number): number {
    const sizes = new Float64Array(blocks);
    for (const block of partition) sizes[block] = (sizes[block] ?? 0) + 1;
    const states = partition.length;
    const random = sizes.reduce((sum, size) => sum + (size / states) * ((size - 1) / (states - 1)), 0);
    return Math.max(random, bestGuess(this.partitions, partition, tokens));
  }
}

/** True when `other` tells more: all that `own` tells, and something beside it. */
function isFiner(other: StatePartition, own: StatePartition): boolean {
  return other.blocks > own.blocks && refines(other.partition, own.partition);
}

/** Partitions that differ only in which objects they tell of. */
function kindOf(partition: StatePartition | undefined): string {
  const told = partition?.told;
  if (told?.kind !== 'where') return JSON.stringify(told);
  return [told.objects.length, told.set, told.and, partition?.blocks].join();
}
