import { escapeHtml } from '../protocol/html';
import { greatest, least } from '../lists/extremes';
import { percent } from '../text/percent';
import type { TaskTable } from './summary';

const [WIDTH, HEIGHT] = [500, 240];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 20, 12, 28];
/** More lines could not be told apart; the table has all. */
const MOST_LINES = 8;

/** Accuracy over length, on a logarithmic axis, of the models that go furthest; a picture that the table beside it says in numbers. */
export function chartOf({ task, density, columns, models }: TaskTable): string {
  const heading = density === undefined ? task : `${task}, density ${density}`;
  const lengths = columns.map(({ length }) => length);
  const [from, to] = [Math.log2(least(lengths)), Math.log2(greatest(lengths))];
  const x = (length: number): number => LEFT + ((Math.log2(length) - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const shown = [...models].sort((a, b) => b.reach - a.reach).slice(0, MOST_LINES);
  const twice = new Set(shown.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at));
  const lines = shown.map((model, index) => {
    const points = columns.flatMap(({ name, length }) => {
      const cell = model.cells.get(name);
      return cell ? [{ x: x(length), y: y(cell.full), cell, name }] : [];
    });
    const path = points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
    const dots = points
      .map((point) => {
        const title = `${model.name}, length ${point.name}: ${percent(point.cell.full)}`;
        return `<circle cx="${point.x.toFixed(1)}" cy="${point.y.toFixed(1)}" r="3"><title>${escapeHtml(title)}</title></circle>`;
      })
      .join('');
    return `<g class="line l${index}"><polyline points="${path}"/>${dots}</g>`;
  });
  const ticks = columns
    .map(
      ({ name, length }) =>
        `<text class="tick" x="${x(length).toFixed(1)}" y="${HEIGHT - 8}">${escapeHtml(name)}</text>`,
    )
    .join('');
  const grid = [0, 0.5, 0.9, 1]
    .map(
      (share) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}"/><text class="share" x="${LEFT - 6}" y="${y(share) + 4}">${100 * share}%</text>`,
    )
    .join('');
  const legend = shown
    .map(
      ({ name, id }, index) =>
        `<li><svg viewBox="0 0 32 8" aria-hidden="true" class="line l${index}"><polyline points="0,4 32,4"/></svg>${escapeHtml(twice.has(name) ? `${name} (${id})` : name)}</li>`,
    )
    .join('');
  const more =
    models.length > shown.length ? `<p>The ${shown.length} of ${models.length} models that go furthest.</p>` : '';
  const label = `${heading}: accuracy over the length of words, in numbers in the table below`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(`${heading}: chart`)}"><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">${grid}${ticks}${lines.join('')}</svg></div>
<ul class="legend" aria-label="${escapeHtml(`${heading}: lines of the chart`)}">${legend}</ul>${more}`;
}
