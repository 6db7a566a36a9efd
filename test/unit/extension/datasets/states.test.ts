import assert from 'node:assert/strict';
import { join } from 'node:path';
import { modelArguments } from '../../../../src/extension/datasets/model-arguments';
import { statesText } from '../../../../src/extension/datasets/states-text';

describe('models of a verb that the editor starts', () => {
  const settings = { provider: 'auto', timeout: 59.5 };
  const access = (place: string) => ({ origin: new URL(place).origin, token: 'secret' });

  it('are named where they are no bundled ones, and how servers are asked stands in no argument', () => {
    const bundled = join(__dirname, '../../../../src/extension/models/a.onnx');
    const [own, remote] = ['/home/me/gru.onnx', 'https://host/v2/models/large'];
    assert.deepEqual(modelArguments([{ path: bundled }], settings, access), {
      argv: ['--provider=auto', '--timeout=60'],
      env: {},
    });
    const { argv, env } = modelArguments([{ path: own }, { path: remote }], settings, access);
    assert.equal(argv[0], `--model-folder=${own},${remote}`);
    assert.ok(!argv.join().includes('secret'));
    assert.deepEqual(
      Object.values(env).map((text) => JSON.parse(text) as object),
      [{ [remote]: access(remote) }],
    );
  });
});

describe('what was written of the states of a model', () => {
  it('is told with its steps and with the examples that have none', () => {
    const splits = [{ steps: 1200 }, { steps: 34 }];
    assert.equal(statesText({ splits, skipped: {} }, 'GRU'), 'States of GRU after 1,234 steps are in states/.');
    assert.equal(
      statesText({ splits, skipped: { 'it follows five objects': 3, 'it is too long': 1 } }, 'GRU'),
      'States of GRU after 1,234 steps are in states/. 4 examples have none: it follows five objects, and 1 more reasons.',
    );
  });
});
