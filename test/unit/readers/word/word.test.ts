import assert from 'node:assert/strict';
import fc from 'fast-check';
import { elementId } from '../../../../src/algebra/elements';
import { compose, identity, type SlotMap } from '../../../../src/algebra/maps';
import { formatCycles, formatOneLine } from '../../../../src/algebra/notation';
import { readWord } from '../../../../src/readers/word';
import { Lines } from '../../../../src/trace/lines';
import { SourceError } from '../../../../src/trace/source';
import { permutation } from '../../arbitraries';

const seed = 20260101;
const source = (text: string, uri = 'a.word') => ({ uri, language: 'word', text });
const read = (text: string, uri?: string) => readWord(source(text, uri), {});
const maps = async (text: string) => (await read(text)).steps.map((step) => step.map);

/** Each notation as an independent formatter writes it. */
const dresses: Record<string, (map: SlotMap) => string> = {
  cycles: formatCycles,
  'one-line': formatOneLine,
  ids: (map) => String(elementId(map)),
  'two lines': (map) => `(${map.map((_, j) => j + 1).join(' ')} / ${map.map((from) => from + 1).join(' ')})`,
  matrix: (map) => `[${map.map((from) => `[${map.map((_, k) => (k === from ? 1 : 0)).join(',')}]`).join(',')}]`,
};

describe('words', () => {
  for (const [name, format] of Object.entries(dresses)) {
    it(`in ${name} are read back, every step at its place`, async () => {
      const word = fc
        .integer({ min: 5, max: 9 })
        .chain((n) => fc.array(permutation(n), { minLength: 1, maxLength: 30 }));
      const separator = fc.constantFrom(' ', '\n', ', ', '; ', '\r\n# why\r\n', '\t');
      await fc.assert(
        fc.asyncProperty(word, separator, async (elements, between) => {
          const degree = elements[0]!.length;
          const text = `# group: S${degree}\n${elements.map(format).join(between)}\n`;
          const trace = await read(text);
          assert.deepEqual(
            trace.steps.map((step) => step.map),
            elements,
          );
          assert.deepEqual(trace.final, elements.reduce<number[]>(compose, identity(degree)));
          const lines = new Lines(text);
          for (const { text: shown, range } of trace.steps) {
            assert.equal(text.slice(lines.offset(range!.start), lines.offset(range!.end)), shown);
          }
        }),
        { seed, numRuns: 60 },
      );
    });
  }

  it('mix notations, and extend all elements to the largest', async () => {
    const trace = await read('(1 3)(2 5) [2,1,3,5,4], 119; e (1 2 3 4 5 6)');
    assert.equal(trace.domain, 'word');
    assert.deepEqual(trace.slots, ['1', '2', '3', '4', '5', '6']);
    assert.deepEqual(trace.objects, trace.slots);
    assert.deepEqual(trace.initial, identity(6));
    assert.deepEqual(
      trace.steps.map((step) => step.map),
      [
        [2, 4, 0, 3, 1, 5],
        [1, 0, 2, 4, 3, 5],
        [4, 3, 2, 1, 0, 5],
        [0, 1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, 0],
      ],
    );
  });

  it('live in a world of five slots unless larger', async () => {
    assert.deepEqual(await maps('(1 2)'), [[1, 0, 2, 3, 4]]);
    assert.deepEqual(await maps('# degree: 3\n(1 2)'), [[1, 0, 2]]);
  });

  it('take ids of the stated group', async () => {
    assert.deepEqual(await maps('# group: A5\n1'), [[0, 1, 3, 4, 2]]);
    assert.deepEqual(await maps('# group: Z4\n3 1'), [
      [3, 0, 1, 2],
      [1, 2, 3, 0],
    ]);
  });

  it('leave a comment that only begins like a header line alone', async () => {
    for (const comment of ['# group theory', '# order of elements: as they came', '# base camp', '# generators below'])
      assert.equal((await read(`${comment}\n(1 2)`)).steps.length, 1, comment);
  });

  it('take signs of typographers for plain ones, and no notice of what has no width', async () => {
    for (const text of [
      '(1 2 3)^\u20131',
      '(1 2 3)^\u22121',
      '（1，2，3）^-1',
      '\u201c(1,2,3)\u201d^-1',
      '(1\u200b 2 3)\u200b^-1',
    ])
      assert.deepEqual(await maps(text), [[2, 0, 1, 3, 4]], text);
  });

  it('start at the right end when the header says so', async () => {
    const trace = await read('# order: right-to-left\n(1 2)\n(2 3)');
    assert.deepEqual(
      trace.steps.map(({ text }) => text),
      ['(2 3)', '(1 2)'],
    );
    assert.deepEqual(
      trace.steps.map(({ range }) => range!.start.line),
      [2, 1],
    );
    assert.deepEqual(trace.final, compose([0, 2, 1, 3, 4], [1, 0, 2, 3, 4]));
  });

  it('take one-line, two-line and matrix forms on lines of their own', async () => {
    const rotation = [1, 2, 0, 3, 4];
    const swap = [1, 0, 2, 3, 4];
    assert.deepEqual(await maps('# notation: one-line\n2 3 1\n\n2, 1, 3  # swap\n[2,1]'), [rotation, swap, swap]);
    assert.deepEqual(await maps('# notation: two-line\n( 1 2 3 )\n( 2 3 1 )\n1 2\n2 1\n[2 1 / 1 2]'), [
      rotation,
      swap,
      swap,
    ]);
    assert.deepEqual(await maps('# notation: two-line\n3 2 1\n1 3 2'), [rotation]);
    assert.deepEqual(await maps('# notation: matrix\n0 1 0\n0 0 1\n1 0 0\n\n|0 1|\n|1 0|'), [rotation, swap]);
  });

  it('read only what is selected, under the header of the whole text', async () => {
    const text = '# group: A5\n1 2\n3 4\n';
    const selection = { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } };
    const trace = await readWord({ ...source(text), selection }, {});
    assert.deepEqual(
      trace.steps.map((step) => step.text),
      ['3'],
    );
    assert.deepEqual(trace.steps[0]!.range, selection);
  });

  const faults: [string, string][] = [
    ['(1 2 1)', '1:6: error: slot 1 occurs twice in one cycle'],
    ['(13)', '1:2: error: (13) is a cycle of the one slot 13; the cycle (1 3) needs spaces'],
    [
      '(0 1)',
      "1:2: error: slots count from one, here is a 0: a line '# base: 0' before the first element says otherwise",
    ],
    ['(1 999)', '1:4: error: slot 999 is beyond the largest one, 512'],
    ['(1 2', '1:1: error: this bracket is never closed'],
    ['(1 2]', "1:5: error: ']' is out of place here"],
    ['(1 2))', '1:6: error: elements need a space or a comma between them'],
    [')', "1:1: error: ')' is out of place here"],
    ['[1,1,2]', '1:4: error: 1 occurs twice: not a permutation'],
    ['[1,2,4]', '1:6: error: 4 is not one of the slots 1..3 that 3 numbers permute'],
    ['[]', '1:1: error: an empty one-line form; the identity is ()'],
    ['[2,1][2,1]', '1:6: error: elements need a space or a comma between them'],
    ['[1 2 3 / 2 1]', '1:12: error: the upper line has 3 numbers and the lower one 2'],
    ['[[0,1],[0,1]]', '1:11: error: a second 1 in this column'],
    ['[[1,1],[0,1]]', '1:5: error: a second 1 in this row'],
    ['[[0,0],[0,1]]', '1:3: error: this row holds no 1'],
    ['[[2,0],[0,1]]', '1:3: error: 2 in a permutation matrix, which holds only 0 and 1'],
    ['[[1,0,0],[0,1,0]]', '1:7: error: a row of 3 numbers in a matrix of 2 rows'],
    ['3 120', '1:3: error: S5 has no element 120: its ids are 0 to 119'],
    ['9'.repeat(2000), `1:1: error: S5 has no element ${'9'.repeat(20)}…: its ids are 0 to 119`],
    ['(1 2) foo', "1:7: error: 'foo' is not an element"],
    ['(1 2)\r\n\t😀', "2:2: error: '😀' does not belong in a word"],
    ['\uFEFF(1 2) -3', "1:8: error: '-' is out of place here"],
    ['', '1:1: error: there is no element here'],
    ['# only a comment\n', '1:1: error: there is no element here'],
    ['# group: S4\n(1 2) (4 5)', '2:7: error: S4 has 4 slots, this element moves slot 5'],
    ['# group: A5\n(1 2)', '2:1: error: this element is not in A5'],
    [
      '# group: B8\n()',
      "1:10: error: 'B8' is not a group known here: S5, A4 x Z5, D4, Q8, F20, M11, PSL(2,7), Z2 wr S4, <(1 2 3), (1 2)>, …",
    ],
    ['# group: <(1 2 3)>\n(1 2)', '2:1: error: this element is not in <(1 2 3)>'],
    [
      '# group: generated\n(1 2)',
      "1:10: error: no generators: write '# group: <(1 2 3), (1 2)>', or a line '# generators:'",
    ],
    [
      '# generators: R = (1 2 3), U = (1 2)\nR U [R, U]',
      '2:5: error: more elements, or a commutator? without brackets they are elements; a commutator is written R*U*R^-1*U^-1',
    ],
    ['# group: D4\n8', '2:1: error: D4 has no element 8: its ids are 0 to 7'],
    ['# degree: 0\n()', "1:11: error: '0' is not a degree known here: 1 to 512"],
    ['# group: S5\n# degree: 4\n()', '2:11: error: the group was stated as S5 before'],
    ['# order: up\n()', "1:10: error: the order is left-to-right or right-to-left, not 'up'"],
    [
      '# notation: runes\n()',
      "1:13: error: 'runes' is not a notation known here: mixed, cycles, one-line, ids, two-line, matrix",
    ],
    ['# group S3\n5', "1:1: error: a header line is written '# group: S3'"],
    ['# base = 0\n(0 1)', "1:1: error: a header line is written '# base: 0'"],
    ['# generator: a = (1 2)\na', "1:1: error: a header line is written '# generators: a = (1 2)'"],
    ['# generators: a = (1 2 3)\n2a', '2:2: error: elements need a space or a comma between them'],
    [
      '# generators: a = (1 2), b = (2 3)\na^b',
      '2:3: error: a power is one whole number; what GAP writes a^b, the conjugate, is b^-1*a*b',
    ],
    ['()\n# order: right-to-left', '2:1: error: header lines stand before the first element'],
    ['# notation: cycles\n7', '2:1: error: a bare number where the header says cycles'],
    ['# notation: ids\n(1 2)', '2:2: error: cycles notation where the header says ids'],
    ['# notation: two-line\n1 2', '2:4: error: the lower line is missing'],
    ['# notation: matrix\n1 0', '2:4: error: row 2 of 2 is missing'],
  ];
  for (const [text, message] of faults) {
    it(`refuse ${JSON.stringify(text.slice(0, 40))} at its place`, async () => {
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof SourceError);
        assert.equal(error.message, `a.word:${message}`);
        return true;
      });
    });
  }

  it('end in a trace or a SourceError, whatever the text', async () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '1',
      '2',
      '12',
      ' ',
      '\n',
      ',',
      '/',
      '·',
      '# group: A5\n',
      '#',
      'e',
      '-',
      '😀',
      ...['*', '∘', '^', '~', "'", '"', '{', '}', '=', '²', '\\cdot', '\\begin{pmatrix}', '\\end{pmatrix}', '\\\\'],
      ...['Permutation', 'PermList', 'Cycles', 'PermutationProduct', 's1', '(1 2)', '(2 3)', '# base: 0\n', 'R'],
      ...['# product: right\n', '# generators: R = (1 2)\n', 'input,target\n'],
      ...[
        '\\binom',
        '\\sigma_1',
        'size=4',
        '!',
        'Id',
        'S5',
        'Cycle',
        '[[2,1],',
        '{{2,1},',
        'RsR',
        's1s2',
        '⟦',
        '⟧',
        '&',
      ],
      ...['# notation: two-line\n', '# notation: cycles\n', '# group: Group([(1,2), (1,2,3)])\n', 'PermutationPower['],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        const text = pieces.join('');
        const error = await read(text).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) return;
        assert.ok(error instanceof SourceError);
        const { start, end } = error.range;
        const lines = new Lines(text);
        assert.ok(lines.offset(start) <= lines.offset(end));
        assert.deepEqual(lines.position(lines.offset(start)), start);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('are bounded: a million elements are an error at the first too many', async () => {
    await assert.rejects(read('(1 2) '.repeat(1_000_000)), /a\.word:1:1200001: error: a word may have 200000 elements/);
  });

  it('quote no more than the beginning of a token that is as long as the text', async () => {
    for (const text of ['a'.repeat(100_000), `(1 2) ${'a'.repeat(100_000)}`])
      await assert.rejects(read(text), ({ message }: Error) => message.includes('aaa…') && message.length < 300);
  });
});
