import * as vscode from 'vscode';
import { MOST_TEXT } from '../../files/bounds';
import { Lines } from '../../trace/lines';

/** What a text is read from: an open document, or a file. */
export type TextSource = Pick<vscode.TextDocument, 'uri' | 'getText'>;

/**
 * The text of a document that is not open, as its file holds it.
 *
 * @returns `gone` where there is no such file, `away` where only the editor knows how to come by the text, or it is too large
 */
export async function storedText(uri: vscode.Uri): Promise<TextSource | 'gone' | 'away'> {
  // What was never saved is nowhere else.
  if (uri.scheme === 'untitled') return 'gone';
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === undefined) return 'away';
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_TEXT || !(type & vscode.FileType.File)) return 'away';
    return new StoredText(uri, await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri }));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return 'gone';
    return 'away';
  }
}

class StoredText implements TextSource {
  private readonly lines: Lines;

  constructor(
    readonly uri: vscode.Uri,
    private readonly text: string,
  ) {
    this.lines = new Lines(text);
  }

  getText(range?: vscode.Range): string {
    if (!range) return this.text;
    return this.text.slice(this.lines.offset(range.start), this.lines.offset(range.end));
  }
}
