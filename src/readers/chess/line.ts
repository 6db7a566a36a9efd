import type { Game, MoveNode } from './games';
import type { Tokens } from './tokens';

/**
 * The line of play that `choices` name: at each move in whose place the text gives variations, in the order in which
 * the line meets them, 0 is the move itself and k the k-th variation. Without choices (or after the last) the move.
 * @throws SourceError (through `tokens`) when there is no such variation.
 */
export function chosenLine(game: Game, choices: readonly number[], tokens: Tokens): MoveNode[] {
  const line: MoveNode[] = [];
  let rest = game.moves;
  let next = 0;
  for (let at = 0; at < rest.length; at++) {
    let node = rest[at] as MoveNode;
    // A variation may itself begin with a move that has variations: each is a branch of its own.
    for (let alternatives = node.variations; alternatives.length && next < choices.length;) {
      const choice = choices[next++] ?? 0;
      if (choice === 0) break;
      const variation = alternatives[choice - 1];
      const first = variation?.[0];
      if (!variation || !first)
        tokens.fail(node.start, node.end, `here is no variation ${choice}, only ${alternatives.length} of them`);
      [rest, at, node] = [variation, 0, first];
      alternatives = node.variations;
    }
    line.push(node);
  }
  if (next < choices.length) {
    const end = line.at(-1) ?? { start: game.start, end: game.end };
    tokens.fail(end.start, end.end, `${choices.length} choices were made, but this line has only ${next} branches`);
  }
  return line;
}

/**
 * The line that leads through the first move that touches `start..end`: the main line up to the variation that holds
 * it, that variation, and what it goes on with. The main line when no move touches it.
 */
export function lineThrough(game: Game, start: number, end: number): MoveNode[] {
  interface Place {
    moves: MoveNode[];
    /** The moves before this line, as a chain of (line, number of its moves that were played). */
    parent: { place: Place; played: number } | null;
  }
  const pending: Place[] = [{ moves: game.moves, parent: null }];
  let found: { place: Place; at: number } | null = null;
  for (let place = pending.pop(); place; place = pending.pop()) {
    for (const [at, node] of place.moves.entries()) {
      const best = found?.place.moves[found.at];
      if (node.start < end && node.end > start && (!best || node.start < best.start)) found = { place, at };
      for (const moves of node.variations) pending.push({ moves, parent: { place, played: at } });
    }
  }
  if (!found) return game.moves;
  const pieces = [found.place.moves];
  for (let { parent } = found.place; parent; parent = parent.place.parent)
    pieces.push(parent.place.moves.slice(0, parent.played));
  return pieces.reverse().flat();
}
