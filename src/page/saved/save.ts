import { version } from '../../../package.json';
import { readAssets } from './assets';
import { gatherView, type GatherOptions, type ViewParts } from './gather';
import { savedPage } from './html';

/**
 * The whole view as one HTML file, which any browser shows without VS Code and offline.
 *
 * @param folder where the page was built: `dist/webview`
 * @throws Error when it is not built; as `gatherView`
 */
export async function* savedView(
  parts: Omit<ViewParts, 'version'>,
  folder: string,
  options: GatherOptions = {},
): AsyncGenerator<Uint8Array> {
  const { title } = parts.probe;
  const assets = await readAssets(folder);
  const page = [...savedPage(title, assets, [])].join('');
  const blocks = await gatherView({ ...parts, version }, { ...options, used: Buffer.byteLength(page) });
  for (const piece of savedPage(title, assets, blocks)) yield Buffer.from(piece);
}
