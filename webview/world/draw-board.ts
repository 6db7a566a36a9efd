import { h, setAttributes, svg } from '../dom';
import { objectColor } from '../draw/lane-cells';
import type { Theme } from '../draw/theme';
import type { Board } from '../../src/world/board';
import { boardShapes, BOARD_SIDE, boardText, goneText, squarePlace } from '../../src/world/board-shapes';
import { drawn } from './drawn';
import type { Choosing } from './followed';

/** A piece as a button that is pressed while it is chosen. */
function choice(name: string, square: number, { chosen, toggle }: Choosing): SVGElement {
  const place = squarePlace(square);
  const button = svg('rect', { ...place, role: 'button', tabindex: 0, class: 'piece-choice' });
  const press = (): void => {
    toggle(name);
    setAttributes(button, { 'aria-pressed': chosen.has(name) });
  };
  setAttributes(button, { 'aria-label': name, 'aria-pressed': chosen.has(name) });
  button.addEventListener('click', press);
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  });
  return button;
}

/**
 * A board with its followed pieces framed, the wrong ones crossed, and an arrow for the move.
 *
 * @param choosing pieces can be chosen on it
 */
export function drawBoard(board: Board, title: string, theme: Theme, choosing?: Choosing): HTMLElement {
  const role = choosing ? 'group' : 'img';
  const drawing = svg('svg', { viewBox: `0 0 ${BOARD_SIDE} ${BOARD_SIDE}`, class: 'board', role });
  setAttributes(drawing, { 'aria-label': choosing ? title : `${title}. ${boardText(board)}` });
  for (const shape of boardShapes(board, (object) => objectColor(theme, object))) drawing.append(drawn(shape));
  board.pieces.forEach((piece, square) => {
    if (piece && choosing) drawing.append(choice(piece.name, square, choosing));
  });
  const gone = goneText(board);
  return h(
    'figure',
    { class: 'board-figure' },
    h('figcaption', {}, title),
    drawing,
    gone !== '' && h('p', { class: 'note' }, `Captured: ${gone}`),
  );
}
