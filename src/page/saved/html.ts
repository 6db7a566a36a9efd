import { createHash } from 'node:crypto';
import { escapeHtml, type Place } from '../../protocol/html';
import type { BlockId } from '../../protocol/saved-format';
import { encode } from './encode';

/** The page as it was built. */
export interface PageAssets {
  /** The page's own script. */
  script: string;
  /** Stands in for the extension; runs before the page's own script. */
  standIn: string;
  style: string;
  /** Licences of the foreign code in the scripts. */
  notices: string;
}

/** An empty style element, which the toolkit makes to learn whether the browser knows `:focus-visible`. */
const EMPTY = '';

/**
 * The page may run the two scripts and use the style sheet that are in it, each by its hash, and nothing else; it may
 * load nothing and talk to nobody, so that it shows the same offline and keeps to itself what it shows.
 */
function savedPolicy({ script, standIn, style }: Omit<PageAssets, 'notices'>): string {
  const scripts = [standIn, script].map(hashOf).join(' ');
  const styles = [style, EMPTY].map(hashOf).join(' ');
  return `default-src 'none'; script-src ${scripts}; style-src ${styles}; base-uri 'none'; form-action 'none'`;
}

/**
 * One HTML file with everything in it.
 *
 * @param title plain text
 * @param blocks JSON by {@link encode}, see protocol/saved-format.ts
 * @throws Error when a script or the style sheet would end its element early
 */
export function* savedPage(title: string, assets: PageAssets, blocks: readonly string[]): Generator<string> {
  const parts = { script: inline(assets.script), standIn: inline(assets.standIn), style: inline(assets.style) };
  const place: Place = 'file';
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${savedPolicy(parts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} – State Probe</title>
<style>${parts.style}</style>
</head>
<body data-place="${place}">
<main id="page"></main>
<noscript>This page draws what it holds with its own script: allow scripts to see it. It loads nothing and talks to nobody.</noscript>
<script type="application/json" id="licences">${encode(assets.notices)}</script>
`;
  for (const [number, block] of blocks.entries()) {
    const id: BlockId = `block-${number}`;
    yield `<script type="application/json" id="${id}">${block}</script>\n`;
  }
  yield `<script>${parts.standIn}</script>\n<script>${parts.script}</script>\n</body>\n</html>\n`;
}

/** As the parser of HTML gives it back, so that the hash agrees. */
function inline(code: string): string {
  const text = code.replace(/^\/[/*][#@] sourceMappingURL=.*$/gm, '').replace(/\r\n?/g, '\n');
  // After `<!--` in a script, `<script` would make its end tag a part of it.
  if (/<\/(script|style)|<script|\0/i.test(text)) throw new Error('the page’s own code cannot be put into HTML');
  return text;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
