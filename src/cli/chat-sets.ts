import { toldSwaps, type ToldText } from '../analysis/chat/evaluation';
import { taskOf } from '../analysis/chat/result';
import type { Dress } from '../reductions';

/** Texts of one length, which are measured together. */
export interface ChatGroup {
  /** Steps. */
  length: number;
  count: number;
  /** SHA-256 of the texts, where they are examples of a data set. */
  data?: string;
  texts: () => AsyncIterable<ToldText> | Iterable<ToldText>;
}

/** Texts of several lengths in one dress, over which a chat model's accuracy by length is told. */
export interface ChatSet {
  /** For people, such as `20 random words of swaps of each length, told as chess`. */
  title: string;
  task: string;
  told: string;
  /** Of random words how many there are of each length. */
  words?: { seed: number; count: number };
  /** The file that they are of. */
  source?: { uri: string };
  groups: readonly ChatGroup[];
  /** Examples that are not asked about, by reason. */
  skipped: Readonly<Record<string, number>>;
}

/** Random words of swaps, as they are told in one dress. */
export function swapSet(
  dress: Dress,
  { lengths, count, seed }: { lengths: readonly number[]; count: number; seed: number },
): ChatSet {
  return {
    title: `${count} random words of swaps of each length, told as ${dress}`,
    ...{ task: taskOf(dress), told: dress, words: { seed, count }, skipped: {} },
    groups: lengths.map((length) => ({ length, count, texts: () => toldSwaps(dress, { seed, length, count }) })),
  };
}
