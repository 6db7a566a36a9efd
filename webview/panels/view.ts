import './view.css';
import { fill, h, icon, setAttributes, setText } from '../dom';
import { outcomeOf } from '../describe';
import { shortened } from '../draw/names';
import type { Model } from '../messages';
import type { Context } from '../parts/context';
import { commandButtons } from '../parts/screens';
import { chosenModel, runOf } from '../state';
import { Offers, type Panel } from './panel';

/** A panel under a heading that opens and closes it. Nothing of it is built, or asked for, before it is opened. */
export function panelView(context: Context, panel: Panel, slider: () => HTMLElement | null): HTMLElement {
  const { store, signal } = context;
  const [heading, body] = [`panel-${panel.id}`, `panel-${panel.id}-body`];
  const toggle = h(
    'button',
    { class: 'panel-toggle', id: heading, 'aria-controls': body, 'aria-expanded': false },
    icon('chevron'),
    panel.title,
  );
  toggle.type = 'button';
  toggle.addEventListener('click', () => {
    const open = new Set(store.get().open);
    if (!open.delete(panel.id)) open.add(panel.id);
    store.set({ open });
  });
  const about = h('p', { class: 'note' }, panel.about);
  const content = h('div');
  const inside = h('div', { class: 'panel-body', id: body }, about, content);
  const offers = new Offers();

  let shown: Model | null | undefined;
  let inner = new AbortController();
  signal.addEventListener('abort', () => inner.abort());
  store.on(['page', 'chosen', 'open'], signal, () => {
    const open = store.get().open.has(panel.id);
    setAttributes(toggle, { 'aria-expanded': open });
    inside.hidden = !open;
    const model = open ? chosenModel(store.get()) : undefined;
    if (model === shown) return;
    shown = model;
    inner.abort();
    inner = new AbortController();
    if (model === undefined) fill(content);
    else mount({ ...context, signal: inner.signal }, model);
  });

  function mount(within: Context, model: Model | null): void {
    const reason = reasonAgainst(model, panel);
    about.hidden = reason !== undefined;
    if (model && reason === undefined) fill(content, panel.mount({ ...within, slider, offers }, model));
    else fill(content, note(reason ?? ''), model === null && commandButtons(within, ['chooseModels']));
  }

  return h('section', { class: `panel ${panel.id}`, 'aria-labelledby': heading }, h('h2', {}, toggle), inside);
}

function reasonAgainst(model: Model | null, panel: Panel): string | undefined {
  if (!model) return 'No model was chosen to run on this text.';
  if (runOf(model)) return panel.lacks?.(model);
  const { text, reason } = outcomeOf(model);
  return shortened(reason ?? `This will be here when the model has run (${text}).`, 600);
}

function note(text: string): HTMLElement {
  const element = h('p', { class: 'note' });
  setText(element, text);
  return element;
}
