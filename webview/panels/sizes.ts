import { greatest, least } from '../../src/lists/extremes';
import { h, setAttributes, setText } from '../dom';
import { drawLine } from '../draw/line';
import { onceAFrame } from '../parts/frame';
import { numberText } from '../parts/scale';
import { task } from '../parts/task';
import { track } from '../parts/track';
import { probeOf } from '../state';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext } from './panel';

const HEIGHT = 44;

/** Whether states grow or die away. */
export const sizes: Panel = {
  id: 'sizes',
  title: 'Size of states',
  about: 'How large the state of each layer is after every step: its Euclidean norm.',
  lacks: lacksLayers,
  mount: (context, model) =>
    task(context, {
      doing: 'Measuring states',
      ask: (options) =>
        context.host.ask('sizes', { probe: probeOf(context.store.get())?.id ?? '', model: model.id }, options),
      show: (layers) => h('div', {}, ...layers.map((one) => course(context, layerText(model, one.output), one.sizes))),
    }),
};

function course(context: PanelContext, name: string, values: Float32Array): HTMLElement {
  const { store, signal, offers, slider } = context;
  const bounds = { low: 0, high: greatest(values) };
  const now = h('span');
  const drawn = track(context, {
    className: 'size',
    heading: h('div', { class: 'heading' }, h('h3', {}, name), now),
    height: HEIGHT,
    focus: slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      drawLine(pen, values, bounds, { timeline, theme, gutter }, { width, height });
    },
  });
  setAttributes(drawn.canvas, {
    role: 'img',
    'aria-label': `Size of ${name} from ${numberText(least(values))} to ${numberText(bounds.high)}`,
  });
  const tell = (): void => {
    const { playhead } = store.get();
    setText(now, `${numberText(values[playhead] ?? NaN)} at step ${playhead + 1}`);
  };
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  store.on(['playhead'], signal, onceAFrame(signal, tell));
  tell();
  offers.add(() => drawn.drawing(name), signal);
  offers.add(
    () => ({
      kind: 'table',
      name,
      columns: ['step', 'size'],
      rows: () => Array.from(values, (size, step) => [step + 1, size]),
    }),
    signal,
  );
  return drawn.row;
}
