import type { Expr, Parameter, Stmt } from '../model/ast';
import { Printer } from './printer';

/** What languages with braces write alike. */
export abstract class BracePrinter extends Printer {
  protected abstract declaration(s: Stmt & { s: 'declare' }): string;
  protected abstract printed(value: string): string;
  protected abstract each(s: Stmt & { s: 'each' }): string;
  protected readonly end: string = ';';

  /** The last line of a main function that calls the stage. */
  protected readonly ending: string = '';
  /** Tests of `if` and `while` stand in brackets. */
  protected readonly brackets: boolean = true;

  protected bracketed(e: Expr): string {
    return this.brackets ? `(${this.test(e)})` : this.test(e);
  }

  protected seenValue(text: string): string {
    return this.seenTest(text);
  }

  /** Tells the probe where a root is, in languages that have addresses. */
  protected abstract register(name: string): string;

  /** What the probe does first in the stage. */
  protected atStart(): string {
    return `${this.model.stage.parameters.map(({ name }) => this.register(name)).join('')} ${this.seen()}`;
  }

  /** Numbers in braces, rows in braces. */
  protected braces(items: readonly Expr[]): string {
    return `{${items.map((one) => (one.e === 'items' ? this.braces(one.items) : this.expression(one))).join(', ')}}`;
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
    return this.probes ? `${root ? this.register(root.name) : ''} ${this.seen()}` : '';
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

  /**
   * The main function, or the stage and a main function that calls it.
   *
   * @param main all before the brace of the main function
   * @param stage all before the parameters of the stage
   * @param last statements that the main function ends with, where it is the stage
   */
  protected staged(main: string, stage: string, call: string, last: readonly Stmt[] = []): void {
    const { isMain, parameters, body } = this.model.stage;
    this.enterStage();
    if (isMain) this.written(main, [...body, ...last]);
    else this.written(`${stage}(${this.parameters(parameters)})`, body, this.atStart());
    this.functions.pop();
    if (isMain) return;
    this.inStage = false;
    this.line(`${main} {`);
    this.indented(() => {
      this.line(call + this.end);
      if (this.ending !== '') this.line(this.ending);
    });
    this.line('}');
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
