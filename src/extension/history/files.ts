import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as vscode from 'vscode';
import { MOST_STORED } from './bounds';

/** Probes in files of the window's own storage, one each, compressed. Without a storage (no folder open) none is kept. */
export class ProbeFiles {
  constructor(private readonly storage: vscode.Uri | undefined) {}

  /** @returns the number of bytes written; 0 when there is no place for them */
  async write(id: string, text: string): Promise<number> {
    const file = this.file(id);
    if (!file) return 0;
    const bytes = await promisify(gzip)(text);
    await vscode.workspace.fs.writeFile(file, bytes);
    return bytes.length;
  }

  /** @throws Error when there is no such file, or it is none of ours */
  async read(id: string): Promise<string> {
    const file = this.file(id);
    if (!file) throw new Error('nothing is kept without a folder');
    const bytes = await vscode.workspace.fs.readFile(file);
    // A few bytes can unpack to any number of them: three in UTF-8 for each code unit are the most.
    return (await promisify(gunzip)(bytes, { maxOutputLength: 3 * MOST_STORED })).toString('utf8');
  }

  /** Takes a file away: what it held, to be put back; undefined when there was none. */
  async take(id: string): Promise<Uint8Array | undefined> {
    const file = this.file(id);
    if (!file) return undefined;
    const bytes = await vscode.workspace.fs.readFile(file).then(undefined, () => undefined);
    await this.delete(id);
    return bytes;
  }

  async put(id: string, bytes: Uint8Array): Promise<void> {
    const file = this.file(id);
    if (file) await vscode.workspace.fs.writeFile(file, bytes);
  }

  /** That a file is not there is as good. */
  async delete(id: string): Promise<void> {
    const file = this.file(id);
    if (file) await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
  }

  private file(id: string): vscode.Uri | undefined {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('this is not the id of a probe');
    return this.storage && vscode.Uri.joinPath(this.storage, 'probes', `${id}.json.gz`);
  }
}
