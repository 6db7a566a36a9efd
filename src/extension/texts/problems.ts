import * as vscode from 'vscode';
import type { SourceError } from '../../trace/source';
import { namedPages } from '../../protocol/docs';
import { docsCommand } from '../workbench/docs';
import { clip } from '../workbench/markdown';
import { toEditorRange } from '../workbench/editor-types';

/** Places that could not be read, as diagnostics; an edit makes them old, so that it clears them. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('State Probe');
  private readonly subscriptions = [
    this.collection,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.delete(uri)),
  ];

  set(uri: vscode.Uri, { range, reason }: SourceError): void {
    const diagnostic = new vscode.Diagnostic(toEditorRange(range), clip(reason, 1000), vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'State Probe';
    const page = namedPages(reason).find((piece) => typeof piece !== 'string')?.page;
    if (page) diagnostic.code = { value: page, target: docsCommand(page) };
    this.collection.set(uri, [diagnostic]);
  }

  delete(uri: vscode.Uri): void {
    this.collection.delete(uri);
  }

  clear(): void {
    this.collection.clear();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
