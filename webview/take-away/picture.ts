import type { Drawing } from '../panels/panel';
import type { Theme } from '../draw/theme';
import { keepLetters, type Letters } from './letters';
import { greatest } from '../../src/lists/extremes';

/** Pixels of the file for a CSS pixel. */
const RATIO = 2;
const MARGIN = 12;
const TITLE = 28;
const HEADING = 22;
/** Small print. */
const LINE = 13;
/** About the width of its letters: it is not to be cut off where drawings are narrow. */
const LETTER = 5.6;
const SVG = 'http://www.w3.org/2000/svg';

interface Placed {
  drawing: Drawing;
  /** CSS pixels from the top to the base line of its heading, and to itself. */
  base: number;
  top: number;
}

interface Sheet {
  title: string;
  placed: readonly Placed[];
  /** What it is of, with the base line of each. */
  print: readonly { text: string; base: number }[];
  width: number;
  height: number;
}

/** Drawings below each other, each under its heading, the title above all, and what they are of below them. */
function sheetOf(title: string, drawings: readonly Drawing[], of: readonly string[]): Sheet {
  let height = MARGIN + TITLE;
  const placed = drawings.map((drawing): Placed => {
    const top = height + HEADING;
    height = top + drawing.height + MARGIN;
    return { drawing, base: top - 7, top };
  });
  const print = of.map((text, line) => ({ text, base: height + (line + 1) * LINE }));
  height += of.length * LINE + MARGIN;
  return {
    title,
    placed,
    print,
    width: greatest([...drawings.map(({ width }) => width), ...of.map((text) => text.length * LETTER)]) + 2 * MARGIN,
    height,
  };
}

/** @throws {Error} when the picture is larger than the browser's canvases. */
export async function pngBytes(
  title: string,
  drawings: readonly Drawing[],
  of: readonly string[],
  theme: Theme,
): Promise<Uint8Array> {
  const sheet = sheetOf(title, drawings, of);
  const { canvas, pen } = blank(sheet.width, sheet.height, theme);
  pen.fillStyle = theme.foreground;
  pen.font = `bold 14px ${theme.font}`;
  pen.fillText(sheet.title, MARGIN, MARGIN + 16, sheet.width - 2 * MARGIN);
  pen.font = `12px ${theme.font}`;
  for (const { drawing, base, top } of sheet.placed) {
    pen.fillText(drawing.name, MARGIN, base, sheet.width - 2 * MARGIN);
    pen.drawImage(drawn(drawing, theme), MARGIN, top, drawing.width, drawing.height);
  }
  pen.font = `10px ${theme.font}`;
  for (const { text, base } of sheet.print) pen.fillText(text, MARGIN, base, sheet.width - 2 * MARGIN);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the picture is too large for one image; save it as SVG, or with fewer plots open');
  return new Uint8Array(await blob.arrayBuffer());
}

/** All that is written as text, and under the text of each drawing the rest of it, as an image in the file itself. */
export function svgBytes(title: string, drawings: readonly Drawing[], of: readonly string[], theme: Theme): Uint8Array {
  const sheet = sheetOf(title, drawings, of);
  const file = document.implementation.createDocument(SVG, 'svg');
  const make = (name: string, attributes: Record<string, string | number>, text = ''): Element => {
    const element = file.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, xmlText(String(value)));
    element.textContent = xmlText(text);
    return element;
  };
  const add = (name: string, attributes: Record<string, string | number>, text = ''): void =>
    file.documentElement.append(make(name, attributes, text));
  const { width, height } = sheet;
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
    file.documentElement.setAttribute(key, String(value));
  const letters = { x: MARGIN, fill: theme.foreground, 'font-family': theme.font };
  add('title', {}, sheet.title);
  add('rect', { width, height, fill: theme.background });
  add('text', { ...letters, y: MARGIN + 16, 'font-size': 14, 'font-weight': 'bold' }, sheet.title);
  for (const { drawing, base, top } of sheet.placed) {
    add('text', { ...letters, y: base, 'font-size': 12 }, drawing.name);
    const { canvas, letters: texts } = drawnWithoutText(drawing, theme);
    add('image', { x: MARGIN, y: top, ...sizeOf(drawing), href: canvas.toDataURL('image/png') });
    for (const { clip = { x: 0, y: 0, ...sizeOf(drawing) }, ...text } of texts) {
      // An inner picture shows nothing outside of its box, and counts as the drawing does.
      const viewBox = `${clip.x} ${clip.y} ${clip.width} ${clip.height}`;
      const frame = make('svg', { ...clip, x: MARGIN + clip.x, y: top + clip.y, viewBox });
      frame.append(make('text', attributesOf(text), text.text));
      file.documentElement.append(frame);
    }
  }
  // In a reader's program long lines may be longer than here.
  for (const { text, base } of sheet.print) add('text', { ...letters, y: base, 'font-size': 10 }, text);
  return new TextEncoder().encode(new XMLSerializer().serializeToString(file));
}

function sizeOf({ width, height }: Drawing): { width: number; height: number } {
  return { width, height };
}

function attributesOf(letters: Omit<Letters, 'clip'>): Record<string, string | number> {
  const { matrix, anchor, fill, opacity, size, family, weight } = letters;
  return {
    transform: `matrix(${matrix.map((part) => Number(part.toFixed(3))).join(' ')})`,
    fill,
    'font-family': family,
    'font-size': size,
    ...(anchor !== 'start' && { 'text-anchor': anchor }),
    ...(opacity < 1 && { 'fill-opacity': opacity }),
    ...(weight !== '' && { 'font-weight': weight }),
  };
}

function drawnWithoutText(
  { draw, width, height }: Drawing,
  theme: Theme,
): { canvas: HTMLCanvasElement; letters: readonly Letters[] } {
  const { canvas, pen } = blank(width, height, theme);
  const letters = keepLetters(pen, RATIO);
  draw(pen, width, height);
  return { canvas, letters };
}

/** On a canvas of its own, since drawings may set transforms and clips as they like. */
function drawn({ draw, width, height }: Drawing, theme: Theme): HTMLCanvasElement {
  const { canvas, pen } = blank(width, height, theme);
  draw(pen, width, height);
  return canvas;
}

function blank(
  width: number,
  height: number,
  theme: Theme,
): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * RATIO);
  canvas.height = Math.round(height * RATIO);
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) throw new Error('the browser has no room for another canvas');
  pen.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

/** XML 1.0 has no way to write most control characters nor halves of surrogate pairs: names may hold them all the same. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
