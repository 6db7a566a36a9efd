import * as vscode from 'vscode';
import type { CommandName, Handlers, HostMessage, OtherText, PageState } from '../../protocol/messages';
import type { Answers } from './answers/table';
import { openStep } from '../probes/reveal';
import { Calls } from './calls';
import { Page, type Told } from './page';
import type { Probed, ProbeStore } from '../probes/store';
import type { ChosenTensors } from '../probes/tensors';

const VIEW = 'stateProbe.visualizer';

/** From the palette they are about the text at the cursor, from a page about what it shows. */
const ABOUT_THE_PROBE: ReadonlySet<CommandName> = new Set(['probeAgain', 'runOthers', 'rewriteAs', 'shrink']);

/** What the visualizer needs of the rest of the extension. */
export interface VisualizerParts {
  /** Where the extension is installed. */
  root: vscode.Uri;
  store: ProbeStore;
  tensors: ChosenTensors;
  /** Loaded when a page asks for the first time. */
  answers: () => Promise<Answers>;
  log: vscode.LogOutputChannel;
}

/** The visualizer: one page in the side bar and, when asked for, one in an editor tab. Both show the current probe. */
export class Visualizer implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly pages = new Set<Page>();
  private readonly calls = new Calls(() => this.handlers());
  private readonly subscriptions: vscode.Disposable[];
  private view: vscode.WebviewView | undefined;
  private panel: vscode.WebviewPanel | undefined;
  /** Shown instead of the current probe: work that goes on, or what went wrong last. */
  private interim: PageState | undefined;
  /** The page whose person moves the playhead right now: it is ahead of us, and an echo would pull it back. */
  private mover: Page | undefined;
  /** The steps that the pages have of the current probe. */
  private told: Probed['probe']['steps'] | undefined;

  constructor(private readonly parts: VisualizerParts) {
    const { store, tensors } = parts;
    this.subscriptions = [
      vscode.window.registerWebviewViewProvider(VIEW, this),
      vscode.window.registerWebviewPanelSerializer(VIEW, this),
      store.onDidChangeCurrent(() => this.show(undefined)),
      store.onDidChangeModel(({ probed, model }) => this.tell({ kind: 'model', probe: probed.probe.id, model })),
      tensors.onDidChange((probed) => {
        if (probed === store.current) this.show(this.interim);
      }),
      store.onDidChangeText((probed) => this.tellText(probed)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.opened(editor)),
      store.onDidMovePlayhead(({ probed }) => {
        if (probed === store.current) this.tell(playheadOf(probed), this.mover);
      }),
    ];
  }

  /** Shows something other than the current probe; undefined goes back to it. */
  show(state: PageState | undefined): void {
    this.interim = state;
    this.tell({ kind: 'state', state: this.state() });
  }

  /** What was shown instead is over; something else that was shown since stays. */
  over(state: PageState): void {
    if (this.interim === state) this.show(undefined);
  }

  isVisible(): boolean {
    return this.view?.visible === true || this.panel?.visible === true;
  }

  async revealView(): Promise<void> {
    if (this.view) this.view.show(true);
    else await vscode.commands.executeCommand(`${VIEW}.focus`, { preserveFocus: true });
  }

  openTab(column = vscode.ViewColumn.Beside, preserveFocus = false): void {
    if (this.panel) {
      this.panel.reveal(undefined, preserveFocus);
      return;
    }
    this.adopt(vscode.window.createWebviewPanel(VIEW, 'State Probe', { viewColumn: column, preserveFocus }));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const page = this.connect(view.webview, 'view');
    view.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
      if (this.view === view) this.view = undefined;
    });
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    const media = vscode.Uri.joinPath(this.parts.root, 'media');
    panel.iconPath = {
      dark: vscode.Uri.joinPath(media, 'tab-dark.svg'),
      light: vscode.Uri.joinPath(media, 'tab-light.svg'),
    };
    const page = this.connect(panel.webview, 'editor');
    panel.onDidDispose(() => {
      this.pages.delete(page);
      page.dispose();
      if (this.panel === panel) this.panel = undefined;
    });
  }

  private connect(webview: vscode.Webview, place: 'view' | 'editor'): Page {
    const { root, log } = this.parts;
    const page = new Page(webview, root, place, this.calls, (message, from) => this.heard(message, from), log);
    webview.onDidReceiveMessage((data: unknown) => void page.receive(data));
    this.pages.add(page);
    return page;
  }

  private tell(message: HostMessage, except?: Page): void {
    for (const page of this.pages) if (page !== except) page.post(message);
  }

  private state(): PageState {
    const { current } = this.parts.store;
    if (this.interim) return this.interim;
    if (!current) return { kind: 'empty' };
    const { probe, playhead, chosenModel } = current;
    const text = otherText(current);
    this.told = probe.steps;
    return {
      kind: 'probe',
      probe: {
        ...{ ...probe, playhead, tensors: this.parts.tensors.of(current) },
        ...(chosenModel !== undefined && { chosenModel }),
        ...(text && { text }),
      },
    };
  }

  /** The page hears of every key; the steps are sent again only where they are told in other words. */
  private tellText(probed: Probed): void {
    if (probed !== this.parts.store.current || this.interim) return;
    const { id, title, steps } = probed.probe;
    const text = otherText(probed);
    if (steps !== this.told) this.show(undefined);
    else this.tell({ kind: 'text', probe: id, title, ...(text && { text }) });
  }

  /** What went wrong with one text is no answer to somebody who looks at another one. */
  private opened(editor: vscode.TextEditor | undefined): void {
    const probed = editor && this.parts.store.of(editor.document.uri).at(-1);
    if (!probed || this.interim?.kind !== 'failed') return;
    this.parts.store.makeCurrent(probed);
    this.show(undefined);
  }

  private heard(message: Told, page: Page): void {
    switch (message.kind) {
      case 'ready':
        this.welcome(page);
        return;
      case 'playhead': {
        const probed = this.parts.store.byId(message.probe);
        if (!probed) return;
        this.mover = page;
        this.parts.store.movePlayhead(probed, message.step, 'page');
        this.mover = undefined;
        return;
      }
      case 'chooseModel': {
        // Each page keeps its own choice; one that opens later starts with the last.
        const probed = this.parts.store.byId(message.probe);
        if (probed) this.parts.store.chooseModel(probed, message.model);
      }
    }
  }

  private welcome(page: Page): void {
    page.post({ kind: 'state', state: this.state() });
    // The page remembers where the playhead was when it was hidden; the editor may have moved it since.
    const { current } = this.parts.store;
    if (current && !this.interim) page.post(playheadOf(current));
  }

  private async handlers(): Promise<Handlers> {
    return {
      ...(await this.parts.answers()),
      command: async ({ name }) => {
        if (name === 'openInEditor') this.openTab(vscode.ViewColumn.Active);
        else if (ABOUT_THE_PROBE.has(name))
          await vscode.commands.executeCommand(`stateProbe.${name}`, this.parts.store.current?.probe.id);
        else await vscode.commands.executeCommand(`stateProbe.${name}`);
        return null;
      },
      openStep: async ({ probe, step }) => {
        const probed = this.parts.store.byId(probe);
        if (!probed) throw new Error('A newer probe has taken the place of this one, or it was removed.');
        await openStep(this.parts.store, probed, step);
        return null;
      },
      openDocs: async ({ page, anchor }) => {
        await vscode.commands.executeCommand('stateProbe.openDocs', page, anchor);
        return null;
      },
      follow: async ({ probe, objects }) => {
        await vscode.commands.executeCommand('stateProbe.chooseObjects', probe, objects);
        return null;
      },
      stepCall: async ({ probe, step, way }) => {
        await vscode.commands.executeCommand(
          way === 'into' ? 'stateProbe.stepInto' : 'stateProbe.stepOut',
          probe,
          step,
        );
        return null;
      },
    };
  }
}

function otherText({ text, unreadable }: Probed): OtherText | undefined {
  if (text === 'same' || text === 'away') return undefined;
  return { state: text, ...(unreadable !== undefined && { unreadable }) };
}

function playheadOf(probed: Probed): HostMessage {
  return { kind: 'playhead', probe: probed.probe.id, step: probed.playhead };
}
