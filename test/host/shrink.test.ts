import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { StateProbeApi } from '../../src/extension/api';
import { extension, sample } from './extension';

describe('shrinking', () => {
  let api: StateProbeApi;
  const settings = () => vscode.workspace.getConfiguration('stateProbe');
  before(async () => {
    api = await extension().activate();
    await settings().update('models', ['s5-s4-1'], vscode.ConfigurationTarget.Global);
  });
  after(() => settings().update('models', undefined, vscode.ConfigurationTarget.Global));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens the shortest failing program as a new one and probes it', async () => {
    const whole = await api.probe(sample('shuffle.py'));
    assert.ok(whole);
    await vscode.commands.executeCommand('stateProbe.shrink', whole.probe.id);
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.isUntitled, document?.languageId], [true, 'python']);
    const now = api.currentProbe();
    assert.equal(now?.uri.toString(), document?.uri.toString());
    const state = now?.probe.models[0]?.state;
    assert.ok(state?.kind === 'done' && now);
    assert.equal(state.run.firstWrong, now.trace.steps.length - 1);
    assert.ok(now.trace.steps.length < whole.trace.steps.length);
  });
});
