import * as vscode from 'vscode';
import type { StepIndex } from '../probes/step-index';
import type { Probed, ProbeStore } from '../probes/store';
import { safeMarkdown, toEditorRange } from '../workbench/editor-types';
import { literal } from '../workbench/markdown';
import { explainSteps } from './explain';

/** Explains the steps under the mouse, in every document that was probed. */
export function registerHovers(store: ProbeStore): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      async provideHover(document, position) {
        const probed = store.at(document.uri, position);
        const index = probed?.place?.index;
        const steps = index?.at(position) ?? [];
        const range = index?.rangeOf(steps.at(-1) ?? -1);
        if (!probed || !index || !range) return undefined;
        const text = probed.index ? await explained(probed, index, steps) : olderText(probed);
        return new vscode.Hover(safeMarkdown(text), toEditorRange(range));
      },
    },
  );
}

/** What draws is loaded with the first hover. */
async function explained(probed: Probed, index: StepIndex, steps: readonly number[]): Promise<string> {
  const { drawing } = await import('./drawing');
  const { timeline, probe, playhead } = probed;
  const { Light, HighContrastLight } = vscode.ColorThemeKind;
  const isLight = [Light, HighContrastLight].includes(vscode.window.activeColorTheme.kind);
  const drawingOf = (step: number) => drawing(probe, probed.lookedAt, step, isLight ? 'light' : 'dark');
  return explainSteps(timeline, probe, index, steps, playhead, drawingOf);
}

/** What was found out about an older text is not told of this one. */
function olderText({ text, unreadable }: Probed): string {
  if (text === 'reading') return 'State Probe reads the text again.';
  const reason = unreadable === undefined ? '' : ` It cannot be read as it is: ${literal(unreadable)}.`;
  return `The text has changed since State Probe probed it.${reason} _Probe Again_ tells what holds now.`;
}
