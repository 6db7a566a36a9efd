import { h } from '../dom';
import { surface, type Draw, type Surface } from '../draw/surface';
import { stepAt, xOf } from '../draw/timeline';
import type { Drawing } from '../panels/panel';
import type { Context } from './context';
import { movePlayhead, scrollBy, zoomBy } from './moves';

/** A line of the page: a heading and, right of it or (where the page is narrow) below, a plot over the steps. */
export interface Track extends Surface {
  row: HTMLElement;
  plot: HTMLElement;
  /** Its picture, to be taken away. */
  drawing: (name: string) => Drawing;
}

export interface TrackOptions {
  className: string;
  heading: HTMLElement;
  /** CSS pixels. */
  height: number;
  draw: Draw;
  onWidth?: (width: number) => void;
  /** Where arrow keys shall go after a click into the plot. */
  focus: () => HTMLElement | null;
}

export function track(context: Context, { className, heading, height, draw, onWidth, focus }: TrackOptions): Track {
  const line = h('div', { class: 'playhead' });
  const plot = h('div', { class: 'plot' }, h('div', { class: 'plot-window', 'aria-hidden': true }, line));
  plot.style.height = `${height}px`;
  const drawn = surface({ element: plot, draw, signal: context.signal, ...(onWidth && { onWidth }) });
  steer(context, plot, focus);
  // An element over the canvas: moving it draws nothing anew.
  context.store.on(['timeline', 'playhead'], context.signal, () => {
    const { timeline, playhead } = context.store.get();
    line.style.transform = `translateX(${xOf(timeline, playhead)}px)`;
    line.style.width = `${Math.max(1, timeline.scale)}px`;
  });
  const drawing = (name: string): Drawing => {
    return { kind: 'drawing', name, width: plot.clientWidth, height: plot.clientHeight, draw };
  };
  return { ...drawn, plot, drawing, row: h('div', { class: `track ${className}` }, heading, plot) };
}

/** Mouse, pen and touch on a plot: click and drag move the playhead, the wheel zooms (with Ctrl) or scrolls sideways. */
function steer(context: Context, plot: HTMLElement, focus: () => HTMLElement | null): void {
  const { store, signal } = context;
  const xIn = (event: MouseEvent): number => event.clientX - plot.getBoundingClientRect().left - store.get().gutter;
  const follow = (event: PointerEvent): void => movePlayhead(context, stepAt(store.get().timeline, xIn(event)));

  plot.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || xIn(event) < 0) return;
      event.preventDefault(); // no text selection while dragging
      plot.setPointerCapture(event.pointerId);
      focus()?.focus({ preventScroll: true });
      follow(event);
    },
    { signal },
  );
  plot.addEventListener(
    'pointermove',
    (event) => {
      if (plot.hasPointerCapture(event.pointerId)) follow(event);
    },
    { signal },
  );
  plot.addEventListener(
    'wheel',
    (event) => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (event.ctrlKey || event.metaKey) zoomBy(store, 2 ** ((-event.deltaY * pixels) / 200), xIn(event));
      else if (sideways !== 0) scrollBy(store, sideways * pixels);
      else return; // up and down scroll the page
      event.preventDefault();
    },
    { signal, passive: false },
  );
}
