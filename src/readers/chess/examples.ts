import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { passage, UnreadError, type Passage } from '../reader';
import { readGames, type Game } from './games';
import { chosenLine } from './line';
import { MAX_TEXT, playIn } from './read';
import { nextTags, Tokens } from './tokens';

/** Every game of a text, its main line. After a place that cannot be read, the tags of the next game begin anew. */
export async function* chessExamples(source: SourceText): AsyncGenerator<Passage> {
  const { text } = source;
  const lines = new Lines(text);
  if (text.length > MAX_TEXT) {
    const reason = `the text is longer than ${MAX_TEXT} characters`;
    yield { fault: new UnreadError(source.uri, lines.range(0, 0), reason, 'bounds') };
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
        if (game.moves.length > 0 || game.variant) yield await gameIn(source, lines, tokens, game);
        else {
          const place = lines.range(game.start, game.end);
          yield { fault: new UnreadError(source.uri, place, 'no move of this game is given', 'no-moves') };
        }
      }
      return;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { fault: error };
      start = nextTags(text, Math.max(read, lines.offset(error.range.start)));
    }
  }
}

function gameIn(source: SourceText, lines: Lines, tokens: Tokens, game: Game): Promise<Passage> {
  return passage(game, () =>
    Promise.resolve().then(() => playIn({ source, lines, tokens, game, line: chosenLine(game, [], tokens) })),
  );
}
