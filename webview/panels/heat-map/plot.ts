import type { RowsPiece } from '../../../src/protocol/messages';
import { cutText, ordinal, plural } from '../../describe';
import { fill, h, setAttributes, setText } from '../../dom';
import { colorLimit, drawHeat, heatHeight, heatView, type HeatView } from '../../draw/heat';
import type { Lines } from '../../draw/heat-lines';
import { shortened } from '../../draw/names';
import { retryButton } from '../../parts/retry';
import { scaleLegend } from '../../parts/scale';
import { track, type Track } from '../../parts/track';
import type { Heat } from './heat';

export interface PlotOptions {
  /** Where arrow keys go after a click. */
  focus: () => HTMLElement;
  /** Something was drawn with rows of so many values. */
  onDrawn: (neurons: number) => void;
}

export interface HeatPlot extends Track {
  /** Lays an element over the map, below what is said there. */
  lay: (element: HTMLElement) => void;
}

/** The map itself, drawn from the pieces that have come, with what there is to say of it. */
export function heatPlot(heat: Heat, { focus, onDrawn }: PlotOptions): HeatPlot {
  const { context, name, source, steps } = heat;
  const { store, rows, signal, offers } = context;
  const facts = h('span', { class: 'layer-facts' });
  const cut = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const message = h('div', { class: 'plot-message' });
  const retry = (): void => {
    rows.forget('failed');
    store.set({ timeline: { ...store.get().timeline } }); // all maps look again
  };

  const gather = (view: HeatView) => {
    const pieces = new Map<number, RowsPiece>();
    let loading = false;
    let failed: string | null = null;
    for (let at = view.first; at <= view.last; at++) {
      const key = { probe: heat.probe.id, model: heat.model.id, output: source.output, form: source.form() };
      const piece = rows.get(key, steps, view.stride, at, later);
      if (piece.kind === 'ready') pieces.set(at, piece.piece);
      else if (piece.kind === 'failed') failed = piece.reason;
      else loading = true;
    }
    return { pieces, loading, failed };
  };
  const draw = (pen: CanvasRenderingContext2D, size: { width: number; height: number }, hurry: boolean): boolean => {
    const { timeline, theme, gutter } = store.get();
    const ratio = window.devicePixelRatio;
    pen.fillStyle = theme.background;
    pen.fillRect(0, 0, size.width, size.height);
    const view = heatView(timeline, heat.width);
    const { pieces, loading, failed } = gather(view);
    heat.shown = { pieces, view };
    showMessage(message, failed ?? (loading && pieces.size === 0 ? 'Loading…' : null), failed !== null && retry);
    const any = pieces.values().next().value;
    if (any) describe(any, view.stride);
    const lines = heat.linesFor(any?.neurons ?? heat.width, size.height * ratio);
    drawNumbers(pen, lines, { theme, gutter, height: size.height });
    return drawHeat(pen, pieces, view, { timeline, theme, gutter, ratio }, size, { lines, hurry });
  };
  const drawn: Track = track(context, {
    className: 'layer',
    heading: h('div', { class: 'heading' }, h('h4', { title: name }, name), facts, scale.element, cut),
    height: heatHeight(heat.width),
    focus,
    draw: (pen, across, height) => {
      if (!draw(pen, { width: across, height }, true)) later();
    },
  });
  const later = (): void => {
    drawn.redraw();
  };

  let described = '';
  function describe(piece: RowsPiece, stride: number): void {
    const missing = [
      piece.cut && cutText(piece.cut),
      stride > 1 && `Shows every ${ordinal(stride)} step; zoom in for all.`,
    ];
    setText(cut, missing.filter(Boolean).join(' '));
    const text = `Heat map of ${name}: ${plural(piece.neurons, source.unit)} by ${steps} steps, values from ${piece.min.toPrecision(3)} to ${piece.max.toPrecision(3)}`;
    if (text === described) return;
    described = text;
    setText(facts, plural(piece.neurons, source.unit));
    setAttributes(drawn.canvas, { 'aria-label': text });
    scale.show(colorLimit(piece), piece.min, piece.max);
    if (piece.neurons !== heat.width) {
      heat.width = piece.neurons;
      drawn.plot.style.height = `${heatHeight(heat.width)}px`;
      later();
    }
    onDrawn(piece.neurons);
  }

  // A press on “Try again” is not one on the plot.
  message.addEventListener('pointerdown', (event) => event.stopPropagation(), { signal });
  drawn.plot.append(message);
  setText(facts, source.width === undefined ? '' : plural(source.width, source.unit));
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Heat map of ${name}, loading` });
  store.on(['timeline', 'theme', 'gutter', 'heat'], signal, drawn.redraw);
  offers.add(() => {
    const whole = (pen: CanvasRenderingContext2D, across: number, height: number): void => {
      draw(pen, { width: across, height }, false);
    };
    return { ...drawn.drawing(name), draw: whole };
  }, signal);
  return { ...drawn, lay: (element) => message.before(element) };
}

function showMessage(element: HTMLElement, text: string | null, retry: false | (() => void)): void {
  if (element.dataset['text'] === (text ?? '')) return;
  element.dataset['text'] = text ?? '';
  fill(element, text !== null && h('span', {}, shortened(text, 300)), retry !== false && retryButton(retry));
}

/** The numbers of the first and the last neuron, from the top. */
function drawNumbers(
  pen: CanvasRenderingContext2D,
  { order }: Lines,
  { theme, gutter, height }: { theme: { font: string; muted: string }; gutter: number; height: number },
): void {
  pen.font = `11px ${theme.font}`;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'right';
  pen.textBaseline = 'top';
  pen.fillText(String((order[0] ?? 0) + 1), gutter - 5, 1);
  if (order.length < 2) return;
  pen.textBaseline = 'bottom';
  pen.fillText(String((order.at(-1) ?? 0) + 1), gutter - 5, height);
}
