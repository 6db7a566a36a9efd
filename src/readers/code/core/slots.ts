import { Unreadable, type Span } from '../syntax';
import type { Dialect } from './dialect';
import type { Machine } from './machine';
import { LIMITS } from './limits';
import { isContainer } from './keys';
import type { Variable } from './values';
import { type Box, type Container, type Data } from './values';

/** A place of the world by its path from a variable: `a`, `a[0]`, `p.x`. It is a slot when something stands there. */
export interface Cell {
  name: string;
  /** The path with every key replaced by a star: `a`, `a[*]`. */
  pattern: string;
  parent: Cell | null;
  key: Data | null;
  slot: number;
  children: Map<string | number, Cell>;
  /** Which of its parent's `children` it is. */
  at: string | number;
  /** Those of `children` that stood here when it was looked at last, one after the other. */
  items: Cell[];
  /** Children stand in the order of a sequence: all of them belong to the world if one does. */
  sequence: boolean;
  /** What stands here is not known but for the cells that the text speaks of. */
  unknown: boolean;
  /** A container was an object here. */
  heldWhole: boolean;
  /** A place of a call, which is empty while the call does not run. */
  inner: boolean;
}

/** A variable that is looked at time and again: almost all hold what they held before. */
export class Looked {
  cell: Cell | undefined;
  /** The plain value that it held when it was looked at last. */
  plain: Box | null = null;

  constructor(
    readonly name: string,
    private readonly find: () => Variable | undefined,
    readonly inner = false,
  ) {}

  get variable(): Variable | undefined {
    return this.find();
  }
}

/** The world has to be looked at with more containers open than was thought. */
export class Reopen extends Error {
  constructor(readonly pattern: string) {
    super(`${pattern} has to be opened`);
  }
}

const TOO_MANY = `the world has more than ${LIMITS.slots} cells here`;

/** Why what variables hold after a run is too much for a world, undefined where it is not: slots only come, so no run is needed to see it. */
export function tooMany(roots: Iterable<{ readonly variable: Variable }>): string | undefined {
  const open = [...roots].flatMap(({ variable }) => variable.box?.raw ?? []);
  const seen = new Set<Data>();
  let plain = 0;
  for (const data of open) {
    if (!isContainer(data) || data.t === 'unknown' || seen.has(data)) continue;
    seen.add(data);
    const cells = data.t === 'sequence' ? data.cells : [...data.entries.values()].map(({ box }) => box);
    for (const { raw } of cells)
      if (isContainer(raw)) open.push(raw);
      else if (++plain > LIMITS.slots) return TOO_MANY;
  }
  return undefined;
}

/** Finds the box in every slot at a moment; slots come into being as they are met. */
export class Slots {
  readonly cells: Cell[] = [];
  readonly roots = new Map<string, Cell>();
  now: (Box | null)[] = [];
  /** What a slot held before the snippet began, by number of slot; null where the snippet itself fills it. */
  readonly inputs: (Box | null)[] = [];
  private visited = new Set<Container>();
  /** What `now` was before the last time: it is filled anew, for what came between is still compared with it. */
  private spare: (Box | null)[] = [];

  constructor(
    private readonly dialect: Dialect<Machine>,
    private readonly open: ReadonlySet<number>,
    private readonly opened: ReadonlySet<string>,
    private readonly wanted: ((name: string) => boolean) | null,
  ) {}

  look(roots: Iterable<Looked>, at: Span): void {
    [this.now, this.spare] = [this.spare, this.now];
    this.now.length = this.cells.length;
    this.now.fill(null);
    this.visited = new Set();
    const parts: [root: Looked, box: Box][] = [];
    for (const root of roots) {
      const { variable } = root;
      const box = variable?.box ?? null;
      const cell = (root.cell ??= this.rootOf(root));
      if (!box) continue;
      if (box === root.plain) {
        this.now[cell.slot] = box;
        continue;
      }
      if (isPart(box)) {
        parts.push([root, box]);
        continue;
      }
      this.visit(cell, box, variable?.input ?? null, 0, at);
      root.plain = cell.slot >= 0 && isPlain(box) ? box : null;
    }
    // What has a name for all of it is spoken of by that, whatever names there are for parts.
    for (const [{ cell, variable }, box] of parts) if (cell) this.visit(cell, box, variable?.input ?? null, 0, at);
  }

  private rootOf({ name, inner }: Looked): Cell {
    let cell = this.roots.get(name);
    if (!cell) this.roots.set(name, (cell = newCell(name, name, null, name, null, inner)));
    return cell;
  }

  private visit(cell: Cell, box: Box, input: Box | null, depth: number, at: Span): void {
    const data = box.data.t === 'view' ? box.data.base : box.data;
    if (!isContainer(data)) {
      this.leaf(cell, box, input, at);
      return;
    }
    if (!this.open.has(data.owner.id) && !this.opened.has(cell.pattern)) {
      if (cell.children.size > 0) throw new Reopen(cell.pattern);
      cell.heldWhole = true;
      this.leaf(cell, box, input, at);
      return;
    }
    if (cell.heldWhole) throw new Reopen(cell.pattern);
    // A container that has two names is spoken of by the first.
    if (this.visited.has(data)) return;
    this.visited.add(data);
    if (depth >= LIMITS.nesting) throw new Unreadable(at, `containers nest more than ${LIMITS.nesting} deep`);
    if (data.t === 'sequence') {
      cell.sequence = true;
      const first = box.data.t === 'view' ? box.data.from : 0;
      const end = box.data.t === 'view' ? Math.min(box.data.to, data.cells.length) : data.cells.length;
      for (let index = 0; index < end - first; index++) {
        const inner = data.cells[first + index];
        if (!inner) continue;
        const known = cell.items[index];
        const place = known?.at === index ? known : this.item(cell, index, data, index);
        this.within(place, inner, null, depth + 1, at);
      }
    } else {
      cell.unknown = data.t === 'unknown';
      let index = 0;
      for (const [text, { key, box: inner, input: first }] of data.entries) {
        const known = cell.items[index];
        const place = known?.at === text ? known : this.item(cell, index, data, text, key);
        this.within(place, inner, first ?? null, depth + 1, at);
        index++;
      }
    }
  }

  /** Almost all of a large world are plain values that stand where something stood before. */
  private within(place: Cell, box: Box, input: Box | null, depth: number, at: Span): void {
    if (place.slot >= 0 && isPlain(box)) this.now[place.slot] = box;
    else this.visit(place, box, input, depth, at);
  }

  private item(cell: Cell, index: number, data: Container, at: string | number, key?: Data): Cell {
    const child = cell.children.get(at) ?? this.child(cell, data, at, key ?? { t: 'int', v: BigInt(index) });
    cell.items[index] = child;
    return child;
  }

  private child(cell: Cell, data: Container, at: string | number, key: Data): Cell {
    const name = this.dialect.cellName(cell.name, data, key);
    const child = newCell(name, `${cell.pattern}[*]`, cell, at, key, cell.inner);
    cell.children.set(at, child);
    return child;
  }

  private leaf(cell: Cell, box: Box, input: Box | null, at: Span): void {
    if (cell.slot < 0) {
      if (this.wanted && !cell.inner && !this.wanted(cell.name)) return;
      if (this.cells.length >= LIMITS.slots) throw new Unreadable(at, TOO_MANY);
      cell.slot = this.cells.length;
      this.cells.push(cell);
      this.now.push(null);
      this.inputs.push(input);
    }
    this.now[cell.slot] = box;
  }
}

function isPart({ data }: Box): boolean {
  return data.t === 'view' && (data.from > 0 || data.to < data.base.cells.length);
}

function isPlain({ data }: Box): boolean {
  return !isContainer(data) && data.t !== 'view';
}

function newCell(
  name: string,
  pattern: string,
  parent: Cell | null,
  at: string | number,
  key: Data | null,
  inner: boolean,
): Cell {
  return {
    name,
    pattern,
    parent,
    key,
    slot: -1,
    children: new Map(),
    at,
    items: [],
    sequence: false,
    unknown: false,
    heldWhole: false,
    inner,
  };
}

/** Slots in the order of reading: names as the text first speaks of them, sequences by index. */
export function inOrder(roots: Iterable<Cell>, text: string): Cell[] {
  const result: Cell[] = [];
  const visit = (cell: Cell): void => {
    if (cell.slot >= 0) result.push(cell);
    const children = [...cell.children];
    const named = ([, child]: [unknown, Cell]): number => firstMention(child.name, text);
    if (children.every(([key]) => typeof key === 'number')) children.sort(([a], [b]) => Number(a) - Number(b));
    else if (children.every(([key]) => /^n-?\d+$/.test(String(key))))
      children.sort(([a], [b]) => Number(String(a).slice(1)) - Number(String(b).slice(1)));
    else if (cell.unknown) children.sort((a, b) => named(a) - named(b));
    for (const [, child] of children) visit(child);
  };
  for (const root of [...roots].sort((a, b) => firstMention(a.name, text) - firstMention(b.name, text))) visit(root);
  return result;
}

/** Where a name first stands as a word of its own. */
function firstMention(name: string, text: string): number {
  const letter = /[\p{L}\p{N}_$]/u;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + name.length] ?? ' ')) return at;
  }
  return text.length;
}
