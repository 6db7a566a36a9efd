import { Unreadable, type Span, type Unread } from '../syntax';
import type { Access } from './access';
import { methodOf, nearest } from './ancestry';
import { asking, LIST_SUGGESTED } from './asking';
import type { Completion, Suspended } from './completion';
import type { Dialect } from './dialect';
import type { At, Expr, FunctionDeclaration, Stmt } from './ir';
import { Input } from './input';
import { LIMITS } from './limits';
import type { Recorder } from './recorder';
import { fieldKey, isContainer, keyOfData } from './keys';
import {
  RecordData,
  Sequence,
  Unknown,
  type Box,
  type ClassData,
  type Data,
  type Frame,
  type Owner,
  type Place,
  type Scope,
  type Variable,
} from './values';

/**
 * What a run has at hand: its language, its recorder, its variables. How expressions and statements are gone through, each
 * of which may hold any other, is told by the interpreter (`interpreter.ts`).
 */
export abstract class Machine {
  private statements = 0;
  /** Statements that were tried, which count against no bound of the program itself. */
  private tried = 0;
  private frames = 0;
  private calls = 0;
  /** `try` statements of generators that stand in their middle, and whose last part is done when nobody knows the generator. */
  readonly owed = new Set<At>();
  frame: Frame;
  readonly input: Input;
  /** Variables that outlive the call that declared them, by their declaration. */
  readonly statics = new Map<Stmt, Variable>();
  /** Classes by their names; null where several have one. */
  readonly classes = new Map<string, ClassData | null>();
  /** What is read and written, while somebody wants to know. */
  accesses: Access[] | null = null;

  constructor(
    readonly dialect: Dialect<Machine>,
    readonly recorder: Recorder,
    at: Span,
    /** Lines of the program's input, which are read one after the other. */
    lines: readonly string[] = [],
  ) {
    this.input = new Input(lines);
    this.frame = { id: this.frames++, depth: 0, parent: null, name: '', at, call: at, now: at, handled: [] };
  }

  /** The value of an expression. */
  abstract evaluate(e: Expr, scope: Scope): Box;

  /** The cell that an expression names. */
  abstract place(e: Expr, scope: Scope): Place;

  /** Statements one after the other. */
  abstract run(body: readonly Stmt[], scope: Scope): Completion | undefined;

  /** A class within the class of an object, which is made for that object. */
  abstract inner(type: ClassData, self: Box, name: string): Variable | undefined;

  /** Statements of a generator, which stop at every value that they give. */
  abstract suspended(body: readonly Stmt[], scope: Scope): Suspended<Completion | undefined>;

  fail(at: Span, reason: string, kind?: Unread): never {
    throw new Unreadable(at, reason, kind);
  }

  /** An error of the language, which a program can catch: `raises` is the language's name for it. */
  raise(at: Span, raises: string, reason: string): never {
    throw new Unreadable(at, reason, 'failure', undefined, raises);
  }

  /** The program has run: what it still owed would be done when it forgets its generators, at a time of its own. */
  finish(): void {
    for (const { at } of this.owed)
      this.fail(
        at,
        'a generator is left in the middle of this, and when its last part is done is not followed: go through it to its end',
        'unsupported',
      );
  }

  /** Statements that were run, rounds of loops and those that were only tried included. */
  get done(): number {
    return this.statements + this.tried;
  }

  /** Counts a statement, or a round of a loop. */
  count(at: Span): void {
    if (++this.statements > LIMITS.statements)
      this.fail(at, `more than ${LIMITS.statements} statements were run: does this loop end?`, 'bounds');
  }

  /**
   * Runs a statement that counts for nothing and that nobody watches.
   *
   * @param prepare what is done for it, which counts for nothing either
   * @returns the owners whose cells it has changed; undefined where it has called a function
   */
  trial(statement: Stmt, scope: Scope, prepare: () => void): ReadonlySet<Owner> | undefined {
    const { statements, calls } = this;
    try {
      const touched = this.recorder.trial(() => {
        prepare();
        this.run([statement], scope);
      });
      return this.calls > calls ? undefined : touched;
    } finally {
      this.tried += this.statements - statements;
      this.statements = statements;
      this.calls = calls;
    }
  }

  fresh(data: Data): Box {
    return this.recorder.fresh(data);
  }

  /** What is there where nothing is given. */
  absent(): Box {
    return this.recorder.fresh(this.dialect.absent);
  }

  noteAccess(owner: Owner, key: number | string | undefined, kind: Access['kind']): void {
    this.accesses?.push({ owner, key, kind, depth: this.frame.depth, settled: false });
  }

  /** The value of `box`, which is looked at: it has to be known. */
  inspect(box: Box, at: Span): Data {
    if (box.home) box.home.inspected = true;
    if (box.data.t === 'unknown') this.notKnown(box.data, at);
    return box.data;
  }

  /** A value is looked at of which only the name is known. */
  notKnown(of: Unknown, at: Span): never {
    throw new Unreadable(at, `the value of ${of.name} is not known here`, 'unknown-value', asking(of));
  }

  /** What is in a container is looked at of which only the name is known. */
  notKnownIn(of: Unknown, at: Span): never {
    const asks = asking(of, LIST_SUGGESTED);
    throw new Unreadable(at, `what ${of.name} holds is not known here`, 'unknown-value', asks);
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
    if (container.t === 'record' && container.isFixed) this.fail(at, 'writing to what is frozen is not followed');
    const known = container.entries.get(text);
    const put = this.recorder.put(this.ofField(container, key, box, at), container.owner, at);
    container.entries.set(text, { key: known?.key ?? key, box: put, ...(known?.input && { input: known.input }) });
  }

  /** A value as what is declared of a type holds it. */
  typed(type: string | undefined, box: Box, at: Span): Box {
    return type !== undefined && this.dialect.cast ? this.dialect.cast(this, type, box, at) : box;
  }

  /** A value as a field of its type holds it. */
  private ofField(container: RecordData | Unknown, key: Data, box: Box, at: Span): Box {
    if (container.t === 'record' && !container.type) return this.dialect.held?.(this, container, box, at) ?? box;
    if (container.t !== 'record' || !container.type || key.t !== 'str') return box;
    const named = ({ name }: { name: string }): boolean => name === key.v;
    const known = nearest(container.type, ({ declaration }) => declaration.fields.some(named));
    return this.typed(known?.declaration.fields.find(named)?.type, box, at);
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

  /** @param literal it is written in the text */
  unknown(name: string, literal = false): Box {
    return this.recorder.fresh(new Unknown(name, this.recorder.owner(name, -1)), literal);
  }

  /** A text of which only is known how it came about. */
  unknownText(how: string): Box {
    return this.fresh(new Unknown(how, this.recorder.owner(how, -1), true));
  }

  /** @param isNew it is declared by `let`, not by being assigned to or by being a parameter */
  declare(scope: Scope, name: string, type?: string, isNew = false): Variable {
    const old = scope.variables.get(name);
    const isBlock = scope.kind === 'block' || scope.kind === 'class';
    if (old && !isBlock && !(isNew && this.dialect.shadows)) {
      if (type !== undefined) old.type = type;
      return old;
    }
    const isSeen = !isBlock || (scope.once && this.recorder.looksIntoBlocks);
    const variable: Variable = { owner: this.recorder.owner(name, isSeen ? scope.frame.id : -1), box: null };
    if (type !== undefined) variable.type = type;
    scope.variables.set(name, variable);
    if (isSeen) this.recorder.register(name, scope.frame, variable, isBlock);
    else if (scope.once) this.recorder.hasBlocks = true;
    return variable;
  }

  /** A variable of that name, or an input of the snippet if nothing defines it. */
  lookup(scope: Scope, name: string, at: Span): Box {
    const variable = this.find(scope, name, at);
    if (variable?.alias) return variable.alias.read();
    if (variable) {
      this.noteAccess(variable.owner, undefined, 'read');
      const box = variable.box ?? this.fail(at, `${name} has no value here`);
      return variable.isFixed && !isContainer(box.raw) ? this.recorder.fresh(box.data, true) : box;
    }
    const plain = this.dialect.qualified && !name.startsWith('std::') ? name.replace(/^.*::/, '') : name;
    const builtin = this.dialect.builtin(plain) ?? this.dialect.known?.(this, name);
    if (builtin) return this.fresh(builtin);
    const input = this.declare(scope.top, name);
    return (input.box = input.input = this.recorder.put(this.unknown(name), input.owner, at));
  }

  /** A variable by name; in a method also a field of its object, as a variable that is another name for it. */
  find(scope: Scope, name: string, at: Span): Variable | undefined {
    if (this.dialect.qualified && name.includes('::') && !name.startsWith('std::'))
      return this.dialect.qualified(this, scope, name, at);
    if (!this.dialect.implicitThis) return scope.find(name);
    for (let next: Scope | null = scope; next; next = next.parent) {
      const variable = next.own(name);
      if (variable) return variable;
      const self = next.variables.get(this.dialect.self ?? '')?.box;
      if (self?.data.t !== 'record' || !self.data.type) continue;
      // `Row(3)` in a method makes another one: it is not the constructor, called for this one.
      if (self.data.type.declaration.name === name) continue;
      if (
        self.data.entries.has(fieldKey(name)) ||
        methodOf(self.data.type, [name]) ||
        (name.endsWith('()') && this.dialect.hasMember?.(this, self, name))
      )
        return { owner: self.data.owner, box: null, alias: this.dialect.member(this, self, name, at) };
      const inner = this.inner(self.data.type, self, name);
      if (inner) return inner;
    }
    return undefined;
  }

  setVariable(variable: Variable, box: Box, at: Span): void {
    if (variable.alias) {
      variable.alias.write(box);
      return;
    }
    this.noteAccess(variable.owner, undefined, 'write');
    const { type } = variable;
    const isAlias = type !== undefined && this.dialect.isAlias?.(type);
    const converted = isAlias ? box : this.typed(type, box, at);
    const isWhere = isAlias || (type !== undefined && this.dialect.isPointer?.(type));
    const value = this.dialect.copied && !isWhere ? this.dialect.copied(this, converted, at) : converted;
    variable.box = this.recorder.put(value, variable.owner, at);
  }

  /** A run of `declaration` begins, called by the statement that is being run. */
  enter({ name, at: whole, yields }: FunctionDeclaration, at: Span): Frame {
    if (++this.calls > LIMITS.statements) this.fail(at, `more than ${LIMITS.statements} calls were made`, 'bounds');
    const caller = this.frame;
    if (caller.depth >= LIMITS.depth) this.fail(at, `calls nest more than ${LIMITS.depth} deep`, 'bounds');
    return {
      id: this.frames++,
      depth: caller.depth + 1,
      parent: caller,
      name,
      at: whole,
      call: caller.now,
      now: whole,
      handled: [],
      ...(yields && { isGenerator: true }),
    };
  }

  /** A container that is not known in full cannot be gone through. */
  container(box: Box, at: Span): Data {
    if (box.data.t === 'unknown') this.notKnownIn(box.data, at);
    return box.data;
  }
}
