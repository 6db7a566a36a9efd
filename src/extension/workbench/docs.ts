import * as vscode from 'vscode';
import { isDocsPage, namedPages, type DocsPage } from '../../protocol/docs';
import { bare } from './markdown';

const COMMAND = 'stateProbe.openDocs';

/**
 * Opens a page of the documentation, which is in the package, beside the editor, at a heading.
 *
 * @param root where the extension is installed
 */
export async function openDocs(root: vscode.Uri, page: unknown, anchor: unknown): Promise<void> {
  const name: DocsPage = isDocsPage(page) ? page : 'index';
  const fragment = typeof anchor === 'string' ? anchor : '';
  const uri = vscode.Uri.joinPath(root, 'docs', `${name}.md`).with({ fragment });
  // The editor's own preview of Markdown can be turned off; where it is on, its command starts it.
  const preview = vscode.extensions.getExtension('vscode.markdown-language-features');
  if (preview) await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  else await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
}

/** Opens a page, for links in places that take no other. */
export function docsCommand(page: DocsPage): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path: COMMAND, query: JSON.stringify([page]) });
}

/** One line for a notification; pages of the documentation that it names open when they are clicked. */
export function told(text: string, limit: number): string {
  return namedPages(bare(text, limit))
    .map((piece) => (typeof piece === 'string' ? piece : `[${piece.text}](${docsCommand(piece.page).toString()})`))
    .join('');
}
