import { identity, type SlotMap } from '../algebra/maps';
import { printable } from '../text/printable';
import { makeTrace, type Remark, type Step, type Trace } from '../trace/trace';
import { changedPlaces, explain, type Values } from './explain';
import { visible } from './hidden';
import type { Observation, Recording } from './observation';

/** Places and values from elsewhere, together: as many as a world of code may have. */
const MOST_SLOTS = 4096;
/** Numbers kept for the maps of the steps. */
const MOST_NUMBERS = 20_000_000;

const EMPTY = 'empty';

/**
 * The trace of what was seen of a run. The places are its slots; a step is what changed between two stops, or more where
 * a value was out of sight meanwhile. What was not seen is said: values from elsewhere, and equal ones that cannot be told
 * apart.
 *
 * @throws RangeError where it is too large
 */
export function traceOfRecording({ expression, source, observations, remarks = [] }: Recording): Trace {
  const names = placesIn(observations);
  const seen = different(observations, names);
  const told = visible(seen.map(({ values }) => values));
  const world = new World(names, seen[0]?.values ?? []);
  const ambiguous: Remark[] = [];
  let fromElsewhere: string | undefined;
  const moves = told.slice(1).map((to, index) => {
    const from = told[index] ?? 0;
    const [before, after] = [seen[from], seen[to]];
    if (!before || !after) throw new Error('a state of a recording is missing');
    const explained = explain(before.values, after.values);
    const { at } = before;
    if (explained.ambiguous.size > 0) {
      const values = [...explained.ambiguous].join(', ');
      const text = `step ${index + 1} is ambiguous: several of ${values} moved at once, and are taken in order`;
      ambiguous.push({ text, ...(at.range && { range: at.range }) });
    }
    const sources = explained.moves.map(({ to: place, from: origin }): [number, number] => {
      const value = after.values[place] ?? null;
      if (origin === 'elsewhere' && value !== null)
        fromElsewhere ??= `${names[place] ?? ''} is given ${value}, and a recording does not tell where that came from`;
      return [place, origin === 'elsewhere' ? world.outside(value) : origin];
    });
    return { at, sources };
  });
  const maps = new Map<string, SlotMap>();
  const steps = moves.map(({ at, sources }): Step => {
    const key = sources.join(' ');
    let map = maps.get(key);
    if (!map) {
      const fresh = identity(world.size);
      for (const [to, from] of sources) fresh[to] = from;
      maps.set(key, (map = fresh));
    }
    if (maps.size * world.size > MOST_NUMBERS) throw new RangeError('this recording is too large to be written down');
    return { map, text: at.text, ...(at.range && { range: at.range }) };
  });
  const first = { text: `recorded from the debugger: ${printable(expression)} at ${observations.length} stops` };
  return makeTrace({
    domain: 'code',
    source,
    ...world.parts(),
    steps,
    ...(fromElsewhere !== undefined && { thisRunOnly: fromElsewhere }),
    remarks: [first, ...remarks.map((text) => ({ text })), ...ambiguous],
  });
}

/** All places that were ever seen: in the order in which they came, those of one list by their numbers. */
function placesIn(observations: readonly Observation[]): string[] {
  const lists = new Map<string, { name: string; indices: number[] }[]>();
  for (const name of new Set(observations.flatMap(({ places }) => places.map((place) => place.name)))) {
    const [, list = name, written = ''] = /^(.*?)((?:\[\d+\])*)$/s.exec(name) ?? [];
    const known = lists.get(list) ?? [];
    lists.set(list, known);
    known.push({ name, indices: [...written.matchAll(/\d+/g)].map(Number) });
  }
  return [...lists.values()].flatMap((of) =>
    of.sort((a, b) => byIndices(a.indices, b.indices)).map(({ name }) => name),
  );
}

function byIndices(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((index, depth) => index !== b[depth]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

interface State {
  values: Values;
  at: Observation['at'];
}

/** Stops between which something changed: each state as it was when it was last seen. */
function different(observations: readonly Observation[], names: readonly string[]): State[] {
  const states: State[] = [];
  for (const { places, at } of observations) {
    const now = new Map(places.map(({ name, value }) => [name, value]));
    const values = names.map((name) => now.get(name) ?? null);
    const last = states.at(-1);
    if (last && changedPlaces(last.values, values).length === 0) last.at = at;
    else states.push({ values, at });
  }
  return states;
}

/** The slots and objects of a recording: its places, and what came from elsewhere. */
class World {
  private readonly others = new Map<string | null, number>();

  constructor(
    private readonly names: readonly string[],
    private readonly initial: Values,
  ) {}

  get size(): number {
    return this.names.length + this.others.size;
  }

  /** The slot of a value that stood in no place. */
  outside(value: string | null): number {
    const known = this.others.get(value);
    if (known !== undefined) return known;
    const slot = this.size;
    if (slot >= MOST_SLOTS) throw new RangeError(`more than ${MOST_SLOTS} places and values: follow less`);
    this.others.set(value, slot);
    return slot;
  }

  parts(): Pick<Trace, 'slots' | 'objects' | 'initial'> {
    const objects: string[] = [];
    const known = new Set<string>();
    /** No two objects have one name, whatever a debugger shows. */
    const add = (name: string): number => {
      let own = name;
      while (known.has(own)) own += '′';
      known.add(own);
      return objects.push(own) - 1;
    };
    let empty: number | undefined;
    const holders = new Map<string, number[]>();
    this.initial.forEach((value, place) => {
      if (value !== null) holders.set(value, [...(holders.get(value) ?? []), place]);
    });
    const initial = this.initial.map((value, place) => {
      if (value === null) return (empty ??= add(EMPTY));
      return add(holders.get(value)?.length === 1 ? value : `${value} (${this.names[place] ?? ''})`);
    });
    const slots = [...this.names];
    for (const value of this.others.keys()) {
      slots.push(value === null ? EMPTY : `const ${value}`);
      if (value === null) initial.push((empty ??= add(EMPTY)));
      else {
        const [only, ...more] = holders.get(value) ?? [];
        const twin = only !== undefined && more.length === 0 ? initial[only] : undefined;
        initial.push(twin ?? add(known.has(value) ? `const ${value}` : value));
      }
    }
    return { slots, objects, initial };
  }
}
