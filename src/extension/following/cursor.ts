import * as vscode from 'vscode';
import { isOwn, showInEditor } from '../probes/reveal';
import type { ProbeStore } from '../probes/store';
import { readSettings } from '../workbench/configuration';

/** Cursor and playhead follow each other: a person's move of one moves the other, and no move comes back. */
export function followEachOther(store: ProbeStore): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      // Only a person's own moves count.
      if (kind === undefined || isOwn(textEditor, selections, kind) || !readSettings().followCursor) return;
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
