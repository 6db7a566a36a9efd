import { h, setAttributes, setText } from '../dom';
import { announcement, stepOf } from '../describe';
import { reachOf } from './reach';
import { drawReach } from '../draw/reach';
import { resized, ticks, visible, xOf } from '../draw/timeline';
import { chosenModel, probeOf } from '../state';
import { runOf } from '../../src/protocol/models';
import type { Context } from './context';
import { gutterFor } from './gutter';
import { movePlayhead } from './moves';
import { track } from './track';

const HEIGHT = 22;
const LABEL_SPACING = 44;
const LABEL_GAP = 4;
const ANNOUNCE_AFTER = 200;

/** The ruler over all lanes. It is the slider that moves the playhead by keyboard, and it measures the plots. */
export function ruler(context: Context): { element: HTMLElement; slider: HTMLElement } {
  const { store, signal } = context;
  const count = h('span', { class: 'step-count' });
  const heading = h('div', { class: 'heading' }, count);

  let room = 0;
  const measure = (): void => {
    if (room === 0) return;
    const gutter = gutterFor(store.get(), room);
    store.set({ gutter, timeline: resized(store.get().timeline, Math.max(1, room - gutter)) });
  };
  const drawn = track(context, {
    className: 'ruler',
    heading,
    height: HEIGHT,
    focus: () => drawn.plot,
    onWidth: (width) => {
      room = width;
      measure();
    },
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      pen.font = `11px ${theme.font}`;
      pen.textBaseline = 'middle';
      let end = -Infinity;
      for (const step of ticks(timeline, LABEL_SPACING)) {
        const x = gutter + xOf(timeline, step) + timeline.scale / 2;
        const label = String(step + 1);
        const wide = pen.measureText(label).width;
        if (x < gutter) continue;
        pen.fillStyle = theme.muted;
        pen.fillRect(Math.round(x), height - 4, 1, 4);
        pen.textAlign = 'left';
        const left = Math.max(gutter, Math.min(width - wide, x - wide / 2));
        // The last one is pushed back into the plot, where it could lie over the one before it.
        if (left < end + LABEL_GAP) continue;
        pen.fillText(label, left, height / 2 - 2);
        end = left + wide;
      }
      drawReach(pen, reachOf(chosenModel(store.get())), store.get(), height);
    },
  });

  const slider = drawn.plot;
  setAttributes(slider, { role: 'slider', tabindex: 0, 'aria-label': 'Step', 'aria-valuemin': 1 });
  slider.addEventListener(
    'keydown',
    (event) => {
      const step = stepForKey(event.key, context);
      if (step === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      movePlayhead(context, step);
    },
    { signal },
  );

  let pending: ReturnType<typeof setTimeout> | undefined;
  let spoken = '';
  store.on(['page', 'playhead', 'chosen'], signal, () => {
    const state = store.get();
    const probe = probeOf(state);
    if (!probe) return;
    const where = stepOf(state.playhead, probe.steps.count, runOf(chosenModel(state))?.tokens);
    setText(count, where);
    setAttributes(slider, {
      'aria-valuemax': probe.steps.count,
      'aria-valuenow': state.playhead + 1,
      'aria-valuetext': where,
    });
    clearTimeout(pending);
    // Not on every step of a drag: a screen reader would fall behind.
    pending = setTimeout(() => {
      // Its text may have become another one meanwhile.
      const now = store.get();
      const told = probeOf(now);
      const text = told ? announcement(told, now.playhead, chosenModel(now)) : '';
      if (text !== spoken && !signal.aborted) context.announce((spoken = text));
    }, ANNOUNCE_AFTER);
  });
  store.on(['theme'], signal, measure); // fonts differ
  store.on(['page', 'chosen'], signal, () => {
    slider.title = reachOf(chosenModel(store.get())).text ?? '';
    drawn.redraw();
  });
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  return { element: drawn.row, slider };
}

function stepForKey(key: string, { store }: Context): number | null {
  const { playhead, timeline } = store.get();
  const { from, to } = visible(timeline);
  const page = Math.max(2, Math.round((to - from) / 10));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return playhead + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return playhead - 1;
    case 'PageUp':
      return playhead + page;
    case 'PageDown':
      return playhead - page;
    case 'Home':
      return 0;
    case 'End':
      return timeline.steps - 1;
    default:
      return null;
  }
}
