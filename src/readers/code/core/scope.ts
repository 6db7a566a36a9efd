import type { Span } from '../syntax';
import type { Box, Owner, Place } from './values';

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
}

export interface Variable {
  owner: Owner;
  box: Box | null;
  /** What it held before the snippet, where the snippet does not define it. */
  input?: Box;
  type?: string;
  /** It is another name for a cell: references of C++, fields of the object whose method runs. */
  alias?: Place;
}

/** Names in force at a place. `frame` changes where a function begins. */
export class Scope {
  readonly variables = new Map<string, Variable>();
  /** Names that Python's `global` and `nonlocal` hand to another scope. */
  readonly elsewhere = new Map<string, Scope>();

  constructor(
    readonly parent: Scope | null,
    readonly frame: Frame,
    /** `function` scopes are where Python's and `var`'s variables live. */
    readonly kind: 'top' | 'function' | 'block',
  ) {}

  find(name: string): Variable | undefined {
    const other = this.elsewhere.get(name);
    if (other) return other.variables.get(name);
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  /** The nearest function's scope, or the outermost. */
  get function(): Scope {
    if (this.kind !== 'block' || !this.parent) return this;
    return this.parent.function;
  }

  get top(): Scope {
    return this.parent ? this.parent.top : this;
  }
}
