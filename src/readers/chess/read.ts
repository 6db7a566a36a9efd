import { errorsInWhole, movedRange, readExcerpt } from '../../trace/excerpt';
import { Lines } from '../../trace/lines';
import { SourceError, type Position, type SourceText } from '../../trace/source';
import type { Remark, Trace } from '../../trace/trace';
import { inSteps, type Steps } from '../elements';
import type { ReadOptions } from '../reader';
import { chunksOf, nextTags, type Chunk } from './chunks';
import { readGames, type Game } from './games';
import { inLettersOf } from './foreign';
import type { Letters } from './letters';
import { chosenLine, lineThrough } from './line';
import { startsAsWord, wordOfGame } from './paper';
import { play, type Playing } from './play';
import { isOneGame, Tokens } from './tokens';

/** UTF-16 code units of a game, and of a text without tags between its games. */
export const MAX_TEXT = 16_000_000;

export type Pieces = AsyncIterable<string> | Iterable<string>;

/**
 * Reads and plays one game of a text: the one that is asked for by its number, else that of the selection, else the first.
 * No more than that game is held, and no more than the games before it are looked at. Bounds: MAX_TEXT,
 * MAX_MOVES_IN_GAME moves of the game with its variations, MAX_PLIES moves of the line that is played.
 *
 * @param pieces the text of the source, in pieces of any length
 * @throws SourceError
 */
export async function readGame(
  source: Omit<SourceText, 'text'>,
  pieces: Pieces,
  options: ReadOptions = {},
): Promise<Trace> {
  const { uri, selection } = source;
  const { game: wanted } = options;
  let count = 0;
  let broken: Remark | undefined;
  const chunks = chunksOf(pieces, MAX_TEXT);
  for await (const { text, start } of chunks) {
    if (wanted !== undefined && count + 1 < wanted && nextTags(text, 0) === text.length && isOneGame(text)) {
      count++;
      continue;
    }
    const part = { source: { ...source, text }, lines: new Lines(text), start };
    if (wanted === undefined && isBefore(part, selection?.start)) continue;
    const nth = wanted === undefined ? undefined : wanted - count;
    const found = await errorsInWhole(start, () => gameInLetters(part, nth, options));
    if (found.fault)
      broken ??= {
        text: `game ${count + found.fault.number} cannot be read, and counts as one: ${found.fault.reason}`,
        range: movedRange(found.fault.range, start),
      };
    if ('game' in found) {
      const trace = await readExcerpt(start, () => playGame(part, found, options));
      const isFirst = wanted === undefined && !selection;
      const more = isFirst ? (followedBy(part, found.game) ?? beginOf(await chunks.next())) : undefined;
      const said = [broken, more].filter((remark) => remark !== undefined);
      return said.length > 0 ? { ...trace, remarks: [...(trace.remarks ?? []), ...said] } : trace;
    }
    count += found.games;
  }
  const at = selection?.start ?? { line: 0, character: 0 };
  const reason =
    wanted === undefined ? 'there is no chess game here' : `game ${wanted} was asked for, but the text holds ${count}`;
  throw new SourceError(uri, { start: at, end: selection?.end ?? at }, reason);
}

const ANOTHER = 'another game begins here, which is not read: one is chosen by its number, from 1';

function beginOf(next: IteratorResult<Chunk, void>): Remark | undefined {
  return next.done ? undefined : { text: ANOTHER, range: { start: next.value.start, end: next.value.start } };
}

/** Where nobody has said which game is meant the first is read: what follows it in the same chunk. */
function followedBy({ source, lines, start }: Part, { end }: Game): Remark | undefined {
  const tokens = new Tokens(source, lines, end, source.text.length);
  try {
    let token = tokens.next();
    while (token?.kind === 'comment') token = tokens.next();
    if (!token) return undefined;
    return { text: ANOTHER, range: movedRange(lines.range(token.start, token.end), start) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { text: `what follows the game is not read: ${error.reason}`, range: movedRange(error.range, start) };
  }
}

/** As {@link readGame}. A selection in prose, such as a Markdown file, is all there is of its text. */
export async function readSource(source: SourceText, options: ReadOptions): Promise<Trace> {
  const { text, selection, ...rest } = source;
  if (!selection) return readGame(source, [text], options);
  const lines = new Lines(text);
  if (beginsAsChess(new Tokens(source, lines, 0, text.length))) return readGame(source, [text], options);
  const { start, end } = lines.selected(source);
  return readExcerpt(lines.position(start), () => readGame(rest, [text.slice(start, end)], options));
}

function beginsAsChess(tokens: Tokens): boolean {
  try {
    return tokens.next() !== null;
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}

/** A chunk of a text as a text of its own. */
interface Part {
  source: SourceText;
  lines: Lines;
  /** Where it begins in the whole text. */
  start: Position;
}

function isBefore({ source: { text }, lines, start }: Part, at: Position | undefined): boolean {
  if (!at) return false;
  const end = lines.position(text.length);
  const line = at.line - start.line;
  return line > end.line || (line === end.line && at.character >= end.character);
}

interface Found {
  game: Game;
  tokens: Tokens;
  fault?: Fault | undefined;
}

/** The first game of a chunk that cannot be read, by its number there. */
interface Fault extends Pick<SourceError, 'reason' | 'range'> {
  number: number;
}

/** As {@link gameIn}, in the letters of another language where it is not read in English ones. */
function gameInLetters(part: Part, wanted: number | undefined, options: ReadOptions): ReturnType<typeof gameIn> {
  try {
    return gameIn(part, wanted);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return inLettersOf(error, part, (letters) => {
      const found = gameIn(part, wanted, letters);
      return 'game' in found ? { ...found, trace: playGame(part, found, options) } : undefined;
    });
  }
}

/**
 * The game with this number in a chunk; without a number that of the selection, or the first. Else how many there are, one
 * that cannot be read among them.
 * @throws SourceError where the game that is looked for cannot be read
 */
function gameIn(
  part: Part,
  wanted: number | undefined,
  letters?: Letters,
): Found | { games: number; fault?: Fault | undefined } {
  const { source, lines } = part;
  if (source.text.length > MAX_TEXT) {
    const reason = `the text is longer than ${MAX_TEXT} characters without the tags of another game`;
    throw new SourceError(source.uri, lines.range(0, 0), reason);
  }
  const selected = selectedIn(part);
  let games = 0;
  let fault: Fault | undefined;
  // After a game that cannot be read, the tags of the next one begin anew.
  for (let start = 0; start < source.text.length;) {
    const tokens = new Tokens(source, lines, start, source.text.length, letters);
    let read = start;
    try {
      for (const game of readGames(tokens)) {
        games++;
        read = game.end;
        const isIt = wanted === undefined ? !selected || game.end > selected.start : games === wanted;
        if (isIt) return { game, tokens, fault };
      }
      break;
    } catch (error) {
      if (!(error instanceof SourceError) || wanted === undefined || games + 1 >= wanted) throw error;
      const { reason, range } = error;
      games++;
      fault ??= { reason, range, number: games };
      start = nextTags(source.text, Math.max(read, lines.offset(range.start)));
    }
  }
  return { games, fault };
}

function selectedIn({ source: { selection }, lines, start }: Part): { start: number; end: number } | undefined {
  if (!selection) return undefined;
  const offset = ({ line, character }: Position): number =>
    line < start.line ? 0 : lines.offset({ line: line - start.line, character });
  return { start: offset(selection.start), end: offset(selection.end) };
}

function playGame(at: Part, { game, tokens }: Found, { variation, steps }: ReadOptions): Trace {
  const part = selectedIn(at);
  const line = part && !variation ? lineThrough(game, part.start, part.end) : chosenLine(game, variation ?? [], tokens);
  return playIn({ source: at.source, lines: at.lines, tokens, game, line, ...(part && { part }) }, steps);
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
