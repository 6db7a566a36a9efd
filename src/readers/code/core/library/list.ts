import type { Span } from '../../syntax';
import { sequenceCell, splice } from '../cells';
import type { Machine } from '../machine';
import type { Box, Data, Place, Sequence } from '../values';

/** The cells of a list, or of a part of one that shares its cells, to look at and to change in a run. */
export class List {
  constructor(
    private readonly m: Machine,
    readonly base: Sequence,
    readonly from: number,
    readonly to: number,
    private readonly at: Span,
  ) {}

  get flavor(): string {
    return this.base.flavor;
  }

  get type(): string | undefined {
    return this.base.type;
  }

  get isWhole(): boolean {
    return this.from === 0 && this.to === this.base.cells.length;
  }

  get length(): number {
    return this.to - this.from;
  }

  get boxes(): readonly Box[] {
    return this.base.cells.slice(this.from, this.to);
  }

  box(index: number): Box | undefined {
    return index < 0 || index >= this.length ? undefined : this.base.cells[this.from + index];
  }

  cell(index: number): Place {
    return sequenceCell(this.m, this.base, this.from + index, this.at);
  }

  /** A part of it, which shares its cells. */
  part(from: number, to: number): List {
    return new List(this.m, this.base, this.from + from, this.from + to, this.at);
  }

  get view(): Data {
    return { t: 'view', base: this.base, from: this.from, to: this.to };
  }

  /** Puts one thing into a cell that is there. */
  put(index: number, box: Box): void {
    this.base.cells[this.from + index] = this.m.recorder.put(box, this.base.owner, this.at);
  }

  /** Puts other boxes into its cells, all at once. */
  arrange(boxes: readonly Box[]): void {
    boxes.forEach((box, index) => {
      this.m.noteAccess(this.base.owner, this.from + index, 'write');
      this.put(index, box);
    });
    this.m.recorder.shift(this.base.owner);
  }

  /** Takes out `count` cells at `index` and puts boxes there instead. */
  splice(index: number, count: number, boxes: readonly Box[] = []): Box[] {
    return splice(this.m, this.base, this.from + index, count, boxes, this.at);
  }

  insert(index: number, boxes: readonly Box[]): void {
    this.splice(index, 0, boxes);
  }
}

/** The list of these boxes turned to the left, so that the one at `by` comes first; `by` may be any number. */
export function rotated<T>(boxes: readonly T[], by: number): T[] {
  const { length } = boxes;
  const first = length === 0 ? 0 : ((by % length) + length) % length;
  return [...boxes.slice(first), ...boxes.slice(0, first)];
}
