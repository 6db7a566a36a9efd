import * as vscode from 'vscode';
import { onSettingsChange, readSettings } from '../workbench/configuration';
import { lensText } from '../probes/outcome';
import { loneFunctions } from '../texts/lone-functions';
import { bare } from '../workbench/markdown';
import { outcomeDetails } from '../probes/outcome';
import type { Probed, ProbeStore } from '../probes/store';

/** Above every probed part of a text: what the probe came to, and what can be done with it. */
export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: { dispose(): unknown }[];
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly store: ProbeStore,
    private readonly isLive: (uri: vscode.Uri) => boolean,
  ) {
    this.subscriptions = [
      this.changed,
      store.onDidChangeMarks(() => this.changed.fire()),
      onSettingsChange(() => this.changed.fire()),
      vscode.languages.registerCodeLensProvider({ pattern: '**' }, this),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!readSettings().codeLens) return [];
    const { uri, lineCount } = document;
    const offers = loneFunctions(document.getText(), document.languageId).map((line) => tryLens(uri, line));
    return [...this.store.of(uri).flatMap((probed) => this.lensesOf(probed, lineCount)), ...offers];
  }

  /** Says that a document's live mode has changed. */
  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private lensesOf(probed: Probed, lineCount: number): vscode.CodeLens[] {
    const line = Math.min(probed.place?.scope?.start.line ?? 0, lineCount - 1);
    const range = new vscode.Range(line, 0, line, 0);
    const live = this.isLive(probed.uri);
    const lens = (title: string, command: string, tooltip: string) =>
      new vscode.CodeLens(range, { title, command, tooltip, arguments: [probed.probe.id] });
    const title = `State Probe: ${bare(lensText(probed, live), MOST)}`;
    return [
      lens(title, 'stateProbe.showProbe', `${details(probed)}Show this probe in the visualizer`),
      lens('Probe again', 'stateProbe.probeAgain', 'Probe the text as it is now'),
      lens(live ? 'Live: on' : 'Live: off', 'stateProbe.toggleLive', 'Probe this document again as you type'),
      lens('Remove', 'stateProbe.removeProbe', 'Take this probe and its marks away; the history keeps it'),
    ];
  }
}

/** Above a function that nothing calls. */
function tryLens(uri: vscode.Uri, line: number): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
    title: 'Probe with Example Input…',
    command: 'stateProbe.probeWithInput',
    tooltip: 'State Probe: follow this function over values of your choice',
    arguments: [{ uri, line }],
  });
}

/** UTF-16 code units of what a lens says. */
const MOST = 160;
/** The same of a line of what is shown when one points at it. */
const MOST_OF_DETAILS = 600;

/** What the probe came to model by model, if that is still true. */
function details({ text, probe }: Probed): string {
  if (text !== 'same') return '';
  const lines = outcomeDetails(probe).split('\n');
  return lines.map((line) => `${bare(line, MOST_OF_DETAILS)}\n`).join('');
}
