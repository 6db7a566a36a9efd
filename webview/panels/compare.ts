import './compare.css';
import { fill, h, setAttributes, setText } from '../dom';
import { beliefText, laneDescription, outcomeOf } from '../describe';
import { DIFFERENCES_HEIGHT, drawDifferences } from '../draw/differences';
import { drawLane } from '../draw/lane';
import { laneHeight } from '../draw/lane-geometry';
import { shortened } from '../draw/names';
import { Relation } from '../draw/relations';
import { button } from '../elements';
import { Cancelled } from '../host';
import type { Model, Probe, ProbeSummary } from '../../src/protocol/messages';
import { choice } from '../parts/choice';
import { reasonOf } from '../parts/context';
import { onceAFrame } from '../parts/frame';
import { movePlayhead } from '../parts/moves';
import { newest } from '../parts/newest';
import { retryButton } from '../parts/retry';
import { track, type Track } from '../parts/track';
import { probeOf, type PageStore } from '../state';
import { outcomeAt, runOf } from '../../src/protocol/models';
import {
  agreementText,
  comparisonNote,
  compareRuns,
  relationText,
  sideText,
  trueText,
  type Comparison,
  type Side,
} from './compare-data';
import { likenessView } from './likeness';
import type { Panel, PanelContext, Table } from './panel';
import { frameOf, laneOf } from './states';

/** The chosen model beside another one on this text, or beside itself on another text. */
export const compare: Panel = {
  ofLanes: true,
  id: 'compare',
  title: 'Compare',
  about: 'The chosen model beside another one, or beside itself on another text that was probed.',
  mount,
};

/** What the person compares with, over changes of the chosen model. */
const picked = new WeakMap<PageStore, string>();

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host, signal } = context;
  const probe = probeOf(store.get());
  const first = probe && sideOf(probe, model, shortened(model.name, 60));
  if (!first) return h('div');
  const chooser = h('div', { class: 'choices' });
  const missing = h('p', { class: 'note', role: 'status', hidden: true });
  const body = h('div');
  let others: readonly ProbeSummary[] = [];
  let offered = '';
  let shown: string | null = null;
  const next = newest(signal);

  const choose = (value: string): void => {
    if (value === shown) return;
    shown = value;
    show({ ...context, signal: next() }, value);
  };
  const show = (within: PanelContext, value: string): void => {
    const [kind, id] = [value.slice(0, 1), value.slice(1)];
    if (kind === 'm') {
      const other = probeOf(store.get())?.models.find((candidate) => candidate.id === id);
      const second = other && sideOf(probe, other, shortened(other.name, 60));
      if (second) fill(body, ...besideEachOther(within, first, second));
      return;
    }
    fill(body, h('p', { class: 'note', role: 'status' }, 'Loading…'));
    host.ask('probe', { probe: id }, { signal: within.signal }).then(
      (text) => {
        const other = text.models.find((candidate) => candidate.id === model.id);
        const second = other && sideOf(text, other, `on ${shortened(text.title, 60)}`);
        const here = { ...first, name: `on ${shortened(probe.title, 60)}` };
        if (second) fill(body, ...besideEachOther(within, here, second));
        else fill(body, h('p', { class: 'note', role: 'status' }, notRun(other)));
      },
      (error: unknown) => {
        if (error instanceof Cancelled) return;
        fill(
          body,
          h('p', { class: 'note', role: 'alert' }, shortened(reasonOf(error), 300)),
          retryButton(() => show(within, value)),
        );
      },
    );
  };
  const notRun = (other: Model | undefined): string => {
    const name = shortened(model.name, 60);
    if (!other) return `${name} was not chosen to run on that text.`;
    const { text, reason } = outcomeOf(other, null);
    return shortened(`${name} on that text: ${reason ?? text}`, 600);
  };

  const update = (): void => {
    const models = (probeOf(store.get())?.models ?? []).filter((other) => other.id !== model.id && runOf(other));
    const options = [
      ...models.map(({ id, name }) => ({ value: `m${id}`, text: shortened(name, 60) })),
      ...others.map(({ id, title, steps }) => ({
        value: `t${id}`,
        text: `this model on ${shortened(title, 60)} (${steps} steps)`,
      })),
    ];
    const wording = JSON.stringify(options);
    if (wording === offered) return;
    offered = wording;
    const wanted = picked.get(store);
    const value = (options.find((option) => option.value === wanted) ?? options[0])?.value;
    if (value === undefined) {
      fill(chooser);
      fill(body, h('p', { class: 'note' }, 'There is no other model that has run on this text, and no other text.'));
      return;
    }
    const made = choice('With', options, value, (chosen) => {
      picked.set(store, chosen);
      choose(chosen);
    });
    const focused = chooser.contains(document.activeElement);
    fill(chooser, made.element);
    if (focused) made.select.focus();
    choose(value);
  };
  const list = (): void => {
    host.ask('otherProbes', { probe: probe.id }, { signal }).then(
      (answer) => {
        others = answer;
        missing.hidden = true;
        update();
      },
      (error: unknown) => {
        if (error instanceof Cancelled) return;
        missing.hidden = false;
        fill(missing, `Other texts cannot be listed: ${shortened(reasonOf(error), 300)} `, retryButton(list));
      },
    );
  };
  store.on(['page'], signal, update);
  list();
  return h('div', {}, chooser, missing, body);
}

function sideOf(probe: Probe, model: Model, name: string): Side | null {
  const run = runOf(model);
  return run && { probe, model, run, name };
}

/** Two runs above each other, with the difference between them. */
export function besideEachOther(context: PanelContext, first: Side, second: Side): HTMLElement[] {
  const { store, signal, offers } = context;
  const comparison = compareRuns(first, second);
  const { firstDifference, beliefs } = comparison;
  const note = comparisonNote(first, second, comparison);
  const go =
    firstDifference === null
      ? null
      : button({
          label: `Go to step ${firstDifference + 1}`,
          title: 'Move the playhead to the first step at which they differ',
          onClick: () => movePlayhead(context, firstDifference),
        });
  const strip = track(context, {
    className: 'differences',
    heading: h('div', { class: 'heading' }, h('h4', {}, 'Differences')),
    height: DIFFERENCES_HEIGHT,
    focus: context.slider,
    draw: (pen, width) => drawDifferences(pen, comparison.relations, frameOf(context), width),
  });
  setAttributes(strip.canvas, { role: 'img', 'aria-label': `Differences. ${agreementText(comparison)}` });
  store.on(['timeline', 'theme', 'gutter'], signal, strip.redraw);
  offers.add(() => strip.drawing('differences'), signal);
  offers.add(() => table(first, second, comparison), signal);
  const upper = lane(context, first);
  const lower = lane(context, second);
  const likeness = likenessView(context, first, second);
  return [
    h('div', { class: 'agreement' }, h('p', {}, agreementText(comparison)), go),
    ...(note === '' ? [] : [h('p', { class: 'note' }, note)]),
    h('div', { class: 'lanes' }, upper.row, strip.row, lower.row),
    legend(comparison.relations, beliefs),
    atPlayhead(context, first, second, comparison),
    ...(likeness ? [likeness] : []),
  ];
}

/** A lane over its own steps, on the axis of the page. */
function lane(context: PanelContext, side: Side): Track {
  const { probe, model, name } = side;
  const data = laneOf(probe, model, true);
  const drawn = track(context, {
    className: 'model',
    heading: h(
      'div',
      { class: 'heading' },
      h('h4', {}, name),
      h('p', { class: 'world-note' }, outcomeOf(model, probe).text),
    ),
    height: data ? laneHeight(data, true) : 0,
    focus: context.slider,
    draw: (pen, width) => {
      const frame = frameOf(context);
      if (data) drawLane(pen, data, { ...frame, timeline: { ...frame.timeline, steps: probe.steps.count } }, width);
    },
  });
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': laneDescription(model, probe) });
  context.store.on(['timeline', 'theme', 'gutter'], context.signal, drawn.redraw);
  context.offers.add(() => drawn.drawing(name), context.signal);
  return drawn;
}

/** Only what occurs. */
function legend(relations: Uint8Array, beliefs: boolean): HTMLElement {
  const present = Object.values(Relation).filter((relation) => relations.includes(relation));
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Legend of differences' },
    ...present.map((relation) =>
      h(
        'li',
        {},
        h('span', { class: `swatch relation relation-${relation}`, 'aria-hidden': true }),
        relationText(relation, beliefs),
      ),
    ),
  );
}

/** What both believe, in words, at the playhead. */
function atPlayhead({ store, signal }: PanelContext, first: Side, second: Side, comparison: Comparison): HTMLElement {
  const title = h('h4', {});
  const oneText = first.probe.id === second.probe.id;
  const oneWorld = oneText && first.run.view === second.run.view;
  const line = (term: string): { row: HTMLElement[]; value: HTMLElement } => {
    const value = h('dd', {});
    return { row: [h('dt', {}, term), value], value };
  };
  const truths = [line(oneWorld ? 'True state' : `True state, ${first.name}`), line(`True state, ${second.name}`)];
  const believed = [line(first.name), line(second.name)];
  const tell = (): void => {
    const { playhead } = store.get();
    const relation = comparison.relations[playhead] ?? Relation.None;
    setText(title, `Step ${playhead + 1}: ${relationText(relation, comparison.beliefs)}`);
    [first, second].forEach((side, index) => {
      const [truth, belief] = [truths[index], believed[index]];
      if (truth) setText(truth.value, trueText(side, playhead));
      if (belief) setText(belief.value, sideText(side, playhead));
    });
  };
  store.on(['playhead'], signal, onceAFrame(signal, tell));
  tell();
  const rows = [...(oneWorld ? truths.slice(0, 1) : truths), ...believed].flatMap(({ row }) => row);
  return h('div', { class: 'both' }, title, h('dl', {}, ...rows));
}

function table(first: Side, second: Side, { relations, beliefs }: Comparison): Table {
  const columns = ['text', 'true state', 'predicted', 'outcome', 'confidence'];
  const cells = (side: Side, step: number): (string | number | null)[] => {
    const { probe, run } = side;
    return step < probe.steps.count
      ? [
          probe.steps.texts[step] ?? '',
          trueText(side, step),
          beliefText(probe, run, step),
          outcomeAt(run, step),
          run.confidence[step] ?? null,
        ]
      : columns.map(() => null);
  };
  return {
    kind: 'table',
    name: `${first.name} and ${second.name}`,
    columns: [
      'step',
      'relation',
      ...['first', 'second'].flatMap((which) => columns.map((what) => `${which}: ${what}`)),
    ],
    *rows() {
      for (let step = 0; step < first.probe.steps.count; step++)
        yield [
          step + 1,
          relationText(relations[step] ?? Relation.None, beliefs),
          ...cells(first, step),
          ...cells(second, step),
        ];
    },
  };
}
