import { identity, type SlotMap } from '../algebra/maps';
import { ofThisRun, verdict, type Verdict } from '../algebra/verdict';
import { cellPlaces, changedSlots, isTable, type Trace } from './trace';
import { seenIn, type View } from './views';

/** Of words of a language with counters, whose states have no end. */
const COUNTERS: Verdict = {
  class: 'unknown',
  group: false,
  generators: 0,
  moved: 0,
  bound: 'counters have no finite monoid',
  sentence: 'Counters without a bound have more states than any finite automaton.',
};

/** Of words of a language that copies what is queued, which can be any word. */
const QUEUE: Verdict = {
  ...COUNTERS,
  bound: 'a queue has no finite monoid',
  sentence: 'A queue without a bound holds any word: more states than any finite automaton has.',
};

const OF_MACHINES = { counters: COUNTERS, queue: QUEUE } as const;

/** The verdict on a language by its rule; undefined for automata, whose monoid tells. */
export function machineVerdict(rule: { kind: string } | undefined): Verdict | undefined {
  return rule && Object.hasOwn(OF_MACHINES, rule.kind) ? OF_MACHINES[rule.kind as keyof typeof OF_MACHINES] : undefined;
}

/** How hard the steps of a trace are to track. Illegal chess moves, which have no map, are left out. */
export function verdictOf(
  trace: Pick<Trace, 'steps' | 'cells' | 'slots' | 'objects' | 'thisRunOnly' | 'formal'>,
): Verdict {
  const ofMachine = machineVerdict(trace.formal?.rule);
  if (ofMachine) return ofMachine;
  const found = verdict(stepMaps(trace));
  // Of a world with cells the points are more than the slots.
  if (trace.cells) found.moved = movedOf(trace);
  return trace.thisRunOnly === undefined ? found : ofThisRun(found, trace.thisRunOnly);
}

/** The maps of the steps that have one, over the slots or, of a world with cells, over its points; shared by like steps. */
export function stepMaps(trace: Pick<Trace, 'steps' | 'cells' | 'slots' | 'objects'>): SlotMap[] {
  if (trace.cells) return mapsOverPoints(trace);
  return trace.steps.flatMap((step) => (!isTable(step) && step.map ? [step.map] : []));
}

/**
 * Every step acts on the slots or on one cell, so that what they generate is the direct product of what acts on each.
 * Tables compose the other way round (`(f·g)(v) = g(f(v))`), and as maps over values give the opposite monoid; but the
 * opposite of a factor has the same order, the same groups inside and the same class, which is all that a verdict says.
 * So the points on which the maps here act are the slots, and then the values of every cell.
 */
function mapsOverPoints(trace: Pick<Trace, 'steps' | 'cells' | 'slots' | 'objects'>): SlotMap[] {
  const firsts = new Map<string, number>();
  let points = trace.slots.length;
  for (const [name, { values }] of cellPlaces(trace)) {
    firsts.set(name, points);
    points += values.length;
  }
  const known = new Map<readonly number[], SlotMap>();
  return trace.steps.flatMap((step) => {
    const acts = isTable(step) ? step.table : step.map;
    if (!acts) return [];
    let map = known.get(acts);
    if (!map) {
      const first = isTable(step) ? (firsts.get(step.cell) ?? 0) : 0;
      const fresh = identity(points);
      acts.forEach((to, at) => (fresh[first + at] = first + to));
      known.set(acts, (map = fresh));
    }
    return [map];
  });
}

/** Slots, cells among them, that some step changes. */
function movedOf({ steps, slots }: Pick<Trace, 'steps' | 'slots'>): number {
  const moved = new Set<number>();
  for (const step of new Set(steps)) for (const slot of changedSlots({ slots }, step)) moved.add(slot);
  return moved.size;
}

/** The trace with its verdict. */
export function withVerdict(trace: Trace): Trace {
  return { ...trace, verdict: verdictOf(trace) };
}

/** A world as it is seen in a view, with its verdict: through the symbols that may come next one sees the same automaton. */
export function judgedIn(view: View, trace: Trace, chosen?: readonly string[]): Trace {
  const seen = seenIn(view, trace, chosen);
  if (view === 'whole') return trace;
  if (view !== 'next-symbols') return withVerdict(seen);
  return { ...seen, ...(trace.verdict && { verdict: trace.verdict }) };
}
