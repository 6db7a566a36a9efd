import { binEdges, stretches } from '../draw/bins';
import { svg } from '../dom';
import type { Run } from '../../src/protocol/messages';

/** Columns of a strip: more could not be told apart in a side bar. */
const COLUMNS = 120;
const HEIGHT = 10;
/** Height of what is right: told from what is wrong by its form, not by its colour alone. */
const LINE = 3;

/** Where a run is right (a line) and wrong (a bar) over the whole text; a column of several steps is wrong if one is. */
export function strip({ outcome }: Pick<Run, 'outcome'>): SVGElement {
  const columns = Math.min(COLUMNS, Math.max(1, outcome.length));
  const edges = binEdges(0, outcome.length, columns);
  // 0 is wrong, 1 right, 2 not run: the least is what one must see.
  const seen = Uint8Array.from({ length: columns }, (_, column) =>
    outcome.subarray(edges[column], edges[column + 1]).reduce((least, code) => Math.min(least, code), 2),
  );
  const drawing = svg('svg', {
    viewBox: `0 0 ${columns} ${HEIGHT}`,
    preserveAspectRatio: 'none',
    class: 'strip',
    'aria-hidden': 'true',
  });
  for (const { from, to, code } of stretches(seen)) {
    if (code > 1) continue;
    const height = code === 0 ? HEIGHT : LINE;
    const y = (HEIGHT - height) / 2;
    drawing.append(
      svg('rect', { x: from, y, width: to - from, height, class: code === 0 ? 'strip-wrong' : 'strip-right' }),
    );
  }
  return drawing;
}
