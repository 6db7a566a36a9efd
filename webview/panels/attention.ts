import { squareTable } from '../../src/analysis/tables';
import { cutText, ordinal } from '../describe';
import { fill, h, setAttributes, setText } from '../dom';
import { drawLine } from '../draw/line';
import { shortened } from '../draw/names';
import { visible } from '../draw/timeline';
import { Cancelled } from '../host';
import type { Attention, Model } from '../../src/protocol/messages';
import { choice } from '../parts/choice';
import { reasonOf } from '../parts/context';
import { onceAFrame } from '../parts/frame';
import { matrixPlot } from '../parts/matrix';
import { movePlayhead } from '../parts/moves';
import { namedMatrix } from '../parts/named-matrix';
import { retryButton } from '../parts/retry';
import { numberText, scaleLegend } from '../parts/scale';
import type { Tooltip } from '../parts/tooltip';
import { track } from '../parts/track';
import { probeOf } from '../state';
import type { PanelContext } from './panel';

const ROW_HEIGHT = 36;
/** Steps of a text whose words stand on the axes, and the height of a row then, in CSS pixels. */
const [MOST_TEXTS, TEXT_ROW] = [24, 16];
/** Milliseconds that the view must rest before its steps are asked for. */
const ASK_AFTER = 200;

interface AttentionOptions {
  output: string;
  name: string;
  tip: Tooltip;
}

/** Attention of one head: between the steps in view, and from the step at the playhead to those before it. */
export function attentionView(
  context: PanelContext,
  model: Model,
  { output, name, tip }: AttentionOptions,
): HTMLElement {
  const { store, host, signal, offers } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const steps = probe.steps.count;
  const range = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const heads = h('div');
  const message = h('p', { class: 'note' }, 'Loading…');
  let head = 0;
  let known: Attention | null = null;
  let row: { values: Float32Array; most: number } | null = null;

  // With few steps their texts stand on both axes.
  const texts = steps <= MOST_TEXTS ? probe.steps.texts.slice(0, steps).map((text) => shortened(text, 24)) : [];
  const columns = h(
    'ol',
    { class: 'attention-columns', hidden: texts.length === 0 },
    ...texts.map((text) => h('li', { title: text }, text)),
  );

  columns.style.maxWidth = `${texts.length * TEXT_ROW}px`;

  const stepOf = (at: number): number => (known ? Math.min(steps - 1, known.from + at * known.stride) : 0);
  const plot = matrixPlot(context, {
    tip,
    ...(texts.length > 0 && { rowHeight: TEXT_ROW }),
    cell: (line, column, value) => ({
      lines: [numberText(value), `step ${stepOf(line) + 1} reads step ${stepOf(column) + 1}`],
      source: shortened(probe.steps.texts[stepOf(column)] ?? '', 160),
    }),
    onChoose: (line) => movePlayhead(context, stepOf(line)),
  });
  plot.element.append(columns);
  const labelled = texts.length > 0 ? namedMatrix(texts, TEXT_ROW, plot.element) : plot.element;
  const reads = h('span', { class: 'layer-facts' });
  const strip = track(context, {
    className: 'attention-row',
    heading: h('div', { class: 'heading' }, reads),
    height: ROW_HEIGHT,
    focus: context.slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      if (row) drawLine(pen, row.values, { low: 0, high: row.most }, { timeline, theme, gutter }, { width, height });
    },
  });
  setAttributes(strip.canvas, { role: 'img', 'aria-label': 'Weights at the playhead, loading' });

  /** The row of the playhead, as one weight for each step. */
  const follow = (): void => {
    if (!known) return;
    const { from, stride, size, weights } = known;
    const line = Math.floor((store.get().playhead - from) / stride);
    const inView = line >= 0 && line < size;
    plot.emphasise(inView ? line : null);
    strip.row.hidden = !inView;
    if (!inView) return;
    const values = new Float32Array(steps).fill(NaN);
    let [most, at] = [0, 0];
    for (let column = 0; column <= line; column++) {
      const weight = weights[line * size + column] ?? 0;
      values.fill(weight, from + column * stride, from + (column + 1) * stride);
      if (weight > most) [most, at] = [weight, column];
    }
    row = { values, most };
    const text = `Step ${stepOf(line) + 1} reads step ${stepOf(at) + 1} most (${numberText(most)})`;
    setText(reads, text);
    setAttributes(strip.canvas, { 'aria-label': `${name}, head ${head + 1}: ${text}` });
    strip.redraw();
  };

  const show = (attention: Attention): void => {
    known = attention;
    const { from, stride, size, weights, cut } = attention;
    const most = weights.reduce((greatest, weight) => Math.max(greatest, weight), 0);
    const steps = `steps ${from + 1} to ${stepOf(size - 1) + 1}`;
    const every = `every ${ordinal(stride)}${cut ? `. ${cutText(cut)}` : '; zoom in for all'}`;
    setText(range, `${steps}, ${stride > 1 ? every : 'each row reads columns'}`);
    const limit = typicalOf(attention) || most;
    scale.show(limit, 0, most);
    offerHeads(attention.heads);
    message.hidden = true;
    plot.element.hidden = false;
    labelled.classList.toggle('unlabelled', size !== texts.length);
    plot.show(
      { rows: size, columns: size, data: weights, limit },
      `${name}, head ${head + 1}, ${steps}: which steps each step reads, weights up to ${numberText(most)}`,
    );
    follow();
  };
  let offered = 1;
  const offerHeads = (count: number): void => {
    if (count === offered) return;
    offered = count;
    const options = Array.from({ length: count }, (_, at) => ({ value: String(at), text: `${at + 1} of ${count}` }));
    const select = choice('Head', options, String(head), (value) => {
      head = Number(value);
      ask();
    });
    fill(heads, count > 1 && select.element);
  };

  let asking = new AbortController();
  signal.addEventListener('abort', () => asking.abort());
  let asked = '';
  const ask = (): void => {
    const { from, to } = visible(store.get().timeline);
    const wanted = `${head} ${from} ${to}`;
    if (wanted === asked || signal.aborted) return;
    asked = wanted;
    asking.abort();
    asking = new AbortController();
    host
      .ask('attention', { probe: probe.id, model: model.id, output, head, from, to }, { signal: asking.signal })
      .then(show, (error: unknown) => {
        if (error instanceof Cancelled) return;
        asked = '';
        fill(message, shortened(reasonOf(error), 300), ' ', retryButton(ask));
        message.hidden = false;
        plot.element.hidden = strip.row.hidden = true;
      });
  };
  plot.element.hidden = strip.row.hidden = true;
  ask();
  let resting: ReturnType<typeof setTimeout> | undefined;
  store.on(['timeline'], signal, () => {
    clearTimeout(resting);
    resting = setTimeout(ask, ASK_AFTER);
  });
  store.on(['playhead'], signal, onceAFrame(signal, follow));
  store.on(['timeline', 'theme', 'gutter'], signal, strip.redraw);
  offers.add(() => plot.drawing(`${name}, head ${head + 1}`), signal);
  offers.add(() => (strip.row.hidden ? null : strip.drawing(`${name}, head ${head + 1}, at the playhead`)), signal);
  offers.add(() => {
    if (!known) return null;
    return {
      kind: 'table',
      name: `${name}, head ${head + 1}`,
      ...squareTable(known, known.weights, 'reads'),
    };
  }, signal);
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'at-step' },
      h('div', { class: 'at-step-heading' }, h('h4', {}, name), range, scale.element, heads),
      h('div', {}, message, labelled),
    ),
    strip.row,
  );
}

/** Early steps have few to read, so that their weights are near one and would leave the rest dark: 98 in 100 are below. */
function typicalOf({ size, weights }: Attention): number {
  const read: number[] = [];
  for (let line = 0; line < size; line++)
    for (let column = 0; column <= line; column++) read.push(weights[line * size + column] ?? 0);
  return Float32Array.from(read).sort()[Math.floor(read.length * 0.98)] ?? 0;
}
