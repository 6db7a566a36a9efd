/**
 * Colours that can be told apart also by people who see few, after Okabe and Ito (2008): on light ground, and lighter ones on dark
 * ground, each at least 3:1 against it. With dashes, so that lines are told apart without colours, and where they lie on each other.
 */
const LINES = [
  ['#0072b2', '#56b4e9', 'none'],
  ['#b84e00', '#ff9a4d', '8 4'],
  ['#007a59', '#33c79c', '2 4'],
  ['#a8497f', '#e79ac4', '12 4 2 4'],
  ['#7d6000', '#e0c04a', '5 5'],
  ['#2b6f9e', '#9ecff0', '1 5'],
  ['#7a4b9a', '#c8a2e2', '12 6'],
  ['#5f5f5f', '#bdbdbd', '3 3 8 3'],
] as const;

const SHADES = Array.from(
  { length: 11 },
  (_, tenth) => `.a${tenth} { background: color-mix(in srgb, #009e73 ${5 * tenth}%, transparent); }`,
);

/** In a browser the colours are the system's, and in VS Code those of its theme. */
export const STYLE = `
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; --ground: var(--vscode-editor-background, Canvas); --ink: var(--vscode-editor-foreground, CanvasText); --muted: color-mix(in srgb, var(--ink) 75%, var(--ground)); }
:root:has(.vscode-dark, .vscode-high-contrast) { color-scheme: dark; }
:root:has(.vscode-light, .vscode-high-contrast-light) { color-scheme: light; }
body { margin: 0; padding: 16px; background: var(--ground); color: var(--ink); }
main { max-width: 1200px; margin: 0 auto; }
h1 { font-size: 1.4em; } h2 { font-size: 1.2em; margin-top: 2em; } h3 { font-size: 1em; }
h1, h2, p, li { overflow-wrap: anywhere; }
.scroll { overflow: auto; max-height: 32em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--muted); padding-bottom: 4px; }
th, td { padding: 2px 10px; text-align: end; vertical-align: top; white-space: nowrap; }
th.text, td.text { text-align: start; max-width: 16em; white-space: normal; overflow-wrap: anywhere; }
td.text { min-width: 8em; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); }
thead th:first-child { left: 0; z-index: 2; }
tbody th { position: sticky; left: 0; min-width: min(8em, 35vw); max-width: min(16em, 40vw); background: var(--ground); font-weight: 400; }
th button { font: inherit; font-weight: 600; border: 0; padding: 0; background: none; color: inherit; cursor: pointer; }
th button:hover { text-decoration: underline; }
th[aria-sort=ascending] button::after { content: " ▲" / ""; } th[aria-sort=descending] button::after { content: " ▼" / ""; }
td small { display: block; font-size: 0.8em; }
tbody tr:hover { outline: 1px solid var(--muted); }
svg.chart { display: block; width: 100%; min-width: 440px; max-width: 760px; } svg text { font-size: 11px; fill: var(--ink); }
.tick { text-anchor: middle; } .share { text-anchor: end; }
.grid { stroke: var(--muted); stroke-opacity: 0.4; } .line polyline { fill: none; stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 8px 0; padding: 0; list-style: none; }
.legend svg { width: 32px; height: 8px; margin-right: 6px; vertical-align: middle; }
${LINES.map(([light, dark, dashes], at) => `.l${at} polyline { stroke: light-dark(${light}, ${dark}); stroke-dasharray: ${dashes}; } .l${at} circle { fill: light-dark(${light}, ${dark}); }`).join('\n')}
${SHADES.join('\n')}
`;

/** Sorts a table by the column whose name is pressed; once more turns it round. Cells without a value stay at the end. */
export const SCRIPT = `
for (const button of document.querySelectorAll('th button'))
  button.addEventListener('click', () => {
    const head = button.parentElement;
    const place = head.cellIndex;
    const body = head.closest('table').tBodies[0];
    const isNumber = 'number' in button.dataset;
    const first = isNumber ? 'descending' : 'ascending';
    const order = head.ariaSort === first ? (isNumber ? 'ascending' : 'descending') : first;
    for (const other of head.parentElement.cells) other.ariaSort = 'none';
    head.ariaSort = order;
    const sign = order === 'ascending' ? 1 : -1;
    const known = (cell) => (isNumber ? cell.dataset.by !== undefined : cell.textContent !== '');
    const rows = [...body.rows].map((row) => ({ row, cell: row.cells[place] }));
    rows.sort((a, b) => {
      if (known(a.cell) !== known(b.cell)) return known(a.cell) ? -1 : 1;
      if (!known(a.cell)) return 0;
      return sign * (isNumber ? a.cell.dataset.by - b.cell.dataset.by || 0 : a.cell.textContent.localeCompare(b.cell.textContent));
    });
    body.append(...rows.map(({ row }) => row));
  });
`;
