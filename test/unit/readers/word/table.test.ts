import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namedGroup, type NamedGroup } from '../../../../src/algebra/groups';
import { compose, identity } from '../../../../src/algebra/maps';
import { readWord } from '../../../../src/readers/word';

const seed = 20260101;
const TITLE = 'seed,input,target\n';
const read = (text: string, uri = 'a.csv', game?: number) =>
  readWord({ uri, language: 'word', text }, game === undefined ? {} : { game });

function row(group: NamedGroup, word: readonly number[], reverse = false): string {
  let product = identity(group.degree);
  const targets = word.map((id) => {
    const map = group.elementOf(BigInt(id));
    product = reverse ? compose(map, product) : compose(product, map);
    return String(group.idOf(product));
  });
  return `1,${word.join(' ')},${targets.join(' ')}\n`;
}

const groups = ['S5', 'A5', 'Z60', 'A4_x_Z5'].map((name) => namedGroup(name)!);

describe('data sets of words', () => {
  for (const group of groups) {
    it(`of ${group.name} are read by the group of the file's name, of a header line, or of their own products`, async () => {
      const word = fc.array(fc.nat({ max: Number(group.order) - 1 }), { minLength: 1, maxLength: 20 });
      const all = row(group, identity(Number(group.order)));
      await fc.assert(
        fc.asyncProperty(word, async (ids) => {
          const expected = ids.map((id) => group.elementOf(BigInt(id)));
          const text = `${TITLE}${row(group, ids)}${all}`;
          for (const trace of [
            await read(text, `data/${group.name}=3.csv`),
            await read(`# group: ${group.name}\n${text}`),
            await read(text),
          ]) {
            assert.deepEqual(
              trace.steps.map((step) => step.map),
              expected,
            );
          }
        }),
        { seed, numRuns: 20 },
      );
    });
  }

  it('give the row that is asked for, with its places', async () => {
    const trace = await read(`${TITLE}1,1 2,1 4\r\n"1","2 2","2 0"\r\n`, 'S3=2.csv', 2);
    assert.deepEqual(
      trace.steps.map(({ text }) => text),
      ['2', '2'],
    );
    assert.deepEqual(trace.steps[1]!.range, { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } });
    await assert.rejects(read(`${TITLE}1,0,0\n`, 'S3=1.csv', 2), /1:1: error: there are 1 rows here, and no row 2/);
  });

  it('are read by the names of their columns, in any order and among others', async () => {
    const expected = await read(`${TITLE}7,3 1,3 2\n8,1 2,1 4\n`, 'S3=2.csv', 2);
    for (const text of [
      '"seed","input","target"\n"7","3 1","3 2"\n"8","1 2","1 4"\n',
      ',target,input,seed\n0,3 2,3 1,7\n1,1 4,1 2,8\n',
      'seed\tinput\ttarget\n7\t3 1\t3 2\r\n8\t1 2\t1 4\r\n',
      'seed;input;target\n7;3 1;3 2\n8;1 2;1 4\n',
      'Input_Sequence,note,Target\n3 1,"a, b",3 2\n1 2,,1 4\n',
      'input,target\n"[3, 1]","[3, 2]"\n"[1, 2]","[1, 4]"\n',
    ]) {
      const trace = await read(text, 'S3=2.csv', 2);
      assert.deepEqual(
        trace.steps.map((step) => [step.map, step.text]),
        expected.steps.map((step) => [step.map, step.text]),
        text,
      );
      await assert.rejects(
        read(text.replace(/1(,?) 4/, '1$1 5'), 'S3=2.csv'),
        /3:\d+: error: the product of the first 2/,
      );
    }
    await assert.rejects(
      read('input,note,target\n1 2,1 4\n', 'S3=2.csv'),
      /2:1: error: a row has 3 fields, .* here are 2/,
    );
  });

  it('may state only the whole product', async () => {
    const trace = await read('length,input,target\n3,1 2 1,5\n', 'S3=3.csv');
    assert.equal(trace.steps.length, 3);
    await assert.rejects(
      read('length,input,target\n3,1 2 1,4\n', 'S3=3.csv'),
      /2:9: error: the product of the first 3 in S3 is 5, not 4/,
    );
  });

  it('may be composed the other way round', async () => {
    const s5 = groups[0]!;
    const text = `# group: S5\n# order: right-to-left\n${TITLE}${row(s5, [3, 77, 12], true)}`;
    const trace = await read(text);
    assert.deepEqual(
      trace.steps.map(({ text: shown }) => shown),
      ['12', '77', '3'],
    );
    await assert.rejects(read(text.replace('# order: right-to-left\n', '')), /error: the product of the first 2 in S5/);
  });

  const faults: [string, string][] = [
    ['1,1 2,1 3\n', '2:9: error: the product of the first 2 in S3 is 4, not 3'],
    ['1,1 2,1 4\n1,6,0\n', '3:3: error: S3 has no element 6: its ids are 0 to 5'],
    ['1,1 x,1 2\n', "2:5: error: 'x' is not part of an element id"],
    ['1,1 2\n', '2:1: error: a row has 3 fields, as the line of names, here are 2'],
    ['1,1,1,1\n', '2:1: error: a row has 3 fields, as the line of names, here are 4'],
    ['1,,\n', '2:1: error: a row without input'],
    ['1,1 1 1,1 0\n', '2:9: error: 2 targets for 3 inputs: one for each, or only the last'],
    ['', '1:1: error: there are 0 rows here, and no row 1'],
  ];
  for (const [rows, message] of faults) {
    it(`are refused at ${JSON.stringify(rows)}`, async () => {
      await assert.rejects(read(TITLE + rows, 'S3=2.csv'), { message: `S3=2.csv:${message}` });
    });
  }

  it('are refused when their group is not certain', async () => {
    await assert.rejects(read(`${TITLE}1,3 1,3 1\n`), /error: the group of this data set is not stated/);
  });

  for (const [what, text] of Object.entries({
    'an index first': ',input,target\n0,3 2,3 5\n',
    'the columns the other way round': 'target,seed,input\n3 5,7,3 2\n',
    'tabs between fields': 'input\ttarget\tnote\n3 2\t3 5\ta, b\n',
    'other names': 'input_sequence,target_sequence\n3 2,3 5\n',
    'quotation marks in a field': 'input,target,note\n3 2,3 5,"he said ""hi"", and left"\n',
    'lists in quotation marks': 'input,target\n"[3, 2]","[3, 5]"\n',
  }))
    it(`are read with ${what}`, async () => {
      const { steps } = await read(`# group: S3\n${text}`);
      assert.deepEqual(
        steps.map((step) => step.map),
        [
          [1, 2, 0],
          [1, 0, 2],
        ],
      );
    });

  it('of a group by its generators are read and checked', async () => {
    const text = 'input,target\n3 2,3 5\n';
    assert.equal((await read(`# group: <(1 2 3), (1 2)>\n${text}`)).steps.length, 2);
    await assert.rejects(read(`# group: F20\n${text}`), /the product of the first 2 in F20 is \d+, not 5/);
  });

  it('are not taken for a word where their columns have no names', async () => {
    for (const text of ['0,3 2,3 1\n1,1 2,1 4\n', '# group: S3\na,b,c\n0,3 2,3 5\n'])
      await assert.rejects(read(text), /:[12]:1: error: a data set begins with a line that names its columns/);
    assert.equal((await read('3 2', 'a.word')).steps.length, 2);
  });

  it('say which column is missing', async () => {
    await assert.rejects(
      read('input,label\n3 2,3 5\n'),
      /1:1: error: a data set has one column of inputs .* and one of targets/,
    );
  });
});
