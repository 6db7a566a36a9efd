import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTrace } from '../../../src/trace/schema';
import { stateProbe } from './run-cli';

const SORT = `def order(row, n):
    for i in range(n - 1):
        if row[i] > row[i + 1]:
            row[i], row[i + 1] = row[i + 1], row[i]
`;
const READS = `row = [int(one) for one in input("numbers: ").split()]
row[0], row[1] = row[1], row[0]
`;

describe('terminal: what a text does not say', () => {
  let folder: string;
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'state-probe-cli-'))));
  after(() => rm(folder, { recursive: true }));

  it('is named where nobody can answer, and the error says how it is given', async () => {
    const reads = await file('reads.py', READS);
    for (const more of [[], ['--no-input']]) {
      const { code, err } = await stateProbe(['trace', reads, ...more]);
      assert.equal(code, 1);
      assert.match(
        err,
        /reads\.py:1:28: error: a line of input is asked for here \('numbers:'\), .* --input '3 1 5 2 4'/,
      );
    }
    const selected = await stateProbe(['trace', await file('sort.py', SORT), '--lines', '3-4', '--json']);
    assert.match(selected.err, /sort\.py:3:12: error: the value of row\[i\] .* --set 'row=\[3, 1, 5, 2, 4\]'/);
    const { error } = JSON.parse(selected.out) as { error: { asks: unknown } };
    assert.deepEqual(error.asks, { kind: 'value', name: 'row', suggested: '[3, 1, 5, 2, 4]' });
    const whole = await stateProbe(['trace', await file('sort.py', SORT)]);
    assert.equal(whole.code, 1);
    assert.match(whole.err, /--call 'order\(\[3, 1, 5, 2, 4\], 5\)'/);
  });

  it('is given by --input, --set and --call, and told with what was read', async () => {
    const reads = await file('reads.py', READS);
    const { code, out } = await stateProbe(['trace', reads, '--input', '4 9']);
    assert.equal(code, 0);
    assert.match(out, /assumed: a line of its input is '4 9'/);
    const sort = await file('sort.py', SORT);
    const set = ['--set', 'row=[8, 7]', '--set', 'i=0'];
    const selected = await stateProbe(['trace', sort, '--lines', '3-4', '--json', ...set]);
    const trace = checkTrace(JSON.parse(selected.out));
    assert.deepEqual(
      trace.assumed?.map(({ text }) => text),
      ['row is [8, 7]', 'i is 0'],
    );
    assert.equal(trace.steps.length, 1);
    const whole = await stateProbe(['trace', sort, '--set', 'row=[8, 7]', '--set', 'n=2']);
    assert.match(whole.out, /assumed at 1:5: nothing here calls order: it is read as order\(\[8, 7\], 2\)/);
  });

  it('is wrong usage in another form, and an error where nothing asks for it', async () => {
    const reads = await file('reads.py', READS);
    for (const wrong of ['n', 'n=', '=5']) assert.equal((await stateProbe(['trace', reads, '--set', wrong])).code, 2);
    const { code, err } = await stateProbe(['trace', reads, '--set', 'n=5', '--input', '4 9']);
    assert.equal(code, 1);
    assert.match(err, /n is not asked for here/);
  });
});
