import { compose, type SlotMap } from '../algebra/maps';
import type { Verdict } from '../algebra/verdict';
import type { Language } from '../languages/schema';
import type { AnsweredQuestion } from './question';
import type { Range } from './source';

/** Of a world of slots alone; readers of this format need no second rule. */
export const TRACE_FORMAT = 'state-probe/trace@1';
/** Of a world that has cells, too. */
export const CELLS_FORMAT = 'state-probe/trace@2';

export type Domain = 'code' | 'chess' | 'narrative' | 'word';

/** Where a step comes from. */
interface Origin {
  /** The text of the step as it stands in the source. */
  text: string;
  /** Where it stands; absent when the step was generated. */
  range?: Range;
  /** Of code: the functions whose calls it is inside of, the innermost last (`sort.merge`), where those are shown by their steps. */
  inside?: string;
  /** Of code: the call that it is, named so, where there are steps inside of that. */
  call?: string;
}

/** One update of the slots. */
export interface MapStep extends Origin {
  /** `a'[j] = a[map[j]]`; null for an illegal move and everything after it (the null state has no successor but itself). */
  map: SlotMap | null;
  cell?: never;
  table?: never;
}

/** One update of a cell. */
export interface TableStep extends Origin {
  /** Its name. */
  cell: string;
  /** `v' = table[v]`, values by their places in the cell's list. */
  table: readonly number[];
  map?: never;
}

/** One update of the world. */
export type Step = MapStep | TableStep;

export function isTable(step: Step): step is TableStep {
  return step.table !== undefined;
}

/** The values that each cell can have, by the cell's name. */
type Cells = Readonly<Record<string, readonly string[]>>;

/** A world and what happens to it. See docs/trace-format.md. */
export interface Trace {
  format: typeof TRACE_FORMAT | typeof CELLS_FORMAT;
  domain: Domain;
  /** `files`: others that it depends on, named as in errors. */
  source: { uri: string; language: string; files?: readonly string[] };
  /** Names of the places that hold something. */
  slots: readonly string[];
  /** Names of the things held, by index. */
  objects: readonly string[];
  /** Slots whose value is computed from the one before; every value is one of `objects`. */
  cells?: Cells;
  /** `initial[slot]` is the index of the object that the slot holds at first. */
  initial: readonly number[];
  steps: readonly Step[];
  /** The arrangement after the last step; null after an illegal move. */
  final: readonly number[] | null;
  /** The first illegal chess move, by step index. */
  illegal?: { step: number; reason: string };
  /** Why the steps would be others if the state were: they tell this run only. */
  thisRunOnly?: string;
  /** What the reader took the text to mean where it could mean something else, or left out. */
  remarks?: readonly Remark[];
  /** Values that the text itself does not give: what they were taken to be, and where that is from. */
  assumed?: readonly Remark[];
  /** Of a word of a formal language, whose one cell is the automaton: the language, and the word as its models read it. */
  formal?: FormalWord;
  /** What the text asks about the state after the last step. */
  questions?: readonly AnsweredQuestion[];
  verdict?: Verdict;
}

/** Symbols by their places in the alphabet, of which the last one is the end of the word. */
export interface FormalWord {
  name: string;
  alphabet: readonly string[];
  rule: Language['rule'];
  /** Of each step the symbol that it is. */
  symbols: readonly number[];
  /** Of each value of the cell the symbols that may come next, ascending. */
  next: readonly (readonly number[])[];
}

export interface Remark {
  text: string;
  /** What it is about. */
  range?: Range;
}

/** `a[slot] = object`, or null for chess's null state. */
export type State = readonly number[] | null;

/** What leads from the state before a step to the one after it. */
export type Follow = (state: State, step: Step) => State;

/** A cell by numbers: its slot, and the object that each of its values is. */
export interface CellPlace {
  slot: number;
  values: readonly number[];
}

/** Where the cells of a world stand. A name that is not listed has the number -1. */
export function cellPlaces({
  cells,
  slots,
  objects,
}: Pick<Trace, 'cells' | 'slots' | 'objects'>): Map<string, CellPlace> {
  return new Map(
    Object.entries(cells ?? {}).map(([name, values]) => [
      name,
      { slot: slots.indexOf(name), values: values.map((value) => objects.indexOf(value)) },
    ]),
  );
}

/** How the steps of a world act on its states. */
export function follower(world: Pick<Trace, 'cells' | 'slots' | 'objects'>): Follow {
  const places = cellPlaces(world);
  return (state, step) => {
    if (!isTable(step)) return state && step.map && compose(state, step.map);
    const place = places.get(step.cell);
    if (!state || !place) return null;
    const next = [...state];
    next[place.slot] = place.values[step.table[place.values.indexOf(state[place.slot] ?? -1)] ?? -1] ?? -1;
    return next;
  };
}

type World = Pick<Trace, 'cells' | 'slots' | 'objects' | 'initial' | 'steps'>;

/** The states before the first step and after every step: `steps.length + 1` of them. */
export function states(trace: World): State[] {
  const follow = follower(trace);
  let state: State = trace.initial;
  return [state, ...trace.steps.map((step) => (state = follow(state, step)))];
}

/** Slots that a step changes, ascending. */
export function changedSlots(trace: Pick<Trace, 'slots'>, step: Step): number[] {
  if (isTable(step)) return step.table.every((to, from) => to === from) ? [] : [trace.slots.indexOf(step.cell)];
  return (step.map ?? []).flatMap((from, slot) => (from === slot ? [] : [slot]));
}

/** What a reader knows when it is done; the rest of a trace follows from it. */
export type TraceParts = Omit<Trace, 'format' | 'final' | 'verdict'>;

export function makeTrace(parts: TraceParts): Trace {
  const final = parts.steps.reduce<State>(follower(parts), parts.initial);
  return { format: parts.cells ? CELLS_FORMAT : TRACE_FORMAT, ...parts, final };
}
