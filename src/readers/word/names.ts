import { MAX_DEGREE, NotationError, type Base, type Moves } from '../../algebra/notation';
import type { Token } from './lexer';

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

/** Coxeter's `s1`, `s_1`, `σ1`: sᵢ exchanges i and i + 1. */
const REFLECTION = /^(?:s|σ|sigma|\\sigma)_?(\d{1,3})$/;

/** A letter with its number. */
const LETTER = /\p{L}(?:_?(?:\d+|\{\d+\}|[₀-₉]+))?/gu;

/** `s_{12}`, `s₁₂` and `s_12` are one name. */
export function nameOf(text: string): string {
  const plain = text.replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  return IDENTITIES.has(plain) ? plain : plain.replace(/[{}]/g, '');
}

/** What names of elements mean in a word: those that its header defines, the identity, and Coxeter's reflections. */
export class Names {
  private readonly defined: Map<string, Moves>;

  constructor(
    generators: ReadonlyMap<string, Moves>,
    private readonly baseAt: (token: Token) => Base,
  ) {
    this.defined = new Map(generators);
  }

  get generators(): ReadonlyMap<string, Moves> {
    return this.defined;
  }

  /** @throws NotationError when the name has a meaning already */
  define(name: string, { start, end }: Token, read: () => Moves): void {
    if (this.defined.has(name)) throw new NotationError(start, end, `'${name}' has a meaning already`);
    this.defined.set(name, read());
  }

  /** `g := (1,2,3)` in a session: from there on, whatever it meant before. */
  assign(name: string, moves: Moves): void {
    this.defined.set(name, moves);
  }

  /** The element of this name; undefined where there is none. @throws NotationError for a reflection that is none. */
  element(name: string, token: Token): Moves | undefined {
    return this.defined.get(name) ?? (IDENTITIES.has(name) ? new Map() : this.reflection(name, token));
  }

  /** How long the names are that are written together here, `s1s2` or `aba`; undefined where it is one name. */
  together(text: string, { start, end }: Token): number[] | undefined {
    const letters = [...text.matchAll(LETTER)].map(([letter]) => letter);
    const isAll = letters.length > 1 && letters.join('') === text;
    if (!isAll || !letters.every((letter) => this.isKnown(nameOf(letter)))) return undefined;
    const name = nameOf(text);
    if (this.defined.has(name)) return undefined;
    if (this.isKnown(name))
      throw new NotationError(start, end, `'${text}' has a meaning of its own, or is it ${letters.join('*')}?`);
    return letters.map(({ length }) => length);
  }

  /** What to write instead of a name that means nothing. */
  suggestion(name: string): string {
    const [, letter, digits] = /^(\D+)(\d+)$/.exec(name) ?? [];
    if (letter !== undefined && this.defined.has(letter)) return `: a power is written ${letter}^${digits ?? ''}`;
    return this.defined.size > 0 ? `, and no generator that the header names` : '';
  }

  private isKnown(name: string): boolean {
    return this.defined.has(name) || IDENTITIES.has(name) || REFLECTION.test(name);
  }

  private reflection(name: string, token: Token): Moves | undefined {
    const [, digits] = REFLECTION.exec(name) ?? [];
    if (digits === undefined) return undefined;
    const slot = Number(digits) - this.baseAt(token);
    if (slot < 0 || slot + 1 >= MAX_DEGREE)
      throw new NotationError(token.start, token.end, `there is no s${digits} here`);
    return new Map([
      [slot, slot + 1],
      [slot + 1, slot],
    ]);
  }
}
