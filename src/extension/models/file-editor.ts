import * as vscode from 'vscode';
import { fileText } from '../../page/file';
import { heardOfFile, type FileMessage } from '../../protocol/file-page';
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
    /** Shows a tensor of a file over the text that is probed. */
    private readonly show: (uri: vscode.Uri, tensor: string) => Promise<void>,
  ) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    let isReady = false;
    let readings = 0;
    /** Whole names of tensors, by those that the page shows. */
    let named: ReadonlyMap<string, string> = new Map();
    const show = async (): Promise<void> => {
      const reading = ++readings;
      const { message, names } = await this.read(uri);
      if (reading === readings) named = names;
      // A file that changes twice may be read the second time sooner than the first.
      if (isReady && reading === readings) await webview.postMessage(message);
    };
    webview.onDidReceiveMessage((data: unknown) => {
      const heard = heardOfFile(data);
      if (heard?.kind === 'ready') {
        isReady = true;
        void show();
      }
      const tensor = heard?.kind === 'show' ? named.get(heard.tensor) : undefined;
      if (tensor !== undefined) void this.show(uri, tensor);
    });
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'),
    );
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

  private async read(uri: vscode.Uri): Promise<{ message: FileMessage; names: ReadonlyMap<string, string> }> {
    const failed = (reason: string) => ({
      message: { kind: 'failed' as const, reason },
      names: new Map<string, string>(),
    });
    if (uri.scheme !== 'file') return failed('Only files on this machine can be opened as models.');
    try {
      const facts = await (await this.inference.client()).graph(uri.fsPath);
      const text = fileText(facts);
      const names = new Map(text.tensors.rows.map(([shown = ''], at) => [shown, facts.tensors[at]?.name ?? shown]));
      return { message: { kind: 'file', text }, names };
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error));
    }
  }
}
