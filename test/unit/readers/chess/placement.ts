import type { Trace } from '../../../../src/trace/trace';

const LETTERS: Record<string, string> = { pawn: 'p', knight: 'n', bishop: 'b', rook: 'r', queen: 'q', king: 'k' };

/** The first field of a FEN, from nothing but an arrangement of a chess trace and the names of its objects. */
export function placementOf(trace: Trace, state: readonly number[]): string {
  const cells = state.slice(0, 64).map((object) => {
    const [color, kind] = trace.objects[object]!.split(' ') as [string, string];
    if (color === 'empty') return '.';
    const letter = LETTERS[kind]!;
    return color === 'white' ? letter.toUpperCase() : letter;
  });
  const rows = Array.from({ length: 8 }, (_, row) => cells.slice(row * 8, row * 8 + 8).join(''));
  return rows.map((row) => row.replace(/\.+/g, (empty) => String(empty.length))).join('/');
}

export const placementOfFen = (fen: string): string => fen.split(' ')[0]!;
