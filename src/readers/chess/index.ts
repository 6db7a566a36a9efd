import type { SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import type { Reader, ReadOptions } from '../reader';
import { readGames, type Game } from './games';
import { chosenLine, lineThrough } from './line';
import { Lines } from './lines';
import { play, type Part } from './play';
import { Tokens } from './tokens';

/** UTF-16 code units of one text. */
export const MAX_TEXT = 16_000_000;

/** Languages whose texts are games as a whole; of any other text only the selection is chess. */
const CHESS_LANGUAGES = new Set(['chess', 'pgn', 'uci']);

/**
 * Reads chess: UCI moves, `(a8, a7)` pairs, SAN, PGN. See docs/reading-chess.md for what is read and what is not.
 * Bounds: MAX_TEXT, MAX_MOVES_IN_GAME moves of a game with its variations, MAX_PLIES moves of the line that is played.
 */
export const readChess: Reader = (source, options) => Promise.resolve().then(() => readGame(source, options));

function readGame(source: SourceText, options: ReadOptions): Trace {
  const lines = new Lines(source.text);
  const { selection, text } = source;
  const selected = selection && { start: lines.offset(selection.start), end: lines.offset(selection.end) };
  const isChess = CHESS_LANGUAGES.has(source.language);
  const whole = selected && !isChess ? selected : { start: 0, end: text.length };
  const part = isChess ? selected : undefined;
  const tokens = new Tokens(source, lines, whole.start, whole.end);
  if (text.length > MAX_TEXT) tokens.fail(MAX_TEXT, MAX_TEXT, `the text is longer than ${MAX_TEXT} characters`);

  const game = findGame(tokens, whole, part, options.game);
  const line =
    part && !options.variation
      ? lineThrough(game, part.start, part.end)
      : chosenLine(game, options.variation ?? [], tokens);
  return play({ source, lines, tokens, game, line, ...(part && { part }) });
}

/** The game that was asked for; else the one that the selection lies in; else the first. */
function findGame(tokens: Tokens, whole: Part, part: Part | undefined, wanted: number | undefined): Game {
  let count = 0;
  for (const game of readGames(tokens)) {
    count++;
    if (wanted === undefined ? !part || game.end > part.start : count === wanted) return game;
  }
  const place = part ?? whole;
  const reason =
    wanted === undefined ? 'there is no chess game here' : `game ${wanted} was asked for, but the text holds ${count}`;
  return tokens.fail(place.start, place.end, reason);
}
