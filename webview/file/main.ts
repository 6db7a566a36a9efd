/** The page of an ONNX file: what it says of itself, and its tensors by name. */
import './file.css';
import type { FileMessage, FilePageMessage, FileTable, FileText } from '../../src/protocol/file-page';
import { plural } from '../describe';
import { fill, h } from '../dom';
import type { WebviewApi } from '../host';

declare function acquireVsCodeApi(): WebviewApi;

/** Rows that are drawn of a table: a file may say any number of things. */
const MOST_ROWS = 200;

/** Characters of a cell that are seen at once. */
const MOST_CHARACTERS = 120;

const api = acquireVsCodeApi();
const page = document.getElementById('page') ?? document.body;
/** What is searched for outlives a hidden page, and another version of the file. */
const state = api.getState() as { wanted?: unknown } | null;
let wanted = typeof state?.wanted === 'string' ? state.wanted : '';

fill(page, h('p', { role: 'status' }, 'Reading the file…'));
window.addEventListener('message', ({ data }: MessageEvent<FileMessage>) => {
  if (data.kind === 'failed') fill(page, h('h1', {}, 'What is in this file'), h('p', { role: 'alert' }, data.reason));
  else show(data.text);
});
say({ kind: 'ready' });

function say(message: FilePageMessage): void {
  api.postMessage(message);
}

function show({ about, tables, tensors }: FileText): void {
  const hadFocus = document.activeElement?.id === 'wanted';
  const search = h('input', { id: 'wanted' });
  search.type = 'search';
  search.value = wanted;
  const label = h('label', {}, 'Name holds');
  label.htmlFor = 'wanted';
  const found = h('p', { role: 'status' });
  const rows = h('div');
  const find = (): void => {
    wanted = search.value;
    api.setState({ wanted });
    const text = wanted.toLowerCase();
    const matching = tensors.rows.filter(([name = '']) => name.toLowerCase().includes(text));
    const shown = matching.slice(0, MOST_ROWS);
    const all = tensors.rows.length < tensors.total ? ` of the first ${plural(tensors.rows.length, 'tensor')}` : '';
    const cut = shown.length < matching.length ? `; the first ${shown.length} are shown` : '';
    fill(found, `${plural(matching.length, 'tensor')}${all}${cut}.`);
    fill(rows, shown.length > 0 && tableOf({ ...tensors, rows: shown }, 'Tensors', showButton));
  };
  search.addEventListener('input', find);
  find();
  fill(
    page,
    h('h1', {}, 'What is in this file'),
    ...about.map((line) => h('p', {}, line)),
    ...tables.map(sectionOf),
    section('Tensors', h('div', { class: 'search' }, label, search), found, rows),
  );
  if (hadFocus) search.focus();
}

function sectionOf(table: FileTable): HTMLElement {
  const title = titleOf(table);
  const rows = table.rows.slice(0, MOST_ROWS);
  const more = table.rows.length - rows.length;
  const made = section(title, tableOf({ ...table, rows }, title));
  if (more > 0) made.append(h('p', {}, `and ${more} more: state-probe graph FILE --json has all`));
  return made;
}

function titleOf({ columns: [first = ''] }: FileTable): string {
  const title = first.charAt(0).toUpperCase() + first.slice(1);
  return title.endsWith('s') || first === 'metadata' ? title : `${title}s`;
}

function section(title: string, ...children: Node[]): HTMLElement {
  return h('section', {}, h('h2', {}, title), ...children);
}

/** In a region of its own, which arrow keys scroll: names and shapes may be wide. */
function tableOf(
  { columns, rows }: FileTable,
  title: string,
  more?: (row: readonly string[]) => HTMLElement | null,
): HTMLElement {
  const header = (text: string): HTMLElement => {
    const cell = h('th', {}, text);
    cell.scope = 'col';
    return cell;
  };
  const table = h(
    'table',
    { 'aria-label': title },
    h('thead', {}, h('tr', {}, ...columns.map(header), more && h('td'))),
    h(
      'tbody',
      {},
      ...rows.map((row) =>
        h('tr', {}, ...row.map((cell) => h('td', {}, folded(cell))), more && h('td', {}, more(row))),
      ),
    ),
  );
  return h('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': `${title}, table` }, table);
}

/** What is long, such as a manifest, opens when it is asked for, so that it does not push away what is below. */
function folded(text: string): HTMLElement | string {
  if (text.length <= MOST_CHARACTERS) return text;
  return h('details', {}, h('summary', {}, `${text.slice(0, MOST_CHARACTERS)}…`), text);
}

/** Over the text that is probed; a weight is the same whatever the text. */
function showButton([name = '', , , from]: readonly string[]): HTMLElement | null {
  if (from === 'weight') return null;
  const button = h('button', { class: 'show', 'aria-label': `Show This Tensor: ${name}` }, 'Show This Tensor');
  button.type = 'button';
  button.addEventListener('click', () => say({ kind: 'show', tensor: name }));
  return button;
}
