import { h } from '../dom';
import { abbreviated, plain, shortened, unquoted } from '../draw/names';
import type { Probe } from '../../src/protocol/messages';
import type { Context } from './context';

/** At most so many shortened names are explained; the details strip says any state in full. */
const MOST_KEYS = 24;

/** What the marks of lanes mean, and which short name stands for which object. */
export function legend({ store, signal }: Context, probe: Probe): HTMLElement {
  const item = (kind: string, text: string): HTMLElement =>
    h('li', {}, h('span', { class: `swatch swatch-${kind}`, 'aria-hidden': true }), text);
  const mixed = item('mixed', 'changes within a pixel: zoom in');
  store.on(['timeline'], signal, () => (mixed.hidden = store.get().timeline.scale >= 1));
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    item('wrong', 'wrong state'),
    item('right', 'right state'),
    item('first', 'first error'),
    item('bar', 'confidence in the predicted state'),
    item('truth', 'in the true state'),
    probe.views.some(({ rests }) => rests) && item('rest', 'pale: a step that changes nothing in this view'),
    mixed,
    ...keysOf(probe),
  );
}

/** An object that two views shorten to the same is told once. */
function keysOf({ views }: Probe): (HTMLElement | null)[] {
  const known = new Set<string>();
  return views.flatMap(({ objects }) => {
    const short = abbreviated(objects);
    const full = unquoted(objects);
    if (short.every((name, index) => name === plain(full[index] ?? ''))) return [];
    const told = short.slice(0, MOST_KEYS).map((name, index) => {
      const object = objects[index] ?? '';
      const isNew = !known.has(`${name} ${object}`);
      known.add(`${name} ${object}`);
      return isNew ? h('li', {}, h('b', {}, name), ` ${shortened(object, 24)}`) : null;
    });
    return [...told, objects.length > MOST_KEYS ? h('li', {}, `and ${objects.length - MOST_KEYS} more`) : null];
  });
}
