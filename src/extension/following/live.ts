import * as vscode from 'vscode';
import { readSettings } from '../workbench/configuration';
import { bare } from '../workbench/markdown';
import type { Prober } from '../probing/prober';
import { documentOf } from '../probes/reveal';
import type { Probed, ProbeStore } from '../probes/store';
import { openDocument } from '../workbench/documents';
import type { Movable } from '../workbench/moved';
import type { Choices } from '../texts/choices';
import type { Text, Texts } from '../texts/texts';

/** The wait after the last key is at least this many times as long as the last probe took… */
const SHARE = 2;
/** …and at most this long, in milliseconds. */
const MOST_MS = 5000;

/** An open document whose probes follow what is typed. */
interface Following {
  timer: NodeJS.Timeout | undefined;
  controller: AbortController | undefined;
  /** Milliseconds that the last round took. */
  took: number;
}

/**
 * Live mode: the probes of some documents are made again a short while after every change. What runs for an older text
 * is ended, and its result never shown for a newer one. It is a matter of the document, until a person turns it off.
 */
export class Live implements vscode.Disposable, Movable {
  private readonly following = new Map<string, Following>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly item = vscode.window.createStatusBarItem('stateProbe.live', vscode.StatusBarAlignment.Right, 89);
  private readonly subscriptions: { dispose(): unknown }[];

  /** A document came to live mode, or left it. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly store: ProbeStore,
    private readonly texts: Texts,
    private readonly prober: Prober,
    private readonly choices: Choices,
  ) {
    this.item.name = 'State Probe: Live';
    this.item.command = 'stateProbe.toggleLive';
    this.subscriptions = [
      this.changed,
      this.item,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.edited(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.rest(uri)),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      store.onDidChangeMarks(() => this.draw()),
      store.onDidChangeText(({ uri, text }) => {
        // What has changed while nobody looked is found when the document is opened.
        const document = text === 'older' && !this.following.has(uri.toString()) && openDocument(uri);
        if (document) this.edited(document);
      }),
    ];
  }

  isLive(uri: vscode.Uri): boolean {
    return this.choices.of(uri).live !== undefined;
  }

  /** Turns live mode on or off for the document of a probe; by default for the one in the active editor. */
  async toggle(probed?: Probed): Promise<void> {
    const text = probed ? await textOf(probed) : await this.texts.active('selection or file');
    if (!text) return;
    const { document, language } = text;
    if (this.isLive(document.uri)) {
      this.stop(document.uri);
      return;
    }
    this.choices.change(document.uri, { live: language });
    this.changed.fire();
    this.draw();
    const probes = this.store.of(document.uri);
    if (probes.length === 0) await this.prober.probe(text, { asked: true });
    else if (!probes.every((one) => one.text === 'same')) this.edited(document);
  }

  stop(uri: vscode.Uri): void {
    if (!this.isLive(uri)) return;
    this.rest(uri);
    this.choices.change(uri, { live: undefined });
    this.changed.fire();
    this.draw();
  }

  /** A live document may have another name now. */
  move(): void {
    this.changed.fire();
    this.draw();
  }

  dispose(): void {
    for (const { timer, controller } of this.following.values()) {
      clearTimeout(timer);
      controller?.abort();
    }
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Ends what runs and waits for a document. */
  private rest(uri: vscode.Uri): void {
    const following = this.following.get(uri.toString());
    clearTimeout(following?.timer);
    following?.controller?.abort();
    this.following.delete(uri.toString());
  }

  private edited(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const following = this.following.get(key) ?? { timer: undefined, controller: undefined, took: 0 };
    if (!this.isLive(document.uri)) return;
    this.following.set(key, following);
    clearTimeout(following.timer);
    following.controller?.abort();
    following.timer = setTimeout(
      () => void this.follow(document, following),
      liveDelay(readSettings().liveDelay, following.took),
    );
  }

  private async follow(document: vscode.TextDocument, following: Following): Promise<void> {
    const controller = new AbortController();
    following.controller = controller;
    const { signal } = controller;
    const start = performance.now();
    const { uri } = document;
    // Of a document that was just opened it is not known yet where its probes stand.
    for (const probed of this.store.unsettled(uri)) await this.store.settled(probed);
    for (const from of this.store.of(uri)) {
      await this.store.settled(from);
      if (signal.aborted) return;
      // What was recorded is not in the text.
      if (from.text === 'same' || from.recorded !== undefined) continue;
      const { language, inputs } = from;
      const text = { document, selection: from.place?.scope, language, inputs };
      await this.prober.probe(text, { asked: false, from, signal });
    }
    const language = this.choices.of(uri).live;
    // The text could not be read when live mode began, or what was probed has been deleted.
    if (language !== undefined && this.store.of(uri).length === 0 && !signal.aborted) {
      await this.prober.probe({ document, selection: undefined, language }, { asked: false, signal });
    }
    if (!signal.aborted) following.took = performance.now() - start;
  }

  private draw(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !this.isLive(document.uri)) {
      this.item.hide();
      return;
    }
    const unreadable = this.store.of(document.uri).find((probed) => probed.unreadable !== undefined)?.unreadable;
    const says = unreadable === undefined ? 'probes follow what you type' : `cannot be read: ${unreadable}`;
    this.item.text = `$(${unreadable === undefined ? 'eye' : 'warning'}) Live`;
    this.item.tooltip = `State Probe, live: ${bare(says, 300)}\nClick to stop.`;
    this.item.accessibilityInformation = { label: `State Probe Live: ${bare(says, 300)}. Press to stop.` };
    this.item.show();
  }
}

async function textOf({ uri, language, probe }: Probed): Promise<Text | undefined> {
  const document = await documentOf({ uri });
  if (typeof document !== 'string') return { document, selection: undefined, language };
  void vscode.window.showWarningMessage(`${bare(probe.title, 120)}: ${bare(document, 300)}.`);
  return undefined;
}

/**
 * Milliseconds of quiet after the last key before a text is probed: what the person set, and longer for texts that take
 * long, so that most of the time is left to other work.
 */
export function liveDelay(set: number, lastTook: number): number {
  return Math.max(set, Math.min(MOST_MS, SHARE * lastTook));
}
