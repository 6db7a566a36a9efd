import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extend } from '../../../../src/algebra/maps';
import { readWord } from '../../../../src/readers/word';

interface Recorded {
  cases: { system: string; text: string; maps: number[][] }[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, 'recorded/printed.json'), 'utf8')) as Recorded;

describe('words as systems and papers print them', () => {
  it('are more than a hundred', () => assert.ok(cases.length > 100));

  for (const { system, text, maps } of cases)
    it(`${system}: ${JSON.stringify(text.slice(0, 70))} is what it means there`, async () => {
      const { slots, steps } = await readWord({ uri: 'a.word', language: 'word', text }, {});
      // What is recorded may have fewer slots, or more that never move.
      const size = Math.max(slots.length, ...maps.map((map) => map.length));
      assert.deepEqual(
        steps.map(({ map }) => extend(map!, size)),
        maps.map((map) => extend(map, size)),
      );
    });

  it('mean the same behind the prompts of a session, with answers between them', async () => {
    const prompts = ['gap> ', 'sage: ', '>>> ', 'In[1]:= ', 'In [3]: '];
    const single = cases.filter(({ text }) => !/[\r\n#]/.test(text));
    for (const [k, { text, maps }] of single.entries()) {
      const session = `${prompts[k % prompts.length]}${text}\n(7,8,9)(1,2)\n`;
      const { slots, steps, remarks } = await readWord({ uri: 'a.word', language: 'word', text: session }, {});
      const size = Math.max(slots.length, ...maps.map((map) => map.length));
      assert.deepEqual(
        steps.map(({ map }) => extend(map!, size)),
        maps.map((map) => extend(map, size)),
        session,
      );
      assert.ok(remarks?.some(({ text: said }) => said.endsWith('what the system answered: (7,8,9)(1,2)')));
    }
  });

  for (const [text, steps, remarks] of [
    [
      'gap> g := (1,2,3);; h := g*(4,5);\n(1,2,3)(4,5)\ngap> g*(4,5); h;\n(1,2,3)(4,5)',
      [
        [1, 2, 0, 4, 3],
        [1, 2, 0, 4, 3],
      ],
      2,
    ],
    ['sage: S5 = SymmetricGroup(5)\nsage: g = S5("(1,2)")\nsage: g\n(1,2)', [[1, 0, 2, 3, 4]], 2],
    ['>>> from sympy.combinatorics import Permutation\n>>> a = Permutation(0, 1)\n>>> a\n>>> a = Permutation(1, 2)\n>>> a', [[1, 0, 2, 3, 4], [0, 2, 1, 3, 4]], 3], // prettier-ignore
    ['In[1]:= g = Cycles[{{1,2}}]\nOut[1]= Cycles[{{1,2}}]\nIn[2]:= InversePermutation[g]', [[1, 0, 2, 3, 4]], 1],
  ] as const)
    it(`give names to elements: ${JSON.stringify(text.slice(0, 50))}`, async () => {
      const trace = await readWord({ uri: 'a.word', language: 'word', text }, {});
      assert.deepEqual(trace.steps.map(({ map }) => map), steps); // prettier-ignore
      const named = (trace.remarks ?? []).filter(({ text: said }) => /^gives a name|names no element/.test(said));
      assert.equal(named.length, remarks);
    });

  it('know the names that are given before what is selected', async () => {
    const text = 'g := (1,2);\ng := (2,3);\ng;\ng*(1,2);';
    const selection = { start: { line: 2, character: 0 }, end: { line: 2, character: 2 } };
    const { steps } = await readWord({ uri: 'a.word', language: 'word', text, selection }, {});
    assert.deepEqual(steps.map(({ map }) => map), [[0, 2, 1, 3, 4]]); // prettier-ignore
  });

  it('may go on in the next line of a session, and be inverted by a call', async () => {
    const text = 'gap> (1,2)*\n> (3,4);\n(1,2)(3,4)\nsage: (1,2,3).inverse()\n(1,3,2)';
    const { steps } = await readWord({ uri: 'a.word', language: 'word', text }, {});
    assert.deepEqual(
      steps.map(({ map }) => map),
      [
        [1, 0, 3, 2, 4],
        [2, 0, 1, 3, 4],
      ],
    );
    assert.equal(steps[1]?.text, '(1,2,3).inverse()');
  });

  for (const [text, cycles] of [
    [
      'gap> Print([ (1,2), (1,3)(2,4) ], "\\n");\n[ (1,2), (1,3)(2,4) ]',
      [
        [1, 0, 2, 3, 4],
        [2, 3, 0, 1, 4],
      ],
    ],
    [
      'Out[1]= {Cycles[{{1, 2}}], Cycles[{{2, 3}}]}',
      [
        [1, 0, 2, 3, 4],
        [0, 2, 1, 3, 4],
      ],
    ],
    [
      '> S := Sym(4);\n> [ S!(1,2), S!(2,3) ];\n[\n    (1, 2),\n    (2, 3)\n]',
      [
        [1, 0, 2, 3, 4],
        [0, 2, 1, 3, 4],
      ],
    ],
    [
      '[ (1,2)(3,4), \\\n  (1,3) ]',
      [
        [1, 0, 3, 2, 4],
        [2, 1, 0, 3, 4],
      ],
    ],
  ] as const)
    // prettier-ignore
    it(`may be printed, cut into lines, or only answered: ${JSON.stringify(text.slice(0, 40))}`, async () => {
      const { steps } = await readWord({ uri: 'a.word', language: 'word', text }, {});
      assert.deepEqual(steps.map(({ map }) => map), cycles); // prettier-ignore
    });
});
