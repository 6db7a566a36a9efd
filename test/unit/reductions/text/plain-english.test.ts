import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, identity } from '../../../../src/algebra/maps';
import { reduce } from '../../../../src/reductions';
import { permutation } from '../../arbitraries';

const seed = 20260101;

/**
 * Acts a story out as somebody would who knows English and nothing of the product: every sentence says by name, or by side
 * in a circle of which the head says which way round it is named, who gives to whom. Whatever leaves that open throws.
 */
class Stage {
  readonly people: string[];
  private held: Map<string, string>;

  constructor(head: string) {
    const [, names] =
      /^(.*) each have a \w+\. They sit in a circle in this order, clockwise, facing the middle\.$/.exec(head)!;
    this.people = names!.split(/, | and /);
    this.held = new Map(this.people.map((name) => [name, name]));
  }

  holders(): string[] {
    return this.people.map((name) => this.held.get(name)!);
  }

  sentence(text: string): void {
    const said = text.replace(/^(Then|Next,|After that,|Later,|Now) /, '').replace(/\.$/, '');
    const gifts = said.split(' while ').flatMap((clause) => this.clause(clause));
    const before = new Map(this.held);
    assert.deepEqual(gifts.map(([from]) => from).sort(), gifts.map(([, to]) => to).sort(), text);
    for (const [from, to] of gifts) this.held.set(to, before.get(from)!);
  }

  private clause(text: string): [from: string, to: string][] {
    if (/^(nothing changes hands|nobody moves|everyone keeps their \w+)$/i.test(text)) return [];
    const pass =
      /^(?:everyone|they all|everybody) pass(?:es)? (?:their \w+ )?(?:(two|three|four|\d+) places )?(?:to the (left|right)|(clockwise|counterclockwise))$/i.exec(
        text,
      );
    if (pass) {
      const [, count = 'one', side, way] = pass;
      const words = ['zero', 'one', 'two', 'three', 'four'];
      const by = words.includes(count) ? words.indexOf(count) : Number(count);
      const n = this.people.length;
      // In a circle that faces the middle the next one clockwise sits on the left.
      const clockwise = side === 'left' || way === 'clockwise' ? by : n - by;
      return this.people.map((name, k) => [name, this.people[(k + clockwise) % n]!]);
    }
    const two =
      /^(\w+) and (\w+) (?:trade|swap|exchange) (?:their )?\w+$/.exec(text) ??
      /^(\w+) (?:trades|swaps|exchanges)(?: \w+)? with (\w+)$/.exec(text) ??
      /^(\w+) (?:trades|swaps|exchanges) (?:her|his) \w+ for (\w+)'s$/.exec(text) ??
      /^(\w+) gives (\w+) (?:her|his) \w+ in exchange for (?:hers|his)$/.exec(text) ??
      /^(\w+) hands (\w+) (?:her|his) \w+ and takes (?:hers|his)$/.exec(text);
    if (two) return [[two[1]!, two[2]!], [two[2]!, two[1]!]]; // prettier-ignore
    let giver = '';
    return text.split(/, | and /).map((gift) => {
      const [, who, to] = /^(\w+) (?:gives|passes|hands) (?:hers|his|(?:her|his) \w+) to (\w+)$/.exec(gift)!;
      const from = who === 'who' ? giver : who!;
      giver = to!;
      return [from, to!];
    });
  }
}

describe('a word told as a story', () => {
  it('says in plain English, and in nothing but its English, who gives to whom', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 9 })
          .chain((n) => fc.array(fc.oneof(permutation(n), rotation(n)), { minLength: 1, maxLength: 30 })),
        fc.nat(),
        (word, dice) => {
          const { head, elements } = reduce(word, 'narrative', { seed: dice });
          const stage = new Stage(head);
          let state = identity(stage.people.length);
          word.forEach((map, k) => {
            stage.sentence(elements[k]!);
            state = compose(state, map);
            assert.deepEqual(
              stage.holders(),
              state.map((object) => stage.people[object]),
              elements[k],
            );
          });
        },
      ),
      { seed, numRuns: 400 },
    );
  });
});

function rotation(n: number): fc.Arbitrary<number[]> {
  return fc.nat(n - 1).map((by) => identity(n).map((slot) => (slot + by) % n));
}
