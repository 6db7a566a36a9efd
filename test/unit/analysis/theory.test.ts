import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { verdict } from '../../../src/algebra/verdict';
import { ARCHITECTURES, theory } from '../../../src/analysis/theory';

const S5 = verdict([
  [1, 0, 2, 3, 4],
  [1, 2, 3, 4, 0],
]);
const parity = verdict([[1, 0]]);
const threes = verdict([[1, 2, 0]]);
const flipFlop = verdict([
  [1, 1, 2],
  [2, 1, 2],
]);
const unknown = { ...S5, class: 'unknown' as const };
const says = (of: typeof S5, name: string) =>
  theory(of, name.replace(' negative', ''), name.endsWith('negative'))?.says;

describe('theory', () => {
  it('has a line for every architecture and class, with a paper where it claims something', () => {
    for (const name of ARCHITECTURES) {
      for (const of of [S5, parity, threes, flipFlop]) {
        const found = theory(of, name.replace(' negative', ''), name.endsWith('negative'));
        assert.ok(found, name);
        if (found.says !== 'open') assert.match(found.line, /\b(19|20)\d\d\b/, name);
        assert.doesNotMatch(found.line, /\.$|\n/);
      }
    }
  });

  it('knows every architecture of the bundled models', () => {
    const zoo = readFileSync(path.join(__dirname, '../../../training/zoo.toml'), 'utf8');
    const names = [...zoo.matchAll(/^architecture = "(.+)"$/gm)].map(([, name]) => name);
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(ARCHITECTURES.includes(name!), name);
  });

  it('draws the line of the two papers', () => {
    for (const name of [
      'transformer',
      's4',
      'mamba',
      'mamba negative',
      'gated-linear-attention',
      'hybrid',
      'deltanet',
    ]) {
      assert.equal(says(S5, name), 'cannot', name);
    }
    for (const name of ['elman-rnn', 'lstm', 'rnn-ssm', 'wfa-ssm', 'ids4', 'deltanet negative']) {
      assert.equal(says(S5, name), 'can', name);
    }
    assert.equal(says(parity, 'mamba'), 'cannot');
    assert.equal(says(parity, 'mamba negative'), 'can');
    assert.equal(says(threes, 'mamba negative'), 'cannot');
    assert.equal(says(flipFlop, 'mamba'), 'can');
    assert.equal(says(flipFlop, 'ids4'), 'open');
  });

  it('says nothing where nothing is known', () => {
    assert.equal(theory(unknown, 'mamba'), undefined);
    assert.equal(theory(S5, 'perceptron'), undefined);
    assert.equal(theory(S5, 'toString'), undefined);
  });
});
