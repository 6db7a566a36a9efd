import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateProbe, stateProbeProcess } from './run-cli';

describe('terminal: patch and map', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-patch-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const TEXT = ['patch', 'samples/s5.word', '--model', 's5-wfa-ssm'];

  it('shows what is believed before and after, and where it differs', async () => {
    const { code, out } = await stateProbeProcess([...TEXT, '--at', '4', '--state', '1', '--from', 'state 1 2 3 4 5']);
    assert.equal(code, 0);
    assert.match(out, /after step 4, recurrent state of layer 1: state 1 2 3 4 5/);
    assert.match(out, /believes otherwise after 6 of the 6 steps from step 4 on/);
    assert.match(out, /^4 ← +5 3 1 4 2 +5 3 1 4 2 +1 2 3 4 5 /m);
  });

  it('changes nothing where a state is its own', async () => {
    const { out } = await stateProbe([...TEXT, '--at', '4,5', '--layer', 'last', '--from', 'step 4', '--json']);
    const { patches, steps } = JSON.parse(out) as {
      patches: { output: string; step: number; distance: number }[];
      steps: { changed: boolean }[];
    };
    assert.deepEqual(
      patches.map(({ output, step, distance }) => [output, step, distance > 0]),
      [
        ['hidden.1', 3, false],
        ['hidden.1', 4, true],
      ],
    );
    assert.deepEqual(
      steps.flatMap(({ changed }, at) => (changed ? [at] : [])),
      [4],
    );
  });

  it('says what is wrong with what is asked', async () => {
    const numbers = join(folder, 'values.json');
    writeFileSync(numbers, '[1, "two"]');
    const cases: [args: string[], code: number, reason: RegExp][] = [
      [['--at', '2', '--state', '1', '--from', 'sideways'], 2, /--from is one of step N/],
      [['--at', '2', '--from', 'zero'], 2, /either --layer or --state/],
      [['--state', '1', '--from', 'zero'], 2, /--at which step/],
      [['--at', '2', '--state', '1'], 2, /--from what/],
      [['--at', '2', '--layer', '7', '--from', 'zero'], 1, /s5\.word:1:1: error: the model shows no layer 7/],
      [['--at', '2', '--state', '1', '--from', `values ${numbers}`], 1, /not a list of numbers in JSON/],
      [['--at', '2', '--state', '1', '--from', 'text samples/switch.py'], 1, /switch\.py:1:1: error/],
    ];
    for (const [args, code, reason] of cases) {
      const found = await stateProbe([...TEXT, ...args]);
      assert.equal(found.code, code, args.join(' '));
      assert.match(found.err, reason);
    }
  });

  it('reads each layer by the output head, on the last one as the model answers', async () => {
    const { out } = await stateProbe(['inspect', 'samples/s5.word', '--models', 's5-lstm-1', '--lens', '--json']);
    const [model] = (JSON.parse(out) as { models: { accuracy: number; layers: { lens: { accuracy: number } }[] }[] })
      .models;
    assert.equal(model!.layers.length, 2);
    assert.equal(model!.layers.at(-1)!.lens.accuracy, model!.accuracy);
  });

  it('says which state carries the belief', async () => {
    const map = ['map', '--model', 's5-wfa-ssm', '--length', '6', '--pairs', '16'];
    const { code, out } = await stateProbe(map);
    assert.equal(code, 0);
    assert.match(out, /From step 1 on the belief is carried in the recurrent state of layer 1/);
    assert.match(out, /nothing reads embedding/);
    const wrong = await stateProbe(['map', '--model', 'dyck-1-mamba-2']);
    assert.deepEqual([wrong.code, /not updates of a state/.test(wrong.err)], [1, true]);
  });
});
