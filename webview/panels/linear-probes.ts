import './linear-probes.css';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { NOT_RUN, readableText, readableUntil, RIGHT } from '../../src/analysis/readable';
import { probesTable } from '../../src/analysis/tables';
import { firstSteps } from '../../src/protocol/cuts';
import { fill, h, icon, setAttributes, setText } from '../dom';
import { beliefText, outcomesText, percent, plural } from '../describe';
import { GAP, STRIP_HEIGHT } from '../draw/lane-geometry';
import { drawStrip } from '../draw/lane-strip';
import { marginsOf } from '../draw/margin-ends';
import { drawMargins } from '../draw/margins';
import { shortened } from '../draw/names';
import type { LayerProbe, LinearProbes, Model, Probe, ReadLabel, Run } from '../../src/protocol/messages';
import { choice } from '../parts/choice';
import { onceAFrame } from '../parts/frame';
import { newest } from '../parts/newest';
import { numberText, tightText } from '../parts/scale';
import { task } from '../parts/task';
import { track } from '../parts/track';
import { probeOf } from '../state';
import { outcomeAt, runOf } from '../../src/protocol/models';
import { heldOutByToken } from './held-out';
import { isSaved } from '../place';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext, Table } from './panel';

const BARS = 40;
const TOP = GAP + STRIP_HEIGHT + GAP;
/** Milliseconds for which the playhead rests before what is read there is said aloud. */
const REST = 400;
/** The choice that is no label. */
const STATE = 'state';

/** From which layer, and until which step, the true state can be read by a linear map. */
export const linearProbes: Panel = {
  id: 'linear-probes',
  seed: SAMPLE_SEED,
  title: 'Linear probes',
  about:
    'A linear map for each layer is fitted to tell the state, or a part of it, then reads this text. Thin line: it reads the true one; ' +
    'hatched: another one. Bars: score of the true one less the best other one, so above zero it is right.',
  lacks: lacksLayers,
  mount,
};

interface Read {
  name: string;
  probe: LayerProbe;
  label: ReadLabel | undefined;
}

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host, signal } = context;
  const probe = probeOf(store.get());
  const run = runOf(model);
  if (!probe || !run) return h('div');
  const choices = h('div', { class: 'choices' });
  const body = h('div');
  const next = newest(signal);
  const start = (label: string): void => {
    const within = { ...context, signal: next() };
    const ask = { probe: probe.id, model: model.id, ...(label !== STATE && { label }) };
    body.replaceChildren(
      task(within, {
        doing: 'Fitting a linear probe for each layer',
        ask: (options) => host.ask('linearProbes', ask, options),
        show: (answer) => {
          if (within.signal.aborted) return h('div');
          // Kept when it is there, so that the focus stays in it.
          if (choices.childElementCount === 0) fill(choices, ...labelChoice(answer, start));
          return view(within, probe, model, run, answer);
        },
      }),
    );
  };
  start(STATE);
  return h('div', {}, choices, body);
}

function labelChoice({ labels }: LinearProbes, start: (label: string) => void): HTMLElement[] {
  // Nothing is fitted in a saved page.
  if (isSaved())
    return [
      h(
        'p',
        { class: 'method' },
        'What else the probes can be fitted to tell is not in a saved page: open the text in the editor.',
      ),
    ];
  if (labels.length === 0) return [];
  const options = [
    { value: STATE, text: 'the whole state' },
    ...labels.map(({ key, name }) => ({ value: key, text: shortened(name, 60) })),
  ];
  return [choice('Fitted to tell', options, STATE, start).element];
}

function view(context: PanelContext, probe: Probe, model: Model, run: Run, probes: LinearProbes): Node {
  const { method, layers, label } = probes;
  const reads = layers.map((layer): Read => ({ name: layerText(model, layer.output), probe: layer, label }));
  context.offers.add(() => tableOf(probe, run, reads), context.signal);
  const [what, some] = [label && shortened(label.name, 60), firstSteps(probe.cuts)];
  return h(
    'div',
    {},
    h('p', { class: 'readable' }, readableText(reads, label ?? run, { tokens: run.tokens, what, some })),
    h('p', { class: 'method' }, `Fitted: ${shortened(method, 600)}.`),
    heldOutByToken(reads, probes),
    ...reads.map((read) => lane(context, probe, run, read)),
    spoken(context, reads),
  );
}

function lane(context: PanelContext, probe: Probe, run: Run, one: Read): HTMLElement {
  const { name, probe: read, label } = one;
  const { store, signal, offers, slider } = context;
  const margins = marginsOf(read.margin);
  const now = h('div', { class: 'probe-now' });
  const { outcome } = read;
  const ran = outcome.reduce((sum, code) => sum + (code === NOT_RUN ? 0 : 1), 0);
  const right = outcome.reduce((sum, code) => sum + (code === RIGHT ? 1 : 0), 0);
  const share = `${percent(right / ran)} of steps right`;
  const until = readableUntil(outcome);

  const drawn = track(context, {
    className: 'probed',
    heading: h(
      'div',
      { class: 'heading' },
      h('h4', {}, name),
      h('div', { class: 'probe-facts' }, heldOutText(read.heldOut)),
      read.ofText && h('div', { class: 'probe-facts' }, `On words as long as the text: ${heldOutText(read.ofText)}`),
      now,
    ),
    height: TOP + BARS,
    focus: slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      const frame = { timeline, theme, gutter, ratio: window.devicePixelRatio };
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      pen.font = `10px ${theme.font}`;
      pen.fillStyle = theme.muted;
      pen.textAlign = 'right';
      pen.textBaseline = 'top';
      if (margins.high > 0) pen.fillText(tightText(margins.high), gutter - 4, TOP, gutter - 5);
      pen.textBaseline = 'bottom';
      if (margins.low < 0) pen.fillText(tightText(margins.low), gutter - 4, height, gutter - 5);
      pen.save();
      pen.beginPath();
      pen.rect(gutter, 0, width - gutter, height);
      pen.clip();
      pen.translate(gutter, 0);
      drawStrip(pen, outcome, Number.isFinite(until) ? until : null, GAP, frame);
      drawMargins(pen, margins, { top: TOP, height: BARS }, frame);
      pen.restore();
    },
  });
  setAttributes(drawn.canvas, {
    role: 'img',
    'aria-label':
      `${label ? shortened(label.name, 60) : 'State'} read from ${name}: ${outcomesText(outcome)}. ${share}. ` +
      `Bars: margin of the true ${label ? 'answer' : 'state'}, from ${numberText(margins.low)} to ${numberText(margins.high)}.`,
  });
  const tell = (): void => {
    const { playhead } = store.get();
    const code = outcomeAt(read, playhead);
    if (code === 'not run') {
      fill(now, 'no state');
      return;
    }
    const other = code === 'right' ? '' : `: ${readText(probe, run, one, playhead)}`;
    fill(now, icon(code), `${code}${other}, margin ${numberText(read.margin[playhead] ?? NaN)}`);
  };
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  store.on(['playhead'], signal, onceAFrame(signal, tell));
  offers.add(() => drawn.drawing(name), signal);
  drawn.row.dataset['output'] = read.output;
  return drawn.row;
}

/** Such as `94% right (88% to 97%) on 8,192 held-out states`; the interval holds 95%. */
function heldOutText({ accuracy, interval: [low, high], states }: LayerProbe['heldOut']): string {
  if (states === 0) return 'not measured: no states were held out';
  return `${percent(accuracy)} right (${percent(low)} to ${percent(high)}) on ${plural(states, 'held-out state')}`;
}

/** What is read at the playhead, for screen readers, once it rests; headings of lanes have it for the eye. */
function spoken({ store, signal }: PanelContext, reads: readonly Read[]): HTMLElement {
  const element = h('p', { class: 'sr-only', role: 'status' });
  let timer = 0;
  let last = store.get().playhead;
  store.on(['playhead'], signal, () => {
    const { playhead } = store.get();
    if (playhead === last) return;
    last = playhead;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const told = reads.map(({ name, probe }) => {
        const code = outcomeAt(probe, playhead);
        return `${name} ${code === 'not run' ? 'no state' : code}`;
      });
      setText(element, `Read at step ${playhead + 1}: ${told.join(', ')}.`);
    }, REST);
  });
  signal.addEventListener('abort', () => clearTimeout(timer));
  return element;
}

/** The state that is read at a step, or the block of the label. */
function readText(probe: Probe, run: Run, { probe: read, label }: Read, step: number): string {
  if (!label) return beliefText(probe, { ...read, view: run.view }, step);
  return shortened(label.blocks[read.predicted[step] ?? -1] ?? 'no state', 60);
}

/** A row for each step, with what is read from every layer. */
function tableOf(probe: Probe, run: Run, reads: readonly Read[]): Table {
  const layers = reads.map((one) => ({
    name: one.name,
    margin: one.probe.margin,
    outcome: (step: number) => (outcomeAt(one.probe, step) === 'not run' ? 'no state' : outcomeAt(one.probe, step)),
    read: (step: number) => readText(probe, run, one, step),
  }));
  return { kind: 'table', name: 'linear probes', ...probesTable(probe.steps.count, layers) };
}
