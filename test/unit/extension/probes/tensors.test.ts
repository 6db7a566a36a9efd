import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ProbeStore } from '../../../../src/extension/probes/store';
import { editor, FakeUri } from '../fake-vscode';

describe('tensors that are shown over a probe', () => {
  it('are so many at most, and which one goes is said', async () => {
    const { ChosenTensors, MOST_TENSORS } = await import('../../../../src/extension/probes/tensors');
    const { showTensor } = await import('../../../../src/extension/visualizer/show-tensor');
    const tensors = new ChosenTensors();
    const model = { path: '/models/a.onnx', manifest: { id: 'a', name: 'A' } };
    const current = { entries: new Map([['a', { model }]]) };
    const parts = {
      store: { current } as unknown as ProbeStore,
      tensors,
      visualizer: { isVisible: () => true, revealView: () => Promise.resolve() },
    };
    const file = FakeUri.file(model.path) as unknown as vscode.Uri;
    const before = editor.said.length;
    const show = (k: number): Promise<void> => showTensor(parts, file, `tensor ${k}`);
    for (let k = 0; k < MOST_TENSORS; k++) await show(k);
    await show(MOST_TENSORS - 1);
    assert.equal(editor.said.length, before, 'one that is there already takes no other away');
    await show(MOST_TENSORS);
    assert.match(String(editor.said.at(-1)), /At most 12 tensors are shown at once: tensor 0, the oldest/);
    assert.deepEqual(
      tensors.of(current as never).map(({ name }) => name),
      Array.from({ length: MOST_TENSORS }, (_, k) => `tensor ${k + 1}`),
    );
    tensors.dispose();
  });
});
