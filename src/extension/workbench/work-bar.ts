import * as vscode from 'vscode';
import { clip } from './markdown';
import { works, type Work, type Works } from './works';

/** UTF-16 code units in the status bar. */
const MOST = 70;

/** One entry in the status bar for all that takes long: what it is and how far, or how many there are. Its press lists them. */
export class WorkBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('stateProbe.work', vscode.StatusBarAlignment.Right, 91);
  private readonly subscription: vscode.Disposable;

  constructor(private readonly from: Works = works) {
    this.item.name = 'State Probe: What Runs';
    this.item.command = 'stateProbe.showWork';
    this.subscription = from.onDidChange(() => this.draw());
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private draw(): void {
    const all = this.from.all();
    const text = workText(all);
    this.item.text = `$(loading~spin) ${clip(text, MOST)}`;
    this.item.tooltip = `State Probe\n${all.map(lineOf).join('\n')}\nClick to see or cancel.`;
    this.item.accessibilityInformation = { label: `Running in State Probe: ${text}`, role: 'button' };
    if (all.length > 0) this.item.show();
    else this.item.hide();
  }
}

/** Lists what runs; what is chosen is cancelled. */
export async function showWork(from: Works = works): Promise<void> {
  const all = from.all();
  if (all.length === 0) {
    void vscode.window.showInformationMessage('State Probe: nothing runs that takes long.');
    return;
  }
  const items = all.map((work) => ({ label: `$(debug-stop) ${work.title}`, description: work.message, work }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'What runs',
    placeHolder: 'Choose what to cancel; Escape leaves all running',
  });
  chosen?.work.cancel();
}

/** What one line says of all that runs. */
export function workText(all: readonly Work[]): string {
  const [one, another] = all;
  return one && !another ? lineOf(one) : `${all.length} at work`;
}

function lineOf({ title, message }: Work): string {
  return message === '' ? title : `${title}: ${message}`;
}
