import { Context } from 'svgcanvas';

/** What a drawing may hand to `drawImage` here: pictures that are made in memory. */
type Picture = OffscreenCanvas | ImageBitmap | HTMLCanvasElement;

/**
 * A drawing context that writes SVG. Lines, cells and text stay what they are; pictures made in memory, as those of heat
 * maps, become embedded images, which the library can only make of canvas elements.
 */
export class SvgPen extends Context {
  override drawImage(image: CanvasImageSource, ...numbers: number[]): void {
    const picture = image as Picture;
    const [sx = 0, sy = 0, sw = picture.width, sh = picture.height] = numbers.length === 8 ? numbers : [];
    const [x = 0, y = 0, width = sw, height = sh] = numbers.length === 8 ? numbers.slice(4) : numbers;
    // Cut out at its own resolution, so that cells stay sharp at any size.
    super.drawImage(canvasOf(picture, sx, sy, sw, sh), x, y, width, height);
  }

  override createPattern(image: CanvasImageSource, repetition: string | null): CanvasPattern | null {
    const picture = image as Picture;
    return super.createPattern(canvasOf(picture, 0, 0, picture.width, picture.height), repetition);
  }
}

function canvasOf(picture: Picture, x: number, y: number, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  canvas.getContext('2d')?.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}
