import './attention-glance.css';
import { headReading } from '../../src/representation/attention';
import type { Attention, InsideOutput, Model } from '../../src/protocol/messages';
import { percent } from '../describe';
import { h, setAttributes } from '../dom';
import { drawMatrix } from '../draw/matrix';
import { surface } from '../draw/surface';
import type { AskOptions } from '../host';
import { task } from '../parts/task';
import { probeOf } from '../state';
import type { PanelContext, Table } from './panel';

interface Layer {
  layer: number;
  heads: Attention[];
}

/** Every head of every layer, small, beside each other: layers down, heads across. */
export function attentionGlance(context: PanelContext, model: Model, outputs: readonly InsideOutput[]): HTMLElement {
  const probe = probeOf(context.store.get());
  const key = { probe: probe?.id ?? '', model: model.id };
  const result = h('div');
  const fold = h(
    'details',
    { class: 'attention-glance' },
    h('summary', {}, 'Attention: all heads at a glance'),
    h(
      'p',
      { class: 'note' },
      'A row is the step that reads, a column the step that it reads from; the brighter, the more.',
    ),
    result,
  );
  const all = { from: 0, to: probe?.steps.count ?? 0 };
  const fetch = async (options: AskOptions): Promise<Layer[]> => {
    const layers: Layer[] = [];
    for (const { output, layer } of outputs) {
      const heads: Attention[] = [];
      for (let head = 0; head < Math.max(1, heads[0]?.heads ?? 1); head++)
        heads.push(await context.host.ask('attention', { ...key, output, head, ...all }, options));
      layers.push({ layer, heads });
    }
    return layers;
  };
  const start = (): void => {
    result.replaceChildren(
      task(context, { doing: 'Reading every head', ask: fetch, show: (layers) => pictures(context, layers) }),
    );
  };
  fold.addEventListener('toggle', start, { once: true });
  return fold;
}

function pictures(context: PanelContext, layers: readonly Layer[]): HTMLElement {
  context.offers.add(() => tableOf(layers), context.signal);
  return h(
    'div',
    {},
    ...layers.map(({ layer, heads }) =>
      h(
        'div',
        { class: 'glance-layer', role: 'group', 'aria-label': `Attention, layer ${layer}` },
        h('span', {}, `layer ${layer}`),
        ...heads.map((attention, head) => picture(context, `layer ${layer}, head ${head + 1}`, attention)),
      ),
    ),
  );
}

function picture(context: PanelContext, name: string, { size, weights }: Attention): HTMLElement {
  const { store, signal } = context;
  const box = h('div', { class: 'glance-head' });
  const limit = Math.max(1e-6, percentile(weights));
  const draw = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const { theme } = store.get();
    pen.fillStyle = theme.background;
    pen.fillRect(0, 0, width, height);
    drawMatrix(pen, { rows: size, columns: size, data: weights, limit }, theme, { width, height });
  };
  const drawn = surface({ element: box, draw, signal });
  const reading = headReading(weights, size);
  const said = reading ? `${percent(reading.itself)} on itself, ${reading.back.toFixed(1)} back` : 'reads no step';
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Attention, ${name}: ${said}` });
  store.on(['theme'], signal, drawn.redraw);
  context.offers.add(
    () => ({ kind: 'drawing', name: `attention, ${name}`, width: box.clientWidth, height: box.clientHeight, draw }),
    signal,
  );
  return h('figure', { title: `${name}: ${said}` }, box, h('figcaption', {}, said));
}

/** Nine in ten of what is read at all are below. */
function percentile(weights: Float32Array): number {
  const read = weights.filter((weight) => weight > 0).sort();
  return read[Math.floor(read.length * 0.9)] ?? 0;
}

function tableOf(layers: readonly Layer[]): Table {
  return {
    kind: 'table',
    name: 'attention of all heads',
    columns: ['layer', 'head', 'on the step itself', 'steps back on average'],
    rows: () =>
      layers.flatMap(({ layer, heads }) =>
        heads.map(({ weights, size }, head) => {
          const reading = headReading(weights, size);
          return [layer, head + 1, reading?.itself ?? null, reading?.back ?? null];
        }),
      ),
  };
}
