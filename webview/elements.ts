/**
 * The page's buttons and progress, from `@vscode/webview-ui-toolkit`. Its upstream is archived: this is the only file
 * that knows it, so that another set of elements can take its place here.
 */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { h, icon, type IconName } from './dom';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());

export interface ButtonOptions {
  label: string;
  onClick: () => void;
  kind?: 'primary' | 'secondary' | 'icon';
  /** Shown instead of the label for the kind `icon`, beside it otherwise. */
  icon?: IconName;
  /** Leave the label to its icon where the page is narrow. */
  shrinks?: boolean;
  /** Longer explanation on hover. */
  title?: string;
}

export interface ButtonElement extends HTMLElement {
  disabled: boolean;
}

export function button({
  label,
  onClick,
  kind = 'secondary',
  icon: name,
  title,
  shrinks,
}: ButtonOptions): ButtonElement {
  const element = document.createElement('vscode-button') as ButtonElement;
  element.setAttribute('appearance', kind);
  if (title !== undefined) element.title = title;
  if (name) {
    const drawing = icon(name);
    if (kind !== 'icon') drawing.setAttribute('slot', 'start');
    element.append(drawing);
  }
  if (kind === 'icon' || shrinks) {
    element.setAttribute('aria-label', label);
    element.title = title ?? label;
  }
  // Not a span: the toolkit takes a span in a button for an icon and makes it 16 pixels wide.
  if (kind !== 'icon') element.append(shrinks === true ? h('div', { class: 'button-label' }, label) : label);
  element.addEventListener('click', () => {
    if (!element.disabled) onClick();
  });
  return element;
}

/** Work of unknown length. Hidden by the style sheet where people asked for less motion; the words beside it remain. */
export function spinner(): HTMLElement {
  const ring = document.createElement('vscode-progress-ring');
  ring.setAttribute('aria-label', 'working');
  return h('span', { class: 'spinner' }, ring);
}
