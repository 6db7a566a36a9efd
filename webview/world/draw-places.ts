import { greatest } from '../../src/lists/extremes';
import { h, svg, type Child } from '../dom';
import { objectColor } from '../draw/lane-cells';
import { shortened } from '../draw/names';
import type { Theme } from '../draw/theme';
import { arrow } from '../../src/world/arrow';
import { drawn } from './drawn';
import { MAY_NOT, type Held, type Picture, type Place } from '../../src/world/places';

/** Room for one character of a cell, around a cell, and for the names of the rows; CSS pixels. */
const CHARACTER = 7.5;
const AROUND = 14;
const ROW_NAMES = 70;
const ARROWS = 16;
/** A row of a list: units of its arrows, and letters' heights as in world.css. */
const LIST_ROW = 26;
const LIST_ROW_EM = 2.2;
/** A cell gets no wider than this, however much room there is. */
const WIDEST = 120;
/** Characters of a name in a cell. */
const MOST = 24;

/** Places side by side where there is room for all of them, else one below the other; symbols as two sets. */
export function drawPlaces(picture: Picture, width: number, theme: Theme): HTMLElement {
  const { places, ofSymbols } = picture;
  if (ofSymbols) return sets(picture, theme);
  const texts = places.flatMap(({ name, holds, believed }) => [name, holds.name, believed?.name ?? '']);
  const longest = greatest(
    texts.map((text) => Math.min(MOST, text.length)),
    1,
  );
  const cell = Math.min(WIDEST, Math.floor((width - ROW_NAMES) / Math.max(1, places.length)));
  return cell >= longest * CHARACTER + AROUND ? row(picture, cell, theme) : list(picture, theme);
}

function row(picture: Picture, cell: number, theme: Theme): HTMLElement {
  const { places, isBelieved } = picture;
  const line = (title: string, cells: Child[]): HTMLElement => h('tr', {}, scoped(h('th', {}, title), 'row'), ...cells);
  const table = h(
    'table',
    { class: 'places in-a-row' },
    h(
      'thead',
      {},
      h('tr', {}, h('td'), ...places.map(({ name }) => scoped(h('th', {}, shortened(name, MOST)), 'col'))),
    ),
    h(
      'tbody',
      {},
      picture.moves.length > 0 && h('tr', { 'aria-hidden': true }, h('td'), arrows(picture, cell)),
      line(
        'true',
        places.map(({ holds, moved }) => held(holds, theme, moved ? 'moved' : '')),
      ),
      isBelieved &&
        line(
          'believed',
          places.map(({ believed, wrong }) => believed && belief(believed, wrong, theme)),
        ),
    ),
  );
  table.style.width = `${ROW_NAMES + cell * places.length}px`;
  return table;
}

/** Which symbols may come next, and which a model believes to; what it has wrong is crossed, or said not to come. */
function sets({ places, isBelieved }: Picture, theme: Theme): HTMLElement {
  const line = (title: string, symbols: readonly HTMLElement[]): HTMLElement => {
    const cell = h('td');
    for (const symbol of symbols) cell.append(symbol);
    return h('tr', {}, scoped(h('th', {}, title), 'row'), cell);
  };
  const may = ({ holds }: Place): boolean => holds.object !== MAY_NOT;
  return h(
    'table',
    { class: 'places symbols' },
    h('caption', {}, 'What may come next'),
    h(
      'tbody',
      {},
      line(
        'true',
        places.filter(may).map(({ holds, moved }) => chip(holds, theme, moved ? 'moved' : '')),
      ),
      isBelieved &&
        line(
          'believed',
          places.map((place) => {
            const { name, holds, believed = holds, wrong } = place;
            const shown = may(place) && wrong ? { object: holds.object, name: `not ${name}` } : believed;
            return chip(shown, theme, wrong ? 'differs' : '', wrong);
          }),
        ),
    ),
  );
}

/** What the step carries from place to place, over the row of what they hold then. */
function arrows({ places, moves }: Picture, cell: number): HTMLElement {
  const width = cell * places.length;
  const drawing = svg('svg', { width, height: ARROWS, viewBox: `0 0 ${width} ${ARROWS}` });
  const middle = (place: number): number => (place + 0.5) * cell;
  for (const { from, to } of moves) {
    // Two that change places would lie on each other.
    const aside = Math.sign(to - from) * Math.min(4, cell / 6);
    const [start, end] = [middle(from) + aside, middle(to) - aside];
    drawing.append(drawn(arrow([start, ARROWS - 2], [end, ARROWS - 2], {}, ARROWS - 5)));
  }
  const across = h('td', { class: 'arrows' }, drawing);
  across.colSpan = places.length;
  return across;
}

function list(picture: Picture, theme: Theme): HTMLElement {
  const { places, isBelieved, moves } = picture;
  const head = (name: string): HTMLElement => scoped(h('th', {}, name), 'col');
  const besides = moves.length > 0 ? uprightArrows(picture) : undefined;
  const line = (place: Place, index: number): HTMLElement => {
    const from = moves.find(({ to }) => to === index)?.from;
    const origin = from === undefined ? undefined : places[from]?.name;
    return h(
      'tr',
      {},
      scoped(h('th', { title: place.name }, shortened(place.name, MOST)), 'row'),
      index === 0 && besides,
      held(place.holds, theme, place.moved ? 'moved' : '', origin),
      place.believed && belief(place.believed, place.wrong, theme),
    );
  };
  return h(
    'table',
    { class: 'places in-a-list' },
    h(
      'thead',
      {},
      h('tr', {}, head('place'), besides && h('td', { class: 'arrows' }), head('true'), isBelieved && head('believed')),
    ),
    h('tbody', {}, ...places.map(line)),
  );
}

/** What the step carries from row to row, beside what they hold then. */
function uprightArrows({ places, moves }: Picture): HTMLElement {
  const height = LIST_ROW * places.length;
  const drawing = svg('svg', { viewBox: `0 0 ${ARROWS} ${height}` });
  // Rows are as high as letters make them.
  drawing.style.height = `${LIST_ROW_EM * places.length}em`;
  const middle = (place: number): number => (place + 0.5) * LIST_ROW;
  for (const { from, to } of moves) {
    const aside = Math.sign(to - from) * 4;
    drawing.append(
      drawn(arrow([ARROWS - 2, middle(from) + aside], [ARROWS - 2, middle(to) - aside], {}, ARROWS / 2 - 2)),
    );
  }
  const beside = h('td', { class: 'arrows', 'aria-hidden': true }, drawing);
  beside.rowSpan = places.length;
  return beside;
}

function belief(believed: Held, wrong: boolean, theme: Theme): HTMLElement {
  return held(believed, theme, wrong ? 'differs' : '', undefined, wrong);
}

/** @param from the place from which it came */
function held(what: Held, theme: Theme, mark: string, from?: string, wrong = false): HTMLElement {
  return h(
    'td',
    {},
    chip(what, theme, mark, wrong),
    // An arrow shows it.
    from !== undefined && h('span', { class: 'sr-only' }, `, from ${shortened(from, MOST)}`),
  );
}

function chip({ object, name }: Held, theme: Theme, mark: string, wrong = false): HTMLElement {
  const text = h(
    'span',
    { class: `held ${mark}`, title: name },
    shortened(name, MOST),
    wrong && h('span', { class: 'sr-only' }, ' (wrong)'),
  );
  // The lanes' colour of it, as an edge: names must stay readable on every theme.
  if (object >= 0) text.style.borderBottomColor = objectColor(theme, object);
  return text;
}

function scoped(cell: HTMLTableCellElement, scope: 'row' | 'col'): HTMLTableCellElement {
  cell.scope = scope;
  return cell;
}
