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
      const probed = store.of(textEditor.document.uri);
      const cursor = selections[0];
      const step = cursor && probed?.index?.meant(cursor.active, probed.playhead);
      if (!probed || step === undefined) return;
      store.makeCurrent(probed);
      store.movePlayhead(probed, step, 'editor');
    }),
    store.onDidMovePlayhead(({ probed, by }) => {
      if (by === 'page' && readSettings().followCursor) showInVisibleEditors(probed);
    }),
  );
}

/** Selects the playhead's step and brings it into sight where its document is shown; the focus stays where it is. */
function showInVisibleEditors(probed: Probed): void {
  const range = probed.index?.rangeOf(probed.playhead);
  if (!range) return;
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document.uri.toString() === probed.uri.toString()) select(editor, toEditorRange(range));
  }
}

/** Shows a step's document, selects the step and gives the editor the focus. */
export async function openStep(probed: Probed, step: number): Promise<void> {
  const range = probed.index?.rangeOf(step);
  if (!range) throw new Error('The text was changed or closed since: probe it again to see where this step stands.');
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === probed.uri.toString(),
  );
  const options = { preview: false, ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }) };
  select(await vscode.window.showTextDocument(probed.uri, options), toEditorRange(range));
}

function select(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
