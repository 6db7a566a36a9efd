import type { Cell, Slots } from '../slots';
import type { Moves } from './moves';

/** Variables and keys that take part; of a sequence in which one place takes part, all places. */
export function activeCells(steps: readonly Moves[], slots: Slots, cells: Iterable<number>): (cell: Cell) => boolean {
  const active = new Set<Cell>();
  const mark = (slot: number): void => {
    for (let cell: Cell | null = slots.cells[slot] ?? null; cell; cell = cell.parent) active.add(cell);
  };
  for (const { to, from } of steps) {
    to.forEach((slot, index) => {
      const source = from[index];
      if (source === slot) return;
      mark(slot);
      if (typeof source === 'number') mark(source);
    });
  }
  for (const slot of cells) mark(slot);
  if (active.size === 0) return () => true;
  return (cell) => {
    for (let at: Cell | null = cell; at; at = at.parent) {
      if (active.has(at)) return at === cell || inSequence(cell, at);
    }
    return false;
  };
}

function inSequence(cell: Cell, ancestor: Cell): boolean {
  for (let at = cell.parent; at; at = at.parent) {
    if (!at.sequence) return false;
    if (at === ancestor) return true;
  }
  return false;
}
