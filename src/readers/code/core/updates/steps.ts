import type { Step } from '../../../../trace/trace';
import type { Snippet } from '../snippet';
import type { FoundCell } from './found';

/** One place by its name, several as `(a, b)`. */
export function cellName(cell: FoundCell | undefined): string | undefined {
  if (!cell) return undefined;
  return cell.members.length === 1 ? cell.members[0] : `(${cell.members.join(', ')})`;
}

/** The updates of cells as steps; those that stand at one place and do the same are one object in memory. */
export function tableSteps(cells: Iterable<FoundCell>, { lines }: Snippet): { step: Step; tick: number }[] {
  const result: { step: Step; tick: number }[] = [];
  const shared = new Map<string, Step>();
  for (const cell of cells) {
    const name = cellName(cell) ?? '';
    for (const { table, last, span } of cell.updates) {
      const key = `${name} ${span.start} ${span.end} ${table.join()}`;
      let step = shared.get(key);
      if (!step) {
        const text = lines.told(span.start, span.end);
        step = { cell: name, table, text, range: lines.range(span.start, span.end) };
        shared.set(key, step);
      }
      // What the statement itself moves was moved before.
      result.push({ step, tick: last + 0.5 });
    }
  }
  return result;
}
