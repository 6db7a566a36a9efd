import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { VerbRunner } from '../../../../src/extension/datasets/verb-runner';
import type { ModelLibrary } from '../../../../src/extension/models/library';
import { chatModelAt } from '../../../../src/models/chat/model';
import { SERVERS_VARIABLE, serversIn } from '../../../../src/models/remote/handed';
import { temporaryFolder } from '../../models/tiny-models';
import { FakeUri } from '../fake-vscode';

describe('sweeps in the editor', () => {
  const folder = temporaryFolder();

  it('ask the servers alone that were agreed to, of chat models too, and no model of the editor itself', async () => {
    const { Sweeps } = await import('../../../../src/extension/datasets/sweeps');
    const chat = 'https://chat.example/v1/chat/completions#tiny';
    const remote = 'https://models.example/v2/models/large';
    const ran: { argv: readonly string[]; env: Readonly<Record<string, string>> | undefined }[] = [];
    const runner = {
      work: (_: string, argv: readonly string[], { env }: { env?: Readonly<Record<string, string>> }) => {
        ran.push({ argv, env });
        return Promise.resolve({ aborted: true });
      },
    } as unknown as VerbRunner;
    const library = {
      complete: () =>
        Promise.resolve({
          models: [{ path: remote }, { path: '/a/file.onnx' }],
          languages: [chatModelAt(chat), chatModelAt('vscode-lm:vendor/one'), { folder: '/b' }],
        }),
    } as unknown as ModelLibrary;
    const sweeps = new Sweeps(runner, library, (place) => ({ origin: new URL(place).origin, token: `of ${place}` }));
    const file = join(folder.path, 'sweep.json');
    writeFileSync(file, '{}');
    await sweeps.run(FakeUri.file(file) as unknown as vscode.Uri);
    assert.deepEqual(ran[0]?.argv.slice(0, 2), ['sweep', file]);
    assert.deepEqual(serversIn(ran[0].env?.[SERVERS_VARIABLE]), {
      [remote]: { origin: 'https://models.example', token: `of ${remote}` },
      [chat]: { origin: 'https://chat.example', token: `of ${chat}` },
    });
  });
});
