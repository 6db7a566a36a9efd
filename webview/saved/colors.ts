import { useTheme } from '../stand-in/theme';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const MORE = matchMedia('(prefers-contrast: more)');
const FORCED = matchMedia('(forced-colors: active)');

/** Dark or light as the reader has it, high contrast where that is asked for, and the reader's own colours where they are forced. */
export function followColors(): void {
  for (const query of [DARK, MORE, FORCED]) query.addEventListener('change', follow);
  follow();
}

function follow(): void {
  if (MORE.matches || FORCED.matches) useTheme(DARK.matches ? 'hc-dark' : 'hc-light');
  else useTheme(DARK.matches ? 'dark' : 'light');
  if (FORCED.matches) takeSystemColors();
}

/** Which of the system's colours takes the place of which variables of a theme. */
const SYSTEM: Readonly<Record<string, readonly string[]>> = {
  Canvas: ['editor-background', 'sideBar-background', 'editorWidget-background', 'textCodeBlock-background'],
  CanvasText: ['editor-foreground', 'foreground', 'descriptionForeground', 'icon-foreground', 'contrastBorder'],
  Highlight: ['focusBorder', 'contrastActiveBorder', 'editorCursor-foreground'],
  ButtonFace: ['button-background', 'button-secondaryBackground', 'dropdown-background', 'input-background'],
  ButtonText: ['button-foreground', 'button-secondaryForeground', 'dropdown-foreground', 'input-foreground'],
};

/**
 * A browser that forces colours does so for elements, not for what is drawn on canvases, and takes the swatches of
 * legends away. The page takes the forced colours itself instead, for both alike.
 */
function takeSystemColors(): void {
  const { style } = document.documentElement;
  style.setProperty('forced-color-adjust', 'none');
  const sample = document.body.appendChild(document.createElement('span'));
  for (const [color, variables] of Object.entries(SYSTEM)) {
    sample.style.color = color;
    // As `rgb()`, which canvases can mix.
    const value = getComputedStyle(sample).color;
    for (const variable of variables) style.setProperty(`--vscode-${variable}`, value);
  }
  sample.remove();
}
