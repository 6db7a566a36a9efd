import { plural } from '../../text/plural';
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
interface Span {
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

/**
 * The games of a text, in order, each read when asked for. A game ends with its result, or where the tags of the next
 * one begin.
 * @throws SourceError (through `tokens`) where the text is not a game.
 */
export function* readGames(tokens: Tokens): Generator<Game, void> {
  let reading: GameInProgress | null = null;
  for (let token = tokens.next(); token; token = tokens.next()) {
    if (reading && token.kind === 'tag' && reading.isPlayed) {
      yield reading.game;
      reading = null;
    }
    reading ??= new GameInProgress(tokens, token);
    reading.add(token);
    // The moves of other rules are no notation of chess: what the tags say is all that is known of such a game.
    if (token.kind === 'tag' && token.name === 'Variant' && !isKnownVariant(token.value)) {
      tokens.skipGame();
      yield reading.game;
      reading = null;
      continue;
    }
    if (token.kind === 'result' && reading.isMainLine) {
      yield reading.game;
      reading = null;
    }
  }
  reading?.checkClosed();
  if (reading?.isMoreThanComments) yield reading.game;
}

const KNOWN_RULES = new Set([
  ...['', 'standard', 'chess', 'normal', 'fromposition'],
  ...['960', 'chess960', 'fischerandom', 'fischerrandom'],
]);

/** Other rules (crazyhouse, atomic, …) would make legal what is illegal here, and the other way round. */
export function isKnownVariant(name: string): boolean {
  return KNOWN_RULES.has(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

interface OpenLine {
  moves: MoveNode[];
  /** Where its parenthesis stands. */
  start: number;
}

/** A game as its tokens come in. Open variations are kept on a stack of its own, so their depth is not limited. */
class GameInProgress {
  readonly game: Game;
  isMoreThanComments = false;
  private count = 0;
  /** The number that was written last before a move of the main line, and how many moves of it stood before. */
  private numbered: { number: number; before: number } | undefined;
  private isMisnumbered = false;
  private line: OpenLine;
  private readonly outer: OpenLine[] = [];

  constructor(
    private readonly tokens: Tokens,
    { start, end }: Token,
  ) {
    this.game = { moves: [], comments: [], start, end };
    this.line = { moves: this.game.moves, start };
  }

  get isMainLine(): boolean {
    return this.outer.length === 0;
  }

  /** True when moves have been made and the next tag begins another game. */
  get isPlayed(): boolean {
    return this.count > 0 && this.isMainLine;
  }

  add(token: Token): void {
    const { start, end } = token;
    this.game.end = end;
    this.isMoreThanComments ||= token.kind !== 'comment';
    switch (token.kind) {
      case 'tag':
        if (!this.isMainLine) this.tokens.fail(start, end, 'a tag cannot stand inside a variation');
        this.addTag(token);
        break;
      case 'fen':
        if (this.count) this.tokens.fail(start, end, 'a position can stand only before the first move');
        this.game.fen = { text: token.fen, start, end };
        break;
      case 'comment':
        if (this.isMainLine) this.game.comments.push({ text: token.text, start, end, before: this.game.moves.length });
        break;
      case 'move':
        if (++this.count > MAX_MOVES_IN_GAME)
          this.tokens.fail(start, end, `this game has more than ${MAX_MOVES_IN_GAME} moves with its variations`);
        if (this.isMainLine && token.number !== undefined) this.checkNumber(token.number, token);
        this.line.moves.push({ move: token.move, start, end, variations: [] });
        break;
      case 'open':
        this.openVariation(start, end);
        break;
      case 'close':
        this.line = this.outer.pop() ?? this.tokens.fail(start, end, 'this parenthesis closes nothing');
        break;
      case 'result':
        break;
    }
  }

  /** Numbers rise by one with every two moves. Where they begin anew, another game does, which nothing else tells. */
  private checkNumber(number: number, { start, end }: Token): void {
    const before = this.game.moves.length;
    const { numbered } = this;
    this.numbered = { number, before };
    if (!numbered) return;
    const moves = before - numbered.before;
    const rise = number - numbered.number;
    if (rise >= Math.floor(moves / 2) && rise <= Math.ceil(moves / 2)) return;
    if (number === 1 && before > 1)
      this.tokens.fail(
        start,
        end,
        'a second move 1: another game? a result (1-0, *) or tags part games; where it goes on the number is another one, or none',
      );
    if (this.isMisnumbered) return;
    this.isMisnumbered = true;
    this.tokens.remarks.push({
      text: `the numbers of moves do not follow one another: this one is ${number}, the last one was ${numbered.number}, and ${plural(moves, 'move')} since`,
      start,
      end,
    });
  }

  checkClosed(): void {
    const { start } = this.line;
    if (!this.isMainLine) this.tokens.fail(start, start + 1, 'this parenthesis is not closed');
  }

  private openVariation(start: number, end: number): void {
    const replaced = this.line.moves.at(-1);
    if (!replaced)
      this.tokens.fail(start, end, 'a variation needs a move before it (a pair of squares is written "(a8, a7)")');
    const moves: MoveNode[] = [];
    replaced.variations.push(moves);
    this.outer.push(this.line);
    this.line = { moves, start };
  }

  private addTag({ name, value, valueStart, valueEnd }: Token & { kind: 'tag' }): void {
    const span = { text: value, start: valueStart, end: valueEnd };
    if (name === 'FEN') this.game.fen = span;
    if (name === 'Variant') this.game.variant = span;
  }
}
