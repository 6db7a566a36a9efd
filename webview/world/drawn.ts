import type { Shape } from '../../src/world/shape';
import { svg } from '../dom';

/** A shape as an element of the page. */
export function drawn({ tag, attributes, text, children = [] }: Shape): SVGElement {
  const element = svg(tag, attributes);
  if (text !== undefined) element.textContent = text;
  for (const child of children) element.append(drawn(child));
  return element;
}
