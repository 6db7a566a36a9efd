import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { DATASET_FILE } from '../../datasets/card/card';
import { BACK, pickOne } from './form';
import { hiddenGlobs, shownFolder, typedFolder } from './places';
import { bare } from '../workbench/markdown';

/** Folders of the workspace that are on a disk; undefined when there are none. */
export function workspaceFolders(): string[] | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return folders.length > 0 ? folders.map(({ uri }) => uri.fsPath) : undefined;
}

export function hiddenIn(root: string): string[] {
  const found = vscode.workspace.getConfiguration('files', vscode.Uri.file(root)).inspect('exclude');
  const now = vscode.workspace.getConfiguration('files', vscode.Uri.file(root)).get('exclude');
  return hiddenGlobs(now, found?.defaultValue);
}

export async function chooseFolders(): Promise<string[] | undefined> {
  return choose('Folders to read', { canSelectFolders: true, canSelectFiles: false });
}

async function choose(title: string, kind: vscode.OpenDialogOptions): Promise<string[] | undefined> {
  const chosen = await vscode.window.showOpenDialog({ title, openLabel: 'Choose', canSelectMany: true, ...kind });
  const paths = chosen?.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  return paths && paths.length > 0 ? paths : undefined;
}

export async function changePaths(): Promise<readonly string[] | undefined> {
  const workspace = workspaceFolders();
  const active = vscode.window.activeTextEditor?.document.uri;
  const items = [
    ...(workspace ? [{ label: '$(root-folder) The Whole Workspace', paths: workspace }] : []),
    ...(active?.scheme === 'file'
      ? [{ label: '$(file) The File That Is Open', description: basename(active.fsPath), paths: [active.fsPath] }]
      : []),
    { label: '$(folder) Choose Folders…', ask: { canSelectFolders: true, canSelectFiles: false } },
    { label: '$(files) Choose Files…', ask: { canSelectFiles: true } },
  ];
  const picked = await pickOne({ title: 'Data Set from Files: From', placeholder: 'What is read?', items, back: true });
  if (picked === undefined || picked === BACK) return undefined;
  return 'paths' in picked ? picked.paths : choose('What is read?', picked.ask);
}

export async function changeFolder(now: string, root: string): Promise<string | undefined> {
  const [typed, browse] = [{ label: '$(edit) Type a Path…' }, { label: '$(folder) Choose a Folder to Put It In…' }];
  const picked = await pickOne({
    title: 'Folder of the Data Set',
    placeholder: bare(now, 200),
    items: [typed, browse],
    back: true,
  });
  if (picked === browse) {
    const [parent] = (await choose('The data set gets a folder of its own in here', {
      canSelectFolders: true,
      canSelectFiles: false,
      canSelectMany: false,
    })) ?? [undefined];
    return parent && join(parent, basename(now));
  }
  if (picked !== typed) return undefined;
  const text = await vscode.window.showInputBox({
    title: 'Folder of the data set',
    prompt: `Relative to ${root}, or absolute. The folder is made; a data set that stands there is replaced once the new one is whole.`,
    value: shownFolder(now, root),
    validateInput: async (value) => {
      const folder = typedFolder(value, root, homedir());
      if (value.trim() === '') return 'A name for the folder';
      const kind = await stat(folder).catch(() => undefined);
      if (kind && !kind.isDirectory()) return 'This is a file';
      return kind && !existsSync(join(folder, DATASET_FILE)) ? 'This folder holds something else' : undefined;
    },
  });
  return text === undefined ? undefined : typedFolder(text.trim(), root, homedir());
}
