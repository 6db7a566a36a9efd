import type { Run } from '../../src/protocol/messages';
import { h, setAttributes } from '../dom';
import { GAP, STRIP_HEIGHT } from '../draw/lane-geometry';
import { drawStrip } from '../draw/lane-strip';
import { track } from '../parts/track';
import type { PanelContext } from './panel';

export interface LaneTrackOptions {
  className: string;
  /** Of the picture that can be taken away. */
  name: string;
  /** In the gutter. */
  heading?: HTMLElement;
}

type Outcomes = Pick<Run, 'outcome' | 'firstWrong'>;

/** A strip over the steps of the text: a thin line where something is right, hatched where it is wrong. Empty until it is shown something. */
export function laneTrack(
  context: PanelContext,
  { className, name, heading }: LaneTrackOptions,
): { element: HTMLElement; show: (lane: Outcomes, label: string) => void } {
  const { store, signal, offers, slider } = context;
  let shown: Outcomes | undefined;
  const drawn = track(context, {
    className,
    heading: heading ?? h('div', { class: 'heading' }),
    height: GAP + STRIP_HEIGHT + GAP,
    focus: slider,
    draw: (pen, width, height) => {
      const { timeline, theme, gutter } = store.get();
      pen.fillStyle = theme.background;
      pen.fillRect(0, 0, width, height);
      if (!shown) return;
      pen.save();
      pen.beginPath();
      pen.rect(gutter, 0, width - gutter, height);
      pen.clip();
      pen.translate(gutter, 0);
      const frame = { timeline, theme, gutter, ratio: window.devicePixelRatio };
      drawStrip(pen, shown.outcome, shown.firstWrong, GAP, frame);
      pen.restore();
    },
  });
  setAttributes(drawn.canvas, { role: 'img' });
  store.on(['timeline', 'theme', 'gutter'], signal, drawn.redraw);
  offers.add(() => (shown ? drawn.drawing(name) : null), signal);
  return {
    element: drawn.row,
    show: (lane, label) => {
      shown = lane;
      setAttributes(drawn.canvas, { 'aria-label': label });
      drawn.redraw();
    },
  };
}
