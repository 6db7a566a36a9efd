import { power } from '../../algebra/moves';
import { NotationError } from '../../algebra/notation';
import { FormReader, type Part } from './forms';
import type { Header } from './header';
import type { Lexer, Token } from './lexer';
import { nameOf, type Names } from './names';
import { multiplied, powersTaken, type Factor, type First, type Powered, type Product } from './products';
import { isGroupName, isSystemName, SystemReader } from './systems';

/** What the reader took a text to mean where others could mean something else. */
export interface Remark {
  text: string;
  start: number;
  end: number;
}

/** Brackets within brackets: a text from outside may be deep. */
const MAX_DEPTH = 200;
const MAX_FACTORS = 10_000;
export const APART = 'elements need a space or a comma between them';
const CONJUGATE = 'a power is one whole number; what GAP writes a^b, the conjugate, is b^-1*a*b';
const TOO_MANY = `an element may have ${MAX_FACTORS} factors, here is one more`;

type Atom = Part & { isBareCycle: boolean };

/** Reads products, powers and inverses of elements: docs/reading-words.md. */
export class ExpressionReader {
  /** Which factor of a product acts first, where that made a difference for the first time. */
  remark: Remark | undefined;
  private readonly systems: SystemReader;
  private depth = 0;
  /** The sign that ends the string in which we are. */
  private quote: Token['kind'] | undefined;

  constructor(
    private readonly lexer: Lexer,
    private readonly header: Header,
    private readonly forms: FormReader,
    private readonly names: Names,
    private readonly isLatex: boolean,
  ) {
    this.systems = new SystemReader(lexer, forms, {
      element: () => this.expression(true),
      term: () => this.term(false),
      product: (factors) => this.multiplied(factors, new Set<First>(['left'])),
    });
  }

  /**
   * A product. Within brackets (`isInside`) blanks and line ends mean nothing, so that factors may stand apart.
   *
   * @throws NotationError where the text is none
   */
  expression(isInside: boolean): Factor {
    if (++this.depth > MAX_DEPTH) {
      const { start, end } = this.lexer.peek();
      throw new NotationError(start, end, 'too many brackets within brackets');
    }
    const factors: Factor[] = [this.term(isInside)];
    const signs = new Set<First>();
    for (;;) {
      if (isInside) while (this.lexer.takeIf('newline'));
      const sign = this.lexer.peek();
      const how = this.orderOf(sign);
      if (how === undefined) break;
      this.lexer.take();
      signs.add(how.first);
      while (this.lexer.takeIf('newline'));
      if (factors.length === MAX_FACTORS) throw new NotationError(sign.start, sign.end, TOO_MANY);
      factors.push(this.term(isInside));
    }
    this.depth--;
    return this.multiplied(factors, signs);
  }

  private multiplied(factors: readonly Factor[], signs: ReadonlySet<First>): Factor {
    const { first, ...found }: Product = multiplied(factors, signs, this.header.product);
    if (first) this.remark ??= { text: `of a product the ${first} factor acts first`, ...found };
    return found;
  }

  private orderOf({ kind }: Token): { first: First } | undefined {
    if (kind === '*') return { first: this.systems.isPari ? 'right' : 'left' };
    if (kind === '∘') return { first: 'right' };
    return kind === '·' ? { first: this.header.product } : undefined;
  }

  /** Factors that stand together without a sign. */
  private term(isInside: boolean): Factor {
    // `2a` may be two of a, or the element 2 and then a.
    const isId = this.lexer.peek().kind === 'number';
    const factors = [this.factor()];
    for (;;) {
      const next = this.lexer.peek();
      const isNext = next.kind === '(' || next.kind === 'name';
      if (!isNext || (!isInside && next.start !== factors.at(-1)?.end)) break;
      if (isId && next.start === factors.at(-1)?.end) throw new NotationError(next.start, next.end, APART);
      if (factors.length === MAX_FACTORS) throw new NotationError(next.start, next.end, TOO_MANY);
      factors.push(this.factor());
    }
    return this.multiplied(powersTaken(factors), new Set<First>([this.isLatex ? this.header.product : 'left']));
  }

  private factor(): Powered {
    const { start } = this.lexer.peek();
    let isInverse = false;
    while (this.lexer.takeIf('~')) isInverse = !isInverse;
    const inner = this.atom();
    const atom = isInverse ? { ...inner, moves: power(inner.moves, -1n), isBareCycle: false } : inner;
    const exponent = this.exponent(atom.end);
    if (!exponent) return { ...atom, start };
    return atom.isBareCycle
      ? { ...atom, start, end: exponent.end, exponent: exponent.value }
      : { moves: power(atom.moves, exponent.value), start, end: exponent.end, isBareCycle: false };
  }

  private atom(): Atom {
    const token = this.lexer.peek();
    if (token.kind === '(' && !this.isBracket()) {
      const { isCycle, ...part } = this.forms.parentheses();
      return { ...part, isBareCycle: isCycle };
    }
    return { ...this.other(token), isBareCycle: false };
  }

  /** What is no cycle. */
  private other(token: Token): Part {
    switch (token.kind) {
      case '(':
        return this.within(')', 'this bracket is never closed');
      case '[':
      case '{':
        return this.forms.brackets();
      case '⟦':
        return this.forms.latexMatrix();
      case 'number':
        return this.forms.numbers();
      case 'name':
        return this.named(token);
      case '"':
      case "'":
        if (this.quote !== undefined) throw this.forms.unexpected(token);
        return this.quoted(token.kind);
      default:
        throw this.forms.unexpected(token);
    }
  }

  /** A parenthesis that holds elements and not numbers. */
  private isBracket(): boolean {
    return ['(', '[', '{', '⟦', 'name', '~', '"', "'"].includes(this.lexer.peek(1).kind);
  }

  /** Sage writes permutations as strings. */
  private quoted(quote: Token['kind']): Part {
    this.quote = quote;
    const part = this.within(quote, 'this string is never closed');
    this.quote = undefined;
    return part;
  }

  private within(close: Token['kind'], unclosed: string): Part {
    const open = this.lexer.take();
    const { moves } = this.expression(true);
    const last = this.lexer.takeIf(close);
    if (!last) throw new NotationError(open.start, open.end, unclosed);
    return { moves, end: last.end };
  }

  private named(token: Token): Part {
    const text = this.lexer.textOf(token);
    const name = nameOf(text);
    const isDefined = this.names.generators.has(name);
    if (!isDefined && (isSystemName(name) || this.isCoercion(name, token))) return this.systems.read(name);
    const lengths = this.names.together(text, token);
    if (lengths) {
      if (lengths.length > MAX_FACTORS) throw new NotationError(token.start, token.end, TOO_MANY);
      this.lexer.split(lengths);
      return this.named(this.lexer.peek());
    }
    const moves = this.names.element(name, token);
    this.lexer.take();
    if (moves) return { moves, end: token.end };
    const told = this.lexer.told(token);
    const reason =
      this.lexer.peek().kind === '='
        ? `names are given to elements before they are used: '${told} := (1 2 3)', or a line '# generators: ${told} = (1 2 3)'`
        : `'${told}' is not an element${this.names.suggestion(name)}`;
    throw new NotationError(token.start, token.end, reason);
  }

  /** Magma's `Sym(5)!(1,2)` and Sage's `S5([2,1,3])`: an element as one of a group. */
  private isCoercion(name: string, token: Token): boolean {
    const next = this.lexer.peek(1);
    return isGroupName(name) && (next.kind === '!' || (next.kind === '(' && next.start === token.end));
  }

  /** `^2`, `^-1`, `^{-1}`, `**2`, `⁻¹`, and `'` for the inverse. */
  private exponent(after: number): { value: bigint; end: number } | undefined {
    const token = this.lexer.peek();
    if (token.start !== after && token.kind !== '^') return undefined;
    if (token.kind === 'superscript') {
      this.lexer.take();
      const text = [...this.lexer.textOf(token)]
        .map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))
        .join('');
      return { value: this.wholeNumber(text, token), end: token.end };
    }
    if (token.kind === "'" && this.quote !== "'") {
      this.lexer.take();
      return { value: -1n, end: token.end };
    }
    if (token.kind !== '^') return undefined;
    this.lexer.take();
    const open = this.lexer.takeIf('{') ?? this.lexer.takeIf('(');
    const sign = this.lexer.takeIf('-') ? '-' : '';
    const { kind, start, end } = this.lexer.peek();
    if (kind === 'name' || kind === '(') throw new NotationError(start, end, CONJUGATE);
    const number = this.lexer.expect('number', 'a power is a whole number, which');
    const value = this.wholeNumber(sign + this.lexer.textOf(number), number);
    if (!open) return { value, end: number.end };
    const close = this.lexer.takeIf(open.kind === '{' ? '}' : ')');
    if (!close) throw new NotationError(open.start, number.end, CONJUGATE);
    return { value, end: close.end };
  }

  private wholeNumber(text: string, { start, end }: Token): bigint {
    if (!/^-?\d{1,1000}$/.test(text)) throw new NotationError(start, end, 'a power is a whole number');
    return BigInt(text);
  }
}
