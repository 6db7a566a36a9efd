import * as vscode from 'vscode';
import { fileText } from '../../page/file';
import type { FileMessage } from '../../protocol/file-page';
import { isSame } from '../workbench/moved';
import { showPage } from '../workbench/page-html';
import type { Inference } from './inference';

/** Named in package.json, too. */
export const FILE_EDITOR = 'stateProbe.onnxFile';

/** Shows what is in an ONNX file, whether it follows the contract or not. Nothing of it is run or written. */
export class FileEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(
    private readonly root: vscode.Uri,
    private readonly inference: Inference,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    let isReady = false;
    let readings = 0;
    const show = async (): Promise<void> => {
      const reading = ++readings;
      const message = await this.read(uri);
      // A file that changes twice may be read the second time sooner than the first.
      if (isReady && reading === readings) await webview.postMessage(message);
    };
    webview.onDidReceiveMessage(() => {
      // All that the page ever says is that it listens.
      isReady = true;
      void show();
    });
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      event((changed) => {
        if (isSame(changed, uri)) void show();
      });
    panel.onDidDispose(() => {
      isReady = false;
      watcher.dispose();
    });
    showPage(webview, this.root, 'file', 'editor');
  }

  private async read(uri: vscode.Uri): Promise<FileMessage> {
    if (uri.scheme !== 'file') return { kind: 'failed', reason: 'Only files on this machine can be opened as models.' };
    try {
      return { kind: 'file', text: fileText(await (await this.inference.client()).graph(uri.fsPath)) };
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
