import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/messages';
import { writePieces } from '../../workbench/write-pieces';
import { insideOf, optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** Files that a person takes away. */
export function fileAnswers(parts: AnswerParts): Pick<Handlers, 'save' | 'saveStates'> {
  return {
    async save({ name, data }) {
      const target = await askWhere(name);
      if (!target) return false;
      await vscode.workspace.fs.writeFile(target, data);
      return true;
    },
    async saveStates({ outputs, format, ...key }, call) {
      const { entry, inside } = await insideOf(parts, key, 'background');
      const { title } = probedOf(parts, key.probe).probe;
      const target = await askWhere(`${title} ${entry.model.manifest.id}.${format}`);
      if (!target) return false;
      const { statesFile } = await import('../../../analysis/save-states');
      await writePieces(target, statesFile(inside, entry, outputs, format, optionsOf(call)), call.signal);
      return true;
    },
  };
}

/** Asks where to save a file; the name that is offered comes from a text, and is made one that every system takes. */
export function askWhere(name: string): Thenable<vscode.Uri | undefined> {
  const safe = fileName(name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const extension = /\.([a-z0-9]+)$/i.exec(safe)?.[1];
  return vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, safe) }),
    ...(extension !== undefined && { filters: { [extension.toUpperCase()]: [extension] } }),
    title: 'Save',
  });
}

export function fileName(name: string): string {
  // Everything that some file system forbids; a leading dot would hide the file.
  const safe = name.replace(/[\p{C}/\\:*?"<>|]+/gu, '-').replace(/^[.\s-]+/, '');
  return safe.slice(-120) || 'state-probe';
}
