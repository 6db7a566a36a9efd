import './world.css';
import { fill, h, setText } from '../dom';
import { plural, stepOf } from '../describe';
import { shortened } from '../draw/names';
import type { Model, Probe } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';
import { stepCalls } from '../parts/calls';
import type { Context } from '../parts/context';
import { onceAFrame } from '../parts/frame';
import { stepLine } from '../parts/step-line';
import { chosenModel, probeOf } from '../state';
import { boardsOf, type Boards } from '../../src/world/board';
import { drawBoard } from './draw-board';
import { drawPlaces } from './draw-places';
import { pictureOf, type Picture } from '../../src/world/places';
import { followed, type Choosing } from './followed';
import { player } from './player';
import type { Theme } from '../draw/theme';

/** The world at the playhead, as it is and as the chosen model believes it to be. */
export function worldView(context: Context): HTMLElement {
  const { store, signal } = context;
  const title = h('h2', { id: 'world-title', class: 'step-count' });
  const line = stepLine();
  const drawing = h('div', { class: 'world-drawing' });
  let drawn: readonly unknown[] = [];
  const five = followed(context, () => {
    drawn = [];
    update();
  });
  function update(): void {
    const state = store.get();
    const probe = probeOf(state);
    if (!probe) return;
    const model = chosenModel(state);
    const step = state.playhead;
    const run = runOf(model);
    // While it is read again what was known of it stands.
    if (probe.text?.state !== 'reading') element.classList.toggle('of-older-text', probe.text !== undefined);
    const older = element.classList.contains('of-older-text') ? 'Older text · ' : '';
    setText(title, `${older}${stepOf(step, probe.steps.count, run?.tokens)}`);
    line.show(probe, run?.view ?? 0, step);
    // Scrolling and zooming change the timeline in every frame, and nothing here.
    const room = { width: state.timeline.width + state.gutter, theme: state.theme };
    // Another model's lane comes with a probe of the same world.
    const now = [probe.id, probe.views, model, step, room.width, room.theme];
    if (now.every((part, index) => part === drawn[index])) return;
    drawn = now;
    fill(drawing, ...draw(probe, model, step, room, five.choosing));
  }
  const heading = h('div', { class: 'world-heading' }, title, player(context));
  const element = h(
    'section',
    { class: 'world', 'aria-labelledby': 'world-title' },
    ...[heading, line.element, stepCalls(context), five.element, drawing],
  );
  store.on(['page', 'playhead', 'chosen', 'theme', 'timeline', 'gutter'], signal, onceAFrame(signal, update));
  update();
  return element;
}

interface Room {
  /** CSS pixels. */
  width: number;
  theme: Theme;
}

function draw(
  probe: Probe,
  model: Model | null,
  step: number,
  { width, theme }: Room,
  choosing: Choosing,
): HTMLElement[] {
  const name = model ? shortened(model.name, 60) : '';
  const boards = boardsOf(probe, model, step);
  if (boards && choosing.isOn) return [chooser(boards, theme, choosing)];
  if (boards) return [boardsView(boards, name, theme)];
  const picture = pictureOf(probe, model, step);
  const notes = [
    picture.places.length === 0 && (picture.ofSymbols ? 'Nothing may come next.' : 'There is no state.'),
    picture.more > 0 && restText(picture),
    picture.isBelieved && `Believed by ${name}.`,
    runOf(model) && !picture.isBelieved && `${name} gave no state here.`,
  ].filter((note) => typeof note === 'string');
  return [drawPlaces(picture, width, theme), ...notes.map((note) => h('p', { class: 'note' }, note))];
}

function restText({ more, moreThatMatter: matter, isBelieved, ofSymbols }: Picture): string {
  if (ofSymbols)
    return `${plural(more, 'more symbol')}${matter > 0 ? `, ${matter.toLocaleString('en')} of which are new or wrong` : ''}.`;
  const where = matter > 0 ? `in ${matter.toLocaleString('en')} of which` : 'in none of which';
  return `${plural(more, 'more place')}, ${where} something moves now${isBelieved ? ' or is wrong' : ''}.`;
}

/** Frames of those that are followed now would be taken for those that are chosen. */
function chooser({ truth }: Boards, theme: Theme, choosing: Choosing): HTMLElement {
  return drawBoard({ ...truth, followed: new Map() }, 'Which five are followed?', theme, choosing);
}

function boardsView({ truth, believed }: Boards, name: string, theme: Theme): HTMLElement {
  return h(
    'div',
    { class: 'boards' },
    drawBoard(truth, 'True', theme),
    believed && drawBoard(believed, `Believed by ${name}`, theme),
  );
}
