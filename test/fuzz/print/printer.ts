import type { Argument, Expr, Fn, Model, Root, Stmt, Type } from '../model/ast';

/**
 * Turns a model into text. With a `unit` the text is one of many programs of a compilation, its lines are where they
 * are without, and it tells after every statement what the roots hold: `probe` (see `../oracles/compiled.ts`).
 */
export abstract class Printer {
  protected readonly lines: string[] = [];
  protected depth = 0;
  /** Within the function whose variables are the world. */
  protected inStage = false;
  /** Depth of blocks within the stage: its own variables are at 0. */
  protected blocks = 0;
  /** First and last line of every function but that whose variables are the world, from 1. */
  readonly functions: [first: number, last: number][] = [];
  /** Roots that have a value by now. */
  protected readonly begun = new Set<string>();

  /** References are pointers: what they refer to is `*p`. */
  protected readonly hasPointers: boolean = false;
  /** The object whose method it is. */
  protected readonly self: string = 'this';

  constructor(
    protected readonly model: Model,
    protected readonly unit: string | undefined,
  ) {}

  print(): string {
    this.whole();
    return this.lines.join('\n') + '\n';
  }

  protected abstract whole(): void;
  protected abstract statement(s: Stmt): void;
  protected abstract argument(argument: Argument): string;
  protected abstract items(type: Type, items: readonly Expr[]): string;
  protected abstract copy(value: string, type: Type): string;

  /** Told after a statement: what follows it on its line. */
  protected abstract seen(): string;
  /** A test, or a value, that is told of when it has been evaluated. */
  protected abstract seenTest(text: string): string;

  protected get probes(): boolean {
    return this.unit !== undefined;
  }

  /** Number of the line that is written next, from 1. */
  protected get now(): number {
    return this.lines.length + 1;
  }

  protected line(text: string): void {
    this.lines.push('    '.repeat(this.depth) + text);
  }

  /** A statement that can be told of when it is done. */
  protected simple(text: string): void {
    this.line(this.probes ? `${text} ${this.seen()}` : text);
  }

  protected indented(write: () => void): void {
    this.depth++;
    write();
    this.depth--;
  }

  protected body(statements: readonly Stmt[]): void {
    this.blocks++;
    this.indented(() => {
      this.statements(statements);
    });
    this.blocks--;
  }

  protected statements(statements: readonly Stmt[]): void {
    for (const one of statements) this.statement(one);
  }

  /** Lines as the language writes them; those that are whole statements can be told of. */
  protected phrase(lines: readonly string[]): void {
    for (const line of lines) {
      const text = line.replaceAll(/@(\w+)/g, (_, name: string) => this.globalName(name));
      if (this.isWhole(text)) this.simple(text);
      else this.line(text);
    }
  }

  /** Functions and types that the program has as text. */
  protected head(): void {
    const { head } = this.model;
    let first = this.now;
    for (const line of head) {
      const isFirst = /^[^\s}]/.test(line);
      if (isFirst) first = this.now;
      this.phrase([line]);
      if (line === '}' || line === '};') this.functions.push([first, this.now - 1]);
    }
  }

  protected globalName(name: string): string {
    return name;
  }

  protected isWhole(line: string): boolean {
    return (
      /;$/.test(line) && !/^\s*(\}|case|default|return|break|continue|static|typedef|struct|int n\b|\w+: )/.test(line)
    );
  }

  protected test(e: Expr): string {
    const text = this.expression(e);
    return this.probes ? this.seenTest(text) : text;
  }

  /** Writes a function and keeps where it is. */
  protected kept(write: () => void): void {
    const first = this.now;
    write();
    this.functions.push([first, this.now - 1]);
  }

  protected rootOf(name: string): Root | undefined {
    return this.inStage && this.blocks === 0 ? this.model.roots.find((root) => root.name === name) : undefined;
  }

  protected inner(e: Expr): string {
    if (e.e === 'name' && e.isReference && this.hasPointers) return `(*${e.name})`;
    const text = this.expression(e);
    return ['binary', 'compare', 'logic', 'choice', 'assigned'].includes(e.e) ? `(${text})` : text;
  }

  protected list(expressions: readonly Expr[]): string {
    return expressions.map((one) => this.expression(one)).join(', ');
  }

  protected expression(e: Expr): string {
    switch (e.e) {
      case 'int':
        return String(e.value);
      case 'name':
        return this.nameOf(e);
      case 'at':
        return `${this.inner(e.array)}[${this.expression(e.index)}]`;
      case 'field':
        return `${this.object(e.of)}.${e.name}`;
      case 'binary':
        return `${this.inner(e.left)} ${e.operator} ${this.inner(e.right)}`;
      case 'compare':
        return `${this.inner(e.left)} ${this.comparison(e.operator)} ${this.inner(e.right)}`;
      case 'logic':
        return `${this.inner(e.left)} ${e.operator} ${this.inner(e.right)}`;
      case 'bump': {
        const operator = e.by > 0 ? '++' : '--';
        return e.gives === 'new' ? `${operator}${this.inner(e.target)}` : `${this.inner(e.target)}${operator}`;
      }
      case 'assigned':
        return `${this.expression(e.target)} = ${this.expression(e.value)}`;
      case 'choice':
        return `${this.inner(e.test)} ? ${this.inner(e.then)} : ${this.inner(e.otherwise)}`;
      case 'call': {
        const args = e.args.map((one) => this.argument(one)).join(', ');
        return e.self ? this.methodCall(e.self, e.name, args) : `${this.called(e.name)}(${args})`;
      }
      case 'to':
        return this.expression(e.value);
      case 'items':
        return this.items(e.type, e.items);
      case 'copy':
        return this.copy(this.expression(e.value), e.type);
    }
  }

  protected methodCall(self: Expr, name: string, args: string): string {
    return `${this.object(self)}.${name}(${args})`;
  }

  /** What stands before a dot. */
  protected object(e: Expr): string {
    return this.inner(e);
  }

  protected comparison(operator: string): string {
    return operator;
  }

  protected nameOf(e: Expr & { e: 'name' }): string {
    if (e.name === 'this') return this.self;
    return e.isReference && this.hasPointers ? `*${e.name}` : e.name;
  }

  /** The name of a function of the program. */
  protected called(name: string): string {
    return name;
  }

  protected get usesPairs(): boolean {
    return this.model.roots.some(({ type }) => type.of === 'pair');
  }

  protected methods(): Fn[] {
    return this.model.functions.filter(({ isMethod }) => isMethod);
  }

  protected plainFunctions(): Fn[] {
    return this.model.functions.filter(({ isMethod }) => !isMethod);
  }
}
