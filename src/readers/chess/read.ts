import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { inSteps, type Steps } from '../elements';
import type { ReadOptions } from '../reader';
import { readGames, type Game } from './games';
import { chosenLine, lineThrough } from './line';
import { startsAsWord, wordOfGame } from './paper';
import { play, type Part, type Playing } from './play';
import { Tokens } from './tokens';

/** UTF-16 code units of one text. */
export const MAX_TEXT = 16_000_000;

/**
 * Reads and plays one game of a text. Bounds: MAX_TEXT, MAX_MOVES_IN_GAME moves of the game with its variations,
 * MAX_PLIES moves of the line that is played.
 * @throws SourceError
 */
export function readGame(source: SourceText, options: ReadOptions = {}): Trace {
  const { selection, text } = source;
  if (text.length > MAX_TEXT) {
    const start = { line: 0, character: 0 };
    throw new SourceError(source.uri, { start, end: start }, `the text is longer than ${MAX_TEXT} characters`);
  }
  const lines = new Lines(text);
  const all: Part = { start: 0, end: text.length };
  const selected = selection && { start: lines.offset(selection.start), end: lines.offset(selection.end) };
  // A selection of a game needs the moves before it; a selection in prose, such as a Markdown file, is all there is.
  const alone = selected !== undefined && !beginsAsChess(new Tokens(source, lines, all.start, all.end));
  const whole = alone ? selected : all;
  const part = alone ? undefined : selected;

  const tokens = new Tokens(source, lines, whole.start, whole.end);
  const game = findGame(tokens, whole, part, options.game);
  const line =
    part && !options.variation
      ? lineThrough(game, part.start, part.end)
      : chosenLine(game, options.variation ?? [], tokens);
  return playIn({ source, lines, tokens, game, line, ...(part && { part }) }, options.steps);
}

/** The moves of a game as steps, or the elements of the word that it tells. @throws SourceError as `play` does */
export function playIn(playing: Playing, steps?: Steps): Trace {
  const { part, line: all, ...whole } = playing;
  const isWord = startsAsWord(playing.game);
  return inSteps(
    () => play(playing),
    steps,
    { isWord, what: "the game is in the paper's encoding of a word" },
    () => {
      const line = part ? all.filter(({ start }) => start < part.end) : all;
      return wordOfGame({ ...whole, line, part, trace: play({ ...whole, line }) });
    },
  );
}

function beginsAsChess(tokens: Tokens): boolean {
  try {
    return tokens.next() !== null;
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
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
