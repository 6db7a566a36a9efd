import assert from 'node:assert/strict';
import { stateProbe } from './run-cli';

describe('terminal: inspect --memory and --eigenvalues', function () {
  this.timeout(120_000);

  it('tells what layers remember beside a twin, and that the state of a linear recurrence is a sum', async () => {
    const args = ['inspect', 'samples/s5.word', '--models', 's5-s4-1', '--memory', '--eigenvalues'];
    const { code, out } = await stateProbe(args);
    assert.equal(code, 0);
    assert.match(out, /^the token of … tokens ago +0 +1 +2 .*\n *embedding +100%/m);
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

describe('terminal: inspect --compare', function () {
  this.timeout(120_000);

  it('tells how alike the layers of two models are, those of a model and itself wholly', async () => {
    const args = ['inspect', 'samples/s5.word', '--compare', '--json', '--models'];
    const { out } = await stateProbe([...args, 's5-ids4-1,s5-deltanet-negative-1,s5-lstm-1']);
    const { similar } = JSON.parse(out) as { similar: { models: string[]; cka: number[][]; others: number }[] };
    assert.deepEqual(
      similar.map(({ models }) => models.join(' ')),
      ['s5-ids4-1 s5-deltanet-negative-1', 's5-ids4-1 s5-lstm-1', 's5-deltanet-negative-1 s5-lstm-1'],
    );
    for (const { cka, others } of similar) {
      // Embeddings know the same tokens; last layers over other words know nothing of each other.
      assert.ok(cka[0]![0]! > 0.3 && cka.flat().every((value) => value >= 0 && value <= 1 + 1e-9));
      assert.ok(others < 0.15);
      // Both track the state exactly.
      assert.ok(cka[1]![1]! > 2 * others, `${cka[1]![1]} ${others}`);
    }
  });

  it('is told in a table', async () => {
    const { out } = await stateProbe(['inspect', 'samples/s5.word', '--compare', '--models', 's5-ids4-1,s5-rnn-ssm']);
    assert.match(
      out,
      /^s5-ids4-1 beside s5-rnn-ssm: likeness .*\n +embedding +layer 1\nembedding +\d\.\d{3} +\d\.\d{3}\nlayer 1 /m,
    );
    assert.match(out, /^Last layers over different words: 0\.\d{3}\.$/m);
  });
});
