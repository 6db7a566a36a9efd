import { identity, type SlotMap } from '../../algebra/maps';
import { castlingTargets, type CastlingRight } from './castling';
import type { Ply } from './position';
import { pieceName, SQUARE_NAMES, type Piece } from './squares';

/**
 * The world of a game: 64 squares in FEN order (a8 … h1), a place for every piece that is captured, and a place for
 * every promotion, from which the new piece comes and to which the pawn goes. Empty places hold an object of their own,
 * so that every legal move is a permutation of places.
 */
export interface World {
  slots: string[];
  /** Named by what they are and where they start; object `i` stands in slot `i` before the first move. */
  objects: string[];
  maps: SlotMap[];
}

/** @param pieces what stands on each square before the first of `plies` */
export function buildWorld(pieces: readonly (Piece | undefined)[], plies: readonly Ply[]): World {
  const captures = plies.filter((ply) => ply.captured !== undefined).length;
  const promotions = plies.filter((ply) => ply.promotion);
  const slots = [
    ...SQUARE_NAMES,
    ...Array.from({ length: captures }, (_, index) => `captured ${index + 1}`),
    ...promotions.map((_, index) => `promotion ${index + 1}`),
  ];
  const promoted = promotions.map(({ color, promotion }) => promotion && { color, kind: promotion });
  const held = [...pieces, ...Array.from({ length: captures }, () => undefined), ...promoted];
  const objects = slots.map((slot, index) => {
    const piece = held[index];
    return `${piece ? pieceName(piece) : 'empty'} ${slot}`;
  });
  return { slots, objects, maps: movesAsMaps(plies, slots.length, 64, 64 + captures) };
}

/** Moves between the same places share one map, so that a long game of few moves (Appendix B) stays small. */
function movesAsMaps(plies: readonly Ply[], degree: number, nextCaptured: number, nextPromotion: number): SlotMap[] {
  const known = new Map<string, SlotMap>();
  return plies.map((ply) => {
    const flow = flowOf(
      ply,
      ply.captured === undefined ? null : nextCaptured++,
      ply.promotion === undefined ? null : nextPromotion++,
    );
    const key = flow.join(' ');
    let map = known.get(key);
    if (!map) {
      const changed = identity(degree);
      for (const [to, from] of flow) changed[to] = from;
      known.set(key, (map = changed));
    }
    return map;
  });
}

/** Pairs (slot, the slot whose object it takes), a permutation of the slots named. */
function flowOf(ply: Ply, captured: number | null, promotion: number | null): [number, number][] {
  const { from, to } = ply;
  if (ply.isNull) return [];
  if (ply.castling) return castlingFlow(ply.castling);
  // The piece that arrives, and the place that the moving piece goes to.
  const flow: [number, number][] =
    promotion === null
      ? [[to, from]]
      : [
          [to, promotion],
          [promotion, from],
        ];
  if (ply.captured === undefined || captured === null) flow.push([from, to]);
  else if (ply.captured === to) flow.push([captured, to], [from, captured]);
  else flow.push([from, to], [captured, ply.captured], [ply.captured, captured]);
  return flow;
}

/** King and rook go to their squares; what stood there (nothing, or each other) fills the squares they leave. */
function castlingFlow(right: CastlingRight): [number, number][] {
  const targets = castlingTargets(right);
  const flow: [number, number][] = [
    [targets.king, right.king],
    [targets.rook, right.rook],
  ];
  const left = [right.king, right.rook].filter((square) => square !== targets.king && square !== targets.rook);
  const taken = [targets.king, targets.rook].filter((square) => square !== right.king && square !== right.rook);
  left.forEach((square, index) => flow.push([square, taken[index] ?? square]));
  return flow;
}
