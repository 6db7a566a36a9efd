import { greatest } from '../lists/extremes';
import { shortened } from '../text/shortened';
import { arrow } from './arrow';
import type { Picture, Place } from './places';
import type { Shape } from './shape';

/** Colours that a drawing takes from a theme. */
export interface Paints {
  foreground: string;
  muted: string;
  wrong: string;
  objects: readonly string[];
}

export interface Drawing {
  shapes: Shape[];
  width: number;
  height: number;
}

/** Pixels of a character, of a line of text and of what stands around it. */
const CHARACTER = 7.3;
const LINE = 20;
const AROUND = 10;
const ARROWS = 16;
/** A drawing gets no wider: what is too wide for a row is a list. */
const WIDEST = 480;
/** Characters of a name. */
const MOST = 16;
const FONT = { 'font-family': 'monospace', 'font-size': 12 };

/** Places with what they hold and what a model believes that they hold, side by side or one below the other, small. */
export function placesDrawing(picture: Picture, paints: Paints): Drawing {
  const { places, isBelieved } = picture;
  const names = places.flatMap(({ name, holds, believed }) => [name, holds.name, believed?.name ?? '']);
  const cell =
    CHARACTER *
      greatest(
        names.map((name) => Math.min(MOST, name.length)),
        1,
      ) +
    AROUND;
  const heads = CHARACTER * (isBelieved ? 'believed' : 'true').length + AROUND;
  return heads + cell * places.length <= WIDEST ? row(picture, cell, heads, paints) : list(picture, cell, paints);
}

function row({ places, moves, isBelieved }: Picture, cell: number, heads: number, paints: Paints): Drawing {
  const top = LINE + (moves.length > 0 ? ARROWS : 0);
  const left = (place: number): number => heads + place * cell;
  const shapes = places.flatMap((place, index): Shape[] => [
    label(place.name, left(index) + cell / 2, 14, paints.muted),
    ...held(place.holds, [left(index), top, cell], paints, place.moved ? 'moved' : ''),
    ...(place.believed
      ? held(place.believed, [left(index), top + LINE + 2, cell], paints, place.wrong ? 'wrong' : '')
      : []),
  ]);
  const arrows = moves.map(({ from, to }) => {
    // Two that change places would lie on each other.
    const aside = Math.sign(to - from) * Math.min(4, cell / 6);
    const [start, end] = [left(from) + cell / 2 + aside, left(to) + cell / 2 - aside];
    return arrow([start, top - 2], [end, top - 2], { stroke: paints.foreground, 'stroke-width': 1.3 }, ARROWS - 5);
  });
  const titles = [label('true', 0, top + 14, paints.muted, 'start')];
  if (isBelieved) titles.push(label('believed', 0, top + LINE + 16, paints.muted, 'start'));
  return {
    shapes: [...shapes, ...arrows, ...titles],
    width: Math.ceil(left(places.length)),
    height: top + (LINE + 2) * (isBelieved ? 2 : 1),
  };
}

function list({ places, isBelieved }: Picture, cell: number, paints: Paints): Drawing {
  const columns = [0, cell, 2 * cell + AROUND];
  const titles = ['true', ...(isBelieved ? ['believed'] : [])];
  const shapes = places.flatMap((place: Place, index): Shape[] => {
    const top = LINE + index * (LINE + 2);
    return [
      label(place.name, 0, top + 14, paints.muted, 'start'),
      ...held(place.holds, [columns[1] ?? 0, top, cell], paints, place.moved ? 'moved' : ''),
      ...(place.believed ? held(place.believed, [columns[2] ?? 0, top, cell], paints, place.wrong ? 'wrong' : '') : []),
    ];
  });
  const heads = titles.map((title, index) => label(title, (columns[index + 1] ?? 0) + 4, 14, paints.muted, 'start'));
  const width = Math.ceil((columns[titles.length] ?? 0) + cell);
  return { shapes: [...heads, ...shapes], width, height: LINE + places.length * (LINE + 2) };
}

/** A box with what a place holds: thick where the step put it there, dashed and struck through where it is wrong. */
function held(
  { object, name }: Place['holds'],
  [x, y, width]: readonly [number, number, number],
  paints: Paints,
  mark: 'moved' | 'wrong' | '',
): Shape[] {
  const color = (object < 0 ? undefined : paints.objects[object % paints.objects.length]) ?? paints.muted;
  const box = { x: x + 2, y: y + 1, width: width - 4, height: LINE - 2, fill: 'none' };
  const edge =
    mark === 'wrong'
      ? { stroke: paints.wrong, 'stroke-dasharray': '3 2' }
      : { stroke: paints.muted, 'stroke-width': mark === 'moved' ? 1.6 : 0.6 };
  const text = label(name, x + width / 2, y + 14, paints.foreground);
  return [
    { tag: 'rect', attributes: { ...box, ...edge } },
    { tag: 'rect', attributes: { x: x + 2, y: y + LINE - 3, width: width - 4, height: 2, fill: color } },
    mark === 'wrong' ? { ...text, attributes: { ...text.attributes, 'text-decoration': 'line-through' } } : text,
  ];
}

function label(name: string, x: number, y: number, fill: string, anchor = 'middle'): Shape {
  return { tag: 'text', attributes: { x, y, fill, 'text-anchor': anchor, ...FONT }, text: shortened(name, MOST) };
}
