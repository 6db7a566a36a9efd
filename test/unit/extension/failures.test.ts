import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { ProbeResult, StateProbeApi } from '../../../src/extension/api';
import { patience } from '../../../scripts/lib/patience.mjs';
import { closeAll, editor, FakeDocument, FakeMemento, FakeSecrets, FakeUri, runCommand } from './fake-vscode';
import { useKeptProcesses } from '../kept-processes';

const ROOT = resolve(__dirname, '../../..');
const STORY = `Ada, Ben, Cleo, Dov and Eve each have a ball.

Ada and Ben swap balls. Then Cleo and Dov trade. Ben and Eve swap balls. Ada trades with Dov. Eve and Cleo swap.
Ben and Dov exchange balls. Ada and Eve swap. Cleo and Ben trade. Dov and Eve swap balls. Ada and Cleo trade.
Ben and Ada swap balls. Eve and Ben trade. Cleo and Eve swap. Dov and Ada exchange balls. Ben and Cleo swap.
`;

describe('failures in the editor', function () {
  this.timeout(patience(60_000));
  useKeptProcesses();
  const subscriptions: vscode.Disposable[] = [];
  let api: StateProbeApi;
  before(async () => {
    const { activate } = await import('../../../src/extension/extension');
    const workspaceState = { get: () => undefined, update: () => Promise.resolve() };
    const context = {
      subscriptions,
      workspaceState,
      ...{ secrets: new FakeSecrets(), globalState: new FakeMemento() },
      extensionUri: FakeUri.file(ROOT),
    };
    api = activate(context as unknown as vscode.ExtensionContext);
    editor.failed.length = 0;
  });
  after(() => {
    for (const one of subscriptions) one.dispose();
    editor.settings = {};
    editor.pick = (items) => items[0];
  });
  afterEach(() => {
    closeAll();
    assert.deepEqual(editor.failed, []);
  });

  async function probed(models: string[]): Promise<ProbeResult> {
    editor.settings = { models, provider: 'cpu' };
    const document = new FakeDocument(FakeUri.file('/w/balls.story'), 'state-story', STORY);
    document.open();
    const result = await api.probe(document.uri as unknown as vscode.Uri);
    assert.ok(result);
    return result;
  }

  const runOf = ({ probe }: ProbeResult, id: string) => {
    const state = probe.models.find((model) => model.id === id)?.state;
    assert.ok(state?.kind === 'done', id);
    return state.run;
  };

  it('shrinks a probed story to a story, opens it and probes it, where the model fails at its last step', async () => {
    const { probe } = await probed(['s5-s4-1', 's5-mamba-2', 's5-wfa-ssm']);
    let offered: string[] = [];
    editor.pick = (items) => {
      offered = items.map(({ label }) => label);
      return items.find(({ label }) => label.startsWith('Mamba'));
    };
    editor.said.length = 0;
    await runCommand('stateProbe.shrink', probe.id);
    assert.deepEqual(offered, ['S4, 1 layer', 'Mamba, 2 layers'], 'those that fail');
    const now = api.currentProbe();
    assert.ok(now && now.probe.id !== probe.id);
    assert.deepEqual([now.uri.scheme, now.trace.domain], ['untitled', 'narrative']);
    assert.equal(runOf(now, 's5-mamba-2').firstWrong, now.trace.steps.length - 1);
    assert.equal(runOf(now, 's5-wfa-ssm').firstWrong, null);
    const told = editor.said.find((text) => /fails on \d+ of the text's 15 steps/.test(text));
    assert.match(told ?? '', /Without any one of them it is right at every step/);
    assert.match(told ?? '', /told anew/);
  });

  it('says that there is nothing to shrink where no model failed', async () => {
    const { probe } = await probed(['s5-wfa-ssm']);
    editor.said.length = 0;
    await runCommand('stateProbe.shrink', probe.id);
    assert.deepEqual(editor.said, ['No model that ran went wrong. There is nothing to shrink.']);
    assert.equal(api.currentProbe()?.probe.id, probe.id);
  });

  it('finds a word on which a model is wrong, and probes it', async () => {
    await probed(['s5-s4-1']);
    editor.pick = (items) => items.filter(({ label }) => label === 'S4, 1 layer');
    editor.said.length = 0;
    await runCommand('stateProbe.findFailure');
    const now = api.currentProbe();
    assert.ok(now);
    assert.equal(now.trace.domain, 'word');
    assert.equal(runOf(now, 's5-s4-1').firstWrong, now.trace.steps.length - 1);
    assert.match(editor.said.join(), /S4, 1 layer \(s5-s4-1\) is wrong after this word of \d tokens: /);
  });

  it('asks for one model or two', async () => {
    editor.pick = (items) => items.slice(0, 3);
    editor.said.length = 0;
    await runCommand('stateProbe.findFailure');
    assert.deepEqual(editor.said, ['Tick one model, or two to find where they differ.']);
  });
});
