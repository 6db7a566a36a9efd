import type { NamedGroup } from '../../algebra/groups';
import { product, sameMoves } from '../../algebra/moves';
import { NotationError, type Moves } from '../../algebra/notation';
import { APART, ExpressionReader, type Remark } from './expressions';
import { FormReader } from './forms';
import type { Header } from './header';
import type { Lexer, Token } from './lexer';
import { nameOf, Names } from './names';

/** An element as it stands in the text, before the degree of the word is known. */
export interface Element {
  moves: Moves;
  start: number;
  end: number;
}

/** Reads elements one by one, in the order in which they are written. See docs/reading-words.md for the grammar. */
export class ElementReader {
  /** Elements repeat: equal text gives the same object, so that a long word needs little memory. */
  private readonly known = new Map<string, Moves>();
  private readonly forms: FormReader;
  private readonly names: Names;
  private readonly expressions: ExpressionReader;
  /** Brackets of lists of elements that are open. */
  private readonly lists: Token[] = [];
  /** The first list of elements, and the first element outside of lists. */
  private listed: Token | undefined;
  private bare: Token | undefined;
  private last: Element | undefined;
  /** Where names were given. */
  readonly named: { start: number; end: number }[] = [];
  /** Of LaTeX, in which a blank means nothing. */
  private apart: Remark | undefined;

  constructor(
    private readonly lexer: Lexer,
    private readonly header: Header,
    idsOf: NamedGroup,
    private readonly isLatex: boolean,
    generators: ReadonlyMap<string, Moves> = new Map(),
    private readonly isCompared = false,
  ) {
    this.forms = new FormReader(lexer, header, idsOf);
    this.names = new Names(generators, (token) => this.forms.base(token));
    this.expressions = new ExpressionReader(lexer, header, this.forms, this.names, isLatex);
  }

  /** The next element; undefined at the end. @throws NotationError where the text is not one. */
  next(): Element | undefined {
    this.skipToElement();
    while (this.lists.length === 0 && this.isAssignment()) this.assign();
    const token = this.lexer.peek();
    const open = this.lists.at(-1);
    if (token.kind === 'end' && open) throw new NotationError(open.start, open.end, 'this bracket is never closed');
    if (token.kind === 'end') return undefined;
    this.checkList(token, open);
    const { moves, end } = this.expressions.expression(false);
    const after = this.lexer.peek();
    const mayFollow = ['separator', 'newline', 'end', ...(open ? [closing(open)] : [])];
    if (after.start === end && !mayFollow.includes(after.kind)) {
      throw new NotationError(after.start, after.end, APART);
    }
    const text = this.lexer.text.slice(token.start, end);
    const shared = this.known.get(text);
    if (!shared) this.known.set(text, moves);
    const element = { moves: shared ?? moves, start: token.start, end };
    if (this.isLatex) this.noteOrder(element);
    return element;
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
      this.names.define(name, token, () => this.expressions.expression(false).moves);
    }
    return this.names.generators;
  }

  private isAssignment(): boolean {
    const [name, sign] = [this.lexer.peek(), this.lexer.peek(1)];
    if (name.kind !== 'name' || sign.kind !== '=') return false;
    const isPlain = this.lexer.textOf(sign) === '=';
    if (isPlain && (this.isCompared || this.lexer.peek(2).kind === '='))
      throw new NotationError(
        name.start,
        sign.end,
        `this compares, and is no element${this.isCompared ? ": a name is given with ':='" : ''}`,
      );
    return true;
  }

  /** `g := (1,2,3);`: a name for an element, and no step. */
  private assign(): void {
    const name = this.lexer.take();
    this.lexer.take();
    while (this.lexer.takeIf('newline'));
    const { moves, end } = this.expressions.expression(false);
    const after = this.lexer.peek();
    if (!['separator', 'newline', 'end'].includes(after.kind))
      throw new NotationError(after.start, after.end, 'the end of what the name is given to is missing here');
    this.names.assign(nameOf(this.lexer.textOf(name)), moves);
    // The same words may mean something else from here on.
    this.known.clear();
    this.named.push({ start: name.start, end });
    this.skipToElement();
  }

  /** The names that were given so far. */
  get generators(): ReadonlyMap<string, Moves> {
    return this.names.generators;
  }

  /** What the elements read so far were taken to mean. */
  get remarks(): Remark[] {
    const zero = this.forms.firstFromZero;
    return [
      ...(this.expressions.remark ? [this.expressions.remark] : []),
      ...(this.apart ? [this.apart] : []),
      ...(zero ? [{ text: 'numbers count from 0 here: 0 is slot 1', start: zero.start, end: zero.end }] : []),
    ];
  }

  /** `\sigma_1 \sigma_2` are two steps here, and in a paper a product, of which either factor may act first. */
  private noteOrder(element: Element): void {
    const { last } = this;
    this.last = element;
    if (!last || this.apart || this.header.order === 'right-to-left') return;
    if (!/^[^\S\r\n]+$/.test(this.lexer.text.slice(last.end, element.start))) return;
    if (sameMoves(product(last.moves, element.moves), product(element.moves, last.moves))) return;
    const text = 'elements that stand apart act one after the other, the left one first';
    this.apart = { text, start: last.start, end: element.end };
  }

  /** Separators, and the brackets of a list of elements, as GAP, Sage and Mathematica print it. */
  private skipToElement(): void {
    for (;;) {
      const { kind } = this.lexer.peek();
      const open = this.lists.at(-1);
      if (this.opensList()) this.lists.push(this.lexer.take());
      else if (open && kind === closing(open)) {
        this.lexer.take();
        this.lists.pop();
      } else if (kind === 'separator' || kind === 'newline') this.lexer.take();
      else return;
    }
  }

  private opensList(): boolean {
    const { kind } = this.lexer.peek();
    if (kind !== '[' && kind !== '{') return false;
    let at = 1;
    while (this.lexer.peek(at).kind === 'newline') at++;
    const inner = this.lexer.peek(at).kind;
    return ['(', 'name', '"', "'"].includes(inner) || (inner === kind && this.forms.isListOfRows());
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
}

function closing({ kind }: Token): Token['kind'] {
  return kind === '{' ? '}' : ']';
}
