import './overview.css';
import { fill, h, setAttributes, setText } from '../dom';
import { button } from '../elements';
import { outcomeOf, plural, type Outcome } from '../describe';
import { shortened } from '../draw/names';
import { firstSteps } from '../../src/protocol/cuts';
import type { Model, Probe } from '../../src/protocol/messages';
import { isSaved } from '../place';
import { chosenModel, probeOf } from '../state';
import { chip, choiceForKey, updateChip } from './chip';
import { command, type Context } from './context';
import { chooseModel } from './moves';
import { commandButtons } from './screens';

interface Group {
  title: string;
  icons: readonly Outcome['icon'][];
}

/** What one came to see stands first. @param some steps, where they are not all of the text */
function groupsOf(some: string | undefined): readonly Group[] {
  return [
    { title: 'Lost track', icons: ['wrong'] },
    { title: `Wrong on the way, right ${some ? `after ${some}` : 'at the end'}`, icons: ['partly'] },
    { title: some ? `Right through ${some}` : 'Right at every step', icons: ['right'] },
    { title: 'Not run yet', icons: ['waiting'] },
    { title: 'Did not run', icons: ['failed', 'not applicable'] },
  ];
}

/** Every model as a chip, by how it did. Choosing one fills the rest of the page. */
export function overview(context: Context): HTMLElement {
  const { store, signal } = context;
  const chips = new Map<string, HTMLButtonElement>();
  const count = h('span', { class: 'facts' });
  const choice = h('div', { role: 'radiogroup', 'aria-labelledby': 'overview-title', class: 'chip-groups' });
  const about = h('p', { class: 'chosen-model' });
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
    setText(offered, `None of the chosen models reads this text. These do: ${names.join('; ')}.`);
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
    arrange(models, some);
    const model = chosenModel(state);
    setText(about, model ? `${older ? 'Of an older text: ' : ''}${aboutModel(model, probe)}` : '');
    about.hidden = model === null;
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

  /** A model that has run changes its group; the focus stays on it. */
  function arrange(models: readonly Model[], some: string | undefined): void {
    const groups = groupsOf(some)
      .map(({ title, icons }) => {
        const own = models.filter((model) => icons.includes(outcomeOf(model, null).icon));
        return { title, ids: own.map(({ id }) => id) };
      })
      .filter(({ ids }) => ids.length > 0);
    const next = JSON.stringify(groups);
    if (next === shape) return;
    shape = next;
    order = groups.flatMap(({ ids }) => ids);
    const focused = choice.contains(document.activeElement) ? document.activeElement : null;
    fill(
      choice,
      ...groups.map(({ title, ids }) =>
        h(
          'div',
          { class: 'chip-group' },
          h('h3', {}, title, ' ', h('span', { class: 'group-count' }, String(ids.length))),
          h('div', { class: 'chips' }, ...ids.map((id) => chips.get(id))),
        ),
      ),
    );
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  return h(
    'section',
    { class: 'overview', 'aria-labelledby': 'overview-title' },
    h(
      'div',
      { class: 'overview-heading' },
      h('h2', { id: 'overview-title' }, 'Models'),
      count,
      h('span', { class: 'overview-buttons' }, stop, others),
    ),
    cancelled,
    choice,
    about,
    offer,
    none,
  );
}

const shown = new WeakMap<HTMLElement, { model: Model; older: boolean; some: string | undefined }>();

function summary(models: readonly Model[]): string {
  const ran = models.filter(({ state }) => state.kind === 'done');
  const lost = ran.filter((model) => outcomeOf(model, null).icon === 'wrong').length;
  const still = models.filter(isOpen).length;
  if (ran.length === 0) return still > 0 ? `${still} of ${models.length} still to run` : '';
  return `${lost} of ${plural(ran.length, 'model')} lost track${still > 0 ? `, ${still} still to run` : ''}`;
}

function isOpen({ state }: Model): boolean {
  return state.kind === 'waiting' || state.kind === 'running';
}

const SAYS = { can: 'In theory it can', cannot: 'In theory it cannot', open: 'In theory open' };

/** The chosen model in a sentence: how it did, what is proved of its architecture, and how far it really goes. */
function aboutModel(model: Model, probe: Probe | null): string {
  const { text, reason } = outcomeOf(model, probe);
  const theory = model.theory && `${SAYS[model.theory.says]}: ${shortened(model.theory.line, 600)}.`;
  const trained =
    model.trained === undefined ? '' : `; trained on words up to ${model.trained.toLocaleString('en')} tokens`;
  const how = `${shortened(model.name, 60)}: ${text}${reason === undefined ? '' : `, ${shortened(reason, 600)}`}${trained}.`;
  // What is possible for an architecture is not what this model of it does.
  const does = model.measured && `Measured on random words: ${shortened(model.measured.line, 300)}.`;
  return [how, theory, does].filter(Boolean).join(' ').replaceAll('..', '.');
}
