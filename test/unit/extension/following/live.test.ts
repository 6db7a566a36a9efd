import assert from 'node:assert/strict';
import '../fake-vscode';

describe('the wait after the last key', () => {
  it('is what the person set, and longer where a probe takes long, with a bound', async () => {
    const { liveDelay } = await import('../../../../src/extension/following/live');
    assert.equal(liveDelay(300, 20), 300);
    assert.equal(liveDelay(300, 800), 1600);
    assert.equal(liveDelay(300, 60_000), 5000);
    assert.equal(liveDelay(9000, 60_000), 9000);
  });
});
