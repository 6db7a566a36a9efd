import * as vscode from 'vscode';
import { readSettings } from '../workbench/configuration';
import { bare } from '../workbench/markdown';
import type { Prober } from '../probing/prober';
import type { Probed, ProbeStore } from '../probes/store';
import type { Text, Texts } from '../texts/texts';

/** The wait after the last key is at least this many times as long as the last probe took… */
const SHARE = 2;
/** …and at most this long, in milliseconds. */
const MOST_MS = 5000;

/** A document whose probes follow what is typed. */
interface Following {
  timer: NodeJS.Timeout | undefined;
  controller: AbortController | undefined;
  language: string;
  /** Milliseconds that the last round took. */
  took: number;
}

/**
 * Live mode: the probes of some documents are made again a short while after every change. What runs for an older text
 * is ended, and its result never shown for a newer one. It is a matter of the document while it is open.
 */
export class Live implements vscode.Disposable {
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
  ) {
    this.item.name = 'State Probe: Live';
    this.item.command = 'stateProbe.toggleLive';
    this.subscriptions = [
      this.changed,
      this.item,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.edited(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.stop(uri)),
      vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
      store.onDidChangeMarks(() => this.draw()),
    ];
  }

  isLive(uri: vscode.Uri): boolean {
    return this.following.has(uri.toString());
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
    this.following.set(document.uri.toString(), { timer: undefined, controller: undefined, language, took: 0 });
    this.changed.fire();
    this.draw();
    const probes = this.store.of(document.uri);
    if (probes.length === 0) await this.prober.probe(text, { asked: true });
    else if (!probes.every((one) => one.text === 'same')) this.edited(document);
  }

  stop(uri: vscode.Uri): void {
    const following = this.following.get(uri.toString());
    if (!following) return;
    clearTimeout(following.timer);
    following.controller?.abort();
    this.following.delete(uri.toString());
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

  private edited(document: vscode.TextDocument): void {
    const following = this.following.get(document.uri.toString());
    if (!following) return;
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
    for (const from of this.store.of(document.uri)) {
      await this.store.settled(from);
      if (signal.aborted) return;
      if (from.text === 'same') continue;
      const { language, inputs } = from;
      const text = { document, selection: from.place?.scope, language, inputs };
      await this.prober.probe(text, { asked: false, from, signal });
    }
    // The text could not be read when live mode began, or what was probed has been deleted.
    if (this.store.of(document.uri).length === 0 && !signal.aborted) {
      await this.prober.probe(
        { document, selection: undefined, language: following.language },
        { asked: false, signal },
      );
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

async function textOf({ uri, language }: Probed): Promise<Text> {
  return { document: await vscode.workspace.openTextDocument(uri), selection: undefined, language };
}

/**
 * Milliseconds of quiet after the last key before a text is probed: what the person set, and longer for texts that take
 * long, so that most of the time is left to other work.
 */
export function liveDelay(set: number, lastTook: number): number {
  return Math.max(set, Math.min(MOST_MS, SHARE * lastTook));
}
