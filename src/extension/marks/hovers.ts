import * as vscode from 'vscode';
import { explainSteps } from './explain';
import { safeMarkdown, toEditorRange } from '../workbench/editor-types';
import type { ProbeStore } from '../probes/store';

/** Explains the steps under the mouse, in every document that was probed. */
export function registerHovers(store: ProbeStore): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      provideHover(document, position) {
        const probed = store.at(document.uri, position);
        const index = probed?.index;
        const steps = index?.at(position) ?? [];
        const range = index?.rangeOf(steps.at(-1) ?? -1);
        if (!probed || !index || !range) return undefined;
        const text = explainSteps(probed.timeline, probed.probe, index, steps, probed.playhead);
        return new vscode.Hover(safeMarkdown(text), toEditorRange(range));
      },
    },
  );
}
