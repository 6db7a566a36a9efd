import type { Argument, Expr, Fn, Model, Stmt, Type } from '../model/ast';
import { Printer } from './printer';

/** Python, where nothing is inserted: `sys.settrace` sees every line. */
export class PythonPrinter extends Printer {
  protected override readonly self: string = 'self';

  constructor(model: Model) {
    super(model, undefined);
  }

  protected override head(): void {
    const first = this.now;
    super.head();
    // All of them as one: they do not call each other.
    if (this.now > first) this.functions.push([first, this.now - 1]);
  }

  protected seen(): string {
    return '';
  }

  protected seenTest(text: string): string {
    return text;
  }

  protected whole(): void {
    const { stage } = this.model;
    if (this.usesPairs) {
      this.line('class P:');
      this.indented(() => {
        this.line('def __init__(self, x, y):');
        this.indented(() => {
          this.line('self.x = x');
          this.line('self.y = y');
        });
        for (const fn of this.methods()) this.fn(fn);
      });
      this.line('');
    }
    this.head();
    for (const fn of this.plainFunctions()) this.fn(fn);
    if (stage.isMain) this.statements(stage.body);
    else {
      this.line(`def stage(${stage.parameters.map(({ name }) => name).join(', ')}):`);
      this.inStage = true;
      this.indented(() => {
        this.statements(stage.body);
      });
      this.line('');
      this.line(`stage(${this.list(stage.arguments)})`);
    }
  }

  private fn(fn: Fn): void {
    this.kept(() => {
      this.fnLines(fn);
    });
    this.line('');
  }

  private fnLines(fn: Fn): void {
    this.line(
      `def ${fn.name}(${[...(fn.isMethod ? ['self'] : []), ...fn.parameters.map(({ name }) => name)].join(', ')}):`,
    );
    this.indented(() => {
      this.statements(fn.body);
      if (fn.body.length === 0) this.line('pass');
    });
  }

  protected override body(statements: readonly Stmt[]): void {
    super.body(statements);
    if (statements.length === 0) this.indented(() => this.line('pass'));
  }

  protected statement(s: Stmt): void {
    switch (s.s) {
      case 'declare':
        this.line(`${s.name} = ${s.value ? this.expression(s.value) : 'None'}`);
        return;
      case 'assign':
        this.line(`${this.expression(s.target)} ${s.operator ?? ''}= ${this.expression(s.value)}`);
        return;
      case 'parallel':
        this.line(`${this.list(s.targets)} = ${this.list(s.values)}`);
        return;
      case 'do':
        this.line(this.expression(s.value));
        return;
      case 'if':
        this.line(`if ${this.expression(s.test)}:`);
        this.body(s.then);
        if (s.otherwise) {
          this.line('else:');
          this.body(s.otherwise);
        }
        return;
      case 'count': {
        const from = this.expression(s.from);
        const range = s.down
          ? `range(${this.inner(s.to)} - 1, ${this.inner(s.from)} - 1, -1)`
          : `range(${from === '0' ? '' : `${from}, `}${this.expression(s.to)})`;
        this.line(`for ${s.name} in ${range}:`);
        this.body(s.body);
        return;
      }
      case 'while':
        this.line(`while ${this.expression(s.test)}:`);
        this.body(s.body);
        return;
      case 'each':
        this.line(
          s.how === 'pairs'
            ? `for ${s.index ?? '_'}, ${s.name} in enumerate(${this.expression(s.array)}):`
            : `for ${s.name} in ${this.expression(s.array)}:`,
        );
        this.body(s.body);
        return;
      case 'leave':
        this.line(s.how);
        return;
      case 'return':
        this.line(s.value ? `return ${this.expression(s.value)}` : 'return');
        return;
      case 'print':
        this.line(`print(${this.expression(s.value)})`);
        return;
      case 'block':
        this.statements(s.body);
        return;
      case 'switch':
        s.cases.forEach(({ value, body }, k) => {
          this.line(`${k > 0 ? 'el' : ''}if ${this.inner(s.subject)} == ${value}:`);
          this.body(body);
        });
        this.line('else:');
        this.body(s.otherwise);
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

  private closure(s: Stmt & { s: 'closure' }): void {
    this.line(`def ${s.name}(${s.parameters.map(({ name }) => name).join(', ')}):`);
    this.indented(() => {
      if (s.writes.length > 0) this.line(`${this.inStage ? 'nonlocal' : 'global'} ${s.writes.join(', ')}`);
      this.statements(s.body);
    });
  }

  protected override expression(e: Expr): string {
    switch (e.e) {
      case 'binary':
        return e.operator === '/' ? `${this.inner(e.left)} // ${this.inner(e.right)}` : super.expression(e);
      case 'logic':
        return `${this.inner(e.left)} ${e.operator === '&&' ? 'and' : 'or'} ${this.inner(e.right)}`;
      case 'bump':
        if (e.target.e !== 'name') throw new Error('Python has no ++');
        return `(${e.target.name} := ${e.target.name} ${e.by > 0 ? '+' : '-'} 1)`;
      case 'assigned':
        return `(${this.expression(e.target)} := ${this.expression(e.value)})`;
      case 'choice':
        return `${this.inner(e.then)} if ${this.inner(e.test)} else ${this.inner(e.otherwise)}`;
      default:
        return super.expression(e);
    }
  }

  protected argument({ value }: Argument): string {
    return this.expression(value);
  }

  protected items(type: Type, items: readonly Expr[]): string {
    return type.of === 'pair' ? `P(${this.list(items)})` : `[${this.list(items)}]`;
  }

  protected copy(value: string): string {
    return `${value}[:]`;
  }

  protected override inner(e: Expr): string {
    return e.e === 'assigned' ? this.expression(e) : super.inner(e);
  }
}
