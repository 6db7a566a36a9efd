import * as vscode from 'vscode';
import { languageOfFile } from '../../readers/languages';
import { languageOf } from './languages';

/** Samples open under a scheme of their own: they keep their names and languages and cannot be overwritten. */
const SCHEME = 'state-probe-sample';

/** Serves the samples that come with the extension, and opens one that the person picks. */
export class Samples implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly folder: vscode.Uri) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const name = uri.path.slice(1);
    if (!(await this.names()).includes(name)) throw new Error(`there is no sample '${name}'`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name)));
  }

  /** Lets the person pick a sample and shows it; undefined when none was picked. */
  async open(): Promise<vscode.TextEditor | undefined> {
    const items = (await this.names()).map((label) => ({ label, description: languageOfFile(label) ?? '' }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Open a sample',
      placeHolder: 'Real texts to probe; they open read-only',
    });
    if (!picked) return undefined;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${picked.label}` });
    return vscode.window.showTextDocument(await named(await vscode.workspace.openTextDocument(uri)), {
      preview: false,
    });
  }

  dispose(): void {
    this.registration.dispose();
  }

  private async names(): Promise<string[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.folder);
    return entries
      .filter(([name, type]) => type === vscode.FileType.File && languageOfFile(name) !== undefined)
      .map(([name]) => name)
      .filter((name) => !/^readme\./i.test(name))
      .sort();
  }
}

/** Of a person's plain text one has to ask what it holds; of a sample it is known. */
async function named(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  const isStory = languageOf(document.languageId, document.uri.path) === undefined;
  return isStory ? vscode.languages.setTextDocumentLanguage(document, 'state-story') : document;
}
