import './overview.css';
import { fill, h, setAttributes, setText } from '../dom';
import { button } from '../elements';
import { outcomeOf, plural, type Outcome } from '../describe';
import { firstSteps } from '../../src/protocol/cuts';
import type { Model } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { probeOf } from '../state';
import { card } from './card';
import { chip, choiceForKey, updateChip } from './chip';
import { command, type Context } from './context';
import { chooseModel } from './moves';
import { commandButtons } from './screens';
import { sharedReason, unread } from './unread';

/** What one came to see stands first. */
const WORST_FIRST: readonly Outcome['icon'][] = ['wrong', 'partly', 'right', 'waiting', 'not applicable', 'failed'];

/** By how they did, and those that lost track by how soon. */
function worstFirst(models: readonly Model[]): Model[] {
  const rank = (model: Model): number => WORST_FIRST.indexOf(outcomeOf(model, null).icon);
  const error = (model: Model): number => runOf(model)?.firstWrong ?? Infinity;
  return models.toSorted((a, b) => rank(a) - rank(b) || (error(a) === error(b) ? 0 : error(a) - error(b)));
}

/** The answer of the chosen model, and every model as a strip, the worst first. Choosing one fills the rest of the page. */
export function overview(context: Context): HTMLElement {
  const { store, signal } = context;
  const chips = new Map<string, HTMLButtonElement>();
  const count = h('span', { class: 'facts' });
  const choice = h('div', { role: 'radiogroup', 'aria-labelledby': 'overview-title', class: 'chips' });
  const others = button({
    label: 'Choose…',
    title: 'Choose which models a probe runs',
    onClick: () => command(context, 'chooseModels'),
  });
  const none = h(
    'div',
    { class: 'no-models' },
    h('p', {}, 'No model was chosen to run on this text.'),
    commandButtons(context, ['chooseModels']),
  );
  const stop = button({ label: 'Cancel', title: 'Stop the models', onClick: () => command(context, 'cancel') });
  const ended = h('p', { role: 'status' });
  const again = button({ label: 'Probe Again', onClick: () => command(context, 'probeAgain') });
  const cancelled = h('div', { class: 'cancelled' }, ended, again);
  let order: string[] = [];
  let shape = '';

  store.on(['page', 'chosen'], signal, () => {
    const state = store.get();
    const probe = probeOf(state);
    const models = probe?.models ?? [];
    const some = probe ? firstSteps(probe.cuts) : undefined;
    none.hidden = models.length > 0;
    others.hidden = models.length === 0;
    choice.hidden = models.length === 0;
    choice.dataset['reason'] = sharedReason(models) === undefined ? 'own' : 'same';
    const older = probe?.text?.state === 'older';
    setText(count, older ? `${summary(models)}, in an older text` : summary(models));
    sayWhatGoesOn(models);
    for (const model of models) {
      const one = chips.get(model.id) ?? chip(model, () => chooseModel(context, model.id));
      chips.set(model.id, one);
      const was = shown.get(one);
      if (was?.model !== model || was.older !== older || was.some !== some) updateChip(one, model, probe);
      shown.set(one, { model, older, some });
      const chosen = model.id === state.chosen;
      setAttributes(one, { 'aria-checked': chosen, tabindex: chosen ? 0 : -1 });
    }
    arrange(worstFirst(models));
  });
  choice.addEventListener(
    'keydown',
    (event) => {
      const next = choiceForKey(event.key, order, store.get().chosen);
      if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      chooseModel(context, next);
      chips.get(next)?.focus();
    },
    { signal },
  );

  /** While models run they can be stopped, and when they were stopped that is said. */
  function sayWhatGoesOn(models: readonly Model[]): void {
    const focused = document.activeElement === stop;
    stop.hidden = !models.some(isOpen);
    const missing = models.filter(({ state }) => state.kind === 'cancelled').length;
    cancelled.hidden = missing === 0;
    setText(ended, missing === 0 ? '' : `Cancelled: ${missing} of ${plural(models.length, 'model')} did not run.`);
    // The button that was pressed goes away: the focus must not fall back to the page's beginning.
    if (focused && stop.hidden) (cancelled.hidden ? others : again).focus();
  }

  /** A model that has run changes its place; the focus stays on it. */
  function arrange(models: readonly Model[]): void {
    order = models.map(({ id }) => id);
    const next = JSON.stringify(order);
    if (next === shape) return;
    shape = next;
    const focused = choice.contains(document.activeElement) ? document.activeElement : null;
    fill(choice, ...order.map((id) => chips.get(id)));
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  return h(
    'section',
    { class: 'overview', 'aria-labelledby': 'overview-title' },
    card(context),
    h(
      'div',
      { class: 'overview-heading' },
      h('h2', { id: 'overview-title' }, 'Models'),
      count,
      h('span', { class: 'overview-buttons' }, stop, others),
    ),
    cancelled,
    choice,
    unread(context),
    none,
  );
}

const shown = new WeakMap<HTMLElement, { model: Model; older: boolean; some: string | undefined }>();

function summary(models: readonly Model[]): string {
  const ran = models.filter(({ state }) => state.kind === 'done');
  const lost = ran.filter((model) => outcomeOf(model, null).icon === 'wrong').length;
  const still = models.filter(isOpen).length;
  if (ran.length === 0) return still > 0 ? `${still} of ${models.length} still to run` : '';
  return `${lost} of ${ran.length} lost track${still > 0 ? `, ${still} still to run` : ''}`;
}

function isOpen({ state }: Model): boolean {
  return state.kind === 'waiting' || state.kind === 'running';
}
