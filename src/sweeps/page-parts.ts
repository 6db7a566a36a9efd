/** Colours that can be told apart also by people who see few, after Okabe and Ito (2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#3b8ec2', '#7a4b9a', '#666666'];

const SHADES = Array.from(
  { length: 11 },
  (_, tenth) => `.a${tenth} { background: color-mix(in srgb, #009e73 ${5 * tenth}%, transparent); }`,
);

export const STYLE = `
:root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
body { margin: 0; padding: 16px; background: Canvas; color: CanvasText; }
main { max-width: 1200px; margin: 0 auto; }
h1 { font-size: 1.4em; } h2 { font-size: 1.2em; margin-top: 2em; } h3 { font-size: 1em; }
.scroll { overflow: auto; max-height: 32em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: GrayText; padding-bottom: 4px; }
th, td { padding: 2px 10px; text-align: end; white-space: nowrap; }
th.text, td.text { text-align: start; }
th { position: sticky; top: 0; background: Canvas; }
th button { font: inherit; font-weight: 600; border: 0; padding: 0; background: none; color: inherit; cursor: pointer; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
tbody tr:hover { outline: 1px solid GrayText; }
svg { width: 100%; max-width: 900px; } svg text { font-size: 11px; fill: CanvasText; }
.tick { text-anchor: middle; } .share { text-anchor: end; }
.grid { stroke: GrayText; stroke-opacity: 0.4; } .line polyline { fill: none; stroke-width: 2; }
${COLOURS.map((colour, at) => `.l${at} polyline { stroke: ${colour}; } .l${at} circle, .l${at} text { fill: ${colour}; }`).join('\n')}
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
