import { h, setText } from '../dom';
import { plain, shortened } from '../draw/names';
import { button } from '../elements';
import { isSaved } from '../place';
import { probeOf } from '../state';
import type { Requests } from '../../src/protocol/messages';
import { reasonOf, type Context } from './context';

type Way = Requests['stepCall']['ask']['way'];

/** Somebody has stepped and waits: the page that comes takes the focus up where they were. */
let stepping: Way | null = null;

/** The call that the step at the playhead is, and those that it is inside of, with ways into them and out. */
export function stepCalls({ store, host, signal, announce }: Context): HTMLElement {
  const step = (way: Way): void => {
    const state = store.get();
    const probe = probeOf(state);
    if (!probe) return;
    stepping = way;
    host.ask('stepCall', { probe: probe.id, step: state.playhead, way }).catch((error: unknown) => {
      stepping = null;
      announce(reasonOf(error), 'error');
    });
  };
  const into = button({ label: 'Step Into', title: 'Show the steps inside of this call', onClick: () => step('into') });
  const out = button({ label: 'Step Out', title: 'Show this call as one step again', onClick: () => step('out') });
  const where = h('span', { class: 'note' });
  const element = h('p', { class: 'step-calls' }, where, !isSaved() && into, !isSaved() && out);
  store.on(['page', 'playhead'], signal, () => {
    const state = store.get();
    const calls = probeOf(state)?.steps.calls;
    const [inside = '', of = ''] = [calls?.inside[state.playhead], calls?.of[state.playhead]];
    element.hidden = inside === '' && of === '';
    into.hidden = of === '';
    out.hidden = inside === '';
    setText(
      where,
      [inside && `Inside of ${named(inside)}.`, of && `A call of ${named(of)}.`].filter(Boolean).join(' '),
    );
  });
  if (stepping !== null) {
    const target = stepping === 'into' && !out.hidden ? out : into;
    stepping = null;
    requestAnimationFrame(() => target.focus());
  }
  return element;
}

/** `sort.merge` as `merge in sort`. */
function named(path: string): string {
  return shortened(plain(path).split('.').reverse().join(' in '), 80);
}
