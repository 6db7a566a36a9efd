import themes from './themes.json';

export type ThemeName = keyof typeof themes;

export function isTheme(name: string): name is ThemeName {
  return Object.hasOwn(themes, name);
}

/** Does to the page what VS Code does: classes of `body`, and the theme's variables in the `style` of the root. */
export function useTheme(name: ThemeName): void {
  const { class: classes, kind, variables } = themes[name];
  document.documentElement.removeAttribute('style');
  for (const [variable, value] of Object.entries(variables))
    document.documentElement.style.setProperty(variable, value);
  document.body.className = classes;
  document.body.dataset['vscodeThemeKind'] = kind;
}
