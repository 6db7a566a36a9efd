import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Choices } from '../../../../src/extension/texts/choices';
import type { movedFrom } from '../../../../src/extension/workbench/moved';
import { FakeUri } from '../fake-vscode';

const uri = (path: string, scheme = 'file'): vscode.Uri => new FakeUri(scheme, path) as unknown as vscode.Uri;

/** What outlives the window. */
function memory(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key),
    // As the editor does: what is kept is JSON.
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, JSON.parse(JSON.stringify(value)))),
  } as vscode.Memento;
}

describe('what was chosen for documents', () => {
  let modules: { Choices: typeof Choices; movedFrom: typeof movedFrom };
  before(async () => {
    const [choices, moved] = await Promise.all([
      import('../../../../src/extension/texts/choices'),
      import('../../../../src/extension/workbench/moved'),
    ]);
    modules = { ...choices, ...moved };
  });

  it('is there when the window was reloaded, and broken records are left out', () => {
    const memento = memory();
    const choices = new modules.Choices(memento);
    choices.change(uri('/w/a.py'), { track: ['a'] });
    choices.change(uri('/w/a.py'), { live: 'python' });
    choices.change(uri('/w/b.py'), { follow: ['x'] });
    choices.change(uri('/w/b.py'), { follow: undefined });
    const again = new modules.Choices(memento);
    assert.deepEqual(again.of(uri('/w/a.py')), { track: ['a'], live: 'python' });
    assert.deepEqual(again.of(uri('/w/b.py')), {});
    for (const broken of [3, {}, [null, 3, { uri: 4 }, { uri: 'file:///w/a.py', track: 'a', live: 7 }]]) {
      void memento.update('stateProbe.choices', broken);
      assert.deepEqual(new modules.Choices(memento).of(uri('/w/a.py')), {});
    }
  });

  it('goes along with a file, with a folder and with a notebook, and with nothing of a like name', () => {
    const choices = new modules.Choices(memory());
    choices.change(uri('/w/in/a.py'), { track: ['a'] });
    choices.change(uri('/w/in2/a.py'), { track: ['b'] });
    choices.change(uri('/w/in/n.ipynb', 'vscode-notebook-cell'), { track: ['c'] });
    choices.move(modules.movedFrom(uri('/w/in'), uri('/w/out')));
    assert.deepEqual(choices.of(uri('/w/out/a.py')), { track: ['a'] });
    assert.deepEqual(choices.of(uri('/w/in/a.py')), {});
    assert.deepEqual(choices.of(uri('/w/in2/a.py')), { track: ['b'] });
    assert.deepEqual(choices.of(uri('/w/out/n.ipynb', 'vscode-notebook-cell')), { track: ['c'] });
    // Two that change places.
    choices.move((one) => (one.path === '/w/out/a.py' ? uri('/w/in2/a.py') : undefined));
    assert.deepEqual(choices.of(uri('/w/in2/a.py')), { track: ['a'] });
  });

  it('is kept of so many documents, those that were chosen for last', () => {
    const choices = new modules.Choices(memory());
    for (let file = 0; file < 250; file++) choices.change(uri(`/w/${file}.py`), { track: ['a'] });
    assert.deepEqual(choices.of(uri('/w/49.py')), {});
    assert.deepEqual(choices.of(uri('/w/50.py')), { track: ['a'] });
  });
});
