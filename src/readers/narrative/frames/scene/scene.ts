import { NotationError } from '../../../../algebra/notation';
import type { Span } from '../../phrases/said';
import { Entities, type Entity, type Kind } from './entities';

export interface Move {
  thing: number;
  to: number;
}

/** A cell gets another value: of a light that of `table`, of a number of apples so many more. */
type Turn = { cell: number } & ({ table: readonly number[]; more?: never } | { more: number; table?: never });

/** What a step does: things that go, at once; or a cell that changes. */
export interface Happening extends Span {
  moves: readonly Move[];
  turn?: Turn;
}

/** What can be one of several things: a light, a number of apples. */
export interface Cell {
  entity: number;
  name: string;
  values: string[];
  first: number;
  now: number;
  /** How many of something somebody has: any number up to the most that anybody may have. */
  counts?: string;
}

export function fault(span: Span, reason: string): NotationError {
  return new NotationError(span.start, span.end, reason);
}

/** Where everything is, and how it came there. */
export class Scene extends Entities {
  readonly now = new Map<number, number>();
  readonly first = new Map<number, number>();
  /** Where a thing was before it went where it is. */
  readonly before = new Map<number, number>();
  readonly happened: Happening[] = [];
  readonly cells: Cell[] = [];
  /** Those who have nothing, or that are empty, as it was said. */
  readonly holders = new Set<number>();
  /** Places in a row, from left to right or from first to last. */
  row: number[] = [];
  /** Whether the sentence may tell of what was not said before: nothing had happened when it began. */
  isOpening = true;
  /** What everyone was said to have one of. */
  kind: string | undefined;
  private outsideId: number | undefined;

  override get begun(): boolean {
    return this.happened.length > 0;
  }

  /** What nobody and nothing of the story has is there. */
  get outside(): number {
    this.outsideId ??= this.add(
      { kind: 'the', words: ['outside'], shown: 'outside', isPlural: false, from: 0, to: 0 },
      'place',
    ).id;
    return this.outsideId;
  }

  isOutside(id: number): boolean {
    return id === this.outsideId;
  }

  /** Where something is from the start. */
  place(thing: number, holder: number): void {
    this.first.set(thing, holder);
    this.now.set(thing, holder);
    this.holders.add(holder);
  }

  held(holder: number): Entity[] {
    return [...this.now].flatMap(([thing, by]) => (by === holder ? [this.get(thing)] : []));
  }

  things(holder: number): Entity[] {
    return this.held(holder).filter(({ isRole, kind }) => !isRole && kind !== 'person');
  }

  roles(holder: number): Entity[] {
    return this.held(holder).filter(({ isRole }) => isRole);
  }

  where(thing: number): number | undefined {
    return this.now.get(thing);
  }

  is(id: number, kind: Kind): boolean {
    return this.get(id).kind === kind;
  }

  move(moves: readonly Move[], span: Span): void {
    for (const { thing, to } of moves) {
      const from = this.now.get(thing);
      if (from === undefined) throw fault(span, `where ${this.get(thing).shown} is was not said`);
      if (thing === to) throw fault(span, 'nothing goes into itself');
      this.before.set(thing, from);
    }
    for (const { thing, to } of moves) {
      this.now.set(thing, to);
      this.holders.add(to);
    }
    this.happened.push({ start: span.start, end: span.end, moves });
  }

  swap(a: number, b: number, span: Span): void {
    const [atA, atB] = [this.now.get(a), this.now.get(b)];
    if (atA === undefined || atB === undefined || atA === atB)
      throw fault(span, 'what changes places with what is not certain');
    const moves = [
      { thing: a, to: atB },
      { thing: b, to: atA },
    ];
    this.move(moves, span);
  }

  turn(cell: Cell, table: readonly number[], span: Span): void {
    cell.now = table[cell.now] ?? 0;
    this.happened.push({
      start: span.start,
      end: span.end,
      moves: [],
      turn: { cell: this.cells.indexOf(cell), table },
    });
  }

  /** So many more, or fewer, of what is counted. */
  count(cell: Cell, more: number, span: Span): void {
    if (cell.now + more < 0) throw fault(span, `${this.get(cell.entity).shown} has only ${cell.now} now`);
    cell.now += more;
    this.happened.push({ start: span.start, end: span.end, moves: [], turn: { cell: this.cells.indexOf(cell), more } });
  }
}
