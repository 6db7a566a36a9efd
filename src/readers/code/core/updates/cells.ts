import { Unreadable, type Span } from '../../syntax';
import type { Dialect } from '../dialect';
import type { Machine } from '../machine';
import type { Recorder, Root } from '../recorder';
import { Looked, Slots } from '../slots';
import { Box } from '../values';
import { Finder } from './finder';
import type { Computed } from './found';
import type { Rerun } from './search';
import { TooMuch, Watch } from './watch';

/** Runs the program with an observer; `onTick` after every statement that may have changed something tells how many places it has looked at. */
export type Run = (observe: Parameters<Rerun>[0], onTick: (tick: number, at: Span) => number) => void;

/**
 * Finds the cells among the variables `roots` of a program: places whose new value is computed from the old one, and
 * takes few values.
 */
export function computedAmong(
  roots: readonly Root[],
  containers: ReadonlySet<number>,
  dialect: Dialect<Machine>,
  run: Run,
): Computed {
  const frames = new Map(roots.map(({ name, frame }) => [name, frame.id]));
  const slots = new Slots(dialect, containers, new Set(), null);
  try {
    const watch = watched(roots, slots, run);
    return new Finder(watch, slots, frames, dialect, (observe) => {
      run(observe, () => 0);
    }).find();
  } catch (error) {
    if (!(error instanceof TooMuch) && !(error instanceof Unreadable)) throw error;
    const gaveUp =
      error instanceof Unreadable && error.kind !== 'bounds'
        ? error.reason
        : 'this run is too long to follow what is computed from what';
    return { cells: [], unknown: new Map(), gaveUp };
  }
}

function watched(roots: readonly Root[], slots: Slots, run: Run): Watch {
  let watch: Watch | undefined;
  let now: () => Recorder = () => {
    throw new Error('nothing runs');
  };
  const present = roots.map(({ name, index }) => new Looked(name, () => now().roots[index]?.variable));
  run(
    (recorder) => {
      now = recorder;
      return (watch = new Watch(() => recorder().ticks.length));
    },
    (tick, at) => {
      const onRead = Box.onRead;
      Box.onRead = null;
      slots.look(present, at);
      watch?.seat(slots.now, tick);
      Box.onRead = onRead;
      return slots.now.length;
    },
  );
  if (!watch) throw new Error('nothing was watched');
  return watch;
}
