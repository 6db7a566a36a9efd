import { formatCycles } from '../../algebra/notation';
import { readGame, type Comment } from '../../readers/chess';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { states, type State, type Trace } from '../../trace/trace';
import { COLUMNS, START } from './swap';

/** The comment that names elements of the word, `(), (1 3)(2 5)`: disjoint cycles of columns; `()` makes no move. */
const ELEMENTS = /^(?:(?:\(\)|(?:\([1-5](?: [1-5])+\))+)(?:,\s+|$))+$/;

/**
 * The word of a game that plays the paper's encoding, read from where the five pieces stand and not from how they got
 * there.
 *
 * Where comments name the elements, as `encodeChess` writes them, each element is what the moves up to the next such
 * comment do, and a comment that names another permutation is an error. Without them an element ends whenever all five
 * pieces are back on a8–e8: a game of the paper's swaps gives its transpositions.
 * @throws SourceError when the text is not a legal game of this form.
 */
export function decodeChess(source: SourceText): number[][] {
  const { game, trace } = readGame(source);
  const lines = new Lines(source.text);
  const fail = (start: number, end: number, reason: string): never => {
    throw new SourceError(source.uri, lines.range(start, end), reason);
  };
  const { start, end } = game.fen ?? { start: game.start, end: game.start };
  if (!sameBoard(game.fen?.text)) fail(start, end, `a word as a game starts from the position ${START}`);
  refuseIllegal(source, trace);

  const columns = states(trace).map(atHome);
  const marks = game.comments
    .filter(({ text }) => ELEMENTS.test(text))
    .flatMap((comment) => comment.text.split(/,\s+/).map((text): Comment => ({ ...comment, text })));
  const first = marks[0];
  if (first?.before) fail(first.start, first.end, 'the moves before this comment belong to no element of the word');
  const ends = marks.length ? [...marks.slice(1).map(({ before }) => before), trace.steps.length] : returns(columns);

  let before = columns[0] ?? [];
  return ends.map((ply, index) => {
    const after = columns[ply];
    const mark: Comment | undefined = marks[index];
    if (!after) return failAt(source, trace, ply, 'an element of the word ends here, but not all five pieces are back');
    const element = after.map((object) => before.indexOf(object));
    before = after;
    if (mark && mark.text !== formatCycles(element))
      return fail(mark.start, mark.end, `the moves after this comment are ${formatCycles(element)}, not ${mark.text}`);
    return element;
  });
}

function sameBoard(fen: string | undefined): boolean {
  const fields = (text: string) => text.split(/\s+/).slice(0, 2).join(' ');
  return fen !== undefined && fields(fen) === fields(START);
}

function refuseIllegal(source: SourceText, trace: Trace): void {
  if (trace.illegal) failAt(source, trace, trace.illegal.step + 1, `illegal move: ${trace.illegal.reason}`);
}

/** @throws SourceError at the move that leads to the state after `ply` moves. */
function failAt(source: SourceText, trace: Trace, ply: number, reason: string): never {
  const start = { line: 0, character: 0 };
  throw new SourceError(source.uri, trace.steps[ply - 1]?.range ?? { start, end: start }, reason);
}

/** Which piece (by its column at the start) stands in each column, or null while one of the five is elsewhere. */
function atHome(state: State): readonly number[] | null {
  const pieces = state?.slice(0, COLUMNS);
  return pieces?.every((object) => object < COLUMNS) ? pieces : null;
}

/** The plies after which the five pieces are back after they have been away; the last ply, if they are away then. */
function returns(columns: readonly (readonly number[] | null)[]): number[] {
  const found = columns.flatMap((here, ply) => (here && ply > 0 && !columns[ply - 1] ? [ply] : []));
  return columns.at(-1) ? found : [...found, columns.length - 1];
}
