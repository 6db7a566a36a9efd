/**
 * Numbers of slots, each once and in the order in which they came: a world has at most some thousands. It takes a tenth of
 * what a set takes, for in a large table every place may depend on all others.
 */
export class SlotList implements Iterable<number> {
  private readonly members: Uint16Array;
  private readonly bits: Uint32Array;

  constructor(slots: ReadonlySet<number>) {
    this.members = Uint16Array.from(slots);
    let most = -1;
    for (const slot of this.members) most = Math.max(most, slot);
    this.bits = new Uint32Array(Math.ceil((most + 1) / BITS));
    for (const slot of this.members)
      this.bits[slot >>> SHIFT] = (this.bits[slot >>> SHIFT] ?? 0) | (1 << (slot % BITS));
  }

  get size(): number {
    return this.members.length;
  }

  has(slot: number): boolean {
    return slot >= 0 && ((this.bits[slot >>> SHIFT] ?? 0) & (1 << (slot % BITS))) !== 0;
  }

  [Symbol.iterator](): IterableIterator<number> {
    return this.members.values();
  }
}

const BITS = 32;
const SHIFT = 5;
