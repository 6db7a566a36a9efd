import type { NamedGroup } from '../../algebra/groups';
import {
  MAX_DEGREE,
  movesOfCycles,
  movesOfMatrix,
  movesOfOneLine,
  movesOfTwoLines,
  NotationError,
  type Moves,
  type Numeral,
} from '../../algebra/notation';
import type { Notation } from './header';
import { Lexer, type Token } from './lexer';

/** An element as it stands in the text, before the degree of the word is known. */
export interface Element {
  moves: Moves;
  start: number;
  end: number;
}

/** 512! has 1167 digits: no id of a group known here is longer. */
const MAX_ID_DIGITS = 1167;

/** Reads elements one by one, in the order in which they are written. See docs/reading-words.md for the grammar. */
export class ElementReader {
  /** Elements repeat: equal text gives the same object, so that a long word needs little memory. */
  private readonly known = new Map<string, Moves>();

  constructor(
    private readonly lexer: Lexer,
    private readonly notation: Notation,
    private readonly idsOf: NamedGroup,
  ) {}

  /** The next element; undefined at the end. @throws NotationError where the text is not one. */
  next(): Element | undefined {
    let token = this.lexer.peek();
    while (token.kind === 'separator' || token.kind === 'newline') {
      this.lexer.take();
      token = this.lexer.peek();
    }
    if (token.kind === 'end') return undefined;
    const { moves, end } = this.element(token);
    const after = this.lexer.peek();
    if (after.start === end && !['separator', 'newline', 'end'].includes(after.kind)) {
      throw new NotationError(after.start, after.end, 'elements need a space or a comma between them');
    }
    const text = this.lexer.text.slice(token.start, end);
    const shared = this.known.get(text);
    if (!shared) this.known.set(text, moves);
    return { moves: shared ?? moves, start: token.start, end };
  }

  private element(token: Token): { moves: Moves; end: number } {
    if (token.kind === '(') return this.parentheses();
    if (token.kind === '[') return this.brackets();
    if (token.kind === 'name') return this.identity();
    if (token.kind !== 'number') throw this.unexpected(token);
    if (this.notation === 'mixed' || this.notation === 'ids') return this.id();
    if (this.notation === 'one-line') {
      const row = this.bareRow();
      return { moves: movesOfOneLine(row.numbers), end: row.end };
    }
    if (this.notation === 'two-line') return this.twoLines(this.bareRow());
    if (this.notation === 'matrix') return this.matrix(this.bareRow());
    throw new NotationError(token.start, token.end, `a bare number where the header says ${this.notation}`);
  }

  private identity(): { moves: Moves; end: number } {
    const token = this.lexer.take();
    const name = this.lexer.textOf(token);
    if (name !== 'e' && name !== 'id') throw new NotationError(token.start, token.end, `'${name}' is not an element`);
    return { moves: new Map(), end: token.end };
  }

  private id(): { moves: Moves; end: number } {
    const token = this.lexer.take();
    const digits = this.lexer.textOf(token);
    const { name, order } = this.idsOf;
    if (digits.length > MAX_ID_DIGITS || BigInt(digits) >= order) {
      const shown = digits.length > 20 ? `${digits.slice(0, 20)}…` : digits;
      throw new NotationError(
        token.start,
        token.end,
        `${name} has no element ${shown}: its ids are 0 to ${order - 1n}`,
      );
    }
    return { moves: new Map(this.idsOf.elementOf(BigInt(digits)).entries()), end: token.end };
  }

  /** `(1 3)(2 5)`, `()`, or two lines: `(1 2 3 / 2 3 1)`. */
  private parentheses(): { moves: Moves; end: number } {
    const first = this.group(')');
    if (first.below)
      return { moves: movesOfTwoLines(first.numbers, this.allow('two-line', first.below)), end: first.end };
    if (this.notation === 'two-line') return this.twoLines(first);
    if (this.notation === 'matrix') return this.matrix(first);
    const cycles = [this.allow('cycles', first.numbers)];
    let end = first.end;
    while (this.lexer.peek().kind === '(' && this.lexer.peek().start === end) {
      const cycle = this.group(')');
      if (cycle.below) throw new NotationError(end, cycle.end, 'a two-line form within a product of cycles');
      cycles.push(cycle.numbers);
      end = cycle.end;
    }
    return { moves: movesOfCycles(cycles), end };
  }

  /** `[2,1,3]`, two lines `[1 2 3 / 2 1 3]`, or a matrix `[[0,1],[1,0]]`. */
  private brackets(): { moves: Moves; end: number } {
    const group = this.group(']');
    if (group.rows) return { moves: movesOfMatrix(this.allow('matrix', group.rows)), end: group.end };
    if (group.below)
      return { moves: movesOfTwoLines(group.numbers, this.allow('two-line', group.below)), end: group.end };
    if (this.notation === 'two-line') return this.twoLines(group);
    if (this.notation === 'matrix') return this.matrix(group);
    if (group.numbers.length === 0)
      throw new NotationError(group.start, group.end, 'an empty one-line form; the identity is ()');
    return { moves: movesOfOneLine(this.allow('one-line', group.numbers)), end: group.end };
  }

  private twoLines(top: Group): { moves: Moves; end: number } {
    const bottom = this.row('the lower line');
    return { moves: movesOfTwoLines(top.numbers, bottom.numbers), end: bottom.end };
  }

  private matrix(first: Group): { moves: Moves; end: number } {
    const rows = [first.numbers];
    let end = first.end;
    while (rows.length < first.numbers.length) {
      const row = this.row(`row ${rows.length + 1} of ${first.numbers.length}`);
      rows.push(row.numbers);
      end = row.end;
    }
    return { moves: movesOfMatrix(rows), end };
  }

  /** A further row of an element that stands on several lines. */
  private row(what: string): Group {
    while (['newline', 'separator'].includes(this.lexer.peek().kind)) this.lexer.take();
    const token = this.lexer.peek();
    if (token.kind === '(') return this.group(')');
    if (token.kind === '[') return this.group(']');
    if (token.kind === 'number') return this.bareRow();
    throw new NotationError(token.start, token.end, `${what} is missing`);
  }

  /** Numbers up to the end of the line. */
  private bareRow(): Group {
    const start = this.lexer.peek().start;
    const numbers: Numeral[] = [];
    let end = start;
    for (let token = this.lexer.peek(); ['number', 'separator'].includes(token.kind); token = this.lexer.peek()) {
      this.lexer.take();
      if (token.kind === 'separator') continue;
      push(numbers, this.numeral(token));
      end = token.end;
    }
    return { numbers, start, end };
  }

  /** A bracketed list of numbers; `/` or `;` starts its second line, nested brackets are rows. */
  private group(close: ')' | ']'): Group {
    const open = this.lexer.take();
    const lines: Numeral[][] = [[]];
    const rows: Numeral[][] = [];
    for (;;) {
      const token = this.lexer.take();
      const line = lines.at(-1) ?? [];
      const isBreak = token.kind === '/' || (token.kind === 'separator' && this.lexer.textOf(token) === ';');
      if (token.kind === close) {
        const [numbers = [], below] = lines;
        const group: Group = { numbers, start: open.start, end: token.end };
        if (below) group.below = below;
        if (rows.length > 0) group.rows = rows;
        return group;
      }
      if (token.kind === 'number' && rows.length === 0) push(line, this.numeral(token));
      else if (token.kind === '[' && close === ']' && line.length === 0) push(rows, this.list(token));
      else if (isBreak && lines.length === 1 && rows.length === 0) lines.push([]);
      else if (token.kind === 'end') throw new NotationError(open.start, open.end, `this bracket is never closed`);
      else if (token.kind !== 'newline' && (token.kind !== 'separator' || isBreak)) throw this.unexpected(token);
    }
  }

  /** One row of a nested matrix, after its `[`. */
  private list(open: Token): Numeral[] {
    const numbers: Numeral[] = [];
    for (;;) {
      const token = this.lexer.take();
      if (token.kind === ']') return numbers;
      if (token.kind === 'number') push(numbers, this.numeral(token));
      else if (token.kind === 'end') throw new NotationError(open.start, open.end, 'this bracket is never closed');
      else if (token.kind !== 'separator' && token.kind !== 'newline') throw this.unexpected(token);
    }
  }

  private numeral(token: Token): Numeral {
    return { value: Number(this.lexer.textOf(token)), start: token.start, end: token.end };
  }

  private allow<T extends readonly (Numeral | readonly Numeral[])[]>(form: Notation, numbers: T): T {
    const first = numbers.flat()[0];
    if (this.notation !== 'mixed' && this.notation !== form && first) {
      throw new NotationError(first.start, first.end, `${form} notation where the header says ${this.notation}`);
    }
    return numbers;
  }

  private unexpected(token: Token): NotationError {
    return new NotationError(token.start, token.end, `'${this.lexer.textOf(token)}' is out of place here`);
  }
}

interface Group {
  numbers: Numeral[];
  start: number;
  end: number;
  /** The second line, after `/`. */
  below?: Numeral[];
  /** Nested lists. */
  rows?: Numeral[][];
}

function push<T extends Numeral | Numeral[]>(list: T[], item: T): void {
  if (list.length >= MAX_DEGREE) {
    const place = [item].flat(2)[0];
    throw new NotationError(place?.start ?? 0, place?.end ?? 0, `more than ${MAX_DEGREE} slots`);
  }
  list.push(item);
}
