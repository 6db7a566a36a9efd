import type { NamedGroup } from '../../algebra/groups';
import { power, product, sameMoves } from '../../algebra/moves';
import { NotationError, type Moves } from '../../algebra/notation';
import { FormReader, type Part } from './forms';
import type { Header } from './header';
import type { Lexer, Token } from './lexer';
import { isSystemName, SystemReader } from './systems';

/** An element as it stands in the text, before the degree of the word is known. */
export interface Element {
  moves: Moves;
  start: number;
  end: number;
}

/** What the reader took a text to mean where others could mean something else. */
export interface Remark {
  text: string;
  start: number;
  end: number;
}

const IDENTITIES = new Set([
  'e',
  'id',
  'ε',
  'identity',
  '\\varepsilon',
  '\\epsilon',
  '\\mathrm{id}',
  '\\operatorname{id}',
  '\\text{id}',
]);

/** Which factor of a product acts first; undefined where the text does not say. */
type First = 'left' | 'right' | undefined;

interface Factor extends Part {
  start: number;
  /** A cycle that stands bare, so that a power behind it may be meant for those before it as well. */
  isBareCycle: boolean;
}

/** Brackets within brackets: a text from outside may be deep. */
const MAX_DEPTH = 200;
const MAX_FACTORS = 10_000;
const TOO_MANY = `an element may have ${MAX_FACTORS} factors, here is one more`;

/** Reads elements one by one, in the order in which they are written. See docs/reading-words.md for the grammar. */
export class ElementReader {
  /** Elements repeat: equal text gives the same object, so that a long word needs little memory. */
  private readonly known = new Map<string, Moves>();
  private readonly forms: FormReader;
  private readonly systems: SystemReader;
  private readonly generators = new Map<string, Moves>();
  private orderRemark: Remark | undefined;
  /** Brackets of lists of elements that are open. */
  private readonly lists: Token[] = [];
  /** The first list of elements, and the first element outside of lists. */
  private listed: Token | undefined;
  private bare: Token | undefined;
  private depth = 0;
  /** The sign that ends the string in which we are. */
  private quote: Token['kind'] | undefined;

  constructor(
    private readonly lexer: Lexer,
    private readonly header: Header,
    idsOf: NamedGroup,
    private readonly isLatex: boolean,
    generators: ReadonlyMap<string, Moves> = new Map(),
  ) {
    this.forms = new FormReader(lexer, header, idsOf);
    this.systems = new SystemReader(lexer, this.forms, () => this.expression(true));
    for (const [name, moves] of generators) this.generators.set(name, moves);
  }

  /** The next element; undefined at the end. @throws NotationError where the text is not one. */
  next(): Element | undefined {
    this.skipToElement();
    const token = this.lexer.peek();
    const open = this.lists.at(-1);
    if (token.kind === 'end' && open) throw new NotationError(open.start, open.end, 'this bracket is never closed');
    if (token.kind === 'end') return undefined;
    this.checkList(token, open);
    const { moves, end } = this.expression(false);
    const after = this.lexer.peek();
    const mayFollow = ['separator', 'newline', 'end', ...(open ? [']'] : [])];
    if (after.start === end && !mayFollow.includes(after.kind)) {
      throw new NotationError(after.start, after.end, 'elements need a space or a comma between them');
    }
    const text = this.lexer.text.slice(token.start, end);
    const shared = this.known.get(text);
    if (!shared) this.known.set(text, moves);
    return { moves: shared ?? moves, start: token.start, end };
  }

  /** Separators, and the brackets of a list of elements, as GAP and Sage print it. */
  private skipToElement(): void {
    for (;;) {
      const { kind } = this.lexer.peek();
      if (kind === '[' && ['(', 'name', '"', "'"].includes(this.lexer.peek(1).kind)) this.lists.push(this.lexer.take());
      else if (kind === ']' && this.lists.length > 0) {
        this.lexer.take();
        this.lists.pop();
      } else if (kind === 'separator' || kind === 'newline') this.lexer.take();
      else return;
    }
  }

  /** @throws NotationError where `R [R, U]` may be two elements more, or the commutator of both. */
  private checkList(token: Token, open: Token | undefined): void {
    if (open) this.listed ??= open;
    else this.bare ??= token;
    if (!this.listed || !this.bare) return;
    const { start, end } = this.listed;
    throw new NotationError(
      start,
      end,
      'more elements, or a commutator? without brackets they are elements; a commutator is written R*U*R^-1*U^-1',
    );
  }

  /** `R = (1 3)(2 5), U = R^2 …`: names for elements. */
  define(): ReadonlyMap<string, Moves> {
    for (let token = this.lexer.peek(); token.kind !== 'end'; token = this.lexer.peek()) {
      if (token.kind === 'separator' || token.kind === 'newline') {
        this.lexer.take();
        continue;
      }
      const name = nameOf(this.lexer.textOf(this.lexer.expect('name', 'the name of a generator')));
      this.lexer.expect('=', "'='");
      if (this.generators.has(name)) throw new NotationError(token.start, token.end, `'${name}' has a meaning already`);
      this.generators.set(name, this.expression(false).moves);
    }
    return this.generators;
  }

  /** What the elements read so far were taken to mean. */
  get remarks(): Remark[] {
    const zero = this.forms.firstFromZero;
    return [
      ...(this.orderRemark ? [this.orderRemark] : []),
      ...(zero ? [{ text: 'numbers count from 0 here: 0 is slot 1', start: zero.start, end: zero.end }] : []),
    ];
  }

  /**
   * A product. Within brackets (`isInside`) blanks and line ends mean nothing, so that factors may stand apart.
   */
  private expression(isInside: boolean): Part {
    if (++this.depth > MAX_DEPTH) {
      const { start, end } = this.lexer.peek();
      throw new NotationError(start, end, 'too many brackets within brackets');
    }
    const first = this.term(isInside);
    const factors: Factor[] = [first];
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

  private orderOf({ kind }: Token): { first: First } | undefined {
    if (kind === '*') return { first: 'left' };
    if (kind === '∘') return { first: 'right' };
    return kind === '·' ? { first: this.header.product } : undefined;
  }

  /** Factors that stand together without a sign. */
  private term(isInside: boolean): Factor {
    const factors = [this.factor()];
    for (;;) {
      const next = this.lexer.peek();
      const isNext = next.kind === '(' || next.kind === 'name';
      const last = factors.at(-1);
      if (!isNext || (!isInside && next.start !== last?.end)) break;
      if (factors.length === MAX_FACTORS) throw new NotationError(next.start, next.end, TOO_MANY);
      factors.push(this.factor());
    }
    const all = this.powersOfCycles(factors);
    const first = factors[0];
    const part = this.multiplied(all, new Set<First>([this.isLatex ? this.header.product : 'left']));
    return { ...part, start: first?.start ?? 0, isBareCycle: false };
  }

  /** The product of factors, of which the text says in `signs` which one acts first. */
  private multiplied(factors: readonly Factor[], signs: ReadonlySet<First>): Part {
    const [first, ...rest] = factors;
    const last = factors.at(-1);
    if (!first || !last || rest.length === 0) return first ?? { moves: new Map(), end: 0 };
    const { start } = first;
    const { end } = last;
    const fail = (reason: string): never => {
      throw new NotationError(start, end, reason);
    };
    if (signs.size > 1)
      fail('signs of products that are read in different orders stand side by side: brackets say which');
    const left = factors.map(({ moves }) => moves).reduce((a, b) => product(a, b));
    const right = factors.map(({ moves }) => moves).reduceRight((a, b) => product(a, b));
    if (sameMoves(left, right)) return { moves: left, end };
    const [says] = signs;
    if (says === undefined)
      return fail(
        "which factor acts first? a line '# product: left' or '# product: right' before the first element says it",
      );
    if (this.header.product !== undefined && this.header.product !== says)
      fail(
        `here the ${says} factor acts first, but the header says ${this.header.product}: write '·' for the header's order`,
      );
    this.orderRemark ??= { text: `of a product the ${says} factor acts first`, start, end };
    return { moves: says === 'left' ? left : right, end };
  }

  private factor(): Factor & { exponent?: bigint } {
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

  /**
   * Of `(1 2)(3 4)^2` some mean the square of all, some that of the last cycle.
   *
   * @throws NotationError where that makes a difference
   */
  private powersOfCycles(factors: readonly (Factor & { exponent?: bigint })[]): Factor[] {
    const result: Factor[] = [];
    let run: Factor[] = [];
    for (const factor of factors) {
      const { exponent, ...bare } = factor;
      if (exponent === undefined) {
        result.push(bare);
        run = bare.isBareCycle ? [...run, bare] : [];
        continue;
      }
      const own = power(bare.moves, exponent);
      const together = power(
        [...run, bare].map(({ moves }) => moves).reduce((a, b) => product(a, b)),
        exponent,
      );
      const apart = [...run.map(({ moves }) => moves), own].reduce((a, b) => product(a, b));
      if (!sameMoves(together, apart)) {
        const { start } = run[0] ?? bare;
        throw new NotationError(
          start,
          bare.end,
          'the power of the last cycle or of all? brackets say which: ((1 2)(3 4))^2',
        );
      }
      result.push({ ...bare, moves: own });
      run = [];
    }
    return result;
  }

  private atom(): Part & { isBareCycle: boolean } {
    const token = this.lexer.peek();
    switch (token.kind) {
      case '(':
        if (this.isBracket()) return this.bracketed();
        return this.cycle();
      case '[':
        return { ...this.forms.brackets(), isBareCycle: false };
      case '{':
        return { ...this.forms.latexMatrix(), isBareCycle: false };
      case 'number':
        return { ...this.forms.numbers(), isBareCycle: false };
      case 'name':
        return { ...this.named(), isBareCycle: false };
      case '"':
      case "'":
        if (this.quote === undefined) return this.quoted(token);
        throw this.forms.unexpected(token);
      default:
        throw this.forms.unexpected(token);
    }
  }

  private cycle(): Part & { isBareCycle: boolean } {
    const { isCycle, ...part } = this.forms.parentheses();
    return { ...part, isBareCycle: isCycle };
  }

  /** A parenthesis that holds elements and not numbers. */
  private isBracket(): boolean {
    const { kind } = this.lexer.peek(1);
    return ['(', '[', '{', 'name', '~', '"', "'"].includes(kind);
  }

  private bracketed(): Part & { isBareCycle: boolean } {
    const open = this.lexer.take();
    const { moves } = this.expression(true);
    const close = this.lexer.takeIf(')');
    if (!close) throw new NotationError(open.start, open.end, 'this bracket is never closed');
    return { moves, end: close.end, isBareCycle: false };
  }

  /** Sage writes permutations as strings. */
  private quoted(open: Token): Part & { isBareCycle: boolean } {
    this.lexer.take();
    this.quote = open.kind;
    const { moves } = this.expression(true);
    const close = this.lexer.takeIf(open.kind);
    if (!close) throw new NotationError(open.start, open.end, 'this string is never closed');
    this.quote = undefined;
    return { moves, end: close.end, isBareCycle: false };
  }

  private named(): Part {
    const token = this.lexer.peek();
    const name = nameOf(this.lexer.textOf(token));
    const generator = this.generators.get(name);
    if (!generator && isSystemName(name)) return this.systems.read();
    this.lexer.take();
    if (generator) return { moves: generator, end: token.end };
    if (IDENTITIES.has(name)) return { moves: new Map(), end: token.end };
    const reflections = this.reflections(name, token);
    if (reflections) return { moves: reflections, end: token.end };
    throw new NotationError(token.start, token.end, `'${name}' is not an element${this.suggestion(name)}`);
  }

  private suggestion(name: string): string {
    const [, letter, digits] = /^(\D+)(\d+)$/.exec(name) ?? [];
    if (letter !== undefined && this.generators.has(letter)) return `: a power is written ${letter}^${digits ?? ''}`;
    return this.generators.size > 0 ? `, and no generator that the header names` : '';
  }

  /** Coxeter words `s1`, `s_1s_2`, `σ1`: sᵢ exchanges i and i + 1. */
  private reflections(name: string, token: Token): Moves | undefined {
    if (!/^(?:[sσ]_?\d{1,3})+$/.test(name)) return undefined;
    const base = this.forms.base(token);
    const factors = [...name.matchAll(/\d+/g)].map(([digits], index): Factor => {
      const slot = Number(digits) - base;
      if (slot < 0 || slot > 510) throw new NotationError(token.start, token.end, `there is no s${digits} here`);
      const moves = new Map([
        [slot, slot + 1],
        [slot + 1, slot],
      ]);
      return { moves, start: index === 0 ? token.start : token.end, end: token.end, isBareCycle: false };
    });
    return this.multiplied(factors, new Set<First>([this.isLatex ? this.header.product : 'left'])).moves;
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
    const number = this.lexer.expect('number', 'a power is a whole number, which');
    const close = open && this.lexer.expect(open.kind === '{' ? '}' : ')', 'the end of the exponent');
    return { value: this.wholeNumber(sign + this.lexer.textOf(number), number), end: (close ?? number).end };
  }

  private wholeNumber(text: string, { start, end }: Token): bigint {
    if (!/^-?\d{1,1000}$/.test(text)) throw new NotationError(start, end, 'a power is a whole number');
    return BigInt(text);
  }
}

/** `s_{12}`, `s₁₂` and `s_12` are one name. */
function nameOf(text: string): string {
  if (text.startsWith('\\')) return text;
  return text.replace(/[{}]/g, '').replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
}
