import type * as vscode from 'vscode';
import type { Inference } from '../../models/inference';
import type { ModelLibrary } from '../../models/library';
import type { Probed, ProbeStore } from '../../probes/store';
import type { ChosenTensors } from '../../probes/tensors';

/** What answers to the page are made from. */
export interface AnswerParts {
  store: ProbeStore;
  tensors: ChosenTensors;
  inference: Inference;
  library: ModelLibrary;
  log: vscode.LogOutputChannel;
}

/** @throws Error when the probe is gone */
export function probedOf({ store }: Pick<AnswerParts, 'store'>, id: string): Probed {
  const probed = store.byId(id);
  if (!probed) throw new Error('A newer probe has taken the place of this one, or it was removed.');
  return probed;
}
