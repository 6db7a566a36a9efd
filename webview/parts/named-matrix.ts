import './named-matrix.css';
import { h } from '../dom';

/** A matrix with the name of each row before it; its rows are so high, in CSS pixels. */
export function namedMatrix(names: readonly string[], rowHeight: number, matrix: HTMLElement): HTMLElement {
  const rows = names.map((name) => {
    const row = h('div', { title: name }, name);
    row.style.height = row.style.lineHeight = `${rowHeight}px`;
    return row;
  });
  return h(
    'div',
    { class: 'named-matrix' },
    h('div', { class: 'named-matrix-names', 'aria-hidden': true }, ...rows),
    matrix,
  );
}
