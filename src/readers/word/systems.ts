import {
  MAX_DEGREE,
  movesOfCycles,
  movesOfOneLine,
  movesOfTwoLines,
  NotationError,
  type Base,
  type Moves,
  type Numeral,
} from '../../algebra/notation';
import { power } from '../../algebra/moves';
import type { FormReader, Group, Part } from './forms';
import type { Lexer, Token } from './lexer';
import type { Factor } from './products';

const NAMES: ReadonlySet<string> = new Set([
  'PermList',
  'Vecsmall',
  'Perm',
  'Permutation',
  'Cycle',
  'Cycles',
  'PermutationCycles',
  'PermutationList',
  'PermutationGroupElement',
  'PermutationProduct',
  'InversePermutation',
  'PermutationPower',
  'Id',
  'Identity',
  '\\binom',
  '\\tbinom',
  '\\dbinom',
]);

export function isSystemName(name: string): boolean {
  return NAMES.has(name);
}

/** What groups are called in which elements are made: `Sym(5)!(1,2)`, `S5([2,1,3])`. */
export function isGroupName(name: string): boolean {
  return /^(?:[SA]\d{0,3}|[GH]|Sym|Alt|SymmetricGroup|AlternatingGroup)$/.test(name);
}

/** What a system's functions are applied to. */
interface Reading {
  /** All up to where its bracket closes. */
  element: () => Factor;
  /** What stands together without a sign or a blank. */
  term: () => Factor;
  /** The left factor acts first. */
  product: (factors: readonly Factor[]) => Part;
}

/**
 * Permutations as GAP (`PermList`), SymPy (`Permutation`, `Cycle`), Sage (`Permutation`, `PermutationGroupElement`), Magma
 * (`Id(G)`), PARI (`Vecsmall`) and Mathematica (`Cycles` and its functions) write them. SymPy counts from zero, the others from one.
 */
export class SystemReader {
  /** What was read is PARI's, of which `*` applies the right factor first. */
  isPari = false;

  constructor(
    private readonly lexer: Lexer,
    private readonly forms: FormReader,
    private readonly reading: Reading,
  ) {}

  /** The element that begins with this name. @throws NotationError */
  read(name: string): Part {
    const token = this.lexer.take();
    const element = () => this.reading.element().moves;
    switch (name) {
      case 'PermList':
        return this.within('(', () => movesOfOneLine(this.list().numbers, this.forms.base(token)));
      case 'Vecsmall':
        this.isPari = true;
        return this.within('(', () => movesOfOneLine(this.list().numbers, this.forms.base(token)));
      // Maple's, in one line or as its cycles
      case 'Perm':
        return this.within('(', () =>
          this.lexer.peek(1).kind === '['
            ? movesOfCycles(this.rows('['), this.forms.base(token))
            : movesOfOneLine(this.list().numbers, this.forms.base(token)),
        );
      case 'Cycles':
        return this.within('[', () => movesOfCycles(this.rows('{'), this.forms.base(token)));
      case 'PermutationGroupElement':
        return this.within('(', () => (this.isListOfTuples() ? this.tuples(token, 1) : element()));
      case 'PermutationCycles':
        return this.within('[', element);
      case 'PermutationList':
        return this.within('[', () => {
          const moves = element();
          return this.lexer.takeIf('separator') ? this.sized(moves, this.lexer.expect('number', 'a size')) : moves;
        });
      case 'PermutationProduct':
        return this.within('[', () => this.reading.product(this.several()).moves);
      case 'InversePermutation':
        return this.within('[', () => power(element(), -1n));
      case 'PermutationPower':
        return this.within('[', () => {
          const moves = element();
          this.lexer.expect('separator', "','");
          const sign = this.lexer.takeIf('-') ? -1n : 1n;
          return power(moves, sign * BigInt(this.lexer.textOf(this.lexer.expect('number', 'a whole number'))));
        });
      case 'Cycle':
        return this.cycles(token, 0);
      case 'Permutation':
        return this.permutation(token);
      case 'Id':
      case 'Identity':
        if (this.lexer.peek().kind !== '(' || this.lexer.peek().start > token.end)
          return { moves: new Map(), end: token.end };
        return this.within('(', () => {
          // `Id(Sym(4))`
          if (this.lexer.takeIf('name') && this.lexer.takeIf('(')) {
            this.lexer.expect('number', 'a degree');
            this.lexer.expect(')', "')'");
          }
          return new Map();
        });
      default:
        return name.startsWith('\\') ? this.binomial(token) : this.coerced(token);
    }
  }

  /**
   * `Permutation([…])` is Sage's where it counts from one, and SymPy's where it counts from zero; so are tuples, which are a
   * cycle for Sage, and for SymPy one-line form.
   */
  private permutation(token: Token): Part {
    const [inside, deeper] = [this.lexer.peek(1).kind, this.lexer.peek(2).kind];
    if (inside === '"' || inside === "'") return this.within('(', () => this.reading.element().moves);
    if (inside === '(')
      return this.within('(', () => {
        const { numbers } = this.forms.group();
        if (numbers.some(({ value }) => value === 0)) return movesOfOneLine(numbers, this.forms.base(token, 0));
        return movesOfCycles([numbers], this.forms.base(token));
      });
    if (inside !== '[') return this.cycles(token, 0);
    if (deeper === '(') return this.withSize(() => this.tuples(token));
    if (deeper === '[') return this.withSize(() => movesOfCycles(this.rows('['), this.forms.base(token, 0)));
    return this.withSize(() => {
      const { numbers } = this.list();
      const own: Base = numbers.some(({ value }) => value === 0) ? 0 : 1;
      return movesOfOneLine(numbers, numbers.length > 0 ? this.forms.base(token, own) : 1);
    });
  }

  private isListOfTuples(): boolean {
    return this.lexer.peek().kind === '[' && this.lexer.peek(1).kind === '(';
  }

  /**
   * `[(1, 2), (3, 4)]`: cycles.
   *
   * @param own what they count from where neither the header says it nor a 0 among them
   */
  private tuples(token: Token, own?: Base): Moves {
    this.lexer.take();
    const cycles: Numeral[][] = [];
    while (this.lexer.peek().kind === '(') {
      cycles.push(this.forms.group().numbers);
      while (['separator', 'newline'].includes(this.lexer.peek().kind)) this.lexer.take();
    }
    const { end } = this.lexer.expect(']', "']'");
    const hasZero = cycles.flat().some(({ value }) => value === 0);
    if (!hasZero && own === undefined && !this.forms.isBaseStated)
      throw new NotationError(
        token.start,
        end,
        "Sage counts these from 1 and SymPy from 0: a line '# base: 1' or '# base: 0' before the first element says which",
      );
    return movesOfCycles(cycles, this.forms.base(token, hasZero ? 0 : 1));
  }

  /** SymPy's `(1, 2)(3, 4)` behind a name; a number alone, in the first brackets, only says how many slots there are. */
  private cycles(token: Token, own: Base): Part {
    let found: Factor | undefined;
    while (this.lexer.peek().kind === '(' && this.lexer.peek().start === (found?.end ?? token.end)) {
      const open = this.lexer.peek();
      const { numbers, end, below } = this.forms.group(() => this.isSize());
      const only = numbers.length === 1 ? numbers[0] : undefined;
      if (below || (only && found))
        throw new NotationError(open.start, end, 'this is no cycle: of SymPy it asks for the image of a number');
      const base = numbers.length > 0 ? this.forms.base(token, own) : own;
      const next = only ? fixed(only, base) : movesOfCycles([numbers], base);
      const cycle: Factor = this.isSize()
        ? { moves: this.size(next), start: open.start, end: this.lexer.expect(')', "')'").end }
        : { moves: next, start: open.start, end };
      found = found ? { ...this.reading.product([found, cycle]), start: found.start } : cycle;
    }
    if (!found) throw new NotationError(token.start, token.end, `'${this.lexer.told(token)}' is not an element`);
    return { moves: found.moves, end: found.end };
  }

  /** SymPy's `size=4`, behind what it says the size of. */
  private withSize(read: () => Moves): Part {
    return this.within('(', () => {
      const moves = read();
      this.lexer.takeIf('separator');
      return this.isSize() ? this.size(moves) : moves;
    });
  }

  private isSize(): boolean {
    const token = this.lexer.peek();
    return token.kind === 'name' && this.lexer.textOf(token) === 'size';
  }

  private size(moves: Moves): Moves {
    this.lexer.take();
    this.lexer.expect('=', "'='");
    return this.sized(moves, this.lexer.expect('number', 'a size'));
  }

  /** In a world of so many slots at least. */
  private sized(moves: Moves, { start, end }: Token): Moves {
    const size = Number(this.lexer.text.slice(start, end));
    return size < 1 ? moves : new Map([...fixed({ value: size, start, end }, 1), ...moves]);
  }

  /** LaTeX's `\binom{1 2 3}{2 3 1}`: two lines. */
  private binomial(token: Token): Part {
    const [top, bottom] = [this.numbersIn('{'), this.numbersIn('{')];
    return { moves: movesOfTwoLines(top.numbers, bottom.numbers, this.forms.base(token)), end: bottom.end };
  }

  /** `Sym(5)!(1,2)` and `S5("(1,2)")`: what stands behind the group. */
  private coerced(token: Token): Part {
    const number = this.lexer.peek(1).kind === 'number' && this.lexer.peek(2).kind === ')';
    if (this.lexer.peek().kind === '(' && number) for (let taken = 0; taken < 3; taken++) this.lexer.take();
    if (this.lexer.takeIf('!')) return this.reading.term();
    const inside = this.lexer.peek(1).kind;
    if (this.lexer.peek().kind === '(' && ['(', '[', '"', "'"].includes(inside))
      return this.within('(', () => (this.isListOfTuples() ? this.tuples(token, 1) : this.reading.element().moves));
    throw new NotationError(token.start, token.end, `'${this.lexer.told(token)}' is not an element`);
  }

  private within(open: '(' | '[', read: () => Moves): Part {
    this.lexer.expect(open, `'${open}'`);
    const moves = read();
    while (this.lexer.takeIf('newline'));
    const { end } = this.lexer.expect(open === '(' ? ')' : ']', `'${open === '(' ? ')' : ']'}'`);
    return { moves, end };
  }

  private several(): Factor[] {
    const found = [this.reading.element()];
    while (this.lexer.takeIf('separator')) found.push(this.reading.element());
    return found;
  }

  private list(): Group {
    return this.numbersIn('[');
  }

  private numbersIn(open: '[' | '{'): Group {
    const token = this.lexer.peek();
    if (token.kind !== open)
      throw new NotationError(token.start, token.end, `a list '${open === '[' ? '[…]' : '{…}'}' is missing here`);
    const group = this.forms.group();
    if (group.rows ?? group.below) throw new NotationError(group.start, group.end, 'this is not one list of numbers');
    return group;
  }

  private rows(open: '{' | '['): readonly (readonly Numeral[])[] {
    const token = this.lexer.peek();
    if (token.kind !== open)
      throw new NotationError(token.start, token.end, `a list '${open}' of cycles is missing here`);
    const { rows, numbers, start, end } = this.forms.group();
    if (numbers.length > 0) throw new NotationError(start, end, 'cycles are lists within this list');
    return rows ?? [];
  }
}

/** A world that has this slot. */
function fixed({ value, start, end }: Numeral, base: Base): Moves {
  const slot = value - base;
  if (slot < 0 || slot >= MAX_DEGREE) throw new NotationError(start, end, `there is no slot ${value}`);
  return new Map([[slot, slot]]);
}
