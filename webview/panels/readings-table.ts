import './step-grid.css';
import { NOT_RUN, RIGHT } from '../../src/analysis/readable';
import { percent } from '../describe';
import { h } from '../dom';
import { headerCell } from '../parts/header-cell';
import { meaningOf } from '../glossary';

/** How far each layer is read: a row for each, under the names of the columns. */
export function readingsTable(columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const body = rows.map(([name = '', ...cells]) =>
    h('tr', {}, headed('row', name), ...cells.map((text) => h('td', {}, text))),
  );
  const table = h(
    'table',
    { 'aria-label': 'Readings by layer' },
    h('thead', {}, h('tr', {}, ...columns.map((name) => headed('col', name)))),
    h('tbody', {}, ...body),
  );
  return h('div', { class: 'step-grid-scroll', tabindex: 0, role: 'group', 'aria-label': 'Readings by layer' }, table);
}

/** Share of the steps at which something is read. */
export function stepsRight(outcome: Uint8Array): number {
  const judged = outcome.filter((code) => code !== NOT_RUN).length;
  return outcome.filter((code) => code === RIGHT).length / judged;
}

export function heldOutText({
  accuracy,
  interval: [low, high],
}: {
  accuracy: number;
  interval: [number, number];
}): string {
  return `${percent(accuracy)} (${percent(low)} to ${percent(high)})`;
}

function headed(scope: 'row' | 'col', text: string): HTMLElement {
  return headerCell(scope, text, meaningOf(text));
}
