import { h, setAttributes, svg } from '../dom';
import { objectColor } from '../draw/lane-cells';
import type { Theme } from '../draw/theme';
import { arrow } from './arrow';
import { SQUARES, squareName, type Board, type Piece } from '../../src/world/board';

/** Side of a square in the drawing's own units. */
const SIDE = 20;

/** Filled forms for both colours, told apart by fill and outline; the selector behind them keeps them from being emoji. */
const GLYPHS: Record<Piece['kind'], string> = {
  king: '♚',
  queen: '♛',
  rook: '♜',
  bishop: '♝',
  knight: '♞',
  pawn: '♟',
};
const AS_TEXT = '\uFE0E';

/** A board with its followed pieces framed, the wrong ones crossed, and an arrow for the move. */
export function drawBoard(board: Board, title: string, theme: Theme): HTMLElement {
  const drawing = svg('svg', { viewBox: `0 0 ${8 * SIDE} ${8 * SIDE}`, class: 'board', role: 'img' });
  setAttributes(drawing, { 'aria-label': `${title}. ${boardText(board)}` });
  for (let square = 0; square < SQUARES; square++) {
    const [x, y] = cornerOf(square);
    const dark = (square + Math.floor(square / 8)) % 2 === 1;
    drawing.append(svg('rect', { x, y, width: SIDE, height: SIDE, class: dark ? 'square dark' : 'square' }));
  }
  for (const [square, { object, wrong }] of board.followed) {
    const [x, y] = cornerOf(square);
    const frame = svg('rect', { x: x + 1, y: y + 1, width: SIDE - 2, height: SIDE - 2, class: 'followed' });
    frame.style.stroke = objectColor(theme, object);
    drawing.append(frame);
    if (wrong)
      drawing.append(
        svg('path', { d: `M${x} ${y}l${SIDE} ${SIDE}m0 ${-SIDE}l${-SIDE} ${SIDE}`, class: 'wrong-square' }),
      );
  }
  board.pieces.forEach((piece, square) => {
    if (!piece) return;
    const [x, y] = cornerOf(square);
    const glyph = svg('text', { x: x + SIDE / 2, y: y + SIDE * 0.8, class: `piece ${piece.color}` });
    glyph.textContent = `${GLYPHS[piece.kind]}${AS_TEXT}`;
    drawing.append(glyph);
  });
  for (const { from, to } of board.moves) drawing.append(arrow(middleOf(from), middleOf(to)));
  const gone = board.gone.map(({ piece: { color, kind }, wrong }) => `${color} ${kind}${wrong ? ' ✗' : ''}`);
  return h(
    'figure',
    { class: 'board-figure' },
    h('figcaption', {}, title),
    drawing,
    gone.length > 0 && h('p', { class: 'note' }, `Captured: ${gone.join(', ')}`),
  );
}

function cornerOf(square: number): [number, number] {
  return [(square % 8) * SIDE, Math.floor(square / 8) * SIDE];
}

function middleOf(square: number): [number, number] {
  const [x, y] = cornerOf(square);
  return [x + SIDE / 2, y + SIDE / 2];
}

/** For those who listen: where the followed pieces stand. */
function boardText({ followed, gone }: Board): string {
  const stand = [...followed].map(
    ([square, { piece, wrong }]) => `${piece.color} ${piece.kind} on ${squareName(square)}${wrong ? ', wrong' : ''}`,
  );
  const rest = gone.map(({ piece, wrong }) => `${piece.color} ${piece.kind} captured${wrong ? ', wrong' : ''}`);
  return [...stand, ...rest].join('; ');
}
