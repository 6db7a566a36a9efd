import { cycles, isPermutation } from '../../algebra/maps';
import { isTable, type Step } from '../../trace/trace';
import type { Dressing } from './dressing';
import { constantOf, isEmpty, takes, type World } from './world';

const PLACE = /^place \d+$/;
const ENDED = /[.!?:]["')\]]*$/;

/** A story told in plain sentences, with the beginning of one for a question: `At the end, Bob has`. */
export function storyDressing(world: World): Dressing {
  const { slots, objects } = world;
  const isPlaces = objects.every((name) => PLACE.test(name) || isEmpty(name));
  const verb = isPlaces ? 'is at' : 'has';
  const slot = (at: number): string => constantOf(slots[at] ?? '') ?? slots[at] ?? '';
  const thing = (object: number): string => thingOf(objects[object] ?? '');
  return {
    head: (state) => `${state.map((object, at) => `${capital(slot(at))} ${verb} ${thing(object)}.`).join(' ')}\n\n`,
    step: (step) => `${capital(sentence(world, step, slot))}.\n`,
    question: (text, at) => `${ENDED.test(text.trimEnd()) ? '' : '.'} At the end, ${slot(at)} ${verb}`,
    candidate: (object) => ` ${thing(object)}.`,
  };
}

/** With an article, where it is no name and not told whose it is. */
function thingOf(name: string): string {
  if (isEmpty(name)) return 'nothing';
  const isNamed =
    PLACE.test(name) || /^[\p{Lu}\d]/u.test(name) || /['’]s?\s/.test(name) || /^(the|a|an|his|her|their) /i.test(name);
  return isNamed ? name : `the ${name}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(world: World, step: Step, slot: (at: number) => string): string {
  if (isTable(step)) {
    const values = world.cells?.[step.cell] ?? [];
    const told = values.map((value, at) => `to ${values[step.table[at] ?? at] ?? ''} if it is ${value}`);
    return `${step.cell} turns ${told.join(', ')}`;
  }
  const taken = takes(world, step);
  if (taken.length === 0) return 'nothing changes hands';
  const { map } = step;
  if (map && isPermutation(map) && cycles(map).every((cycle) => cycle.length === 2))
    return cycles(map)
      .map(([a = 0, b = 0]) => `${slot(a)} and ${slot(b)} swap`)
      .join(' while ');
  return taken.map(({ to, from }) => `${slot(to)} gets what ${slot(from)} had`).join(' while ');
}
