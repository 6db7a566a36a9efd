import { h, setAttributes, setText } from '../dom';
import { laneDescription, outcomeOf } from '../describe';
import { drawLane } from '../draw/lane';
import { laneHeight, type LaneData } from '../draw/lane-geometry';
import { abbreviated, shortened } from '../draw/names';
import type { Model, Probe, WorldView } from '../messages';
import { probeOf, runOf } from '../state';
import { chip, choiceForKey, updateChip } from './chip';
import type { Context } from './context';
import { chooseModel } from './moves';
import { track } from './track';

/** The lane of the true state and one for each model; grouped by world where models do not share one. */
export function lanes(context: Context, probe: Probe, slider: () => HTMLElement | null): HTMLElement {
  const group = h('div', { class: 'lanes', role: 'radiogroup', 'aria-label': 'Models' });
  const draws: (() => void)[] = [];
  const rows = new Map<string, ModelLane>();
  probe.views.forEach((view, index) => {
    const models = probe.models.filter((model) => (runOf(model)?.view ?? 0) === index);
    if (index > 0 && models.length === 0) return;
    const truth = truthLane(context, probe, view, slider);
    draws.push(truth.redraw);
    group.append(truth.row);
    for (const model of models) {
      const lane = modelLane(context, model.id, slider);
      rows.set(model.id, lane);
      draws.push(lane.redraw);
      group.append(lane.row);
    }
  });

  const { store, signal } = context;
  group.addEventListener(
    'keydown',
    (event) => {
      const next = choiceForKey(event.key, [...rows.keys()], store.get().chosen);
      if (next === null || !(event.target instanceof HTMLElement) || event.target.role !== 'radio') return;
      event.preventDefault();
      chooseModel(context, next);
      rows.get(next)?.button.focus();
    },
    { signal },
  );
  store.on(['page', 'chosen'], signal, () => {
    const models = probeOf(store.get())?.models ?? [];
    for (const model of models) rows.get(model.id)?.update(model, model.id === store.get().chosen);
  });
  store.on(['page', 'chosen', 'timeline', 'theme', 'gutter'], signal, () => {
    for (const draw of draws) draw();
  });
  return group;
}

function truthLane(context: Context, probe: Probe, view: WorldView, slider: () => HTMLElement | null) {
  const lane: LaneData = {
    slots: view.slots,
    rows: view.truth.subarray(view.slots.length),
    names: abbreviated(view.objects),
    expanded: true,
  };
  const drawn = track(context, {
    className: 'truth',
    heading: h('div', { class: 'heading' }, h('h2', {}, 'True state'), h('p', { class: 'note' }, view.note)),
    height: laneHeight(lane, false),
    focus: slider,
    draw: (pen, width) => drawLane(pen, lane, frameOf(context), width),
  });
  setAttributes(drawn.canvas, {
    role: 'img',
    'aria-label': `True state after each of ${probe.steps.count} steps: which object each of ${view.slots.length} slots holds`,
  });
  return drawn;
}

interface ModelLane {
  row: HTMLElement;
  button: HTMLButtonElement;
  redraw: () => void;
  update: (model: Model, chosen: boolean) => void;
}

function modelLane(context: Context, id: string, slider: () => HTMLElement | null): ModelLane {
  const { store } = context;
  const probe = probeOf(store.get());
  const first = probe?.models.find((model) => model.id === id);
  if (!probe || !first) throw new Error(`no model ${id} in the probe`);
  let lane: LaneData | null = null;
  const button = chip(first, () => chooseModel(context, id));
  const drawn = track(context, {
    className: 'model',
    heading: h('div', { class: 'heading' }, button),
    height: 0,
    focus: slider,
    draw: (pen, width) => {
      if (lane) drawLane(pen, lane, frameOf(context), width);
    },
  });
  const excuse = h('p', { class: 'excuse' });
  drawn.row.append(excuse);

  const update = (model: Model, chosen: boolean): void => {
    lane = laneOf(probe, model, chosen);
    updateChip(button, model);
    setAttributes(button, { 'aria-checked': chosen, tabindex: chosen ? 0 : -1 });
    drawn.row.classList.toggle('chosen', chosen);
    const { reason } = outcomeOf(model);
    setText(excuse, shortened(reason ?? '', 600));
    setAttributes(excuse, { hidden: reason === undefined });
    setAttributes(drawn.plot, { hidden: lane === null });
    setAttributes(drawn.canvas, { role: 'img', 'aria-label': laneDescription(model, probe.steps.count) });
    if (lane) drawn.plot.style.height = `${laneHeight(lane, true)}px`;
  };
  return { row: drawn.row, button, redraw: drawn.redraw, update };
}

function laneOf(probe: Probe, model: Model, expanded: boolean): LaneData | null {
  const run = runOf(model);
  const view = run && probe.views[run.view];
  if (!view) return null;
  return {
    slots: view.slots,
    rows: run.predicted,
    truth: view.truth.subarray(view.slots.length),
    outcome: run.outcome,
    confidence: run.confidence,
    firstWrong: run.firstWrong,
    names: abbreviated(view.objects),
    expanded,
  };
}

function frameOf({ store }: Context) {
  const { timeline, theme, gutter } = store.get();
  return { timeline, theme, gutter, ratio: window.devicePixelRatio };
}
