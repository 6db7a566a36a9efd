import './question.css';
import { h, icon, setAttributes } from '../dom';
import type { Context } from '../parts/context';
import { helpButton } from '../parts/docs';
import { isSaved } from '../place';
import type { Question } from './panel';
import { panelView } from './view';

/**
 * A question that opens and closes, with its panels: the first is there when it is opened, the others are folded below. While
 * it is closed the names of its panels stand under it, for those who look for one.
 */
export function questionView(
  context: Context,
  { id, title, panels }: Question,
  slider: () => HTMLElement | null,
): HTMLElement | null {
  const { store, signal } = context;
  const shown = isSaved() ? panels.filter(({ runsModels }) => runsModels !== true) : panels;
  if (shown.length === 0) return null;
  const [heading, body] = [`question-${id}`, `question-${id}-body`];
  const names = h(
    'p',
    { class: 'panel-names', id: `${heading}-names` },
    ...shown.flatMap((panel, at) => [at > 0 ? ' · ' : null, h('span', { class: 'panel-name' }, panel.title)]),
  );
  const toggle = h(
    'button',
    { class: 'question-toggle', id: heading, 'aria-controls': body, 'aria-describedby': names.id },
    icon('chevron'),
    title,
  );
  toggle.type = 'button';
  toggle.addEventListener('click', () => {
    const open = new Set(store.get().open);
    if (!open.delete(id)) open.add(id);
    store.set({ open });
  });
  const content = h(
    'div',
    { class: 'question-body', id: body },
    ...shown.map((panel, at) => panelView(context, panel, { question: id, folds: at > 0, slider })),
  );
  store.on(['open'], signal, () => {
    const open = store.get().open.has(id);
    setAttributes(toggle, { 'aria-expanded': open });
    names.hidden = open;
    content.hidden = !open;
  });
  const help = helpButton(context, title, { page: 'visualizer', anchor: anchorOf(title) });
  const row = h('div', { class: 'question-heading' }, h('h2', {}, toggle), help);
  return h('section', { class: 'question', 'aria-labelledby': heading }, row, names, content);
}

/** The heading of the same words in the documentation. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s+/g, '-');
}
