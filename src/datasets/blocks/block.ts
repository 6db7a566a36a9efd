import { namedGroup } from '../../algebra/groups';
import { GroupTable } from '../words/group-table';
import { integers, integerTypeFor, type Integers, type IntegerType } from '../tables/integers';
import { SideOfWord } from '../splits/keys';
import type { Plan, WordsPlan } from '../plan/plan';
import { drawOf, type Draw } from './draw';

/** Words that lie one behind the other, with the product of every prefix. */
export interface Block {
  /** The number of the first word; those of the others follow. */
  from: number;
  count: number;
  /** Where each word begins in `tokens` and `states`; where the last one ends stands behind them. */
  starts: Int32Array;
  tokens: Integers;
  states: Integers;
  /** The split of each word, as its place among `SPLITS`. */
  sides: Uint8Array;
}

/** Makes blocks of the words of a plan by table look-up, one at a time in the same room: nothing is left for each word. */
export class BlockMaker {
  readonly order: number;
  readonly type: IntegerType;
  private readonly table: GroupTable;
  private readonly draw: Draw;
  private readonly sideOf: SideOfWord;
  private room = { words: 0, tokens: 0 };
  private block: Block;

  /** @throws RangeError when there are not enough different words, or the group has too many elements */
  constructor(source: WordsPlan, { seed, fractions }: Pick<Plan, 'seed' | 'fractions'>) {
    const group = namedGroup(source.group);
    if (!group) throw new RangeError(`there is no group '${source.group}'`);
    this.table = new GroupTable(group);
    this.order = this.table.order;
    this.type = integerTypeFor(this.order - 1);
    this.draw = drawOf(source, this.order, seed);
    this.sideOf = new SideOfWord(seed, fractions);
    this.block = this.empty(0, 0);
  }

  /** Valid until the next one is made. */
  make(from: number, to: number): Block {
    const count = to - from;
    if (count > this.room.words) this.block = this.empty(count, this.room.tokens);
    const { starts } = this.block;
    const end = this.layOut(starts, from, count);
    if (end > this.room.tokens) this.block = { ...this.empty(count, end), starts };
    const { block } = this;
    [block.from, block.count] = [from, count];
    // A loop each in a function of its own: V8 compiles one while it runs, and what stands behind it in its function as never run.
    this.write(block);
    this.multiply(block);
    this.assign(block);
    return block;
  }

  /** @returns where the last word ends */
  private layOut(starts: Int32Array, from: number, count: number): number {
    const { draw } = this;
    let end = 0;
    for (let row = 0; row < count; row++) {
      starts[row] = end;
      end += draw.lengthOf(from + row);
    }
    starts[count] = end;
    return end;
  }

  private write({ from, count, starts, tokens }: Block): void {
    const { draw } = this;
    for (let row = 0; row < count; row++) draw.into(tokens, from + row, starts[row] ?? 0, starts[row + 1] ?? 0);
  }

  private multiply({ count, starts, tokens, states }: Block): void {
    const { table, order } = this;
    const products = table.all();
    for (let row = 0; row < count; row++) {
      const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
      if (products) lookUp(products, order, tokens, states, start, end);
      else {
        let product = tokens[start] ?? 0;
        states[start] = product;
        for (let at = start + 1; at < end; at++) states[at] = product = table.product(product, tokens[at] ?? 0);
      }
    }
  }

  private assign({ count, starts, tokens, sides }: Block): void {
    const { sideOf } = this;
    for (let row = 0; row < count; row++) sides[row] = sideOf.place(tokens, starts[row] ?? 0, starts[row + 1] ?? 0);
  }

  private empty(words: number, tokens: number): Block {
    this.room = { words, tokens };
    return {
      from: 0,
      count: 0,
      starts: new Int32Array(words + 1),
      tokens: integers(this.type, tokens),
      states: integers(this.type, tokens),
      sides: new Uint8Array(words),
    };
  }
}

/** The products of a word's prefixes by a table. */
function lookUp(
  products: Int32Array,
  order: number,
  tokens: Integers,
  states: Integers,
  start: number,
  end: number,
): void {
  let product = tokens[start] ?? 0;
  states[start] = product;
  for (let at = start + 1; at < end; at++) {
    product = products[product * order + (tokens[at] ?? 0)] ?? 0;
    states[at] = product;
  }
}
