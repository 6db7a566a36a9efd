import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ProbeStore } from '../../../../src/extension/probes/store';
import type { Model, Probe } from '../../../../src/protocol/messages';
import { readText } from '../../../../src/readers';
import { probe as sampleProbe } from '../../../../webview/dev/sample';
import { FakeUri } from '../fake-vscode';

const WORD = Array.from({ length: 64 }, () => '(1 2)').join('\n');

describe('the playhead of a probe that nobody has moved', () => {
  let Store: typeof ProbeStore;
  before(async () => ({ ProbeStore: Store } = await import('../../../../src/extension/probes/store')));

  const uri = FakeUri.file('/w/a.word') as unknown as vscode.Uri;
  const models = sampleProbe('models', 64).models;
  const waiting = models.map((model): Model => ({ ...model, state: { kind: 'waiting' } }));
  const errors = models.flatMap(({ state }) => (state.kind === 'done' ? [state.run.firstWrong ?? Infinity] : []));

  async function begun(more: Partial<Probe> = {}) {
    const store = new Store();
    const trace = await readText({ uri: 'a.word', language: 'word', text: WORD }, {});
    const probe: Probe = { ...sampleProbe('a', 64), models: waiting, ...more };
    const probed = store.put({ uri, trace, probe, part: { scope: undefined }, place: undefined, language: 'word' });
    const told: [number, string][] = [];
    store.onDidMovePlayhead(({ by }) => told.push([probed.playhead, by]));
    return { store, probed, told };
  }

  it('stands where a model goes wrong first, in whatever order they end', async () => {
    for (const order of [models, models.toReversed()]) {
      const { store, probed, told } = await begun();
      for (const model of order) store.setModel(probed, model);
      assert.equal(probed.playhead, Math.min(...errors));
      assert.ok(told.every(([, by]) => by === 'error'));
      store.dispose();
    }
  });

  it('stays where a person, or an earlier probe, has put it', async () => {
    const { store, probed } = await begun();
    store.movePlayhead(probed, 3, 'page');
    const kept = await begun({ playhead: 0 });
    for (const model of models) {
      store.setModel(probed, model);
      kept.store.setModel(kept.probed, model);
    }
    assert.deepEqual([probed.playhead, kept.probed.playhead], [3, 0]);
    store.dispose();
    kept.store.dispose();
  });

  it('stays at the first step where no model is wrong', async () => {
    const { store, probed } = await begun();
    for (const model of models.filter((_, index) => errors[index] === Infinity)) store.setModel(probed, model);
    assert.equal(probed.playhead, 0);
    store.dispose();
  });
});
