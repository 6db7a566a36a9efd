import type { OverTraining } from '../../src/protocol/messages';
import { percent } from '../describe';
import { h } from '../dom';
import { headerCell } from '../parts/header-cell';

/** What was learned by every moment, a row each, with bars behind the shares; one of them is the chosen one. */
export function momentsTable({ moments, layers }: OverTraining): {
  table: HTMLElement;
  choose: (at: number) => void;
} {
  const first = moments[0]?.learned ?? [];
  const rows = moments.map(({ step, learned }) =>
    h(
      'tr',
      {},
      headerCell('row', step.toLocaleString('en')),
      ...learned.flatMap(({ answers, layers: shares }) => [answers, ...shares].map((share) => bar(share))),
    ),
  );
  const guess = first.flatMap(({ guess: share }) => ['', ...layers.map(() => percent(share))]);
  const table = h(
    'div',
    // Wide tables are scrolled by keyboard, too.
    { class: 'moments-scroll', tabindex: 0, role: 'group', 'aria-label': 'What was learned by every moment' },
    h(
      'table',
      { class: 'moments' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          headerCell('col', 'Steps'),
          ...first.flatMap(({ key }) => ['answers', ...layers].map((what) => headerCell('col', `${key}: ${what}`))),
        ),
      ),
      h('tbody', {}, ...rows),
      h('tfoot', {}, h('tr', {}, headerCell('row', 'A guess'), ...guess.map((text) => h('td', {}, text)))),
    ),
  );
  const choose = (at: number): void =>
    rows.forEach((row, index) => {
      if (index === at) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    });
  return { table, choose };
}

function bar(share: number): HTMLElement {
  const cell = h('td', { class: 'share' }, percent(share));
  cell.style.setProperty('--share', String(share));
  return cell;
}
