import { h, setAttributes } from '../dom';
import { bounded } from '../draw/timeline';
import type { Context } from './context';

/** A scroll bar of the browser's own below the lanes; hidden while all steps are in view. */
export function scroller({ store, signal }: Context): HTMLElement {
  const content = h('div');
  const element = h(
    'div',
    { class: 'scroller', tabindex: 0, role: 'group', 'aria-label': 'Scroll through the steps' },
    content,
  );
  store.on(['timeline', 'gutter'], signal, () => {
    const { timeline, gutter } = store.get();
    const wide = timeline.steps * timeline.scale;
    setAttributes(element, { hidden: wide <= timeline.width + 0.5 });
    element.style.setProperty('--plot-gutter', `${gutter}px`);
    content.style.width = `${wide}px`;
    if (Math.abs(element.scrollLeft - timeline.offset) >= 1) element.scrollLeft = timeline.offset;
  });
  element.addEventListener(
    'scroll',
    () => {
      const { timeline } = store.get();
      // The browser rounds positions; a difference below a pixel is no move.
      if (Math.abs(element.scrollLeft - timeline.offset) >= 1)
        store.set({ timeline: bounded({ ...timeline, offset: element.scrollLeft }) });
    },
    { signal, passive: true },
  );
  return element;
}
