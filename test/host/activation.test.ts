import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { patience } from '../../scripts/lib/patience.mjs';
import { extension } from './extension';

describe('activation', () => {
  it('starts by itself: marks of earlier probes are there without a command', async () => {
    const end = Date.now() + patience(20_000);
    while (!extension().isActive && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
    assert.equal(extension().isActive, true);
  });

  it('starts without an error', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const { commands } = (extension().packageJSON as { contributes: { commands: { command: string }[] } }).contributes;
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('offers its tools to agents', async () => {
    await extension().activate();
    const text = "cups = ['pea', 'coin']\ncups[0], cups[1] = cups[1], cups[0]\n";
    const input = { text, language: 'python', after: 1 };
    const { content } = await vscode.lm.invokeTool('state_probe_trace', { input, toolInvocationToken: undefined });
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    const state = { 'cups[0]': "'coin'", 'cups[1]': "'pea'" };
    assert.deepEqual(JSON.parse(part.value), { steps: 1, after: 1, state });
    await assert.rejects(
      async () => vscode.lm.invokeTool('state_probe_trace', { input: { text }, toolInvocationToken: undefined }),
      /language: is missing/,
    );
  });
});
