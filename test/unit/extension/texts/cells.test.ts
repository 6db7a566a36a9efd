import assert from 'node:assert/strict';
import '../fake-vscode';

describe('the variables of a world', () => {
  it('are its names, lists as a whole, without constants', async () => {
    const { variablesOf } = await import('../../../../src/extension/texts/cells');
    assert.deepEqual(variablesOf({ slots: ['a[0]', 'a[1]', 'x', 'const 0', 'm[0][1]'] }), ['a', 'x', 'm']);
  });
});
