import type { Position } from '../../trace/source';

/** A piece of a chess text that holds whole games, and where it begins in the text. */
export interface Chunk {
  text: string;
  start: Position;
  /** UTF-16 code units. */
  offset: number;
}

/** A block of tags that begins after a blank line. */
const NEXT_TAGS = /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)(?=\[)/g;
const ONLY_TAGS = /^\s*(?:\[[^\r\n]*\]\s*)*$/;
const LINE_END = /\r\n|\r|\n/g;

/** Where a block of tags begins after a blank line, or the end of the text. */
export function nextTags(text: string, from: number): number {
  NEXT_TAGS.lastIndex = from;
  return NEXT_TAGS.exec(text) ? NEXT_TAGS.lastIndex : text.length;
}

/**
 * A chess text as it comes in, cut where the tags of a game begin, so that no more than a game of it need be held. It is cut
 * neither within a comment nor between two blocks of tags. A text without tags is one piece.
 *
 * @param most code units of a piece: a longer one ends there, and is one too many for whoever reads it
 */
export async function* chunksOf(
  pieces: AsyncIterable<string> | Iterable<string>,
  most: number,
): AsyncGenerator<Chunk, void> {
  let text = '';
  /** Where the next piece begins in what is held, and from where an end of it is looked for. */
  let [begin, from] = [0, 0];
  let start: Position = { line: 0, character: 0 };
  let offset = 0;
  const take = (end: number): Chunk => {
    const chunk = { text: text.slice(begin, end), start, offset };
    start = { line: start.line + linesIn(chunk.text), character: 0 };
    offset += end - begin;
    begin = from = end;
    return chunk;
  };
  for await (const piece of pieces) {
    text = text.slice(begin) + piece;
    from -= begin;
    begin = 0;
    for (;;) {
      const end = nextTags(text, from);
      if (end === text.length) break;
      // A comment that begins before may hold what looks like tags.
      if (isWhole(text.slice(begin, end))) yield take(end);
      else from = end;
    }
    if (text.length - begin > most) {
      yield take(text.length);
      return;
    }
    // A blank line may have begun in what is held, and go on in the next piece.
    from = Math.max(from, begin, lastLineBut(text, 2));
  }
  if (begin < text.length) yield take(text.length);
}

function isWhole(text: string): boolean {
  return text.lastIndexOf('{') <= text.lastIndexOf('}') && !ONLY_TAGS.test(text);
}

/** Where the last line but so many ends. */
function lastLineBut(text: string, lines: number): number {
  let at = text.length;
  for (let line = 0; line < lines && at >= 0; line++)
    at = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1));
  return Math.max(0, at - 1);
}

function linesIn(text: string): number {
  let count = 0;
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
    return count;
  }
  LINE_END.lastIndex = 0;
  while (LINE_END.exec(text)) count++;
  return count;
}
