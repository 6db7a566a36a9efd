import './matrix.css';
import { h, setAttributes } from '../dom';
import { drawMatrix, matrixSize, type Matrix } from '../draw/matrix';
import { surface } from '../draw/surface';
import type { Drawing } from '../panels/panel';
import type { Context } from './context';
import { hover } from './hover';
import type { Tooltip } from './tooltip';

/** What is said of one cell: the value first. */
type CellText = (row: number, column: number, value: number) => { lines: string[]; source?: string };

export interface MatrixPlot {
  element: HTMLElement;
  /** `label` is the text alternative. */
  show: (matrix: Matrix, label: string) => void;
  /** Sets off a row, or a column; null for none. */
  emphasise: (row: number | null) => void;
  drawing: (name: string) => Drawing | null;
}

interface MatrixOptions {
  tip: Tooltip;
  cell: CellText;
  onChoose?: (row: number, column: number) => void;
  /** CSS pixels; cells are square otherwise. */
  rowHeight?: number;
  /** What is set off. */
  sets?: 'row' | 'column';
}

/** A matrix whose values can be read by pointing at them, or with arrow keys. */
export function matrixPlot(
  context: Context,
  { tip, cell, onChoose, rowHeight, sets = 'row' }: MatrixOptions,
): MatrixPlot {
  const { store, signal } = context;
  let matrix: Matrix | null = null;
  let room = 0;
  const mark = h('div', { class: `matrix-${sets}`, hidden: true });
  const cursor = h('div', { class: 'matrix-cursor' });
  const plot = h(
    'div',
    // Arrow keys shall reach the page: screen readers keep them for themselves in other roles.
    { class: 'matrix', role: 'application', 'aria-roledescription': 'matrix', tabindex: 0 },
    mark,
    cursor,
  );
  const element = h('div', { class: 'matrix-room' }, plot);
  const draw = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    const { theme } = store.get();
    pen.fillStyle = theme.background;
    pen.fillRect(0, 0, width, height);
    if (matrix) drawMatrix(pen, matrix, theme, { width, height });
  };
  const drawn = surface({ element: plot, draw, signal });
  setAttributes(drawn.canvas, { 'aria-hidden': true });

  let [shape, at] = ['', { row: 0, column: 0 }];
  const measure = (): void => {
    if (!matrix || room === 0) return;
    const size = matrixSize(matrix, room, rowHeight);
    const next = `${size.width} ${size.height}`;
    if (next === shape) return;
    shape = next;
    plot.style.width = `${size.width}px`;
    plot.style.height = `${size.height}px`;
  };
  const sizes = new ResizeObserver(([entry]) => {
    room = entry?.contentRect.width ?? 0;
    measure();
  });
  sizes.observe(element);
  signal.addEventListener('abort', () => sizes.disconnect());
  store.on(['theme'], signal, drawn.redraw);

  const textAt = (of: { row: number; column: number }) =>
    matrix ? cell(of.row, of.column, matrix.data[of.row * matrix.columns + of.column] ?? NaN) : { lines: [] };
  const under = (event: MouseEvent): { row: number; column: number } | null => {
    const box = plot.getBoundingClientRect();
    if (!matrix) return null;
    const column = Math.floor(((event.clientX - box.left) / box.width) * matrix.columns);
    const line = Math.floor(((event.clientY - box.top) / box.height) * matrix.rows);
    return column < 0 || line < 0 || column >= matrix.columns || line >= matrix.rows ? null : { row: line, column };
  };
  const choose = onChoose && ((of: { row: number; column: number }): void => onChoose(of.row, of.column));
  hover(plot, { signal, tip, under, say: textAt, onChoose: choose });

  const place = (): void => {
    if (!matrix) return;
    cursor.style.inset = `${(at.row / matrix.rows) * 100}% auto auto ${(at.column / matrix.columns) * 100}%`;
    cursor.style.width = `${100 / matrix.columns}%`;
    cursor.style.height = `${100 / matrix.rows}%`;
  };
  plot.addEventListener('focus', place, { signal });
  plot.addEventListener('blur', tip.hide, { signal });
  plot.addEventListener(
    'keydown',
    (event) => {
      if (!matrix || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = { ...at };
      if (event.key === 'ArrowRight') to.column++;
      else if (event.key === 'ArrowLeft') to.column--;
      else if (event.key === 'ArrowDown') to.row++;
      else if (event.key === 'ArrowUp') to.row--;
      else if (event.key === 'Home') to.column = 0;
      else if (event.key === 'End') to.column = matrix.columns - 1;
      else if (event.key === 'Escape') {
        tip.hide();
        return;
      } else if (event.key === 'Enter' && onChoose) onChoose(at.row, at.column);
      else return;
      event.preventDefault();
      at = {
        row: Math.min(matrix.rows - 1, Math.max(0, to.row)),
        column: Math.min(matrix.columns - 1, Math.max(0, to.column)),
      };
      place();
      const box = cursor.getBoundingClientRect();
      const { lines, source } = textAt(at);
      tip.show(box.right, box.bottom, lines, source);
      context.announce(lines.join(', '));
    },
    { signal },
  );

  return {
    element,
    show: (next, label) => {
      matrix = next;
      setAttributes(plot, { 'aria-label': `${label}. Arrow keys read single values.` });
      measure();
      drawn.redraw();
    },
    emphasise: (which) => {
      mark.hidden = which === null || !matrix;
      if (which === null || !matrix) return;
      const [start, size] = sets === 'row' ? (['top', 'height'] as const) : (['left', 'width'] as const);
      const count = sets === 'row' ? matrix.rows : matrix.columns;
      mark.style[start] = `${(which / count) * 100}%`;
      mark.style[size] = `${100 / count}%`;
    },
    drawing: (name) => matrix && { kind: 'drawing', name, width: plot.clientWidth, height: plot.clientHeight, draw },
  };
}
