import type { MoveText } from './notation';
import type { Token, Tokens } from './tokens';

/** A move of a game, and the lines that the text gives in its place. */
export interface MoveNode {
  move: MoveText;
  start: number;
  end: number;
  variations: MoveNode[][];
}

/** A stretch of text with a meaning, such as a FEN. */
export interface Span {
  text: string;
  start: number;
  end: number;
}

/** A comment of the main line, and how many moves of that line stand before it. */
export interface Comment extends Span {
  before: number;
}

export interface Game {
  fen?: Span;
  variant?: Span;
  moves: MoveNode[];
  comments: Comment[];
  start: number;
  end: number;
}

/** Moves of one game, those of its variations included: what is kept in memory at once. */
export const MAX_MOVES_IN_GAME = 1_000_000;

interface OpenLine {
  moves: MoveNode[];
  /** Where its parenthesis stands. */
  start: number;
}

/**
 * The games of a text, in order, each read when asked for. A game ends with its result, or where the tags of the next
 * one begin. Nesting is kept on a stack of its own, so its depth is not limited.
 */
export function* readGames(tokens: Tokens): Generator<Game, void> {
  let game: Game | null = null;
  let open: OpenLine[] = [];
  let count = 0;
  let moving = false;
  for (let token = tokens.next(); token; token = tokens.next()) {
    if (game && moving && open.length === 1 && startsGame(token)) {
      yield game;
      game = null;
    }
    if (!game) {
      game = { moves: [], comments: [], start: token.start, end: token.end };
      open = [{ moves: game.moves, start: token.start }];
      count = 0;
      moving = false;
    }
    game.end = token.end;
    const line: OpenLine = open.at(-1) ?? { moves: game.moves, start: game.start };
    switch (token.kind) {
      case 'tag':
        if (open.length > 1) tokens.fail(token.start, token.end, 'a tag cannot stand inside a variation');
        readTag(game, token);
        break;
      case 'fen':
        if (moving) tokens.fail(token.start, token.end, 'a position can stand only before the first move');
        game.fen = { text: token.fen, start: token.start, end: token.end };
        break;
      case 'comment':
        if (open.length === 1) {
          const { text, start, end } = token;
          game.comments.push({ text, start, end, before: game.moves.length });
        }
        break;
      case 'move':
        moving = true;
        if (++count > MAX_MOVES_IN_GAME)
          tokens.fail(token.start, token.end, `this game has more than ${MAX_MOVES_IN_GAME} moves with its variations`);
        line.moves.push({ move: token.move, start: token.start, end: token.end, variations: [] });
        break;
      case 'open':
        open.push({ moves: openVariation(tokens, token, line), start: token.start });
        break;
      case 'close':
        if (open.length === 1) tokens.fail(token.start, token.end, 'this parenthesis closes nothing');
        open.pop();
        break;
      case 'result':
        if (open.length === 1) {
          yield game;
          game = null;
        }
        break;
    }
  }
  const unclosed = open.length > 1 && game ? open.at(-1) : undefined;
  if (unclosed) tokens.fail(unclosed.start, unclosed.start + 1, 'this parenthesis is not closed');
  if (game) yield game;
}

function startsGame(token: Token): boolean {
  return token.kind === 'tag';
}

function openVariation(tokens: Tokens, { start, end }: Token, line: OpenLine): MoveNode[] {
  const replaced = line.moves.at(-1);
  if (!replaced)
    tokens.fail(start, end, 'a variation needs a move before it (a pair of squares is written "(a8, a7)")');
  const variation: MoveNode[] = [];
  replaced.variations.push(variation);
  return variation;
}

function readTag(game: Game, tag: Token & { kind: 'tag' }): void {
  const span = { text: tag.value, start: tag.valueStart, end: tag.valueEnd };
  if (tag.name === 'FEN') game.fen = span;
  if (tag.name === 'Variant') game.variant = span;
}
