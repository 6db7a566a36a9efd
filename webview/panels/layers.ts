import './layers.css';
import { fill, h } from '../dom';
import { button } from '../elements';
import { shortened } from '../draw/names';
import type { Form, Model } from '../../src/protocol/messages';
import { choice } from '../parts/choice';
import { retryButton } from '../parts/retry';
import { tooltip } from '../parts/tooltip';
import { probeOf, type NeuronOrder } from '../state';
import { heatMap } from './heat-map';
import { FactStore } from './orders';
import type { Panel, PanelContext } from './panel';

const FORMS: readonly { value: Form; text: string }[] = [
  { value: 'raw', text: 'as they are' },
  { value: 'centred', text: 'less their mean' },
  { value: 'change', text: 'change from step to step' },
];
const ORDERS: readonly { value: NeuronOrder; text: string }[] = [
  { value: 'as they are', text: 'as they are' },
  { value: 'by variance', text: 'by variance' },
  { value: 'by similarity', text: 'by similarity' },
];

/** The hidden state of the chosen model, one heat map for each layer. */
export const layers: Panel = {
  id: 'layers',
  title: 'Layers',
  about:
    'Hidden state, neurons down, steps across. Where several share a pixel, the strongest value is drawn. ' +
    'A click, or Enter, pins the course of a neuron.',
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const { store, host, signal, offers } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const { heat } = store.get();
  const facts = new FactStore(
    (output, form) => host.ask('neurons', { probe: probe.id, model: model.id, output, form: form as Form }, { signal }),
    () => !signal.aborted && store.set({ heat: { ...store.get().heat } }), // all maps look again
  );
  const values = choice('Values', FORMS, heat.form, (form) => store.set({ heat: { ...store.get().heat, form } }));
  const order = choice('Neurons', ORDERS, heat.order, (chosen) =>
    store.set({ heat: { ...store.get().heat, order: chosen } }),
  );
  const failure = h('p', { class: 'note', role: 'status' });
  const unpin = button({
    label: 'Unpin all',
    onClick: () => {
      store.set({ pins: store.get().pins.filter((pin) => pin.model !== model.id) });
      values.select.focus();
    },
  });
  store.on(['heat', 'pins'], signal, () => {
    const state = store.get();
    values.select.value = state.heat.form;
    order.select.value = state.heat.order;
    const reason = state.heat.order === 'as they are' ? null : facts.failure();
    fill(
      failure,
      reason !== null && `Neurons stand as they are: ${shortened(reason, 300)} `,
      reason !== null && retryButton(() => facts.forgetFailed()),
    );
    failure.hidden = reason === null;
    unpin.hidden = !state.pins.some((pin) => pin.model === model.id);
  });
  offers.add(
    () => ({
      kind: 'states',
      key: { probe: probe.id, model: model.id },
      outputs: model.layers.map((_, index) => `hidden.${index}`),
      formats: ['npz', 'safetensors'],
    }),
    signal,
  );
  const tip = tooltip(signal);
  return h(
    'div',
    {},
    h('div', { class: 'choices' }, values.element, order.element, unpin),
    failure,
    h(
      'div',
      { class: 'maps' },
      ...model.layers.map((layer, index) =>
        heatMap(context, model, {
          output: `hidden.${index}`,
          name: layer.name,
          unit: 'neuron',
          width: layer.neurons,
          form: () => store.get().heat.form,
          order: (output, form) => facts.order(output, form, store.get().heat.order),
          pins: true,
          tip,
        }),
      ),
    ),
  );
}
