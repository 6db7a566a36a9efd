import * as vscode from 'vscode';
import { editorPlace } from '../../models/chat/editor';
import { bare } from '../workbench/markdown';
import { editorModels } from './chat-asker';

/** Lets the person pick one of the editor's own language models; nothing is asked of it. */
export async function askForEditorModel(): Promise<string[]> {
  const models = await editorModels();
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      'This editor has no language model: an extension brings them, such as GitHub Copilot once you are signed in. Any other chat model is added by its address.',
    );
    return [];
  }
  const items = models.map(({ vendor, id, name, family, maxInputTokens }) => ({
    label: bare(name, 120),
    description: bare(`${vendor} · ${family} · reads ${maxInputTokens.toLocaleString('en-US')} tokens`, 200),
    place: editorPlace({ vendor, id }),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Add which language model of this editor?',
    matchOnDescription: true,
  });
  return picked ? [picked.place] : [];
}
