import type { NamedGroup } from '../../algebra/groups';
import {
  MAX_DEGREE,
  movesOfCycles,
  movesOfMatrix,
  movesOfOneLine,
  movesOfTwoLines,
  NotationError,
  type Base,
  type Moves,
  type Numeral,
} from '../../algebra/notation';
import type { Header, Notation } from './header';
import type { Lexer, Token } from './lexer';
import { kindOfLists, kindOfMatrix, movesOfRows, type Rows, type RowsKind } from './rows';

/** An element, or a part of one, and where it ends. */
export interface Part {
  moves: Moves;
  end: number;
}

/** A bracketed list of numbers. */
export interface Group {
  numbers: Numeral[];
  start: number;
  end: number;
  /** The second line, after `/`. */
  below?: Numeral[];
  /** Nested lists. */
  rows?: Numeral[][];
}

/** 512! has 1167 digits: no id of a group known here is longer. */
const MAX_ID_DIGITS = 1167;

const CLOSING = { '(': ')', '[': ']', '{': '}' } as const;
type Opening = keyof typeof CLOSING;

/** Reads single permutations in the notations that are made of numbers: docs/reading-words.md. */
export class FormReader {
  private readonly notation: Notation;
  /** Where numbers were first counted from zero and from one, where the header does not say. */
  private readonly counted = new Map<Base, Token>();

  constructor(
    private readonly lexer: Lexer,
    private readonly header: Header,
    private readonly idsOf: NamedGroup,
  ) {
    this.notation = header.notation ?? 'mixed';
  }

  /** Where numbers were first read as counted from zero. */
  get firstFromZero(): Token | undefined {
    return this.counted.get(0);
  }

  get isBaseStated(): boolean {
    return this.header.base !== undefined;
  }

  /**
   * What numbers at this place count from.
   *
   * @param own what their notation counts from, where the header does not say
   * @throws NotationError where others of the same text count otherwise
   */
  base(at: Token, own: Base = 1): Base {
    const base = this.header.base ?? own;
    if (!this.counted.has(base)) this.counted.set(base, at);
    if (this.counted.size > 1) {
      const reason = "some numbers count from 0 here and others from 1: a line '# base: 0' or '# base: 1' says which";
      throw new NotationError(at.start, at.end, reason);
    }
    return base;
  }

  /** Bare numbers: an id, or lines of the notation that the header says. */
  numbers(): Part {
    const token = this.lexer.peek();
    if (this.notation === 'mixed' || this.notation === 'ids') return this.id();
    if (this.notation === 'one-line') {
      const row = this.bareRow();
      return { moves: movesOfOneLine(row.numbers, this.base(token)), end: row.end };
    }
    if (this.notation === 'two-line') return this.twoLines(this.bareRow(), token);
    if (this.notation === 'matrix') return this.matrix(this.bareRow());
    throw new NotationError(token.start, token.end, `a bare number where the header says ${this.notation}`);
  }

  private id(): Part {
    const token = this.lexer.take();
    const digits = this.lexer.textOf(token);
    const { name, order } = this.idsOf;
    if (digits.length > MAX_ID_DIGITS || BigInt(digits) >= order) {
      const shown = digits.length > 20 ? `${digits.slice(0, 20)}…` : digits;
      const reason = `${name} has no element ${shown}: its ids are 0 to ${order - 1n}`;
      throw new NotationError(token.start, token.end, reason + oneLineHint(digits));
    }
    return { moves: new Map(this.idsOf.elementOf(BigInt(digits)).entries()), end: token.end };
  }

  /** One cycle `(1 3)`, `()`, or two lines: `(1 2 3 / 2 3 1)`. */
  parentheses(): Part & { isCycle: boolean } {
    const open = this.lexer.peek();
    const first = this.group();
    if (first.below) {
      const bottom = this.allow('two-line', first.below);
      return { moves: movesOfTwoLines(first.numbers, bottom, this.base(open)), end: first.end, isCycle: false };
    }
    if (this.notation === 'two-line') return { ...this.twoLines(first, open), isCycle: false };
    if (this.notation === 'matrix') return { ...this.matrix(first), isCycle: false };
    const cycle = this.allow('cycles', first.numbers);
    const base = cycle.length > 0 ? this.base(open) : 1;
    return { moves: movesOfCycles([cycle], base), end: first.end, isCycle: true };
  }

  /** `[2,1,3]` (of Mathematica in braces), two lines `[1 2 3 / 2 1 3]`, a matrix `[[0,1],[1,0]]`, or cycles. */
  brackets(): Part {
    const open = this.lexer.peek();
    const group = this.group();
    if (group.rows) {
      const kind = kindOfLists(group.rows, this.header);
      if (kind === 'matrix') this.allow(kind, group.rows);
      return { moves: this.movesOfRows(kind, group.rows, open, group.end), end: group.end };
    }
    if (group.below) {
      const bottom = this.allow('two-line', group.below);
      return { moves: movesOfTwoLines(group.numbers, bottom, this.base(open)), end: group.end };
    }
    if (this.notation === 'two-line') return this.twoLines(group, open);
    if (this.notation === 'matrix') return this.matrix(group);
    if (group.numbers.length === 0)
      throw new NotationError(group.start, group.end, 'an empty one-line form; the identity is ()');
    return { moves: movesOfOneLine(this.allow('one-line', group.numbers), this.base(open)), end: group.end };
  }

  /** Rows that are a single element. @throws NotationError where it is not clear which */
  private movesOfRows(kind: RowsKind, rows: Rows, open: Token, end: number): Moves {
    if (typeof kind !== 'string') throw new NotationError(open.start, end, kind.ask);
    return movesOfRows(kind === 'list' ? 'matrix' : kind, rows, () => this.base(open));
  }

  /** Whether the list that begins here, of lists, is one of permutations; else it is a single element. */
  isListOfRows(): boolean {
    const open = this.lexer.peek();
    const rows: Numeral[][] = [];
    // Three rows tell as much as all of them.
    for (let at = 1; rows.length < 3 && at < 6 * MAX_DEGREE; at++) {
      const token = this.lexer.peek(at);
      if (token.kind === open.kind) rows.push([]);
      else if (token.kind === 'number') rows.at(-1)?.push(this.numeral(token));
      else if (!['separator', 'newline', ']', '}'].includes(token.kind)) break;
      else if (token.kind !== 'separator' && token.kind !== 'newline' && this.isClosed(at)) break;
    }
    return kindOfLists(rows, this.header) === 'list';
  }

  /** Whether the bracket at this place closes the whole list: another one closed before it. */
  private isClosed(at: number): boolean {
    let before = at - 1;
    while (['separator', 'newline'].includes(this.lexer.peek(before).kind)) before--;
    return this.lexer.peek(before).kind === this.lexer.peek(at).kind;
  }

  /** LaTeX's matrix, in whatever brackets. */
  latexMatrix(): Part {
    const open = this.lexer.take();
    const rows: Numeral[][] = [[]];
    let token = this.lexer.take();
    for (; token.kind !== '⟧'; token = this.lexer.take()) {
      if (token.kind === 'number') push(rows.at(-1) ?? [], this.numeral(token));
      else if (token.kind === '/') rows.push([]);
      else if (token.kind === 'end') throw new NotationError(open.start, open.end, 'this matrix is never closed');
      else if (!['&', 'separator', 'newline'].includes(token.kind)) throw this.unexpected(token);
      if (this.lexer.peek().kind === '⟧' && rows.length > 1 && rows.at(-1)?.length === 0) rows.pop();
    }
    const kind = kindOfMatrix(rows, this.header);
    if (kind === 'two-line' || kind === 'matrix') this.allow(kind, rows);
    return { moves: this.movesOfRows(kind, rows, open, token.end), end: token.end };
  }

  private twoLines(top: Group, at: Token): Part {
    const bottom = this.row('the lower line');
    return { moves: movesOfTwoLines(top.numbers, bottom.numbers, this.base(at)), end: bottom.end };
  }

  private matrix(first: Group): Part {
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
    if (token.kind === '(' || token.kind === '[') return this.group();
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

  /**
   * A bracketed list of numbers; `/` or `;` starts its second line, nested brackets of the same kind are rows.
   *
   * @param ends whether it may end here, before its bracket closes; that bracket is left then
   */
  group(ends: () => boolean = () => false): Group {
    const open = this.lexer.take();
    const close = CLOSING[open.kind as Opening];
    const lines: Numeral[][] = [[]];
    const rows: Numeral[][] = [];
    for (;;) {
      if (ends()) return { numbers: lines.flat(), start: open.start, end: this.lexer.peek().end };
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
      else if (token.kind === open.kind && open.kind !== '(' && line.length === 0) push(rows, this.list(token));
      else if (isBreak && lines.length === 1 && rows.length === 0) lines.push([]);
      else if (token.kind === 'end') throw new NotationError(open.start, open.end, `this bracket is never closed`);
      else if (token.kind !== 'newline' && (token.kind !== 'separator' || isBreak)) throw this.unexpected(token);
    }
  }

  /** One nested list, after its bracket. */
  private list(open: Token): Numeral[] {
    const close = CLOSING[open.kind as Opening];
    const numbers: Numeral[] = [];
    for (;;) {
      const token = this.lexer.take();
      if (token.kind === close) return numbers;
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

  unexpected(token: Token): NotationError {
    const what = token.kind === 'end' ? 'an element is missing' : `'${this.lexer.told(token)}' is out of place`;
    return new NotationError(token.start, token.end, `${what} here`);
  }
}

/** What a number may be that is no id: `213`, a permutation whose brackets are left out. */
function oneLineHint(digits: string): string {
  const isPermutation = [...digits].sort().join('') === '123456789'.slice(0, digits.length);
  return isPermutation ? `; one-line form is written [${[...digits].join(',')}]` : '';
}

function push<T extends Numeral | Numeral[]>(list: T[], item: T): void {
  if (list.length >= MAX_DEGREE) {
    const place = [item].flat(2)[0];
    throw new NotationError(place?.start ?? 0, place?.end ?? 0, `more than ${MAX_DEGREE} slots`);
  }
  list.push(item);
}
