import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ModelFacts } from '../../inference/protocol';
import { describeProvider } from '../../inference/providers';
import type { Catalogue, MissingModel, Model, Refusal } from '../../models/catalogue';
import type { TextRead } from '../../analysis/suited';
import { isEditorPlace } from '../../models/chat/editor';
import type { TextModel } from '../../models/chat/model';
import type { Access } from '../../models/remote/ask';
import { isAddress, isRemote, shownPlace } from '../../models/remote/address';
import { ModelFolders } from './folders';
import type { Servers } from './servers';
import { refusalBy } from './trust';
import { changeSetting, readSettings } from '../workbench/configuration';
import { bare } from '../workbench/markdown';

/** From a load on, milliseconds that a probe waits for a chosen model whose server has not answered. */
const SERVER_PATIENCE = 5000;

/** The models that there are, and which of them a probe runs. */
export class ModelLibrary implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: { dispose(): unknown }[];
  private loading: Promise<Catalogue> | undefined;
  /** How often the list was thrown away: what was found out about an older one is not said of the next. */
  private age = 0;
  /** Until all servers have answered, or nobody waits for them any more. */
  private answers: Promise<unknown> = Promise.resolve();
  private readonly providers = new Map<string, string>();
  /** Warnings that this window has shown. */
  private readonly told = new Set<string>();
  private readonly folders = new ModelFolders(() => this.reload());

  /** Fires when models, the choice or a model's provider may have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly bundled: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly servers: Servers,
    /** Why a model of one's own does not follow the contract, found out by running it. */
    private readonly faultOf: (path: string) => Promise<string | undefined>,
  ) {
    this.subscriptions = [
      this.folders,
      servers.onDidChange(() => this.reload()),
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

  /** The list, when these models are in it, or their servers had some time to answer; without ids all servers. */
  async complete(ids?: readonly string[]): Promise<Catalogue> {
    const { models } = await this.catalogue();
    if (!ids?.every((id) => models.some(({ manifest }) => manifest.id === id))) await this.answers;
    return this.catalogue();
  }

  /** Those that a probe of this text runs; without a text, and without a choice, those that suit most. */
  async chosen(text?: TextRead): Promise<Model[]> {
    const { chosenModels } = await choice();
    const tell = (reason: string): void => this.tellOnce(reason);
    return chosenModels(await this.catalogue(), readSettings().models, this.bundled, text && { text, tell });
  }

  /** Models that a probe asks about its text. */
  async chosenLanguages(): Promise<TextModel[]> {
    const { chosenLanguages } = await choice();
    return chosenLanguages(await this.catalogue(), readSettings().models);
  }

  /** A live probe would say it with every key. */
  private tellOnce(reason: string): void {
    this.log.warn(reason);
    if (this.told.has(reason)) return;
    this.told.add(reason);
    void vscode.window.showWarningMessage(bare(`State Probe: ${reason}`, 300));
  }

  /** Others that read a text, where none of the chosen ones does. */
  async others(chosen: readonly Model[], text: TextRead): Promise<Model[]> {
    const { otherModels } = await choice();
    return otherModels(await this.catalogue(), chosen, this.bundled, text);
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
    this.age++;
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
    const { age } = this;
    const { withProblem } = await choice();
    const { models } = await loading;
    for (const model of models.filter((one) => !this.isBundled(one))) {
      const reason = await this.faultOf(model.path).catch((error: unknown) => String(error));
      if (this.age !== age) return;
      if (reason === undefined) continue;
      this.log.warn(`${model.path}: ${reason}`);
      this.amend(age, (catalogue) => withProblem(catalogue, model, reason));
    }
  }

  /** Changes the list of this age. */
  private amend(age: number, change: (catalogue: Catalogue) => Catalogue): void {
    if (this.age !== age) return;
    this.loading = this.loading?.then(change);
    this.changed.fire();
  }

  /** All at once, so that none waits for a slow one; their models are verified when they are first run. */
  private ask(places: readonly string[], age: number): Promise<unknown> {
    return Promise.all(
      places.map(async (place) => {
        const [found, { withAnswer }] = await Promise.all([this.servers.read(place), choice()]);
        if ('reason' in found && this.age === age) this.log.warn(`${found.path}: ${found.reason}`);
        this.amend(age, (catalogue) => withAnswer(catalogue, found));
      }),
    );
  }

  /** Why a file or a server may not be run, though it be a model. */
  async refusalOf(path: string): Promise<string | undefined> {
    if (isElsewhere(path)) return this.servers.refusalOf(path);
    const refusal = await this.refusal();
    return refusal(await realpath(path).catch(() => path));
  }

  /** How the server of a chat model may be asked. */
  accessTo(place: string): Access {
    return this.servers.accessTo(place);
  }

  private refusal(): Promise<Refusal> {
    return refusalBy(vscode.workspace.isTrusted ? [] : workspaceFolders(), this.bundled);
  }

  private async load(): Promise<Catalogue> {
    const { age } = this;
    const [{ modelPlaces }, { readCatalogue }, { grouped }, { inOrder }, { ManifestThread }] = await Promise.all([
      choice(),
      import('../../models/catalogue'),
      import('../../models/checkpoints'),
      import('../../models/order'),
      import('../../models/thread/manifest-thread'),
    ]);
    const refusal = await this.refusal();
    const places = [...new Set(modelPlaces(readSettings().modelFolders, homedir(), workspaceFolders()[0]))];
    const remote = places.filter(isElsewhere);
    // The bundled ones first, so that no other model can take the id of one of them.
    const thread = new ManifestThread();
    const files = [this.bundled, ...places.filter((place) => !isElsewhere(place))];
    const catalogue = await readCatalogue(files, refusal, (path) => thread.read(path));
    await thread.close();
    await this.folders.watch(
      places.filter((place) => !isAddress(place) && !isEditorPlace(place)),
      catalogue,
    );
    this.log.info(
      `${catalogue.models.length + catalogue.languages.length} models, ${catalogue.problems.length} problems`,
    );
    for (const { path, reason } of catalogue.problems) this.log.warn(`${path}: ${reason}`);
    const asked = remote.map((place) => ({ path: shownPlace(place), reason: 'its server is being asked' }));
    // After this list is there, which they change.
    const answers = Promise.resolve().then(() => this.ask(remote, age));
    answers.catch((error: unknown) => this.log.error(String(error)));
    this.answers = Promise.race([answers, wait(SERVER_PATIENCE, undefined, { ref: false })]);
    return grouped({ ...catalogue, models: inOrder(catalogue.models), problems: [...catalogue.problems, ...asked] });
  }
}

/** Whether a model is none of files of this machine, so that what is sent to it has to be agreed to. */
function isElsewhere(place: string): boolean {
  return isRemote(place) || isEditorPlace(place);
}

/** Which models are chosen by default is told by what theory says of them, which nobody needs before the first model. */
const choice = () => import('./choice');

function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
