import { plain } from '../draw/names';
import { probeOf, type State } from '../state';
import { greatest } from '../../src/lists/extremes';

/** Most room by the width of the plot, in CSS pixels: about a fifth of it; `deck[0]` fits the side bar at its usual width. */
const ROOM = [
  { below: 280, most: 56 },
  { below: 400, most: 64 },
  { below: Infinity, most: 84 },
];
const pen = new OffscreenCanvas(1, 1).getContext('2d');

/** Room for the names of slots, and for `256`, the number of a neuron; less where the page is narrow. */
export function gutterFor(state: Readonly<State>, width: number): number {
  const most = ROOM.find(({ below }) => width < below)?.most ?? 84;
  if (!pen) return most;
  pen.font = `11px ${state.theme.font}`;
  const names = probeOf(state)?.views.flatMap(({ slots }) => slots.slice(0, 64)) ?? [];
  const widths = names.map((name) => pen.measureText(plain(name.slice(0, 64))).width);
  return Math.ceil(
    Math.min(
      most,
      greatest(
        widths.map((wide) => wide + 9),
        26,
      ),
    ),
  );
}
