import type { Dressed } from './dressed';
import { greatest } from '../lists/extremes';

const TITLES: Readonly<Record<Dressed['dress'], string>> = {
  chess: 'Chess',
  python: 'Python',
  javascript: 'JavaScript',
  narrative: 'Story',
};

/**
 * Several dresses of one word in columns, as in Figure 1 of *The Illusion of State in State-Space Models*: first what
 * stands before the elements, then one row of cells for each element, as plain text.
 *
 * @param width columns of the whole, in characters
 */
export function sideBySide(views: readonly Dressed[], width = 120): string {
  const cell = Math.max(16, Math.floor((width - 3 * (views.length - 1)) / Math.max(1, views.length)));
  const rows = [views.map(({ dress }) => TITLES[dress]), views.map(({ head }) => head)];
  const elements = greatest(
    views.map((view) => view.elements.length),
    0,
  );
  for (let k = 0; k < elements; k++) rows.push(views.map((view) => view.elements[k] ?? ''));
  const rule = views.map(() => '─'.repeat(cell)).join('─┼─');
  const blocks = rows.map((row) =>
    block(
      row.map((text) => wrap(text, cell)),
      cell,
    ),
  );
  return `${blocks.join(`\n${rule}\n`)}\n`;
}

function block(cells: readonly string[][], width: number): string {
  const height = greatest(cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, k) =>
    cells
      .map((lines) => (lines[k] ?? '').padEnd(width))
      .join(' │ ')
      .trimEnd(),
  ).join('\n');
}

/** Lines of at most `width` characters, broken at spaces where there is one; a continued line keeps its indentation. */
function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    const found: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const end = space > indent.length ? space : width;
      found.push(rest.slice(0, end));
      rest = indent + rest.slice(end).trimStart();
    }
    return [...found, rest];
  });
}
