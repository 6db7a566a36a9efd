import * as vscode from 'vscode';

const KEY = 'stateProbe.walkthroughShown';
const WALKTHROUGH = 'state-probe.state-probe#start';

/**
 * Opens the walkthrough once after the extension was installed. The editor itself does so only for what was installed from its
 * own list, not from the terminal or a file; whoever has told it not to is asked nothing.
 */
export async function showWalkthroughOnce(memento: Pick<vscode.Memento, 'get' | 'update'>): Promise<void> {
  if (memento.get(KEY) === true) return;
  const wanted = vscode.workspace.getConfiguration('workbench.welcomePage.walkthroughs').get('openOnInstall');
  if (wanted === false) return;
  await memento.update(KEY, true);
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
}

type WalkthroughStep = 'sampleOpened' | 'lookedInside';

const ticked = new Set<WalkthroughStep>();

/**
 * What ticks a step of the walkthrough, named in package.json: that something was done, not that it was begun. The editor is told
 * once: a playhead that is dragged moves with every frame.
 */
export function tick(step: WalkthroughStep): void {
  if (ticked.has(step)) return;
  ticked.add(step);
  void vscode.commands.executeCommand('setContext', `stateProbe.${step}`, true);
}
