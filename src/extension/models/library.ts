import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ModelFacts } from '../../inference/protocol';
import { describeProvider } from '../../inference/providers';
import type { Catalogue, MissingModel, Model, Refusal } from '../../models/catalogue';
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
    /** Why a model of one's own does not follow the contract, found out by running it. */
    private readonly faultOf: (path: string) => Promise<string | undefined>,
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
    if (!this.loading) {
      const loading = this.load();
      this.loading = loading;
      this.verify(loading).catch((error: unknown) => this.log.error(String(error)));
    }
    return this.loading;
  }

  async chosen(): Promise<Model[]> {
    const { chosenModels } = await choice();
    return chosenModels(await this.catalogue(), readSettings().models, this.bundled);
  }

  /** Models that are chosen and are not here. */
  async missing(): Promise<MissingModel[]> {
    const { missingModels } = await choice();
    return missingModels(await this.catalogue(), readSettings().models);
  }

  /** Whether a model came with the extension: then it is known to be what it says. */
  isBundled({ path }: Model): boolean {
    return dirname(path) === this.bundled;
  }

  /** Ticks and clears models, and remembers it in the settings. */
  async change(changes: ReadonlyMap<string, boolean>): Promise<void> {
    const { withChanges } = await choice();
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

  /** Lists as problems the person's models that are not what they say; a probe would refuse them all the same. */
  private async verify(loading: Promise<Catalogue>): Promise<void> {
    let current = loading;
    const { withProblem } = await choice();
    const { models } = await loading;
    for (const model of models.filter((one) => !this.isBundled(one))) {
      const reason = await this.faultOf(model.path).catch((error: unknown) => String(error));
      // What was loaded since is verified by itself.
      if (this.loading !== current) return;
      if (reason === undefined) continue;
      this.log.warn(`${model.path}: ${reason}`);
      this.loading = current = current.then((catalogue) => withProblem(catalogue, model, reason));
      this.changed.fire();
    }
  }

  /** Why a file may not be run, though it be a model. */
  async refusalOf(path: string): Promise<string | undefined> {
    const refusal = await this.refusal();
    return refusal(await realpath(path).catch(() => path));
  }

  private refusal(): Promise<Refusal> {
    return refusalBy(vscode.workspace.isTrusted ? [] : workspaceFolders(), this.bundled);
  }

  private async load(): Promise<Catalogue> {
    const [{ modelPlaces }, { readCatalogue }, { inOrder }, { ManifestThread }] = await Promise.all([
      choice(),
      import('../../models/catalogue'),
      import('../../models/order'),
      import('../../models/thread/manifest-thread'),
    ]);
    const refusal = await this.refusal();
    const places = modelPlaces(readSettings().modelFolders, homedir(), workspaceFolders()[0]);
    // The bundled ones first, so that no other model can take the id of one of them.
    const thread = new ManifestThread();
    const catalogue = await readCatalogue([this.bundled, ...places], refusal, thread.read.bind(thread));
    await thread.close();
    await this.folders.watch(places, catalogue);
    this.log.info(`${catalogue.models.length} models, ${catalogue.problems.length} problems`);
    for (const { path, reason } of catalogue.problems) this.log.warn(`${path}: ${reason}`);
    return { ...catalogue, models: inOrder(catalogue.models) };
  }
}

/** Which models are chosen by default is told by what theory says of them, which nobody needs before the first model. */
const choice = () => import('./choice');

function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
