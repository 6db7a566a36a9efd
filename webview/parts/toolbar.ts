import { h } from '../dom';
import { button } from '../elements';
import { fitScale, WIDEST_STEP, xOf } from '../draw/timeline';
import { isSaved, place } from '../place';
import { chosenModel, probeOf } from '../state';
import { runOf } from '../../src/protocol/models';
import { command, reasonOf, type Context } from './context';
import { movePlayhead, zoomBy, zoomToFit } from './moves';

const ZOOM = 1.6;

export function toolbar(context: Context): HTMLElement {
  const { store, host, signal, announce } = context;
  const zoom = (factor: number): void => {
    const { timeline, playhead } = store.get();
    const x = xOf(timeline, playhead) + timeline.scale / 2;
    zoomBy(store, factor, x >= 0 && x <= timeline.width ? x : timeline.width / 2);
  };
  const out = button({ label: 'Zoom out', kind: 'icon', icon: 'minus', onClick: () => zoom(1 / ZOOM) });
  const all = button({
    label: 'Show all steps',
    kind: 'icon',
    icon: 'fit',
    onClick: () => zoomToFit(store),
  });
  const closer = button({
    label: 'Zoom in',
    title: 'Zoom in (Ctrl and mouse wheel)',
    kind: 'icon',
    icon: 'plus',
    onClick: () => zoom(ZOOM),
  });
  const firstWrong = button({
    label: 'First error',
    icon: 'flag',
    shrinks: true,
    title: 'Go to the first step that the chosen model gets wrong',
    onClick: () => {
      const step = runOf(chosenModel(store.get()))?.firstWrong;
      if (typeof step === 'number') movePlayhead(context, step);
    },
  });
  const shrink = button({
    label: 'Shrink to the shortest failing text…',
    kind: 'icon',
    icon: 'shrink',
    onClick: () => command(context, 'shrink'),
  });
  const source = button({
    label: 'Show in source',
    kind: 'icon',
    icon: 'source',
    onClick: () => {
      const state = store.get();
      const probe = probeOf(state);
      if (probe)
        host
          .ask('openStep', { probe: probe.id, step: state.playhead })
          .catch((error: unknown) => announce(reasonOf(error), 'error'));
    },
  });
  const tab = button({
    label: 'Open in an editor tab',
    kind: 'icon',
    icon: 'editor',
    onClick: () => command(context, 'openInEditor'),
  });
  const save = button({
    label: 'Save page…',
    title: 'Save this page as one HTML file, which any browser shows',
    kind: 'icon',
    icon: 'save',
    onClick: () => command(context, 'saveView'),
  });
  store.on(['page', 'chosen'], signal, () => {
    firstWrong.disabled = shrink.disabled = typeof runOf(chosenModel(store.get()))?.firstWrong !== 'number';
  });
  store.on(['timeline'], signal, () => {
    const { steps, width, scale } = store.get().timeline;
    const least = fitScale(steps, width) * 1.0001;
    out.disabled = all.disabled = scale <= least;
    closer.disabled = scale >= WIDEST_STEP;
  });
  return h(
    'div',
    { class: 'toolbar', role: 'group', 'aria-label': 'View and steps' },
    h('span', { class: 'buttons' }, out, all, closer),
    firstWrong,
    // A saved page has no text and no editor to go to.
    !isSaved() && h('span', { class: 'buttons end' }, shrink, source, save, place() === 'view' && tab),
  );
}
