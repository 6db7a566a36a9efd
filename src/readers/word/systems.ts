import {
  MAX_DEGREE,
  movesOfCycles,
  movesOfOneLine,
  NotationError,
  type Base,
  type Moves,
  type Numeral,
} from '../../algebra/notation';
import { power, product } from '../../algebra/moves';
import type { FormReader, Group, Part } from './forms';
import type { Lexer, Token } from './lexer';

const NAMES = [
  'PermList',
  'Permutation',
  'Cycle',
  'Cycles',
  'PermutationGroupElement',
  'PermutationProduct',
  'InversePermutation',
  'PermutationPower',
] as const;
type Name = (typeof NAMES)[number];

export function isSystemName(name: string): name is Name {
  return (NAMES as readonly string[]).includes(name);
}

/**
 * Permutations as GAP (`PermList`), SymPy (`Permutation`, `Cycle`), Sage (`Permutation`, `PermutationGroupElement`) and
 * Mathematica (`Cycles` and its functions) write them. SymPy counts from zero, the others from one.
 */
export class SystemReader {
  constructor(
    private readonly lexer: Lexer,
    private readonly forms: FormReader,
    private readonly element: () => Part,
  ) {}

  /** The element that begins with one of these names. @throws NotationError */
  read(): Part {
    const token = this.lexer.take();
    const name = this.lexer.textOf(token) as Name;
    switch (name) {
      case 'PermList':
        return this.within('(', () => movesOfOneLine(this.list().numbers, this.forms.base(token)));
      case 'Cycles':
        return this.within('[', () => movesOfCycles(this.rows('{'), this.forms.base(token)));
      case 'PermutationGroupElement':
        return this.within('(', () => this.element().moves);
      case 'PermutationProduct':
        return this.within('[', () => this.several().reduce<Moves>((a, b) => product(a, b), new Map<number, number>()));
      case 'InversePermutation':
        return this.within('[', () => power(this.element().moves, -1n));
      case 'PermutationPower':
        return this.within('[', () => {
          const { moves } = this.element();
          this.lexer.expect('separator', "','");
          const sign = this.lexer.takeIf('-') ? -1n : 1n;
          return power(moves, sign * BigInt(this.lexer.textOf(this.lexer.expect('number', 'a whole number'))));
        });
      case 'Cycle':
        return this.cycles(token, 0);
      case 'Permutation':
        return this.permutation(token);
    }
  }

  /** `Permutation([…])` is Sage's where it counts from one, and SymPy's where it counts from zero. */
  private permutation(token: Token): Part {
    const [inside, deeper] = [this.lexer.peek(1).kind, this.lexer.peek(2).kind];
    if (inside === '"' || inside === "'") return this.within('(', () => this.element().moves);
    if (inside === '(' || (inside === '[' && deeper === '('))
      throw new NotationError(token.start, token.end, 'Sage and SymPy read this differently: write cycles, or a list');
    if (inside !== '[') return this.cycles(token, 0);
    if (deeper === '[') return this.within('(', () => movesOfCycles(this.rows('['), this.forms.base(token, 0)));
    return this.within('(', () => {
      const { numbers } = this.list();
      const own: Base = numbers.some(({ value }) => value === 0) ? 0 : 1;
      return movesOfOneLine(numbers, numbers.length > 0 ? this.forms.base(token, own) : 1);
    });
  }

  /** SymPy's `(1, 2)(3, 4)` behind a name; a number alone, in the first brackets, only says how many slots there are. */
  private cycles(token: Token, own: Base): Part {
    let moves: Moves | undefined;
    let end = token.end;
    while (this.lexer.peek().kind === '(' && this.lexer.peek().start === end) {
      const open = this.lexer.peek();
      const { numbers, end: close, below } = this.forms.group();
      const only = numbers.length === 1 ? numbers[0] : undefined;
      if (below || (only && moves))
        throw new NotationError(open.start, close, 'this is no cycle: of SymPy it asks for the image of a number');
      const base = numbers.length > 0 ? this.forms.base(token, own) : own;
      const next = only ? fixed(only, base) : movesOfCycles([numbers], base);
      moves = moves ? product(moves, next) : next;
      end = close;
    }
    if (!moves) throw new NotationError(token.start, token.end, `'${this.lexer.textOf(token)}' is not an element`);
    return { moves, end };
  }

  private within(open: '(' | '[', read: () => Moves): Part {
    this.lexer.expect(open, `'${open}'`);
    const moves = read();
    while (this.lexer.takeIf('newline'));
    const { end } = this.lexer.expect(open === '(' ? ')' : ']', `'${open === '(' ? ')' : ']'}'`);
    return { moves, end };
  }

  private several(): Moves[] {
    const found = [this.element().moves];
    while (this.lexer.takeIf('separator')) found.push(this.element().moves);
    return found;
  }

  private list(): Group {
    const token = this.lexer.peek();
    if (token.kind !== '[') throw new NotationError(token.start, token.end, "a list '[…]' is missing here");
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
