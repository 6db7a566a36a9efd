import * as vscode from 'vscode';
import type { HistoryRecord } from './records';

/** Where the records of the history outlive a window. */
export interface KeptList {
  ids(): Promise<string[]>;
  /** What is kept of these; what cannot be read is left out. */
  read(ids: readonly string[]): Promise<unknown[]>;
  change(written: readonly HistoryRecord[], gone: readonly string[]): Promise<void>;
}

const ENDING = '.json';
/** UTF-16 code units of one record, many times over. */
const MOST = 4_000_000;

/** A file for each record: windows on one folder, each with probes of its own, write none of the others' over. */
export class RecordFiles implements KeptList {
  private readonly folder: vscode.Uri;

  /** @param storage the folder of the workspace's own storage */
  constructor(storage: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(storage, 'history');
  }

  async ids(): Promise<string[]> {
    const names = await vscode.workspace.fs.readDirectory(this.folder).then(undefined, (error: unknown) => {
      // Nothing was written yet. For any other reason the records are there, and not to be taken for deleted.
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
      throw error;
    });
    return names.flatMap(([name]) => (name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : []));
  }

  async read(ids: readonly string[]): Promise<unknown[]> {
    const all = await Promise.all(ids.map((id) => this.readOne(id).catch(() => undefined)));
    return all.filter((record) => record !== undefined);
  }

  async change(written: readonly HistoryRecord[], gone: readonly string[]): Promise<void> {
    const { fs } = vscode.workspace;
    await Promise.all([
      ...written.map((record) => fs.writeFile(this.file(record.id), new TextEncoder().encode(JSON.stringify(record)))),
      // That a file is not there is as good.
      ...gone.map((id) => fs.delete(this.file(id)).then(undefined, () => undefined)),
    ]);
  }

  private async readOne(id: string): Promise<unknown> {
    const { size } = await vscode.workspace.fs.stat(this.file(id));
    if (size > MOST) return undefined;
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file(id))));
  }

  private file(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${id}${ENDING}`);
  }
}

const KEY = 'stateProbe.history';

/** The list of a window without a folder, which no other window shares. */
export class RecordMemento implements KeptList {
  constructor(private readonly memento: vscode.Memento) {}

  ids(): Promise<string[]> {
    return Promise.resolve(this.all().map(({ id }) => String(id)));
  }

  read(ids: readonly string[]): Promise<unknown[]> {
    return Promise.resolve(this.all().filter(({ id }) => ids.includes(String(id))));
  }

  async change(written: readonly HistoryRecord[], gone: readonly string[]): Promise<void> {
    const left = this.all().filter(({ id }) => !gone.includes(String(id)) && written.every((one) => one.id !== id));
    await this.memento.update(KEY, [...written, ...left]);
  }

  private all(): { id?: unknown }[] {
    const kept: unknown = this.memento.get(KEY);
    return Array.isArray(kept) ? kept.filter((item): item is object => typeof item === 'object' && item !== null) : [];
  }
}
