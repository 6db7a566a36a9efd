import * as vscode from 'vscode';
import type { Model, ModelProblem } from '../../models/catalogue';
import { isEditorPlace } from '../../models/chat/editor';
import { chatModelAt, isChatPlace, type ChatModel } from '../../models/chat/model';
import { isAddress, shownPlace } from '../../models/remote/address';
import type { Access } from '../../models/remote/ask';
import { whatIsSent } from './what-is-sent';

/** Origins that a person has agreed to, on this machine. */
const AGREED = 'stateProbe.servers';

const RESTRICTED = 'is a model on a server, which only a trusted workspace asks: trust it to run the model';

/** Of what a server says of its model, all tries together. */
const MOST_MS = 100_000;

/** Nobody agreed to it: what no origin is. */
const NOWHERE: Access = { origin: '' };

/** Which servers may be asked for their models, and the token of each, which is in the editor's secret storage only. */
export class Servers implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  /** By the place of a model, how its server is asked. */
  private readonly accesses = new Map<string, Access>();
  /** Servers that this window has told of. */
  private readonly told = new Set<string>();

  /** Fires when another server, or one with another token, may be asked. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly memory: vscode.Memento,
  ) {
    this.subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(keyOf(''))) this.changed.fire();
    });
  }

  /** As long as it was not read, no server is asked for a model. */
  accessTo(place: string): Access {
    return this.accesses.get(place) ?? NOWHERE;
  }

  /** A model on a server, or why there is none. Never throws. */
  async read(place: string): Promise<Model | ChatModel | ModelProblem> {
    const path = shownPlace(place);
    try {
      const reason = await this.refusalOf(place);
      if (reason !== undefined) return { path, reason };
      // Of a chat model its place says all; nothing is asked before a probe.
      if (isChatPlace(place)) return chatModelAt(place);
      const { ManifestThread } = await import('../../models/thread/manifest-thread');
      const thread = new ManifestThread(MOST_MS);
      const found = await thread.read(place, this.accessTo(place));
      await thread.close();
      return found;
    } catch (error) {
      return { path, reason: await inWords(error) };
    }
  }

  /** Why the server of a model may not be asked; where it may be, {@link accessTo} holds from now on. Never throws. */
  async refusalOf(place: string): Promise<string | undefined> {
    const found = await this.findAccess(place).catch(async (error: unknown) => ({ reason: await inWords(error) }));
    if ('reason' in found) {
      this.accesses.delete(place);
      return found.reason;
    }
    this.accesses.set(place, found);
    return undefined;
  }

  private async findAccess(place: string): Promise<Access | { reason: string }> {
    if (!vscode.workspace.isTrusted) return { reason: RESTRICTED };
    const { originOf } = await import('../../models/remote/metadata');
    const origin = await originOf(place);
    if (this.isAgreed(agreementTo(place, origin))) return { origin, token: await this.secrets.get(keyOf(origin)) };
    void this.tell(place, origin);
    const what = isAddress(place) ? 'this address' : isEditorPlace(place) ? 'this model' : 'this file';
    return {
      reason: `waits for you: nothing was sent to ${origin} yet; agree in the message, or by Add Model… with ${what}`,
    };
  }

  /** @param agreement as of {@link agreementTo} */
  isAgreed(agreement: string): boolean {
    return this.memory.get<string[]>(AGREED, []).includes(agreement);
  }

  async agree(agreement: string): Promise<void> {
    if (this.isAgreed(agreement)) return;
    await this.memory.update(AGREED, [...this.memory.get<string[]>(AGREED, []), agreement]);
    this.changed.fire();
  }

  async hasToken(origin: string): Promise<boolean> {
    return (await this.secrets.get(keyOf(origin))) !== undefined;
  }

  /** @param token none removes it */
  async setToken(origin: string, token: string | undefined): Promise<void> {
    if (token === undefined) await this.secrets.delete(keyOf(origin));
    else await this.secrets.store(keyOf(origin), token);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Of a server that a setting names, once in each window. */
  private async tell(place: string, origin: string): Promise<void> {
    const agreement = agreementTo(place, origin);
    if (this.told.has(agreement)) return;
    this.told.add(agreement);
    const { title, detail, use } = whatIsSent(place, origin);
    if ((await vscode.window.showWarningMessage(`${title} ${detail}`, use)) === use) await this.agree(agreement);
  }
}

/** What explains faults brings the checks of manifests along, which no window needs that has no models of its own. */
async function inWords(error: unknown): Promise<string> {
  return (await import('../../models/catalogue')).explain(error);
}

/** What a person agrees to: who lets a server have numbers has not let it have texts. */
export function agreementTo(place: string, origin: string): string {
  return isChatPlace(place) ? `texts to ${origin}` : origin;
}

function keyOf(origin: string): string {
  return `stateProbe.token ${origin}`;
}
