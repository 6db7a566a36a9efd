import './states.css';
import { lanesTable } from '../../src/analysis/tables';
import { fill, h, icon, setAttributes, setText } from '../dom';
import { beliefText, laneDescription, outcomeOf, truthText } from '../describe';
import { drawLane } from '../draw/lane';
import { laneHeight, type LaneData, type LaneFrame } from '../draw/lane-geometry';
import { abbreviated, shortened } from '../draw/names';
import type { Model, Probe, WorldView } from '../../src/protocol/messages';
import { check } from '../parts/check';
import { legend } from '../parts/legend';
import { chooseModel } from '../parts/moves';
import { track, type Track } from '../parts/track';
import { probeOf, showsAll, type State } from '../state';
import { outcomeAt, runOf } from '../../src/protocol/models';
import type { Offer, PanelContext, ProbePanel, Table } from './panel';

/** The true state and what models believe, step by step: the chosen model in full, the others on demand. */
export const states: ProbePanel = { id: 'states', title: 'States', mountProbe: view };

interface Lane extends Track {
  /** What it shows, for files; null while there is nothing. */
  offer: () => Offer | null;
  update: (model: Model | undefined, chosen: boolean) => void;
}

function view(context: PanelContext, probe: Probe): HTMLElement {
  const { store, signal, offers } = context;
  const lanes = new Map<string, Lane>();
  const list = h('div', { class: 'lanes' });
  const all = check('Lanes of all models', false, (allLanes) => store.set({ allLanes }));
  const options = h('div', { class: 'lane-options' }, all.element);
  let shape = '';

  const laneFor = (key: LaneKey): Lane => {
    const name = `${key.view} ${key.model ?? ''}`;
    const lane = lanes.get(name) ?? (key.model === undefined ? truthLane : modelLane)(context, probe, key);
    if (!lanes.has(name)) offers.add(lane.offer, signal);
    lanes.set(name, lane);
    return lane;
  };
  store.on(['page', 'chosen', 'allLanes'], signal, () => {
    const state = store.get();
    const models = probeOf(state)?.models ?? [];
    options.hidden = models.length < 2;
    all.input.checked = showsAll(state, models);
    const keys = laneKeys(state, models);
    const next = JSON.stringify(keys);
    const shown = keys.map(laneFor);
    if (next !== shape) {
      shape = next;
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      fill(list, ...shown.map(({ row }) => row));
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    }
    keys.forEach((key, index) => {
      const model = models.find(({ id }) => id === key.model);
      shown[index]?.update(model, model !== undefined && model.id === state.chosen);
    });
  });
  offers.add(() => tableOf(context), signal);
  return h('div', {}, options, list, legend(context, probe));
}

interface LaneKey {
  view: number;
  /** Absent for the lane of the true state. */
  model?: string;
}

/** The chosen model below the truth of its world, then the others below that of theirs. */
function laneKeys(state: State, models: readonly Model[]): LaneKey[] {
  const chosen = models.find(({ id }) => id === state.chosen);
  const viewOf = (model: Model | undefined): number => runOf(model)?.view ?? 0;
  const others = showsAll(state, models) ? models.filter((model) => model !== chosen) : [];
  const shown = [...(chosen ? [chosen] : []), ...others];
  const read = [viewOf(chosen), ...shown.map(viewOf)];
  // Which symbols may come next follows from the automaton's state, which stands above.
  const isNext = (at: number): boolean => probeOf(state)?.views[at]?.view === 'next-symbols';
  const views = [...new Set([...(read.some(isNext) ? [0] : []), ...read])];
  return views.flatMap((at) => [
    { view: at },
    ...shown.filter((model) => viewOf(model) === at).map(({ id }) => ({ view: at, model: id })),
  ]);
}

function truthLane(context: PanelContext, probe: Probe, { view: at }: LaneKey): Lane {
  const world: WorldView = probe.views[at] ?? { slots: [], objects: [], truth: new Int16Array() };
  const isNext = world.view === 'next-symbols';
  const lane: LaneData = {
    slots: world.slots,
    rows: world.truth.subarray(world.slots.length),
    ...(world.rests && { rests: world.rests }),
    names: abbreviated(world.objects),
    expanded: true,
  };
  const drawn = track(context, {
    className: 'truth',
    heading: h(
      'div',
      { class: 'heading' },
      h('h4', {}, isNext ? 'What may come next' : 'True state'),
      h('p', { class: 'world-note' }, noteOf(world)),
    ),
    height: laneHeight(lane, false),
    focus: context.slider,
    draw: (pen, width) => drawLane(pen, lane, frameOf(context), width),
  });
  setAttributes(drawn.canvas, {
    role: 'img',
    'aria-label': isNext
      ? `What may come next after each of ${probe.steps.count} steps: which of ${world.slots.length} symbols`
      : `True state after each of ${probe.steps.count} steps: which object each of ${world.slots.length} slots holds`,
  });
  context.store.on(['timeline', 'theme', 'gutter'], context.signal, drawn.redraw);
  return {
    ...drawn,
    update: () => undefined,
    offer: () => (drawn.row.isConnected ? drawn.drawing('true state') : null),
  };
}

function noteOf({ note }: WorldView): string | null {
  return note === undefined ? null : shortened(note, 300);
}

function modelLane(context: PanelContext, probe: Probe, { model: id = '' }: LaneKey): Lane {
  let lane: LaneData | null = null;
  let shown: Model | undefined;
  let wasChosen: boolean | undefined;
  const heading = h('div', { class: 'heading lane-heading' });
  const name = h('button', { class: 'lane-name' });
  name.type = 'button';
  name.addEventListener('click', () => chooseModel(context, id));
  const how = h('div', { class: 'lane-how' });
  const excuse = h('p', { class: 'excuse' });
  const drawn = track(context, {
    className: 'model',
    heading,
    height: 0,
    focus: context.slider,
    draw: (pen, width) => {
      if (lane) drawLane(pen, lane, frameOf(context), width);
    },
  });
  drawn.row.append(excuse);

  const update = (model: Model | undefined, chosen: boolean): void => {
    if (!model || (model === shown && chosen === wasChosen)) return;
    [shown, wasChosen] = [model, chosen];
    lane = laneOf(probe, model, chosen);
    const outcome = outcomeOf(model, probe);
    setText(name, shortened(model.name, 60));
    setAttributes(name, { title: shortened(model.name, 200), 'aria-pressed': chosen });
    setText(how, outcome.text);
    fill(heading, icon(outcome.icon), h('div', {}, name, how));
    drawn.row.classList.toggle('chosen', chosen);
    setText(excuse, shortened(outcome.reason ?? '', 600));
    excuse.hidden = outcome.reason === undefined;
    drawn.plot.hidden = lane === null;
    setAttributes(drawn.canvas, { role: 'img', 'aria-label': laneDescription(model, probe) });
    if (lane) drawn.plot.style.height = `${laneHeight(lane, true)}px`;
    drawn.redraw();
  };
  context.store.on(['timeline', 'theme', 'gutter'], context.signal, drawn.redraw);
  const offer = (): Offer | null => {
    return lane && drawn.row.isConnected ? drawn.drawing(shortened(shown?.name ?? '', 60)) : null;
  };
  return { ...drawn, update, offer };
}

/** What the lane of a model draws; null as long as it has not run. */
export function laneOf(probe: Probe, model: Model, expanded: boolean): LaneData | null {
  const run = runOf(model);
  const world = run && probe.views[run.view];
  if (!world) return null;
  return {
    slots: world.slots,
    rows: run.predicted,
    truth: world.truth.subarray(world.slots.length),
    outcome: run.outcome,
    confidence: run.confidence,
    ...(run.confidenceInTruth && { confidenceInTruth: run.confidenceInTruth }),
    firstWrong: run.firstWrong,
    ...(world.rests && { rests: world.rests }),
    names: abbreviated(world.objects),
    expanded,
  };
}

export function frameOf({ store }: PanelContext): LaneFrame {
  const { timeline, theme, gutter } = store.get();
  return { timeline, theme, gutter, ratio: window.devicePixelRatio };
}

/** A row for each step, with what every model that has run believes. */
function tableOf({ store }: PanelContext): Table | null {
  const probe = probeOf(store.get());
  if (!probe) return null;
  const { count, texts } = probe.steps;
  const steps = { count, text: (step: number) => texts[step] ?? '', truth: (step: number) => truthText(probe, step) };
  const lanes = probe.models.flatMap(({ name, state }) => {
    if (state.kind !== 'done') return [];
    const { run } = state;
    return [
      {
        name,
        predicted: (step: number) => beliefText(probe, run, step),
        outcome: (step: number) => outcomeAt(run, step),
        confidence: (step: number) => run.confidence[step] ?? null,
        confidenceInTruth: (step: number) => run.confidenceInTruth?.[step] ?? null,
      },
    ];
  });
  return { kind: 'table', name: 'lanes', ...lanesTable(steps, lanes) };
}
