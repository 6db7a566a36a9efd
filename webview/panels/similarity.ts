import './similarity.css';
import { similarityTable, squareTable } from '../../src/analysis/tables';
import { fill, h, setText } from '../dom';
import { ordinal, percent } from '../describe';
import { shortened } from '../draw/names';
import { visible } from '../draw/timeline';
import type { Model, Probe, Similarity } from '../../src/protocol/messages';
import { check } from '../parts/check';
import { choice } from '../parts/choice';
import { onceAFrame } from '../parts/frame';
import { matrixPlot } from '../parts/matrix';
import { movePlayhead } from '../parts/moves';
import { newest } from '../parts/newest';
import { numberText, scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext } from './panel';

/** Milliseconds that the view must rest before its steps are compared. */
const ASK_AFTER = 300;

/** Whether the model comes back to the same inner state when the world comes back to the same state. */
export const similarity: Panel = {
  id: 'similarity',
  title: 'Similarity of steps',
  about:
    'Every step, downwards, beside every other, across. Where the model keeps track, hidden states are alike (cosine ' +
    'near 1) just where the true states are equal. A click moves the playhead to the step of that row.',
  lacks: lacksLayers,
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host, signal } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const tip = tooltip(signal);
  let layer = model.layers.length - 1;
  let inView = false;
  const result = h('div');
  const next = newest(signal);
  let asked = '';

  const ask = (): void => {
    const { from, to } = inView ? visible(store.get().timeline) : { from: 0, to: probe.steps.count };
    const wanted = `${layer} ${from} ${to}`;
    if (wanted === asked || signal.aborted) return;
    asked = wanted;
    const within = { ...context, signal: next() };
    const body = { probe: probe.id, model: model.id, output: `hidden.${layer}`, from, to };
    fill(
      result,
      task(within, {
        doing: 'Comparing steps',
        ask: (options) => host.ask('similarity', body, options),
        show: (answer) => view(within, tip, probe, model, layer, answer),
      }),
    );
  };
  const layers = choice(
    'Layer',
    model.layers.map(({ name }, at) => ({ value: String(at), text: shortened(name, 40) })),
    String(layer),
    (value) => {
      layer = Number(value);
      ask();
    },
  );
  const only = check('Only steps in view', inView, (checked) => {
    inView = checked;
    ask();
  });
  let resting: ReturnType<typeof setTimeout> | undefined;
  store.on(['timeline'], signal, () => {
    clearTimeout(resting);
    if (inView) resting = setTimeout(ask, ASK_AFTER);
  });
  ask();
  return h('div', {}, h('div', { class: 'choices' }, layers.element, only.element), result);
}

function view(
  context: PanelContext,
  tip: Tooltip,
  probe: Probe,
  model: Model,
  layer: number,
  { from, stride, size, cosine, equal, agreement }: Similarity,
): Node {
  const { store, signal, offers } = context;
  const name = shortened(model.layers[layer]?.name ?? '', 40);
  const stepOf = (index: number): number => from + index * stride;
  const text = (step: number): string => shortened(probe.steps.texts[step] ?? '', 80);
  const go = (row: number): void => movePlayhead(context, stepOf(row));
  const pair = (row: number, column: number): string => `steps ${stepOf(row) + 1} and ${stepOf(column) + 1}`;
  const sameText = (row: number, column: number): string => SAME[equal[row * size + column] ?? 2] ?? 'no state';

  const alike = matrixPlot(context, {
    tip,
    onChoose: go,
    cell: (row, column, value) => ({
      lines: [`cosine ${numberText(value)}`, `${pair(row, column)}: ${sameText(row, column)}`],
      source: text(stepOf(row)),
    }),
  });
  const truth = matrixPlot(context, {
    tip,
    onChoose: go,
    cell: (row, column) => ({ lines: [sameText(row, column), pair(row, column)], source: text(stepOf(row)) }),
  });
  const steps = `steps ${from + 1} to ${stepOf(size - 1) + 1}`;
  const scale = scaleLegend(context);
  scale.show(1, -1, 1);
  alike.show({ rows: size, columns: size, data: cosine, limit: 1 }, `Cosine of the hidden states of ${name}, ${steps}`);
  const same = Float32Array.from(equal, (code) => (code === 2 ? NaN : code));
  truth.show({ rows: size, columns: size, data: same, limit: 1 }, `Equality of the true states, ${steps}`);
  store.on(
    ['playhead'],
    signal,
    onceAFrame(signal, () => {
      const row = Math.round((store.get().playhead - from) / stride);
      const known = row >= 0 && row < size ? row : null;
      alike.emphasise(known);
      truth.emphasise(known);
    }),
  );
  offers.add(() => alike.drawing(`cosine, ${name}`), signal);
  offers.add(() => truth.drawing('equal true states'), signal);
  offers.add(
    () => ({
      kind: 'table',
      name: 'agreement',
      ...similarityTable(agreement.map(({ output, area }) => ({ name: layerText(model, output), area }))),
    }),
    signal,
  );
  offers.add(
    () => ({
      kind: 'table',
      name: `cosine, ${name}`,
      ...squareTable({ from, stride, size }, cosine, 'step'),
    }),
    signal,
  );
  const cut =
    stride > 1 && h('p', { class: 'note' }, `Shows every ${ordinal(stride)} of these steps; zoom in for all.`);
  return h(
    'div',
    {},
    cut,
    h(
      'div',
      { class: 'similar' },
      h('div', {}, h('h4', {}, `Hidden states, ${name}`, scale.element), alike.element),
      h('div', {}, h('h4', {}, 'True states: equal or not'), truth.element),
    ),
    agreementTable(model, agreement, layer),
  );
}

const SAME = ['different true states', 'equal true states', 'no state'] as const;

/** One number for each layer: how well equality of states can be told from the cosine alone. */
function agreementTable(model: Model, agreement: Similarity['agreement'], chosen: number): HTMLElement {
  const row = ({ output, area }: Similarity['agreement'][number]): HTMLElement => {
    const head = h('th', {}, layerText(model, output));
    head.scope = 'row';
    const bar = h('span', { class: 'agreement-bar', 'aria-hidden': true });
    // From chance (0.5) to perfect (1).
    bar.style.setProperty('--share', String(Math.max(0, Math.min(1, 2 * (area ?? 0.5) - 1))));
    const said = area === null ? 'cannot be told: all states are equal, or all differ' : percent(area);
    return h('tr', { class: output === `hidden.${chosen}` ? 'chosen' : '' }, head, h('td', {}, said), h('td', {}, bar));
  };
  const caption = h('caption');
  setText(
    caption,
    'Agreement by layer: of a pair of steps with equal states and a pair with different ones, how often the first has the greater cosine. 50% is chance.',
  );
  return h('table', { class: 'agreement' }, caption, h('tbody', {}, ...agreement.map(row)));
}
