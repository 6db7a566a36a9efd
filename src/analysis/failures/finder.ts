import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { generatorFor } from '../../models/random-words';
import type { Draw } from '../../models/task-words';
import { allWords, isWord, type WordPlace } from '../../models/word-places';
import { wilson } from '../../statistics/wilson';
import { climb } from './climb';
import { ddmin } from './ddmin';
import type { Trial, Trials } from './trials';

/** All words up to a length are tried where they have no more tokens together. */
const MOST_ALL = 65_536;
/** So many words run at once, so that a search can be ended between. */
const AT_ONCE = 1024;
/** Random words of a length: so many tokens together, within bounds. */
const TOKENS = 16_384;
const LEAST_DRAWN = 32;
const MOST_DRAWN = 256;
/** From longer words it is not climbed. */
const LONGEST_CLIMBED = 64;
const ROUNDS = 6;
/** Random words that tell how many of a length fail. */
const COUNTED = 1000;
/** Not the stream of the words that are counted, so that what was found by some does not tell how many fail. */
const SEARCH_STREAM = 0x5ea2c4;

/** Of words of one length. */
export interface Share {
  length: number;
  words: number;
  failing: number;
  /** Of 95%; absent where these are all words of that length. */
  interval?: [number, number];
}

/** The words of a task. */
export interface Words {
  start: WordPlace;
  draw: Draw;
  /** Tokens that a word can hold. */
  tokens: number;
}

/**
 * One search: random and hill-climbed words of growing length. What is found is made shorter by delta debugging, and by
 * climbing among words that are one token shorter; at last all shorter words are tried as far as they are few. What it has
 * found so far stands in its fields, for who ends it.
 */
export class Finder {
  word: readonly number[] | undefined;
  share: Share | undefined;
  noneTo = 0;
  longest = 0;
  private readonly random: RandomGenerator;

  constructor(
    private readonly trials: Trials,
    private readonly words: Words,
    private readonly bounds: { longest: number; seed: number },
  ) {
    this.random = generatorFor(bounds.seed ^ SEARCH_STREAM, 0);
  }

  /** For people. */
  get doing(): string {
    return this.word
      ? `a word of ${this.word.length} tokens fails; shorter ones`
      : `words of up to ${this.longest} tokens`;
  }

  /** @throws as {@link Trials.of} */
  async run(): Promise<void> {
    await this.growing();
    if (this.word) {
      await this.shorter(this.word);
      this.share = await this.counted(this.word.length);
    }
    await this.everyShorter();
    // It found a shorter one.
    if (this.word && this.share?.length !== this.word.length) {
      this.share = undefined;
      this.share = await this.counted(this.word.length);
    }
  }

  private async everyShorter(): Promise<void> {
    const longest = this.word ? this.word.length - 1 : this.bounds.longest;
    if (longest === 0) return;
    const { words, length } = allWords(this.words.start, MOST_ALL, longest);
    for (let from = 0; from < words.length; from += AT_ONCE)
      this.take(await this.trials.of(words.slice(from, from + AT_ONCE)));
    this.noneTo = Math.min(length, (this.word?.length ?? Infinity) - 1);
    this.longest = Math.max(this.longest, length);
  }

  private async growing(): Promise<void> {
    const { longest } = this.bounds;
    for (let length = 8; !this.word && this.longest < longest; length *= 2) {
      const next = Math.min(length, longest);
      const count = Math.max(LEAST_DRAWN, Math.min(MOST_DRAWN, Math.floor(TOKENS / next)));
      const words = this.drawn(next, count);
      if (words.length === 0) return;
      this.longest = next;
      await this.tryAndClimb(words, next <= LONGEST_CLIMBED ? ROUNDS : 0);
    }
  }

  private async shorter(found: readonly number[]): Promise<void> {
    await ddmin(found, this.trials.judge, (word) => (this.word = word));
    for (let before = found; this.word && this.word !== before;) {
      before = this.word;
      const length = before.length - 1;
      if (length <= this.noneTo) return;
      const less = before
        .map((_, out) => before.filter((__, at) => at !== out))
        .filter((word) => isWord(this.words.start, word));
      await this.tryAndClimb([...this.drawn(length, MOST_DRAWN), ...less], ROUNDS);
      if (this.word !== before) await ddmin(this.word, this.trials.judge, (word) => (this.word = word));
    }
  }

  /** Tries words of one length, and where none fails those that come from them. */
  private async tryAndClimb(words: readonly (readonly number[])[], rounds: number): Promise<void> {
    const before = this.word;
    const trials = await this.trials.of(words);
    this.take(trials);
    if (this.word !== before || rounds === 0) return;
    const { start, tokens } = this.words;
    const found = await climb(trials, { start, tokens, random: this.random, rounds }, (some) => this.trials.of(some));
    if (found) this.take([found]);
  }

  /** The shortest beginning that fails, if it is shorter than what was found before. */
  private take(trials: readonly Trial[]): void {
    for (const { word, enough } of trials)
      if (enough !== null && enough < (this.word?.length ?? Infinity)) this.word = word.slice(0, enough);
  }

  /** Random words of a length; none where the task has none. */
  private drawn(length: number, count: number): number[][] {
    try {
      return Array.from({ length: count }, () => [...this.words.draw(this.random, length)]);
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  }

  private async counted(length: number): Promise<Share> {
    const { start, draw } = this.words;
    const every = allWords(start, COUNTED * length, length);
    const all = every.length === length;
    const random = generatorFor(this.bounds.seed, length);
    const words = all
      ? every.words.filter((word) => word.length === length)
      : Array.from({ length: COUNTED }, () => [...draw(random, length)]);
    const failing = (await this.trials.of(words)).filter(({ enough }) => enough !== null).length;
    const share = { length, words: words.length, failing };
    return all ? share : { ...share, interval: wilson(failing / words.length, words.length) };
  }
}
