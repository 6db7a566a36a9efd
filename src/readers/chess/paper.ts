import { compose, identity } from '../../algebra/maps';
import { formatCycles } from '../../algebra/notation';
import type { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { follower, makeTrace, type State, type Trace } from '../../trace/trace';
import type { Comment, Game, MoveNode } from './games';
import type { Part } from './play';

/**
 * The start of the paper's encoding of S5 (*The Illusion of State in State-Space Models*, Appendix B): Black's rook and
 * four queens stand on a8–e8, and the rook is told apart from the queens by its kind, the queens by where they started.
 */
export const START = 'rqqqq3/8/8/8/8/8/PP6/K6k b - - 0 1';

/** Columns of the eighth rank that hold the five pieces, a to e. */
export const COLUMNS = 5;

/** The comment that names elements of the word, `(), (1 3)(2 5)`: disjoint cycles of columns; `()` makes no move. */
const ELEMENTS = /^(?:(?:\(\)|(?:\([1-5](?: [1-5])+\))+)(?:,\s+|$))+$/;

/** Whether a game starts where the paper's encoding does. */
export function startsAsWord({ fen }: Game): boolean {
  const board = (text: string): string => text.split(/\s+/).slice(0, 2).join(' ');
  return fen !== undefined && board(fen.text) === board(START);
}

interface Encoded {
  source: SourceText;
  lines: Lines;
  game: Game;
  /** The moves of `trace`, all of them steps: those up to the end of `part`. */
  line: readonly MoveNode[];
  trace: Trace;
  /** The elements in it are the steps. */
  part?: Part | undefined;
}

/**
 * The word of a game that plays the paper's encoding, an element a step, read from where the five pieces stand and not from
 * how they got there. The world is a8–e8.
 *
 * Where comments name the elements, as `encodeChess` writes them, each element is what the moves up to the next such
 * comment do, and a comment that names another permutation is an error. Without them an element ends whenever all five
 * pieces are back on a8–e8: a game of the paper's swaps gives its transpositions.
 * @throws SourceError when the text is not a legal game of this form, or `part` cuts an element in two.
 */
export function wordOfGame({ source, lines, game, line, trace, part }: Encoded): Trace {
  const fail = (start: number, end: number, reason: string): never => {
    throw new SourceError(source.uri, lines.range(start, end), reason);
  };
  const failAfter = (ply: number, reason: string): never => {
    const { start, end } = line[ply - 1] ?? game;
    return fail(start, end, reason);
  };
  const { start, end } = game.fen ?? { start: game.start, end: game.start };
  if (!startsAsWord(game)) fail(start, end, `a word as a game starts from the position ${START}`);
  if (trace.illegal) failAfter(trace.illegal.step + 1, `illegal move: ${trace.illegal.reason}`);

  const columns = columnsAfter(trace);
  const isMain = line.every((node, ply) => node === game.moves[ply]);
  const marks = isMain ? marksIn(source, game, part?.end ?? Infinity) : [];
  const first = marks[0];
  if (first?.before) fail(first.start, first.end, 'the moves before this comment belong to no element of the word');
  const ends = marks.length ? [...marks.slice(1).map(({ before }) => before), line.length] : returns(columns);

  let from = 0;
  const elements = ends.map((ply, index) => {
    const before = columns[from] ?? identity(COLUMNS);
    const after = columns[ply];
    if (!after) return failAfter(ply, 'an element of the word ends here, but not all five pieces are back');
    const map = after.map((object) => before.indexOf(object));
    const mark: Mark | undefined = marks[index];
    if (mark && mark.name !== formatCycles(map))
      return fail(mark.start, mark.end, `the moves after this comment are ${formatCycles(map)}, not ${mark.name}`);
    const plies = line.slice(from, ply);
    from = ply;
    const [opens, closes] = [plies[0] ?? mark?.named ?? game, plies.at(-1) ?? mark?.named ?? game];
    return { map, plies, at: { start: opens.start, end: closes.end } };
  });

  const isSelected = (at: Part): boolean => !part || (at.start < part.end && at.end > part.start);
  const chosen = elements.filter(({ at }) => isSelected(at));
  const cut = chosen.find(({ plies }) => !plies.every(isSelected));
  if (cut) fail(cut.at.start, cut.at.end, 'the selection cuts this element of the word in two');
  const [opening] = chosen;
  if (part && !opening) fail(part.start, part.end, 'there is no element of this word in the selection');
  const earlier = opening ? elements.slice(0, elements.indexOf(opening)) : [];
  return makeTrace({
    domain: 'chess',
    source: { uri: source.uri, language: source.language },
    slots: trace.slots.slice(0, COLUMNS),
    objects: trace.objects.slice(0, COLUMNS),
    initial: earlier.reduce<number[]>((state, { map }) => compose(state, map), identity(COLUMNS)),
    steps: chosen.map(({ map, at }) => ({
      map,
      text: source.text.slice(at.start, at.end),
      range: lines.range(at.start, at.end),
    })),
    ...(trace.remarks && { remarks: trace.remarks }),
  });
}

/** An element that a comment names. */
interface Mark extends Omit<Comment, 'text'> {
  name: string;
  /** Where its own name stands within the comment. */
  named: Part;
}

function marksIn({ text }: SourceText, { comments }: Game, until: number): Mark[] {
  return comments
    .filter((comment) => comment.start < until && ELEMENTS.test(comment.text))
    .flatMap(({ text: names, ...comment }) => {
      let at = comment.start;
      return names.split(/,\s+/).map((name): Mark => {
        const start = text.indexOf(name, at);
        at = start + name.length;
        return { ...comment, name, named: { start, end: at } };
      });
    });
}

/** Before the first ply and after every one, which piece stands in each column; null while one of the five is elsewhere. */
function columnsAfter(trace: Trace): (readonly number[] | null)[] {
  const follow = follower(trace);
  let state: State = trace.initial;
  const atHome = (): readonly number[] | null => {
    const pieces = state?.slice(0, COLUMNS);
    return pieces?.every((object) => object < COLUMNS) ? pieces : null;
  };
  return [atHome(), ...trace.steps.map((step) => ((state = follow(state, step)), atHome()))];
}

/** The plies after which the five pieces are back after they have been away; the last ply, if they are away then. */
function returns(columns: readonly (readonly number[] | null)[]): number[] {
  const found = columns.flatMap((here, ply) => (here && ply > 0 && !columns[ply - 1] ? [ply] : []));
  return columns.at(-1) ? found : [...found, columns.length - 1];
}
