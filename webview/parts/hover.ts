import { onceAFrame } from './frame';
import type { Tooltip } from './tooltip';

export interface HoverOptions<T> {
  signal: AbortSignal;
  tip: Tooltip;
  /** What lies under the mouse; null where there is nothing. */
  under: (event: MouseEvent) => T | null;
  /** What the tooltip says of it. */
  say: (what: T) => { lines: readonly string[]; source?: string };
  onChoose?: ((what: T) => void) | undefined;
}

/** A tooltip for what lies under the mouse in `element`, at most once a frame; a click chooses it. */
export function hover<T>(element: HTMLElement, { signal, tip, under, say, onChoose }: HoverOptions<T>): void {
  let last: MouseEvent | null = null;
  const show = onceAFrame(signal, () => {
    const what = last && under(last);
    if (!last || what === null) {
      tip.hide();
      return;
    }
    const { lines, source } = say(what);
    tip.show(last.clientX, last.clientY, lines, source);
  });
  const point = (event: MouseEvent | null): void => {
    last = event;
    show();
  };
  element.addEventListener('pointermove', point, { signal });
  element.addEventListener('pointerleave', () => point(null), { signal });
  element.addEventListener(
    'click',
    (event) => {
      const what = under(event);
      if (what !== null) onChoose?.(what);
    },
    { signal },
  );
}
