import { h, setAttributes, setText } from '../dom';
import { drawLine } from '../draw/line';
import { button } from '../elements';
import type { Form, Requests } from '../../src/protocol/messages';
import { reasonOf } from '../parts/context';
import { onceAFrame } from '../parts/frame';
import { numberText, tightText } from '../parts/scale';
import { track } from '../parts/track';
import type { PanelContext } from './panel';

const HEIGHT = 44;

interface PinOptions {
  ask: Omit<Requests['neuron']['ask'], 'form'>;
  /** Of the layer. */
  name: string;
  form: () => Form;
  unpin: () => void;
}

/** The course of one neuron over all steps, on the time axis of its heat map. */
export function pinChart(
  context: PanelContext,
  { ask, name, form, unpin }: PinOptions,
): { element: HTMLElement; focus: () => void } {
  const { store, host, signal, offers } = context;
  const label = `neuron ${ask.neuron + 1}`;
  const value = h('span', { class: 'pin-value' });
  const message = h('div', { class: 'plot-message' });
  const close = button({ label: `Unpin ${label} of ${name}`, kind: 'icon', icon: 'close', onClick: unpin });
  let course: { values: Float32Array; low: number; high: number } | null = null;
  let asked: Form | null = null;

  const drawn = track(context, {
    className: 'pin',
    heading: h('div', { class: 'heading' }, h('span', { class: 'pin-name' }, label), value, close),
    height: HEIGHT,
    focus: context.slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      if (!course) return;
      pen.font = `10px ${theme.font}`;
      pen.fillStyle = theme.muted;
      pen.textAlign = 'right';
      pen.textBaseline = 'top';
      pen.fillText(tightText(course.high), gutter - 4, 1, gutter - 5);
      pen.textBaseline = 'bottom';
      pen.fillText(tightText(course.low), gutter - 4, height, gutter - 5);
      drawLine(pen, course.values, course, { timeline, theme, gutter }, { width, height });
    },
  });
  drawn.plot.append(message);
  setAttributes(drawn.canvas, { role: 'img', 'aria-label': `Line chart of ${label} of ${name}, loading` });

  const tell = (): void => {
    const { playhead } = store.get();
    setText(value, course ? `${numberText(course.values[playhead] ?? NaN)} at step ${playhead + 1}` : '');
  };
  const show = (values: Float32Array): void => {
    const known = values.filter((number) => Number.isFinite(number));
    const low = known.reduce((least, number) => Math.min(least, number), Infinity);
    const high = known.reduce((most, number) => Math.max(most, number), -Infinity);
    course = { values, low, high };
    setText(message, known.length === 0 ? 'no values' : '');
    setAttributes(drawn.canvas, {
      'aria-label': `Line chart of ${label} of ${name} over ${values.length} steps, from ${numberText(low)} to ${numberText(high)}`,
    });
    tell();
    drawn.redraw();
  };
  store.on(['heat'], signal, () => {
    const wanted = form();
    if (wanted === asked) return;
    asked = wanted;
    if (!course) setText(message, 'Loading…');
    host.ask('neuron', { ...ask, form: wanted }, { signal }).then(
      (values) => {
        if (wanted === asked) show(values);
      },
      (error: unknown) => {
        if (wanted === asked && !signal.aborted) setText(message, reasonOf(error));
      },
    );
  });
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  store.on(['playhead'], signal, onceAFrame(signal, tell));
  offers.add(() => drawn.drawing(`${name}, ${label}`), signal);
  offers.add(() => {
    if (!course) return null;
    const { values } = course;
    return {
      kind: 'table',
      name: `${name}, ${label}`,
      columns: ['step', 'value'],
      rows: () => Array.from(values, (number, step) => [step + 1, Number.isFinite(number) ? number : null]),
    };
  }, signal);
  return { element: drawn.row, focus: () => close.focus() };
}
