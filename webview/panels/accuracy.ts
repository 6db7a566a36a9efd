import './accuracy.css';
import { fill, h, setAttributes } from '../dom';
import { headerCell } from '../parts/header-cell';
import { percent, plural } from '../describe';
import { shortened } from '../draw/names';
import { surface, type Draw } from '../draw/surface';
import { Cancelled } from '../host';
import type { LengthAccuracy, Model, ModelAccuracy, Probe } from '../../src/protocol/messages';
import { check } from '../parts/check';
import { reasonOf } from '../parts/context';
import { retryButton } from '../parts/retry';
import { isSaved } from '../place';
import { runOf } from '../../src/protocol/models';
import { probeOf, type PageStore } from '../state';
import { drawAccuracy, type Series } from './accuracy-chart';
import {
  defaultModels,
  intervalText,
  lengthsOf,
  merged,
  smallestDepths,
  wordsText,
  type DepthRow,
} from './accuracy-data';
import { freshForm } from './accuracy-fresh';
import { familyOf } from './depths-data';
import type { PanelContext, ProbePanel, Table } from './panel';

/** How far models carry the state: accuracy on random words by their length. */
export const accuracy: ProbePanel = { id: 'accuracy', title: 'Accuracy by length', mountProbe };

/** What was measured here, by model; kept as long as the page is, for it may have taken long. */
const measuredHere = new WeakMap<PageStore, Map<string, readonly LengthAccuracy[]>>();

function mountProbe(context: PanelContext, probe: Probe): HTMLElement {
  const content = h('div', {});
  const load = (): void => {
    fill(content, h('p', { class: 'note', role: 'status' }, 'Loading…'));
    context.host.ask('accuracy', { probe: probe.id }, { signal: context.signal }).then(
      (all) => fill(content, ...(all.length > 0 ? view(context, all) : [nothing()])),
      (error: unknown) => {
        if (error instanceof Cancelled) return;
        fill(content, h('p', { class: 'note', role: 'alert' }, shortened(reasonOf(error), 300)), retryButton(load));
      },
    );
  };
  load();
  return content;
}

function nothing(): HTMLElement {
  return h('p', { class: 'note' }, 'There is no model for the task of this text.');
}

type Row = Series & ModelAccuracy;

function view(context: PanelContext, all: readonly ModelAccuracy[]): HTMLElement[] {
  const { store, signal, offers } = context;
  const here = measuredHere.get(store) ?? new Map<string, readonly LengthAccuracy[]>();
  measuredHere.set(store, here);
  let ticked: Set<string> | null = null; // null as long as the person has left it to the page
  let rows: Row[] = [];

  const boxes = new Map(
    all.map((model) => [
      model.model,
      check(labelOf(model, all), false, (on) => {
        ticked ??= new Set(rows.map((row) => row.model));
        if (on) ticked.add(model.model);
        else ticked.delete(model.model);
        update();
      }),
    ]),
  );
  const draw: Draw = (pen, width, height) => drawAccuracy(pen, rows, store.get().theme, { width, height });
  const chart = surface({ element: h('div', { class: 'accuracy-chart' }), signal, draw });
  const figures = h('div', { class: 'figures-room', role: 'region', tabindex: 0, 'aria-label': 'Accuracy, table' });

  const update = (): void => {
    const { chosen } = store.get();
    const shown = new Set([...(chosen === null ? [] : [chosen]), ...(ticked ?? defaultModels(all, chosen))]);
    // The chosen model first, so that it keeps its number and its line when others come and go.
    const models = all.filter(({ model }) => shown.has(model));
    models.sort((a, b) => Number(b.model === chosen) - Number(a.model === chosen));
    const families = [...new Set(models.map(familyOf))];
    rows = models.map((model, index) => ({
      ...model,
      number: index + 1,
      family: families.indexOf(familyOf(model)),
      rank: models.filter((other) => familyOf(other) === familyOf(model) && other.depth < model.depth).length,
      text: onText(probeOf(store.get())?.models.find(({ id }) => id === model.model)),
      fresh: here.get(model.model) ?? [],
    }));
    for (const [id, { input }] of boxes) {
      input.checked = shown.has(id);
      input.disabled = id === chosen;
    }
    setAttributes(chart.canvas, { role: 'img', 'aria-label': chartText(rows) });
    fill(figures, figuresTable(rows));
    chart.redraw();
  };
  store.on(['chosen', 'page'], signal, update);
  store.on(['theme'], signal, chart.redraw);

  const measured = (model: string, found: readonly LengthAccuracy[]): void => {
    here.set(model, merged(here.get(model) ?? [], found));
    if (!signal.aborted) update();
  };
  const fresh = isSaved()
    ? h(
        'p',
        { class: 'note fresh' },
        'A saved page measures no models anew: open the text in VS Code with State Probe.',
      )
    : freshForm(context, () => rows, measured);
  const lengths = lengthsOf(all.map(({ published }) => published));
  const depths = smallestDepths(all, lengths);
  const drawing = () => {
    const { clientWidth: width, clientHeight: height } = chart.element;
    return { kind: 'drawing' as const, name: 'accuracy by length', width, height, draw };
  };
  offers.add(drawing, signal);
  offers.add(() => accuracyOffer(rows), signal);
  offers.add(() => depthOffer(depths, lengths), signal);

  return [
    h(
      'p',
      { class: 'note' },
      'Share of random words with every state right, with its 95% interval. Filled: measured when the model was made. ' +
        `${isSaved() ? '' : 'Hollow: measured here. '}The dotted line is at 90%. Diamonds are this text: filled where a model lost it, hollow at its end where it did not.`,
    ),
    h(
      'fieldset',
      { class: 'accuracy-models' },
      h('legend', {}, 'Models'),
      h('div', { class: 'accuracy-boxes' }, ...[...boxes.values()].map(({ element }) => element)),
    ),
    chart.element,
    figures,
    fresh,
    h('h4', {}, 'Smallest depth that stays right'),
    h(
      'p',
      { class: 'note' },
      'Layers of the shallowest model here that is wholly right on at least 90% of words, at this length and every ' +
        'shorter one that was measured. After Figure 3 of Merrill, Petty and Sabharwal (2024).',
    ),
    h(
      'div',
      { class: 'figures-room', role: 'region', tabindex: 0, 'aria-label': 'Smallest depth, table' },
      depthsTable(depths, lengths),
    ),
  ];
}

/** Where on the line of its lengths a model lost the text, in tokens. */
function onText(model: Model | undefined): Series['text'] {
  const run = runOf(model);
  if (!run) return undefined;
  const step = run.firstWrong ?? run.outcome.length - 1;
  return { tokens: Math.max(1, run.tokens?.[step] ?? step + 1), lost: run.firstWrong !== null };
}

/** The task is told only where there are several. */
function labelOf({ name, task }: ModelAccuracy, all: readonly ModelAccuracy[]): string {
  const several = all.some((other) => other.task !== task);
  return several ? `${shortened(name, 60)} (${shortened(task, 30)})` : shortened(name, 60);
}

function chartText(rows: readonly Row[]): string {
  const lines = rows.map(({ number, name, published, fresh, text }) => {
    const last = published.at(-1);
    const told = last ? `${percent(last.full)} at length ${last.length}` : 'no published figures';
    const here = text ? `, this text ${text.lost ? 'lost at' : 'right to its end at'} token ${text.tokens}` : '';
    return `${number} ${shortened(name, 60)}: ${told}${here}${fresh.length > 0 ? ', measured here, too' : ''}`;
  });
  return `Accuracy by length. ${lines.join('; ')}. The table below has all numbers.`;
}

function figuresTable(rows: readonly Row[]): HTMLElement {
  const lengths = lengthsOf(rows.flatMap(({ published, fresh }) => [published, fresh]));
  if (lengths.length === 0)
    return h('p', { class: 'note' }, 'No figures of these models are known; measure them here.');
  const line = (name: string, measured: readonly LengthAccuracy[]): HTMLElement =>
    h(
      'tr',
      {},
      headerCell('row', measured.length > 0 ? `${name}, ${wordsText(measured)}` : name),
      ...lengths.map((length) => {
        const at = measured.find((one) => one.length === length);
        if (!at) return h('td', {}, h('span', { class: 'sr-only' }, 'not measured'));
        return h(
          'td',
          { title: `of ${plural(at.sequences, 'word')}; ${percent(at.steps)} of steps` },
          h('b', {}, percent(at.full)),
          ' ',
          h('span', { class: 'interval' }, intervalText(at)),
        );
      }),
    );
  return h(
    'table',
    { class: 'figures' },
    h(
      'thead',
      {},
      h('tr', {}, headerCell('col', 'Length in tokens'), ...lengths.map((at) => headerCell('col', String(at)))),
    ),
    h(
      'tbody',
      {},
      ...rows.flatMap((row) => [
        line(`${row.number} ${shortened(row.name, 60)}`, row.published),
        ...(row.fresh.length > 0 ? [line(`${row.number} measured here`, row.fresh)] : []),
      ]),
    ),
  );
}

function depthsTable(rows: readonly DepthRow[], lengths: readonly number[]): HTMLElement {
  if (rows.length === 0) return h('p', { class: 'note' }, 'No model here carries figures.');
  const several = rows.some(({ task }) => task !== rows[0]?.task);
  const cell = (depth: number | null, { tried }: DepthRow): HTMLElement => {
    if (depth === null) return h('td', {}, h('span', { class: 'sr-only' }, 'not measured'));
    if (depth > 0) return h('td', {}, h('b', {}, String(depth)));
    const most = tried.at(-1) ?? 0;
    return h('td', { title: `not with ${tried.join(', ')} layers` }, `> ${most}`);
  };
  return h(
    'table',
    { class: 'figures' },
    h(
      'thead',
      {},
      h('tr', {}, headerCell('col', 'Length in tokens'), ...lengths.map((at) => headerCell('col', String(at)))),
    ),
    h(
      'tbody',
      {},
      ...rows.map((row) =>
        h(
          'tr',
          {},
          headerCell('row', `${shortened(row.architecture, 40)}${several ? ` (${shortened(row.task, 30)})` : ''}`),
          ...row.depths.map((depth) => cell(depth, row)),
        ),
      ),
    ),
  );
}

function accuracyOffer(rows: readonly Row[]): Table {
  return {
    kind: 'table',
    name: 'accuracy by length',
    columns: ['model', 'architecture', 'depth', 'task', 'measured', 'length', 'words', 'full', 'low', 'high', 'steps'],
    *rows() {
      for (const { name, architecture, depth, task, published, fresh } of rows)
        for (const [measured, source] of [
          [published, 'published'],
          [fresh, 'here'],
        ] as const)
          for (const at of measured)
            yield [
              ...[name, architecture, depth, task, source, at.length, at.sequences],
              ...[at.full, ...(at.fullInterval ?? [null, null]), at.steps],
            ];
    },
  };
}

function depthOffer(depths: readonly DepthRow[], lengths: readonly number[]): Table | null {
  if (depths.length === 0) return null;
  return {
    kind: 'table',
    name: 'smallest depth',
    columns: ['task', 'architecture', 'length', 'smallest depth', 'depths tried'],
    *rows() {
      for (const { task, architecture, depths: found, tried } of depths)
        for (const [index, depth] of found.entries())
          if (depth !== null)
            yield [task, architecture, lengths[index] ?? null, depth > 0 ? depth : null, tried.join(' ')];
    },
  };
}
