import { binEdges, stretches } from '../draw/bins';
import { svg } from '../dom';
import type { Run } from '../../src/protocol/messages';

/** Columns of a strip: more could not be told apart in a side bar. */
const COLUMNS = 120;
const HEIGHT = 10;
/** Height of what is right: told from what is wrong by its form, not by its colour alone. */
const LINE = 3;
/** Of the height, where nothing that is followed changes. */
const THIN = 0.4;

/**
 * Where a run is right (a line) and wrong (a bar) over the whole text; a column of several steps is wrong if one is. It is thin
 * where no step changes anything in what the model reads.
 *
 * @param rests 1 for such a step
 */
export function strip({ outcome }: Pick<Run, 'outcome'>, rests?: Uint8Array): SVGElement {
  const columns = Math.min(COLUMNS, Math.max(1, outcome.length));
  const edges = binEdges(0, outcome.length, columns);
  // 0 is wrong, 1 right, 2 not run: the least is what one must see.
  const seen = Uint8Array.from({ length: columns }, (_, column) =>
    outcome.subarray(edges[column], edges[column + 1]).reduce((least, code) => Math.min(least, code), 2),
  );
  const isThin = (column: number): boolean =>
    rests?.subarray(edges[column], edges[column + 1]).every((rest) => rest === 1) ?? false;
  // Stretches are of one outcome and one height.
  const forms = seen.map((code, column) => 2 * code + Number(isThin(column)));
  const drawing = svg('svg', {
    viewBox: `0 0 ${columns} ${HEIGHT}`,
    preserveAspectRatio: 'none',
    class: 'strip',
    'aria-hidden': 'true',
  });
  for (const { from, to, code: form } of stretches(forms)) {
    const [code, thin] = [form >> 1, form % 2 === 1];
    if (code > 1) continue;
    const height = (code === 0 ? HEIGHT : LINE) * (thin ? THIN : 1);
    const y = (HEIGHT - height) / 2;
    drawing.append(
      svg('rect', { x: from, y, width: to - from, height, class: code === 0 ? 'strip-wrong' : 'strip-right' }),
    );
  }
  return drawing;
}
