import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ModelFacts } from '../../inference/protocol';
import { describeProvider } from '../../inference/providers';
import type { Catalogue, Model } from '../../models/catalogue';
import { chosenModels, modelPlaces, withChanges } from './choice';
import { ModelFolders } from './folders';
import { refusalBy } from './trust';
import { changeSetting, readSettings } from '../workbench/configuration';

/** The models that there are, and which of them a probe runs. */
export class ModelLibrary implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: { dispose(): unknown }[];
  private loading: Promise<Catalogue> | undefined;
  private readonly providers = new Map<string, string>();
  private readonly folders = new ModelFolders(() => this.reload());

  /** Fires when models, the choice or a model's provider may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly bundled: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.folders,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('stateProbe.modelFolders')) this.reload();
        else if (event.affectsConfiguration('stateProbe.models')) this.changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.reload()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.reload()),
    ];
  }

  catalogue(): Promise<Catalogue> {
    this.loading ??= this.load();
    return this.loading;
  }

  async chosen(): Promise<Model[]> {
    return chosenModels(await this.catalogue(), readSettings().models, this.bundled);
  }

  /** Ticks and clears models, and remembers it in the settings. */
  async change(changes: ReadonlyMap<string, boolean>): Promise<void> {
    await changeSetting('models', withChanges(await this.chosen(), readSettings().models, changes));
  }

  async choose(ids: readonly string[]): Promise<void> {
    await changeSetting('models', ids);
  }

  reload(): void {
    this.loading = undefined;
    this.changed.fire();
  }

  /** The execution provider that last ran a model, as it is shown. */
  providerOf(id: string): string | undefined {
    return this.providers.get(id);
  }

  ranOn(id: string, facts: ModelFacts): void {
    const provider = describeProvider(facts);
    if (this.providers.get(id) === provider) return;
    this.providers.set(id, provider);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async load(): Promise<Catalogue> {
    const [{ readCatalogue }, { inOrder }] = await Promise.all([
      import('../../models/catalogue'),
      import('../../models/order'),
    ]);
    const folders = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
    const refusal = await refusalBy(vscode.workspace.isTrusted ? [] : folders, this.bundled);
    const places = modelPlaces(readSettings().modelFolders, homedir(), folders[0]);
    // The bundled ones first, so that no other model can take the id of one of them.
    const catalogue = await readCatalogue([this.bundled, ...places], refusal);
    await this.folders.watch(places, catalogue);
    this.log.info(`${catalogue.models.length} models, ${catalogue.problems.length} problems`);
    for (const { path, reason } of catalogue.problems) this.log.warn(`${path}: ${reason}`);
    return { ...catalogue, models: inOrder(catalogue.models) };
  }
}
