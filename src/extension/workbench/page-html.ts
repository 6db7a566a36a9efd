import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../../protocol/html';

/**
 * Gives a webview one of the built pages, under a policy of its own.
 *
 * @param root where the extension is installed
 * @param name of the page's script and style sheet
 */
export function showPage(
  webview: vscode.Webview,
  root: vscode.Uri,
  name: 'main' | 'file',
  place: 'view' | 'editor',
): void {
  const dist = vscode.Uri.joinPath(root, 'dist', 'webview');
  const file = (ending: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, `${name}.${ending}`)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageHtml({
    nonce: randomBytes(24).toString('hex'),
    cspSource: webview.cspSource,
    scriptUri: file('js'),
    styleUri: file('css'),
    place,
  });
}
