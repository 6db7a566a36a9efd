import * as vscode from 'vscode';

/** The extension under test: the installed one, or the project itself in a development host. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension<unknown>('state-probe.state-probe');
  if (found === undefined) throw new Error('The extension is not installed in this editor');
  return found;
}
