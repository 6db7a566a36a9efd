import { errorsInWhole, readExcerpt } from '../../trace/excerpt';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { passage, UnreadError, type Passage } from '../reader';
import { chunksOf, nextTags, type Chunk } from './chunks';
import { readGames, type Game } from './games';
import { inLettersOf } from './foreign';
import { chosenLine } from './line';
import { MAX_TEXT, playIn } from './read';
import { Tokens } from './tokens';

/** Every game of a text, its main line. After a place that cannot be read, the tags of the next game begin anew. */
export async function* chessExamples(source: SourceText): AsyncGenerator<Passage> {
  for await (const chunk of chunksOf([source.text], MAX_TEXT)) yield* examplesIn(source, chunk);
}

async function* examplesIn(
  { uri, language }: SourceText,
  { text, start: place, offset }: Chunk,
): AsyncGenerator<Passage> {
  const source = { uri, language, text };
  const lines = new Lines(text);
  const refuse = (start: number, end: number, reason: string, kind: 'bounds' | 'no-moves'): Promise<Passage> =>
    inWhole(new UnreadError(uri, lines.range(start, end), reason, kind));
  const inWhole = (fault: SourceError): Promise<Passage> =>
    passage({ start: 0, end: 0 }, () => errorsInWhole(place, () => Promise.reject(fault)));
  if (text.length > MAX_TEXT) {
    yield refuse(0, 0, `the text is longer than ${MAX_TEXT} characters without the tags of another game`, 'bounds');
    return;
  }
  const gameAt = (tokens: Tokens, game: Game): Promise<Passage> =>
    passage({ start: offset + game.start, end: offset + game.end }, () =>
      readExcerpt(place, () => playIn({ source, lines, tokens, game, line: chosenLine(game, [], tokens) })),
    );
  /** A game in the letters of another language, else why it is not read. */
  const foreignGame = (fault: SourceError, from: number): { game: Game; tokens: Tokens } | SourceError => {
    try {
      return inLettersOf(fault, { source, lines }, (letters) => {
        const tokens = new Tokens(source, lines, from, text.length, letters);
        for (const game of readGames(tokens))
          return { game, tokens, trace: playIn({ source, lines, tokens, game, line: chosenLine(game, [], tokens) }) };
        return undefined;
      });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return error;
    }
  };
  let start = 0;
  while (start < text.length) {
    const tokens = new Tokens(source, lines, start, text.length);
    let read = start;
    try {
      for (const game of readGames(tokens)) {
        read = game.end;
        if (game.moves.length > 0 || game.variant) yield await gameAt(tokens, game);
        else yield await refuse(game.start, game.end, 'no move of this game is given', 'no-moves');
      }
      return;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const foreign = foreignGame(error, read);
      if ('game' in foreign) {
        yield await gameAt(foreign.tokens, foreign.game);
        start = foreign.game.end;
        continue;
      }
      yield await inWhole(foreign);
      start = nextTags(text, Math.max(read, lines.offset(error.range.start)));
    }
  }
}
