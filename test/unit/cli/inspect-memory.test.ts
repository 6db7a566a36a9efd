import assert from 'node:assert/strict';
import { stateProbe } from './run-cli';

describe('terminal: inspect --memory and --eigenvalues', function () {
  this.timeout(120_000);

  it('tells what layers remember beside a twin, and that the state of a linear recurrence is a sum', async () => {
    const args = ['inspect', 'samples/s5.word', '--models', 's5-s4-1', '--memory', '--eigenvalues'];
    const { code, out } = await stateProbe(args);
    assert.equal(code, 0);
    assert.match(out, /^the token of … tokens ago +0 +1 +2 .*\n *embedding +100 %/m);
    assert.match(out, /^… of an untrained twin/m);
    assert.match(out, /^recurrent state, layer 1( +1\.000)+$/m);
    assert.match(out, /^recurrent state, layer 1, each of \d+ tokens /m);
    assert.match(out, /^recurrent state, layer 1, all of the word together /m);
  });

  it('says of what there are no eigenvalues, and measures the rest', async () => {
    const { code, out } = await stateProbe(['inspect', 'samples/s5.word', '--models', 's5-rnn-ssm', '--eigenvalues']);
    assert.equal(code, 0);
    assert.match(out, /eigenvalues of state\.1: not measured: its recurrence in "state\.1" is not linear/);
    assert.match(out, /^layer 1 /m);
  });
});
