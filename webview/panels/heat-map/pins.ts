import { h } from '../../dom';
import type { Pin } from '../../state';
import { pinChart } from '../pin-chart';
import type { Heat } from './heat';

export interface Pins {
  element: HTMLElement;
  /** Pins a neuron, or unpins it. */
  toggle: (neuron: number) => void;
}

/**
 * The courses of pinned neurons, below their map.
 *
 * @param leave takes the focus when the last one is gone
 */
export function pinnedNeurons(heat: Heat, leave: () => void): Pins {
  const { context, source, name, probe, model } = heat;
  const { store, signal } = context;
  const element = h('div', { class: 'pins' });
  const isOurs = (pin: Pin): boolean => pin.model === model.id && pin.output === source.output;
  const toggle = (neuron: number): void => {
    const { pins } = store.get();
    const others = pins.filter((pin) => !isOurs(pin) || pin.neuron !== neuron);
    const gone = others.length < pins.length;
    store.set({ pins: gone ? others : [...pins, { model: model.id, output: source.output, neuron }] });
    context.announce(`${gone ? 'Unpinned' : 'Pinned'} ${source.unit} ${neuron + 1} of ${name}`);
  };

  const charts = new Map<number, { element: HTMLElement; end: AbortController; focus: () => void }>();
  const unpin = (neuron: number): void => {
    const order = [...charts.keys()];
    const next = order[order.indexOf(neuron) + 1] ?? order[order.indexOf(neuron) - 1];
    toggle(neuron);
    if (next === undefined) leave();
    else charts.get(next)?.focus();
  };
  const show = (neuron: number): void => {
    const end = new AbortController();
    signal.addEventListener('abort', () => end.abort());
    const ask = { probe: probe.id, model: model.id, output: source.output, neuron };
    const options = { ask, name, form: source.form, unpin: () => unpin(neuron) };
    const chart = pinChart({ ...context, signal: end.signal }, options);
    charts.set(neuron, { ...chart, end });
    element.append(chart.element);
  };
  store.on(['pins'], signal, () => {
    const wanted = new Set(
      store
        .get()
        .pins.filter(isOurs)
        .map(({ neuron }) => neuron),
    );
    for (const [neuron, chart] of charts) {
      if (wanted.has(neuron)) continue;
      chart.end.abort();
      chart.element.remove();
      charts.delete(neuron);
    }
    for (const neuron of wanted) if (!charts.has(neuron)) show(neuron);
  });
  return { element, toggle };
}
