import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProbeResult, StateProbeApi } from '../../src/extension/api';
import type { Run } from '../../src/protocol/messages';
import { extension, sample } from './extension';

/** Runs by model name; a model that did not run fails the test with its reason. */
function runsOf({ probe }: ProbeResult): Map<string, Run> {
  return new Map(
    probe.models.map(({ name, state }) => {
      if (state.kind !== 'done') assert.fail(`${name}: ${'reason' in state ? state.reason : state.kind}`);
      return [name, state.run];
    }),
  );
}

async function probed(result: Promise<ProbeResult | undefined>): Promise<ProbeResult> {
  const found = await result;
  const said = vscode.languages.getDiagnostics().flatMap(([, all]) => all.map(({ message }) => message));
  assert.ok(found, `the text can be read, or was not cancelled; problems are: ${said.join('; ') || 'none'}`);
  return found;
}

describe('probing', () => {
  let api: StateProbeApi;
  before(async () => {
    api = await extension().activate();
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('finds every bundled model and nothing wrong with them', async () => {
    const { models, problems, chosen } = await api.models();
    assert.deepEqual(problems, []);
    assert.ok(models.length >= 5, 'two exact models and three trained ones');
    assert.ok(chosen.length > 0);
  });

  it('runs the chosen models over a whole file', async () => {
    const result = await probed(api.probe(sample('s5.word')));
    // (1 3), (1 3)(2 5), (1 2), 7, (1 2 3 4 5), 119, (2 4), (1 5), (): composed left to right by Python's itertools.
    assert.deepEqual(result.trace.final, [2, 0, 3, 1, 4]);
    assert.equal(result.probe.steps.count, 9);
    const runs = runsOf(result);
    assert.equal(runs.size, (await api.models()).chosen.length);
    for (const [name, run] of runs) {
      assert.equal(run.outcome.length, 9, name);
      const right = run.outcome.filter((outcome) => outcome === 1).length;
      assert.equal(run.accuracy, right / 9, name);
      assert.equal(run.firstWrong, right === 9 ? null : run.outcome.indexOf(0), name);
    }
    assert.deepEqual(api.currentProbe()?.probe.id, result.probe.id);
  });

  it('has a lane for a chosen model that is not there', async () => {
    const settings = vscode.workspace.getConfiguration('stateProbe');
    await settings.update('models', ['no-such-model', 's5-rnn-ssm'], vscode.ConfigurationTarget.Global);
    try {
      const { probe } = await probed(api.probe(sample('s5.word')));
      assert.deepEqual(
        probe.models.map(({ id, state }) => [id, state.kind]),
        [
          ['s5-rnn-ssm', 'done'],
          ['no-such-model', 'failed'],
        ],
      );
    } finally {
      await settings.update('models', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('follows a program to the state that Python comes to', async () => {
    const { trace, probe } = await probed(api.probe(sample('shuffle.py')));
    assert.equal(trace.domain, 'code');
    // What CPython prints for `cups` at the end of the file.
    const cups = (trace.final ?? []).map((object) => trace.objects[object]);
    assert.deepEqual(cups, ["'pea'", "'dice'", "'ring'", "'coin'", "'bean'"]);
    assert.equal(probe.verdict?.class, 'non-solvable');
  });

  it('agrees with an exact model at every step', async () => {
    const exact = (await probed(api.probe(sample('s5.word')))).probe.models.filter((model) => model.exact);
    assert.ok(exact.length >= 1);
    for (const { name, state } of exact) assert.ok(state.kind === 'done' && state.run.firstWrong === null, name);
  });

  it('reads only the selected range', async () => {
    const { trace } = await probed(api.probe(sample('s5.word'), new vscode.Range(3, 0, 4, 0)));
    assert.deepEqual(
      trace.steps.map(({ map }) => map),
      [[2, 4, 0, 3, 1]],
    );
    assert.equal(trace.steps[0]?.range?.start.line, 3);
  });

  it('follows five pieces of a chess game', async () => {
    const { trace, probe } = await probed(api.probe(sample('opera-game.pgn')));
    assert.equal(trace.domain, 'chess');
    assert.equal(trace.steps.length, 33);
    assert.ok(probe.views.some(({ slots }) => slots.length === 5));
  });

  it('stops where a chess move is illegal', async () => {
    const { trace } = await probed(api.probe(sample('castling-illegal.uci')));
    assert.equal(trace.illegal?.step, 8);
    assert.equal(trace.final, null);
  });

  it('leaves a text that would take minutes to read for the next one', async () => {
    // Texts of a hundred thousand letters, compared with each other again and again.
    const content =
      's = "x" * 99999\nt = [s + "a"] * 900\na, b = 1, 2\nfor i in range(9000):\n    a, b = b, a\n    sorted(t)\n';
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    const hostile = api.probe(document.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 6, 0), 'a, b = 1, 2\na, b = b, a\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const { trace } = await probed(api.probe(document.uri));
    assert.equal(trace.steps.length, 1);
    assert.equal(await hostile, undefined);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('says at its place what it cannot read', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'permutation-word',
      content: '(1 2)\n(2 3) nonsense',
    });
    assert.equal(await api.probe(document.uri), undefined);
    const [diagnostic, ...more] = vscode.languages.getDiagnostics(document.uri);
    assert.deepEqual(more, []);
    assert.ok(diagnostic);
    assert.match(diagnostic.message, /nonsense/);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual([diagnostic.range.start.line, diagnostic.range.start.character], [1, 6]);
    assert.equal(document.getText(diagnostic.range), 'nonsense');
  });

  it('forgets the old problem once the text can be read', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'permutation-word', content: '(1 2) oops' });
    await api.probe(document.uri);
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(0, 5, 0, 10));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const { trace } = await probed(api.probe(document.uri));
    assert.equal(trace.steps.length, 1);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
