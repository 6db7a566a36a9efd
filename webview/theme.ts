import { divergingScale, mix, over, parseColor, type Rgba } from './draw/color';

/** The editor's theme as canvases need it. CSS takes the same variables directly. */
export interface Theme {
  dark: boolean;
  highContrast: boolean;
  /** CSS font of labels on canvases, without its size. */
  font: string;
  /** CSS colours. */
  foreground: string;
  muted: string;
  background: string;
  grid: string;
  right: string;
  wrong: string;
  bar: string;
  /** Colour of the object with this index; the same for all lanes. */
  objects: readonly string[];
  /** 255 pixels from most negative to most positive. */
  heat: Uint32Array;
}

const WHITE: Rgba = [1, 1, 1, 1];
const BLACK: Rgba = [0, 0, 0, 1];

/** Chart colours of the theme. Red and green are left to wrong and right. */
const OBJECT_VARIABLES = ['charts-blue', 'charts-yellow', 'charts-purple', 'charts-orange'];
/** Further objects: hues between those, in degrees. */
const OBJECT_HUES = [175, 330, 75, 200, 290, 20, 100, 240];

export function readTheme(root: Document = document): Theme {
  const classes = root.body.classList;
  const light = classes.contains('vscode-light') || classes.contains('vscode-high-contrast-light');
  const style = getComputedStyle(root.documentElement);
  const read = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return undefined;
  };

  const background = read('editor-background') ?? (light ? '#ffffff' : '#1e1e1e');
  const foreground = read('foreground', 'editor-foreground') ?? (light ? '#3b3b3b' : '#cccccc');
  const highContrast = classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light');
  const ground = parseColor(background) ?? (light ? WHITE : BLACK);
  const solid = (text: string | undefined, fallback: Rgba): Rgba =>
    over((text === undefined ? null : parseColor(text)) ?? fallback, ground);
  // Chart colours are chosen for lines; the ends of a scale stand out more when pushed away from the background.
  const end = (color: Rgba): Rgba => mix(color, light ? BLACK : WHITE, light ? 0.25 : 0.15);

  return {
    dark: !light,
    highContrast,
    font: read('font-family') ?? 'sans-serif',
    foreground,
    background,
    muted: read('descriptionForeground') ?? foreground,
    grid: (highContrast ? read('contrastBorder') : read('editorRuler-foreground', 'panel-border')) ?? foreground,
    right: read('charts-green', 'testing-iconPassed') ?? '#388a34',
    wrong: read('charts-red', 'errorForeground') ?? '#e51400',
    bar: read('charts-foreground', 'descriptionForeground') ?? foreground,
    objects: [
      ...OBJECT_VARIABLES.map((name, index) => read(name) ?? `hsl(${index * 90 + 30} 60% 50%)`),
      ...OBJECT_HUES.map((hue) => `hsl(${hue} 55% ${light ? 42 : 58}%)`),
    ],
    heat: divergingScale(
      end(solid(read('charts-blue'), [0.2, 0.5, 0.9, 1])),
      ground,
      end(solid(read('charts-orange'), [0.85, 0.5, 0.1, 1])),
    ),
  };
}

/** VS Code changes the classes of `body` and the variables in the `style` of the root when the theme changes. */
export function watchTheme(onChange: (theme: Theme) => void): void {
  const observer = new MutationObserver(() => onChange(readTheme()));
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'style'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style'] });
}
