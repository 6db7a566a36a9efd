import type { Thing } from '../phrases/said';

/** The order of places that have one, from the left or the front. */
const SCALES: readonly (readonly string[])[] = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last'.split(' '),
  ['leftmost', 'left', 'center-left', 'middle', 'centre', 'center', 'center-right', 'right', 'rightmost'],
  ['front', 'middle', 'back'],
  ['top', 'middle', 'bottom'],
];
const COMPASS: readonly string[] = ['north', 'east', 'south', 'west'];

/** Places in their order, as indices of the list: `seat 1`, `the left chair`, `first`; undefined when they have none. */
export function rowOf(places: readonly (Thing | undefined)[]): number[] | undefined {
  return (
    sorted(places.map(numberIn)) ??
    SCALES.map((scale) => sorted(places.map((place) => rankIn(place, scale)))).find((row) => row)
  );
}

/** The same of north, east, south and west, clockwise. */
export function compassOf(places: readonly (Thing | undefined)[]): number[] | undefined {
  return places.length === COMPASS.length ? sorted(places.map((place) => rankIn(place, COMPASS))) : undefined;
}

function numberIn(place: Thing | undefined): number | undefined {
  const marks = (place?.shown ?? '').split(' ').filter((word) => /^\d{1,4}$/.test(word));
  return marks.length === 1 ? Number(marks[0]) : undefined;
}

function rankIn(place: Thing | undefined, scale: readonly string[]): number | undefined {
  const ranks = (place?.words ?? []).flatMap((word) =>
    scale.includes(word.toLowerCase()) ? [scale.indexOf(word.toLowerCase())] : [],
  );
  return ranks.length === 1 ? ranks[0] : undefined;
}

/** Indices by rank, when all have one and no two the same. */
function sorted(ranks: readonly (number | undefined)[]): number[] | undefined {
  const known = ranks.filter((rank) => rank !== undefined);
  if (known.length < ranks.length || known.length < 2 || new Set(known).size < known.length) return undefined;
  return [...ranks.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}
