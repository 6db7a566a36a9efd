import { stepAt } from '../../draw/timeline';
import { onceAFrame } from '../../parts/frame';
import type { Found, Heat } from './heat';

/** A press that moves less than this, in CSS pixels, is a click and no drag. */
const STILL = 4;

/** Tells the value under the pointer, and gives the neuron that is clicked at to `onPick`. */
export function followPointer(heat: Heat, plot: HTMLElement, onPick: (neuron: number) => void): void {
  const { store, signal } = heat.context;
  const under = (event: MouseEvent): Found | null => {
    const box = plot.getBoundingClientRect();
    const { timeline, gutter } = store.get();
    const [x, y] = [event.clientX - box.left - gutter, event.clientY - box.top];
    if (x < 0 || x + timeline.offset >= timeline.steps * timeline.scale || y < 0 || y >= box.height) return null;
    return heat.strongestAt(stepAt(timeline, x), Math.floor((y / box.height) * heat.lines.count));
  };

  let hovered: MouseEvent | null = null;
  const hover = onceAFrame(signal, () => {
    const found = hovered && under(hovered);
    if (hovered && found) heat.showTip(hovered.clientX, hovered.clientY, found);
    else heat.source.tip.hide();
  });
  let pressed: PointerEvent | null = null;
  plot.addEventListener('pointerdown', (event) => (pressed = event), { signal });
  plot.addEventListener(
    'pointermove',
    (event) => {
      hovered = event;
      hover();
    },
    { signal },
  );
  plot.addEventListener(
    'pointerleave',
    () => {
      hovered = null;
      hover();
    },
    { signal },
  );
  plot.addEventListener(
    'pointerup',
    (event) => {
      const still = pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < STILL;
      const found = still && event.button === 0 ? under(event) : null;
      if (found) onPick(found.neuron);
    },
    { signal },
  );
}
