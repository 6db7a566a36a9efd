import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

/** Choices that depend on nothing but a seed. */
export class Dice {
  private readonly random;

  constructor(seed: number) {
    this.random = xoroshiro128plus(seed);
    // The first numbers after neighbouring seeds are alike.
    skipN(this.random, 50);
  }

  /** @throws RangeError when there is nothing to choose from. */
  pick<T>(choices: readonly T[]): T {
    const [first] = choices;
    if (first === undefined) throw new RangeError('nothing to choose from');
    return choices[uniformInt(this.random, 0, choices.length - 1)] ?? first;
  }
}
