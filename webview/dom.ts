/** Elements without HTML strings: text is only ever set as text, so nothing from a file can become markup. */

export type Child = Node | string | null | undefined | false;

interface Attributes {
  class?: string;
  id?: string;
  role?: string;
  title?: string;
  hidden?: boolean;
  tabindex?: number;
  [aria: `aria-${string}`]: string | number | boolean | undefined;
  [data: `data-${string}`]: string | undefined;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  fill(element, ...children);
  return element;
}

/** `undefined` and a `false` `hidden` take the attribute away. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || (name === 'hidden' && value === false)) element.removeAttribute(name);
    else element.setAttribute(name, name === 'hidden' ? '' : String(value));
  }
}

/** Replaces the children of an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** Sixteen by sixteen, drawn with strokes. Each has a shape of its own, so that its colour may be ignored. */
const ICONS = {
  right: 'M3 8.5l3.2 3.2L13 4.8',
  wrong: 'M4 4l8 8M12 4l-8 8',
  partly: 'M8 3v6M8 11.6v.8M2.2 13.8L8 2.2l5.8 11.6z',
  'not applicable': 'M4 8h8',
  failed: 'M8 4.5v4M8 10.8v.7M8 1.6a6.4 6.4 0 1 0 0 12.8a6.4 6.4 0 1 0 0-12.8z',
  waiting: 'M4 8h.1M8 8h.1M12 8h.1',
  chevron: 'M6 3.5L10.5 8L6 12.5',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2 3v10M14 3v10M4.5 8h7M6.5 6l-2 2l2 2M9.5 6l2 2l-2 2',
  shrink: 'M1.5 8h4.5M10 8h4.5M4 6l2 2l-2 2M12 6l-2 2l2 2',
  play: 'M4.5 2.5L13 8L4.5 13.5z',
  pause: 'M5 3v10M11 3v10',
  back: 'M10 3.5L5.5 8L10 12.5',
  flag: 'M4 2v12M4 2.5l8 3.5l-8 3.5',
  editor: 'M9 2h5v5M14 2L8 8M12 9v5H2V4h5',
  save: 'M8 2v8M4.5 7L8 10.5L11.5 7M2.5 13.5h11',
  source: 'M5.5 4L2 8l3.5 4M10.5 4L14 8l-3.5 4',
} as const;

export type IconName = keyof typeof ICONS;

/** Decoration: the words beside it, or the button's label, say the same. */
export function icon(name: IconName): SVGSVGElement {
  const drawing = svg('svg', {
    viewBox: '0 0 16 16',
    width: 16,
    height: 16,
    'aria-hidden': 'true',
    class: `icon icon-${name.replace(' ', '-')}`,
  });
  drawing.append(svg('path', { d: ICONS[name] }));
  return drawing;
}
