/** Text that was written on a canvas, as text. */

/** CSS pixels of the drawing. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Letters {
  text: string;
  /** Where the base line begins, by `anchor`; the axes of the text are those of `matrix`. */
  matrix: readonly [number, number, number, number, number, number];
  anchor: 'start' | 'middle' | 'end';
  fill: string;
  opacity: number;
  size: number;
  family: string;
  /** Such as `bold`; empty for plain letters. */
  weight: string;
  /** What of the drawing it was confined to. */
  clip: Box | undefined;
}

const ANCHORS: Readonly<Record<CanvasTextAlign, Letters['anchor']>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};

/**
 * From now on `pen` writes no text, but keeps it. Everything else is drawn as before; text lies over all of it then, which is
 * the order in which drawings draw. They clip to rectangles only.
 *
 * @param ratio pixels of the canvas for a CSS pixel of the drawing
 */
export function keepLetters(pen: CanvasRenderingContext2D, ratio: number): readonly Letters[] {
  const kept: Letters[] = [];
  const clips: (Box | undefined)[] = [];
  let clip: Box | undefined;
  let last: Box | undefined;
  const own = {
    rect: pen.rect.bind(pen),
    clip: pen.clip.bind(pen),
    save: pen.save.bind(pen),
    restore: pen.restore.bind(pen),
  };
  const placed = (x: number, y: number): DOMPoint => pen.getTransform().transformPoint({ x, y });
  pen.rect = (x, y, width, height) => {
    const [from, to] = [placed(x, y), placed(x + width, y + height)];
    last = { x: from.x / ratio, y: from.y / ratio, width: (to.x - from.x) / ratio, height: (to.y - from.y) / ratio };
    own.rect(x, y, width, height);
  };
  pen.clip = () => {
    clip = last;
    own.clip();
  };
  pen.save = () => {
    clips.push(clip);
    own.save();
  };
  pen.restore = () => {
    clip = clips.pop();
    own.restore();
  };
  pen.fillText = (text, x, y) => {
    const font = /^(.*?)([\d.]+)px (.*)$/.exec(pen.font);
    if (!font || text.trim() === '') return;
    const at = placed(x, y + belowBaseLine(pen, text));
    const { a, b, c, d } = pen.getTransform();
    kept.push({
      text,
      matrix: [a / ratio, b / ratio, c / ratio, d / ratio, at.x / ratio, at.y / ratio],
      anchor: ANCHORS[pen.textAlign],
      fill: typeof pen.fillStyle === 'string' ? pen.fillStyle : '',
      opacity: pen.globalAlpha,
      size: Number(font[2]),
      family: font[3] ?? '',
      weight: (font[1] ?? '').trim(),
      clip,
    });
  };
  return kept;
}

/** How far below the line that `textBaseline` names the base line of letters lies: programs for SVG agree on no other. */
function belowBaseLine(pen: CanvasRenderingContext2D, text: string): number {
  const { textBaseline } = pen;
  const above = pen.measureText(text).fontBoundingBoxAscent;
  pen.textBaseline = 'alphabetic';
  const below = pen.measureText(text).fontBoundingBoxAscent - above;
  pen.textBaseline = textBaseline;
  return below;
}
