import { readableText } from '../../src/analysis/readable';
import type { Model, Probe, Run, TextLayer, TextLayers, TextReading } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { percent, sentence } from '../describe';
import { fill, h } from '../dom';
import { shortened } from '../draw/names';
import { choice } from '../parts/choice';
import { newest } from '../parts/newest';
import { task } from '../parts/task';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { layerText } from './hidden-layers';
import type { PanelContext } from './panel';
import { heldOutText, readingsTable, stepsRight } from './readings-table';
import { stepGrid } from './step-grid';

type By = 'places' | 'whole';

const BY = {
  places: { text: 'a probe for each place', what: 'Share of the places that is right', heldOut: 'Places, held out' },
  whole: { text: 'a probe for the whole state', what: 'Whether the whole state is right', heldOut: 'States, held out' },
} satisfies Record<By, { text: string; what: string; heldOut: string }>;

/** The controls, and what they say. */
const CONTROLS =
  'A bag of words knows how often each token came, and not in which order; labels in another order teach a probe what chance is. A layer that is no better than these holds nothing of the state.';

/** Why nothing is seen inside a model that reads the text itself; undefined where something is. */
export function lacksInside(model: Model): string | undefined {
  if (runOf(model)?.provider === 'server') return 'A chat model is asked in words: nothing of its inside can be seen.';
  return model.layers.length > 0
    ? undefined
    : 'The states between its layers cannot be told in its graph, where operators are fused or carry no names: export the model without optimisation, and probe the text again.';
}

/** Layers × steps of a language model: what probes on random texts of the same world read in this one. */
export function textLayers(context: PanelContext, model: Model): HTMLElement {
  const [probe, run] = [probeOf(context.store.get()), runOf(model)];
  if (!probe || !run) return h('div');
  const tip = tooltip(context.signal);
  return task(context, {
    doing: 'Reading every layer at every step',
    ask: (options) => context.host.ask('textLayers', { probe: probe.id, model: model.id }, options),
    show: (found) => readings(context, { probe, model, run, found, tip }),
  });
}

interface Shown {
  probe: Probe;
  model: Model;
  run: Run;
  found: TextLayers;
  tip: Tooltip;
}

function readings(context: PanelContext, shown: Shown): HTMLElement {
  const { rows, noWhole, fitted, heldOut, note } = shown.found;
  const result = h('div');
  const next = newest(context.signal);
  const show = (by: By): void => fill(result, grid({ ...context, signal: next() }, shown, by));
  const isWhole = rows.every(({ whole }) => whole);
  const values = isWhole ? (['places', 'whole'] as const) : (['places'] as const);
  const options = values.map((value) => ({ value, text: BY[value].text }));
  show('places');
  const about = `Fitted on ${fitted} random texts of the same world and dress; held out: ${heldOut} others. ${CONTROLS}`;
  return h(
    'div',
    {},
    note !== undefined && h('p', { class: 'note' }, `${sentence(shortened(note, 300))}.`),
    h('div', { class: 'choices' }, choice('Read from each layer by', options, 'places', show).element),
    noWhole !== undefined && h('p', { class: 'note' }, `Not the whole state at once: ${shortened(noWhole, 300)}.`),
    h('p', { class: 'note' }, about),
    result,
  );
}

function grid(context: PanelContext, { probe, model, run, found, tip }: Shown, by: By): Node {
  if (context.signal.aborted) return h('div');
  const read = found.rows.flatMap((row) => {
    const reading = row[by];
    return reading ? [{ name: nameOf(model, row), isLayer: row.layer !== null, reading }] : [];
  });
  const names = read.map(({ name }) => name);
  const layers = read.filter(({ isLayer }) => isLayer);
  return h(
    'div',
    {},
    h(
      'p',
      {},
      readableText(
        layers.map(({ name, reading }) => ({ name, probe: reading })),
        run,
        { tokens: run.tokens },
      ),
    ),
    stepGrid(context, {
      ...{ probe, view: run.view, tip, names },
      rows: read.map(({ reading }) => reading),
      values: read.map(({ reading }) => (by === 'places' ? reading.right : wholly(reading))),
      what: BY[by].what,
      by: BY[by].text,
      name: `layers and steps, ${BY[by].text}`,
      below: readingsTable(
        ['Layer', 'Steps right', BY[by].heldOut, 'Labels in another order'],
        read.map(({ name, reading: { outcome, heldOut, shuffled } }) => [
          name,
          percent(stepsRight(outcome)),
          heldOutText(heldOut),
          percent(shuffled),
        ]),
      ),
    }),
  );
}

function nameOf(model: Model, { layer }: TextLayer): string {
  return layer === null ? 'bag of words' : layerText(model, `hidden.${layer}`);
}

/** One where the whole state is right, zero where it is not. */
function wholly({ right }: TextReading): Float32Array {
  return right.map((share) => (Number.isNaN(share) ? NaN : Number(share === 1)));
}
