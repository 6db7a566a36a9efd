import { percent } from '../describe';
import { h, setAttributes, svg } from '../dom';
import { nearest, placeOf, planeOf } from '../draw/plane';
import { drawScatter, type Scatter } from '../draw/scatter';
import { surface } from '../draw/surface';
import { shortened } from '../draw/names';
import type { Trajectory } from '../../src/protocol/messages';
import { hover } from '../parts/hover';
import { movePlayhead } from '../parts/moves';
import type { Tooltip } from '../parts/tooltip';
import type { Drawing, PanelContext } from './panel';

/** Steps before the playhead along which the path goes. */
export const PATH_STEPS = 30;
/** A pointer this near to a point, in CSS pixels, means it. */
const REACH = 12;

interface PlotOptions {
  name: string;
  trajectory: Trajectory;
  marked: readonly number[];
  /** Whether the path is shown. */
  path: () => boolean;
  tip: Tooltip;
  /** The step's true state in words. */
  stateText: (step: number) => string;
  /** The step as it stands in the source. */
  sourceText: (step: number) => string;
}

export interface TrajectoryPlot {
  element: HTMLElement;
  /** Moves what lies over the points: the playhead's mark and the path. */
  follow: () => void;
  drawing: () => Drawing;
}

/** One layer's states in their plane. The points are drawn once; the playhead and its path are elements over them. */
export function trajectoryPlot(context: PanelContext, options: PlotOptions): TrajectoryPlot {
  const { store, signal } = context;
  const { name, trajectory, marked, tip } = options;
  const { points, states, explained, sample } = trajectory;
  const scatter: Scatter = {
    plane: sample ? planeOf(points, sample.points) : planeOf(points),
    points,
    states,
    marked,
    ...(sample && { sample: sample.points }),
  };
  const head = h('div', { class: 'trajectory-head', 'aria-hidden': true });
  const line = svg('polyline', { 'vector-effect': 'non-scaling-stroke' });
  const path = svg('svg', { class: 'trajectory-path', viewBox: '0 0 1 1', 'aria-hidden': 'true' });
  path.append(line);
  const plot = h('div', { class: 'trajectory-plot' }, path, head);
  const draw = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const { theme } = store.get();
    pen.fillStyle = theme.background;
    pen.fillRect(0, 0, width, height);
    drawScatter(pen, scatter, theme, Math.min(width, height));
  };
  const drawn = surface({ element: plot, draw, signal });
  store.on(['theme'], signal, drawn.redraw);
  const [across, up] = explained;
  const shares = `${percent(across)} and ${percent(up)} of the variance`;
  setAttributes(drawn.canvas, {
    role: 'img',
    'aria-label': `States of ${name} after ${points.length / 2} steps along two principal components, which explain ${shares}`,
  });

  /** Places of the path, oldest first; it ends at the playhead. */
  const course = (): [number, number][] => {
    const { playhead } = store.get();
    const places: [number, number][] = [];
    for (let step = Math.max(0, playhead - PATH_STEPS); step <= playhead; step++) {
      const place = placeOf(scatter.plane, points, step);
      if (place) places.push(place);
    }
    return places;
  };
  const follow = (): void => {
    const place = placeOf(scatter.plane, points, store.get().playhead);
    head.hidden = !place;
    if (place) {
      head.style.left = `${place[0] * 100}%`;
      head.style.top = `${place[1] * 100}%`;
    }
    line.setAttribute('points', options.path() ? course().join(' ') : '');
  };

  const under = (event: MouseEvent): number | null => {
    const box = plot.getBoundingClientRect();
    const at: [number, number] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return nearest(scatter.plane, points, at, box.width, REACH);
  };
  hover(plot, {
    signal,
    tip,
    under,
    say: (step) => ({
      lines: [`${name}, step ${step + 1}`, options.stateText(step)],
      source: options.sourceText(step),
    }),
    onChoose: (step) => {
      context.slider()?.focus({ preventScroll: true }); // arrow keys go on from here
      movePlayhead(context, step);
    },
  });

  return {
    element: h(
      'div',
      { class: 'trajectory' },
      h(
        'div',
        { class: 'trajectory-heading' },
        h('h4', {}, shortened(name, 60)),
        h('span', { class: 'layer-facts' }, `explained: ${percent(across)} + ${percent(up)}`),
      ),
      plot,
    ),
    follow,
    drawing: () => ({
      kind: 'drawing',
      name,
      width: plot.clientWidth,
      height: plot.clientHeight,
      draw: (pen, width, height) => {
        draw(pen, width, height);
        drawCourse(pen, options.path() ? course() : [], placeOf(scatter.plane, points, store.get().playhead), width);
      },
    }),
  };

  function drawCourse(
    pen: CanvasRenderingContext2D,
    places: readonly (readonly [number, number])[],
    at: readonly [number, number] | null,
    side: number,
  ): void {
    pen.strokeStyle = store.get().theme.foreground;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const [x, y] of places) pen.lineTo(x * side, y * side);
    pen.stroke();
    if (!at) return;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(at[0] * side, at[1] * side, 5.5, 0, 2 * Math.PI);
    pen.stroke();
  }
}
