import './overview.css';
import { fill, h, setAttributes, setText } from '../dom';
import { button } from '../elements';
import { outcomeOf, plural, type Outcome } from '../describe';
import { shortened } from '../draw/names';
import { firstSteps } from '../../src/protocol/cuts';
import type { Model } from '../../src/protocol/messages';
import { isSaved } from '../place';
import { runOf } from '../../src/protocol/models';
import { probeOf } from '../state';
import { card } from './card';
import { chip, choiceForKey, updateChip } from './chip';
import { command, type Context } from './context';
import { chooseModel } from './moves';
import { commandButtons } from './screens';

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
  const offered = h('p');
  const offer = h('div', { class: 'no-models', role: 'status' }, offered, commandButtons(context, ['runOthers']));
  const reason = h('p');
  const forCode = commandButtons(context, ['chooseCells', 'chooseModels']);
  const forOthers = commandButtons(context, ['chooseModels']);
  const stuck = h('div', { class: 'no-models', role: 'status' }, reason, forCode, forOthers);
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
    const names = (probe?.others ?? []).map(({ name }) => shortened(name, 60));
    // A saved page runs no models.
    offer.hidden = names.length === 0 || isSaved();
    const shared = sharedReason(models);
    choice.dataset['reason'] = shared === undefined ? 'own' : 'same';
    setText(offered, `${unreadText(shared)} These do: ${names.join('; ')}.`);
    stuck.hidden = names.length > 0 || isSaved() || !isUnread(models);
    forCode.hidden = probe?.domain !== 'code';
    forOthers.hidden = !forCode.hidden;
    setText(reason, stuck.hidden ? '' : `${unreadText(shared)} ${wayOn(!forCode.hidden)}`);
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
    offer,
    stuck,
    none,
  );
}

function isUnread(models: readonly Model[]): boolean {
  return models.length > 0 && models.every(({ state }) => state.kind === 'not applicable');
}

/** Why no model reads the text, where that is the same for all of several. */
function sharedReason(models: readonly Model[]): string | undefined {
  const reasons = new Set(models.map(({ state }) => (state.kind === 'not applicable' ? state.reason : undefined)));
  return models.length > 1 && reasons.size === 1 ? [...reasons][0] : undefined;
}

function unreadText(reason: string | undefined): string {
  const why = reason === undefined ? '' : `: ${shortened(reason, 300).replace(/\.$/, '')}`;
  return `None of the chosen models reads this text${why}.`;
}

/** What one may do about it. */
function wayOn(isCode: boolean): string {
  return isCode
    ? 'Track fewer variables: there are models for up to five that are swapped or copied, and for one that is computed from ' +
        'itself an exact one is built, as long as you have chosen none.'
    : 'Others may: those of copies overwrite, and each formal language has its own.';
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
