import type { Span } from '../syntax';
import type { ClassDeclaration, FunctionDeclaration, Parameter } from './ir';
import type { Scalar } from './scalars';

/*
 * What a run is made of. The types need each other: a cell holds a value, a value may be a function, a function knows the
 * variables around it, and those are cells.
 */

/** Who holds boxes: a variable or a container. The analysis of which cells are the world speaks of owners. */
export class Owner {
  /** Owners that received a value from here. */
  targets: Set<Owner> | null = null;
  /** Containers that were ever held here. */
  holds: Set<Container> | null = null;
  /** Its value was looked at: in arithmetic, a comparison, an index, a condition. */
  inspected = false;
  /** The variable of a loop over things. */
  counter = false;
  /** A value that first came into being here was moved on. */
  freshMoved = false;
  /** A value that came into being here was put here; `None` and its like do not count. */
  own = false;
  /** A value was moved here. */
  received = false;
  writes = 0;
  /** Writes of a value that does not come from a computation. */
  constants = 0;
  /** The statement that changed its cells last, by number. */
  changed = -1;

  constructor(
    readonly id: number,
    readonly name: string,
    /** The activation whose variable this is; -1 for containers. */
    readonly frame: number,
    /** The statement that made it, by number. */
    readonly made = 0,
  ) {}

  /** Begins anew, with what is here now as its first value. */
  forget(): void {
    this.targets = null;
    this.inspected = this.freshMoved = this.received = false;
    this.writes = Math.min(this.writes, 1);
    this.constants = Math.min(this.constants, 1);
  }
}

/**
 * One value in one cell. Every write makes a new box, and `source` is the box that was read for it (null for a value
 * that came into being here), so the boxes remember the whole way of every value.
 */
export class Box {
  /** Told of every value that is looked at, while a run is watched; runs are synchronous, so there is one at a time. */
  static onRead: ((box: Box) => void) | null = null;
  /** Read by a write to some cell. */
  moved = false;
  /** Bookkeeping of `steps/`: the slot that holds the box (-1: none), and the change at which it left its last one. */
  slot = -1;
  left = -1;
  place = -1;

  constructor(
    /** The value, without looking at it: for what only keeps or moves it. */
    readonly raw: Data,
    readonly source: Box | null,
    readonly home: Owner | null,
    /** The statement that wrote it, by number. */
    readonly time: number,
    readonly literal: boolean,
  ) {}

  get data(): Data {
    Box.onRead?.(this);
    return this.raw;
  }
}

/** A sequence of cells: lists, tuples, arrays, vectors. */
export class Sequence {
  readonly t = 'sequence';
  /** How often cells were taken out or put in, so that places taken before can be told from those of now. */
  changes = 0;
  constructor(
    /** `list`, `tuple`, `deque`, `array`, … as the dialect names them. */
    readonly flavor: string,
    readonly owner: Owner,
    public cells: Box[],
    readonly type?: string,
  ) {}
}

/** Objects of which there is one each for good, such as the members of an enumeration. */
export interface Family {
  /** By where they are declared: the same in every run of a program. */
  readonly key: string;
  /** The one of that name, in this run. */
  readonly find: (name: string) => Data | undefined;
  /** It was declared time and again, so that several have the same name. */
  isManifold?: boolean;
}

/** One of a family: it is one object wherever it stands. */
export interface Constant {
  readonly family: Family;
  readonly name: string;
  /** Where it stands among those of its family. */
  readonly place: number;
  /** As the language writes it. */
  readonly shown: string;
  /** It has fields that may change, between which values move. */
  readonly hasParts?: boolean;
  /** What it is a kind of, where it counts as that: a member that is a number, too (Python's `IntEnum`). */
  readonly like?: Scalar;
}

/** Cells under keys: dictionaries, objects, instances of classes. */
export class RecordData {
  readonly t = 'record';
  /** Where it is one object for good, and so may be a key: a member of an enumeration. */
  constant?: Constant;
  /** Nothing is put into it any more: what is read from it is written in the text, as it were. */
  isFixed?: boolean;
  constructor(
    readonly flavor: string,
    readonly owner: Owner,
    readonly entries: Map<string, { key: Data; box: Box; input?: Box }>,
    readonly type?: ClassData,
  ) {}
}

/** Something of which only the name is known: what a snippet uses and does not define. */
export class Unknown {
  readonly t = 'unknown';
  /** Its cells, made when first spoken of. */
  readonly entries = new Map<string, { key: Data; box: Box; input?: Box }>();
  constructor(
    readonly name: string,
    readonly owner: Owner,
    /** That it is a text is known, too: joined to anything it gives another. */
    readonly isText = false,
  ) {}
}

/** A part of a sequence that shares its cells: slices of Go and Rust. */
export interface View {
  t: 'view';
  base: Sequence;
  from: number;
  to: number;
  /** The type that it was converted to, where that has a name (Go). */
  named?: string;
}

export type Container = Sequence | RecordData | Unknown;

interface Range {
  t: 'range';
  start: bigint;
  stop: bigint;
  step: bigint;
}
/** Gives things one after the other, undefined when there is none left. */
export interface Next {
  /** @param sent what `yield` is where a generator goes on */
  (sent?: Box): Box | undefined;
  /** What a generator gave back in the end: it tells that once. */
  result?: () => Box | undefined;
  /** Whoever goes through it leaves it before its end, which it has to be told (JavaScript). */
  leave?: (at: Span) => void;
}
export interface Iteration {
  t: 'iterator';
  next: Next;
  /** What goes through it, where the language has several kinds: streams of `int` in Java. */
  kind?: string;
}
export interface FunctionData {
  t: 'function';
  declaration: FunctionDeclaration;
  scope: Scope;
  self?: Box;
  /** The class whose method it is. */
  of?: ClassData;
  /** All functions of this name, itself among them, where there are several. */
  overloads?: FunctionData[];
  /** Values of parameters that are evaluated where the function is defined, not where it is called (Python). */
  defaults?: ReadonlyMap<Parameter, Box>;
  /** Of a constructor: its object is there once the class that is extended has made it (JavaScript). */
  awaits?: { isMade: boolean };
}
/** A function of the language's library, by its name; what it does is told by the library (`library.ts`). */
export interface Builtin {
  t: 'builtin';
  name: string;
  /** Of a method: the object, and what kinds of objects have it. */
  of?: { object: Box; kind: string };
}
export interface ClassData {
  t: 'class';
  declaration: ClassDeclaration;
  scope: Scope;
  base?: ClassData | undefined;
  /** Where it stands for several that are extended at once: all that they extend, in the order in which methods are looked for. */
  order?: readonly ClassData[];
  shared: RecordData;
  methods: Map<string, FunctionData>;
  /** Its interfaces. */
  also?: readonly ClassData[];
  /** Names in it, where a class has a scope of its own: what all its objects share. */
  inside?: Scope;
  /** Gives what its objects share its first values, once. */
  ready?: () => void;
  /** Why no object of it is made, where that is so. */
  lacks?: string;
}
interface Module {
  t: 'module';
  name: string;
  /** What it holds, where it is another file or a folder of files, not one of the library. */
  find?: (name: string) => Variable | undefined;
}
interface Reference {
  t: 'reference';
  place: Place;
}

export type Data =
  | Scalar
  | Container
  | Range
  | Iteration
  | FunctionData
  | Builtin
  | ClassData
  | Module
  | Reference
  | View;

export interface Arguments {
  positional: Box[];
  keywords: Map<string, Box>;
  /** All that the rest parameter holds, where that is given as one. */
  rest?: Box;
  /** The cells that the positional arguments name, where the language can pass cells (C++). */
  places?: (Place | undefined)[];
  /** What takes the values out of those cells that are offered, for whoever makes something new of them (`std::move`). */
  offers?: (Taking | undefined)[];
}

export type Taking = () => Box;

/** A cell that can be read and written. */
export interface Place {
  name: string;
  read: () => Box;
  write: (box: Box) => void;
  /** What is there, if anything is. */
  peek?: () => Box | null | undefined;
  /** For pointers into an array: its cells. */
  base?: Sequence;
  index?: number;
}

/** One run of a function. */
export interface Frame {
  id: number;
  depth: number;
  parent: Frame | null;
  name: string;
  /** The function, or the snippet. */
  at: Span;
  /** The statement of `parent` that called it. */
  call: Span;
  /** The statement being run. */
  now: Span;
  /** Of a generator, which stops and goes on. */
  isGenerator?: boolean;
  /** The method that runs, with its object. */
  method?: FunctionData;
  /** The variable that its object is. */
  self?: Variable;
  /** Exceptions that are being handled in it, the innermost last. */
  handled: Box[];
}

export interface Variable {
  owner: Owner;
  box: Box | null;
  /** What it held before the snippet, where the snippet does not define it. */
  input?: Box;
  type?: string;
  /** A constant: what is read is written in the text, as it were. */
  isFixed?: boolean;
  /** It is another name for a cell: references of C++, fields of the object whose method runs. */
  alias?: Place;
}

/** Names in force at a place. `frame` changes where a function begins. */
export class Scope {
  readonly variables = new Map<string, Variable>();
  /** Names that Python's `global` and `nonlocal` hand to another scope. */
  readonly elsewhere = new Map<string, Scope>();
  /** Classes that are declared here and made when they are first spoken of. */
  readonly late = new Map<string, { declaration: ClassDeclaration; make: () => Variable }>();
  /** Where else the names of this scope may stand: in other files. */
  outside?: (name: string) => Variable | undefined;
  /** Whether an import of that name is one of another file, which is read when the name is used. */
  imports?: (name: string) => boolean;
  /** Of a block that runs once in each run of its function, as one that is in no loop. */
  once = false;

  constructor(
    readonly parent: Scope | null,
    readonly frame: Frame,
    /**
     * `function` scopes are where Python's and `var`'s variables live; what stands in a `class` is known in its own
     * statements, and not in its functions.
     */
    readonly kind: 'top' | 'function' | 'block' | 'class',
  ) {}

  find(name: string): Variable | undefined {
    const other = this.elsewhere.get(name);
    if (other) return other.variables.get(name);
    return this.own(name) ?? this.parent?.find(name);
  }

  /** What is declared here, or comes into being when it is first spoken of. */
  declared(name: string): Variable | undefined {
    const known = this.variables.get(name);
    if (known) return known;
    const made = this.late.get(name)?.make();
    if (made) this.variables.set(name, made);
    return made;
  }

  /** What is declared here, or is known here from elsewhere. */
  own(name: string): Variable | undefined {
    const known = this.declared(name);
    if (known) return known;
    const other = this.outside?.(name);
    if (other) this.variables.set(name, other);
    return other;
  }

  /** The nearest function's scope, or the outermost. */
  get function(): Scope {
    if ((this.kind !== 'block' && this.kind !== 'class') || !this.parent) return this;
    return this.parent.function;
  }

  /** The class in whose own statements this stands. */
  get around(): Scope | undefined {
    if (this.kind === 'block') return this.parent?.around;
    return this.kind === 'class' ? this : undefined;
  }

  get top(): Scope {
    return this.parent ? this.parent.top : this;
  }
}
