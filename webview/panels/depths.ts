import './depths.css';
import { placeText } from '../../src/analysis/tokens';
import type { ModelAccuracy, Model, OnText } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { outcomesText, percent, plural } from '../describe';
import { fill, h, icon } from '../dom';
import { shortened } from '../draw/names';
import { choice } from '../parts/choice';
import { reasonOf } from '../parts/context';
import { newest } from '../parts/newest';
import { strip } from '../parts/strip';
import { task } from '../parts/task';
import { isSaved } from '../place';
import { probeOf } from '../state';
import { depthsText, familiesOf, familyOf, type Family } from './depths-data';
import type { Panel, PanelContext, Table } from './panel';

/** This text, read by models that differ by their layers alone, above each other. */
export const depths: Panel = {
  id: 'depths',
  title: 'This text at every depth',
  about:
    'Models that differ by their layers alone on this text: a thin line where one is right, a high bar where it is wrong.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const probe = probeOf(context.store.get())?.id ?? '';
  return task(context, {
    doing: 'Looking for models of other depths',
    ask: ({ signal }) => context.host.ask('accuracy', { probe }, { signal }),
    show: (all) => families(context, model, all),
  });
}

function families(context: PanelContext, model: Model, all: readonly ModelAccuracy[]): HTMLElement {
  const found = familiesOf(all);
  const own = all.find((other) => other.model === model.id);
  const first = found.find(({ name }) => own && name === familyOf(own)) ?? found[0];
  if (!first) return h('p', { class: 'note' }, 'No architecture is here in several depths for the task of this text.');
  const result = h('div');
  const next = newest(context.signal);
  const show = (family: Family): void => fill(result, stack({ ...context, signal: next() }, family));
  const names = found.map(({ name }) => ({ value: name, text: shortened(name, 60) }));
  const chosen = choice('Architecture', names, first.name, (name) => {
    const family = found.find((one) => one.name === name);
    if (family) show(family);
  });
  show(first);
  return h('div', {}, h('div', { class: 'choices' }, chosen.element), result);
}

interface Row {
  depth: number;
  name: string;
  found: OnText | { reason: string };
}

function stack(context: PanelContext, { models }: Family): HTMLElement {
  return task(context, {
    doing: 'Reading the text with every depth',
    ask: ({ signal }) => Promise.all(models.map((model) => rowOf(context, model, signal))),
    show: (rows) => {
      context.offers.add(() => tableOf(rows), context.signal);
      const told = rows.flatMap(({ depth, found }) =>
        'reason' in found ? [] : [{ depth, firstWrong: found.firstWrong }],
      );
      return h(
        'div',
        {},
        h('p', { class: 'readable' }, depthsText(told)),
        h('ul', { class: 'depths' }, ...rows.map(item)),
      );
    },
  });
}

async function rowOf(
  { store, host }: PanelContext,
  { model, name, depth }: ModelAccuracy,
  signal: AbortSignal,
): Promise<Row> {
  const probe = probeOf(store.get());
  const known = runOf(probe?.models.find(({ id }) => id === model));
  if (known) return { depth, name, found: known };
  if (isSaved()) return { depth, name, found: { reason: 'not run before this page was saved' } };
  try {
    return { depth, name, found: await host.ask('runOnText', { probe: probe?.id ?? '', model }, { signal }) };
  } catch (error) {
    signal.throwIfAborted();
    return { depth, name, found: { reason: reasonOf(error) } };
  }
}

function item({ depth, name, found }: Row): HTMLElement {
  const layers = plural(depth, 'layer');
  if ('reason' in found)
    return h(
      'li',
      { title: name },
      icon('not applicable'),
      h('span', {}, layers),
      h('span', { class: 'note' }, shortened(found.reason, 300)),
    );
  const { firstWrong, accuracy, tokens, rightAtEnd, outcome } = found;
  const place = firstWrong === null ? 'right at every step' : `at ${placeText(firstWrong, tokens)}`;
  return h(
    'li',
    { title: `${name}: ${percent(accuracy)} of steps right` },
    icon(firstWrong === null ? 'right' : rightAtEnd ? 'partly' : 'wrong'),
    h('span', {}, layers),
    strip(found),
    h('span', { class: 'depth-place' }, place),
    h('span', { class: 'sr-only' }, `: ${outcomesText(outcome)}`),
  );
}

function tableOf(rows: readonly Row[]): Table {
  return {
    kind: 'table',
    name: 'this text at every depth',
    columns: ['layers', 'model', 'first wrong step', 'steps right'],
    rows: () =>
      rows.map(({ depth, name, found }) =>
        'reason' in found
          ? [depth, name, found.reason, null]
          : [depth, name, found.firstWrong === null ? null : found.firstWrong + 1, found.accuracy],
      ),
  };
}
