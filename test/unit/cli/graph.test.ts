import assert from 'node:assert/strict';
import { stateProbe, stateProbeProcess } from './run-cli';

describe('terminal: graph', function () {
  this.timeout(60_000);

  it('tells what is in files, finds tensors by name, and says which file is none', async () => {
    const { code, out, err } = await stateProbeProcess([
      ...['graph', 'models/s5-mamba-2.onnx', 'samples/s5.word', '--find', 'Skip'],
    ]);
    assert.equal(code, 1);
    assert.match(err, /^samples\/s5\.word:1:1: error: not an ONNX model$/m);
    assert.match(out, /^models\/s5-mamba-2\.onnx: [\d,]+ bytes, by pytorch.*; operators of ai\.onnx \d+\./);
    assert.match(out, /^tokens +int64 +\[batch, length\]$/m);
    assert.match(out, /^Scan +2$/m);
    assert.match(out, /^2 tensors with "Skip" in the name:$/m);
    assert.match(out, /^model\.layers\.1\.layer\.skip +float32 +\[128\] +weight$/m);
    assert.ok(out.split('\n').every((line) => line.length < 400));
  });

  it('says that nothing is found, and asks for a file', async () => {
    const none = await stateProbe(['graph', 'models/s5-wfa-ssm.onnx', '--find', 'nothing like it']);
    assert.deepEqual([none.code, /^No tensor has "nothing like it" in its name\.$/m.test(none.out)], [0, true]);
    assert.equal((await stateProbe(['graph'])).code, 2);
  });

  it('shows what a tensor of any file holds for a word', async () => {
    const file = 'test/unit/graph/recorded/exports/gpt2.onnx';
    const { code, out } = await stateProbe(['graph', file, '--show', 'logits', '--tokens', '3,1,4']);
    assert.equal(code, 0);
    assert.match(out, /^logits: float32 \[1, 3, 11\]$/m);
    assert.match(out, /^\[0, 2\] +-?\d/m);
    const { out: json } = await stateProbe(['graph', file, '--show', 'logits', '--tokens', '3,1,4', '--json']);
    const { shown } = JSON.parse(json) as { shown: { shape: number[]; values: number[] } };
    assert.deepEqual([shown.shape, shown.values.length], [[1, 3, 11], 33]);
    const cases: [args: string[], code: number, reason: RegExp][] = [
      [['--show', 'logits'], 2, /go together/],
      [['--put', 'logits@1=zero'], 2, /go together/],
      [['--show', 'logits', '--tokens', '1', '--put', 'logits@1=one'], 2, /is not TENSOR@3=zero/],
      [['--show', 'logits', '--tokens', '1,x'], 2, /--tokens/],
      [['--show', 'logits', '--tokens', '3,99'], 1, /there is no token 99: it takes 0 to 10\n/],
      [
        ['--show', 'logits', '--tokens', '1'.repeat(33).split('').join()],
        1,
        /33 tokens are too many: a table within it has 32 entries\n/,
      ],
      [['--show', 'nobody', '--tokens', '1'], 1, /there is no tensor "nobody" in its graph/],
    ];
    for (const [args, exit, reason] of cases) {
      const outcome = await stateProbe(['graph', file, ...args]);
      assert.match(outcome.err, reason);
      assert.equal(outcome.code, exit);
    }
  });
});
