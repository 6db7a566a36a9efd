import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { ProbeResult, StateProbeApi } from '../../../src/extension/api';
import { patience } from '../../../scripts/lib/patience.mjs';
import { editor, FakeDocument, FakeMemento, FakeSecrets, FakeUri, runCommand } from './fake-vscode';
import { useKeptProcesses } from '../kept-processes';

const ROOT = resolve(__dirname, '../../..');
/** Two worlds of two cells each, in two parts of one text. */
const PROGRAM = 'a, b = 1, 2\nx, y = 3, 4\na, b = b, a\nx, y = y, x\n';

describe('the extension as a whole', function () {
  this.timeout(patience(60_000));
  useKeptProcesses();
  let subscriptions: vscode.Disposable[] = [];
  const kept = new Map<string, unknown>();
  let api: StateProbeApi;
  let document: FakeDocument;
  let lensEvents = 0;

  async function begin(): Promise<StateProbeApi> {
    const { activate } = await import('../../../src/extension/extension');
    const workspaceState = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    const storageUri = FakeUri.file('/storage');
    subscriptions = [];
    const context = {
      subscriptions,
      workspaceState,
      storageUri,
      ...{ secrets: new FakeSecrets(), globalState: new FakeMemento() },
      extensionUri: FakeUri.file(ROOT),
    };
    return activate(context as unknown as vscode.ExtensionContext);
  }

  before(async () => {
    editor.lenses.length = 0;
    editor.disk.clear();
    api = await begin();
    for (const { onDidChangeCodeLenses } of editor.lenses) onDidChangeCodeLenses(() => lensEvents++);
  });
  after(() => {
    for (const one of subscriptions) one.dispose();
    editor.settings = {};
    editor.selection = undefined;
    editor.pick = (items) => items[0];
  });
  afterEach(() => {
    document.close();
    assert.deepEqual(editor.failed, []);
  });

  function open(name: string, language: string, text: string): vscode.Uri {
    document = new FakeDocument(FakeUri.file(`/w/${name}`), language, text);
    document.open();
    return document.uri as unknown as vscode.Uri;
  }

  const cells = (result: ProbeResult | undefined) => result?.trace.slots.filter((slot) => !slot.startsWith('const '));

  const lines = (from: number, to: number) => ({
    start: { line: from, character: 0 },
    end: { line: to, character: 0 },
  });

  it('follows the slots that move of a larger world, and says which', async () => {
    editor.settings = { models: ['s5-wfa-ssm'], provider: 'cpu' };
    const result = await api.probe(open('seven.word', 'permutation-word', '(1 2)\n(6 7)\n(2 6)\n'));
    const [shown, whole] = result?.probe.views ?? [];
    assert.deepEqual([shown?.view, shown?.slots, whole?.view], ['moving-slots', ['1', '2', '6', '7'], 'whole']);
    assert.match(shown?.note ?? '', /^Models follow the 4 of 7 places in which something changes/);
    const [model] = result?.probe.models ?? [];
    assert.ok(model?.state.kind === 'done', JSON.stringify(model?.state));
    assert.deepEqual([model.state.run.view, model.state.run.firstWrong], [0, null]);
    assert.deepEqual([...model.state.run.predicted.slice(-4)], [1, 3, 0, 2]);
  });

  it('follows the five objects that were chosen on the page, and says which', async () => {
    editor.settings = { models: [] };
    const first = await api.probe(open('t.uci', 'chess-moves', 'e2e4 e7e5 g1f3 b8c6 f1b5 a7a6\n'));
    assert.match(
      first?.probe.views[0]?.note ?? '',
      /^Five of 32 pieces are followed, those that move the most, kings last: /,
    );
    const five = ['white king e1', 'white rook a1', 'white rook h1', 'black king e8', 'white pawn e2'];
    await runCommand('stateProbe.chooseObjects', first?.probe.id, five);
    const [view] = api.currentProbe()?.probe.views ?? [];
    assert.deepEqual(view?.objects.toSorted(), five.toSorted());
    assert.match(view.note ?? '', /, as you chose: .* captured last\.$/);
    // After the first ply none of the five moves.
    assert.deepEqual([...(view.rests ?? [])].slice(1), [1, 1, 1, 1, 1]);
  });

  it('asks the editor for lenses when models begin and when all have run, however many there are', async () => {
    const told: number[] = [];
    for (const models of [['s5-rnn-ssm'], ['s5-rnn-ssm', 's5-wfa-ssm', 's5-s4-1']]) {
      editor.settings = { models, provider: 'cpu' };
      const uri = open('t.word', 'permutation-word', '(1 2)\n(2 3)\n');
      await api.probe(uri);
      await lensesSettle();
      const before = lensEvents;
      const result = await api.probe(uri);
      assert.deepEqual(
        result?.probe.models.map(({ id, state }) => [id, state.kind]),
        models.map((id) => [id, 'done']),
      );
      told.push(lensEvents - before);
      document.close();
    }
    assert.deepEqual(told, [2, 2]);
  });

  it('has a lane for a chosen model that is not there', async () => {
    editor.settings = { models: ['no-such-model', 's5-rnn-ssm'], provider: 'cpu' };
    const result = await api.probe(open('t.word', 'permutation-word', '(1 2)\n(2 3)\n'));
    const lanes = result?.probe.models.map(({ id, state }) => [id, state.kind]);
    assert.deepEqual(lanes, [
      ['s5-rnn-ssm', 'done'],
      ['no-such-model', 'failed'],
    ]);
    const { state } = result?.probe.models[1] ?? assert.fail();
    assert.ok(state.kind === 'failed' && /no model of this id/.test(state.reason));
  });

  it('probes again with the cells that were tracked, whatever is chosen for the document since', async () => {
    editor.settings = { models: [] };
    const uri = open('two.py', 'python', `${PROGRAM}\n${PROGRAM}`);
    const first = await api.probe(uri, lines(0, 4) as unknown as vscode.Range);
    assert.ok(first);
    assert.deepEqual(cells(first), ['a', 'b', 'x', 'y']);
    // Of the other part.
    editor.selection = lines(5, 9);
    editor.pick = (items) => items.filter(({ label }) => label === 'x' || label === 'y');
    await runCommand('stateProbe.chooseCells');
    assert.deepEqual(cells(api.currentProbe()), ['x', 'y']);
    await runCommand('stateProbe.probeAgain', first.probe.id);
    const again = api.currentProbe();
    assert.notEqual(again?.probe.id, first.probe.id);
    assert.equal(again?.probe.title, first.probe.title);
    assert.deepEqual(cells(again), ['a', 'b', 'x', 'y']);
    assert.equal(api.probes(uri).length, 2);
  });

  it('begins models again that ran when the window ended, and comes to its end with marks', async () => {
    editor.settings = { models: ['s5-rnn-ssm', 's5-wfa-ssm'], provider: 'cpu' };
    for (const one of subscriptions) one.dispose();
    editor.disk.clear();
    api = await begin();
    const uri = open('t.word', 'permutation-word', '(1 2)\n(2 3)\n'.repeat(2000));
    // Models take a while to be opened: what runs is written down before the first of them is done. The window ends there
    // and then, for on a busy machine whoever looks from time to time comes when they have run.
    let atEnd: { begun: ProbeResult[]; states: string[]; disk: Map<string, Uint8Array> } | undefined;
    const write = editor.disk.set.bind(editor.disk);
    editor.disk.set = (path, bytes) => {
      write(path, bytes);
      const begun = api.probes(uri);
      if (!atEnd && begun.some(({ probe }) => isKept(probe.id))) {
        const states = begun.flatMap(({ probe }) => probe.models.map(({ state }) => state.kind));
        atEnd = { begun, states, disk: new Map(editor.disk) };
        for (const one of subscriptions) one.dispose();
      }
      return editor.disk;
    };
    const ended = api.probe(uri).catch(() => undefined);
    await until(() => atEnd !== undefined);
    editor.disk.set = write;
    const { begun: [begun] = [], states: then = [], disk = new Map<string, Uint8Array>() } = atEnd ?? {};
    assert.ok(begun);
    assert.ok(then.includes('waiting') || then.includes('running'), then.join());
    await ended;
    // What a window says when it has ended nobody writes.
    editor.disk.clear();
    for (const [path, bytes] of disk) editor.disk.set(path, bytes);
    editor.failed.length = 0;
    api = await begin();
    const states = () => api.probes(uri).flatMap(({ probe }) => probe.models.map(({ state }) => state.kind));
    await until(() => states().join() === 'done,done', states);
    const [again, ...more] = api.probes(uri);
    assert.deepEqual([again?.probe.id, more.length], [begun.probe.id, 0]);
    await until(() => api.probes(uri)[0]?.text === 'same');
  });

  /** What was closed or probed before is read again in the reading thread, and told of when that is done. */
  async function lensesSettle(): Promise<void> {
    for (let seen = -1; seen !== lensEvents;) {
      seen = lensEvents;
      await new Promise((resolve) => setTimeout(resolve, patience(400)));
    }
  }

  /** Whether a probe is written down with its steps: the first record that is written may be of the name alone. */
  function isKept(id: string): boolean {
    const records = [...editor.disk].filter(([path]) => path.startsWith('/storage/history/') && path.includes(id));
    return records.some(([, bytes]) => (JSON.parse(new TextDecoder().decode(bytes)) as { bytes: number }).bytes > 0);
  }

  async function until(happened: () => boolean, instead?: () => readonly string[]): Promise<void> {
    const end = Date.now() + patience(40_000);
    while (!happened()) {
      assert.ok(Date.now() < end, `this never came true: ${happened.toString()} ${instead?.().join() ?? ''}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});
