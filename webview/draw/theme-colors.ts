/** What canvases take from a theme, worked out from its variables. */
import { apart, divergingScale, huesApart, mix, parseColor, pixel, type Rgba } from './color';
import type { Theme } from './theme';

const WHITE: Rgba = [1, 1, 1, 1];
const BLACK: Rgba = [0, 0, 0, 1];

/** Chart colours of the theme. Red and green are left to wrong and right. */
const OBJECT_VARIABLES = ['charts-blue', 'charts-yellow', 'charts-purple', 'charts-orange'];
/** Further objects: hues between those, in degrees. */
const OBJECT_HUES = [175, 330, 30, 75, 205, 285, 100, 240, 10, 140];

/** The ends of heat maps when a theme's blue and orange are too alike, as in VS Code's light high contrast. */
const BLUE: Rgba = [0.16, 0.47, 0.86, 1];
const ORANGE: Rgba = [0.82, 0.45, 0.05, 1];

/**
 * @param valueOf the value of a variable of the theme by its name without `--vscode-`; empty if there is none
 * @param is whether the editor says this of its theme, such as `vscode-light`
 */
export function themeFrom(valueOf: (variable: string) => string, is: (className: string) => boolean): Theme {
  const light = is('vscode-light') || is('vscode-high-contrast-light');
  const read = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = valueOf(name).trim();
      if (value !== '') return value;
    }
    return undefined;
  };

  const background = read('editor-background') ?? (light ? '#ffffff' : '#1e1e1e');
  const foreground = read('foreground', 'editor-foreground') ?? (light ? '#3b3b3b' : '#cccccc');
  const highContrast = is('vscode-high-contrast') || is('vscode-high-contrast-light');
  const ground = parseColor(background) ?? (light ? WHITE : BLACK);
  // Themes of 2025 give orange as a translucent highlight, which hardly shows as a mark: its hue alone is taken.
  const hue = (text: string | undefined): Rgba | null => {
    const color = text === undefined ? null : parseColor(text);
    return color && [color[0], color[1], color[2], 1];
  };
  const [blue, orange] = [hue(read('charts-blue')), hue(read('charts-orange'))];
  const [negative, positive] = blue && orange && huesApart(blue, orange) ? [blue, orange] : [BLUE, ORANGE];
  // Chart colours are chosen for lines; the ends of a scale stand out more when pushed away from the background.
  const end = (color: Rgba): Rgba => mix(color, light ? BLACK : WHITE, light ? 0.25 : 0.15);

  return {
    highContrast,
    font: read('font-family') ?? 'sans-serif',
    foreground,
    background,
    muted: read('descriptionForeground') ?? foreground,
    right: read('charts-green', 'testing-iconPassed') ?? '#388a34',
    wrong: read('charts-red', 'errorForeground') ?? '#e51400',
    bar: read('descriptionForeground') ?? foreground,
    truth: read('charts-yellow', 'charts-orange') ?? foreground,
    ground: pixel(ground),
    objects: distinct([
      ...OBJECT_VARIABLES.flatMap((name) => read(name) ?? []),
      ...OBJECT_HUES.map((hue) => hslText(hue, 0.55, light ? 0.42 : 0.6)),
    ]),
    heat: divergingScale(end(negative), ground, end(positive)),
  };
}

/** Opaque colours that can be told from all before them. */
function distinct(colors: readonly string[]): string[] {
  const taken: Rgba[] = [];
  return colors.filter((text) => {
    const color = parseColor(text);
    if (!color || color[3] < 1 || !taken.every((other) => apart(color, other))) return false;
    taken.push(color);
    return true;
  });
}

/** As `rgb()`, https://www.w3.org/TR/css-color-3/#hsl-color. */
function hslText(hue: number, saturation: number, lightness: number): string {
  const channel = (shift: number): number => {
    const at = (shift + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1))));
  };
  return `rgb(${channel(0)}, ${channel(8)}, ${channel(4)})`;
}
