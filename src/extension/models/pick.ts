import * as vscode from 'vscode';
import type { Model } from '../../models/catalogue';
import { isChat } from '../../models/chat/model';
import { bare } from '../workbench/markdown';
import type { ModelLibrary } from './library';

/** Lets the person tick models; the choice goes into the settings. */
export async function chooseModels(library: ModelLibrary): Promise<void> {
  const [{ models, languages, problems }, chosen, asked] = await Promise.all([
    library.catalogue(),
    library.chosen(),
    library.chosenLanguages(),
  ]);
  if (models.length + languages.length === 0) {
    const reason = problems[0] ? `${problems[0].path}: ${problems[0].reason}` : 'there is no model file';
    const showLog = 'Show Log';
    const answer = await vscode.window.showWarningMessage(`No models: ${bare(reason, 300)}`, showLog);
    if (answer === showLog) await vscode.commands.executeCommand('stateProbe.showLog');
    return;
  }
  const { reachText, taskText } = await import('./facts');
  const items = models.flatMap((model, index): Item[] => {
    const item = {
      id: model.manifest.id,
      label: bare(model.manifest.name, 120),
      description: bare(reachText(model), 200),
      picked: chosen.includes(model),
    };
    // The list stands in the order of tasks.
    const begins = models[index - 1]?.manifest.task.name !== model.manifest.task.name;
    return begins ? [{ label: bare(taskText(model), 120), kind: vscode.QuickPickItemKind.Separator }, item] : [item];
  });
  const texts = languages.map((language): Item => ({
    id: language.id,
    label: bare(language.name, 120),
    description: bare(
      isChat(language) ? language.architecture : `${language.architecture}, ${language.layers} layers`,
      200,
    ),
    picked: asked.includes(language),
  }));
  const heading: Item[] = [{ label: 'models that read the text itself', kind: vscode.QuickPickItemKind.Separator }];
  const all = texts.length > 0 ? [...heading, ...texts, ...items] : items;
  const picked = await vscode.window.showQuickPick(all, {
    title: 'Models that a probe runs',
    placeHolder: 'Tick the models, then press Enter',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked) return;
  // The order of lanes stays as it was; what is new comes last.
  const wanted = new Set(picked.map(({ id }) => id));
  const ids = [...models.map(({ manifest }) => manifest.id), ...languages.map(({ id }) => id)];
  await library.change(new Map(ids.map((id) => [id, wanted.has(id)])));
}

/** A model, or the heading above those of a task. */
type Item = vscode.QuickPickItem & { id?: Model['manifest']['id'] };
