import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../models/tiny-models';
import { stateProbe } from './run-cli';

const WORD = 'sample.word';

describe('what is written for others', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);

  before(() => {
    for (const name of ['a.parquet', 'a.npz', 'a.safetensors', 'a.html', 'a.onnx', 'a.pt'])
      writeFileSync(at(name), 'PAR1');
    writeFileSync(at(WORD), '(1 2)\n(1 2 3 4 5)\n');
  });

  const named: [name: string, says: RegExp][] = [
    ['a.parquet', /a Parquet file, .*not read from: give the \.jsonl file of the same examples/],
    ['a.npz', /hidden states, .*not read back: give the text that they were computed of/],
    ['a.safetensors', /hidden states, .*not read back/],
    ['a.html', /a page for a browser: open it there/],
    ['a.onnx', /a model: name it by --models/],
    ['a.pt', /weights of a model: export it to ONNX/],
  ];
  for (const [name, says] of named)
    it(`is refused by name as a text, a data set and a source of one: ${name}`, async () => {
      const run = await stateProbe(['trace', at(name)]);
      assert.equal(run.code, 1);
      assert.match(run.err, says);
      const evaluated = await stateProbe(['eval', at(name)]);
      assert.equal(evaluated.code, 2);
      assert.match(evaluated.err, says);
      const made = await stateProbe(['dataset', at(name), '--preview']);
      assert.notEqual(made.code, 0);
      assert.match(made.err, says);
    });

  it('is said of what the terminal has printed', async () => {
    const { out: printed } = await stateProbe(['trace', at(WORD), '--json']);
    for (const name of ['printed.json', 'printed.jsonl']) {
      writeFileSync(at(name), printed);
      for (const verb of ['trace', 'eval']) {
        const { code, err } = await stateProbe([verb, at(name)]);
        assert.equal(code, 1, verb);
        assert.match(err, /this is state-probe\/trace@1, which is printed for other programs and not read back: give/);
      }
    }
  });

  it('is said of a table of traces, and that a data set is checked by its folder', async () => {
    const out = at('set');
    mkdirSync(at('texts'));
    writeFileSync(at('texts/a.py'), 'a = [1, 2, 3]\na[0], a[1] = a[1], a[0]\n');
    const made = await stateProbe(['dataset', at('texts'), '--format', 'jsonl,csv', '--out', out]);
    assert.equal(made.code, 0, made.err);
    const { code, err } = await stateProbe(['trace', path.join(out, 'train/examples.csv')]);
    assert.equal(code, 1);
    assert.match(err, /not read back: give the \.jsonl file/);
    const checked = await stateProbe(['dataset', '--check', path.join(out, 'train.jsonl')]);
    assert.notEqual(checked.code, 0);
    assert.match(checked.err, /is a file: a data set is checked as a whole, by its folder/);
  });
});
