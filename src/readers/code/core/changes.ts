import { Unreadable, type Span } from '../syntax';
import { LIMITS } from './limits';
import type { Slots } from './slots';
import type { Box } from './values';

/** What one statement did to the slots: the box that each changed slot now holds, null when there is none any more. */
export interface Change {
  tick: number;
  slots: number[];
  boxes: (Box | null)[];
  /** The statement that began to carry a value which this one puts back; that of `tick` if there is none. */
  fill: number;
}

/** How many boxes back a value's way is followed. Temporaries of temporaries are few. */
export const CHAIN = 64;

/**
 * Collects changes, and finds where the world alone does not tell its future. After `t = a; a = b` the old value of `a`
 * stands in no slot, yet `b = t` will bring it back: no step may end there. Let a box come into a slot at change k,
 * and let the latest of the slots' boxes that its value came from have been overwritten at change o < k; then no step
 * ends at o … k−1.
 */
export class Changes {
  readonly list: Change[] = [];
  /** The first box of every slot, null where the first one came from another slot. */
  readonly initial: (Box | null)[] = [];
  private readonly closed: number[] = [];
  private before: (Box | null)[] = [];
  private work = 0;

  constructor(private readonly slots: Slots) {}

  /** The slots as they are after statement `tick`. */
  add(tick: number, at: Span): void {
    const { now } = this.slots;
    if ((this.work += now.length) > LIMITS.work) throw new Unreadable(at, 'the world is too large for so many updates');
    const k = this.list.length;
    const change: Change = { tick, slots: [], boxes: [], fill: tick };
    const begun: [number, Box][] = [];
    for (let slot = this.before.length; slot < now.length; slot++) this.begin(slot, at);
    for (let slot = 0; slot < now.length; slot++) {
      const box = now[slot] ?? null;
      if (box === (this.before[slot] ?? null)) continue;
      if (box && this.initial[slot] === undefined) {
        const carried = this.isCarried(box);
        this.initial[slot] = carried ? null : box;
        if (!carried) {
          begun.push([slot, box]);
          continue;
        }
      }
      if (box) change.fill = Math.min(change.fill, this.close(box, k));
      change.slots.push(slot);
      change.boxes.push(box);
    }
    // Boxes that leave, then those that come: a box may change its slot.
    for (const slot of change.slots) {
      const old = this.before[slot];
      if (!old) continue;
      old.slot = -1;
      old.left = k;
    }
    change.slots.forEach((slot, index) => {
      const box = change.boxes[index];
      if (box) box.slot = slot;
    });
    for (const [slot, box] of begun) box.slot = slot;
    this.before = now;
    if (change.slots.length > 0) this.list.push(change);
  }

  /** Inputs of the snippet stand in their slots from the start. */
  private begin(slot: number, at: Span): void {
    const input = this.slots.inputs[slot];
    this.before.push(input ?? null);
    if (this.slots.cells[slot]?.inner) this.initial[slot] = null;
    if (!input) return;
    if (input.data.t === 'unknown' && input.data.name !== this.slots.cells[slot]?.name)
      throw new Unreadable(at, `${input.data.name} was moved before this snippet speaks of it`);
    this.initial[slot] = input;
    input.slot = slot;
  }

  /** True where no step may end after change `index`. */
  isOpen(): boolean[] {
    let open = 0;
    return this.list.map((_, index) => (open += this.closed[index] ?? 0) > 0);
  }

  private isCarried(box: Box): boolean {
    let at: Box | null = box;
    for (let link = 0; at && link < CHAIN; link++, at = at.source) if (at.slot >= 0 || at.left >= 0) return true;
    return false;
  }

  private close(box: Box, k: number): number {
    let at: Box | null = box;
    let latest = -1;
    let fill = Infinity;
    let latestFill = Infinity;
    for (let link = 0; at && link < CHAIN; link++, at = at.source) {
      if (at.slot >= 0) return Infinity;
      if (at.left > latest) {
        latest = at.left;
        latestFill = fill;
      }
      fill = Math.min(fill, at.time);
    }
    if (latest < 0 || latest >= k) return Infinity;
    this.closed[latest] = (this.closed[latest] ?? 0) + 1;
    this.closed[k] = (this.closed[k] ?? 0) - 1;
    return latestFill;
  }
}
