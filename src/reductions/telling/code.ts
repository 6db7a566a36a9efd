import { isTable, type Step } from '../../trace/trace';
import type { Dressing } from './dressing';
import { changingSlots, constantOf, isEmpty, takes, type World } from './world';

/** How a language says what straight lines need. */
interface Idiom {
  comment: string;
  nothing: string;
  end: string;
  list: ((name: string, objects: string) => string) | undefined;
  /** All at once; undefined where it has to be done by a variable in between. */
  atOnce: ((to: string, from: string) => string) | undefined;
}

const PYTHON: Idiom = {
  comment: '#',
  nothing: 'None',
  end: '',
  list: (name, objects) => `${name} = [${objects}]`,
  atOnce: (to, from) => `${to} = ${from}`,
};
const JAVASCRIPT: Idiom = {
  comment: '//',
  nothing: 'null',
  end: ';',
  list: (name, objects) => `let ${name} = [${objects}];`,
  atOnce: (to, from) => `[${to}] = [${from}];`,
};
const GO: Idiom = { ...PYTHON, comment: '//', nothing: 'nil', list: undefined };
const OTHER: Idiom = { comment: '//', nothing: 'null', end: ';', list: undefined, atOnce: undefined };

const IDIOMS: Readonly<Record<string, Idiom>> = {
  python: PYTHON,
  javascript: JAVASCRIPT,
  javascriptreact: JAVASCRIPT,
  typescript: JAVASCRIPT,
  typescriptreact: JAVASCRIPT,
  go: GO,
};

/** A world of code told in straight lines of its language, with a comment for a question: `# cups[0] is`. */
export function codeDressing(world: World): Dressing {
  const idiom = IDIOMS[world.source.language] ?? OTHER;
  const name = (object: number): string => {
    const said = world.objects[object] ?? '';
    return isEmpty(said) ? idiom.nothing : said;
  };
  const read = (slot: number): string => constantOf(world.slots[slot] ?? '') ?? world.slots[slot] ?? '';
  const first = changingSlots(world)[0] ?? 0;
  return {
    head: (state) => headOf(world, state, idiom, name),
    step: (step) => `${stepText(world, step, idiom, read, name) || `${read(first)} = ${read(first)}${idiom.end}`}\n`,
    question: (_, slot) => `\n${idiom.comment} ${read(slot)} is`,
    candidate: (object) => ` ${name(object)}\n`,
  };
}

function headOf({ slots }: World, state: readonly number[], idiom: Idiom, name: (object: number) => string): string {
  const lists = new Map<string, number[]>();
  const lines: string[] = [];
  for (const [slot, said] of slots.entries()) {
    if (constantOf(said) !== undefined || isEmpty(said)) continue;
    const [, list, index] = /^([A-Za-z_]\w*)\[(\d+)\]$/.exec(said) ?? [];
    if (idiom.list && list !== undefined && Number(index) === (lists.get(list)?.length ?? 0))
      lists.set(list, [...(lists.get(list) ?? []), slot]);
    else lines.push(`${said} = ${name(state[slot] ?? -1)}${idiom.end}`);
  }
  const made = [...lists].map(
    ([list, members]) => idiom.list?.(list, members.map((slot) => name(state[slot] ?? -1)).join(', ')) ?? '',
  );
  return [...made, ...lines, ''].join('\n');
}

function stepText(
  world: World,
  step: Step,
  { atOnce, end }: Idiom,
  read: (slot: number) => string,
  name: (object: number) => string,
): string {
  if (isTable(step)) {
    const values = world.cells?.[step.cell] ?? [];
    const pairs = values.map((value, at) => {
      const object = (one: string | undefined): string => name(world.objects.indexOf(one ?? ''));
      return `${object(value)}: ${object(values[step.table[at] ?? at])}`;
    });
    return `${step.cell} = {${pairs.join(', ')}}[${step.cell}]${end}`;
  }
  const taken = takes(world, step);
  const [only] = taken;
  if (!only) return '';
  if (taken.length === 1) return `${read(only.to)} = ${read(only.from)}${end}`;
  if (atOnce) return atOnce(taken.map(({ to }) => read(to)).join(', '), taken.map(({ from }) => read(from)).join(', '));
  return oneByOne(taken, read, end);
}

/** Assignments one after the other; what is read after it was overwritten is kept before. */
function oneByOne(taken: readonly { to: number; from: number }[], read: (slot: number) => string, end: string): string {
  const left = [...taken];
  const said: string[] = [];
  const kept = new Map<number, string>();
  while (left.length > 0) {
    // One that nobody reads any more can be overwritten; in a cycle none is, and the first is kept beside.
    const free = left.findIndex(
      ({ to }) => !left.some((other) => other.to !== to && other.from === to && !kept.has(to)),
    );
    const at = Math.max(0, free);
    const next = left[at];
    if (!next) break;
    if (free < 0) {
      const name = `kept${kept.size === 0 ? '' : kept.size + 1}`;
      kept.set(next.to, name);
      said.push(`${name} = ${read(next.to)}${end}`);
      continue;
    }
    left.splice(at, 1);
    said.push(`${read(next.to)} = ${kept.get(next.from) ?? read(next.from)}${end}`);
  }
  return said.join(' ');
}
