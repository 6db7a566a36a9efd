import { Lines, type Program } from './program';
import { Random } from './random';

/**
 * Programs that leave statements in their middle: exceptions of the program and of the language, handlers, `finally`, `else`,
 * loops that are left or gone on with from within, functions that give back early, and generators that stand while another
 * statement moves the same values.
 */
export function leavingProgram(language: 'python' | 'javascript', seed: number): Program {
  return (language === 'python' ? new PythonWriter(seed) : new JavaScriptWriter(seed)).write();
}

/** What may be left at a place: the loop, the function or the generator around it, and the exception in hand. */
interface Around {
  loop?: boolean;
  function?: boolean;
  generator?: boolean;
  handler?: boolean;
}

/** Deeper than this a statement has none within. */
const DEPTH = 4;
const PLACES = 4;

abstract class Writer {
  protected readonly random: Random;
  protected readonly out = new Lines();
  private readonly functions: string[] = [];
  private depth = 0;
  private names = 0;
  private said = 100;

  constructor(private readonly seed: number) {
    this.random = new Random(seed);
  }

  write(): Program {
    this.beginning();
    for (const name of ['f', 'g', 'h']) {
      const generator = name === 'g';
      this.define(name, generator, () => {
        this.block({ function: true, generator }, 3);
        if (generator) this.give('0');
        else this.result('0');
      });
      this.functions.push(name);
    }
    this.define('main', false, () => this.block({}, 5));
    this.attempt(() => this.callMain(), [[this.anything(), () => this.add('row.reverse()')]]);
    return { seed: this.seed, source: [...this.out.list, ''].join('\n'), roots: ['row', 'log'] };
  }

  protected abstract beginning(): void;
  protected abstract define(name: string, isGenerator: boolean, body: () => void): void;
  protected abstract callMain(): void;
  protected abstract branch(test: string, then: () => void, otherwise?: () => void): void;
  protected abstract times(variable: string, count: number, body: () => void, otherwise?: () => void): void;
  protected abstract overGenerator(variable: string, name: string, body: () => void): void;
  protected abstract attempt(
    body: () => void,
    handlers: readonly [types: string, body: () => void][],
    otherwise?: () => void,
    last?: () => void,
  ): void;
  protected abstract swap(i: number, j: number): void;
  protected abstract turn(): void;
  protected abstract say(value: string): void;
  /** A function that gives nothing is said as 0. */
  protected abstract sayCall(name: string): void;
  protected abstract add(statement: string): void;
  protected abstract give(value: string): void;
  protected abstract result(value: string): void;
  /** All exceptions of a program. */
  protected abstract anything(): string;
  /** Some of them. */
  protected abstract some(): string;
  protected abstract throwing(): string;
  protected abstract parity(of: number): string;
  protected abstract again(): string;
  /** Statements that the language itself ends with an exception. */
  protected abstract errors(): readonly string[];
  protected abstract hasElse(): boolean;

  protected newName(kind: string): string {
    return `${kind}${++this.names}`;
  }

  private block(around: Around, count = this.random.int(1, 3)): void {
    this.depth++;
    for (let at = 0; at < count; at++) this.statement(around);
    this.depth--;
  }

  private move(): void {
    const { random } = this;
    const [i = 0, j = 1] = random.distinct(2, PLACES);
    switch (random.int(0, 3)) {
      case 0: {
        this.swap(i, j);
        return;
      }
      case 1: {
        this.turn();
        return;
      }
      case 2: {
        this.add('row.reverse()');
        return;
      }
      default: {
        this.say(String(this.said++));
        return;
      }
    }
  }

  private test(): string {
    const { random } = this;
    const place = (): string => `row[${random.int(0, PLACES - 1)}]`;
    return random.pick([
      `${place()} > ${random.int(1, PLACES)}`,
      this.parity(random.int(0, 1)),
      `${place()} < ${place()}`,
    ]);
  }

  private statement(around: Around): void {
    const { random } = this;
    const kind = this.depth > DEPTH ? 0 : random.int(0, 13);
    if (kind < 3) this.move();
    else if (kind < 5)
      this.branch(
        this.test(),
        () => this.block(around),
        () => this.block(around),
      );
    else if (kind < 7)
      this.times(
        this.newName('i'),
        random.int(1, 3),
        () => this.block({ ...around, loop: true }),
        this.hasElse() && random.chance(30) ? () => this.block(around, 1) : undefined,
      );
    else if (kind < 11) this.guarded(around);
    else this.leave(around);
  }

  private guarded(around: Around): void {
    const { random } = this;
    // Whoever leaves a generator alone would have its last part done at some time.
    const last = !around.generator && random.chance(50) ? () => this.block(around) : undefined;
    const handler = (): void => this.block({ ...around, handler: true });
    const handlers: [string, () => void][] = !last || random.chance(85) ? [[this.some(), handler]] : [];
    const isMore = handlers.length > 0 && this.hasElse();
    if (isMore && random.chance(30)) handlers.push(['LookupError', handler]);
    const otherwise = isMore && random.chance(30) ? () => this.block(around, 1) : undefined;
    this.attempt(() => this.block(around), handlers, otherwise, last);
  }

  private leave(around: Around): void {
    const { random } = this;
    const { loop, function: inFunction, handler, generator } = around;
    const ways = [
      ...[this.throwing(), this.throwing(), ...this.errors()],
      ...(loop ? ['break', 'continue'] : []),
      ...(inFunction ? [`return ${random.int(0, 8)}`] : []),
      ...(handler ? [this.again()] : []),
      ...(generator ? ['give', 'give', 'give', 'give'] : []),
      ...(inFunction ? [] : ['call', 'call', 'call']),
    ];
    const way = random.pick(ways);
    if (way === 'give') this.give(`row[${random.int(0, PLACES - 1)}]`);
    else if (way !== 'call') this.branch(this.test(), () => this.add(way));
    else if (random.chance(60)) this.sayCall(random.pick(['f', 'h']));
    else {
      const variable = this.newName('v');
      this.overGenerator(variable, 'g', () => {
        this.say(variable);
        this.block({ ...around, loop: true });
      });
    }
  }
}

class PythonWriter extends Writer {
  protected beginning(): void {
    this.out.add('row = [1, 2, 3, 4]', 'log = []', 'class A(Exception):', '    pass', 'class B(A):', '    pass');
  }

  private under(head: string, body: () => void): void {
    this.out.add(head);
    this.out.indented(body);
  }

  protected define(name: string, _isGenerator: boolean, body: () => void): void {
    this.under(`def ${name}():`, body);
  }

  protected callMain(): void {
    this.add('main()');
  }

  protected branch(test: string, then: () => void, otherwise?: () => void): void {
    this.under(`if ${test}:`, then);
    if (otherwise) this.under('else:', otherwise);
  }

  protected times(variable: string, count: number, body: () => void, otherwise?: () => void): void {
    this.under(`for ${variable} in range(${count}):`, body);
    if (otherwise) this.under('else:', otherwise);
  }

  protected overGenerator(variable: string, name: string, body: () => void): void {
    this.under(`for ${variable} in ${name}():`, body);
  }

  protected attempt(
    body: () => void,
    handlers: readonly [string, () => void][],
    otherwise?: () => void,
    last?: () => void,
  ): void {
    this.under('try:', body);
    for (const [types, handler] of handlers) this.under(`except ${types}:`, handler);
    if (otherwise) this.under('else:', otherwise);
    if (last) this.under('finally:', last);
  }

  protected swap(i: number, j: number): void {
    this.add(`row[${i}], row[${j}] = row[${j}], row[${i}]`);
  }

  protected turn(): void {
    this.add('row.append(row.pop(0))');
  }

  protected say(value: string): void {
    this.add(`log.append(${value})`);
  }

  protected sayCall(name: string): void {
    this.add(`log.append(${name}() or 0)`);
  }

  protected add(statement: string): void {
    this.out.add(statement);
  }

  protected give(value: string): void {
    this.add(`yield ${value}`);
  }

  protected result(value: string): void {
    this.add(`return ${value}`);
  }

  protected anything(): string {
    return 'Exception';
  }

  protected some(): string {
    const [one = 'A', other] = this.random.shuffled(['ValueError', 'KeyError', 'A', 'B']);
    return this.random.chance(50) ? one : `(${one}, ${other}) as e`;
  }

  protected throwing(): string {
    return `raise ${this.random.pick(['ValueError', 'KeyError', 'IndexError', 'A', 'B'])}(${this.random.int(0, 8)})`;
  }

  protected parity(of: number): string {
    return `len(log) % 2 == ${of}`;
  }

  protected again(): string {
    return 'raise';
  }

  protected errors(): readonly string[] {
    return [`row[${this.random.int(0, 3)}] = row[9]`, 'int("x")'];
  }

  protected hasElse(): boolean {
    return true;
  }
}

class JavaScriptWriter extends Writer {
  protected beginning(): void {
    this.out.add('const row = [1, 2, 3, 4];', 'const log = [];', 'class B extends Error {}');
  }

  private within(head: string, body: () => void, end = '}'): void {
    this.out.add(`${head} {`);
    this.out.indented(body);
    this.out.add(end);
  }

  protected define(name: string, isGenerator: boolean, body: () => void): void {
    this.within(`function${isGenerator ? '*' : ''} ${name}()`, body);
  }

  protected callMain(): void {
    this.add('main()');
  }

  protected branch(test: string, then: () => void, otherwise?: () => void): void {
    this.within(`if (${test})`, then);
    if (otherwise) this.within('else', otherwise);
  }

  protected times(variable: string, count: number, body: () => void): void {
    this.within(`for (let ${variable} = 0; ${variable} < ${count}; ${variable}++)`, body);
  }

  protected overGenerator(variable: string, name: string, body: () => void): void {
    this.within(`for (const ${variable} of ${name}())`, body);
  }

  protected attempt(
    body: () => void,
    handlers: readonly [string, () => void][],
    _otherwise?: () => void,
    last?: () => void,
  ): void {
    this.within('try', body);
    const [handler] = handlers;
    if (handler) this.within(`catch ${handler[0]}`, handler[1]);
    if (last) this.within('finally', last);
  }

  protected swap(i: number, j: number): void {
    this.add(`[row[${i}], row[${j}]] = [row[${j}], row[${i}]]`);
  }

  protected turn(): void {
    this.add('row.push(row.shift())');
  }

  protected say(value: string): void {
    this.add(`log.push(${value})`);
  }

  protected sayCall(name: string): void {
    this.add(`log.push(${name}() ?? 0)`);
  }

  protected add(statement: string): void {
    this.out.add(`${statement};`);
  }

  protected give(value: string): void {
    this.add(`yield ${value}`);
  }

  protected result(value: string): void {
    this.add(`return ${value}`);
  }

  protected anything(): string {
    return '(e)';
  }

  protected some(): string {
    return '(e)';
  }

  protected throwing(): string {
    return this.random.pick(['throw new Error("e")', 'throw 7', 'throw new B()']);
  }

  protected parity(of: number): string {
    return `log.length % 2 === ${of}`;
  }

  protected again(): string {
    return 'throw e';
  }

  protected errors(): readonly string[] {
    return [];
  }

  protected hasElse(): boolean {
    return false;
  }
}
