import { h, setAttributes, svg } from '../dom';
import { objectColor } from '../draw/lane-cells';
import type { Theme } from '../draw/theme';
import type { Board } from '../../src/world/board';
import { boardShapes, BOARD_SIDE, boardText, goneText } from '../../src/world/board-shapes';
import { drawn } from './drawn';

/** A board with its followed pieces framed, the wrong ones crossed, and an arrow for the move. */
export function drawBoard(board: Board, title: string, theme: Theme): HTMLElement {
  const drawing = svg('svg', { viewBox: `0 0 ${BOARD_SIDE} ${BOARD_SIDE}`, class: 'board', role: 'img' });
  setAttributes(drawing, { 'aria-label': `${title}. ${boardText(board)}` });
  for (const shape of boardShapes(board, (object) => objectColor(theme, object))) drawing.append(drawn(shape));
  const gone = goneText(board);
  return h(
    'figure',
    { class: 'board-figure' },
    h('figcaption', {}, title),
    drawing,
    gone !== '' && h('p', { class: 'note' }, `Captured: ${gone}`),
  );
}
