import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageAssets } from './html';

/** @param folder `dist/webview` @throws Error naming the file that is missing */
export async function readAssets(folder: string): Promise<PageAssets> {
  const read = (name: string): Promise<string> =>
    readFile(join(folder, name), 'utf8').catch(() => {
      throw new Error(`the page is not built: ${join(folder, name)} is missing`);
    });
  const [script, standIn, style, notices] = await Promise.all(
    ['main.js', 'saved.js', 'main.css', 'NOTICES.txt'].map(read),
  );
  return { script, standIn, style, notices } as PageAssets;
}
