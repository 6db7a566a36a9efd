import { basename } from 'node:path';
import * as vscode from 'vscode';
import { bare } from '../workbench/markdown';
import { isSame } from '../workbench/moved';
import type { ProbeStore } from '../probes/store';
import { MOST_TENSORS, type ChosenTensors } from '../probes/tensors';
import type { Visualizer } from './visualizer';

interface Parts {
  store: ProbeStore;
  tensors: ChosenTensors;
  visualizer: Pick<Visualizer, 'revealView' | 'isVisible'>;
}

/**
 * Adds a tensor of a file to the page of the current probe: over the tokens that the file's own model read of the text, or, where it
 * is none of the models, over those of the model that is looked at.
 */
export async function showTensor({ store, tensors, visualizer }: Parts, file: vscode.Uri, name: string): Promise<void> {
  const probed = store.current;
  if (!probed) {
    void vscode.window.showInformationMessage(
      'A tensor is shown over a text: probe one first, then press Show This Tensor again.',
    );
    return;
  }
  const entries = [...probed.entries.values()];
  const own = entries.find(({ model }) => isSame(vscode.Uri.file(model.path), file));
  const read = own ?? probed.entries.get(probed.lookedAt?.id ?? '') ?? entries[0];
  if (!read) {
    void vscode.window.showInformationMessage('No model has read this text yet, whose tokens the file could be given.');
    return;
  }
  const { id, name: model } = read.model.manifest;
  const gone = tensors.add(probed, {
    ...{ name, model, path: file.fsPath, file: basename(file.fsPath) },
    ...{ modelId: id, isOwn: read === own },
  });
  if (gone) {
    void vscode.window.showInformationMessage(
      `At most ${MOST_TENSORS} tensors are shown at once: ${bare(gone.name, 200)}, the oldest, is not shown any more.`,
    );
  }
  if (!visualizer.isVisible()) await visualizer.revealView();
}
