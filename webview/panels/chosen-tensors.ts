import './chosen-tensors.css';
import type { ChosenTensor, ChosenTensorValues, Probe } from '../../src/protocol/messages';
import { plural } from '../describe';
import { fill, h } from '../dom';
import { shortened } from '../draw/names';
import { button } from '../elements';
import { reasonOf } from '../parts/context';
import { matrixPlot } from '../parts/matrix';
import { movePlayhead } from '../parts/moves';
import { numberText, scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { typicalOf } from './matrix-values';
import type { PanelContext, ProbePanel } from './panel';

/** Of a row, in CSS pixels: a few rows are tall enough to be seen and pointed at, as long as all of them stay within the last. */
const [LOW_ROW, TALL_ROW, TOGETHER] = [4, 16, 64] as const;

/** Inner tensors of files, over this text: those that were chosen in the page of a file. */
export const chosenTensors: ProbePanel = {
  id: 'chosen-tensors',
  title: 'Tensors of your choice',
  runsModels: true,
  mountProbe: view,
};

function view(context: PanelContext, probe: Probe): HTMLElement {
  const { store, signal } = context;
  const none = h(
    'p',
    { class: 'note' },
    'Any tensor of a model’s file: open it (State Probe: Open Model) and press Show This Tensor beside a tensor.',
  );
  const list = h('div');
  const views = new Map<number, { element: HTMLElement; end: () => void }>();
  store.on(['page'], signal, () => {
    const now = probeOf(store.get());
    if (now?.id !== probe.id) return;
    const tensors = now.tensors ?? [];
    const keys = new Set(tensors.map(({ key }) => key));
    if (keys.size === views.size && [...views.keys()].every((key) => keys.has(key))) return;
    for (const [key, { end }] of views)
      if (!keys.has(key)) {
        end();
        views.delete(key);
      }
    for (const tensor of tensors) if (!views.has(tensor.key)) views.set(tensor.key, tensorView(context, probe, tensor));
    fill(list, ...tensors.map(({ key }) => views.get(key)?.element));
    none.hidden = tensors.length > 0;
  });
  return h('div', {}, none, list);
}

function tensorView(context: PanelContext, probe: Probe, tensor: ChosenTensor) {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  const within = { ...context, signal };
  const { key, name, file, model, isOwn } = tensor;
  const remove = button({
    label: `Remove ${shortened(name, 60)}`,
    kind: 'icon',
    icon: 'close',
    onClick: () =>
      void context.host
        .ask('removeTensor', { probe: probe.id, key })
        .catch((error: unknown) => context.announce(reasonOf(error), 'error')),
  });
  const whose = isOwn
    ? `of ${shortened(file, 60)}, over the tokens that it reads of this text`
    : `of ${shortened(file, 60)}, given the token ids that ${shortened(model, 60)} reads of this text: to another file they may mean something else`;
  const element = h(
    'div',
    { class: 'chosen-tensor' },
    h('div', { class: 'chosen-tensor-heading' }, h('h4', {}, shortened(name, 120)), remove),
    h('p', { class: 'note' }, whose),
    task(within, {
      doing: 'Running the file',
      ask: (options) => context.host.ask('chosenTensor', { probe: probe.id, key }, options),
      show: (values) => matrixOf(within, probe, name, values),
    }),
  );
  return { element, end: () => ended.abort() };
}

function matrixOf(context: PanelContext, probe: Probe, name: string, values: ChosenTensorValues): HTMLElement {
  const { store, signal, offers } = context;
  const { rows, columns, data, isOverSteps, type, shape, cut } = values;
  const scale = scaleLegend(context);
  const limit = typicalOf(data);
  const known = data.filter(Number.isFinite);
  scale.show(limit, Math.min(0, known.reduce(least, 0)), known.reduce(largest, 0));
  const columnText = (column: number): string =>
    isOverSteps ? `step ${column + 1}: ${shortened(probe.steps.texts[column] ?? '', 80)}` : `column ${column + 1}`;
  const plot = matrixPlot(context, {
    tip: tooltip(signal),
    rowHeight: Math.max(LOW_ROW, Math.min(TALL_ROW, Math.floor(TOGETHER / rows))),
    sets: 'column',
    cell: (row, column, value) => ({
      lines: [Number.isNaN(value) ? 'no value' : numberText(value), `row ${row + 1}`],
      source: columnText(column),
    }),
    ...(isOverSteps && { onChoose: (_: number, column: number) => movePlayhead(context, column) }),
  });
  const across = isOverSteps ? 'steps across' : 'its last axis across';
  plot.show(
    { rows, columns, data, limit },
    `${shortened(name, 120)}: ${plural(rows, 'row')}, ${plural(columns, 'column')}, ${across}, ${rangeText(known)}`,
  );
  if (isOverSteps) store.on(['playhead'], signal, () => plot.emphasise(store.get().playhead));
  offers.add(() => plot.drawing(shortened(name, 120)), signal);
  offers.add(
    () => ({
      kind: 'table',
      name: shortened(name, 120),
      columns: ['row', ...Array.from({ length: columns }, (_, column) => String(column + 1))],
      rows: () =>
        Array.from({ length: rows }, (_, row) => [row + 1, ...data.subarray(row * columns, (row + 1) * columns)]),
    }),
    signal,
  );
  const facts = `${type} [${shape.join(', ')}], ${across}${cut ? `; ${cut.shown} of ${cut.total} rows. ${cut.reason ?? ''}` : ''}`;
  return h(
    'div',
    {},
    h('div', { class: 'choices' }, h('span', { class: 'layer-facts' }, facts), scale.element),
    plot.element,
  );
}

function rangeText(known: Float32Array): string {
  if (known.length === 0) return 'no finite values';
  return `values from ${numberText(known.reduce(least, Infinity))} to ${numberText(known.reduce(largest, -Infinity))}`;
}

function least(a: number, b: number): number {
  return Math.min(a, b);
}

function largest(a: number, b: number): number {
  return Math.max(a, b);
}
