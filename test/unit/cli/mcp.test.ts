import assert from 'node:assert/strict';
import { stateProbeProcess } from './run-cli';

describe('tools for agents in the terminal', () => {
  it('answer lines that are no messages with errors, and say that too long a message ends them', async () => {
    const { code, out, err } = await stateProbeProcess(['mcp'], `{"jsonrpc": \n[]\n${'x'.repeat(11 * 2 ** 20)}\n`);
    assert.equal(code, 1);
    // JSON-RPC 2.0, section 5.1: the codes, and an id of null where whose request it was cannot be told.
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; error: { code: number } });
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error.code]),
      [
        [null, -32700],
        [null, -32600],
      ],
    );
    const [notJson, noMessage, tooLarge] = err.split('\n');
    assert.match(notJson ?? '', /^mcp: a line is not JSON, and is refused: /);
    assert.match(noMessage ?? '', /^mcp: a line is no message of the protocol/);
    assert.equal(tooLarge, 'mcp: a message is larger than 10 MiB: the server ends');
  });
});
