import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extend } from '../../../../src/algebra/maps';
import { formatCycles } from '../../../../src/algebra/notation';
import { readWord } from '../../../../src/readers/word';
import { SourceError } from '../../../../src/trace/source';

const read = (text: string) => readWord({ uri: 'a.word', language: 'word', text }, {});

/** Steps in cycle notation. */
const steps = async (text: string) => (await read(text)).steps.map(({ map }) => formatCycles(map!)).join(' ');

interface Recorded {
  cases: { system: string; text: string; map: number[] }[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, 'recorded/products.json'), 'utf8')) as Recorded;

describe('words as computer algebra systems write them', () => {
  for (const system of new Set(cases.map((each) => each.system)))
    it(`${system}: products, powers and inverses are what SymPy makes of them`, async () => {
      const own = cases.filter((each) => each.system === system);
      assert.equal(own.length, 30);
      for (const { text, map } of own) {
        const trace = await read(text);
        assert.deepEqual(
          trace.steps.map((step) => [step.map, step.text]),
          [[extend(map, trace.slots.length), text.split('\n').at(-1)]],
        );
      }
    });

  it('PARI: p*q is first the step q and then p, as PARI composes them, and what it answered is read', async () => {
    const [p, q] = [[2, 3, 1, 4, 5], [2, 1, 4, 3, 5]]; // prettier-ignore
    const done = (held: readonly number[], by: readonly number[]) => by.map((at) => held[at - 1] ?? 0);
    const words = [
      `Vecsmall([${p.join()}])*Vecsmall([${q.join(', ')}])`,
      `? Vecsmall([${p.join()}])*Vecsmall([${q.join()}])`,
    ];
    for (const text of words)
      assert.deepEqual((await read(text)).steps[0]?.map, done(done([0, 1, 2, 3, 4], q), p)); // prettier-ignore
    assert.equal(await steps('%1 = Vecsmall([2, 1, 3])'), '(1 2)');
    assert.equal(await steps('Vecsmall([2,3,1])^-1 Vecsmall([2,1])'), '(1 3 2) (1 2)');
  });

  const SAME: [text: string, steps: string][] = [
    ['(1 2)*(2 3)', '(1 2 3)'],
    ['(1 2)(2 3)', '(1 2 3)'],
    ['Perm([[1,2],[3,4]]) Perm([2,1,3])', '(1 2)(3 4) (1 2)'],
    ['Id(Sym(3)) (1,2)', '() (1 2)'],
    ['Id (1,2) Identity * (1 2 3)', '() (1 2) (1 2 3)'],
    ['# group: S3\nId', '()'],
    ['(1 2) * (2 3)', '(1 2 3)'],
    ['(1 2)∘(2 3)', '(1 3 2)'],
    ['# product: left\n(1 2) · (2 3)', '(1 2 3)'],
    ['# product: right\n(1 2) ⋅ (2 3)', '(1 3 2)'],
    ['# product: right\n$(1\\,2)(2\\,3)$', '(1 3 2)'],
    ['(1 2)·(3 4)', '(1 2)(3 4)'],
    ['((1 2)∘(2 3))*(1 2)', '(2 3)'],
    ['(1 2 3)^2 (1 2 3)^-1 (1 2 3)**-1 (1 2 3)⁻¹ (1 2 3)^{-1} ~(1 2 3)', Array(6).fill('(1 3 2)').join(' ')],
    ['(1 2 3)^1000000000000000000000000000001', '(1 3 2)'],
    ['((1 2)(3 4 5))^3', '(1 2)'],
    ['(1 2)(3 4)^-1', '(1 2)(3 4)'],
    ["# generators: R = (1 3 5)(2 4), U = R^2*(1 2)\nR R' U R*U^-1", '(1 3 5)(2 4) (1 5 3)(2 4) (1 2 5 3) (1 5 4 2 3)'],
    ['# generators: a = (1 2)\n# generators: b = (2 3)*a\na b', '(1 2) (1 3 2)'],
    ['s1 s2 s_3 s₄ s_{1}', '(1 2) (2 3) (3 4) (4 5) (1 2)'],
    ['s1s2 s1*s2', '(1 2 3) (1 2 3)'],
    ['# base: 0\ns0 (0 1 2) [1,0,2]', '(1 2) (1 2 3) (1 2)'],
    ['e id ε () (1 2)*e', '() () () () (1 2)'],
    ['[ (1,2,3), (4,5) ]', '(1 2 3) (4 5)'],
    ['Permutation([2, 0, 1]) Permutation(0, 1)(1, 2)', '(1 3 2) (1 2 3)'],
    ['Permutation([2, 3, 1]) (1 2)', '(1 2 3) (1 2)'],
    ['PermutationGroupElement("(1,2,3)")', '(1 2 3)'],
    ['G!(1,2) G!(2,3) Sym(3) ! (1,2)(2,3)', '(1 2) (2 3) (1 2 3)'],
    ['\\begin{pmatrix} 0 & 1 \\\\ 1 & 0 \\end{pmatrix}', '(1 2)'],
    ['# degree: 512\n(1 512)', '(1 512)'],
    ['(1 512)', '(1 512)'],
  ];
  for (const [text, expected] of SAME)
    it(`${JSON.stringify(text)} is ${expected}`, async () => assert.equal(await steps(text), expected));

  it('says how it reads what others might read otherwise', async () => {
    const remarks = async (text: string) => (await read(text)).remarks?.map((remark) => remark.text);
    assert.deepEqual(await remarks('(1 2)*(2 3)'), ['of a product the left factor acts first']);
    assert.deepEqual(await remarks('(1 2)∘(2 3)'), ['of a product the right factor acts first']);
    assert.deepEqual(await remarks('Permutation(0, 1)'), ['numbers count from 0 here: 0 is slot 1']);
    assert.deepEqual(await remarks('\\sigma_1 \\sigma_2'), [
      'elements that stand apart act one after the other, the left one first',
    ]);
    for (const text of ['(1 2)*(3 4) (1 2)(3 4)', '\\sigma_1 \\sigma_3', '\\sigma_1, \\sigma_2', 's_1 s_2'])
      assert.equal(await remarks(text), undefined);
  });

  const REFUSED: [text: string, message: string][] = [
    ['(1 2)·(2 3)', '1:1: error: which factor acts first?'],
    ['$(1\\,2)(2\\,3)$', '1:2: error: which factor acts first?'],
    ['(1 2)*(2 3)∘(1 3)', '1:1: error: signs of products that are read in different orders'],
    ['# product: right\n(1 2)*(2 3)', '2:1: error: here the left factor acts first, but the header says right'],
    ['# product: left\n(1 2)∘(2 3)', '2:1: error: here the right factor acts first, but the header says left'],
    ['(1 2)(2 3 4)^2', '1:1: error: the power of the last cycle or of all?'],
    ['(1 2)^x', '1:7: error: a power is one whole number'],
    ['(1 2)*', '1:7: error: '],
    ['*(1 2)', "1:1: error: '*' is out of place here"],
    ['Permutation(0, 1) (1 2)', '1:19: error: some numbers count from 0 here and others from 1'],
    ['Permutation([(1,2),(3,4)])', '1:1: error: Sage counts these from 1 and SymPy from 0'],
    ['Permutation(1,2)(3)', '1:17: error: this is no cycle'],
    ['2 1 3', "1:1: error: one permutation or 3 ids? a line '# notation: one-line' or '# notation: ids'"],
    [
      '1 0 2',
      "1:1: error: one permutation or 3 ids? a line '# notation: one-line' with '# base: 0' or '# notation: ids'",
    ],
    ['213', '1:1: error: S5 has no element 213: its ids are 0 to 119; one-line form is written [2,1,3]'],
    ['[[1,2,3],[2,3,1]]', '1:1: error: two permutations, or one in two lines?'],
    ['[[1,2,3]]', '1:1: error: one permutation, or its only cycle?'],
    ['\\begin{pmatrix} 2 & 3 & 1 \\end{pmatrix}', '1:1: error: one permutation, or its only cycle?'],
    ['# base: 0\n[[1,0],[0,1]]', '2:1: error: a matrix, or two permutations?'],
    ['(1 2 3)^(2 3)', '1:9: error: a power is one whole number; what GAP writes a^b, the conjugate, is b^-1*a*b'],
    [
      'a := (1,2);',
      '1:1: error: there is no element here: what is given a name is no step yet; write the names in the order in which they act',
    ],
    ['gap> a := (1,2);\ngap> a = (1,2);', "2:6: error: this compares, and is no element: a name is given with ':='"],
    ['a == (1 2)', '1:1: error: this compares, and is no element'],
    ['a (1 2)', "1:1: error: 'a' is not an element"],
    ['a := (1 2) (1 3)\na', '1:12: error: the end of what the name is given to is missing here'],
    ['# generators: i = (1 2), d = (2 3)\nid', "2:1: error: 'id' has a meaning of its own, or is it i*d?"],
    ['G (1 2)', "1:1: error: 'G' is not an element"],
    ['Permutation(0, 1, size=600)', '1:24: error: there is no slot 600'],
    ['{(1 2)]', '1:7: error: elements need a space or a comma between them'],
    ['(1 2)\n3, 1, 2 # which?', '2:1: error: one permutation or 3 ids?'],
    ['# generators: R = (1 2)\nR2', "2:1: error: 'R2' is not an element: a power is written R^2"],
    ['# generators: R = (1 2)\nQ', "2:1: error: 'Q' is not an element, and no generator that the header names"],
    ['# generators: R (1 2)\nR', "1:17: error: '=' is missing here"],
    ['# generators: R = (1 2), R = (1 3)\nR', "1:26: error: 'R' has a meaning already"],
    ['s0', '1:1: error: there is no s0 here'],
    ['# base: 2\n()', "1:9: error: the base is 0 or 1, not '2'"],
    ['# base: 0\n\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}', '2:1: error: two lines or a matrix?'],
    ['PermList([1,1])', '1:13: error: 1 occurs twice'],
    ['((1 2)', '1:1: error: this bracket is never closed'],
    ['"(1 2)', '1:1: error: this string is never closed'],
    ['[ (1 2)', '1:1: error: this bracket is never closed'],
    ['('.repeat(100_000) + '1', '1:201: error: too many brackets within brackets'],
    ['(1 2)(2 3)'.repeat(20_000), '1:50001: error: an element may have 10000 factors'],
  ];
  for (const [text, message] of REFUSED)
    it(`refuses ${JSON.stringify(text.slice(0, 50))}`, async () => {
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof SourceError);
        assert.ok(error.message.startsWith(`a.word:${message}`), error.message);
        return true;
      });
    });
});
