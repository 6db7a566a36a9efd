import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { CPrinter } from './c';

/** C++, in a namespace of its own for each program. */
export class CppPrinter extends CPrinter {
  protected override readonly hasPointers: boolean = false;
  protected override readonly self: string = 'this';

  private get isVector(): boolean {
    return this.model.arrays === 'vector';
  }

  protected override own(name: string): string {
    return name === 'main' && this.probes ? 'run' : name;
  }

  protected override whole(): void {
    const { stage } = this.model;
    const includes = ['algorithm', 'cstdio', 'tuple', 'utility', 'vector'].map((one) => `#include <${one}>`);
    const probe = [`namespace ${this.unit} {${this.probe()}`, ...includes.slice(1).map(() => '')];
    for (const line of this.probes ? probe : includes) this.line(line);
    if (this.usesPairs) {
      this.line('struct P {');
      this.indented(() => {
        this.line('int x, y;');
        for (const fn of this.methods()) this.function(fn);
      });
      this.line('};');
    }
    this.head();
    for (const fn of this.plainFunctions()) this.function(fn);
    const last = { s: 'return' as const, value: { e: 'int' as const, value: 0 } };
    this.staged(`int ${this.own('main')}()`, 'void stage', `stage(${this.list(stage.arguments)})`, [last]);
    if (this.probes) this.lines.push('}');
  }

  private function(fn: Fn): void {
    this.written(`${this.type(fn.result)} ${fn.name}(${this.parameters(fn.parameters)})`, fn.body);
  }

  protected override type(type: Type | undefined): string {
    if (type?.of === 'array') return this.isVector ? 'std::vector<int>' : 'int *';
    if (type?.of === 'grid') return 'std::vector<std::vector<int>>';
    return super.type(type);
  }

  protected override get pairName(): string {
    return 'P';
  }

  protected override probe(): string {
    const { roots } = this.model;
    const pair = this.usesPairs ? ' struct P;' : '';
    const pointers = roots.map(({ name, type }) => ` ${this.pointed(type)} *R_${name};`).join('');
    const tells = roots.map(({ name, type }) => ` ${this.told(name, type)}`).join('');
    return (
      `${pair}${pointers} void L(int line) { begin(${this.unit?.slice(1)}, line);${tells} done(); }` +
      ` int C(int line, int value) { L(line); return value; }`
    );
  }

  private pointed(type: Type): string {
    return (type.of === 'array' || type.of === 'grid') && this.isVector ? this.type(type) : 'int';
  }

  private told(name: string, type: Type): string {
    const pointer = `R_${name}`;
    if (type.of === 'grid') {
      const size = type.rows * type.columns;
      if (!this.isVector) return `outs(${pointer}, ${size});`;
      return `if (${pointer}) for (auto &row : *${pointer}) outs(row.data(), ${type.columns}); else outs(0, ${size});`;
    }
    // A vector may be shorter for a while.
    if (type.of === 'array' && this.isVector)
      return `{ int n = ${pointer} ? std::min<int>(${pointer}->size(), ${type.size}) : 0; outs(n ? ${pointer}->data() : 0, n); outs(0, ${type.size} - n); }`;
    if (type.of === 'array') return `outs(${pointer}, ${type.size});`;
    return `outs(${pointer}, ${type.of === 'pair' ? 2 : 1});`;
  }

  protected override register(name: string): string {
    const type = this.model.roots.find((one) => one.name === name)?.type;
    if (this.isVector && (type?.of === 'array' || type?.of === 'grid')) return ` R_${name} = &${name};`;
    return super.register(name);
  }

  protected override parameter(parameter: Parameter): string {
    const { name, type, mode } = parameter;
    if (type.of === 'array')
      return this.isVector ? `std::vector<int> ${mode === 'reference' ? '&' : ''}${name}` : `int *${name}`;
    if (type.of === 'pair') return `P ${mode === 'reference' ? '&' : ''}${name}`;
    return mode === 'reference' ? `int &${name}` : `int ${name}`;
  }

  protected override expression(e: Expr): string {
    if (e.e === 'field' && e.of.e === 'name' && e.of.name === 'this') return `this->${e.name}`;
    return super.expression(e);
  }

  protected override declaration(s: Stmt & { s: 'declare' }): string {
    const { name, type, value } = s;
    if (!this.isVector || (type.of !== 'array' && type.of !== 'grid')) return super.declaration(s);
    const given = value ? ` = ${value.e === 'items' ? this.braces(value.items) : this.expression(value)}` : '';
    return `${this.type(type)} ${name}${given};`;
  }

  protected override literal(type: Type, items: readonly Expr[]): string {
    if (type.of === 'pair') return `P${this.braces(items)}`;
    return `${this.type(type)}${this.braces(items)}`;
  }

  protected override argument({ value }: Argument): string {
    return this.expression(value);
  }

  protected override methodCall(self: Expr, name: string, args: string): string {
    return `${this.inner(self)}.${name}(${args})`;
  }

  protected override parallel(targets: readonly Expr[], values: readonly Expr[]): string {
    return `std::tie(${this.list(targets)}) = std::make_tuple(${this.list(values)});`;
  }

  protected override each(s: Stmt & { s: 'each' }): string {
    return `for (int ${s.how === 'reference' ? '&' : ''}${s.name} : ${this.expression(s.array)})`;
  }

  protected override closure(s: Stmt & { s: 'closure' }): void {
    this.line(`auto ${s.name} = [&](${this.parameters(s.parameters)}) {`);
    this.body(s.body);
    this.line('};');
  }
}
