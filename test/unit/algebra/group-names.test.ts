import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { generatorsOf, parseGroupName } from '../../../src/algebra/group-names';
import { namedGroup } from '../../../src/algebra/groups';
import { compose, identity, inverse, keyOf, type SlotMap } from '../../../src/algebra/maps';
import { rankedGroup } from '../../../src/algebra/ranked-group';
import { verdict } from '../../../src/algebra/verdict';

/** Orders and degrees as textbooks have them: the ATLAS of finite groups; Dixon and Mortimer, *Permutation Groups*, 1996. */
const KNOWN: Readonly<Record<string, [order: number, degree: number]>> = {
  D1: [2, 2], D2: [4, 4], D3: [6, 3], D4: [8, 4], D17: [34, 17], V4: [4, 4], Q8: [8, 8], Q16: [16, 16], Dic3: [12, 12],
  F20: [20, 5], F21: [21, 7], F42: [42, 7], F55: [55, 11],
  M11: [7920, 11], M12: [95040, 12], M22: [443520, 22], M23: [10200960, 23], M24: [244823040, 24],
  'PSL(2,7)': [168, 8], 'PSL(3,2)': [168, 7], 'PSL(2,8)': [504, 9], 'PSL(2,9)': [360, 10], 'PSL(3,4)': [20160, 21],
  'PGL(2,7)': [336, 8], 'PGL(2,9)': [720, 10], 'SL(2,3)': [24, 8], 'SL(2,5)': [120, 24], 'GL(2,3)': [48, 8],
  'GL(3,2)': [168, 7], 'AGL(1,5)': [20, 5], 'AGL(1,8)': [56, 8], 'AGL(3,2)': [1344, 8], 'ASL(2,3)': [216, 9],
  'Z2 wr S4': [384, 8], 'S3 wr S2': [72, 6], '(Z2 x Z2) wr Z3': [192, 12], 'Z2 wr Z2 wr Z2': [128, 8], 'Z2^3': [8, 6],
  'D4 x Z3': [24, 7], 'S4 wr S3 x Z2': [165888, 14], 'Sym(5)': [120, 5], 'Alt(5)': [60, 5], C6: [6, 5], 'L2(7)': [168, 8],
  'PSL_2(7)': [168, 8], 'D4 × S3': [48, 7], 'Z2 ≀ S4': [384, 8], '<(1 2 3 4), (1 3)>': [8, 4],
  '\\mathbb{Z}_2 \\times S_3': [12, 5], '$S_3 \\wr S_2$': [72, 6], 'Z/5Z': [5, 5], 'ℤ/6': [6, 5], '\\mathbb Z_4': [4, 4],
}; // prettier-ignore

/** Every product of generators, one after the other: nothing but the definition. */
function closure(degree: number, generators: readonly SlotMap[]): SlotMap[] {
  const seen = new Map([[keyOf(identity(degree)), identity(degree)]]);
  for (const element of seen.values())
    for (const generator of generators) {
      const next = compose(element, generator);
      seen.set(keyOf(next), next);
    }
  return [...seen.values()];
}

describe('groups by their names', () => {
  for (const [name, [order, degree]] of Object.entries(KNOWN))
    it(`${name} has ${order} elements, on ${degree} slots`, () => {
      const group = namedGroup(name);
      assert.deepEqual([group?.order, group?.degree], [BigInt(order), degree]);
      const term = parseGroupName(name);
      const made = term && generatorsOf(term);
      if (made && order < 2000) assert.equal(closure(made.degree, made.generators).length, order);
    });

  it('number their elements by one-line form', () => {
    for (const name of ['D4', 'Q8', 'F20', 'PSL(2,7)', 'Z2 wr S3', 'SL(2,3)']) {
      const group = namedGroup(name)!;
      const made = generatorsOf(parseGroupName(name)!)!;
      const sorted = closure(made.degree, made.generators).sort((a, b) => a.findIndex((x, k) => x !== b[k]) < 0 ? 0 : (a.find((x, k) => x !== b[k])! - b.find((x, k) => x !== a[k])!)); // prettier-ignore
      sorted.forEach((map, id) => {
        assert.deepEqual(group.elementOf(BigInt(id)), [...map], `${name} ${id}`);
        assert.equal(group.idOf(map), BigInt(id));
      });
    }
  });

  it('number symmetric and alternating groups as these are numbered, however they are generated', () => {
    for (const name of ['S5', 'A5']) {
      const group = namedGroup(name)!;
      const { degree, generators } = generatorsOf(parseGroupName(name)!)!;
      const ranked = rankedGroup(name, degree, generators);
      for (let id = 0n; id < group.order; id++) assert.deepEqual(ranked.elementOf(id), group.elementOf(id));
    }
  });

  it('know that others are not among them', () => {
    const m11 = namedGroup('M11')!;
    assert.equal(m11.idOf([1, 0, ...identity(11).slice(2)]), undefined);
    assert.equal(m11.idOf(identity(10)), undefined);
    assert.throws(() => m11.elementOf(7920n), RangeError);
  });
});

describe('names of groups in a verdict', () => {
  const SEED = 20261129;
  const NAMES: Readonly<Record<string, string>> = {
    D4: 'D4', D5: 'D5', D12: 'D12', D60: 'D60', V4: 'Z2 × Z2', Q8: 'Q8', Q16: 'Q16', Dic3: 'Dic3', F20: 'F20', F21: 'F21', A4: 'A4', M11: 'M11',
    M12: 'M12', 'PSL(2,7)': 'PSL(2,7)', 'PSL(3,2)': 'PSL(2,7)', 'PSL(2,9)': 'A6', 'PGL(2,5)': 'S5', 'PGL(2,7)': 'PGL(2,7)',
    'SL(2,3)': 'SL(2,3)', 'GL(2,3)': 'GL(2,3)', 'AGL(1,8)': 'AGL(1,8)', 'Z2 wr S4': 'Z2 ≀ S4', 'S3 wr S2': 'S3 ≀ Z2', 'S4 wr S3 x Z2': '(S4 ≀ S3) × Z2',
    'Z4 x Z2': 'Z4 × Z2', 'Z6 x Z4': 'Z12 × Z2', 'D4 x Z3': 'D4 × Z3', 'Q8 x Z3': 'Q8 × Z3', 'A4 x Z5': 'A4 × Z5', 'A5 wr Z2': 'A5 ≀ Z2',
    'PSL(3,3)': 'PSL(3,3)', 'PSL(2,25)': 'PSL(2,25)', 'PSL(4,2)': 'A8', 'PSL(3,4)': 'PSL(3,4)', 'M11 x Z2': 'M11 × Z2', 'PSL(3,3) x S3': 'PSL(3,3) × S3',
  }; // prettier-ignore

  it(`are the same whatever the slots are called (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(NAMES)), fc.nat(), (name, turn) => {
        const { degree, generators } = generatorsOf(parseGroupName(name)!)!;
        const names = identity(degree).map((slot) => (slot * 1 + turn) % degree);
        const shuffled = generators.map((map) => compose(compose(names, map), inverse(names)));
        assert.equal(verdict(shuffled).name, NAMES[name]);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it('are what GAP calls the same group, of all groups of up to 40 elements', () => {
    const { groups, names } = JSON.parse(readFileSync(join(__dirname, 'recorded/small_groups.json'), 'utf8')) as {
      groups: [order: number, number: number, generators: number[][]][];
      names: Record<string, [order: number, number: number]>;
    };
    assert.equal(groups.length, 180);
    const nameless = groups.filter(([order, number, generators]) => {
      const { name, order: found } = verdict(generators.map((images) => images.map((image) => image - 1)));
      assert.equal(found, String(order));
      if (name !== undefined) assert.deepEqual(names[name], [order, number], name);
      return name === undefined;
    });
    // Of these GAP itself knows no name but how they are put together, such as (C4 x C2) : C2.
    assert.equal(nameless.length, 52);
  });

  it('can be asked for as a group of that order', () => {
    for (const name of Object.values(NAMES)) {
      const { degree, generators } = generatorsOf(parseGroupName(name)!)!;
      assert.equal(verdict(generators).order, String(namedGroup(name)?.order), `${name} on ${degree} slots`);
    }
  });

  it('are not given to groups that only count the same orders of elements', () => {
    // M16, with as many elements of every order as Z8 × Z2; the Heisenberg group modulo 3, with those of Z3³.
    const m16 = [
      [1, 2, 3, 4, 5, 6, 7, 0],
      [0, 5, 2, 7, 4, 1, 6, 3],
    ];
    const points = identity(9).map((at) => [Math.floor(at / 3), at % 3] as const);
    const heisenberg = [points.map(([x, y]) => ((x + 1) % 3) * 3 + y), points.map(([x, y]) => x * 3 + ((y + x) % 3))];
    assert.deepEqual([verdict(m16).order, verdict(m16).name], ['16', undefined]);
    assert.deepEqual([verdict(heisenberg).order, verdict(heisenberg).name], ['27', undefined]);
  });
});
