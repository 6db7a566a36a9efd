import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { join } from 'node:path';
import { contributes } from '../../../package.json';
import { toolServer } from '../../../src/agents/server';
import { callTool, TOOLS, type ToolParts } from '../../../src/agents/tools';
import { InferenceClient } from '../../../src/inference/client';
import { readModel } from '../../../src/models/catalogue';
import { ReadingThread } from '../../../src/readers/thread/reading-thread';

const SWAPS =
  "cups = ['pea', 'coin', 'ring']\ncups[0], cups[1] = cups[1], cups[0]\ncups[1], cups[2] = cups[2], cups[1]\n";

describe('tools for agents', () => {
  const reader = new ReadingThread();
  const client = new InferenceClient();
  let parts: ToolParts = {
    reader,
    client,
    models: [],
    isBundled: () => true,
  };
  before(async () => {
    const model = await readModel(join(__dirname, '../../../models/s5-wfa-ssm.onnx'));
    assert.ok(!('reason' in model));
    parts = { ...parts, models: [model] };
  });
  after(() => {
    reader.dispose();
    client.dispose();
  });

  it('are listed and called by a client of the protocol', async () => {
    const server = toolServer(parts, '1.2.3');
    const agent = new Client({ name: 'test', version: '1' });
    const [mine, theirs] = InMemoryTransport.createLinkedPair();
    await Promise.all([server.connect(mine), agent.connect(theirs)]);
    const { tools } = await agent.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      TOOLS.map(({ name }) => name),
    );
    const call = async (name: string, input: Record<string, unknown>): Promise<{ said: string; isError: boolean }> => {
      const { content, isError } = await agent.callTool({ name, arguments: input });
      const [first] = content as { text: string }[];
      return { said: first?.text ?? '', isError: isError === true };
    };
    const { said } = await call('state_probe_trace', { text: SWAPS, language: 'python', after: 2 });
    assert.deepEqual(JSON.parse(said), {
      ...{ steps: 2, after: 2 },
      state: { 'cups[0]': "'coin'", 'cups[1]': "'ring'", 'cups[2]': "'pea'" },
    });
    const ran = JSON.parse((await call('state_probe_run', { text: SWAPS, language: 'python' })).said) as {
      models: { id: string; firstWrong: number | null; predictedFinal: object }[];
    };
    assert.deepEqual([ran.models[0]?.id, ran.models[0]?.firstWrong], ['s5-wfa-ssm', null]);
    // What a caller does wrong is told to it, with the place of what cannot be read.
    assert.deepEqual(await call('state_probe_trace', { text: SWAPS, language: 'python', after: 3 }), {
      ...{ said: 'after: the text has 2 steps, not 3', isError: true },
    });
    assert.deepEqual(await call('state_probe_trace', { text: SWAPS, language: 'python', afterr: 1 }), {
      ...{ said: 'the input: there is no field "afterr"', isError: true },
    });
    const unread = await call('state_probe_verdict', { text: 'a = [1, 2\n', language: 'python' });
    assert.match(unread.said, /^text:\d+:\d+: error: /);
    assert.ok(unread.isError);
    await agent.close();
  });

  it('say what their answers rest on: what was left out, where a game ends, what is asked', async () => {
    const story = 'Ann has a red ball and Ben has a blue ball. It rains. Ann and Ben swap. What does Ben have?';
    const told = (await callTool('state_probe_trace', { text: story, language: 'narrative' }, parts)) as {
      remarks?: { text: string }[];
      questions?: { text: string; answer: string }[];
    };
    assert.match((told.remarks ?? []).map(({ text }) => text).join('; '), /It rains/);
    assert.deepEqual(told.questions, [{ text: 'What does Ben have', answer: 'red ball' }]);
    const game = { text: '1. e4 e5 2. Ke3', language: 'chess' };
    const { illegal } = (await callTool('state_probe_verdict', game, parts)) as { illegal?: { step: number } };
    assert.equal(illegal?.step, 3);
  });

  it('are those that the editor contributes', () => {
    assert.deepEqual(
      contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
        ...{ name, inputSchema },
        description: modelDescription,
      })),
      TOOLS,
    );
  });

  it('refuse what they do not take, and are cancelled', async () => {
    const said = (name: string, input: unknown): Promise<string> =>
      callTool(name, input, parts).then(
        () => 'it was done',
        (error: unknown) => (error as Error).message,
      );
    assert.match(await said('rm', {}), /there is no tool rm: there are state_probe_trace/);
    assert.match(await said('state_probe_trace', { text: 'a', language: 'klingon' }), /^language: must be /);
    assert.match(await said('state_probe_trace', { language: 'python' }), /^text: is missing/);
    assert.match(
      await said('state_probe_run', { text: SWAPS, language: 'python', models: ['x'] }),
      /^models: there is no model 'x'; there are s5-wfa-ssm/,
    );
    assert.match(await said('state_probe_verdict', { text: 'x'.repeat(100_001), language: 'python' }), /^text: /);
    const verdict = await callTool('state_probe_verdict', { text: SWAPS, language: 'python' }, parts);
    assert.match(JSON.stringify(verdict), /generate S3/);
    await assert.rejects(
      callTool('state_probe_run', { text: SWAPS, language: 'python' }, parts, AbortSignal.abort()),
      /abort/i,
    );
  });
});
