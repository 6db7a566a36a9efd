import { linesOf } from '../run/folders';
import { letterOf, type Fractions } from './keys';
import { sideOf } from './side-of-key';

/**
 * The side of every example that was read from files, in order. Examples of one unit (a file, a game) and examples with
 * a key in common are bound together, and what hangs together through any chain of them goes to one side, which the
 * least of all its keys decides: the same examples go to the same sides wherever their files lie. Memory: some 100 bytes for each different unit and key.
 */
export class Assignment {
  private readonly numbers = new Map<string, number>();
  private readonly parents: number[] = [];
  /** The least key of each component, kept at its root. */
  private readonly least: string[] = [];
  /** For each example its unit's number. */
  private readonly units: number[] = [];
  /** The first example with each key, and which pairs of units a key of theirs has bound. */
  private readonly firsts = new Map<number, number>();
  private readonly ties: { kind: keyof Bound['by']; examples: [number, number] }[] = [];

  /** @param path lines of `[unit, key, …]`, one for each example */
  add(path: string): void {
    for (const line of linesOf(path)) {
      const [unit = '', ...keys] = JSON.parse(line) as string[];
      const node = this.number(`${UNIT}${unit}`);
      const example = this.units.push(node) - 1;
      keys.forEach((key, at) => {
        const other = this.number(key);
        const first = this.firsts.get(other);
        if (first === undefined) this.firsts.set(other, example);
        else if (this.units[first] !== node)
          this.ties.push({ kind: at === 0 ? 'word' : 'text', examples: [first, example] });
        this.join(node, other);
      });
    }
  }

  /** One letter for each example: t, v or e. */
  sides(seed: number, fractions: Fractions): string {
    const known = new Map<number, string>();
    return this.units
      .map((unit) => {
        const root = this.root(unit);
        let letter = known.get(root);
        if (letter === undefined) known.set(root, (letter = letterOf(sideOf(this.least[root] ?? '', seed, fractions))));
        return letter;
      })
      .join('');
  }

  /** The largest set of examples that cannot be split. */
  get largest(): Bound {
    const sizes = new Map<number, number>();
    let [most, largest] = [0, -1];
    for (const unit of this.units) {
      const root = this.root(unit);
      const size = (sizes.get(root) ?? 0) + 1;
      sizes.set(root, size);
      if (size > most) [most, largest] = [size, root];
    }
    const ties = this.ties.filter(({ examples: [first] }) => this.root(this.units[first] ?? -1) === largest);
    const by = { word: 0, text: 0 };
    for (const { kind } of ties) by[kind]++;
    return { examples: most, by, ...(ties[0] && { such: ties[0].examples }) };
  }

  private number(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      this.numbers.set(name, (number = this.parents.length));
      this.parents.push(number);
      this.least.push(name);
    }
    return number;
  }

  private root(node: number): number {
    for (;;) {
      const parent = this.parents[node] ?? node;
      if (parent === node) return node;
      const above = this.parents[parent] ?? parent;
      this.parents[node] = above;
      node = above;
    }
  }

  private join(a: number, b: number): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first === second) return;
    const [root, child] = first < second ? [first, second] : [second, first];
    this.parents[child] = root;
    const [own, other] = [this.least[root] ?? '', this.least[child] ?? ''];
    if (other < own) this.least[root] = other;
  }
}

/** What hangs together, and by what. */
export interface Bound {
  examples: number;
  /** How often a file, or a game, has a word or a text up to renaming in common with another one; the rest is one file. */
  by: { word: number; text: number };
  /** The numbers of two examples that are bound so. */
  such?: readonly [number, number];
}

/** Before the name of a unit, which then comes after all keys: hexadecimal numbers. */
const UNIT = '~';
