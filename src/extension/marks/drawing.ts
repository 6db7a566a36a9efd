import type { Model, Probe } from '../../protocol/messages';
import { outcomeAt, runOf } from '../../protocol/models';
import { boardsOf, type Board } from '../../world/board';
import { boardShapes, BOARD_SIDE, boardText } from '../../world/board-shapes';
import { pictureOf, type Picture } from '../../world/places';
import { placesDrawing, type Drawing, type Paints } from '../../world/places-shapes';
import { svgText, type Shape } from '../../world/shape';
import { literal } from '../workbench/markdown';

/** Colours of the editor's own themes: an extension is told the kind of a theme, not its colours. */
const PAINTS: Record<'light' | 'dark', Paints> = {
  dark: {
    foreground: '#d4d4d4',
    muted: '#9d9d9d',
    wrong: '#f14c4c',
    objects: ['#59a4f9', '#cca700', '#b180d7', '#d18616', '#5bd1c7', '#d15ba0', '#d1965b', '#96d15b'],
  },
  light: {
    foreground: '#3b3b3b',
    muted: '#616161',
    wrong: '#e51400',
    objects: ['#0063d3', '#bf8803', '#652d90', '#d18616', '#30a69b', '#a6306b', '#a66b30', '#6ba630'],
  },
};

/** Room for the words above a board, and between two of them; pixels. */
const CAPTION = 16;
const BETWEEN = 12;

/**
 * The world after a step as a picture in Markdown, true and as a model believes it: the looked-at one, or where that is right
 * the first that is wrong. Undefined where there is no state.
 */
export function drawing(
  probe: Probe,
  looked: Model | undefined,
  step: number,
  theme: keyof typeof PAINTS,
): string | undefined {
  const isWrong = (model: Model | undefined): boolean => {
    const run = runOf(model);
    return run !== null && outcomeAt(run, step) === 'wrong';
  };
  const model = (isWrong(looked) ? undefined : probe.models.find(isWrong)) ?? looked ?? null;
  const paints = PAINTS[theme];
  const boards = boardsOf(probe, model, step);
  if (boards) {
    const both = [boards.truth, ...(boards.believed ? [boards.believed] : [])];
    const titles = both.map((_, index) => (index === 0 ? 'True' : `Believed by ${model?.name ?? ''}`));
    const said = both.map((board, index) => `${titles[index] ?? ''}. ${boardText(board)}`).join('. ');
    return image(boardsDrawing(both, titles, paints), said);
  }
  const picture = pictureOf(probe, model, step);
  if (picture.places.length === 0) return undefined;
  const places = image(placesDrawing(picture, paints), placesText(picture));
  return picture.isBelieved && model ? `${places}\n\nBelieved by ${literal(model.name)}` : places;
}

function image({ shapes, width, height }: Drawing, said: string): string {
  const text = svgText(shapes, width, height);
  return `![${literal(said, MOST_SAID)}](data:image/svg+xml;base64,${Buffer.from(text).toString('base64')})`;
}

function boardsDrawing(
  boards: readonly Board[],
  titles: readonly string[],
  { foreground, objects, muted }: Paints,
): Drawing {
  const shapes = boards.map((board, index): Shape => {
    const fill = { fill: foreground, 'font-size': 11, 'font-family': 'sans-serif' };
    const caption: Shape = {
      tag: 'text',
      attributes: { x: 0, y: 11, ...fill },
      text: titles[index]?.slice(0, MOST_OF_A_TITLE) ?? '',
    };
    const drawn = boardShapes(board, (object) => objects[object % objects.length] ?? muted);
    const field: Shape = { tag: 'g', attributes: { transform: `translate(0 ${CAPTION})` }, children: drawn };
    const x = index * (BOARD_SIDE + BETWEEN);
    return { tag: 'g', attributes: { transform: `translate(${x} 0)` }, children: [caption, field] };
  });
  return { shapes, width: boards.length * (BOARD_SIDE + BETWEEN), height: BOARD_SIDE + CAPTION };
}

/** For those who listen. */
function placesText({ places }: Picture): string {
  return places
    .map(
      ({ name, holds, believed, wrong }) => `${name} ${holds.name}${wrong ? `, believed ${believed?.name ?? ''}` : ''}`,
    )
    .join('; ');
}

/** UTF-16 code units of what stands for a picture, and above a board. */
const MOST_SAID = 600;
const MOST_OF_A_TITLE = 28;
