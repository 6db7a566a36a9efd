import { compose, isPermutation, type SlotMap } from '../algebra/maps';
import type { Verdict } from '../algebra/verdict';
import type { Range } from './source';

export const TRACE_FORMAT = 'state-probe/trace@1';

export type Domain = 'code' | 'chess' | 'narrative' | 'word';

/** One update of the world. */
export interface Step {
  /** `a'[j] = a[map[j]]`; null for an illegal move and everything after it (the null state has no successor but itself). */
  map: SlotMap | null;
  /** The text of the step as it stands in the source. */
  text: string;
  /** Where it stands; absent when the step was generated. */
  range?: Range;
}

/** A world and what happens to it. See docs/trace-format.md. */
export interface Trace {
  format: typeof TRACE_FORMAT;
  domain: Domain;
  source: { uri: string; language: string };
  /** Names of the places that hold something. */
  slots: readonly string[];
  /** Names of the things held, by index. */
  objects: readonly string[];
  /** `initial[slot]` is the index of the object that the slot holds at first. */
  initial: readonly number[];
  steps: readonly Step[];
  /** The arrangement after the last step; null after an illegal move. */
  final: readonly number[] | null;
  /** The first illegal chess move, by step index. */
  illegal?: { step: number; reason: string };
  verdict?: Verdict;
}

/** `a[slot] = object`, or null for chess's null state. */
export type State = readonly number[] | null;

/** The states before the first step and after every step: `steps.length + 1` of them. */
export function states(trace: Pick<Trace, 'initial' | 'steps'>): State[] {
  let state: State = trace.initial;
  return [state, ...trace.steps.map((step) => (state = advance(state, step.map)))];
}

export function advance(state: State, map: SlotMap | null): State {
  return state && map && compose(state, map);
}

/** True when no step overwrites anything: all its maps are permutations. */
export function isReversible(trace: Pick<Trace, 'steps'>): boolean {
  return trace.steps.every((step) => step.map !== null && isPermutation(step.map));
}

/** What a reader knows when it is done; the rest of a trace follows from it. */
export type TraceParts = Omit<Trace, 'format' | 'final' | 'verdict'>;

export function makeTrace(parts: TraceParts): Trace {
  const final = parts.steps.reduce<State>((state, step) => advance(state, step.map), parts.initial);
  return { format: TRACE_FORMAT, ...parts, final };
}
