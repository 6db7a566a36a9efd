/**
 * Where the page stands: in a view of the side bar or panel, in an editor tab, or in a file of its own, behind which
 * nobody is who could run a model or open a text.
 */
export type Place = 'view' | 'editor' | 'file';

/** The page around the script. Made by the extension, and by the tests and the development harness as it is. */
export interface PageParts {
  /** Random for every load; letters and digits. */
  nonce: string;
  /** `webview.cspSource`. */
  cspSource: string;
  scriptUri: string;
  styleUri: string;
  /** Where the page stands, for its background: a view of the sidebar or panel (as if absent), or an editor tab. */
  place?: Exclude<Place, 'file'>;
}

/**
 * Nothing is loaded but the one script, by its nonce, and the extension's own style sheets. The toolkit's styles are
 * constructed style sheets, which no `style-src` forbids, so `unsafe-inline` is not needed; only its test for
 * `:focus-visible` inserts an (empty) style element, with the nonce that it finds in the `csp-nonce` meta element.
 * There is no `connect-src`: the page talks to nobody but the extension. Images are drawn on canvases.
 */
function contentSecurityPolicy(nonce: string, cspSource: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource} 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
}

export function pageHtml({ nonce, cspSource, scriptUri, styleUri, place = 'view' }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentSecurityPolicy(nonce, cspSource))}">
<meta property="csp-nonce" content="${escapeHtml(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>State Probe</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body data-place="${place}">
<main id="page"></main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

/** Text as HTML that shows it, in an element or in an attribute's quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
