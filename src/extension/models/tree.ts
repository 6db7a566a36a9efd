import * as vscode from 'vscode';
import type { Model, ModelProblem } from '../../models/catalogue';
import { isChat, type ChatModel, type TextModel } from '../../models/chat/model';
import type { LanguageModel } from '../../models/language-model/folder';
import type { Fact } from './facts';
import { safeMarkdown } from '../workbench/editor-types';
import type { ModelLibrary } from './library';
import { ModelDrops } from './own';
import { clip, literal } from '../workbench/markdown';

type Node =
  | { kind: 'model'; model: Model; chosen: boolean }
  | { kind: 'language'; language: TextModel; chosen: boolean }
  | { kind: 'problem'; problem: ModelProblem }
  | { kind: 'fact'; fact: Fact };

/** The list of models in the side bar: a check box chooses a model for the next probe. */
export class ModelTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(
    private readonly library: ModelLibrary,
    add: (uris: readonly vscode.Uri[]) => Promise<void>,
  ) {
    this.onDidChangeTreeData = library.onDidChange;
    this.view = vscode.window.createTreeView('stateProbe.models', {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
      dragAndDropController: new ModelDrops<Node>(add),
    });
    this.sayTrust();
    this.subscriptions = [
      this.view,
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.sayTrust()),
      this.view.onDidChangeCheckboxState(async ({ items }) => {
        const changes = items.flatMap(([node, state]): [string, boolean][] =>
          idOf(node).map((id) => [id, state === vscode.TreeItemCheckboxState.Checked]),
        );
        await this.library.change(new Map(changes));
      }),
    ];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'model') {
      const { model } = node;
      const { modelFacts } = await factsOf();
      return modelFacts(model, this.library.providerOf(model.manifest.id)).map((fact) => ({ kind: 'fact', fact }));
    }
    if (node) return [];
    const [{ models, languages, problems }, chosen, asked] = await Promise.all([
      this.library.catalogue(),
      this.library.chosen(),
      this.library.chosenLanguages(),
    ]);
    // What is wrong comes first: below forty models nobody would see it.
    return [
      ...problems.map((problem): Node => ({ kind: 'problem', problem })),
      ...languages.map((language): Node => ({ kind: 'language', language, chosen: asked.includes(language) })),
      ...models.map((model): Node => ({ kind: 'model', model, chosen: chosen.includes(model) })),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'model':
        return this.modelItem(node.model, node.chosen);
      case 'language':
        return isChat(node.language) ? chatItem(node.language, node.chosen) : languageItem(node.language, node.chosen);
      case 'problem':
        return problemItem(node.problem);
      case 'fact':
        return factItem(node.fact);
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** A restricted workspace's own setting is not even told to the extension, so that it cannot be named here. */
  private sayTrust(): void {
    this.view.message = vscode.workspace.isTrusted
      ? ''
      : 'Restricted Mode: models in this workspace, model folders that it sets, and models on servers are left out until you trust it.';
  }

  private async modelItem(model: Model, chosen: boolean): Promise<vscode.TreeItem> {
    const { modelSummary, modelTooltip } = await factsOf();
    const { id, name } = model.manifest;
    const provider = this.library.providerOf(id);
    const item = new vscode.TreeItem(clip(name, 120), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `model ${id}`;
    item.contextValue = 'model';
    item.description = clip(modelSummary(model), 200) + (provider === undefined ? '' : ` · ${provider}`);
    item.tooltip = safeMarkdown(modelTooltip(model, provider));
    item.checkboxState = checkBox(name, chosen);
    return item;
  }
}

/** What is known of models brings theory along, which no window needs that does not show the list. */
const factsOf = () => import('./facts');

function checkBox(name: string, chosen: boolean): NonNullable<Exclude<vscode.TreeItem['checkboxState'], number>> {
  return {
    state: chosen ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: chosen ? 'A probe runs this model' : 'A probe leaves this model out',
    accessibilityInformation: { label: `Run ${clip(name, 120)}`, role: 'checkbox' },
  };
}

/** The id of a model that can be ticked. */
function idOf(node: Node): string[] {
  if (node.kind === 'model') return [node.model.manifest.id];
  return node.kind === 'language' ? [node.language.id] : [];
}

function languageItem({ id, name, architecture, layers, folder }: LanguageModel, chosen: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(clip(name, 120));
  item.id = `language ${id}`;
  item.contextValue = 'language';
  item.description = clip(`language model · ${architecture} · ${layers} layers`, 200);
  item.tooltip = safeMarkdown(
    `${literal(folder, 1000)}\n\nAsked after the steps of a program, a story or a game what each place holds. It runs on this machine.`,
  );
  item.checkboxState = checkBox(name, chosen);
  return item;
}

function chatItem({ id, name, architecture, place }: ChatModel, chosen: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(clip(name, 120));
  item.id = `language ${id}`;
  item.contextValue = 'language';
  item.description = clip(architecture, 200);
  item.tooltip = safeMarkdown(
    `${literal(place, 1000)}\n\nAsked in words, after some steps of a program or a story, what each place holds. A probe sends it the text.`,
  );
  item.checkboxState = checkBox(name, chosen);
  return item;
}

function problemItem({ path, reason }: ModelProblem): vscode.TreeItem {
  const item = new vscode.TreeItem(clip(path.split(/[/\\]/).at(-1) ?? path, 120));
  item.contextValue = 'problem';
  item.description = clip(reason, 300);
  item.tooltip = safeMarkdown(`${literal(path, 1000)}\n\n${literal(reason, 1000)}`);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.accessibilityInformation = { label: `Problem with ${clip(path, 200)}: ${clip(reason, 300)}` };
  return item;
}

function factItem({ label, value }: Fact): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.description = clip(value, 300);
  item.tooltip = safeMarkdown(literal(value, 1000));
  return item;
}
