import { h, setText } from '../dom';
import { SCALE_ENTRIES } from '../draw/color';
import type { Context } from './context';

/** An outlier this many times larger than the end of the scale is told. */
const NOTABLE = 1.5;

/** Three significant digits, without an exponent where that is short. */
export function numberText(value: number): string {
  return Number.isNaN(value) ? 'no value' : String(Number(value.toPrecision(3))).replace('-', '−');
}

/** Two significant digits, for the narrow place before a plot. */
export function tightText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(2))).replace('-', '−') : '';
}

/** The colours of a heat map with the values at its ends. */
export function scaleLegend({ store, signal }: Context): {
  element: HTMLElement;
  /** Colours end at `limit`; `least` and `largest` are the values there are. */
  show: (limit: number, least: number, largest: number) => void;
} {
  const canvas = document.createElement('canvas');
  canvas.height = 1;
  canvas.className = 'scale-colors';
  canvas.ariaHidden = 'true';
  const low = h('span');
  const high = h('span');
  const beyond = h('span', { class: 'scale-beyond' });
  const element = h('span', { class: 'scale', hidden: true }, low, canvas, high, beyond);
  let first = 0;
  const paint = (): void => {
    const colors = store.get().theme.heat.subarray(first);
    canvas.width = colors.length;
    const pixels = new ImageData(colors.length, 1);
    new Uint32Array(pixels.data.buffer).set(colors);
    canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  };
  store.on(['theme'], signal, paint);
  return {
    element,
    show: (limit, least, greatest) => {
      element.hidden = false;
      const largest = Math.max(Math.abs(least), Math.abs(greatest));
      const clipped = largest > limit;
      // Without negative values, only their half of the scale.
      const from = least >= 0 ? (SCALE_ENTRIES - 1) / 2 : 0;
      if (from !== first) {
        first = from;
        paint();
      }
      setText(low, from > 0 ? '0' : `${clipped ? '≤ ' : ''}${numberText(-limit)}`);
      setText(high, `${clipped ? '≥ ' : ''}${numberText(limit)}`);
      setText(beyond, largest > limit * NOTABLE ? `(up to ${numberText(largest)})` : '');
    },
  };
}
