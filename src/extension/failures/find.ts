import * as vscode from 'vscode';
import type { Model } from '../../models/catalogue';
import { bare } from '../workbench/markdown';
import { openAndProbe, SECONDS, searching, type FailureParts } from './search';

/** As in the terminal. */
const SEED = 7;
const LONGEST = 512;

/** Opens and probes the shortest word on which a model of the person's choice is wrong, or on which two differ. */
export async function findAFailure(parts: FailureParts): Promise<void> {
  const models = await pickModels(parts);
  if (!models) return;
  const names = models.map(({ manifest }) => manifest.name).join(' and ');
  const search = await searching(parts, `Finding a failure of ${names}`, async (client, options) => {
    const { findFailure } = await import('../../analysis/failures/find');
    return findFailure(models, client, { ...options, longest: LONGEST, seed: SEED, milliseconds: 1000 * SECONDS });
  });
  if (!search) return;
  const [{ searchText }, { wordSource }] = await Promise.all([
    import('../../analysis/failures/search-text'),
    import('../../analysis/failures/word-text'),
  ]);
  const manifests = models.map(({ manifest }) => manifest);
  const lines = searchText(search, manifests);
  parts.log.info(lines.join(' '));
  const task = manifests[0]?.task;
  const source = search.found && task && wordSource(task, search.found.word);
  if (source === undefined) {
    await parts.outputs.show(bare(`Failures of ${names}`, 120), `${lines.join('\n')}\n`);
    return;
  }
  void vscode.window.showInformationMessage(bare(lines.join(' '), 600));
  await openAndProbe(parts, 'permutation-word', source);
}

/** One model, or two; undefined after a word to the person where it is neither. */
async function pickModels({ library }: Pick<FailureParts, 'library'>): Promise<Model[] | undefined> {
  const { models } = await library.catalogue();
  const items = models.map((model) => ({
    label: bare(model.manifest.name, 120),
    description: bare(model.manifest.task.name, 80),
    model,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Find the shortest word on which a model is wrong',
    placeHolder: 'Tick one model, or two to find where they differ',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked || picked.length === 0) return undefined;
  if (picked.length <= 2) return picked.map(({ model }) => model);
  void vscode.window.showInformationMessage('Tick one model, or two to find where they differ.');
  return undefined;
}
