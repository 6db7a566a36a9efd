import { fill, h, icon, setText, type IconName } from '../dom';
import { outcomeOf, percent, plural } from '../describe';
import { rowNames, separator, shortened } from '../draw/names';
import type { Model, Probe, Run, StepOutcome } from '../../src/protocol/messages';
import { chosenModel, probeOf, showsAll } from '../state';
import { outcomeAt, rowOf, runOf } from '../../src/protocol/models';
import { onceAFrame } from '../parts/frame';
import { stepLine } from '../parts/step-line';
import type { PanelContext, ProbePanel } from './panel';

const ICONS: Record<StepOutcome, IconName> = { right: 'right', wrong: 'wrong', 'not run': 'not applicable' };

/** Everything about the step at the playhead: its text, what it does, the state around it, what models believe. */
export const details: ProbePanel = { id: 'details', title: 'At this step', mountProbe: view };

function view(context: PanelContext): HTMLElement {
  const { store, signal } = context;
  const line = stepLine();
  const before = h('dd');
  const after = h('dd');
  const beliefs = h('tbody', { role: 'rowgroup' });
  const others = h('p', { class: 'note' });
  const table = h(
    'table',
    // The style sheet lays rows out otherwise where the page is narrow, which would take their roles away.
    { class: 'beliefs', role: 'table' },
    h('caption', { class: 'sr-only' }, 'What every model believes after this step'),
    h(
      'thead',
      { role: 'rowgroup' },
      h('tr', { role: 'row' }, ...['Model', 'Believes', 'Confidence'].map((name) => column(name))),
    ),
    beliefs,
  );
  const update = (): void => {
    const state = store.get();
    const probe = probeOf(state);
    if (!probe) return;
    const step = state.playhead;
    const view = runOf(chosenModel(state))?.view ?? 0;
    line.show(probe, view, step);
    fill(before, arrangement(probe, view, step - 1, false));
    fill(after, arrangement(probe, view, step, true));
    table.hidden = probe.models.length === 0;
    const shown = probe.models.filter((model) => model.id === state.chosen || showsAll(state, probe.models));
    fill(beliefs, ...shown.map((model) => beliefRow(probe, model, step, model.id === state.chosen)));
    const rest = probe.models.filter((model) => !shown.includes(model));
    setText(others, rest.length > 0 ? `${othersText(rest, step)} “Lanes of all models” shows them.` : '');
    others.hidden = rest.length === 0;
  };
  const later = onceAFrame(signal, update);
  update();
  store.on(['page', 'playhead', 'chosen', 'allLanes'], signal, later);
  return h(
    'div',
    {},
    line.element,
    h(
      'dl',
      { class: 'step-states' },
      h('div', {}, h('dt', {}, 'Before'), before),
      h('div', {}, h('dt', {}, 'After'), after),
    ),
    table,
    others,
  );
}

/** Such as `Of 24 other models 19 are right, 3 wrong, 2 gave no state.` */
function othersText(models: readonly Model[], step: number): string {
  const counts = { right: 0, wrong: 0, 'not run': 0 };
  for (const model of models) {
    const run = runOf(model);
    counts[run ? outcomeAt(run, step) : 'not run']++;
  }
  const parts = [
    `${counts.right} right`,
    `${counts.wrong} wrong`,
    counts['not run'] > 0 && `${counts['not run']} without a state`,
  ];
  return `${plural(models.length, 'other model')}: ${parts.filter(Boolean).join(', ')}.`;
}

function column(name: string): HTMLElement {
  const cell = h('th', { role: 'columnheader' }, name);
  cell.scope = 'col';
  return cell;
}

/** The true state after a step (−1: before the first); what the step moved is set off, if wanted. */
function arrangement(probe: Probe, view: number, step: number, moves: boolean): HTMLElement {
  const world = probe.views[view];
  if (!world) return h('span', {}, 'no state');
  const row = rowOf(world.truth, world.slots.length, step + 1);
  const earlier = moves ? rowOf(world.truth, world.slots.length, step) : row;
  return names(row, world.objects, (slot) => row[slot] !== earlier[slot], 'moved');
}

function names(
  row: Int16Array,
  objects: readonly string[],
  marked: (slot: number) => boolean,
  mark: string,
): HTMLElement {
  const text = rowNames(
    row,
    objects.map((name) => shortened(name, 24)),
  );
  if (!text) return h('span', {}, 'no state');
  const between = separator(objects);
  return h(
    'span',
    { class: 'arrangement' },
    ...text.flatMap((name, slot) => [slot > 0 ? between : null, h('span', { class: marked(slot) ? mark : '' }, name)]),
  );
}

function beliefRow(probe: Probe, model: Model, step: number, chosen: boolean): HTMLElement {
  const run = runOf(model);
  const name = h('th', { role: 'rowheader' }, shortened(model.name, 60));
  name.scope = 'row';
  const cells = run ? beliefCells(probe, run, step) : [excuse(model)];
  return h('tr', { role: 'row', class: chosen ? 'chosen' : '' }, name, ...cells);
}

function excuse(model: Model): HTMLElement {
  const { icon: name, text } = outcomeOf(model, null);
  const cell = h('td', { role: 'cell', class: 'excuse' }, icon(name), text);
  cell.colSpan = 2;
  return cell;
}

function beliefCells(probe: Probe, run: Run, step: number): HTMLElement[] {
  const outcome = outcomeAt(run, step);
  const world = probe.views[run.view];
  const count = world?.slots.length ?? 0;
  const truth = world && rowOf(world.truth, count, step + 1);
  const row = rowOf(run.predicted, count, step);
  const confidence = percent(run.confidence[step] ?? NaN);
  const inTruth = run.confidenceInTruth?.[step];
  return [
    h(
      'td',
      { role: 'cell', 'data-outcome': outcome },
      icon(ICONS[outcome]),
      h('span', { class: 'sr-only' }, `${outcome}: `),
      outcome === 'not run' || !world
        ? 'gave no state'
        : names(row, world.objects, (slot) => row[slot] !== truth?.[slot], 'differs'),
    ),
    h(
      'td',
      { role: 'cell', class: 'number' },
      outcome === 'not run' ? '' : confidence,
      outcome === 'wrong' && inTruth !== undefined
        ? h('span', { class: 'in-truth' }, ` (true state ${percent(inTruth)})`)
        : null,
    ),
  ];
}
