import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { READING_NAMES, READINGS } from '../../src/analysis/readings';
import type { GridRow, Model, Probe, Reading, Run } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { percent } from '../describe';
import { fill, h } from '../dom';
import { choice } from '../parts/choice';
import { newest } from '../parts/newest';
import { task } from '../parts/task';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext } from './panel';
import { heldOutText, readingsTable, stepsRight } from './readings-table';
import { stepGrid } from './step-grid';
import { lacksInside, textLayers } from './text-layers';

const READ_BY = READINGS.map((value) => ({ value, text: READING_NAMES[value] }));
const SELECTIVITY =
  'Selectivity: held-out accuracy of the probe less that of this control. Near zero, the probe reads nothing that training put there.';

/** The grid of layers and steps: what is read of the state, by the output head, by probes and by their controls. */
export const layerSteps: Panel = {
  id: 'layer-steps',
  seed: SAMPLE_SEED,
  title: 'Every layer at every step',
  about:
    'Layers down, steps across: where a cell is strong, the true state can be read there. A click goes to the step.',
  runsModels: true,
  ofTexts: true,
  lacks: (model) => (model.readsText ? lacksInside(model) : lacksLayers(model)),
  mount: (context, model) => (model.readsText ? textLayers(context, model) : wordLayers(context, model)),
};

function wordLayers(context: PanelContext, model: Model): HTMLElement {
  const [probe, run] = [probeOf(context.store.get()), runOf(model)];
  if (!probe || !run) return h('div');
  const result = h('div');
  const next = newest(context.signal);
  const tip = tooltip(context.signal);
  const show = (reading: Reading): void => {
    const within = { ...context, signal: next() };
    fill(
      result,
      task(within, {
        doing: 'Reading every layer at every step',
        ask: (options) => context.host.ask('grid', { probe: probe.id, model: model.id, reading }, options),
        show: ({ rows }) => map(within, { probe, model, run, reading, rows, tip }),
      }),
    );
  };
  const read = choice('Read from each layer by', READ_BY, 'lens', show);
  show('lens');
  return h('div', {}, h('div', { class: 'choices' }, read.element), result);
}

interface Shown {
  probe: Probe;
  model: Model;
  run: Run;
  reading: Reading;
  rows: readonly GridRow[];
  tip: Tooltip;
}

function map(context: PanelContext, { probe, model, run, reading, rows, tip }: Shown): Node {
  if (context.signal.aborted) return h('div');
  if (rows.length === 0) return h('p', { class: 'note' }, 'No layer is as wide as the last one, which the head reads.');
  const names = rows.map(({ output }) => layerText(model, output));
  return stepGrid(context, {
    ...{ probe, view: run.view, tip, names, rows },
    values: rows.map(({ probability }) => probability),
    what: 'Probability of the true state',
    by: READING_NAMES[reading],
    name: `layers and steps, ${reading}`,
    onChoose: (at) => {
      const row = rows[at];
      // More of the layer, where the lanes of its probes are open; their headings tell of the new step before.
      const lane = row && document.querySelector(`[data-output="${row.output}"]`);
      requestAnimationFrame(() => lane?.scrollIntoView({ block: 'nearest' }));
    },
    below: facts(rows, names),
  });
}

function facts(rows: readonly GridRow[], names: readonly string[]): HTMLElement {
  const isProbe = rows.some(({ heldOut }) => heldOut);
  const isControl = rows.some(({ selectivity }) => selectivity !== undefined);
  const columns = ['Layer', 'Steps right', ...(isProbe ? ['Held out'] : []), ...(isControl ? ['Selectivity'] : [])];
  const cells = rows.map(({ outcome, heldOut, selectivity }, at) => [
    names[at] ?? '',
    percent(stepsRight(outcome)),
    ...(isProbe ? [heldOut ? heldOutText(heldOut) : ''] : []),
    ...(isControl ? [selectivity === undefined ? '' : percent(selectivity).replace('-', '−')] : []),
  ]);
  return h('div', {}, isControl && h('p', { class: 'note' }, SELECTIVITY), readingsTable(columns, cells));
}
