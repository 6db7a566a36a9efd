import { fill, h, setAttributes, setText } from '../dom';
import { cutText, ordinal, plural } from '../describe';
import { colorLimit, drawHeat, heatHeight, heatView, type HeatView } from '../draw/heat';
import { levelFor, linesOf, neuronsOf, type Lines } from '../draw/heat-lines';
import { shortened } from '../draw/names';
import { stepAt, xOf } from '../draw/timeline';
import type { Form, Model, RowsPiece } from '../../src/protocol/messages';
import { onceAFrame } from '../parts/frame';
import { movePlayhead } from '../parts/moves';
import { retryButton } from '../parts/retry';
import { numberText, scaleLegend } from '../parts/scale';
import type { Tooltip } from '../parts/tooltip';
import { track, type Track } from '../parts/track';
import { PIECE_ROWS } from '../../src/protocol/limits';
import { probeOf, type Pin } from '../state';
import type { PanelContext } from './panel';
import { pinChart } from './pin-chart';

/** Before the first piece has come, an output of unknown width is taken to be this wide. */
const LIKELY_WIDTH = 128;
/** A press that moves less than this, in CSS pixels, is a click and no drag. */
const STILL = 4;
/** Milliseconds of rest at a step before the value there is told. */
const TOLD_AFTER = 150;

export interface HeatSource {
  output: string;
  name: string;
  /** What a line is called. */
  unit: 'neuron' | 'value';
  /** Values in a row, where that is known. */
  width?: number;
  form: () => Form;
  /** Neurons from the top down; null for their own order. */
  order: (output: string, form: Form) => Uint32Array | null;
  /** Neurons can be pinned. */
  pins: boolean;
  tip: Tooltip;
}

/** A value of the map: what is drawn at a pixel, or under the cursor. */
interface Found {
  neuron: number;
  step: number;
  value: number;
}

/** Rows of one output as a heat map over the steps, with a cursor for single neurons and the courses of pinned ones. */
export function heatMap(context: PanelContext, model: Model, source: HeatSource): HTMLElement {
  const { store, rows, signal, offers } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const steps = probe.steps.count;
  const name = shortened(source.name, 40);
  const facts = h('span', { class: 'layer-facts' });
  const cut = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const message = h('div', { class: 'plot-message' });
  let width = source.width ?? LIKELY_WIDTH;
  let neuron = 0;

  // --- What is drawn ---
  let shown: { pieces: ReadonlyMap<number, RowsPiece>; view: HeatView } | null = null;
  let lines: Lines = linesOf(width, heatHeight(width), null);
  let asked: unknown[] = [];
  const linesFor = (neurons: number, height: number): Lines => {
    const order = source.order(source.output, source.form());
    const wanted = [neurons, height, order];
    if (wanted.some((part, at) => part !== asked[at])) [lines, asked] = [linesOf(neurons, height, order), wanted];
    return lines;
  };
  const gather = (view: HeatView) => {
    const pieces = new Map<number, RowsPiece>();
    let loading = false;
    let failed: string | null = null;
    for (let at = view.first; at <= view.last; at++) {
      const key = { probe: probe.id, model: model.id, output: source.output, form: source.form() };
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
    const view = heatView(timeline, width);
    const { pieces, loading, failed } = gather(view);
    shown = { pieces, view };
    showMessage(message, failed ?? (loading && pieces.size === 0 ? 'Loading…' : null), failed !== null && retry);
    const any = pieces.values().next().value;
    if (any) say(any, view.stride);
    const look = linesFor(any?.neurons ?? width, size.height * ratio);
    drawNumbers(pen, look, { theme, gutter, height: size.height });
    return drawHeat(pen, pieces, view, { timeline, theme, gutter, ratio }, size, { lines: look, hurry });
  };
  const drawn: Track = track(context, {
    className: 'layer',
    heading: h('div', { class: 'heading' }, h('h3', { title: name }, name), facts, scale.element, cut),
    height: heatHeight(width),
    focus: () => cursor,
    draw: (pen, across, height) => {
      if (!draw(pen, { width: across, height }, true)) later();
    },
  });
  const later = (): void => {
    drawn.redraw();
  };

  let described = '';
  function say(piece: RowsPiece, stride: number): void {
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
    setAttributes(cursor, { 'aria-valuemax': piece.neurons });
    scale.show(colorLimit(piece), piece.min, piece.max);
    if (piece.neurons !== width) {
      width = piece.neurons;
      drawn.plot.style.height = `${heatHeight(width)}px`;
      later();
    }
    setTimeout(tell); // after the drawing: the value is among the pieces
  }

  // --- Values ---
  const valueOf = (at: number, step: number): number => {
    if (!shown) return NaN;
    const row = Math.floor(step / shown.view.stride);
    const piece = shown.pieces.get(Math.floor(row / PIECE_ROWS));
    return piece && at < piece.neurons ? (piece.data[(row % PIECE_ROWS) * piece.neurons + at] ?? NaN) : NaN;
  };
  /** The strongest of the values that share a pixel, which is the one that is drawn. */
  const strongestAt = (step: number, line: number): Found | null => {
    if (!shown) return null;
    const { stride } = shown.view;
    const each = stride * 2 ** levelFor(store.get().timeline.scale * stride * window.devicePixelRatio);
    const first = Math.floor(step / each) * each;
    let found: Found | null = null;
    for (let at = first; at < Math.min(steps, first + each); at += stride)
      for (const candidate of neuronsOf(lines, line)) {
        const value = valueOf(candidate, at);
        if (!Number.isNaN(value) && !(found && Math.abs(found.value) >= Math.abs(value)))
          found = { neuron: candidate, step: at, value };
      }
    return found;
  };
  const textOf = (found: Found): string[] => [
    numberText(found.value),
    `${name}, ${source.unit} ${found.neuron + 1}, step ${found.step + 1}`,
  ];
  const sourceText = (step: number): string => shortened(probe.steps.texts[step] ?? '', 160);

  // --- The cursor, for the keyboard ---
  const line = h('div', { class: 'neuron-line' });
  const cursor = h(
    'div',
    {
      class: 'neuron-cursor',
      role: 'slider',
      tabindex: 0,
      'aria-label': `${source.unit === 'neuron' ? 'Neuron' : 'Value'} of ${name}`,
      'aria-orientation': 'vertical',
      'aria-valuemin': 1,
      'aria-valuemax': width,
      'aria-valuenow': 1,
    },
    line,
  );
  function tell(): void {
    if (signal.aborted) return;
    const step = Math.min(store.get().playhead, steps - 1);
    const value = valueOf(neuron, step);
    setAttributes(cursor, {
      'aria-valuenow': neuron + 1,
      'aria-valuetext': `${source.unit} ${neuron + 1}, ${numberText(value)} at step ${step + 1}`,
    });
  }
  const place = (): void => {
    const at = lines.of[neuron] ?? 0;
    line.style.top = `${(at / lines.count) * 100}%`;
    line.style.height = `${100 / lines.count}%`;
  };
  /** Beside the cursor at the playhead, as beside the pointer. */
  const showTip = (): void => {
    const { timeline, playhead, gutter } = store.get();
    const box = drawn.plot.getBoundingClientRect();
    const x = box.left + gutter + xOf(timeline, playhead) + timeline.scale / 2;
    const y = box.top + (((lines.of[neuron] ?? 0) + 0.5) / lines.count) * box.height;
    source.tip.show(x, y, textOf({ neuron, step: playhead, value: valueOf(neuron, playhead) }), sourceText(playhead));
  };
  const moveTo = (to: number): void => {
    const last = lines.order.length - 1;
    neuron = lines.order[Math.min(last, Math.max(0, to))] ?? 0;
    place();
    tell();
    showTip();
  };
  cursor.addEventListener(
    'keydown',
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const at = lines.order.indexOf(neuron);
      const { playhead } = store.get();
      const page = Math.max(2, Math.round(lines.order.length / 10));
      const acts: Record<string, () => void> = {
        ArrowDown: () => moveTo(at + 1),
        ArrowUp: () => moveTo(at - 1),
        PageDown: () => moveTo(at + page),
        PageUp: () => moveTo(at - page),
        Home: () => moveTo(0),
        End: () => moveTo(lines.order.length - 1),
        ArrowRight: () => movePlayhead(context, playhead + 1),
        ArrowLeft: () => movePlayhead(context, playhead - 1),
        Escape: () => source.tip.hide(),
        ...(source.pins && { Enter: () => toggle(neuron), ' ': () => toggle(neuron) }),
      };
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    },
    { signal },
  );
  cursor.addEventListener('focus', place, { signal });
  cursor.addEventListener('blur', source.tip.hide, { signal });
  let resting: ReturnType<typeof setTimeout> | undefined;
  const follow = onceAFrame(signal, () => {
    clearTimeout(resting);
    if (document.activeElement !== cursor) resting = setTimeout(tell, TOLD_AFTER);
    else {
      tell();
      if (cursor.matches(':focus-visible')) showTip();
    }
  });
  store.on(['playhead'], signal, follow);

  // --- The pointer ---
  const under = (event: MouseEvent): { step: number; line: number } | null => {
    const box = drawn.plot.getBoundingClientRect();
    const { timeline, gutter } = store.get();
    const [x, y] = [event.clientX - box.left - gutter, event.clientY - box.top];
    if (x < 0 || x + timeline.offset >= timeline.steps * timeline.scale || y < 0 || y >= box.height) return null;
    return { step: stepAt(timeline, x), line: Math.floor((y / box.height) * lines.count) };
  };
  let hovered: MouseEvent | null = null;
  const hover = onceAFrame(signal, () => {
    const at = hovered && under(hovered);
    const found = at && strongestAt(at.step, at.line);
    if (hovered && found) source.tip.show(hovered.clientX, hovered.clientY, textOf(found), sourceText(found.step));
    else source.tip.hide();
  });
  let pressed: PointerEvent | null = null;
  drawn.plot.addEventListener('pointerdown', (event) => (pressed = event), { signal });
  drawn.plot.addEventListener(
    'pointermove',
    (event) => {
      hovered = event;
      hover();
    },
    { signal },
  );
  drawn.plot.addEventListener(
    'pointerleave',
    () => {
      hovered = null;
      hover();
    },
    { signal },
  );
  drawn.plot.addEventListener(
    'pointerup',
    (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < STILL;
      const at = still && event.button === 0 ? under(event) : null;
      const found = at && strongestAt(at.step, at.line);
      if (!found) return;
      neuron = found.neuron;
      place();
      tell();
      if (source.pins) toggle(neuron);
    },
    { signal },
  );

  // --- Pins ---
  const pinned = h('div', { class: 'pins' });
  const same = (pin: Pin): boolean => pin.model === model.id && pin.output === source.output;
  function toggle(which: number): void {
    const { pins } = store.get();
    const others = pins.filter((pin) => !same(pin) || pin.neuron !== which);
    const gone = others.length < pins.length;
    store.set({ pins: gone ? others : [...pins, { model: model.id, output: source.output, neuron: which }] });
    context.announce(`${gone ? 'Unpinned' : 'Pinned'} ${source.unit} ${which + 1} of ${name}`);
  }
  const charts = new Map<number, { element: HTMLElement; end: AbortController; focus: () => void }>();
  const unpin = (which: number): void => {
    const order = [...charts.keys()];
    const next = order[order.indexOf(which) + 1] ?? order[order.indexOf(which) - 1];
    toggle(which);
    if (next === undefined) cursor.focus({ preventScroll: true });
    else charts.get(next)?.focus();
  };
  if (source.pins)
    store.on(['pins'], signal, () => {
      const wanted = store.get().pins.filter(same);
      for (const [which, chart] of charts) {
        if (wanted.some((pin) => pin.neuron === which)) continue;
        chart.end.abort();
        chart.element.remove();
        charts.delete(which);
      }
      for (const { neuron: which } of wanted) {
        if (charts.has(which)) continue;
        const end = new AbortController();
        signal.addEventListener('abort', () => end.abort());
        const within = { ...context, signal: end.signal };
        const ask = { probe: probe.id, model: model.id, output: source.output, neuron: which };
        const chart = pinChart(within, { ask, name, form: source.form, unpin: () => unpin(which) });
        charts.set(which, { ...chart, end });
        pinned.append(chart.element);
      }
    });

  // --- Together ---
  const retry = (): void => {
    rows.forget('failed');
    store.set({ timeline: { ...store.get().timeline } }); // all maps look again
  };
  // A press on “Try again” is not one on the plot.
  message.addEventListener('pointerdown', (event) => event.stopPropagation(), { signal });
  drawn.plot.append(cursor, message);
  setText(facts, source.width === undefined ? '' : plural(source.width, source.unit));
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Heat map of ${name}, loading` });
  store.on(['timeline', 'theme', 'gutter', 'heat'], signal, drawn.redraw);
  offers.add(() => {
    const whole = (pen: CanvasRenderingContext2D, across: number, height: number): void => {
      draw(pen, { width: across, height }, false);
    };
    return { ...drawn.drawing(name), draw: whole };
  }, signal);
  return h('div', { class: 'heat-map' }, drawn.row, pinned);
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
