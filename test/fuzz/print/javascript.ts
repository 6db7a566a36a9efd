import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { BracePrinter } from './brace';

/** JavaScript. The probe calls `__s(line)` after statements; `__c(line, value)` gives what it gets. */
export class JavaScriptPrinter extends BracePrinter {
  protected seen(): string {
    return `__s(${this.now});`;
  }

  protected seenTest(text: string): string {
    return `__c(${this.now}, ${text})`;
  }

  protected override counter(name: string): string {
    return `let ${name}`;
  }

  protected whole(): void {
    const { stage } = this.model;
    if (this.usesPairs) {
      this.line('class P {');
      this.indented(() => {
        this.line('constructor(x, y) {');
        this.indented(() => {
          this.simple('this.x = x;');
          this.simple('this.y = y;');
        });
        this.line('}');
        for (const fn of this.methods()) this.fn(fn, '');
      });
      this.line('}');
    }
    this.head();
    for (const fn of this.plainFunctions()) this.fn(fn, 'function ');
    const reads = `__roots([${this.model.roots.map(({ name }) => `() => ${name}`).join(', ')}]);`;
    this.enterStage();
    if (stage.isMain) {
      this.statements(stage.body);
      if (this.probes) this.lines[0] = `${reads} ${this.lines[0] ?? ''}`;
    } else {
      this.written(`function stage(${this.parameters(stage.parameters)})`, stage.body, ` ${reads} ${this.seen()}`);
      this.functions.pop();
      this.inStage = false;
      this.line(`stage(${this.list(stage.arguments)});`);
    }
  }

  private fn(fn: Fn, keyword: string): void {
    this.written(`${keyword}${fn.name}(${this.parameters(fn.parameters)})`, fn.body);
  }

  protected register(): string {
    return '';
  }

  protected parameter({ name }: Parameter): string {
    return name;
  }

  protected declaration(s: Stmt & { s: 'declare' }): string {
    return `let ${s.name}${s.value ? ` = ${this.expression(s.value)}` : ''};`;
  }

  protected override parallel(targets: readonly Expr[], values: readonly Expr[]): string {
    return `[${this.list(targets)}] = [${this.list(values)}];`;
  }

  protected printed(value: string): string {
    return `console.log(${value})`;
  }

  protected argument({ value }: Argument): string {
    return this.expression(value);
  }

  protected items(type: Type, items: readonly Expr[]): string {
    return type.of === 'pair' ? `new P(${this.list(items)})` : `[${this.list(items)}]`;
  }

  protected copy(value: string): string {
    return `[...${value}]`;
  }

  protected each(s: Stmt & { s: 'each' }): string {
    const array = this.expression(s.array);
    return s.how === 'pairs'
      ? `for (const [${s.index}, ${s.name}] of ${array}.entries())`
      : `for (const ${s.name} of ${array})`;
  }

  protected override closure(s: Stmt & { s: 'closure' }): void {
    this.line(`const ${s.name} = (${this.parameters(s.parameters)}) => {`);
    this.body(s.body);
    this.line('};');
  }

  protected override expression(e: Expr): string {
    if (e.e === 'binary' && e.operator === '/') return `Math.floor(${super.expression(e)})`;
    return super.expression(e);
  }

  protected override comparison(operator: string): string {
    return ['==', '!='].includes(operator) ? `${operator}=` : operator;
  }
}
