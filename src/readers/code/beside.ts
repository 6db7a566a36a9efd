import { Lines } from '../../trace/lines';
import type { Files } from '../reader';
import { sharedIn } from './core/classes';
import { LIMITS } from './core/limits';
import type { Stmt } from './core/ir';
import type { Machine } from './core/machine';
import { Scope, type Frame, type Variable } from './core/values';
import { declarationsOf } from './declarations';
import type { Find, Front } from './front';
import { parseNow } from './grammars';
import { givenBy } from './inputs/context';
import { joined } from './relative';
import { RewrittenLines, type Rewritten } from './rewritten';
import { ELSEWHERE, located, plain, Unreadable, type Span, type Syntax } from './syntax';

/** Files that one text is read with. */
const MOST_FILES = 100;

/** Another file, with its places after those of all before it. */
interface Unit {
  path: string;
  lines: Lines;
  base: number;
  statements: Stmt[];
  /** What it calls that which others know by a name. */
  exported: (name: string) => string | undefined;
  names: Names;
}

/** The names of other files that a file uses. */
interface Names {
  find: (name: string) => Variable | undefined;
  /** Whether another file may make it. */
  has: (name: string) => boolean;
}

/** The files beside a text, read when a name is used that one of them makes. */
export class Beside {
  private readonly units = new Map<string, Unit | undefined>();
  private readonly scopes = new WeakMap<Machine, Map<Unit, Scope>>();
  private machine: Machine | undefined;
  /** The names of the text itself: it is run many times. */
  private own: Names | undefined;
  private readonly read: Unit[] = [];
  /** What is being looked for: files that import each other may know a name from each other alone. */
  private readonly sought = new Set<string>();

  constructor(
    private readonly front: Front,
    private readonly grammar: string,
    private readonly uri: string,
    private readonly files: Files,
  ) {}

  /** The names that a text uses and does not make, for a run of it. */
  namesFor(m: Machine, nodes: readonly Syntax[]): Names {
    this.machine = m;
    return (this.own ??= this.names('', nodes));
  }

  /** Where the files stand that were used. */
  get used(): string[] {
    return this.read.map(({ path }) => this.uriOf(path));
  }

  /** Tells an error in another file of it. */
  locate(error: Unreadable): void {
    const unit = this.unitAt(error.at);
    if (!unit || error.elsewhere) return;
    const range = unit.lines.range(error.at.start - unit.base, error.at.end - unit.base);
    error.elsewhere = { uri: this.uriOf(unit.path), range };
  }

  private unitAt({ start }: Span): Unit | undefined {
    return start >= ELSEWHERE ? this.read[Math.floor(start / ELSEWHERE) - 1] : undefined;
  }

  private uriOf(path: string): string {
    return joined(this.uri, path);
  }

  /** @param from path of the file that uses them */
  private names(from: string, nodes: readonly Syntax[]): Names {
    const find = this.front.elsewhere?.(nodes, this.filesFrom(from));
    return {
      find: (name) => find && this.found(from, find, name),
      has: (name) => find !== undefined && find(name).length > 0,
    };
  }

  /** As a file sees them that is not the one that is read. */
  private filesFrom(from: string): Files {
    return {
      own: from === '' ? this.files.own : joined(this.files.own, from),
      text: (path) => this.files.text(joined(from, path)),
      names: (folder) => this.files.names(joined(from, folder)),
    };
  }

  private found(from: string, find: Find, name: string): Variable | undefined {
    const wanted = `${from}\n${name}`;
    if (this.sought.has(wanted)) return undefined;
    this.sought.add(wanted);
    try {
      for (const one of find(name)) {
        const variable =
          'members' in one ? this.module(from, one.members, name) : this.member(joined(from, one.path), one.name);
        if (variable) return variable;
      }
      return undefined;
    } finally {
      this.sought.delete(wanted);
    }
  }

  private module(from: string, members: Find, name: string): Variable {
    const m = this.running;
    const find = (member: string): Variable | undefined => this.found(from, members, member);
    return { owner: m.recorder.owner(name, -1), box: m.fresh({ t: 'module', name, find }) };
  }

  /** What others know by a name in a file. */
  private member(path: string, name: string): Variable | undefined {
    const unit = this.unit(path);
    if (!unit) return undefined;
    const local = unit.exported(name) ?? exportOf(name);
    const scope = this.scopeOf(unit);
    const own = scope.declared(local) ?? sharedIn(scope, local);
    return own ?? (this.front.handsOn === true ? unit.names.find(local) : undefined);
  }

  private unit(path: string): Unit | undefined {
    if (this.units.has(path)) return this.units.get(path);
    const text = this.read.length < MOST_FILES ? this.files.text(path) : undefined;
    const unit = text === undefined || text.length > LIMITS.text ? undefined : this.made(path, text);
    this.units.set(path, unit);
    return unit;
  }

  private made(path: string, written: string): Unit {
    const base = ELSEWHERE * (this.read.length + 1);
    const rewritten = this.rewritten(path, written);
    const text = rewritten?.text ?? written;
    const tree = parseNow(this.grammar, text);
    try {
      const all = tree.rootNode.namedChildren.filter((child) => child !== null);
      const declared = declarationsOf(all, this.front, new Set());
      const known = new Set(declared.map(({ id }) => id));
      const others = all.filter((child) => !known.has(child.id));
      // What another statement of the file makes of a function, by a name that it gives a second time, is not known.
      const changed = new Set(others.flatMap((child) => givenBy(child)));
      const nodes = declared
        .filter((node) => !changed.has(node.childForFieldName('name')?.text ?? ''))
        .map((node) => plain(node, text, base));
      const rest = (): Syntax[] => others.map((child) => plain(child, text, base));
      const exported = this.front.exported?.([...nodes, ...rest()]);
      const lines = new Lines(written);
      const unit: Unit = {
        path,
        lines: rewritten ? new RewrittenLines(lines, rewritten) : lines,
        base,
        statements: this.front.lower(this.front.lasting?.(nodes) ?? nodes),
        exported: exported ?? ((name) => name),
        names: this.names(path, exported ? [...nodes, ...rest()] : nodes),
      };
      this.read.push(unit);
      return unit;
    } finally {
      tree.delete();
    }
  }

  private rewritten(path: string, text: string): Rewritten | undefined {
    try {
      return this.front.rewrite?.(text, this.filesFrom(path));
    } catch (error) {
      throw error instanceof Unreadable ? within(error, this.uriOf(path), text) : error;
    }
  }

  private get running(): Machine {
    if (!this.machine) throw new Error('nothing runs');
    return this.machine;
  }

  /** The names of a file in this run; its variables are none of the world. */
  private scopeOf(unit: Unit): Scope {
    const m = this.running;
    let scopes = this.scopes.get(m);
    if (!scopes) this.scopes.set(m, (scopes = new Map<Unit, Scope>()));
    const known = scopes.get(unit);
    if (known) return known;
    const frame: Frame = { ...m.frame, name: unit.path };
    const scope = new Scope(null, frame, 'block');
    scopes.set(unit, scope);
    scope.outside = (name) => sharedIn(scope, name) ?? unit.names.find(name);
    scope.imports = unit.names.has;
    const { now } = m.frame;
    m.run(unit.statements, scope);
    m.frame.now = now;
    return scope;
  }
}

/** Where a file hands on what it has from another one, `find` is asked by this for what it hands on by a name. */
export function exportOf(name: string): string {
  return `export ${name}`;
}

/** An error of a file that is rewritten, or of one that this needs, told of the file that it stands in. */
export function within(error: Unreadable, uri: string, text: string): Unreadable {
  const { elsewhere, at } = error;
  return located(
    error,
    elsewhere
      ? { ...elsewhere, uri: joined(uri, elsewhere.uri) }
      : { uri, range: new Lines(text).range(at.start, at.end) },
  );
}
