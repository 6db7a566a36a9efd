import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { BracePrinter } from './brace';
import { sizeOf } from './size';

/** C. The probe's `out`, `none`, `begin` and `done` are in `../oracles/compiled.ts`. */
export class CPrinter extends BracePrinter {
  protected seen(): string {
    return `${this.own('L')}(${this.now});`;
  }

  protected seenTest(text: string): string {
    return `${this.own('C')}(${this.now}, ${text})`;
  }

  /** A name of this program among many. */
  protected own(name: string): string {
    return this.probes ? `${this.unit ?? ''}_${name}` : name;
  }

  protected override called(name: string): string {
    return this.own(name);
  }

  protected override globalName(name: string): string {
    return this.own(name);
  }

  protected override readonly ending: string = 'return 0;';
  protected override readonly hasPointers: boolean = true;
  protected override readonly self: string = '(*self)';

  protected whole(): void {
    const { stage } = this.model;
    this.line(this.probes ? this.probe() : '#include <stdio.h>');
    this.pairType();
    this.head();
    for (const fn of this.plainFunctions()) this.fn(fn);
    const args = stage.parameters.map(({ type }, k) => {
      const value = stage.arguments[k];
      return value?.e === 'items' ? this.literal(type, value.items) : value ? this.expression(value) : '';
    });
    const name = this.own('stage');
    this.staged(`int ${this.own('main')}(void)`, `void ${name}`, `${name}(${args.join(', ')})`);
  }

  protected get pairName(): string {
    return this.own('P');
  }

  protected pairType(): void {
    if (!this.usesPairs) return;
    const type = this.pairName;
    this.line(this.probes ? `` : `typedef struct { int x, y; } ${type};`);
    for (const fn of this.methods())
      this.fn({ ...fn, parameters: [{ name: 'this', type: { of: 'pair' }, mode: 'reference' }, ...fn.parameters] });
  }

  /** Pointers to the roots, and a function that tells what they hold. */
  protected probe(): string {
    const { roots } = this.model;
    const type = this.usesPairs ? ` typedef struct { int x, y; } ${this.pairName};` : '';
    const pointers = roots.map(({ name }) => ` static int *${this.own(`R_${name}`)};`).join('');
    const tells = roots.map(({ name, type: of }) => ` outs(${this.own(`R_${name}`)}, ${sizeOf(of)});`).join('');
    return (
      `${type}${pointers} static void ${this.own('L')}(int line) { begin(${this.unit?.slice(1)}, line);${tells} done(); }` +
      ` static int ${this.own('C')}(int line, int value) { ${this.own('L')}(line); return value; }`
    );
  }

  protected register(name: string): string {
    const root = this.model.roots.find((one) => one.name === name);
    if (!root) return '';
    const pointers: Record<Type['of'], string> = {
      array: name,
      grid: `&${name}[0][0]`,
      pair: `&${name}.x`,
      int: `&${name}`,
      index: `&${name}`,
    };
    return ` ${this.own(`R_${name}`)} = ${pointers[root.type.of]};`;
  }

  private fn(fn: Fn): void {
    this.written(`${this.type(fn.result)} ${this.called(fn.name)}(${this.parameters(fn.parameters)})`, fn.body);
  }

  protected type(type: Type | undefined): string {
    if (!type) return 'void';
    return type.of === 'pair' ? this.pairName : 'int';
  }

  protected parameter({ name, type, mode }: Parameter): string {
    if (type.of === 'array') return `int *${name}`;
    if (type.of === 'pair')
      return `${this.pairName} ${mode === 'reference' ? `*${name === 'this' ? 'self' : name}` : name}`;
    return mode === 'reference' ? `int *${name}` : `int ${name}`;
  }

  protected declaration(s: Stmt & { s: 'declare' }): string {
    const { name, type, value } = s;
    const given = value ? ` = ${value.e === 'items' ? this.braces(value.items) : this.expression(value)}` : '';
    if (type.of === 'array') return s.isAlias ? `int *${name}${given};` : `int ${name}[${type.size}]${given};`;
    if (type.of === 'grid') return `int ${name}[${type.rows}][${type.columns}]${given};`;
    return `${this.type(type)} ${name}${given};`;
  }

  protected literal(type: Type, items: readonly Expr[]): string {
    return type.of === 'array' ? `(int[]){${this.list(items)}}` : `(${this.pairName}){${this.list(items)}}`;
  }

  protected items(type: Type, items: readonly Expr[]): string {
    return this.literal(type, items);
  }

  protected printed(value: string): string {
    return `printf("%d\\n", ${value})`;
  }

  protected argument({ value, type, mode, passesOn }: Argument): string {
    if (type.of === 'array' || mode === 'value' || passesOn) return this.expression(value);
    return `&${this.inner(value)}`;
  }

  protected override methodCall(self: Expr, name: string, args: string): string {
    return `${this.called(name)}(&${this.inner(self)}${args === '' ? '' : `, ${args}`})`;
  }

  protected copy(value: string): string {
    return value;
  }

  protected each(s: Stmt & { s: 'each' }): string {
    throw new Error(`C has no loop that gives ${s.name} what is in something`);
  }
}
