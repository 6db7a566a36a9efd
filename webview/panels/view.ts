import './view.css';
import { fill, h, icon, setAttributes, setText } from '../dom';
import { outcomeOf } from '../describe';
import { shortened } from '../draw/names';
import type { Model } from '../../src/protocol/messages';
import type { Context } from '../parts/context';
import { newest } from '../parts/newest';
import { chosenModel, probeOf } from '../state';
import { runOf } from '../../src/protocol/models';
import { provenance } from '../take-away/provenance';
import { saveMenu } from '../take-away/save-menu';
import { Offers, type Panel, type PanelContext, type ProbePanel } from './panel';

interface Stand {
  /** Id of the question that it answers; it is closed while that is. */
  question: string;
  /** Whether it opens and closes by itself, too. */
  folds: boolean;
  slider: () => HTMLElement | null;
}

/** A panel under its name. Nothing of it is built, or asked for, before it is opened. */
export function panelView(
  context: Context,
  panel: Panel | ProbePanel,
  { question, folds, slider }: Stand,
): HTMLElement {
  const { store, signal } = context;
  const [heading, body] = [`panel-${panel.id}`, `panel-${panel.id}-body`];
  const toggle = h(
    'button',
    { class: 'panel-toggle', 'aria-controls': body, 'aria-expanded': false },
    icon('chevron'),
    panel.title,
  );
  toggle.type = 'button';
  toggle.addEventListener('click', () => {
    const open = new Set(store.get().open);
    if (!open.delete(panel.id)) open.add(panel.id);
    store.set({ open });
  });
  const about = h('p', { class: 'note' }, 'about' in panel ? panel.about : null);
  const content = h('div');
  const inside = h('div', { class: 'panel-body', id: body }, about, content);
  const offers: Offers = new Offers((any) => {
    save.button.hidden = !any;
    if (!any) save.menu.hidden = true;
  });
  /** A panel about the text is of all models. */
  const models = (): readonly Model[] => {
    const state = context.store.get();
    if ('mountProbe' in panel) return probeOf(state)?.models ?? [];
    const model = chosenModel(state);
    return model ? [model] : [];
  };
  const of = (): string[] => provenance(models(), 'seed' in panel ? panel.seed : undefined);
  const save = saveMenu(context, { ...panel, of }, offers);
  save.button.hidden = true;

  // A panel about the text is built once for a probe, one about a model for every model.
  let shown: Model | string | null | undefined;
  const next = newest(signal);
  store.on(['page', 'chosen', 'open'], signal, () => {
    const state = store.get();
    const open = state.open.has(question) && (!folds || state.open.has(panel.id));
    setAttributes(toggle, { 'aria-expanded': open });
    inside.hidden = !open;
    const probe = probeOf(state);
    const subject = !open ? undefined : 'mountProbe' in panel ? probe?.id : chosenModel(state);
    if (subject === shown) return;
    shown = subject;
    const within = { ...context, signal: next(), slider, offers };
    if (!open || !probe) fill(content);
    else if ('mountProbe' in panel) fill(content, panel.mountProbe(within, probe));
    else mount(within, panel, chosenModel(state));
  });
  about.hidden = 'mountProbe' in panel;

  function mount(within: PanelContext, of: Panel, model: Model | null): void {
    const reason = reasonAgainst(model, of);
    about.hidden = reason !== undefined;
    if (model && reason === undefined) fill(content, of.mount(within, model));
    else fill(content, note(reason ?? ''));
  }

  const row = h(
    'div',
    { class: 'panel-heading' },
    h('h3', { id: heading }, folds ? toggle : panel.title),
    save.button,
    save.menu,
  );
  return h('section', { class: `panel ${panel.id}`, 'aria-labelledby': heading }, row, save.work, inside);
}

const READS_TEXT =
  'A language model reads the text itself, and this is made from the word that others read. Which of its layers knows the state stands under Every layer at every step, and what it makes of other states under Patching.';

function reasonAgainst(model: Model | null, panel: Panel): string | undefined {
  if (!model) return 'No model was chosen to run on this text.';
  if (runOf(model)) return model.readsText && !panel.ofLanes && !panel.ofTexts ? READS_TEXT : panel.lacks?.(model);
  const { text, reason } = outcomeOf(model, null);
  return shortened(reason ?? `This will be here when the model has run (${text}).`, 600);
}

function note(text: string): HTMLElement {
  const element = h('p', { class: 'note' });
  setText(element, text);
  return element;
}
