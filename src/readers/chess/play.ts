import { compose, identity } from '../../algebra/maps';
import type { SourceText } from '../../trace/source';
import { makeTrace, type Remark, type Step, type Trace } from '../../trace/trace';
import { isKnownVariant, type Game, type MoveNode } from './games';
import type { Lines } from '../../trace/lines';
import { FenError, Position, START_FEN, type Ply } from './position';
import { SQUARE_NAMES } from './squares';
import type { Tokens } from './tokens';
import { buildWorld } from './world';

/** Half-moves of one line; a longer one is refused at its first move too many. */
export const MAX_PLIES = 100_000;

/** A stretch of text, offsets in UTF-16 code units, `end` exclusive. */
export interface Part {
  start: number;
  end: number;
}

export interface Playing {
  source: SourceText;
  lines: Lines;
  tokens: Tokens;
  game: Game;
  line: readonly MoveNode[];
  /** Moves outside of it are played but are no steps. */
  part?: Part;
}

/**
 * Plays a line by the rules and tells it as a trace.
 * @throws SourceError at a bad position, an ambiguous move, a move over the limit, or an illegal move before `part`.
 */
export function play({ source, lines, tokens, game, line, part }: Playing): Trace {
  checkVariant(game, tokens);
  const first = part ? line.findIndex((node) => isIn(node, part)) : 0;
  if (part && first < 0) tokens.fail(part.start, part.end, 'there is no move of this game in the selection');
  const before = Math.max(0, first);
  const moves = part ? line.slice(0, line.findLastIndex((node) => isIn(node, part)) + 1) : line;
  const tooMany = moves[MAX_PLIES];
  if (tooMany) tokens.fail(tooMany.start, tooMany.end, `this game is longer than ${MAX_PLIES} half-moves`);

  const position = startOf(game, tokens);
  const pieces = SQUARE_NAMES.map((_, square) => position.pieceAt(square));
  const remarks = remarksOn(position, game, tokens, lines);
  const plies: Ply[] = [];
  let illegal: Trace['illegal'];
  for (const [index, node] of moves.entries()) {
    if (illegal) break;
    const resolution = position.resolve(node.move);
    if ('ambiguous' in resolution) return tokens.fail(node.start, node.end, resolution.ambiguous);
    if ('illegal' in resolution) {
      const reason = resolution.illegal;
      if (index < before) tokens.fail(node.start, node.end, `the game is not legal before the selection: ${reason}`);
      illegal = { step: index - before, reason };
    } else {
      position.play(resolution.ply);
      plies.push(resolution.ply);
    }
  }

  const { slots, objects, maps } = buildWorld(pieces, plies);
  const steps = moves.slice(before).map((node, index): Step => ({
    map: maps[before + index] ?? null,
    text: source.text.slice(node.start, node.end),
    range: lines.range(node.start, node.end),
  }));
  return makeTrace({
    domain: 'chess',
    source: { uri: source.uri, language: source.language },
    slots,
    objects,
    initial: maps.slice(0, before).reduce<number[]>(compose, identity(slots.length)),
    steps,
    ...(illegal && { illegal }),
    ...(remarks.length > 0 && { remarks }),
  });
}

function isIn(node: MoveNode, part: Part): boolean {
  return node.start < part.end && node.end > part.start;
}

function startOf({ fen }: Game, tokens: Tokens): Position {
  try {
    return Position.fromFen(fen?.text ?? START_FEN);
  } catch (error) {
    if (!(error instanceof FenError) || !fen) throw error;
    return tokens.fail(fen.start, fen.end, `not a chess position: ${error.message}`);
  }
}

function checkVariant({ variant }: Game, tokens: Tokens): void {
  if (variant && !isKnownVariant(variant.text))
    tokens.fail(
      variant.start,
      variant.end,
      `the rules of "${variant.text}" are not known here, only those of chess and Chess960 (Variant tag)`,
    );
}

/** What of the text was taken to mean less than it says. */
function remarksOn({ unborne }: Position, { fen, start, end }: Game, tokens: Tokens, lines: Lines): Remark[] {
  const rights = `the right to castle "${unborne}" is dropped: king and rook are not in place`;
  return [
    ...(fen && unborne !== '' ? [{ text: rights, range: lines.range(fen.start, fen.end) }] : []),
    ...tokens.remarks
      .filter((remark) => remark.start >= start && remark.end <= end)
      .map((remark) => ({ text: remark.text, range: lines.range(remark.start, remark.end) })),
  ];
}
