import { fill, h, icon, setText } from '../dom';
import { shortened } from '../draw/names';
import { button } from '../elements';
import { reasonOf, type Context } from '../parts/context';
import { isSaved } from '../place';
import { probeOf } from '../state';
import { SQUARES } from '../../src/world/board';

/** As many objects of a larger world a model follows. */
const FIVE = 5;

/** Pieces that somebody chooses to be followed, by clicks on the board. */
export interface Choosing {
  isOn: boolean;
  chosen: Set<string>;
  /** Takes a piece in, or leaves it out. */
  toggle: (name: string) => void;
}

/** Of a larger world: which five objects models follow and why, before what came of it, and a way to follow others. */
export function followed(
  { store, host, signal, announce }: Context,
  redraw: () => void,
): { element: HTMLElement; choosing: Choosing } {
  const line = h('span', { class: 'theory-line' });
  const says = h('summary', {}, icon('chevron'), line);
  const count = h('span', { class: 'note', role: 'status' });
  const others = button({ label: 'Follow Others…', onClick: () => begin() });
  const follow = button({ label: 'Follow These Five', kind: 'primary', onClick: () => ask([...choosing.chosen]) });
  const cancel = button({ label: 'Cancel', onClick: () => end() });
  const buttons = h('p', { class: 'buttons' });
  const element = h('details', { class: 'theory followed' }, says, buttons);
  const choosing: Choosing = {
    isOn: false,
    chosen: new Set(),
    toggle(name) {
      if (!choosing.chosen.delete(name)) choosing.chosen.add(name);
      show();
    },
  };

  function ask(objects?: string[]): void {
    const probe = probeOf(store.get());
    if (!probe) return;
    host
      .ask('follow', { probe: probe.id, ...(objects && { objects }) })
      .catch((error: unknown) => announce(reasonOf(error), 'error'));
    end();
  }

  function begin(): void {
    const [five, whole] = probeOf(store.get())?.views ?? [];
    // Only a board can be pointed at: of another world there is a list.
    if (whole?.slots[0] !== 'a8' || whole.slots.length < SQUARES) {
      ask();
      return;
    }
    choosing.isOn = true;
    choosing.chosen = new Set(five?.objects);
    show();
    redraw();
  }

  function end(): void {
    choosing.isOn = false;
    show();
    redraw();
  }

  function show(): void {
    const { isOn, chosen } = choosing;
    follow.disabled = chosen.size !== FIVE;
    setText(count, isOn ? `Click pieces on the board: ${chosen.size} of ${FIVE} are chosen.` : '');
    fill(buttons, ...(isOn ? [count, follow, cancel] : [others]));
  }

  store.on(['page'], signal, () => {
    const [view] = probeOf(store.get())?.views ?? [];
    element.hidden = view?.view !== 'five-objects';
    buttons.hidden = isSaved();
    setText(line, shortened(view?.note ?? '', 600));
  });
  show();
  return { element, choosing };
}
