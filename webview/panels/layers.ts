import { fill, h, setAttributes, setText } from '../dom';
import { cutText } from '../describe';
import { colorLimit, drawHeat, heatHeight, heatView } from '../draw/heat';
import { shortened } from '../draw/names';
import { button } from '../elements';
import type { RowsPiece, Layer, Model } from '../messages';
import { probeOf } from '../state';
import type { Panel, PanelContext } from './panel';
import { scaleLegend } from '../parts/scale';
import { track, type Track } from '../parts/track';

/** The hidden state of the chosen model, one heat map for each layer. */
export const layers: Panel = {
  id: 'layers',
  title: 'Layers',
  about: 'Hidden state, neurons down, steps across. Where several share a pixel, the strongest value is drawn.',
  mount: (context, model) =>
    h('div', { class: 'maps' }, ...model.layers.map((layer, index) => heatMap(context, model, layer, index))),
};

function heatMap(context: PanelContext, model: Model, layer: Layer, index: number): HTMLElement {
  const { store, rows, signal } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const steps = probe.steps.count;
  const facts = h('span', { class: 'layer-facts' }, `${layer.neurons} neurons`);
  const cut = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const message = h('div', { class: 'plot-message' });
  let described = '';

  const say = (piece: RowsPiece, stride: number): void => {
    const [most, least] = [piece.max, piece.min];
    const text = `Heat map of ${layer.name}: ${piece.neurons} neurons by ${steps} steps, values from ${least.toPrecision(3)} to ${most.toPrecision(3)}`;
    const missing = [piece.cut && cutText(piece.cut), stride > 1 && `Shows every ${stride}th step; zoom in for all.`];
    setText(cut, missing.filter(Boolean).join(' '));
    if (text === described) return;
    described = text;
    setAttributes(drawn.canvas, { 'aria-label': text });
    scale.show(colorLimit(piece), Math.max(Math.abs(least), Math.abs(most)));
  };

  const drawn: Track = track(context, {
    className: 'layer',
    heading: h(
      'div',
      { class: 'heading' },
      h('h3', { title: layer.name }, shortened(layer.name, 40)),
      facts,
      scale.element,
      cut,
    ),
    height: heatHeight(layer.neurons),
    focus: context.slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      const view = heatView(timeline, layer.neurons);
      const ready = new Map<number, RowsPiece>();
      let loading = false;
      let failed: string | null = null;
      for (let at = view.first; at <= view.last; at++) {
        const key = { probe: probe.id, model: model.id, output: `hidden.${index}`, form: 'raw' } as const;
        const piece = rows.get(key, steps, view.stride, at, drawn.redraw);
        if (piece.kind === 'ready') ready.set(at, piece.piece);
        else if (piece.kind === 'failed') failed = piece.reason;
        else loading = true;
      }
      showMessage(message, failed ?? (loading && ready.size === 0 ? 'Loading…' : null), failed !== null && retry);
      const any = ready.values().next().value;
      if (any) say(any, view.stride);
      drawNeuronNumbers(pen, any?.neurons ?? layer.neurons, { theme, gutter, height });
      drawHeat(pen, ready, view, { timeline, theme, gutter, ratio: window.devicePixelRatio }, { width, height });
    },
  });
  const retry = (): void => {
    rows.forget('failed');
    store.set({ timeline: { ...store.get().timeline } }); // all layers look again
  };
  // A press on “Try again” is not one on the plot.
  message.addEventListener('pointerdown', (event) => event.stopPropagation(), { signal });
  drawn.plot.append(message);
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Heat map of ${layer.name}, loading` });
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  return drawn.row;
}

function showMessage(element: HTMLElement, text: string | null, retry: false | (() => void)): void {
  if (element.dataset['text'] === (text ?? '')) return;
  element.dataset['text'] = text ?? '';
  fill(
    element,
    text !== null && h('span', {}, shortened(text, 300)),
    retry !== false && button({ label: 'Try again', onClick: retry }),
  );
}

function drawNeuronNumbers(
  pen: CanvasRenderingContext2D,
  neurons: number,
  { theme, gutter, height }: { theme: { font: string; muted: string }; gutter: number; height: number },
): void {
  pen.font = `11px ${theme.font}`;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'right';
  pen.textBaseline = 'top';
  pen.fillText('1', gutter - 5, 1);
  if (neurons < 2) return;
  pen.textBaseline = 'bottom';
  pen.fillText(String(neurons), gutter - 5, height);
}
