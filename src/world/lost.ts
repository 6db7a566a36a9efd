import type { Model, Probe } from '../protocol/messages';
import { runOf } from '../protocol/models';
import { shortened } from '../text/shortened';
import { pictureOf } from './places';

/** More things than these are counted, not named. */
const MOST_NAMED = 3;

/** What a model has mixed up at its first error, such as `ball ↔ key`; undefined where it is never wrong. */
export function lostBy(probe: Probe, model: Model): string | undefined {
  const step = runOf(model)?.firstWrong;
  return typeof step === 'number' ? lostAt(probe, model, step) : undefined;
}

/**
 * What a model has mixed up at a step; undefined where it is right there, or gave no state.
 *
 * @param where whether it is said in which places that belongs: what is believed of them may stand beside it
 */
export function lostAt(probe: Probe, model: Model, step: number, where = true): string | undefined {
  const { places, more, wrong: count } = pictureOf(probe, model, step);
  const view = probe.views[runOf(model)?.view ?? 0]?.view;
  const wrong = places.filter((place) => place.wrong);
  const [one, other] = wrong;
  if (!one) return undefined;
  // `lost “nothing”` is no model that lost nothing.
  const name = (text: string): string =>
    /^(?:nothing|anything|everything|none|all|track)$/i.test(text) ? `“${text}”` : shortened(text, 30);
  // Symbols that may come next are no things that change places.
  if (view === 'next-symbols')
    return `what may come next (wrong: ${wrong.map((place) => name(place.name)).join(', ')})`;
  const isSwapped =
    wrong.length === 2 && one.believed?.object === other?.holds.object && other?.believed?.object === one.holds.object;
  if (isSwapped) return `${name(one.holds.name)} ↔ ${name(other.holds.name)}`;
  if (count > MOST_NAMED)
    return `${count.toLocaleString('en')} of ${(places.length + more).toLocaleString('en')} places`;
  // The places of five followed objects are no places of the world.
  if (view === 'five-objects') return `the order of ${wrong.map(({ holds }) => name(holds.name)).join(', ')}`;
  return wrong
    .map(({ name: place, holds }) => (where ? `${name(holds.name)} in ${name(place)}` : name(holds.name)))
    .join(', ');
}
