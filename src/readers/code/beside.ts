import { Lines } from '../../trace/lines';
import type { Files } from '../reader';
import { sharedIn } from './core/classes';
import { LIMITS } from './core/limits';
import type { Stmt } from './core/ir';
import type { Machine } from './core/machine';
import { Scope, type Frame, type Variable } from './core/values';
import type { Front } from './front';
import { parseNow } from './grammars';
import { ELSEWHERE, plain, Unreadable, type Span, type Syntax } from './syntax';

/** Files that one text is read with. */
const MOST_FILES = 100;

/** Another file, with its places after those of all before it. */
interface Unit {
  path: string;
  lines: Lines;
  base: number;
  statements: Stmt[];
  find: (name: string) => Variable | undefined;
}

type Find = (name: string) => readonly { path: string; name: string }[];

/** The files beside a text, read when a name is used that one of them makes. */
export class Beside {
  private readonly units = new Map<string, Unit | undefined>();
  private readonly scopes = new WeakMap<Machine, Map<Unit, Scope>>();
  private machine: Machine | undefined;
  private readonly read: Unit[] = [];

  constructor(
    private readonly front: Front,
    private readonly grammar: string,
    private readonly uri: string,
    private readonly files: Files,
  ) {}

  /** The names that a text uses and does not make, for a run of it. */
  namesFor(m: Machine, nodes: readonly Syntax[]): (name: string) => Variable | undefined {
    this.machine = m;
    const find = this.front.elsewhere?.(nodes);
    return (name) => find && this.found('', find, name);
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

  private found(from: string, find: Find, name: string): Variable | undefined {
    for (const { path, name: there } of find(name)) {
      const unit = this.unit(joined(from, path));
      const variable = unit && this.scopeOf(unit).own(there);
      if (variable) return variable;
    }
    return undefined;
  }

  private unit(path: string): Unit | undefined {
    if (this.units.has(path)) return this.units.get(path);
    const text = this.read.length < MOST_FILES ? this.files.text(path) : undefined;
    const unit = text === undefined || text.length > LIMITS.text ? undefined : this.made(path, text);
    this.units.set(path, unit);
    return unit;
  }

  private made(path: string, text: string): Unit {
    const base = ELSEWHERE * (this.read.length + 1);
    const tree = parseNow(this.grammar, text);
    try {
      const nodes = tree.rootNode.namedChildren.flatMap((child) =>
        child && !child.hasError && this.front.declarations.has(child.type) ? [plain(child, text, base)] : [],
      );
      const find = this.front.elsewhere?.(nodes);
      const unit: Unit = {
        path,
        lines: new Lines(text),
        base,
        statements: this.front.lower(nodes),
        find: (name) => find && this.found(path, find, name),
      };
      this.read.push(unit);
      return unit;
    } finally {
      tree.delete();
    }
  }

  /** The names of a file in this run; its variables are none of the world. */
  private scopeOf(unit: Unit): Scope {
    const m = this.machine;
    if (!m) throw new Error('nothing runs');
    let scopes = this.scopes.get(m);
    if (!scopes) this.scopes.set(m, (scopes = new Map<Unit, Scope>()));
    const known = scopes.get(unit);
    if (known) return known;
    const frame: Frame = { ...m.frame, name: unit.path };
    const scope = new Scope(null, frame, 'block');
    scopes.set(unit, scope);
    scope.outside = (name) => sharedIn(scope, name) ?? unit.find(name);
    const { now } = m.frame;
    m.run(unit.statements, scope);
    m.frame.now = now;
    return scope;
  }
}

/** A path from a file's folder. */
function joined(file: string, path: string): string {
  const folder = /^(?:.*[/\\])?/.exec(file)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
