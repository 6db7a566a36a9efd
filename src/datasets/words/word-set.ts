import { mixAll } from './random';

/** What each of the two numbers that stand for a word begins with. */
const LANES = [0x243f6a88, 0x85a308d3] as const;
/** No side. */
const NONE = 255;

/** Words by 64 bits of hash each (of 10⁸ words one pair in 3,700 sets is taken for the same), with the side of each. */
export class WordSet {
  private size = 0;
  private mask: number;
  private low: Int32Array;
  private high: Int32Array;
  private sides: Uint8Array;

  constructor(room = 1 << 16) {
    this.mask = room - 1;
    this.low = new Int32Array(room);
    this.high = new Int32Array(room);
    this.sides = new Uint8Array(room).fill(NONE);
  }

  /** @returns the side on which the word already is; undefined where it was not there */
  add(word: ArrayLike<number>, side: number): number | undefined {
    if (this.size * 2 > this.mask) this.grow();
    return this.put(mixAll(LANES[0], word), mixAll(LANES[1], word), side);
  }

  private put(low: number, high: number, side: number): number | undefined {
    const { mask, sides } = this;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      const known = sides[at] ?? NONE;
      if (known === NONE) {
        [this.low[at], this.high[at], sides[at]] = [low, high, side];
        this.size++;
        return undefined;
      }
      if (this.low[at] === low && this.high[at] === high) return known;
    }
  }

  private grow(): void {
    const { low, high, sides } = this;
    const grown = new WordSet((this.mask + 1) * 2);
    sides.forEach((side, at) => {
      if (side !== NONE) grown.put(low[at] ?? 0, high[at] ?? 0, side);
    });
    [this.mask, this.low, this.high, this.sides] = [grown.mask, grown.low, grown.high, grown.sides];
  }
}
