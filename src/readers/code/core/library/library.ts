import type { Span } from '../../syntax';
import type { Machine } from '../machine';
import type { Arguments, Box, Builtin, Data, Place } from '../values';

/** A call of a function of the library; a method's object is the first of the arguments. */
export interface Call {
  m: Machine;
  args: Arguments;
  at: Span;
}

/** What a function of the library does. */
export interface Entry {
  run: (call: Call) => Box;
  /** The cell that it gives, where it gives one and not only what is in it: `v.front()` of C++. */
  cell?: (call: Call) => Place;
}

/** A part of a language's library: a file of its own, for one kind of things. */
export interface Part {
  /** By the whole name: `max`, `Math.max`. */
  functions?: Readonly<Record<string, Entry>>;
  /** By the kind of their objects, which the language tells, and by name. */
  methods?: Readonly<Record<string, Readonly<Record<string, Entry>>>>;
  /** Values that have a name. */
  constants?: Readonly<Record<string, Data>>;
  /** What stands before a dot. */
  modules?: readonly string[];
}

/** What a language knows without being told in the text. */
export class Library {
  readonly names: ReadonlyMap<string, Data>;
  private readonly functions: ReadonlyMap<string, Entry>;
  private readonly methods = new Map<string, Map<string, Entry>>();

  constructor(parts: readonly Part[]) {
    const list = <T>(pick: (part: Part) => Readonly<Record<string, T>> | undefined): [string, T][] =>
      parts.flatMap((part) => Object.entries(pick(part) ?? {}));
    this.functions = new Map(list(({ functions }) => functions));
    for (const [kind, table] of list(({ methods }) => methods))
      this.methods.set(kind, new Map([...(this.methods.get(kind) ?? []), ...Object.entries(table)]));
    this.names = new Map<string, Data>([
      ...[...this.functions.keys()].map((name): [string, Data] => [name, { t: 'builtin', name }]),
      ...parts.flatMap(({ modules = [] }) => modules.map((name): [string, Data] => [name, { t: 'module', name }])),
      ...list(({ constants }) => constants),
    ]);
  }

  /** The method `name` of an object, which may be of several kinds, ready to be called. */
  method(object: Box, kinds: readonly string[], name: string): Builtin | undefined {
    const kind = kinds.find((one) => this.methods.get(one)?.has(name));
    return kind === undefined ? undefined : { t: 'builtin', name, of: { object, kind } };
  }

  readonly apply = (m: Machine, { name, of }: Builtin, args: Arguments, at: Span): { box: Box; place?: Place } => {
    const entry = of ? this.methods.get(of.kind)?.get(name) : this.functions.get(name);
    if (!entry) return m.fail(at, `what ${name} does is not known here`);
    const call: Call = { m, args: of ? withObject(of.object, args) : args, at };
    const place = entry.cell?.(call);
    return place ? { box: place.read(), place } : { box: entry.run(call) };
  };
}

function withObject(object: Box, { positional, keywords, places }: Arguments): Arguments {
  return { positional: [object, ...positional], keywords, ...(places && { places: [undefined, ...places] }) };
}
