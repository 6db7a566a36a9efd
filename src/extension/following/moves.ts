import * as vscode from 'vscode';
import type { Probed, ProbeStore } from '../probes/store';
import type { Choices } from '../texts/choices';
import { storedText, type TextSource } from '../texts/stored-text';
import { openDocument } from '../workbench/documents';
import { isAtOrBelow, isSame, movedFrom, type Movable } from '../workbench/moved';

/** What disappears in one place and appears in another within so long, in milliseconds, has moved there. */
const WITHIN_MS = 10_000;
/** A text that is saved to a file has been opened there so long after its own has closed, if it was. */
const SAVED_MS = 1000;
/** And so long before at most. */
const OPENED_MS = 2000;
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
  /** Texts that have no file, as they were before the editor emptied them, which it does when it saves them to one. */
  private readonly unsaved = new Map<string, string>();
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
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme !== 'untitled') this.opened = [...this.opened.filter(isJustOpened), { uri, time: Date.now() }];
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.keep(document.uri)),
      store.onDidChangeMarks((uri) => this.keep(uri)),
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
    const isLost = ({ uri }: Probed): boolean => this.deleted.some((top) => isAtOrBelow(uri, top.uri));
    for (const probed of this.parts.store.all().filter(isLost)) {
      // It may have moved along with another one. A checkout deletes a file and writes it again.
      if (!isLost(probed) || (await storedText(probed.uri)) !== 'gone') continue;
      const found = await this.newPlace(probed);
      if (!found) continue;
      this.parts.log.info(`${found.from.path} has moved to ${found.to.path}`);
      this.move(found.from, found.to);
    }
  }

  /** What was moved, the file or a folder of it, and where to. */
  private async newPlace(probed: Probed): Promise<{ from: vscode.Uri; to: vscode.Uri } | undefined> {
    const { uri } = probed;
    // With a folder its files come, which may not be told one by one.
    const folders = this.deleted.filter((top) => isAtOrBelow(uri, top.uri) && !isSame(uri, top.uri));
    // What came last is the likeliest: it has come with what is gone.
    const moves = [...this.created]
      .reverse()
      .flatMap((created) => [
        ...folders.map((top) => ({ from: top.uri, to: created.uri })),
        { from: uri, to: created.uri },
      ]);
    const candidates = moves.flatMap(({ from, to }) => {
      const place = movedFrom(from, to)(uri);
      return place && endingOf(place) === endingOf(uri) ? { from, to, place } : [];
    });
    candidates.sort((a, b) => Number(isNamed(b.place, uri)) - Number(isNamed(a.place, uri)));
    let read = 0;
    for (const { place, ...move } of candidates) {
      if (read >= MOST_CANDIDATES) return undefined;
      const text = await storedText(place);
      if (typeof text === 'string') continue;
      read++;
      const known = openDocument(uri)?.getText() ?? probed.left?.text;
      if (known === text.getText() || (await this.parts.isIn(probed, text))) return move;
    }
    return undefined;
  }

  private keep(uri: vscode.Uri): void {
    if (uri.scheme !== 'untitled' || !this.isKnown(uri)) return;
    const text = openDocument(uri)?.getText() ?? '';
    if (text !== '') this.unsaved.set(uri.toString(), text);
  }

  private hasClosed(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme !== 'untitled' || !this.isKnown(uri)) return;
    const text = this.unsaved.get(uri.toString()) ?? document.getText();
    this.unsaved.delete(uri.toString());
    const find = (): boolean => {
      if (openDocument(uri)) return true;
      const to = this.opened.filter(isJustOpened).find((one) => isAlike(openDocument(one.uri)?.getText() ?? '', text));
      if (to) this.move(uri, to.uri);
      return to !== undefined;
    };
    // The file is opened without its text, which comes a moment later.
    setTimeout(() => {
      if (find()) return;
      setTimeout(() => {
        // The next text without a file may get the same name.
        if (!find()) this.parts.choices.forget(uri);
      }, SAVED_MS);
    }, QUIET_MS);
  }

  private isKnown(uri: vscode.Uri): boolean {
    const { store, choices } = this.parts;
    return Object.keys(choices.of(uri)).length > 0 || store.all().some((probed) => isSame(probed.uri, uri));
  }
}

function isRecent({ time }: Seen): boolean {
  return Date.now() - time <= WITHIN_MS;
}

function isJustOpened({ time }: Seen): boolean {
  return Date.now() - time <= OPENED_MS;
}

/** Saving may take white space from the ends of lines, and end the last one. */
function isAlike(a: string, b: string): boolean {
  const bare = (text: string): string => text.replace(/\s+$/gm, '');
  return bare(a) !== '' && bare(a) === bare(b);
}

function isNamed(a: vscode.Uri, b: vscode.Uri): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf({ path }: vscode.Uri): string {
  return path.split('/').at(-1) ?? '';
}

function endingOf(uri: vscode.Uri): string {
  return /\.[^.]*$/.exec(nameOf(uri))?.[0].toLowerCase() ?? '';
}
