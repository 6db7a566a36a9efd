import './tooltip.css';
import { fill, h, setAttributes } from '../dom';

export interface Tooltip {
  /** Beside a point of the window, in CSS pixels; what is in `lines` is text. The last line is source text. */
  show: (x: number, y: number, lines: readonly string[], source?: string) => void;
  hide: () => void;
}

/**
 * A box beside the pointer or the cursor. It says nothing that is not announced elsewhere, so screen readers skip it. It
 * is placed without being measured: it grows away from the nearer edges of the window.
 */
export function tooltip(signal: AbortSignal): Tooltip {
  const element = h('div', { class: 'tooltip', hidden: true, 'aria-hidden': true });
  document.body.append(element);
  signal.addEventListener('abort', () => element.remove());
  const hide = (): void => {
    element.hidden = true;
  };
  addEventListener('scroll', hide, { signal, passive: true, capture: true });
  let shown = '';
  return {
    show: (x, y, lines, source) => {
      const text = [...lines, source].join('\n');
      if (text !== shown)
        fill(element, ...lines.map((line) => h('div', {}, line)), source !== undefined && h('code', {}, source));
      shown = text;
      const [right, below] = [x > innerWidth / 2, y > innerHeight / 2];
      setAttributes(element, { hidden: false });
      element.style.inset = [
        below ? 'auto' : `${y + 14}px`,
        right ? `${Math.max(4, innerWidth - x + 10)}px` : 'auto',
        below ? `${innerHeight - y + 10}px` : 'auto',
        right ? 'auto' : `${x + 14}px`,
      ].join(' ');
      element.style.maxWidth = `${Math.min(340, Math.max(120, (right ? x : innerWidth - x) - 24))}px`;
    },
    hide,
  };
}
