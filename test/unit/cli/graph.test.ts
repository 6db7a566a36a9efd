import assert from 'node:assert/strict';
import { stateProbe } from './run-cli';

describe('terminal: graph', function () {
  this.timeout(60_000);

  it('tells what is in files, finds tensors by name, and says which file is none', async () => {
    const { code, out, err } = await stateProbe([
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
});
