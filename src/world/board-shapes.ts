import { arrow } from './arrow';
import { SQUARES, squareName, type Board, type Piece } from './board';
import type { Shape } from './shape';

/** Side of a square in the drawing's own units, and of the board. */
const SIDE = 20;
export const BOARD_SIDE = 8 * SIDE;

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

/** Colours of the board's own: white and black must be told apart on every theme. */
const LIGHT = '#d9d4c8';
const DARK = '#a59c89';
const WRONG = '#c00000';
const MOVE = { stroke: '#1a4fb0', 'stroke-width': 1.8 };
const PAINTS = {
  white: { fill: '#ffffff', stroke: '#000000', 'stroke-width': 1 },
  black: { fill: '#000000', stroke: '#ffffff', 'stroke-width': 0.4 },
};

/** A board with its followed pieces framed, the wrong ones crossed, and an arrow for the move. */
export function boardShapes(board: Board, colorOf: (object: number) => string): Shape[] {
  const squares = Array.from({ length: SQUARES }, (_, square) => square);
  const dark = squares.filter((square) => (square + Math.floor(square / 8)) % 2 === 1);
  const field = dark.map((square) => `M${cornerOf(square).join(' ')}h${SIDE}v${SIDE}h${-SIDE}z`).join('');
  return [
    { tag: 'rect', attributes: { width: BOARD_SIDE, height: BOARD_SIDE, fill: LIGHT, class: 'squares' } },
    { tag: 'path', attributes: { d: field, fill: DARK, class: 'squares' } },
    ...[...board.followed].flatMap(([square, { object, wrong }]) => frame(square, colorOf(object), wrong)),
    ...board.pieces.flatMap((piece, square) => (piece ? glyph(piece, square) : [])),
    ...board.moves.map(({ from, to }) => arrow(middleOf(from), middleOf(to), MOVE)),
  ];
}

function frame(square: number, stroke: string, wrong: boolean): Shape[] {
  const [x, y] = cornerOf(square);
  const place = squarePlace(square);
  const cross = `M${x} ${y}l${SIDE} ${SIDE}m0 ${-SIDE}l${-SIDE} ${SIDE}`;
  return [
    { tag: 'rect', attributes: { ...place, fill: 'none', stroke, 'stroke-width': 2, class: 'followed' } },
    ...(wrong
      ? [{ tag: 'path' as const, attributes: { d: cross, stroke: WRONG, 'stroke-width': 1.2, class: 'wrong-square' } }]
      : []),
  ];
}

/** Inside of a square's edges. */
export function squarePlace(square: number): Record<'x' | 'y' | 'width' | 'height', number> {
  const [x, y] = cornerOf(square);
  return { x: x + 1, y: y + 1, width: SIDE - 2, height: SIDE - 2 };
}

function glyph({ kind, color }: Piece, square: number): Shape {
  const [x, y] = cornerOf(square);
  return {
    tag: 'text',
    attributes: {
      ...{ x: x + SIDE / 2, y: y + SIDE * 0.8, 'font-size': 17, 'text-anchor': 'middle', 'paint-order': 'stroke' },
      ...PAINTS[color],
      class: `piece ${color}`,
    },
    text: `${GLYPHS[kind]}${AS_TEXT}`,
  };
}

function cornerOf(square: number): [number, number] {
  return [(square % 8) * SIDE, Math.floor(square / 8) * SIDE];
}

function middleOf(square: number): [number, number] {
  const [x, y] = cornerOf(square);
  return [x + SIDE / 2, y + SIDE / 2];
}

/** Followed pieces that stand on no square. */
export function goneText({ gone }: Board): string {
  return gone.map(({ piece: { color, kind }, wrong }) => `${color} ${kind}${wrong ? ' ✗' : ''}`).join(', ');
}

/** For those who listen: where the followed pieces stand. */
export function boardText({ followed, gone }: Board): string {
  const stand = [...followed].map(
    ([square, { piece, wrong }]) => `${piece.color} ${piece.kind} on ${squareName(square)}${wrong ? ', wrong' : ''}`,
  );
  const rest = gone.map(({ piece, wrong }) => `${piece.color} ${piece.kind} captured${wrong ? ', wrong' : ''}`);
  return [...stand, ...rest].join('; ');
}
