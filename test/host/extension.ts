import * as vscode from 'vscode';
import type { StateProbeApi } from '../../src/extension/api';

/** The extension under test: the installed one, or the project itself in a development host. */
export function extension(): vscode.Extension<StateProbeApi> {
  const found = vscode.extensions.getExtension<StateProbeApi>('state-probe.state-probe');
  if (found === undefined) throw new Error('The extension is not installed in this editor');
  return found;
}

/** A file of the open folder, which is a copy of `samples/`. */
export function sample(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('No folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}
