import { fill, h, setText } from '../dom';
import { shortened } from '../draw/names';
import { Cancelled } from '../host';
import type { Model, StepTensor } from '../../src/protocol/messages';
import { choice } from '../parts/choice';
import { reasonOf } from '../parts/context';
import { matrixPlot } from '../parts/matrix';
import { retryButton } from '../parts/retry';
import { numberText, scaleLegend } from '../parts/scale';
import type { Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { typicalOf } from './matrix-values';
import type { PanelContext } from './panel';

interface TensorOptions {
  output: string;
  name: string;
  /** Under a heading of its own; otherwise it belongs to the heat map above. */
  titled: boolean;
  tip: Tooltip;
}

/** One output at the playhead in its own shape: the last two axes as a matrix, the ones before as a choice. */
export function tensorView(
  context: PanelContext,
  model: Model,
  { output, name, titled, tip }: TensorOptions,
): HTMLElement {
  const { store, host, signal, offers } = context;
  const probe = probeOf(store.get());
  if (!probe) return h('div');
  const where = h('span', { class: 'layer-facts' });
  const shape = h('span', { class: 'layer-facts' });
  const scale = scaleLegend(context);
  const slices = h('div');
  const message = h('p', { class: 'note' }, 'Loading…');
  // A tall matrix lies on its side: downwards there is little room, across there is plenty.
  let turned = false;
  const plot = matrixPlot(context, {
    tip,
    cell: (down, across, value) => {
      const [row, column] = turned ? [across, down] : [down, across];
      return { lines: [numberText(value), `row ${row + 1}, column ${column + 1}, step ${(current?.step ?? 0) + 1}`] };
    },
  });
  let current: { tensor: StepTensor; step: number } | null = null;
  let slice = 0;
  let [limit, most, lowest] = [0, 0, 0];

  const show = (): void => {
    if (!current) return;
    const { tensor, step } = current;
    const { rows, columns, count } = sizesOf(tensor.shape);
    slice = Math.min(slice, count - 1);
    // The scale may only grow: it must not change with every step.
    for (const value of tensor.data) {
      if (Math.abs(value) > most) most = Math.abs(value);
      if (value < lowest) lowest = value;
    }
    limit = Math.max(limit, typicalOf(tensor.data));
    turned = rows > columns;
    const data = tensor.data.subarray(slice * rows * columns, (slice + 1) * rows * columns);
    setText(where, `at step ${step + 1}`);
    setText(shape, tensor.shape.join(' × ') + (turned ? ', rows across' : ''));
    scale.show(limit, lowest, most);
    offerSlices(count);
    const [least, greatest] = [
      data.reduce((a, b) => Math.min(a, b), Infinity),
      data.reduce((a, b) => Math.max(a, b), -Infinity),
    ];
    plot.show(
      turned
        ? { rows: columns, columns: rows, data: transposed(data, rows, columns), limit }
        : { rows, columns, data, limit },
      `${name} at step ${step + 1}: ${rows} by ${columns}${turned ? ', rows across' : ''}, values from ${numberText(least)} to ${numberText(greatest)}`,
    );
  };
  let offered = 1;
  const offerSlices = (count: number): void => {
    if (count === offered) return;
    offered = count;
    const options = Array.from({ length: count }, (_, at) => ({ value: String(at), text: `${at + 1} of ${count}` }));
    const select = choice('Part', options, String(slice), (value) => {
      slice = Number(value);
      show();
    });
    fill(slices, count > 1 && select.element);
  };

  // One request at a time: while one scrubs, steps in between are passed over.
  let asking = false;
  const ask = (): void => {
    const step = store.get().playhead;
    if (asking || signal.aborted || step === current?.step) return;
    asking = true;
    host
      .ask('tensor', { probe: probe.id, model: model.id, output, step }, { signal })
      .then(
        (tensor) => {
          current = { tensor, step };
          message.hidden = true;
          plot.element.hidden = false;
          show();
        },
        (error: unknown) => {
          if (error instanceof Cancelled) return;
          fill(message, shortened(reasonOf(error), 300), ' ', retryButton(ask));
          message.hidden = false;
          plot.element.hidden = true;
          throw error;
        },
      )
      .finally(() => (asking = false))
      .then(ask, () => undefined);
  };
  plot.element.hidden = true;
  store.on(['playhead'], signal, ask);
  offers.add(() => plot.drawing(`${name} at step ${(current?.step ?? 0) + 1}`), signal);
  offers.add(() => {
    if (!current) return null;
    const { shape: axes, data } = current.tensor;
    const { rows, columns } = sizesOf(axes);
    const axis = Array.from({ length: columns }, (_, column) => String(column + 1));
    return {
      kind: 'table',
      name: `${name} at step ${current.step + 1}`,
      columns: ['part', 'row', ...axis],
      rows: () =>
        Array.from({ length: data.length / Math.max(1, columns) }, (_, line) => [
          Math.floor(line / rows) + 1,
          (line % rows) + 1,
          ...data.subarray(line * columns, (line + 1) * columns),
        ]),
    };
  }, signal);
  return h(
    'div',
    { class: 'at-step' },
    h('div', { class: 'at-step-heading' }, titled && h('h4', {}, name), where, shape, scale.element, slices),
    h('div', {}, message, plot.element),
  );
}

function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  return data.map((_, at) => data[(at % rows) * columns + Math.floor(at / rows)] ?? NaN);
}

/** A vector is a matrix of one row. */
function sizesOf(shape: readonly number[]): { rows: number; columns: number; count: number } {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const count = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return { rows, columns, count: Math.max(1, count) };
}
