import { refines } from '../algebra/congruences';
import type { MonoidTask } from '../models/manifest';
import type { Answers } from './grader';
import {
  bestGuess,
  partitionsOf,
  toldText,
  type Partitions,
  type StatePartition,
  type Told,
} from './partitions/partitions';
import { wilson, zForOneOf } from './wilson';

/** A partition counts as kept as long as so many words have no error in it, as in `measured`. */
const ENOUGH = 0.9;
/** Chance that any partition at all is told by a fluke. */
const FLUKE = 0.05;

/** How long a model keeps one partition of the state, or several of a kind. Lengths are in tokens. */
export interface Kept {
  /** For people, in a sentence: `the sign`. */
  name: string;
  kind: Told['kind'];
  blocks: number;
  /** Partitions of this kind that are told, and how many there are: `where object 1 is` is one of five. */
  of: [told: number, all: number];
  /** Longest length up to which at least nine words in ten have no error in it; of several the one kept shortest. */
  to: number;
  /** That of the one kept longest, where they differ. */
  toMost?: number;
  /** True when that is the longest word that was measured. */
  all: boolean;
  /** Share of words without an error in it up to there, and its 95 % interval. */
  full: number;
  interval: [number, number];
  /**
   * Of the words whose state after token `to` is wrong, the share in which this is right there; and what a guess would
   * have: the most frequent block after so many random tokens, or a random wrong state, whichever is more.
   */
  whenLost?: { right: number; words: number; interval: [number, number]; chance: number };
}

/** What a model follows of the state, finest first: the whole state, then what outlives it. */
export interface Tracked {
  kept: Kept[];
  /** Tokens of the words. */
  length: number;
  /** Words that the figures are of; as many others chose what is told. */
  words: number;
  /** How many partitions were asked, for they were chosen among. */
  asked: number;
  sentence: string;
}

/** Longer words are followed up to here. */
const MOST_TOKENS = 4096;

/**
 * Judges a model's answers to words of one length in every partition that the steps respect (see
 * {@link StatePartition}). Every other word chooses what is told, the rest measure it, so that nothing is told because
 * it was lucky once.
 */
export class Tracking {
  private readonly candidates: readonly StatePartition[];
  /** Of the words that choose, and of those that measure. */
  private readonly halves: [Half, Half];
  private words = 0;

  private constructor(
    private readonly partitions: Partitions,
    length: number,
  ) {
    this.candidates = [partitions.state, ...partitions.coarser().partitions];
    this.halves = [new Half(this.candidates, length), new Half(this.candidates, length)];
  }

  /** @returns undefined for a task whose states cannot be divided */
  static of(task: MonoidTask, length: number): Tracking | undefined {
    const partitions = partitionsOf(task);
    return partitions && new Tracking(partitions, Math.min(MOST_TOKENS, length));
  }

  /** Classes after every token of a word, of which the first `length` count. */
  add({ predicted, truth }: Answers): void {
    this.halves[this.words++ % 2]?.add(predicted, truth);
  }

  /** @returns undefined when there were too few words to tell anything */
  result(): Tracked | undefined {
    const [choosing, measuring] = this.halves;
    if (measuring.count === 0) return undefined;
    const reaches = this.candidates.map((_, index) => choosing.reach(index));
    const chosen = this.candidates.flatMap((_, index) => (this.isTold(index, reaches, choosing) ? [index] : []));
    const kinds = new Map<string, number[]>();
    for (const index of chosen) {
      const kind = kindOf(this.candidates[index]);
      kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
    }
    const state = measuring.reach(0);
    const kept = [...kinds.values()]
      .map((indices) => this.keptOf(indices, measuring))
      .filter(({ kind, to }) => kind === 'state' || to > state);
    const told = kept.filter(({ blocks, to }) => kept.every((other) => other.blocks <= blocks || other.to < to));
    const { length, count } = measuring;
    const asked = this.candidates.length;
    return { kept: told, length, words: count, asked, sentence: sentenceOf(told, { length, words: count }) };
  }

  /**
   * The state always; else what is kept longer than everything finer, and not by guessing: where the state is lost it
   * must be right in half of the words in which a guess would be wrong. (Where a model is right in 88 of 100 words, a
   * fifth of the others by luck makes 90.)
   */
  private isTold(index: number, reaches: readonly number[], half: Half): boolean {
    if (index === 0) return true;
    const own = this.candidates[index];
    const reach = reaches[index] ?? 0;
    if (!own || reach <= (reaches[0] ?? 0)) return false;
    const isOutlived = this.candidates.some((other, at) => (reaches[at] ?? 0) >= reach && isFiner(other, own));
    const { right, words } = half.lost(index, reach);
    if (isOutlived || words === 0) return false;
    const chance = this.chance(own, reach);
    const [low] = wilson(right / words, words, zForOneOf(this.candidates.length, FLUKE));
    return low > chance && right / words >= (1 + chance) / 2;
  }

  /** Of several of a kind the figures are those of the one that is kept shortest. */
  private keptOf(indices: readonly number[], half: Half): Kept {
    const reaches = indices.map((index) => half.reach(index));
    const to = Math.min(...reaches);
    const toMost = Math.max(...reaches);
    const index = indices[reaches.indexOf(to)] ?? 0;
    const partition = this.candidates[index] ?? this.partitions.state;
    const full = half.survivors(index, to) / half.count;
    const lost = half.lost(index, to);
    const share = lost.right / lost.words;
    const chance = this.chance(partition, to);
    const all = this.candidates.filter((other) => kindOf(other) === kindOf(partition)).length;
    const told = indices.map((at) => this.candidates[at]?.told ?? partition.told);
    return {
      ...{ name: togetherText(told, all), kind: partition.told.kind, blocks: partition.blocks },
      ...{ of: [indices.length, all], to, ...(toMost > to && { toMost }), all: to === half.length },
      ...{ full, interval: wilson(full, half.count) },
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

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function togetherText(told: readonly Told[], all: number): string {
  const [first, another] = told;
  if (!first || !another || first.kind !== 'where') return first ? toldText(first) : '';
  const count = first.objects.length;
  const number = NUMBERS[count] ?? String(count);
  const any = told.length === all ? `any ${number}` : `some ${number}`;
  const one = count === 1;
  const some = told.length < all ? ` (${told.length} of ${all})` : '';
  const where = `where ${any} ${one ? 'object is' : 'objects are'}${some}${first.set ? ', but not which is which' : ''}`;
  return first.and === undefined ? where : `${first.and} and ${where}`;
}

/** Others are in the table. */
const MOST_IN_A_SENTENCE = 3;

/** `keeps the sign to 64 tokens, where any one object is to 14, the whole state to 10` */
function sentenceOf(kept: readonly Kept[], { length, words }: { length: number; words: number }): string {
  const longestFirst = [...kept].sort((a, b) => b.to - a.to);
  const state = longestFirst.find(({ kind }) => kind === 'state');
  const others = longestFirst.filter((one) => one !== state);
  // The one kept longest and the finest ones say most.
  const shown =
    others.length < MOST_IN_A_SENTENCE ? others : [...others.slice(0, 1), ...others.slice(1 - MOST_IN_A_SENTENCE + 1)];
  const how = `(no error in at least 90 % of ${words} random words of ${length} tokens)`;
  if (!state) return '';
  if (state.all) return `keeps the whole state to all ${length} tokens ${how}`;
  const reach = ({ to, toMost, all }: Kept): string =>
    all ? `all ${to}` : toMost === undefined ? String(to) : `${to}–${toMost}`;
  const [first, ...rest] = [...shown, state];
  const parts = [
    `${first.name} to ${reach(first)} ${first.to === 1 && !first.all ? 'token' : 'tokens'}`,
    ...rest.map((one) => `${one.name} to ${reach(one)}`),
  ];
  return `keeps ${parts.join(', ')} ${how}`;
}

/** Counts of words by their first error in each partition, and of partitions that are right where the state is wrong. */
class Half {
  count = 0;
  /** `firstWrong[candidate * length + t]`: words that are wrong first after token `t` (from zero). */
  private readonly firstWrong: Int32Array;
  /** After token `t` the state is wrong, and the candidate right, in so many words. */
  private readonly rightWhenLost: Int32Array;
  private readonly isLost: Int32Array;

  constructor(
    private readonly candidates: readonly StatePartition[],
    readonly length: number,
  ) {
    this.firstWrong = new Int32Array(candidates.length * length);
    this.rightWhenLost = new Int32Array(candidates.length * length);
    this.isLost = new Int32Array(length);
  }

  add(predicted: Int32Array, truth: Int32Array): void {
    const { candidates, length } = this;
    this.count++;
    const gone = new Uint8Array(candidates.length);
    for (let token = 0; token < length; token++) {
      const said = predicted[token] ?? -1;
      const is = truth[token] ?? -1;
      // Right in the state is right in everything.
      if (said === is) continue;
      increase(this.isLost, token);
      for (const [index, { labels }] of candidates.entries()) {
        if (labels[said] === labels[is]) increase(this.rightWhenLost, index * length + token);
        else if (!gone[index]) {
          gone[index] = 1;
          increase(this.firstWrong, index * length + token);
        }
      }
    }
  }

  /** Longest length up to which enough words have no error. */
  reach(index: number): number {
    let wrong = 0;
    for (let token = 0; token < this.length; token++) {
      wrong += this.firstWrong[index * this.length + token] ?? 0;
      if (this.count - wrong < ENOUGH * this.count) return token;
    }
    return this.length;
  }

  /** Words without an error up to a length. */
  survivors(index: number, length: number): number {
    const from = index * this.length;
    return this.firstWrong.subarray(from, from + length).reduce((left, wrong) => left - wrong, this.count);
  }

  lost(index: number, length: number): { right: number; words: number } {
    const token = length - 1;
    return { right: this.rightWhenLost[index * this.length + token] ?? 0, words: this.isLost[token] ?? 0 };
  }
}

function increase(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
