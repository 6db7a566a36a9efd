import type { Requests } from '../protocol/messages';

type Answer = Requests['patched']['answer'];

/** Rows that the page shows of a long text. */
const MOST_ROWS = 500;

/** What is believed after one step, before and after something was replaced. */
interface Compared {
  step: number;
  isChanged: boolean;
  /** For people; asked only where it is shown. */
  told: () => Omit<Answer['rows'][number], 'step'>;
}

/** Steps whose belief is another, and those at which something was replaced. */
export function patchedRows(
  compared: Iterable<Compared>,
  replaced: ReadonlySet<number>,
): Pick<Answer, 'changed' | 'rows' | 'hidden'> {
  const rows: Answer['rows'][number][] = [];
  let [changed, hidden] = [0, 0];
  for (const { step, isChanged, told } of compared) {
    if (isChanged) changed++;
    if (!isChanged && !replaced.has(step)) continue;
    if (rows.length < MOST_ROWS) rows.push({ step, ...told() });
    else hidden++;
  }
  return { changed, rows, hidden };
}
