const cache = new Map<string, CanvasPattern | null>();

/** Diagonal lines, so that what is wrong is told by its texture, too. Six device pixels apart. */
export function hatch(context: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern | string {
  const size = Math.max(4, Math.round(5 * ratio));
  const key = `${color} ${size}`;
  let pattern = cache.get(key);
  if (pattern === undefined) {
    pattern = makePattern(context, color, size, ratio);
    if (cache.size > 32) cache.clear(); // themes come and go
    cache.set(key, pattern);
  }
  // Patterns are in canvas units; undo the context's own scale, so that lines keep their width.
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? color;
}

function makePattern(
  context: CanvasRenderingContext2D,
  color: string,
  size: number,
  ratio: number,
): CanvasPattern | null {
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = color;
  pen.lineWidth = Math.max(1, 1.4 * ratio);
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}
