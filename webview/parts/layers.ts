import { fill, h, setAttributes, setText } from '../dom';
import { cutText, outcomeOf } from '../describe';
import { colorLimit, drawHeat, heatHeight, heatView } from '../draw/heat';
import { shortened } from '../draw/names';
import { button } from '../elements';
import type { HiddenPiece, Layer, Model } from '../messages';
import { chosenModel, probeOf, runOf } from '../state';
import type { Context } from './context';
import { scaleLegend } from './scale';
import { commandButtons } from './screens';
import { track, type Track } from './track';

/** The hidden state of the chosen model, one heat map for each layer. */
export function layers(context: Context, slider: () => HTMLElement | null): HTMLElement {
  const { store, signal } = context;
  const title = h('h2');
  const theory = h('p', { class: 'theory' });
  const note = h('p', { class: 'note' });
  const maps = h('div', { class: 'maps' });
  const element = h('section', { class: 'layers', 'aria-label': 'Hidden state by layer' }, title, theory, note, maps);

  let shown: Model | null | undefined;
  let inner = new AbortController();
  signal.addEventListener('abort', () => inner.abort());
  store.on(['page', 'chosen'], signal, () => {
    const model = chosenModel(store.get());
    if (model === shown) return;
    shown = model;
    inner.abort();
    inner = new AbortController();
    setText(theory, model?.theory ? theoryText(model.theory) : '');
    theory.hidden = !model?.theory;
    if (!model) {
      setText(title, 'No model to look into');
      setText(note, 'No model was chosen to run on this text.');
      fill(maps, commandButtons({ ...context, signal: inner.signal }, ['chooseModels']));
      return;
    }
    setText(title, `Inside ${shortened(model.name, 60)}`);
    const outcome = outcomeOf(model);
    const ready = runOf(model) !== null;
    setText(
      note,
      ready
        ? 'Hidden state, neurons down, steps across. Where several share a pixel, the strongest value is drawn.'
        : shortened(outcome.reason ?? `Hidden states will be here when the model has run (${outcome.text}).`, 600),
    );
    const inside = { ...context, signal: inner.signal };
    fill(maps, ...(ready ? model.layers.map((layer, index) => heatMap(inside, model, layer, index, slider)) : []));
  });
  return element;
}

const THEORY = { can: 'In theory it can', cannot: 'In theory it cannot', open: 'In theory this is open' } as const;

function theoryText({ says, line }: NonNullable<Model['theory']>): string {
  return `${THEORY[says]}: ${shortened(line, 600)}`;
}

function heatMap(
  context: Context,
  model: Model,
  layer: Layer,
  index: number,
  slider: () => HTMLElement | null,
): HTMLElement {
  const { store, hidden, signal } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const steps = probe.steps.count;
  const facts = h('span', { class: 'layer-facts' }, `${layer.neurons} neurons`);
  const cut = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const message = h('div', { class: 'plot-message' });
  let described = '';

  const say = (piece: HiddenPiece, stride: number): void => {
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
    focus: slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      const view = heatView(timeline, layer.neurons);
      const ready = new Map<number, HiddenPiece>();
      let loading = false;
      let failed: string | null = null;
      for (let at = view.first; at <= view.last; at++) {
        const key = { probe: probe.id, model: model.id, layer: index };
        const piece = hidden.get(key, steps, view.stride, at, drawn.redraw);
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
    hidden.forget('failed');
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
