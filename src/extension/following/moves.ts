import * as vscode from 'vscode';
import type { Probed, ProbeStore } from '../probes/store';
import type { Choices } from '../texts/choices';
import { storedText, type TextSource } from '../texts/stored-text';
import { openDocument } from '../workbench/documents';
import { isAtOrBelow, isSame, movedFrom, type Movable } from '../workbench/moved';

/** What disappears in one place and appears in another within so long, in milliseconds, has moved there. */
const WITHIN_MS = 2000;
/** Files come and go in numbers: so long after the last of them they are looked at. */
const QUIET_MS = 200;
/** New files that are read to find a text that is gone. */
const MOST_CANDIDATES = 20;

export interface MovesParts {
  store: ProbeStore;
  choices: Choices;
  /** What moves along besides. */
  others: readonly Movable[];
  /** Whether a probe's steps are in a text. */
  isIn: (probed: Probed, text: TextSource) => Promise<boolean>;
  log: Pick<vscode.LogOutputChannel, 'info' | 'error'>;
}

interface Seen {
  uri: vscode.Uri;
  time: number;
}

/**
 * Takes what belongs to a document along when it is renamed or moved, with its folder too: in the editor, from outside
 * where the editor sees files come and go, and when a text that had no file is saved to one.
 */
export class Moves implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private deleted: Seen[] = [];
  private created: Seen[] = [];
  private opened: Seen[] = [];
  /** Texts that had no file, as they were when they were closed. */
  private unsaved: (Seen & { text: string })[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: MovesParts) {
    const { store } = parts;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.subscriptions = [
      watcher,
      watcher.onDidCreate((uri) => this.hasCome(uri)),
      watcher.onDidChange((uri) => store.recheck(uri)),
      watcher.onDidDelete((uri) => this.hasGone(uri)),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.move(oldUri, newUri);
      }),
      vscode.workspace.onDidCreateFiles(({ files }) => files.forEach((uri) => store.recheck(uri))),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => store.recheck(uri))),
      vscode.workspace.onDidOpenTextDocument((document) => this.hasOpened(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.hasClosed(document)),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        // Files outside of the workspace are not watched.
        const { current } = store;
        if (focused && current && !vscode.workspace.getWorkspaceFolder(current.uri)) store.recheck(current.uri);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private move(from: vscode.Uri, to: vscode.Uri): void {
    if (isSame(from, to)) return;
    const { store, choices, others } = this.parts;
    const moved = movedFrom(from, to);
    // What was there has been written over.
    choices.forget(to);
    for (const one of [choices, store, ...others]) one.move(moved);
  }

  private hasCome(uri: vscode.Uri): void {
    this.created.push({ uri, time: Date.now() });
    this.parts.store.recheck(uri);
    this.lookSoon();
  }

  private hasGone(uri: vscode.Uri): void {
    this.deleted.push({ uri, time: Date.now() });
    this.parts.store.recheck(uri);
    this.lookSoon();
  }

  private lookSoon(): void {
    if (this.deleted.length === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.look().catch((error: unknown) => this.parts.log.error(error instanceof Error ? error : String(error)));
    }, QUIET_MS);
  }

  /** Finds texts that are gone among the files that are new. */
  private async look(): Promise<void> {
    this.deleted = this.deleted.filter(isRecent);
    this.created = this.created.filter(isRecent);
    const lost = this.parts.store.all().filter(({ uri }) => this.deleted.some((top) => isAtOrBelow(uri, top.uri)));
    for (const from of new Map(lost.map(({ uri }) => [uri.toString(), uri])).values()) {
      const probes = lost.filter(({ uri }) => isSame(uri, from));
      // A checkout deletes a file and writes it again.
      if (probes.length === 0 || (await storedText(from)) !== 'gone') continue;
      const to = await this.newPlace(from, probes);
      if (!to) continue;
      this.created = this.created.filter(({ uri }) => !isSame(uri, to));
      this.parts.log.info(`${from.path} has moved to ${to.path}`);
      this.move(from, to);
    }
  }

  private async newPlace(from: vscode.Uri, probes: readonly Probed[]): Promise<vscode.Uri | undefined> {
    const [name, ending] = [nameOf(from), endingOf(from)];
    const candidates = this.created.map(({ uri }) => uri).filter((uri) => endingOf(uri) === ending);
    candidates.sort((a, b) => Number(nameOf(b) === name) - Number(nameOf(a) === name));
    for (const to of candidates.slice(0, MOST_CANDIDATES)) {
      const text = await storedText(to);
      if (typeof text === 'string') continue;
      const known = openDocument(from)?.getText();
      if (known === text.getText()) return to;
      for (const probed of probes) {
        if (probed.left?.text === text.getText() || (await this.parts.isIn(probed, text))) return to;
      }
    }
    return undefined;
  }

  private hasOpened(document: vscode.TextDocument): void {
    if (document.uri.scheme === 'untitled') return;
    this.opened = [...this.opened.filter(isRecent), { uri: document.uri, time: Date.now() }];
    this.unsaved = this.unsaved.filter(isRecent);
    const from = this.unsaved.find(({ text }) => isAlike(text, document.getText()));
    if (from) this.saved(from.uri, document.uri);
  }

  private hasClosed(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme !== 'untitled') return;
    const text = document.getText();
    const to = this.opened.filter(isRecent).find((one) => {
      const document = openDocument(one.uri);
      return document && isAlike(document.getText(), text);
    });
    if (to) {
      this.saved(uri, to.uri);
      return;
    }
    this.unsaved.push({ uri, text, time: Date.now() });
    setTimeout(() => {
      // The next text without a file may get the same name.
      if (!openDocument(uri)) this.parts.choices.forget(uri);
    }, WITHIN_MS);
  }

  private saved(from: vscode.Uri, to: vscode.Uri): void {
    this.unsaved = this.unsaved.filter(({ uri }) => !isSame(uri, from));
    this.opened = this.opened.filter(({ uri }) => !isSame(uri, to));
    this.move(from, to);
  }
}

function isRecent({ time }: Seen): boolean {
  return Date.now() - time <= WITHIN_MS;
}

/** Saving may take white space from the ends of lines, and end the last one. */
function isAlike(a: string, b: string): boolean {
  const bare = (text: string): string => text.replace(/\s+$/gm, '');
  return bare(a) !== '' && bare(a) === bare(b);
}

function nameOf({ path }: vscode.Uri): string {
  return path.split('/').at(-1) ?? '';
}

function endingOf(uri: vscode.Uri): string {
  return /\.[^.]*$/.exec(nameOf(uri))?.[0].toLowerCase() ?? '';
}
