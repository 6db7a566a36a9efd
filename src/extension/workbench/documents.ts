import * as vscode from 'vscode';
import { isSame } from './moved';

/** A document that the editor holds, in sight or not. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => isSame(document.uri, uri));
}
