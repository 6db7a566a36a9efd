import * as vscode from 'vscode';
import { namedPages } from '../../protocol/docs';
import { docsCommand } from './docs';

const SCHEME = 'state-probe-output';

/** Texts that the extension has made for reading: documents of a scheme of their own, which nothing can overwrite. */
export class OutputTexts implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly texts = new Map<string, string>();
  private readonly subscriptions = [
    this.changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  ];

  provideTextDocumentContent(uri: vscode.Uri): string {
    // An editor that was open when the window closed comes back, its text does not.
    return this.texts.get(uri.toString()) ?? 'This text was made for one session of the editor, and is gone.\n';
  }

  /** Pages of the documentation that a text names. */
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    let at = 0;
    return namedPages(document.getText()).flatMap((piece) => {
      const start = document.positionAt(at);
      at += (typeof piece === 'string' ? piece : piece.text).length;
      if (typeof piece === 'string') return [];
      return [new vscode.DocumentLink(new vscode.Range(start, document.positionAt(at)), docsCommand(piece.page))];
    });
  }

  /** Shows a text under a title; an open text of the same title is replaced. */
  async show(title: string, content: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}` });
    this.texts.set(uri.toString(), content);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // A title may end like the name of a program.
    const text =
      document.languageId === 'plaintext'
        ? document
        : await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    // That closed the document and opened it again, which forgets its text.
    this.texts.set(uri.toString(), content);
    await vscode.window.showTextDocument(text, { preview: true, preserveFocus: true });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
