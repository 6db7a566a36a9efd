import { escapeHtml } from '../protocol/html';
import { grouped } from '../lists/grouped';
import { percent } from '../text/percent';
import { plural } from '../text/plural';
import { chartOf } from './chart';
import { PAGE_MARK } from './page-mark';
import { SCRIPT, STYLE } from './page-parts';
import type { Cell, ModelRow, TaskTable } from './summary';

export interface About {
  title: string;
  /** Of the product. */
  version: string;
  /** Random for every page; letters and digits. */
  nonce: string;
}

/**
 * A page with what was measured, in one file that loads nothing and asks nobody: its one script, which sorts tables, runs by its nonce
 * alone.
 */
export function sweepPage(tables: readonly TaskTable[], { title, version, nonce }: About): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${PAGE_MARK}
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>Share of random words with every step right, with 95% intervals below. A column’s name sorts by it. Made by State Probe ${escapeHtml(version)}.</p>
${[...grouped(tables, ({ task }) => task).values()].map(taskSections).join('\n')}
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

/** What was measured of one task, the usual density first; of several densities a table beside. */
function taskSections(tables: readonly TaskTable[]): string {
  return [...tables.map(taskSection), ...(tables.length > 1 ? [densitiesSection(tables)] : [])].join('\n');
}

/** The task with its density, where one was asked for. */
function titleOf({ task, density }: TaskTable): string {
  return density === undefined ? task : `${task}, density ${density}`;
}

function taskSection(table: TaskTable): string {
  return `<section>
<h2>${escapeHtml(titleOf(table))}</h2>
${chartOf(table)}
<h3>By length</h3>
${lengthsTable(table)}
<h3>By depth</h3>
${depthsTable(table)}
<h3>Behind the best model of each length</h3>
${differencesTable(table)}
</section>`;
}

interface Column {
  name: string;
  /** Numbers are sorted as such, the largest first. */
  isNumber?: true;
}

/** A cell: what it shows, in a second line its interval, what it is sorted by, and what else is told on hover. */
interface Shown {
  text: string;
  interval?: string;
  by?: number | undefined;
  title?: string;
  /** By which it stands out. */
  shade?: string;
}

function tableOf(caption: string, columns: readonly Column[], rows: readonly (readonly Shown[])[]): string {
  const head = columns
    .map(
      ({ name, isNumber }) =>
        `<th scope="col" aria-sort="none"${isNumber ? '' : ' class="text"'}><button type="button"${isNumber ? ' data-number' : ''}>${escapeHtml(name)}</button></th>`,
    )
    .join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => cellHtml(cell, columns[at], at === 0)).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
}

/** @param isName it names its row */
function cellHtml({ text, interval, by, title, shade }: Shown, column: Column | undefined, isName: boolean): string {
  const className = column?.isNumber ? shade : 'text';
  const attributes = [
    ...(isName ? [' scope="row"'] : []),
    ...(by === undefined ? [] : [` data-by="${by}"`]),
    ...(title === undefined ? [] : [` title="${escapeHtml(title)}"`]),
    ...(className === undefined ? [] : [` class="${className}"`]),
  ].join('');
  const tag = isName ? 'th' : 'td';
  const second = interval === undefined ? '' : ` <small>${escapeHtml(interval)}</small>`;
  return `<${tag}${attributes}>${escapeHtml(text)}${second}</${tag}>`;
}

function lengthsTable(table: TaskTable): string {
  const { columns, models } = table;
  const head: Column[] = [
    ...[{ name: 'model' }, { name: 'id' }, { name: 'layers', isNumber: true as const }],
    ...columns.map(({ name }) => ({ name, isNumber: true as const })),
    ...[
      { name: '90% right up to', isNumber: true as const },
      { name: 'half wrong by step', isNumber: true as const },
    ],
    ...[{ name: 'ran on' }],
  ];
  const rows = models.map((model) => [
    ...named(model),
    number(model.layers),
    ...columns.map(({ name }) => accuracyCell(model.cells.get(name))),
    number(model.reach),
    // Who is never half wrong goes furthest.
    model.horizon === undefined ? { text: '–', by: Infinity } : number(model.horizon),
    { text: model.provider },
  ]);
  return tableOf(`${titleOf(table)}: accuracy by length of the words`, head, rows);
}

function named({ name, id, digest }: ModelRow): Shown[] {
  return [{ text: name, title: `sha256 ${digest}` }, { text: id }];
}

function number(value: number | undefined): Shown {
  return value === undefined ? { text: '–' } : { text: value.toLocaleString('en'), by: value };
}

function accuracyCell(cell: Cell | undefined): Shown {
  if (!cell) return { text: '' };
  const { full, interval, words, seeds, steps } = cell;
  return {
    text: percent(full),
    by: full,
    interval: intervalText(interval),
    title: `of ${words.toLocaleString('en')} words, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}; ${percent(steps)} of steps`,
    shade: `a${Math.round(10 * full)}`,
  };
}

function intervalText([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}

/** An architecture's models, by their layers. */
function depthsTable(table: TaskTable): string {
  const { columns, models } = table;
  const depths = [...new Set(models.flatMap(({ layers }) => layers ?? []))].sort((a, b) => a - b);
  const architectures = [...new Set(models.flatMap(({ architecture }) => architecture ?? []))].sort();
  if (architectures.length === 0) return '<p>These rows do not tell the layers of models.</p>';
  const rows = architectures.map((architecture) => [
    { text: architecture },
    ...depths.map((layers): Shown => {
      const same = models.filter((model) => model.architecture === architecture && model.layers === layers);
      const best = same.reduce<ModelRow | undefined>(
        (one, other) => (one && one.reach >= other.reach ? one : other),
        undefined,
      );
      if (!best) return { text: '' };
      const [longest = ''] = columns
        .map(({ name }) => name)
        .filter((name) => best.cells.has(name))
        .slice(-1);
      const at = best.cells.get(longest);
      const title = `${best.id}${at ? `: ${percent(at.full)} at length ${longest}` : ''}${same.length > 1 ? `; the best of ${same.length}` : ''}`;
      return { text: best.reach.toLocaleString('en'), by: best.reach, title };
    }),
  ]);
  const head = [
    { name: 'architecture' },
    ...depths.map((one) => ({ name: plural(one, 'layer'), isNumber: true as const })),
  ];
  return tableOf(`${titleOf(table)}: longest length with nine words in ten right, by layers`, head, rows);
}

function differencesTable(table: TaskTable): string {
  const { columns, models } = table;
  const rows = models.map((model) => [
    ...named(model),
    ...columns.map(({ name }): Shown => {
      const cell = model.cells.get(name);
      if (!cell) return { text: '' };
      if (!cell.behind) return { text: 'best', by: 0 };
      const { change, interval } = cell.behind;
      const isSeen = interval[1] < 0;
      return {
        text: isSeen ? points(change) : `${points(change)} ≈`,
        interval: `${points(interval[0])} to ${points(interval[1])}`,
        by: change,
        title: isSeen ? 'behind' : 'no difference is seen',
      };
    }),
  ]);
  const head = [{ name: 'model' }, { name: 'id' }, ...columns.map(({ name }) => ({ name, isNumber: true as const }))];
  return tableOf(`${titleOf(table)}: percentage points; ≈ where the interval holds zero`, head, rows);
}

/** How far models go at each density: the share of tokens that change something. */
function densitiesSection(tables: readonly TaskTable[]): string {
  const [{ task }] = tables as [TaskTable];
  const all = grouped(
    tables.flatMap(({ density, models }) => models.map((model) => ({ density, model }))),
    ({ model: { digest, provider } }) => `${digest} ${provider}`,
  );
  const rows = [...all.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [
      [
        ...named(first.model),
        ...tables.map(({ density }) => number(same.find((one) => one.density === density)?.model.reach)),
      ],
    ];
  });
  const head = [
    ...[{ name: 'model' }, { name: 'id' }],
    ...tables.map(({ density }) => ({
      name: density === undefined ? 'as the task draws' : `density ${density}`,
      isNumber: true as const,
    })),
  ];
  return `<section>
<h2>${escapeHtml(task)}: by density</h2>
<p>The density is the share of tokens that change something; the others are the identity.</p>
${tableOf(`${task}: longest length with nine words in ten right, by density`, head, rows)}
</section>`;
}

function points(change: number): string {
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(100 * change).toFixed(1)}`;
}
