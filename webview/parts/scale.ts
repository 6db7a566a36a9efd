import { h, setText } from '../dom';
import { SCALE_ENTRIES } from '../draw/color';
import type { Context } from './context';

/** An outlier this many times larger than the end of the scale is told. */
const NOTABLE = 1.5;

/** Three significant digits, without an exponent where that is short. */
export function numberText(value: number): string {
  return Number.isNaN(value) ? 'no value' : String(Number(value.toPrecision(3))).replace('-', '−');
}

/** The colours of a heat map with the values at its ends. */
export function scaleLegend({ store, signal }: Context): {
  element: HTMLElement;
  show: (limit: number, largest: number) => void;
} {
  const canvas = document.createElement('canvas');
  canvas.width = SCALE_ENTRIES;
  canvas.height = 1;
  canvas.className = 'scale-colors';
  canvas.ariaHidden = 'true';
  const low = h('span');
  const high = h('span');
  const beyond = h('span', { class: 'scale-beyond' });
  const element = h('span', { class: 'scale', hidden: true }, low, canvas, high, beyond);
  store.on(['theme'], signal, () => {
    const pixels = new ImageData(SCALE_ENTRIES, 1);
    new Uint32Array(pixels.data.buffer).set(store.get().theme.heat);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  });
  return {
    element,
    show: (limit, largest) => {
      element.hidden = false;
      const clipped = largest > limit;
      setText(low, `${clipped ? '≤ ' : ''}${numberText(-limit)}`);
      setText(high, `${clipped ? '≥ ' : ''}${numberText(limit)}`);
      setText(beyond, largest > limit * NOTABLE ? `(up to ${numberText(largest)})` : '');
    },
  };
}
