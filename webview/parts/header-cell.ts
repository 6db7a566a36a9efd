import { h } from '../dom';

/** The head of a row or a column. @param title what is meant by it, where that is to be said */
export function headerCell(scope: 'row' | 'col', text: string, title?: string): HTMLElement {
  const cell = h('th', title === undefined ? {} : { title }, text);
  cell.scope = scope;
  return cell;
}
