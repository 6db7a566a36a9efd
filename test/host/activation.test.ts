import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './extension';

describe('activation', () => {
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
});
