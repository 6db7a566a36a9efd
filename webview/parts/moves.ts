/** What a person can do to the view: move the playhead, zoom, scroll, choose a model. */
import { bounded, fit, reveal, zoomAt } from '../draw/timeline';
import { probeOf, type PageStore } from '../state';
import type { Context } from './context';

export function movePlayhead({ store, host }: Pick<Context, 'store' | 'host'>, step: number): void {
  const state = store.get();
  const probe = probeOf(state);
  if (!probe || probe.steps.count === 0) return;
  const playhead = Math.min(probe.steps.count - 1, Math.max(0, step));
  if (playhead === state.playhead) return;
  store.set({ playhead, timeline: reveal(state.timeline, playhead) });
  host.send({ kind: 'playhead', probe: probe.id, step: playhead });
}

export function zoomBy(store: PageStore, factor: number, x: number): void {
  store.set({ timeline: zoomAt(store.get().timeline, factor, x) });
}

export function zoomToFit(store: PageStore): void {
  const { steps, width } = store.get().timeline;
  store.set({ timeline: fit(steps, width) });
}

export function scrollBy(store: PageStore, pixels: number): void {
  const { timeline } = store.get();
  store.set({ timeline: bounded({ ...timeline, offset: timeline.offset + pixels }) });
}

export function chooseModel({ store, host }: Pick<Context, 'store' | 'host'>, model: string): void {
  const state = store.get();
  const probe = probeOf(state);
  if (!probe || state.chosen === model) return;
  store.set({ chosen: model, picked: model });
  host.send({ kind: 'chooseModel', probe: probe.id, model });
}
