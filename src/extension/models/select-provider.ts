import * as vscode from 'vscode';
import { isRemote } from '../../models/remote/address';
import { changeSetting, readSettings } from '../workbench/configuration';
import { told } from '../workbench/docs';
import { withLateProgress } from '../workbench/late-progress';
import { providerItems, providerLabel } from '../workbench/providers';
import type { Inference } from './inference';
import type { ModelLibrary } from './library';

/**
 * Asks what is to run models, and says how that does on this machine: whether it runs at all, how far it is from the processor, and
 * how fast it is.
 */
export async function selectProvider(inference: Inference, library: ModelLibrary): Promise<void> {
  const picked = await vscode.window.showQuickPick(providerItems(readSettings().provider, process.platform), {
    title: 'What shall run the models?',
    placeHolder: 'Where the chosen one is missing, the processor takes over',
    matchOnDetail: true,
  });
  if (!picked) return;
  await changeSetting('provider', picked.choice);
  // Automatic is tried for each model anew, and the status bar names what won.
  if (picked.choice === 'auto') return;
  const model = (await library.chosen()).find(({ path }) => !isRemote(path));
  if (!model) return;
  const stop = new AbortController();
  const label = providerLabel(picked.choice);
  const { choice } = picked;
  try {
    const { checkProviders, providerSentence } = await import('../../analysis/provider-check');
    const client = await inference.background();
    const checks = await withLateProgress(
      `Trying ${label}`,
      () => checkProviders(model, client, ['cpu', choice], stop.signal),
      () => stop.abort(),
    );
    const [cpu, check = cpu] = checks;
    if (cpu && check) {
      const says = told(providerSentence(label, model.manifest.name, check, cpu), 600);
      if (check.provider !== 'cpu' && check.difference === null) void vscode.window.showWarningMessage(says);
      else void vscode.window.showInformationMessage(says);
    }
  } catch (error) {
    if (!stop.signal.aborted)
      void vscode.window.showErrorMessage(told(error instanceof Error ? error.message : String(error), 600));
  }
}
