import type { Argument, Expr, Fn, Parameter, Stmt, Type } from '../model/ast';
import { BracePrinter } from './brace';

/** Go. Programs share a package when they are compiled, so their names begin with their unit. */
export class GoPrinter extends BracePrinter {
  protected override readonly end: string = '';
  protected override readonly brackets: boolean = false;
  protected override readonly hasPointers: boolean = true;
  private readNames = new Set<string>();

  private own(name: string): string {
    return this.probes ? `${this.unit ?? ''}_${name}` : name;
  }

  protected override globalName(name: string): string {
    return this.own(name);
  }

  protected override isWhole(line: string): boolean {
    return !/[{:]$|^\s*\}|^\s*(return|break|continue|case|default|v \[3|n int|_)/.test(line);
  }

  protected override called(name: string): string {
    return this.closures.has(name) ? name : this.own(name);
  }

  private readonly closures = new Set<string>();

  protected seen(): string {
    return `; ${this.own('L')}(${this.now})`;
  }

  protected seenTest(text: string): string {
    return `${this.own('C')}(${this.now}, ${text})`;
  }

  protected override seenValue(text: string): string {
    return `${this.own('I')}(${this.now}, ${text})`;
  }

  protected override simple(text: string): void {
    this.line(this.probes ? text + this.seen() : text);
  }

  private get isSlice(): boolean {
    return this.model.arrays === 'slice';
  }

  protected whole(): void {
    const { stage, functions } = this.model;
    this.readNames = readIn([...functions.flatMap(({ body }) => body), ...stage.body]);
    const prints = JSON.stringify(this.model).includes('"s":"print"');
    this.line(this.probes ? this.probe() : 'package main');
    this.line('');
    this.line(prints && !this.probes ? 'import "fmt"' : '');
    this.line('');
    if (this.usesPairs) {
      this.line(`type ${this.own('P')} struct {`);
      this.indented(() => {
        this.line('x, y int');
      });
      this.line('}');
      for (const fn of this.methods()) this.fn(fn, `(this *${this.own('P')}) `);
    }
    this.head();
    for (const fn of this.plainFunctions()) this.fn(fn, '');
    const name = this.own('stage');
    this.staged(`func ${this.own('main')}()`, `func ${name}`, `${name}(${this.list(stage.arguments)})`);
  }

  protected override atStart(): string {
    return `${super.atStart().replace(/ ; /, ' ')};`;
  }

  private probe(): string {
    const { roots } = this.model;
    const pointers = roots.map(({ name, type }) => `var ${this.own(`R_${name}`)} *${this.type(type)}; `).join('');
    const tells = roots.map(({ name, type }) => this.told(this.own(`R_${name}`), type)).join('');
    return (
      `${pointers}func ${this.own('L')}(line int) { begin(${this.unit?.slice(1)}, line); ${tells}done() }; ` +
      `func ${this.own('C')}(line int, value bool) bool { ${this.own('L')}(line); return value }; ` +
      `func ${this.own('I')}(line int, value int) int { ${this.own('L')}(line); return value }`
    );
  }

  private told(pointer: string, type: Type): string {
    const none = (size: number): string => `if ${pointer} == nil { none(${size}) } else `;
    switch (type.of) {
      case 'array':
        return `${none(type.size)}{ for k := 0; k < ${type.size}; k++ { if k < len(*${pointer}) { out((*${pointer})[k]) } else { none(1) } } }; `;
      case 'grid':
        return `${none(type.rows * type.columns)}{ for _, row := range *${pointer} { for _, v := range row { out(v) } } }; `;
      case 'pair':
        return `${none(2)}{ out(${pointer}.x); out(${pointer}.y) }; `;
      default:
        return `${none(1)}{ out(*${pointer}) }; `;
    }
  }

  protected register(name: string): string {
    return this.model.roots.some((one) => one.name === name) ? ` ${this.own(`R_${name}`)} = &${name};` : '';
  }

  protected override afterDeclaration(s: Stmt & { s: 'declare' }): string {
    const isRoot = this.model.roots.some(({ name }) => name === s.name);
    const unread = this.readNames.has(s.name) && !isRoot ? '' : `; _ = ${s.name}`;
    const root = this.rootOf(s.name);
    if (!this.probes) return unread;
    return `${unread}${root ? `;${this.register(s.name).replace(/;$/, '')}` : ''}${this.seen()}`;
  }

  private fn(fn: Fn, receiver: string): void {
    const result = fn.result ? ` ${this.type(fn.result)}` : '';
    const name = receiver === '' ? this.own(fn.name) : fn.name;
    this.written(`func ${receiver}${name}(${this.parameters(fn.parameters)})${result}`, fn.body);
  }

  private type(type: Type): string {
    switch (type.of) {
      case 'array':
        return this.isSlice ? '[]int' : `[${type.size}]int`;
      case 'grid':
        return this.isSlice ? '[][]int' : `[${type.rows}][${type.columns}]int`;
      case 'pair':
        return this.own('P');
      default:
        return 'int';
    }
  }

  protected parameter({ name, type, mode }: Parameter): string {
    if (type.of === 'array') return `${name} ${mode === 'reference' ? '[]int' : this.type(type)}`;
    return `${name} ${mode === 'reference' ? '*' : ''}${this.type(type)}`;
  }

  protected declaration(s: Stmt & { s: 'declare' }): string {
    return s.value ? `${s.name} := ${this.expression(s.value)}` : `var ${s.name} ${this.type(s.type)}`;
  }

  protected items(type: Type, items: readonly Expr[]): string {
    return `${this.type(type)}{${this.list(items)}}`;
  }

  protected copy(value: string): string {
    return this.isSlice ? `append([]int{}, ${value}...)` : value;
  }

  protected printed(value: string): string {
    return `fmt.Println(${value})`;
  }

  protected argument({ value, type, mode, passesOn }: Argument): string {
    const text = this.expression(value);
    if (passesOn || mode === 'value') return text;
    if (type.of === 'array') return this.isSlice ? text : `${text}[:]`;
    return `&${this.inner(value)}`;
  }

  protected override parallel(targets: readonly Expr[], values: readonly Expr[]): string {
    return `${this.list(targets)} = ${this.list(values)}`;
  }

  protected override counter(name: string): string {
    return `${name} :`;
  }

  protected override counting(s: Stmt & { s: 'count' }): string {
    return super
      .counting(s)
      .replace(/^for \((.*)\)$/, 'for $1')
      .replace(' : = ', ' := ');
  }

  protected override whileHead(test: Expr): string {
    return `for ${this.test(test)}`;
  }

  protected override switchOf(s: Stmt & { s: 'switch' }): void {
    this.line(`switch ${this.expression(s.subject)} {`);
    for (const { value, body } of s.cases) {
      this.line(`case ${value}:`);
      this.body(body);
    }
    this.line('default:');
    this.body(s.otherwise);
    this.line('}');
  }

  protected each(s: Stmt & { s: 'each' }): string {
    const array = this.expression(s.array);
    return `for ${s.how === 'pairs' ? (s.index ?? '_') : '_'}, ${s.name} := range ${array}`;
  }

  protected override closure(s: Stmt & { s: 'closure' }): void {
    this.closures.add(s.name);
    this.line(`${s.name} := func(${this.parameters(s.parameters)})${s.result ? ` ${this.type(s.result)}` : ''} {`);
    this.body(s.body);
    this.line('}');
  }
}

/** Names that are read somewhere; Go refuses variables that are not. */
function readIn(statements: readonly Stmt[]): Set<string> {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(look);
    else if (typeof part === 'object' && part !== null) {
      const one = part as Record<string, unknown>;
      if (one.e === 'name') found.add(String(one.name));
      for (const [key, inner] of Object.entries(one)) {
        const targets =
          key === 'target' && one.operator === undefined ? [inner] : key === 'targets' ? inner : undefined;
        if (!Array.isArray(targets)) look(inner);
        else for (const target of targets) if ((target as Expr).e !== 'name') look(target);
      }
    }
  };
  look(statements);
  return found;
}
