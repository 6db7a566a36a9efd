import { h, setAttributes } from '../../dom';
import { xOf } from '../../draw/timeline';
import { onceAFrame } from '../../parts/frame';
import { movePlayhead } from '../../parts/moves';
import { numberText } from '../../parts/scale';
import type { Heat } from './heat';

/** Milliseconds of rest at a step before the value there is told. */
const TOLD_AFTER = 150;

export interface Cursor {
  element: HTMLElement;
  /** Goes to a neuron, without a box beside it. */
  goTo: (neuron: number) => void;
  /** The plot was drawn: with rows of so many values, and with other values at the playhead. */
  drawn: (neurons: number) => void;
}

/**
 * The cursor on a heat map, for the keyboard: a slider over the neurons.
 *
 * @param plot the plot that it lies on
 * @param toggle pins a neuron, or unpins it; undefined where none can be pinned
 */
export function neuronCursor(heat: Heat, plot: HTMLElement, toggle: ((neuron: number) => void) | undefined): Cursor {
  const { context, source } = heat;
  const { store, signal } = context;
  const line = h('div', { class: 'neuron-line' });
  const element = h(
    'div',
    {
      class: 'neuron-cursor',
      role: 'slider',
      tabindex: 0,
      'aria-label': `${source.unit === 'neuron' ? 'Neuron' : 'Value'} of ${heat.name}`,
      'aria-orientation': 'vertical',
      'aria-valuemin': 1,
      'aria-valuemax': heat.width,
      'aria-valuenow': 1,
    },
    line,
  );
  const tell = (): void => {
    if (signal.aborted) return;
    const step = Math.min(store.get().playhead, heat.steps - 1);
    const value = heat.valueOf(heat.neuron, step);
    setAttributes(element, {
      'aria-valuenow': heat.neuron + 1,
      'aria-valuetext': `${source.unit} ${heat.neuron + 1}, ${numberText(value)} at step ${step + 1}`,
    });
  };
  const place = (): void => {
    const { of, count } = heat.lines;
    line.style.top = `${((of[heat.neuron] ?? 0) / count) * 100}%`;
    line.style.height = `${100 / count}%`;
  };
  /** Beside the cursor at the playhead, as beside the pointer. */
  const showTip = (): void => {
    const { timeline, playhead, gutter } = store.get();
    const { of, count } = heat.lines;
    const box = plot.getBoundingClientRect();
    const x = box.left + gutter + xOf(timeline, playhead) + timeline.scale / 2;
    const y = box.top + (((of[heat.neuron] ?? 0) + 0.5) / count) * box.height;
    heat.showTip(x, y, { neuron: heat.neuron, step: playhead, value: heat.valueOf(heat.neuron, playhead) });
  };
  const goTo = (neuron: number): void => {
    heat.neuron = neuron;
    place();
    tell();
  };
  const moveTo = (to: number): void => {
    const { order } = heat.lines;
    goTo(order[Math.min(order.length - 1, Math.max(0, to))] ?? 0);
    showTip();
  };

  element.addEventListener(
    'keydown',
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const { order } = heat.lines;
      const at = order.indexOf(heat.neuron);
      const { playhead } = store.get();
      const page = Math.max(2, Math.round(order.length / 10));
      const acts: Record<string, () => void> = {
        ArrowDown: () => moveTo(at + 1),
        ArrowUp: () => moveTo(at - 1),
        PageDown: () => moveTo(at + page),
        PageUp: () => moveTo(at - page),
        Home: () => moveTo(0),
        End: () => moveTo(order.length - 1),
        ArrowRight: () => movePlayhead(context, playhead + 1),
        ArrowLeft: () => movePlayhead(context, playhead - 1),
        Escape: () => source.tip.hide(),
        ...(toggle && { Enter: () => toggle(heat.neuron), ' ': () => toggle(heat.neuron) }),
      };
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    },
    { signal },
  );
  element.addEventListener('focus', place, { signal });
  element.addEventListener('blur', source.tip.hide, { signal });
  let resting: ReturnType<typeof setTimeout> | undefined;
  const follow = onceAFrame(signal, () => {
    clearTimeout(resting);
    if (document.activeElement !== element) resting = setTimeout(tell, TOLD_AFTER);
    else {
      tell();
      if (element.matches(':focus-visible')) showTip();
    }
  });
  store.on(['playhead'], signal, follow);
  const drawn = (neurons: number): void => {
    setAttributes(element, { 'aria-valuemax': neurons });
    setTimeout(tell); // after the drawing: the value is among the pieces
  };
  return { element, goTo, drawn };
}
