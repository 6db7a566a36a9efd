import type { Step } from '../../trace/trace';

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
}
