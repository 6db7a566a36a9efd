import { Unreadable, type Span } from '../syntax';
import { destructure } from './assign';
import type { Dialect } from './dialect';
import { run } from './execute';
import { evaluate } from './evaluate';
import type { FunctionDeclaration, Stmt } from './ir';
import { LIMITS } from './limits';
import type { Access } from './order';
import { chosen } from './overloads';
import type { Recorder } from './recorder';
import { Scope, type Frame, type Variable } from './scope';
import {
  isContainer,
  RecordData,
  Sequence,
  Unknown,
  keyOfData,
  type Arguments,
  type Box,
  type ClassData,
  type Data,
  type FunctionData,
  type Owner,
} from './values';

export const TRUE: Data = { t: 'bool', v: true };
export const FALSE: Data = { t: 'bool', v: false };

/** Runs a lowered program on a recorder. */
export class Machine {
  private statements = 0;
  private frames = 0;
  private calls = 0;
  private readonly bodies = new Map<FunctionDeclaration, { body: Stmt[]; locals: Set<string> | undefined }>();
  frame: Frame;
  /** Variables that outlive the call that declared them, by their declaration. */
  readonly statics = new Map<Stmt, Variable>();
  /** What is read and written, while somebody wants to know. */
  accesses: Access[] | null = null;

  constructor(
    readonly dialect: Dialect,
    readonly recorder: Recorder,
    at: Span,
  ) {
    this.frame = { id: this.frames++, depth: 0, parent: null, name: '', at, call: at, now: at };
  }

  fail(at: Span, reason: string): never {
    throw new Unreadable(at, reason);
  }

  /** Counts a statement, or a round of a loop. */
  count(at: Span): void {
    if (++this.statements > LIMITS.statements)
      this.fail(at, `more than ${LIMITS.statements} statements were run: does this loop end?`);
  }

  fresh(data: Data): Box {
    return this.recorder.fresh(data);
  }

  noteAccess(owner: Owner, key: number | string | undefined, kind: Access['kind']): void {
    this.accesses?.push({ owner, key, kind, depth: this.frame.depth, settled: false });
  }

  /** The value of `box`, which is looked at: it has to be known. */
  inspect(box: Box, at: Span): Data {
    if (box.home) box.home.inspected = true;
    if (box.data.t === 'unknown') this.fail(at, `the value of ${box.data.name} is not known here`);
    return box.data;
  }

  test(box: Box, at: Span): boolean {
    return this.dialect.truthy(this, this.inspect(box, at), at);
  }

  sequence(flavor: string, boxes: readonly Box[], at: Span, type?: string): Sequence {
    const owner = this.recorder.owner(flavor, -1);
    const sequence = new Sequence(flavor, owner, [], type);
    // Reserved words of the dialect (`flavor`) tell what may be done with it; the cells are all alike.
    for (const box of boxes) sequence.cells.push(this.recorder.put(box, owner, at));
    return sequence;
  }

  record(flavor: string, type?: ClassData): RecordData {
    return new RecordData(flavor, this.recorder.owner(flavor, -1), new Map(), type);
  }

  setEntry(container: RecordData | Unknown, key: Data, box: Box, at: Span): void {
    const text = keyOfData(key);
    if (text === undefined) this.fail(at, `${this.dialect.show(key)} cannot be a key`);
    const known = container.entries.get(text);
    const put = this.recorder.put(this.typed(container, key, box, at), container.owner, at);
    container.entries.set(text, { key: known?.key ?? key, box: put, ...(known?.input && { input: known.input }) });
  }

  /** A value as a field of its type holds it. */
  private typed(container: RecordData | Unknown, key: Data, box: Box, at: Span): Box {
    if (container.t !== 'record' || !container.type || key.t !== 'str' || !this.dialect.cast) return box;
    for (let type: ClassData | undefined = container.type; type; type = type.base) {
      const known = type.declaration.fields.find(({ name }) => name === key.v);
      if (known) return known.type === undefined ? box : this.dialect.cast(this, known.type, box, at);
    }
    return box;
  }

  /** The cell of something unknown: it holds what is called by its own name. */
  unknownCell(object: Unknown, key: Data, at: Span): Box {
    const text = keyOfData(key);
    if (text === undefined) this.fail(at, `${this.dialect.show(key)} cannot be a key`);
    const known = object.entries.get(text);
    if (known) return known.box;
    const name = this.dialect.cellName(object.name, object, key);
    const box = this.recorder.put(this.unknown(name), object.owner, at);
    object.entries.set(text, { key, box, input: box });
    return box;
  }

  unknown(name: string): Box {
    return this.fresh(new Unknown(name, this.recorder.owner(name, -1)));
  }

  /** A text of which only is known how it came about. */
  unknownText(how: string): Box {
    return this.fresh(new Unknown(how, this.recorder.owner(how, -1), true));
  }

  /** @param isNew it is declared by `let`, not by being assigned to or by being a parameter */
  declare(scope: Scope, name: string, type?: string, isNew = false): Variable {
    const old = scope.variables.get(name);
    if (old && scope.kind !== 'block' && !(isNew && this.dialect.shadows)) {
      if (type !== undefined) old.type = type;
      return old;
    }
    const frame = scope.kind === 'block' ? -1 : scope.frame.id;
    const variable: Variable = { owner: this.recorder.owner(name, frame), box: null };
    if (type !== undefined) variable.type = type;
    scope.variables.set(name, variable);
    if (frame >= 0) this.recorder.register(name, scope.frame, variable);
    return variable;
  }

  /** A variable of that name, or an input of the snippet if nothing defines it. */
  lookup(scope: Scope, name: string, at: Span): Box {
    const variable = this.find(scope, name, at);
    if (variable?.alias) return variable.alias.read();
    if (variable) {
      this.noteAccess(variable.owner, undefined, 'read');
      return variable.box ?? this.fail(at, `${name} has no value here`);
    }
    const builtin = this.dialect.builtin(name);
    if (builtin) return this.fresh(builtin);
    const input = this.declare(scope.top, name);
    return (input.box = input.input = this.recorder.put(this.unknown(name), input.owner, at));
  }

  /** A variable by name; in a method also a field of its object, as a variable that is another name for it. */
  find(scope: Scope, name: string, at: Span): Variable | undefined {
    if (!this.dialect.implicitThis) return scope.find(name);
    for (let next: Scope | null = scope; next; next = next.parent) {
      const variable = next.variables.get(name);
      if (variable) return variable;
      const self = next.variables.get('this')?.box;
      if (self?.data.t !== 'record' || !self.data.type) continue;
      if (self.data.entries.has(`s${name}`) || this.method(self.data.type, [name]))
        return { owner: self.data.owner, box: null, alias: this.dialect.member(this, self, name, at) };
    }
    return undefined;
  }

  setVariable(variable: Variable, box: Box, at: Span): void {
    if (variable.alias) {
      variable.alias.write(box);
      return;
    }
    this.noteAccess(variable.owner, undefined, 'write');
    if (variable.type === '&' || variable.type === '*') {
      variable.box = this.recorder.put(box, variable.owner, at);
      return;
    }
    const converted =
      variable.type !== undefined && this.dialect.cast ? this.dialect.cast(this, variable.type, box, at) : box;
    const value = this.dialect.copied ? this.dialect.copied(this, converted, at) : converted;
    variable.box = this.recorder.put(value, variable.owner, at);
  }

  call(callee: Box, args: Arguments, at: Span): Box {
    const data = callee.data;
    if (data.t === 'builtin') return data.run(this, args, at);
    if (data.t === 'function') return this.callFunction(data, args, at);
    if (data.t === 'class') return this.construct(data, args, at);
    if (data.t === 'unknown') this.fail(at, `${data.name} is not defined here, so what it does is not known`);
    return this.fail(at, `${this.dialect.show(data)} cannot be called`);
  }

  construct(type: ClassData, args: Arguments, at: Span): Box {
    const object = this.record(this.dialect.instanceFlavor ?? 'instance', type);
    const box = this.fresh(object);
    this.fillFields(type, object, at);
    const constructor = this.method(type, ['__init__', 'constructor', type.declaration.name]);
    if (constructor) this.callFunction({ ...constructor, self: box }, args, at);
    else if (this.dialect.aggregates && args.keywords.size > 0) {
      for (const [name, value] of args.keywords)
        this.setEntry(object, { t: 'str', v: name }, this.dialect.copied?.(this, value, at) ?? value, at);
    } else if (this.dialect.aggregates && args.positional.length <= type.declaration.fields.length) {
      args.positional.forEach((value, index) => {
        const name = type.declaration.fields[index]?.name ?? '';
        this.setEntry(object, { t: 'str', v: name }, this.dialect.copied?.(this, value, at) ?? value, at);
      });
    } else if (args.positional.length > 0) this.fail(at, `${type.declaration.name} takes no arguments`);
    return box;
  }

  private fillFields(type: ClassData, object: RecordData, at: Span): void {
    if (type.base) this.fillFields(type.base, object, at);
    for (const { name, value, shared, type: fieldType } of type.declaration.fields) {
      if (shared) continue;
      const absent = this.dialect.absent;
      const initial = (): Box | undefined =>
        this.dialect.initial?.(this, fieldType ?? '', at, type.scope) ?? (absent && this.fresh(absent));
      const box = value ? evaluate(this, value, type.scope) : initial();
      if (box) this.setEntry(object, { t: 'str', v: name }, box, at);
    }
  }

  method(type: ClassData, names: readonly string[]): FunctionData | undefined {
    for (let at: ClassData | undefined = type; at; at = at.base) {
      for (const name of names) {
        const method = at.methods.get(name);
        if (method) return method;
      }
    }
    return undefined;
  }

  private callFunction(named: FunctionData, args: Arguments, at: Span): Box {
    const callee = chosen(this, named, args, at);
    const { declaration } = callee;
    if (++this.calls > LIMITS.statements) this.fail(at, `more than ${LIMITS.statements} calls were made`);
    const caller = this.frame;
    if (caller.depth >= LIMITS.depth) this.fail(at, `calls nest more than ${LIMITS.depth} deep`);
    const { body, locals } = this.bodyOf(declaration);
    const frame: Frame = {
      id: this.frames++,
      depth: caller.depth + 1,
      parent: caller,
      name: declaration.name,
      at: declaration.at,
      call: caller.now,
      now: declaration.at,
    };
    const scope = new Scope(callee.scope, frame, 'function');
    for (const name of locals ?? []) this.declare(scope, name);
    this.bind(callee, args, scope, at);
    // The parameters hold their first values before the body moves any.
    this.recorder.end(caller.now, caller);
    this.frame = frame;
    const completion = run(this, body, scope);
    this.frame = caller;
    if (completion?.kind === 'return' && completion.value) return completion.value;
    return this.fresh(this.dialect.absent ?? { t: 'nothing', name: 'nothing' });
  }

  private bodyOf(declaration: FunctionDeclaration): { body: Stmt[]; locals: Set<string> | undefined } {
    let known = this.bodies.get(declaration);
    if (!known) {
      const body = declaration.body();
      this.bodies.set(declaration, (known = { body, locals: declaration.locals?.(body) }));
    }
    return known;
  }

  private bind(callee: FunctionData, args: Arguments, scope: Scope, at: Span): void {
    const { declaration } = callee;
    const positional = declaration.takesSelf && callee.self ? [callee.self, ...args.positional] : args.positional;
    if (callee.self && !declaration.takesSelf && !declaration.isStatic) {
      for (const name of ['this', 'self']) {
        const variable = this.declare(scope, name);
        variable.box = this.recorder.put(callee.self, variable.owner, at);
      }
    }
    const keywords = new Map(args.keywords);
    let next = 0;
    for (const parameter of declaration.parameters) {
      const name = parameter.pattern.to === 'name' ? parameter.pattern.name : undefined;
      if (parameter.rest) {
        const rest = this.fresh(this.sequence(this.dialect.restFlavor, positional.slice(next), at));
        next = positional.length;
        destructure(this, parameter.pattern, rest, scope);
        continue;
      }
      const keyword = name === undefined ? undefined : keywords.get(name);
      let box = keyword ?? positional[next];
      const place = args.places?.[next];
      if (place && parameter.pattern.to === 'name' && parameter.pattern.type === '&') {
        this.declare(scope, parameter.pattern.name).alias = place;
        next++;
        continue;
      }
      if (keyword && name !== undefined) keywords.delete(name);
      else next++;
      if (
        parameter.fallback &&
        (box === undefined ||
          (this.dialect.looseArguments && box.data.t === 'nothing' && box.data.name === 'undefined'))
      )
        box = callee.defaults?.get(parameter) ?? evaluate(this, parameter.fallback, scope);
      if (box === undefined) {
        if (!this.dialect.looseArguments || !this.dialect.absent)
          this.fail(at, `${declaration.name} is called without a value for ${name ?? 'a parameter'}`);
        box = this.fresh(this.dialect.absent);
      }
      destructure(this, parameter.pattern, box, scope);
    }
    if (!this.dialect.looseArguments && (next < positional.length || keywords.size > 0))
      this.fail(at, `${declaration.name} is called with more arguments than it takes`);
  }

  /** A container that is not known in full cannot be gone through. */
  container(box: Box, at: Span): Data {
    if (isContainer(box.data) && box.data.t === 'unknown')
      this.fail(at, `what ${box.data.name} holds is not known here`);
    return box.data;
  }
}
