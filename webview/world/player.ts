import { h, icon } from '../dom';
import { button, type ButtonElement } from '../elements';
import { runOf } from '../../src/protocol/models';
import type { Context } from '../parts/context';
import { movePlayhead } from '../parts/moves';
import { chosenModel, probeOf } from '../state';

/** Time for which a step is shown, in milliseconds. */
const STEP = 700;
/** Steps before the first error at which playing begins. */
const RUN_UP = 5;

/** One step back, one on, and all from shortly before the first error. */
export function player(context: Context): HTMLElement {
  const { store, signal } = context;
  let timer: ReturnType<typeof setInterval> | undefined;
  const last = (): number => (probeOf(store.get())?.steps.count ?? 1) - 1;
  const go = (by: number): void => movePlayhead(context, store.get().playhead + by);
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    show();
  };
  const step = (by: number): void => {
    stop();
    go(by);
  };
  const begin = (): void => {
    const { playhead } = store.get();
    const error = runOf(chosenModel(store.get()))?.firstWrong ?? null;
    const from = error === null ? 0 : Math.max(0, error - RUN_UP);
    if (playhead === error || playhead === last()) movePlayhead(context, from);
    timer = setInterval(() => (store.get().playhead < last() ? go(1) : stop()), STEP);
    show();
  };
  const back = button({ label: 'Step back', kind: 'icon', icon: 'back', onClick: () => step(-1) });
  const on = button({ label: 'Step on', kind: 'icon', icon: 'chevron', onClick: () => step(1) });
  const play: ButtonElement = button({
    label: 'Play',
    title: 'Play, from five steps before the first error',
    kind: 'icon',
    icon: 'play',
    onClick: () => (timer === undefined ? begin() : stop()),
  });
  function show(): void {
    const plays = timer !== undefined;
    play.replaceChildren(icon(plays ? 'pause' : 'play'));
    play.setAttribute('aria-label', plays ? 'Pause' : 'Play');
    play.title = plays ? 'Pause' : 'Play, from five steps before the first error';
  }
  store.on(['page', 'playhead'], signal, () => {
    back.disabled = store.get().playhead <= 0;
    on.disabled = store.get().playhead >= last();
  });
  signal.addEventListener('abort', () => clearInterval(timer));
  return h('span', { class: 'buttons' }, back, play, on);
}
