/** A piece of a drawing, as SVG names it: an element of the page, or text of a picture. */
export interface Shape {
  tag: 'rect' | 'path' | 'text' | 'g';
  attributes: Readonly<Record<string, string | number>>;
  text?: string;
  children?: readonly Shape[];
}

/** A drawing as a file of its own; nothing in it can become mark-up. */
export function svgText(shapes: readonly Shape[], width: number, height: number): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  return `${head}${shapes.map(written).join('')}</svg>`;
}

function written({ tag, attributes, text = '', children = [] }: Shape): string {
  const all = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<${tag}${all.join('')}>${escaped(text)}${children.map(written).join('')}</${tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // What XML has no place for.
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? '');
}
