import type { Argument, Expr, Fn, Model, Parameter, Root, Stmt, Type } from '../model/ast';

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
  /** First and last line of every function, from 1. */
  readonly functions: [first: number, last: number][] = [];
  /** Roots that have a value by now. */
  protected readonly begun = new Set<string>();

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
  protected abstract expression(e: Expr): string;

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
    const text = this.expression(e);
    return ['binary', 'compare', 'logic', 'choice', 'assigned'].includes(e.e) ? `(${text})` : text;
  }

  protected list(expressions: readonly Expr[]): string {
    return expressions.map((one) => this.expression(one)).join(', ');
  }
}

/** What languages with braces write alike. */
export abstract class BracePrinter extends Printer {
  protected abstract declaration(s: Stmt & { s: 'declare' }): string;
  protected abstract printed(value: string): string;
  protected abstract argument(argument: Argument): string;
  protected abstract items(type: Type, items: readonly Expr[]): string;
  protected abstract copy(value: string, type: Type): string;
  protected abstract each(s: Stmt & { s: 'each' }): string;
  protected abstract seenValue(text: string): string;
  protected readonly end: string = ';';

  /** A test in the brackets of `if` and `while`. */
  protected bracketed(e: Expr): string {
    return `(${this.test(e)})`;
  }

  protected label(label: string | undefined): string {
    return label === undefined ? '' : `${label}: `;
  }

  protected counting(s: Stmt & { s: 'count' }): string {
    const from = this.expression(s.from);
    const { name } = s;
    const test = (text: string): string => (this.probes ? this.seenTest(text) : text);
    const declared = this.counter(name);
    return s.down
      ? `for (${declared} = ${this.inner(s.to)} - 1; ${test(`${name} >= ${from}`)}; ${name}--)`
      : `for (${declared} = ${from}; ${test(`${name} < ${this.inner(s.to)}`)}; ${name}++)`;
  }

  protected counter(name: string): string {
    return `int ${name}`;
  }

  protected statement(s: Stmt): void {
    switch (s.s) {
      case 'declare':
        this.line(this.declaration(s) + this.afterDeclaration(s));
        return;
      case 'assign':
        this.simple(`${this.expression(s.target)} ${s.operator ?? ''}= ${this.expression(s.value)}${this.end}`);
        return;
      case 'parallel':
        this.simple(this.parallel(s.targets, s.values));
        return;
      case 'do':
        this.simple(this.expression(s.value) + this.end);
        return;
      case 'if':
        this.branch(s);
        return;
      case 'count':
        this.line(`${this.label(s.label)}${this.counting(s)} {`);
        this.body(s.body);
        this.line('}');
        return;
      case 'while':
        if (s.after) {
          this.line('do {');
          this.body(s.body);
          this.line(`} while ${this.bracketed(s.test)};`);
          return;
        }
        this.line(`${this.label(s.label)}${this.whileHead(s.test)} {`);
        this.body(s.body);
        this.line('}');
        return;
      case 'each':
        this.line(`${this.each(s)} {`);
        this.body(s.body);
        this.line('}');
        return;
      case 'leave':
        this.line(`${s.how}${s.label === undefined ? '' : ` ${this.labelName(s.label)}`}${this.end}`);
        return;
      case 'return': {
        const value = s.value && this.expression(s.value);
        const told = value !== undefined && this.probes && s.type?.of !== 'array' && s.type?.of !== 'pair';
        this.line(`return${value === undefined ? '' : ` ${told ? this.seenValue(value) : value}`}${this.end}`);
        return;
      }
      case 'print':
        this.simple(this.printed(this.expression(s.value)) + this.end);
        return;
      case 'block':
        this.line('{');
        this.body(s.body);
        this.line('}');
        return;
      case 'switch':
        this.switchOf(s);
        return;
      case 'closure':
        this.kept(() => {
          this.closure(s);
        });
        return;
      case 'text':
        this.phrase(s.lines);
    }
  }

  protected afterDeclaration(s: Stmt & { s: 'declare' }): string {
    const root = this.rootOf(s.name);
    if (root) this.begun.add(root.name);
    return this.probes ? ` ${this.seen()}` : '';
  }

  /** `a, b = b, a`, in languages that have it. */
  protected parallel(targets: readonly Expr[], values: readonly Expr[]): string {
    throw new Error(`${this.model.language} does not put ${values.length} values in ${targets.length} places`);
  }

  /** A function within a function, in languages that have it. */
  protected closure(s: Stmt & { s: 'closure' }): void {
    throw new Error(`${this.model.language} has no functions within functions, such as ${s.name}`);
  }

  protected labelName(label: string): string {
    return label;
  }

  protected whileHead(test: Expr): string {
    return `while ${this.bracketed(test)}`;
  }

  protected branch(s: Stmt & { s: 'if' }): void {
    this.line(`if ${this.bracketed(s.test)} {`);
    this.body(s.then);
    if (s.otherwise) {
      this.line('} else {');
      this.body(s.otherwise);
    }
    this.line('}');
  }

  protected switchOf(s: Stmt & { s: 'switch' }): void {
    this.line(`switch (${this.expression(s.subject)}) {`);
    this.indented(() => {
      for (const { value, body, falls } of s.cases) {
        this.line(`case ${value}: {`);
        this.body(body);
        if (!falls) this.indented(() => this.line('break;'));
        this.line('}');
      }
      this.line('default: {');
      this.body(s.otherwise);
      this.line('}');
    });
    this.line('}');
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
    return e.name;
  }

  /** The name of a function of the program. */
  protected called(name: string): string {
    return name;
  }

  /** Writes a function; `head` is all before the brace, `first` what the probe does first in it. */
  protected written(head: string, body: readonly Stmt[], first = ''): void {
    this.kept(() => {
      this.line(`${head} {${this.probes ? first : ''}`);
      this.indented(() => {
        this.functionBody(body);
      });
      this.line('}');
    });
    this.line('');
  }

  protected functionBody(body: readonly Stmt[]): void {
    this.statements(body);
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

  /** Roots that are parameters of the stage have their values from the start. */
  protected enterStage(): void {
    this.inStage = true;
    this.begun.clear();
    for (const { name } of this.model.stage.parameters) this.begun.add(name);
  }

  protected parameters(list: readonly Parameter[]): string {
    return list.map((one) => this.parameter(one)).join(', ');
  }

  protected abstract parameter(parameter: Parameter): string;
}

/** How many numbers are in a root. */
export function sizeOf(type: Type): number {
  switch (type.of) {
    case 'array':
      return type.size;
    case 'grid':
      return type.rows * type.columns;
    case 'pair':
      return 2;
    default:
      return 1;
  }
}
