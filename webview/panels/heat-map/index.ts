import type { Model } from '../../../src/protocol/messages';
import { h } from '../../dom';
import { probeOf } from '../../state';
import type { PanelContext } from '../panel';
import { neuronCursor, type Cursor } from './cursor';
import { Heat, type HeatSource } from './heat';
import { pinnedNeurons } from './pins';
import { heatPlot } from './plot';
import { followPointer } from './pointer';

/** Rows of one output as a heat map over the steps, with a cursor for single neurons and the courses of pinned ones. */
export function heatMap(context: PanelContext, model: Model, source: HeatSource): HTMLElement {
  const probe = probeOf(context.store.get());
  if (!probe) return h('div');
  const heat = new Heat(context, probe, model, source);
  const { plot, row, lay } = heatPlot(heat, {
    focus: () => cursor.element,
    onDrawn: (neurons) => cursor.drawn(neurons),
  });
  const pins = source.pins ? pinnedNeurons(heat, () => cursor.element.focus({ preventScroll: true })) : undefined;
  const cursor: Cursor = neuronCursor(heat, plot, pins?.toggle);
  lay(cursor.element);
  followPointer(heat, plot, (neuron) => {
    cursor.goTo(neuron);
    pins?.toggle(neuron);
  });
  return h('div', { class: 'heat-map' }, row, pins?.element ?? h('div', { class: 'pins' }));
}
