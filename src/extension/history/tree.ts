import * as vscode from 'vscode';
import { safeMarkdown } from '../workbench/editor-types';
import { documentOf, showDocument } from '../probes/reveal';
import type { History } from './history';
import type { HistoryRecord } from './records';
import { bare, clip, literal } from '../workbench/markdown';
import type { ProbeStore } from '../probes/store';
import type { Visualizer } from '../visualizer/visualizer';

const VIEW = 'stateProbe.history';
/** Deletions that can be undone. */
const MOST_DELETIONS = 10;

/** The list of probes in the side bar, newest first: Enter or a click shows one again. */
export class HistoryTree implements vscode.TreeDataProvider<HistoryRecord>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<HistoryRecord>;
  private readonly subscriptions: { dispose(): unknown }[];
  /** The last one is undone first. */
  private readonly deletions: { id: string; putBack: () => Promise<void> }[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly history: History,
    private readonly store: ProbeStore,
    private readonly visualizer: Visualizer,
  ) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this });
    this.subscriptions = [
      this.changed,
      this.view,
      history.onDidChange(() => this.changed.fire()),
      store.onDidChangeCurrent(() => this.changed.fire()),
    ];
  }

  getChildren(record?: HistoryRecord): HistoryRecord[] {
    return record ? [] : [...this.history.all()];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(record: HistoryRecord): vscode.TreeItem {
    const { id, time, uri, outcome } = record;
    const label = nameOf(record);
    const isCurrent = this.store.current?.probe.id === id;
    const item = new vscode.TreeItem(label);
    item.id = id;
    item.description = `${shortTime(time, Date.now())} · ${clip(outcome, 200)}`;
    item.contextValue = 'probe';
    item.iconPath = new vscode.ThemeIcon(isCurrent ? 'eye' : 'history');
    item.command = { command: 'stateProbe.showRecord', title: 'Show', arguments: [record] };
    const lines = [nameOf(record), new Date(time).toLocaleString(), outcome, vscode.Uri.parse(uri).path];
    item.tooltip = safeMarkdown(lines.map((line) => literal(line, 1000)).join('\n\n'));
    const shown = isCurrent ? ', shown now' : '';
    item.accessibilityInformation = { label: `${label}, ${new Date(time).toLocaleString()}, ${outcome}${shown}` };
    return item;
  }

  /** Shows a probe on the page and in its text, as far as that is still there. */
  async show(record: HistoryRecord): Promise<void> {
    const probed = await this.history.show(record).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showWarningMessage(
        `Of this probe only what it came to is kept (${bare(reason, 200)}). Probe the text again to see it.`,
      );
      return undefined;
    });
    if (!probed) return;
    this.visualizer.show(undefined);
    if (!this.visualizer.isVisible()) await this.visualizer.revealView();
    const document = await documentOf(probed);
    if (typeof document === 'string') {
      void vscode.window.showInformationMessage(`${bare(nameOf(record), 120)}: ${bare(document, 300)}.`);
      return;
    }
    // The focus stays in the list, for the next one or to go on with a key.
    const editor = await showDocument(probed, true);
    await this.store.settled(probed);
    const range = probed.index?.rangeOf(probed.playhead);
    if (range) editor.revealRange(new vscode.Range(range.start.line, 0, range.end.line, 0));
    else {
      void vscode.window.showInformationMessage(
        `${bare(nameOf(record), 120)}: the text has changed since, so the editor has no marks. The visualizer shows the probe as it was.`,
      );
    }
  }

  /** Asks for another name; an empty one gives back the first. */
  async rename(record: HistoryRecord | undefined): Promise<void> {
    const chosen = record ?? this.view.selection[0];
    if (!chosen) return;
    const name = await vscode.window.showInputBox({
      title: 'Name of this probe',
      value: nameOf(chosen),
      prompt: `Empty for “${clip(chosen.title, 80)}”`,
      validateInput: (text) => (text.length > 200 ? 'At most 200 characters' : undefined),
    });
    if (name !== undefined) this.history.rename(chosen.id, name.trim());
  }

  /** Deletes a probe from the list; the focus goes to its neighbour, and a message and a key put it back. */
  async delete(record: HistoryRecord | undefined): Promise<void> {
    const chosen = record ?? this.view.selection[0];
    if (!chosen) return;
    const all = this.history.all();
    const at = all.findIndex(({ id }) => id === chosen.id);
    const neighbour = all[at + 1] ?? all[at - 1];
    const putBack = await this.history.delete(chosen.id);
    if (!putBack) return;
    const deletion = { id: chosen.id, putBack };
    this.deletions.push(deletion);
    this.deletions.splice(0, this.deletions.length - MOST_DELETIONS);
    await this.sayDeletions();
    await this.focus(neighbour?.id);
    const undo = 'Undo';
    const message = `Deleted from the history: ${bare(nameOf(chosen), 120)}.`;
    if ((await vscode.window.showInformationMessage(message, undo)) === undo) await this.undo(deletion);
  }

  /** Puts back what was deleted, by default the last. */
  async undo(deletion = this.deletions.at(-1)): Promise<void> {
    if (!deletion || !this.deletions.includes(deletion)) return;
    this.deletions.splice(this.deletions.indexOf(deletion), 1);
    await this.sayDeletions();
    await deletion.putBack();
    await this.focus(deletion.id);
  }

  async clear(): Promise<void> {
    if (this.history.all().length === 0) return;
    const yes = 'Clear History';
    const detail = 'Probes that have marks now stay until you remove them.';
    const options = { modal: true, detail };
    const answer = await vscode.window.showWarningMessage('Forget all probes of this workspace?', options, yes);
    if (answer === yes) await this.history.clear();
  }

  private async sayDeletions(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'stateProbe.canUndoDelete', this.deletions.length > 0);
  }

  /** Keys go on in the list. */
  private async focus(id: string | undefined): Promise<void> {
    const record = this.history.all().find((one) => one.id === id);
    if (record) await this.view.reveal(record, { select: true, focus: true });
    else await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function nameOf({ name, title }: HistoryRecord): string {
  return clip(name ?? title, 120);
}

/** `14:03` of today, else with the day. */
function shortTime(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)];
  const clock = then.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === today.toDateString()) return clock;
  return `${then.toLocaleDateString(undefined, { month: 'short', day: 'numeric' })} ${clock}`;
}
