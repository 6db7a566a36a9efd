import { readGames, type Game } from '../../readers/chess/games';
import { chosenLine } from '../../readers/chess/line';
import { play } from '../../readers/chess/play';
import { MAX_TEXT } from '../../readers/chess/read';
import { nextTags, Tokens } from '../../readers/chess/tokens';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { reading, type Reading } from './reading';

/** Every game of a text, its main line. After a place that cannot be read, the tags of the next game begin anew. */
export async function* chessReadings(source: SourceText): AsyncGenerator<Reading> {
  const { text } = source;
  const lines = new Lines(text);
  if (text.length > MAX_TEXT) {
    yield { fault: new SourceError(source.uri, lines.range(0, 0), `the text is longer than ${MAX_TEXT} characters`) };
    return;
  }
  let start = 0;
  while (start < text.length) {
    const tokens = new Tokens(source, lines, start, text.length);
    const games = readGames(tokens);
    let read = start;
    try {
      for (const game of games) {
        read = game.end;
        if (game.moves.length > 0 || game.variant) yield await gameReading(source, lines, tokens, game);
        else yield { nothing: true };
      }
      return;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { fault: error };
      start = nextTags(text, Math.max(read, lines.offset(error.range.start)));
    }
  }
}

function gameReading(source: SourceText, lines: Lines, tokens: Tokens, game: Game): Promise<Reading> {
  return reading(game, () =>
    Promise.resolve().then(() => play({ source, lines, tokens, game, line: chosenLine(game, [], tokens) })),
  );
}
