import './trajectories.css';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { trajectoriesTable } from '../../src/analysis/tables';
import { plural } from '../describe';
import { h, setText } from '../dom';
import { arrangementText, shortened } from '../draw/names';
import { markedStates } from '../draw/plane';
import { drawMark } from '../draw/scatter';
import { surface } from '../draw/surface';
import type { Model, Probe, Reference, Trajectories } from '../../src/protocol/messages';
import { check } from '../parts/check';
import { choice } from '../parts/choice';
import { onceAFrame } from '../parts/frame';
import { newest } from '../parts/newest';
import { task } from '../parts/task';
import { tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { rowOf, runOf } from '../../src/protocol/models';
import type { Panel, PanelContext } from './panel';
import { PATH_STEPS, trajectoryPlot } from './trajectory-plot';

const REFERENCES: readonly { value: Reference; text: string }[] = [
  { value: 'run', text: 'this run' },
  { value: 'words', text: 'random words' },
];

/** The hidden states of the chosen model in two dimensions, a plot for each layer. */
export const trajectories: Panel = {
  id: 'trajectories',
  seed: SAMPLE_SEED,
  title: 'Trajectories',
  about:
    'Hidden states along their first two principal components, a point for each step, marked by the true state. ' +
    'Where a layer knows the state, points of one mark lie together. A click on a point moves the playhead to its step.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const probe = probeOf(context.store.get());
  if (!probe) return h('div');
  const { host, signal } = context;
  const body = h('div');
  const path: Path = { shown: true, changed: () => undefined };
  const next = newest(signal);
  const start = (reference: Reference): void => {
    const within = { ...context, signal: next() };
    body.replaceChildren(
      task(within, {
        doing: 'Computing principal components',
        ask: (options) => host.ask('trajectories', { probe: probe.id, model: model.id, reference }, options),
        show: (answer) => plots(within, probe, model, { answer, path }),
      }),
    );
  };
  const reference = choice('Components of', REFERENCES, 'run', start);
  const toggle = check(`Path of the last ${PATH_STEPS} steps`, path.shown, (shown) => {
    path.shown = shown;
    path.changed();
  });
  start('run');
  return h('div', {}, h('div', { class: 'choices' }, reference.element, toggle.element), body);
}

/** Whether paths are shown: kept when other components are chosen. */
interface Path {
  shown: boolean;
  /** Set by the plots that are on the page. */
  changed: () => void;
}

function plots(
  context: PanelContext,
  probe: Probe,
  model: Model,
  { answer, path }: { answer: Trajectories; path: Path },
): HTMLElement {
  const { store, signal, offers } = context;
  const view = probe.views[runOf(model)?.view ?? 0];
  const first = answer.layers[0];
  if (!view || !first) return h('p', { class: 'note' }, 'This model gives no hidden states.');
  const { marked, total } = markedStates(first.states);
  const nameOf = (state: number): string =>
    state < 0 ? 'no state' : arrangementText(rowOf(answer.arrangements, view.slots.length, state), view.objects);
  const stateText = (step: number): string => nameOf(first.states[step] ?? -1);
  const tip = tooltip(signal);
  const drawn = answer.layers.map((trajectory, index) =>
    trajectoryPlot(context, {
      name: model.layers[index]?.name ?? trajectory.output,
      trajectory,
      marked,
      path: () => path.shown,
      tip,
      stateText,
      sourceText: (step) => shortened(probe.steps.texts[step] ?? '', 160),
    }),
  );
  const now = h('p', { class: 'trajectory-now' });
  const follow = (): void => {
    const { playhead } = store.get();
    setText(now, `Step ${playhead + 1}: ${stateText(playhead)}`);
    for (const plot of drawn) plot.follow();
  };
  path.changed = follow;
  store.on(['playhead'], signal, onceAFrame(signal, follow));
  for (const plot of drawn) offers.add(plot.drawing, signal);
  offers.add(
    () => ({
      kind: 'table',
      name: 'trajectories',
      ...trajectoriesTable(
        first.states.length,
        stateText,
        answer.layers.map(({ points }, index) => ({ name: model.layers[index]?.name ?? `layer ${index}`, points })),
      ),
    }),
    signal,
  );
  return h(
    'div',
    {},
    marks(context, marked.map(nameOf), total),
    now,
    h('div', { class: 'trajectory-grid' }, ...drawn.map(({ element }) => element)),
    first.sample ? h('p', { class: 'note' }, 'Faint points: states of the random words.') : null,
  );
}

/** Which mark stands for which state; says how many have none. */
function marks({ store, signal }: PanelContext, names: readonly string[], total: number): HTMLElement {
  const entry = (mark: number, text: string): HTMLElement => {
    const element = h('span', { class: 'mark', 'aria-hidden': true });
    const drawn = surface({
      element,
      draw: (pen, width, height) => {
        const { theme } = store.get();
        pen.fillStyle = theme.background;
        pen.fillRect(0, 0, width, height);
        drawMark(pen, mark, theme, width / 2, height / 2);
      },
      signal,
    });
    store.on(['theme'], signal, drawn.redraw);
    return h('li', {}, element, text);
  };
  const rest = total - names.length;
  return h(
    'ul',
    { class: 'trajectory-marks', 'aria-label': 'Marks of true states' },
    ...names.map((name, mark) => entry(mark, name)),
    rest > 0 && entry(-1, `${plural(rest, 'other state')}; the ${names.length} most frequent have marks`),
  );
}
