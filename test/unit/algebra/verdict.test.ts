import assert from 'node:assert/strict';
import fc from 'fast-check';
import { factorial } from '../../../src/algebra/elements';
import { namedGroup } from '../../../src/algebra/groups';
import { compose, identity, type SlotMap } from '../../../src/algebra/maps';
import { fromMoves } from '../../../src/algebra/notation';
import { MAX_MONOID, verdict, type Verdict } from '../../../src/algebra/verdict';
import { permutation } from '../arbitraries';
import { derivedOrders, groupsIn, isAperiodic, isSolvableMonoid, monoidOf } from './brute-force';

const seed = 20260101;

/** The permutation with these cycles, slots counted from one as in books. */
function cycle(degree: number, ...cycles: number[][]): number[] {
  const moves = cycles.flatMap((slots) =>
    slots.map((slot, k): [number, number] => [slot - 1, slots[(k + 1) % slots.length]! - 1]),
  );
  return fromMoves(new Map(moves), degree);
}

const rotation = (n: number) => identity(n).map((slot) => (slot + 1) % n);
const all = (name: string) => {
  const group = namedGroup(name)!;
  return identity(Number(group.order)).map((id) => group.elementOf(BigInt(id)));
};

interface Known {
  generators: SlotMap[];
  says: Partial<Verdict>;
}

const M11 = [
  cycle(
    11,
    rotation(11).map((slot) => slot + 1),
  ),
  cycle(11, [3, 7, 11, 8], [4, 10, 5, 6]),
];

/** The move of one face of Rubik's cube and its kin, as in Schönert's GAP example: 48 facelets. */
const CUBE = [
  [
    [1, 3, 8, 6],
    [2, 5, 7, 4],
    [9, 33, 25, 17],
    [10, 34, 26, 18],
    [11, 35, 27, 19],
  ],
  [
    [9, 11, 16, 14],
    [10, 13, 15, 12],
    [1, 17, 41, 40],
    [4, 20, 44, 37],
    [6, 22, 46, 35],
  ],
  [
    [17, 19, 24, 22],
    [18, 21, 23, 20],
    [6, 25, 43, 16],
    [7, 28, 42, 13],
    [8, 30, 41, 11],
  ],
  [
    [25, 27, 32, 30],
    [26, 29, 31, 28],
    [3, 38, 43, 19],
    [5, 36, 45, 21],
    [8, 33, 48, 24],
  ],
  [
    [33, 35, 40, 38],
    [34, 37, 39, 36],
    [3, 9, 46, 32],
    [2, 12, 47, 29],
    [1, 14, 48, 27],
  ],
  [
    [41, 43, 48, 46],
    [42, 45, 47, 44],
    [14, 22, 30, 38],
    [15, 23, 31, 39],
    [16, 24, 32, 40],
  ],
].map((cycles) => cycle(48, ...cycles));

const groups: Record<string, Known> = {
  Z2: {
    generators: [[1, 0]],
    says: {
      class: 'solvable',
      name: 'Z2',
      order: '2',
      abelian: true,
      derivedSeries: ['2', '1'],
      compositionFactors: ['Z2'],
    },
  },
  Z60: {
    generators: all('Z60'),
    says: {
      class: 'solvable',
      name: 'Z60',
      order: '60',
      abelian: true,
      derivedSeries: ['60', '1'],
      compositionFactors: ['Z5', 'Z3', 'Z2', 'Z2'],
    },
  },
  'A4 × Z5': {
    generators: all('A4_x_Z5'),
    says: {
      class: 'solvable',
      order: '60',
      abelian: false,
      derivedSeries: ['60', '4', '1'],
      compositionFactors: ['Z5', 'Z3', 'Z2', 'Z2'],
    },
  },
  A5: {
    generators: all('A5'),
    says: {
      class: 'non-solvable',
      name: 'A5',
      order: '60',
      abelian: false,
      derivedSeries: ['60', '60'],
      compositionFactors: ['A5'],
    },
  },
  S5: {
    generators: all('S5'),
    says: {
      class: 'non-solvable',
      name: 'S5',
      order: '120',
      derivedSeries: ['120', '60', '60'],
      compositionFactors: ['A5', 'Z2'],
    },
  },
  'S5 by swaps': {
    generators: [1, 2, 3, 4].map((k) => cycle(5, [k, k + 1])),
    says: {
      class: 'non-solvable',
      name: 'S5',
      order: '120',
      abelian: false,
      derivedSeries: ['120', '60', '60'],
      compositionFactors: ['A5', 'Z2'],
    },
  },
  S3: {
    generators: [cycle(3, [1, 2, 3]), cycle(3, [1, 2])],
    says: {
      class: 'solvable',
      name: 'S3',
      order: '6',
      abelian: false,
      derivedSeries: ['6', '3', '1'],
      compositionFactors: ['Z3', 'Z2'],
    },
  },
  S4: {
    generators: [rotation(4), cycle(4, [1, 2])],
    says: {
      class: 'solvable',
      name: 'S4',
      order: '24',
      derivedSeries: ['24', '12', '4', '1'],
      compositionFactors: ['Z3', 'Z2', 'Z2', 'Z2'],
    },
  },
  D4: {
    generators: [rotation(4), cycle(4, [1, 3])],
    says: {
      class: 'solvable',
      name: 'D4',
      order: '8',
      abelian: false,
      derivedSeries: ['8', '2', '1'],
      compositionFactors: ['Z2', 'Z2', 'Z2'],
    },
  },
  Q8: {
    generators: [cycle(8, [1, 2, 3, 4], [5, 6, 7, 8]), cycle(8, [1, 5, 3, 7], [2, 8, 4, 6])],
    says: { class: 'solvable', name: 'Q8', order: '8', abelian: false, derivedSeries: ['8', '2', '1'] },
  },
  M11: {
    generators: M11,
    says: {
      class: 'non-solvable',
      name: 'M11',
      order: '7920',
      abelian: false,
      derivedSeries: ['7920', '7920'],
      compositionFactors: ['M11'],
    },
  },
  "Rubik's cube": { generators: CUBE, says: { class: 'non-solvable', order: '43252003274489856000', abelian: false } },
  'S3 × S4 by swaps': {
    generators: [
      [1, 2],
      [2, 3],
      [4, 5],
      [5, 6],
      [6, 7],
    ].map((swap) => cycle(7, swap)),
    says: {
      class: 'solvable',
      name: 'S4 × S3',
      order: '144',
      derivedSeries: ['144', '36', '4', '1'],
      compositionFactors: ['Z3', 'Z3', 'Z2', 'Z2', 'Z2', 'Z2'],
    },
  },
  'S100 by two elements': {
    generators: [rotation(100), cycle(100, [1, 2])],
    says: { class: 'non-solvable', name: 'S100', order: String(factorial(100)) },
  },
  'A50 by cycles of three': {
    generators: identity(48).map((k) => cycle(50, [k + 1, k + 2, k + 3])),
    says: { class: 'non-solvable', name: 'A50', order: String(factorial(50) / 2n), compositionFactors: ['A50'] },
  },
  'D1000, on 1000 slots': {
    generators: [rotation(1000), rotation(1000).reverse()],
    says: { class: 'solvable', order: '2000', abelian: false, derivedSeries: ['2000', '500', '1'] },
  },
  'nothing at all': {
    generators: [identity(5)],
    says: { class: 'aperiodic', order: '1', generators: 0, moved: 0, group: true },
  },
};

/** Minimal DFAs of Tomita's languages (1982): the next state for the letters 0 and 1. */
const TOMITA: Record<string, Known> = {
  '1: 1*': {
    generators: [
      [1, 1],
      [0, 1],
    ],
    says: { class: 'aperiodic', order: '2' },
  },
  '2: (10)*': {
    generators: [
      [2, 0, 2],
      [1, 2, 2],
    ],
    says: { class: 'aperiodic', order: '6' },
  },
  '3: no odd run of 0 after an odd run of 1': {
    generators: [
      [0, 2, 3, 2, 4],
      [1, 0, 4, 1, 4],
    ],
    says: { class: 'solvable' },
  },
  '4: no 000': {
    generators: [
      [1, 2, 3, 3],
      [0, 0, 0, 3],
    ],
    says: { class: 'aperiodic' },
  },
  '5: even numbers of 0 and of 1': {
    generators: [
      [1, 0, 3, 2],
      [2, 3, 0, 1],
    ],
    says: { class: 'solvable', order: '4', group: true, abelian: true },
  },
  '6: as many 0 as 1, modulo 3': {
    generators: [
      [1, 2, 0],
      [2, 0, 1],
    ],
    says: { class: 'solvable', name: 'Z3', order: '3', group: true },
  },
  '7: 0*1*0*1*': {
    generators: [
      [0, 2, 2, 4, 4],
      [1, 1, 3, 3, 4],
    ],
    says: { class: 'aperiodic' },
  },
};

function known(title: string, table: Record<string, Known>): void {
  describe(title, () => {
    for (const [name, { generators, says }] of Object.entries(table)) {
      it(name, () => {
        const found = verdict(generators);
        for (const key of Object.keys(says) as (keyof Verdict)[]) assert.deepEqual(found[key], says[key], key);
        assert.ok(found.sentence.endsWith('.'));
      });
    }
  });
}

/** After how many repetitions the repetitions of a map come back, for the first time; 1 where they come to rest. */
function periodOf(map: SlotMap): number {
  const seen: string[] = [];
  for (let power = map; ; power = map.map((slot) => power[slot]!)) {
    const before = seen.indexOf(power.join());
    if (before >= 0) return seen.length - before;
    seen.push(power.join());
  }
}

describe('the hardness verdict', () => {
  known('knows groups', groups);
  known("knows Tomita's languages", TOMITA);
  known('knows monoids with resets', {
    'the flip-flop': {
      generators: [
        [0, 1, 2],
        [1, 1, 2],
        [2, 1, 2],
      ],
      says: { class: 'aperiodic', order: '3', group: false, largestSubgroup: '1' },
    },
    'all maps on 4 slots': {
      generators: [rotation(4), cycle(4, [1, 2]), [0, 0, 2, 3]],
      says: { class: 'solvable', order: '256', largestSubgroup: '24' },
    },
    'all maps on 5 slots': {
      generators: [rotation(5), cycle(5, [1, 2]), [0, 0, 2, 3, 4]],
      says: { class: 'non-solvable' },
    },
    // A5 acts on slots 1–5 only once slot 6 is overwritten: no generator is a permutation.
    'A5 inside resets': {
      generators: [cycle(6, [1, 2, 3]), rotation(5)].map((map) => [...map.slice(0, 5), 0]),
      says: { class: 'non-solvable', largestSubgroup: '60' },
    },
  });

  it('agrees with the definitions on random permutation groups', () => {
    const generators = fc
      .integer({ min: 1, max: 5 })
      .chain((n) => fc.array(permutation(n), { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(generators, (maps) => {
        const degree = maps[0]!.length;
        const group = monoidOf(maps, degree);
        const found = verdict(maps);
        const derived = derivedOrders(group, identity(degree));
        assert.equal(found.order, String(group.length));
        assert.deepEqual(found.derivedSeries, derived.map(String));
        assert.equal(
          found.class,
          group.length === 1 ? 'aperiodic' : derived.at(-1) === 1 ? 'solvable' : 'non-solvable',
        );
        assert.equal(found.abelian, derived.length === 1 || derived[1] === 1);
        const periods = group.map(periodOf);
        const exponent = periods.find((n) => periods.every((period) => n % period === 0));
        if (found.abelian) assert.equal(found.exponent, String(exponent));
        if (found.class !== 'non-solvable')
          assert.deepEqual(
            found.primes,
            [2, 3, 5].filter((p) => periods.some((period) => period % p === 0)),
          );
      }),
      { seed, numRuns: 80 },
    );
  });

  it('has the order of the enumerated group on intransitive and imprimitive worlds', () => {
    const degrees = fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 2, maxLength: 2 });
    const generators = degrees.chain(([a, b]) =>
      fc.array(
        fc.tuple(permutation(a!), permutation(b!)).map(([left, right]) => [...left, ...right.map((slot) => slot + a!)]),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    );
    fc.assert(
      fc.property(generators, (maps) => {
        const group = monoidOf(maps, maps[0]!.length);
        const { order, compositionFactors } = verdict(maps);
        assert.equal(order, String(group.length));
        assert.equal(
          (compositionFactors ?? []).reduce((product, factor) => product * Number(factor.slice(1)), 1),
          group.length,
        );
      }),
      { seed, numRuns: 150 },
    );
  });

  it('agrees with the definitions on random monoids', () => {
    const map = (n: number) => fc.array(fc.nat({ max: n - 1 }), { minLength: n, maxLength: n });
    const generators = fc.integer({ min: 1, max: 4 }).chain((n) => fc.array(map(n), { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(generators, (maps) => {
        const monoid = monoidOf(maps, maps[0]!.length);
        const found = verdict(maps);
        assert.equal(found.order, String(monoid.length));
        const expected = isAperiodic(monoid) ? 'aperiodic' : isSolvableMonoid(monoid) ? 'solvable' : 'non-solvable';
        assert.equal(found.class, expected);
        if (!found.group) {
          const largest = Math.max(...groupsIn(monoid).map(({ elements }) => elements.length));
          assert.equal(found.largestSubgroup, String(largest));
        }
        const periods = monoid.map(periodOf);
        if (found.class !== 'non-solvable')
          assert.deepEqual(
            found.primes,
            [2, 3].filter((p) => periods.some((period) => period % p === 0)),
          );
        else assert.equal(found.primes, undefined);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('does not depend on fixed slots, on the order of steps or on repetition', () => {
    const maps = [...M11, M11[0]!].map((map) => [0, ...map.map((slot) => slot + 1), 12]);
    assert.deepEqual(verdict(maps.reverse()), { ...verdict(M11) });
  });

  it('says what is counted, also where that is more than one thing', () => {
    const says = (...maps: number[][]) => verdict(maps).sentence;
    const two = (a: number, b: number) => cycle(6, [a, b]);
    assert.match(says(compose(two(1, 2), two(3, 4))), /keeping track is counting modulo 2,/);
    assert.match(says(two(1, 2), two(3, 4)), /keeping track is counting 2 things modulo 2, each on its own,/);
    assert.match(says(compose(two(1, 2), two(3, 4)), compose(two(1, 3), two(2, 4))), /2 things modulo 2/);
    assert.match(says(rotation(6)), /keeping track is counting modulo 6,/);
    assert.match(says(cycle(6, [1, 2, 3, 4]), two(5, 6)), /several things, each modulo a number of its own/);
    assert.match(says([1, 0, 2], [1, 1, 2]), /those groups are solvable.* lies in ACC⁰/);
    assert.match(says([0, 0], [1, 1]), /aperiodic.* lies in AC⁰/);
  });

  it('finds a group that is not solvable in a monoid too large to list', () => {
    // Assignments between eight variables: all maps of defect one and more (Howie 1966), S7 among their groups.
    const copies = identity(8).flatMap((to) => identity(8).map((from) => fromMoves(new Map([[to, from]]), 8)));
    const found = verdict(copies);
    assert.equal(found.class, 'non-solvable');
    assert.equal(found.order, undefined);
    assert.match(found.sentence, /great many updates, with groups among them/);
  });

  it('says when a bound is met', () => {
    // Assignments between neighbours: the order-preserving maps of ten slots, C(19, 9) = 92378 of them.
    const neighbours = identity(9).flatMap((k) => [new Map([[k, k + 1]]), new Map([[k + 1, k]])]);
    const found = verdict(neighbours.map((moves) => fromMoves(moves, 10)));
    assert.equal(found.class, 'unknown');
    assert.equal(found.bound, `the monoid has more than ${MAX_MONOID} elements`);
    assert.equal(found.sentence, `How hard this is to track is not known: ${found.bound}.`);
    const fewer = verdict(neighbours.slice(0, 14).map((moves) => fromMoves(moves, 10)));
    assert.deepEqual([fewer.class, fewer.order], ['aperiodic', '6435']);
    const many = identity(202).flatMap((a) => identity(a).map((b) => cycle(202, [a + 1, b + 1])));
    assert.notEqual(verdict(many).bound, undefined);
  });
});
