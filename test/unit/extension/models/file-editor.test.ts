import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { Inference } from '../../../../src/extension/models/inference';
import type { FileMessage } from '../../../../src/protocol/file-page';
import { EventEmitter, FakeUri } from '../fake-vscode';

const ROOT = resolve(__dirname, '../../../..');

describe('an ONNX file in an editor of its own', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-file-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is shown when its page listens, under a policy that loads nothing else; what is none is said', async () => {
    const { FileEditor } = await import('../../../../src/extension/models/file-editor');
    const { Inference: Real } = await import('../../../../src/extension/models/inference');
    const inference = new Real(() => ({}));
    const shown: string[] = [];
    const show = (uri: vscode.Uri, tensor: string) => Promise.resolve(void shown.push(`${uri.path} ${tensor}`));
    const editor = new FileEditor(FakeUri.file(ROOT) as unknown as vscode.Uri, inference, show);
    const open = async (uri: FakeUri): Promise<{ told: FileMessage; html: string }> => {
      const [heard, gone] = [new EventEmitter<unknown>(), new EventEmitter<undefined>()];
      let html = '';
      const told = new Promise<FileMessage>((tell) => {
        const webview = {
          cspSource: 'https://csp.test',
          asWebviewUri: (one: FakeUri) => one,
          onDidReceiveMessage: heard.event,
          postMessage(message: FileMessage) {
            tell(message);
            return Promise.resolve(true);
          },
          set html(text: string) {
            html = text;
          },
        };
        const panel = { webview, onDidDispose: gone.event } as unknown as vscode.WebviewPanel;
        editor.resolveCustomEditor(editor.openCustomDocument(uri as unknown as vscode.Uri), panel);
      });
      heard.fire({ kind: 'ready' });
      const message = await told;
      for (const said of [
        { kind: 'show', tensor: 'logits' },
        { kind: 'show', tensor: 'no such' },
        { kind: 'show' },
        null,
      ])
        heard.fire(said);
      gone.fire(undefined);
      return { told: message, html };
    };
    try {
      const path = join(folder, 'mine.onnx');
      copyFileSync(join(ROOT, 'models/s5-wfa-ssm.onnx'), path);
      const { told, html } = await open(FakeUri.file(path));
      assert.ok(told.kind === 'file');
      assert.deepEqual(shown, [`${path} logits`]);
      assert.deepEqual(told.text.tables[0]!.rows, [['tokens', 'int64', '[batch, length]']]);
      assert.match(html, /default-src &#39;none&#39;; script-src &#39;nonce-[0-9a-f]{48}&#39;/);
      assert.match(html, /dist\/webview\/file\.js/);
      writeFileSync(path, 'no model');
      assert.deepEqual((await open(FakeUri.file(path))).told, { kind: 'failed', reason: 'not an ONNX model' });
      const elsewhere = await open(new FakeUri('vscode-vfs', '/a.onnx'));
      assert.deepEqual(elsewhere.told, {
        kind: 'failed',
        reason: 'Only files on this machine can be opened as models.',
      });
    } finally {
      inference.dispose();
    }
  });

  it('is shown as it was read last, though an earlier reading ends later', async () => {
    const { FileEditor } = await import('../../../../src/extension/models/file-editor');
    const readings: ((fail: Error) => void)[] = [];
    const slow = { client: () => Promise.resolve({ graph: () => new Promise((_, fail) => readings.push(fail)) }) };
    const editor = new FileEditor(FakeUri.file(ROOT) as unknown as vscode.Uri, slow as unknown as Inference, () =>
      Promise.resolve(),
    );
    const [heard, gone] = [new EventEmitter<unknown>(), new EventEmitter<undefined>()];
    const told: FileMessage[] = [];
    const webview = {
      cspSource: 'https://csp.test',
      asWebviewUri: (one: FakeUri) => one,
      onDidReceiveMessage: heard.event,
      postMessage: (message: FileMessage) => Promise.resolve(told.push(message) > 0),
    };
    const document = editor.openCustomDocument(FakeUri.file(join(folder, 'a.onnx')) as unknown as vscode.Uri);
    editor.resolveCustomEditor(document, { webview, onDidDispose: gone.event } as unknown as vscode.WebviewPanel);
    for (let k = 0; k < 2; k++) heard.fire({ kind: 'ready' });
    await new Promise(setImmediate);
    for (const k of [1, 0]) {
      readings[k]!(new Error(`reading ${k}`));
      await new Promise(setImmediate);
    }
    assert.deepEqual(told, [{ kind: 'failed', reason: 'reading 1' }]);
    gone.fire(undefined);
  });
});
