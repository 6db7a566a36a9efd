import { join } from 'node:path';
import { readText } from '../../files/read';
import type { PageAssets } from './html';

/** Of a file of the page, which is built to have some hundred kilobytes. */
const MOST_BYTES = 16 * 2 ** 20;

/** @param folder `dist/webview` @throws Error naming the file that is missing */
export async function readAssets(folder: string): Promise<PageAssets> {
  const read = (name: string): Promise<string> =>
    readText(join(folder, name), MOST_BYTES).catch(() => {
      throw new Error(`the page is not built: ${join(folder, name)} is missing`);
    });
  const [script, standIn, style, notices] = await Promise.all(
    ['main.js', 'saved.js', 'main.css', 'NOTICES.txt'].map(read),
  );
  return { script, standIn, style, notices } as PageAssets;
}
