import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { BracePrinter } from './brace';
import { sizeOf } from './size';

/** Java: a class for each program. The stage hands its variables to the probe; functions tell what it handed last. */
export class JavaPrinter extends BracePrinter {
  private handed(): string {
    return this.inStage
      ? this.model.roots.map(({ name }) => `, ${this.begun.has(name) ? name : '(Object) null'}`).join('')
      : '';
  }

  protected seen(): string {
    return this.inStage ? `L(${this.now}${this.handed()});` : `H(${this.now});`;
  }

  protected seenTest(text: string): string {
    return this.inStage ? `C(${this.now}, ${text}${this.handed()})` : `I(${this.now}, ${text})`;
  }

  protected whole(): void {
    const { stage } = this.model;
    this.line(`class ${this.unit ?? 'Main'} {${this.probes ? this.probe() : ''}`);
    this.indented(() => {
      if (this.usesPairs) {
        this.line('static class P {');
        this.indented(() => {
          this.line('int x;');
          this.line('int y;');
          this.line('P(int x, int y) {');
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
      for (const fn of this.plainFunctions()) this.fn(fn, 'static ');
      const call = `stage(${this.list(stage.arguments)})`;
      this.staged('public static void main(String[] args)', 'static void stage', call);
    });
    this.line('}');
  }

  private probe(): string {
    const { roots } = this.model;
    const sizes = roots.map(({ type }) => sizeOf(type)).join(', ');
    const tell = roots
      .map(({ type }, k) =>
        type.of === 'pair'
          ? ` if (R[${k}] == null) Probe.none(2); else { Probe.out(((P) R[${k}]).x); Probe.out(((P) R[${k}]).y); }`
          : ` Probe.tell(R[${k}], S[${k}]);`,
      )
      .join('');
    return (
      ` static Object[] R = new Object[${roots.length}]; static final int[] S = {${sizes}};` +
      ` static void H(int line) { Probe.begin(${this.unit?.slice(1)}, line);${tell} Probe.done(); }` +
      ' static void L(int line, Object... roots) { R = roots; H(line); }' +
      ' static int C(int line, int value, Object... roots) { L(line, roots); return value; }' +
      ' static boolean C(int line, boolean value, Object... roots) { L(line, roots); return value; }' +
      ' static int I(int line, int value) { H(line); return value; }' +
      ' static boolean I(int line, boolean value) { H(line); return value; }'
    );
  }

  private fn(fn: Fn, modifier: string): void {
    this.written(`${modifier}${this.type(fn.result)} ${fn.name}(${this.parameters(fn.parameters)})`, fn.body);
  }

  private type(type: Type | undefined): string {
    switch (type?.of) {
      case undefined:
        return 'void';
      case 'array':
        return 'int[]';
      case 'grid':
        return 'int[][]';
      case 'pair':
        return 'P';
      default:
        return 'int';
    }
  }

  protected register(): string {
    return '';
  }

  protected parameter({ name, type }: Parameter): string {
    return `${this.type(type)} ${name}`;
  }

  protected declaration(s: Stmt & { s: 'declare' }): string {
    const value = s.value;
    const given = value
      ? ` = ${value.e === 'items' && value.type.of !== 'pair' ? this.braces(value.items) : this.expression(value)}`
      : '';
    return `${this.type(s.type)} ${s.name}${given};`;
  }

  protected items(type: Type, items: readonly Expr[]): string {
    return type.of === 'pair' ? `new P(${this.list(items)})` : `new ${this.type(type)}${this.braces(items)}`;
  }

  protected printed(value: string): string {
    return `System.out.println(${value})`;
  }

  protected argument({ value }: Argument): string {
    return this.expression(value);
  }

  protected copy(value: string): string {
    return `${value}.clone()`;
  }

  protected each(s: Stmt & { s: 'each' }): string {
    return `for (int ${s.name} : ${this.expression(s.array)})`;
  }
}
