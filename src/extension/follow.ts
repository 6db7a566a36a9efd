import * as vscode from 'vscode';
import { readSettings } from './configuration';
import { toEditorRange } from './editor-types';
import type { Probed, ProbeStore } from './probe-store';

/** Cursor and playhead follow each other: a person's move of one moves the other, and no move comes back. */
export function followEachOther(store: ProbeStore): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      // A selection that the extension sets has no kind: only a person's own moves count.
      if (kind === undefined || !readSettings().followCursor) return;
      const cursor = selections[0];
      const probed = cursor && store.at(textEditor.document.uri, cursor.active);
      const step = cursor && probed?.index?.meant(cursor.active, probed.playhead);
      if (!probed || step === undefined) return;
      store.makeCurrent(probed);
      store.movePlayhead(probed, step, 'editor');
    }),
    store.onDidMovePlayhead(({ probed, by }) => {
      if (by === 'page' && readSettings().followCursor) showInEditor(probed);
    }),
  );
}

/**
 * Selects the playhead's step and brings it into sight where its document is shown; the focus stays where it is. Of
 * several editors with the document one moves along: the other ones may have been opened to see another place.
 */
function showInEditor(probed: Probed): void {
  const range = probed.index?.rangeOf(probed.playhead);
  const editor = range && editorOf(probed);
  if (editor) select(editor, toEditorRange(range));
}

/** Shows a step's document, selects the step and gives the editor the focus. */
export async function openStep(probed: Probed, step: number): Promise<void> {
  // A document that was closed comes back with its marks when it is opened.
  await vscode.workspace.openTextDocument(probed.uri);
  const range = probed.index?.rangeOf(step);
  if (!range) throw new Error('The text was changed or closed since: probe it again to see where this step stands.');
  select(await showDocument(probed), toEditorRange(range));
}

/** Shows a probe's document where it is shown already, else in the active group. */
export async function showDocument(probed: Probed, preserveFocus = false): Promise<vscode.TextEditor> {
  const column = editorOf(probed)?.viewColumn;
  return vscode.window.showTextDocument(probed.uri, {
    preview: false,
    preserveFocus,
    ...(column !== undefined && { viewColumn: column }),
  });
}

function editorOf({ uri }: Probed): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const candidates = [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors];
  return candidates.find(({ document }) => document.uri.toString() === uri.toString());
}

function select(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
