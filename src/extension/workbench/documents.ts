import * as vscode from 'vscode';
import { isSame } from './moved';

/** A document that the editor holds, in sight or not. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isSame(document.uri, uri));
}

/** Whether nobody sees a document that the editor holds: it keeps what extensions open for some minutes. */
export function isHidden({ uri, isDirty }: vscode.TextDocument): boolean {
  const isShown = (input: unknown): boolean => {
    if (input instanceof vscode.TabInputTextDiff) return isSame(input.modified, uri) || isSame(input.original, uri);
    return input instanceof vscode.TabInputText && isSame(input.uri, uri);
  };
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isVisible = vscode.window.visibleTextEditors.some(({ document }) => isSame(document.uri, uri));
  return !isDirty && !isVisible && !tabs.some(({ input }) => isShown(input));
}
