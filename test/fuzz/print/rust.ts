import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { BracePrinter } from './brace';

/** Rust: a module for each program. */
export class RustPrinter extends BracePrinter {
  protected override readonly brackets: boolean = false;
  protected override readonly hasPointers: boolean = true;
  protected override readonly self: string = 'self';

  protected seen(): string {
    return `L(${this.now});`;
  }

  protected seenTest(text: string): string {
    return `C(${this.now}, ${text})`;
  }

  private get isVector(): boolean {
    return this.model.arrays === 'vector';
  }

  protected whole(): void {
    const { stage } = this.model;
    this.line(this.probes ? `pub mod ${this.unit} { ${this.probe()}` : '');
    if (this.usesPairs) {
      this.line('#[derive(Clone, Copy)]');
      this.line('struct P {');
      this.indented(() => {
        this.line('x: i32,');
        this.line('y: i32,');
      });
      this.line('}');
      this.line('impl P {');
      this.indented(() => {
        for (const fn of this.methods()) this.fn(fn, '&mut self');
      });
      this.line('}');
    }
    this.head();
    for (const fn of this.plainFunctions()) this.fn(fn);
    this.staged(`${this.probes ? 'pub ' : ''}fn main()`, 'fn stage', `stage(${this.list(stage.arguments)})`);
    if (this.probes) this.lines.push('}');
  }

  private probe(): string {
    const { roots } = this.model;
    const pointers = roots
      .map(({ name, type }) => `static mut R_${name}: *const ${this.type(type)} = std::ptr::null(); `)
      .join('');
    const tells = roots.map(({ name, type }) => this.told(`R_${name}`, type)).join('');
    return (
      `use super::{begin, done, none, out}; ${pointers}fn L(line: u32) { unsafe { begin(${this.unit?.slice(1)}, line); ${tells}done(); } } ` +
      'fn C<T>(line: u32, value: T) -> T { L(line); value }'
    );
  }

  private told(pointer: string, type: Type): string {
    const none = (size: number): string => `if ${pointer}.is_null() { none(${size}); } else `;
    switch (type.of) {
      case 'array':
        return `${none(type.size)}{ for k in 0..${type.size} { match (&*${pointer}).get(k) { Some(v) => out(*v as i64), None => none(1) } } } `;
      case 'grid':
        return `${none(type.rows * type.columns)}{ for row in (&*${pointer}).iter() { for v in row.iter() { out(*v as i64); } } } `;
      case 'pair':
        return `${none(2)}{ out((*${pointer}).x as i64); out((*${pointer}).y as i64); } `;
      default:
        return `${none(1)}{ out(*${pointer} as i64); } `;
    }
  }

  protected register(name: string): string {
    return this.model.roots.some((one) => one.name === name) ? ` unsafe { R_${name} = &raw const ${name}; }` : '';
  }

  private fn(fn: Fn, self?: string): void {
    const parameters = [...(self === undefined ? [] : [self]), ...fn.parameters.map((one) => this.parameter(one))].join(
      ', ',
    );
    this.written(`fn ${fn.name}(${parameters})${fn.result ? ` -> ${this.type(fn.result)}` : ''}`, fn.body);
  }

  protected override functionBody(body: readonly Stmt[]): void {
    this.withValue(body);
  }

  /** The last `return` of a function is its value. */
  private withValue(body: readonly Stmt[]): void {
    const last = body.at(-1);
    if (last?.s !== 'return' || !last.value) {
      this.statements(body);
      return;
    }
    this.statements(body.slice(0, -1));
    const value = this.expression(last.value);
    this.line(this.probes && ['int', 'index'].includes(last.type?.of ?? '') ? this.seenValue(value) : value);
  }

  private type(type: Type): string {
    switch (type.of) {
      case 'array':
        return this.isVector ? 'Vec<i32>' : `[i32; ${type.size}]`;
      case 'grid':
        return this.isVector ? 'Vec<Vec<i32>>' : `[[i32; ${type.columns}]; ${type.rows}]`;
      case 'pair':
        return 'P';
      case 'index':
        return 'usize';
      default:
        return 'i32';
    }
  }

  protected parameter({ name, type, mode }: Parameter): string {
    if (mode === 'value') return `mut ${name}: ${this.type(type)}`;
    return `${name}: &mut ${type.of === 'array' ? '[i32]' : this.type(type)}`;
  }

  protected override inner(e: Expr): string {
    const text = super.inner(e);
    return e.e === 'bump' ? `(${text})` : text;
  }

  protected declaration(s: Stmt & { s: 'declare' }): string {
    const { name, type, value } = s;
    const typed = !value || type.of === 'index' ? `: ${this.type(type)}` : '';
    return `let mut ${name}${typed}${value ? ` = ${this.expression(value)}` : ''};`;
  }

  protected items(type: Type, items: readonly Expr[]): string {
    if (type.of === 'pair') return `P { x: ${this.list(items.slice(0, 1))}, y: ${this.list(items.slice(1))} }`;
    return `${this.isVector ? 'vec!' : ''}[${this.list(items)}]`;
  }

  protected copy(value: string): string {
    return this.isVector ? `${value}.clone()` : value;
  }

  protected printed(value: string): string {
    return `println!("{}", ${value})`;
  }

  protected argument({ value, mode, passesOn }: Argument): string {
    const text = this.expression(value);
    return passesOn || mode === 'value' ? text : `&mut ${text}`;
  }

  protected override parallel(targets: readonly Expr[], values: readonly Expr[]): string {
    return `(${this.list(targets)}) = (${this.list(values)});`;
  }

  protected override label(label: string | undefined): string {
    return label === undefined ? '' : `'${label}: `;
  }

  protected override labelName(label: string): string {
    return `'${label}`;
  }

  protected override counting(s: Stmt & { s: 'count' }): string {
    const range = `${this.inner(s.from)}..${this.inner(s.to)}`;
    return `for ${s.name} in ${s.down ? `(${range}).rev()` : range}`;
  }

  protected override switchOf(s: Stmt & { s: 'switch' }): void {
    this.line(`match ${this.expression(s.subject)} {`);
    this.indented(() => {
      for (const { value, body } of s.cases) {
        this.line(`${value} => {`);
        this.body(body);
        this.line('}');
      }
      this.line('_ => {');
      this.body(s.otherwise);
      this.line('}');
    });
    this.line('}');
  }

  protected each(s: Stmt & { s: 'each' }): string {
    const array = this.expression(s.array);
    const own = this.isVector ? `${array}.clone()` : array;
    if (s.how === 'reference') return `for ${s.name} in ${array}.iter_mut()`;
    return s.how === 'pairs'
      ? `for (${s.index}, ${s.name}) in ${own}.into_iter().enumerate()`
      : `for ${s.name} in ${own}`;
  }

  protected override closure(s: Stmt & { s: 'closure' }): void {
    const result = s.result ? ` -> ${this.type(s.result)}` : '';
    this.line(`let mut ${s.name} = |${this.parameters(s.parameters)}|${result} {`);
    this.blocks++;
    this.indented(() => {
      this.withValue(s.body);
    });
    this.blocks--;
    this.line('};');
  }

  /** A statement in a block that is an expression is a step of its own. */
  private within(): string {
    return this.probes ? ` ${this.seen()}` : '';
  }

  protected override expression(e: Expr): string {
    switch (e.e) {
      case 'bump': {
        const target = this.expression(e.target);
        const step = `${target} ${e.by > 0 ? '+' : '-'}= 1;${this.within()}`;
        return e.gives === 'new' ? `{ ${step} ${target} }` : `{ let old = ${target}; ${step} old }`;
      }
      case 'assigned':
        return `{ ${this.expression(e.target)} = ${this.expression(e.value)};${this.within()} ${this.expression(e.target)} }`;
      case 'choice':
        return `if ${this.expression(e.test)} { ${this.expression(e.then)} } else { ${this.expression(e.otherwise)} }`;
      case 'to':
        return `(${this.inner(e.value)} as ${this.type({ of: e.type })})`;
      default:
        return super.expression(e);
    }
  }
}
