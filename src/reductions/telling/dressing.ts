import type { Step } from '../../trace/trace';

/** A random text, with the state after each of its steps. */
export interface RandomTelling {
  text: string;
  ends: number[];
  states: (readonly number[])[];
  /** The places that it changes, where these are others than those that the trace changes. */
  slots?: readonly number[];
}

/** How a world is told to a language model: its beginning, its steps, and what is asked of it. */
export interface Dressing {
  /** What every slot holds at first. */
  head(state: readonly number[]): string;
  step(step: Step): string;
  /**
   * What stands behind a text that ends with a step, so that the name of the object that a slot holds comes next.
   *
   * @param text what was told so far
   */
  question(text: string, slot: number): string;
  /** An object as the answer, with what ends it, so that no answer is the beginning of another. */
  candidate(object: number): string;
  /** What people are shown of an object, where that is less than its name: of a piece what it is. */
  shown?(object: number): string;
  /** Whether objects with the same name are told as one; else nothing is asked where there are such. */
  isByKind?: true;
  /** How many slots, from the first on, can be asked about, and that of more than are asked about the busiest are; all if absent. */
  most?: number;
  /** Another text of the same world, where it is not made of the steps of this one; may have fewer steps than are asked for. */
  random?(length: number, seed: number): RandomTelling;
}
