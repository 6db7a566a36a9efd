import * as vscode from 'vscode';
import { tick } from '../workbench/first-run';
import { languageOf } from './languages';
import { BEST_SAMPLE, SAMPLES } from './sample-list';

/** Samples open under a scheme of their own: they keep their names and languages and cannot be overwritten. */
const SCHEME = 'state-probe-sample';

/** Serves the samples that come with the extension, and opens one that the person picks. */
export class Samples implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly folder: vscode.Uri) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const name = uri.path.slice(1);
    if (!SAMPLES.some(({ samples }) => samples.some(({ file }) => file === name)))
      throw new Error(`there is no sample '${name}'`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name)));
  }

  /** Lets the person pick a sample and shows it; undefined when none was picked. */
  async open(): Promise<vscode.TextEditor | undefined> {
    const items = SAMPLES.flatMap(({ title, samples }): (vscode.QuickPickItem & { file?: string })[] => [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...samples.map(({ file, shows }) => ({ label: file, description: shows, file })),
    ]);
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Open a sample',
      placeHolder: 'Real texts to probe; they open read-only',
      matchOnDescription: true,
    });
    return picked?.file === undefined ? undefined : this.show(picked.file);
  }

  /** Shows a sample, by default the one to begin with. */
  async show(file = BEST_SAMPLE): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${file}` });
    const document = await named(await vscode.workspace.openTextDocument(uri));
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    tick('sampleOpened');
    return editor;
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** Of a person's plain text one has to ask what it holds; of a sample it is known. */
async function named(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  const isStory = languageOf(document.languageId, document.uri.path) === undefined;
  return isStory ? vscode.languages.setTextDocumentLanguage(document, 'state-story') : document;
}
