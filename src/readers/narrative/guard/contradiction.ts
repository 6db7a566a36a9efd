import { saysSame } from '../../../trace/question';
import type { Range } from '../../../trace/source';
import type { Trace } from '../../../trace/trace';

/** Where two readings of one story end in different answers to what it asks last, and what they are. */
export function contradiction(one: Trace, other: Trace): { range: Range; reason: string } | undefined {
  return inAnswer(one, other) ?? atEnd(one, other);
}

/** Where something is in different places at the end: of what both call by the same names. */
function atEnd(one: Trace, other: Trace): { range: Range; reason: string } | undefined {
  const [a, b] = [endsOf(one), endsOf(other)];
  const places = new Set(b.values());
  const range = one.steps.at(-1)?.range;
  for (const [object, place] of a) {
    const there = b.get(object);
    const isCell = Object.keys(one.cells ?? {}).some((name) => plain(name) === object);
    const isTold =
      there !== undefined && place !== there && (isCell || (places.has(place) && [...a.values()].includes(there)));
    if (isTold && range)
      return {
        range,
        reason: `the story can be understood in two ways, by which ${object} is with '${place}' or with '${there}': write each step as a sentence of its own, with names`,
      };
  }
  return undefined;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/ \(\d+\)$/, '')
    .replace(/^the /, '');
}

/** By its name, where every thing is, and what every cell is. */
function endsOf({ slots, objects, cells = {}, final }: Trace): Map<string, string> {
  const ends = new Map<string, string>();
  slots.forEach((slot, k) => {
    const object = objects[final?.[k] ?? -1] ?? '';
    if (/^empty(?: \d+)?$/.test(object)) return;
    if (Object.hasOwn(cells, slot)) ends.set(plain(slot), object);
    else ends.set(plain(object), plain(slot));
  });
  return ends;
}

function inAnswer(one: Trace, other: Trace): { range: Range; reason: string } | undefined {
  const [a, b] = [one.questions?.at(-1), other.questions?.at(-1)];
  if (!a || !b || a.text !== b.text) return undefined;
  const isSame =
    a.right !== undefined && b.right !== undefined && a.right !== null
      ? a.right === b.right
      : saysSame(a.answer, b.answer);
  if (isSame) return undefined;
  return {
    range: a.range,
    reason: `the story can be understood in two ways, by which this is '${a.answer}' or '${b.answer}': write each step as a sentence of its own, with names`,
  };
}
