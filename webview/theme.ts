import type { Theme } from './draw/theme';
import { themeFrom } from './draw/theme-colors';

export function readTheme(root: Document = document): Theme {
  const style = getComputedStyle(root.documentElement);
  const classes = root.body.classList;
  return themeFrom(
    (name) => style.getPropertyValue(`--vscode-${name}`),
    (name) => classes.contains(name),
  );
}

/** VS Code changes the classes of `body` and the variables in the `style` of the root when the theme changes. */
export function watchTheme(onChange: (theme: Theme) => void): void {
  const observer = new MutationObserver(() => onChange(readTheme()));
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'style'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style'] });
}
