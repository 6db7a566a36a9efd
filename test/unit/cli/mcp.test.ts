import assert from 'node:assert/strict';
import { stateProbe } from './run-cli';

describe('tools for agents in the terminal', () => {
  it('tell the log which lines they pass over, and that too long a message ends them', async () => {
    const { code, out, err } = await stateProbe(['mcp'], `{"jsonrpc": \n[]\n${'x'.repeat(11 * 2 ** 20)}\n`);
    assert.deepEqual([code, out], [1, '']);
    const [notJson, noMessage, tooLarge] = err.split('\n');
    assert.match(notJson ?? '', /^mcp: a line is not JSON, and is passed over: /);
    assert.match(noMessage ?? '', /^mcp: a line is no message of the protocol/);
    assert.equal(tooLarge, 'mcp: a message is larger than 10 MiB: the server ends');
  });
});
