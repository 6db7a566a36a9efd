/**
 * A canvas as large as its element, in device pixels, that is drawn at most once a frame and only while on screen.
 */
export interface Surface {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  redraw: () => void;
}

/** `width` and `height` in CSS pixels; the context is scaled so that they are its units, too. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void;

export interface SurfaceOptions {
  /** Element that holds the canvas; its size comes from the style sheet. */
  element: HTMLElement;
  draw: Draw;
  signal: AbortSignal;
  /** Called, before drawing, when the element gets another width. */
  onWidth?: (width: number) => void;
}

export function surface({ element, draw, signal, onWidth }: SurfaceOptions): Surface {
  const canvas = document.createElement('canvas');
  element.prepend(canvas);
  const context = canvas.getContext('2d', { alpha: false });
  let seen = false;
  let stale = true;
  let frame = 0;
  let width = 0;
  let height = 0;

  const paint = (): void => {
    frame = 0;
    if (!seen || !context || width === 0 || height === 0) return;
    stale = false;
    const ratio = window.devicePixelRatio;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    context.setTransform(across / width, 0, 0, down / height, 0, 0);
    draw(context, width, height);
  };
  const redraw = (): void => {
    stale = true;
    if (seen && frame === 0 && !signal.aborted) frame = requestAnimationFrame(paint);
  };

  const sizes = new ResizeObserver(() => {
    const box = element.getBoundingClientRect();
    if (box.width !== width) onWidth?.(box.width);
    ({ width, height } = box);
    redraw();
  });
  const sight = new IntersectionObserver(
    (entries) => {
      seen = entries.at(-1)?.isIntersecting ?? false;
      if (seen && stale) redraw();
    },
    { rootMargin: '200px' },
  );
  sizes.observe(element, { box: 'content-box' });
  // A change of the ratio alone (a window dragged to another screen) leaves the CSS size as it is.
  sizes.observe(canvas, { box: 'device-pixel-content-box' });
  sight.observe(element);
  signal.addEventListener('abort', () => {
    sizes.disconnect();
    sight.disconnect();
    cancelAnimationFrame(frame);
  });
  return { element, canvas, redraw };
}
